"""Weapons: the specification in data/weapons.yml, and that every word of the lexicon finds its own entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad import lexicons
from marsad.annotators import splitter
from marsad.annotators.numbers import find_numbers
from marsad.annotators.weapons import WeaponMention, find_weapons
from marsad.record import Weapon
from marsad.text.sentences import find_sentences

SPECIFICATION: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "weapons.yml").read_text(encoding="utf-8"))
ENTRIES: list[dict[str, Any]] = lexicons.load("weapons")["weapons"]
KEYS = {"id", "weapon", "words", "munition", "adjectives", "prefer", "yields_to", "not", "not_after", "counts_as", "anaphor"}


def weapons_of(text: str) -> list[WeaponMention]:
    words = splitter()(text)
    words.sentences = find_sentences(words)
    return find_weapons(words, find_numbers(words))


def best(mentions: list[WeaponMention]) -> list[str]:
    """Each weapon once, with its greatest count."""
    found: dict[str, WeaponMention] = {}
    for mention in mentions:
        if mention.weapon not in found or (mention.low or 0) > (found[mention.weapon].low or 0):
            found[mention.weapon] = mention
    return sorted(m.weapon if m.low is None else f"{m.weapon} {m.low}{'+' if m.high is None else ''}" for m in found.values())


def cases(key: str) -> list[Any]:
    return [pytest.param(row, text, id=text) for row in SPECIFICATION if key in row for text in row["texts"]]


@pytest.mark.parametrize(("row", "text"), cases("expect"))
def test_weapons(row: dict[str, Any], text: str) -> None:
    assert best(weapons_of(text)) == sorted(row["expect"])


@pytest.mark.parametrize(("row", "text"), cases("nothing"))
def test_near_misses(row: dict[str, Any], text: str) -> None:
    assert best(weapons_of(text)) == [], row["nothing"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: str(e["id"]))
def test_entries_find_themselves(entry: dict[str, Any]) -> None:
    assert set(entry) <= KEYS
    assert entry["weapon"] in Weapon.__args__  # type: ignore[attr-defined]
    for word in entry["words"]:
        found = [m.weapon for m in weapons_of(word)]
        assert entry["weapon"] in found or (found and "prefer" in entry), word


@pytest.mark.parametrize("phrase", [p for e in ENTRIES for p in e.get("not", ())])
def test_what_is_no_weapon(phrase: str) -> None:
    assert not any(m.end == len(phrase) and m.start == 0 for m in weapons_of(phrase)) or phrase in {
        w for e in ENTRIES for w in e["words"]
    }


def test_offsets_and_order() -> None:
    for row in SPECIFICATION:
        for text in row["texts"]:
            found = weapons_of(text)
            assert [m.start for m in found] == sorted(m.start for m in found)
            assert all(text[m.start : m.end].strip() for m in found)
