"""Harms: the words that say that people were killed, injured, abducted, arrested or driven out, and how they govern them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.lines import Line
from marsad.annotators.victim_nouns import SUFFIXES, fold_set, split_phrase, with_waw
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, LAM, NOON, TEH, WAW
from marsad.text.tries import Trie

_HEH = chr(0x647)
_DAMMA = "\u064f"


@dataclass(frozen=True, slots=True)
class Harm:
    """One entry of figures.yml."""

    id: str
    what: str
    voice: str
    head: str | None
    closer: frozenset[str]
    sentence: bool
    later: bool
    neutral: bool
    implicit: bool
    active: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a form: masdar, verb or phrase; number (s, d, p) of the subject, and of the object or possessor on it."""

    harm: Harm
    kind: str
    number: str = "s"
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A harm word at `p` to `q - 1`; kind "complement": a definite verbal noun after lam. `passive`: its vowel says so."""

    p: int
    q: int
    harm: Harm
    kind: str
    number: str
    object: str | None
    passive: bool


@dataclass(frozen=True, slots=True)
class Harms:
    """Readings of single words and of phrases; words before which a verbal noun stands; words that shut a trigger out."""

    words: dict[str, tuple[Reading, ...]]
    phrases: Trie[Reading]
    governors: frozenset[str]
    barred: frozenset[str]
    deny: frozenset[str]


def _verb_forms(stem: str) -> Iterable[tuple[str, str, str | None]]:
    for ending, number in (("", "s"), (TEH, "s"), (ALEF, "d"), (TEH + ALEF, "d"), (WAW + ALEF, "p"), (NOON, "p")):
        yield stem + ending, number, None
    for base, number in ((stem, "s"), (stem + TEH, "s"), (stem + WAW, "p")):
        for suffix, of in SUFFIXES.items():
            yield base + suffix, number, of


def _noun_forms(noun: str) -> Iterable[tuple[str, str | None]]:
    yield noun, None
    base = noun[:-1] + TEH if noun.endswith(_HEH) else noun
    for suffix, of in SUFFIXES.items():
        yield base + suffix, of


def _readings(entry: dict[str, Any]) -> Iterable[tuple[str, Reading]]:
    harm = Harm(
        entry["id"], entry["what"], entry["voice"], entry.get("head"), fold_set(entry.get("closer")),
        *(bool(entry.get(flag)) for flag in ("sentence", "later", "neutral", "implicit", "active")),
    )  # fmt: skip
    unlike = fold_set(entry.get("unlike"))
    for stem in entry.get("stems", ()):
        for form, number, of in _verb_forms(fold(stem)):
            if form not in unlike:
                yield form, Reading(harm, "verb", number, of)
    for form in entry.get("forms", ()):
        text = fold(form)
        number = (
            "p" if text.endswith((WAW + ALEF, WAW + NOON)) else "d" if text.endswith(ALEF) or text.endswith(ALEF + NOON) else "s"
        )
        yield text, Reading(harm, "verb", number)
    for of, forms in (entry.get("objects") or {}).items():
        yield from ((fold(form), Reading(harm, "verb", "s", of)) for form in forms)
    for noun in entry.get("masdar", ()):
        for form, of in _noun_forms(fold(noun)):
            if form not in unlike:
                yield form, Reading(harm, "masdar", "s", of)


@cache
def harms() -> Harms:
    """The harm words of figures.yml."""
    data = lexicons.load("figures")
    table: dict[str, list[Reading]] = {}
    phrases: Trie[Reading] = Trie()
    for entry in data["harms"]:
        for form, reading in _readings(entry):
            held = table.setdefault(form, [])
            if all(r.harm.id != reading.harm.id or r.kind != reading.kind for r in held):
                held.append(reading)
        if entry.get("phrases"):
            harm = Harm(entry["id"], entry["what"], entry["voice"], entry.get("head"), frozenset(), *[False] * 5)
            for phrase in entry["phrases"]:
                phrases.add(split_phrase(phrase), Reading(harm, "phrase"))
    before = data["before"]
    return Harms(
        {form: tuple(held) for form, held in table.items()},
        phrases,
        fold_set(before["governors"]),
        fold_set(before["barred"]),
        with_waw(fold_set(before["deny"])),
    )


def find_triggers(line: Line) -> dict[int, Trigger]:
    """The harm words of a line by their first position."""
    table = harms()
    found: dict[int, Trigger] = {}
    p = 0
    while p < len(line.w):
        trigger = _trigger_at(line, p, table)
        if trigger is not None:
            found[p] = trigger
            p = trigger.q
        else:
            p += 1
    return found


def _trigger_at(line: Line, p: int, table: Harms) -> Trigger | None:
    phrase = table.phrases.longest(line.w, p)
    readings = table.words.get(line.w[p])
    before = line.word(p - 1)
    if before == LAM and line.w[p].startswith(ARTICLE):
        noun = next((r for r in table.words.get(line.w[p][2:], ()) if r.kind == "masdar" and r.object is None), None)
        return Trigger(p, p + 1, noun.harm, "complement", "s", None, False) if noun is not None else None
    if phrase is None and readings is None:
        return None
    if before in table.barred or before in table.deny:
        return None
    if phrase is not None:
        reading = phrase[1][0]
        return Trigger(p, phrase[0], reading.harm, "phrase", "s", None, False)
    assert readings is not None
    wanted = "masdar" if before in table.governors else "verb"
    reading = next((r for r in readings if r.kind == wanted), readings[0])
    printed = line.words.text_of(line.at[p], line.at[p] + 1)
    return Trigger(p, p + 1, reading.harm, reading.kind, reading.number, reading.object, printed[1:2] == _DAMMA)
