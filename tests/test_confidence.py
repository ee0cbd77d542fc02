"""Confidence of events, and how its reliability is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import marsad
from marsad import lexicons
from marsad.annotators.confidence import MARKS, find_confidence
from marsad.cli.golds import report_of
from marsad.cli.reliability import judge_events, make_bins, reliability_lines, tell_reliability

GOLD = Path(__file__).parent.parent / "eval" / "gold"


def test_every_mark_has_a_weight() -> None:
    assert set(lexicons.load("confidence")["weights"]) == set(MARKS)


def test_every_event_has_a_confidence_between_nothing_and_one() -> None:
    report = report_of(json.loads((GOLD / "iq-dev-01.json").read_text(encoding="utf-8")))
    given = [event.confidence for event in marsad.load().code_report(report).events]
    assert given
    assert all(confidence is not None and 0 < confidence < 1 for confidence in given)


def test_marks_of_doubt_lower_it() -> None:
    plain = dict.fromkeys(MARKS, 0.0) | {"day": 1.0, "figures": 1.0, "verb": 1.0}
    assert find_confidence(plain) > find_confidence(plain | {"weak": 1.0, "verb": 0.0}) > 0


def test_bins_hold_what_they_say() -> None:
    bins = make_bins([(0.95, True), (1.0, True), (0.92, False), (0.2, False)])
    assert [(b.low, b.high, b.events) for b in bins] == [(0.0, 0.3, 1), (0.9, 1.0, 3)]
    assert bins[1].right == pytest.approx(2 / 3)
    assert len(reliability_lines(bins)) == 3


def test_gold_itself_is_right_and_another_type_or_status_is_not() -> None:
    gold = next(g for f in sorted(GOLD.glob("*.json")) if (g := json.loads(f.read_text(encoding="utf-8")))["events"])
    found = gold["text"].find
    first = gold["events"][0]
    trigger = first["triggers"][0]["text"]
    event = {
        **first,
        "place": None,
        "triggers": [{"start": found(trigger), "end": found(trigger) + len(trigger)}],
        "confidence": 0.9,
    }
    assert judge_events(gold, {"events": [event]}) == [True]
    assert judge_events(gold, {"events": [event | {"status": "denied"}]}) == [False]
    (only,) = tell_reliability([gold], {gold["id"]: {"events": [event]}})
    assert (only.events, only.right) == (1, 1.0)
