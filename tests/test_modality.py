"""Modality: every cue proves itself, both ways; aims, future forms and sums over time are read from the grammar."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from marsad import lexicons
from marsad.annotators import splitter
from marsad.annotators.modality import Modality, read_modality
from marsad.annotators.triggers import Trigger, find_triggers
from marsad.text.tokens import Words

DATA = lexicons.load("modality")
KEYS = {
    "id", "forms", "scope", "effect", "far", "unless", "through", "only", "spare", "definite", "perfect", "imperfect", "plural",
    "since", "pseudo", "examples", "not",
}  # fmt: skip
SCOPES = {"next", "noun", "complement", "clause", "sentence", "around", "around_sentence", "before", "before_sentence", "inside"}
STATUSES = {"denied", "threatened", "alleged", "foiled"}
EFFECTS = STATUSES | {"negated", "none", "attempt", "habitual", "background", "demand", "threat"}
EXAMPLES = [(entry, example) for entry in DATA["entries"] for example in entry["examples"]]
NEAR_MISSES = [(entry, text) for entry in DATA["entries"] for text in entry.get("not", ())]
CASES = DATA["grammar_examples"]


@cache
def read(text: str) -> tuple[Words, list[Trigger], list[Modality]]:
    words = splitter()(text)
    triggers = find_triggers(words)
    return words, triggers, read_modality(words, triggers)


def modes_in(text: str, part: str) -> list[Modality]:
    """Modality of the triggers of kind event inside a part of the text."""
    _, triggers, modes = read(text)
    start = text.index(part)
    end = start + len(part or text)
    inside = [m for t, m in zip(triggers, modes, strict=True) if t.kind == "event" and start <= t.start < end]
    assert inside, f"expected a trigger in {part!r}"
    return inside


def has(mode: Modality, effect: str) -> bool:
    if effect in STATUSES:
        return mode.status == effect
    if effect in {"demand", "threat"}:
        return mode.none or mode.status == "threatened"
    return bool(getattr(mode, {"habitual": "aggregate"}.get(effect, effect)))


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=lambda x: x.get("say", x.get("id")))
def test_every_cue_has_its_effect(entry: dict[str, Any], example: dict[str, str]) -> None:
    assert any(has(mode, entry["effect"]) for mode in modes_in(example["say"], example["in"]))


@pytest.mark.parametrize(("entry", "text"), NEAR_MISSES, ids=lambda x: x if isinstance(x, str) else x["id"])
def test_near_misses_are_untouched(entry: dict[str, Any], text: str) -> None:
    _, triggers, modes = read(text)
    assert triggers, "expected a trigger, else the near-miss proves nothing"
    assert [mode.rule for mode in modes if mode.rule == f"events.modality.{entry['id']}"] == []


@pytest.mark.parametrize("entry", DATA["entries"], ids=lambda e: e["id"])
def test_entries_are_closed(entry: dict[str, Any]) -> None:
    assert set(entry) <= KEYS
    assert entry["scope"] in SCOPES
    assert entry["effect"] in EFFECTS
    assert entry["examples"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["say"])
def test_grammar(case: dict[str, Any]) -> None:
    for mode in modes_in(case["say"], case["in"]):
        assert {key: getattr(mode, key) for key in case["is"]} == case["is"]


def test_ids_are_unique() -> None:
    ids = [entry["id"] for entry in DATA["entries"]]
    assert len(ids) == len(set(ids))


def test_no_triggers_no_modes() -> None:
    assert read_modality(splitter()(""), []) == []
