"""The scorer gives the figures of the guidelines' own scorer, and says what differs."""

from __future__ import annotations

import importlib.util
import random
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from marsad.cli.agreement import SLOTS, alike, same_family, same_place
from marsad.cli.scoring import find_nth, score_reports
from marsad.cli.tallies import Figure, Tally
from marsad.record import Coding

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "gold" / "score.py"
Row = dict[str, Any]
Perfect = Callable[[Row], Coding]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its table of types open
        spec.loader.exec_module(module)
    return module


def spoil(coding: Row, chance: random.Random) -> Row:
    """A coding with things lost, doubled, shifted and changed at random."""
    for layer in ("timexes", "places", "statements", "events"):
        kept = [row for row in coding[layer] if chance.random() > 0.15]
        coding[layer] = [*kept, dict(chance.choice(kept))] if kept and chance.random() < 0.3 else kept
    for row in (*coding["timexes"], *coding["places"], *coding["statements"]):
        shift = chance.choice([0, 0, 0, 3, 12])
        row["start"], row["end"] = row["start"] + shift, row["end"] + shift
    for place in coding["places"]:
        place["lat"] = chance.choice([place["lat"], place["lat"], None, 12.5])
    for s in coding["statements"]:
        s["stance"] = chance.choice([s["stance"], "assert", "confirm", "deny"])
        s["speaker"] = chance.choice([s["speaker"], {"name": None, "role": s["text"][:12], "org": None}, None])
    for e in coding["events"]:
        e["type"] = chance.choice([e["type"], e["type"], "armed_clash", "support"])
        e["killed"] = chance.choice([e["killed"], None, {"min": 1, "max": None}])
        e["actors"] = chance.choice([e["actors"], e["targets"], []])
        e["place"] = chance.choice([e["place"], e["place"], None])
        e["aggregate"] = chance.random() < 0.2
        e["responsibility"] = chance.choice([e["responsibility"], [{"kind": "claimed", "actor": "x", "by": None}]])
        for actor in e["actors"]:
            actor["within"] = chance.choice([[], ["isis"]])
    return coding


def as_reference(tally: Tally) -> Row:
    def row(figure: Figure) -> Row:
        counts = {"tp": figure.right, "gold": figure.gold, "pred": figure.coded}
        return {"p": round(figure.precision, 4), "r": round(figure.recall, 4), "f1": round(figure.f1, 4), **counts}

    f = {name: row(figure) for name, figure in tally.figures().items()}
    return {
        "reports": tally.reports,
        "time": {"span": f["time span"], "value": f["time value"]},
        "place": f["place"],
        "statement": {"span": f["said what"], "who": f["who said it"], "stance": f["stance"]},
        "event": f["event"],
        "slots": f["slots"],
        "slot": {name: f[f"slot {name}"] for name in SLOTS},
        "hands_free": None if tally.hands_free is None else round(tally.hands_free, 4),
        "aggregate": f["aggregate"],
    }


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not beside the project")
@pytest.mark.parametrize("seed", [None, *range(12)])
def test_equal_to_the_reference(reference: ModuleType, golds: list[Row], perfect: Perfect, seed: int | None) -> None:
    coded = {g["id"]: perfect(g).model_dump(mode="json") for g in golds}
    if seed is not None:
        chance = random.Random(seed)
        coded = {key: spoil(row, chance) for key, row in coded.items() if chance.random() > 0.05}
    errors: list[str] = []
    expected = reference.score({g["id"]: g for g in golds}, coded, errors)
    tally = score_reports(golds, coded)
    assert as_reference(tally) == expected
    assert sorted(f"{d.report}: {d.message}" for d in tally.differences) == sorted(errors)


def test_a_perfect_coding_has_nothing_to_mend(golds: list[Row], perfect: Perfect) -> None:
    tally = score_reports(golds, {g["id"]: perfect(g).model_dump(mode="json") for g in golds})
    assert {name: figure.f1 for name, figure in tally.figures().items() if figure.f1 != 1} == {}
    assert tally.hands_free == 1
    assert tally.differences == []


def test_nothing_coded_is_a_figure_of_nothing(golds: list[Row]) -> None:
    tally = score_reports(golds, {})
    assert tally.figures()["event"].f1 == 0
    assert tally.hands_free == 0
    assert sum(d.layer == "report" for d in tally.differences) == len(golds)


def test_gold_that_names_missing_words_is_refused(golds: list[Row]) -> None:
    broken = {**golds[0], "timexes": [{"text": "not in it", "type": "DATE", "value": "2021"}]}
    with pytest.raises(ValueError, match="expected 'not in it'"):
        score_reports([broken], {})


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ({"kind": "country", "country": "IQ"}, {"kind": "country", "country": "IQ"}, True),
        (
            {"kind": "city", "name": "Aleppo", "country": "SY", "lat": 36.2, "lon": 37.16},
            {"name": "x", "lat": 36.21, "lon": 37.1},
            True,
        ),
        (
            {"kind": "city", "name": "Aleppo", "country": "SY", "lat": 36.2, "lon": 37.16},
            {"name": "x", "lat": 33.5, "lon": 36.3},
            False,
        ),
        (
            {"kind": "city", "name": "Aleppo", "country": "SY", "lat": None, "lon": None},
            {"name": "aleppo", "lat": 1, "lon": 1},
            True,
        ),
        (None, None, True),
        (None, {"name": "x"}, False),
    ],
)
def test_places(left: Row | None, right: Row | None, same: bool) -> None:
    assert same_place(left, right) is same


def test_families_lump_as_acled_does() -> None:
    assert same_family("shelling_missile", "air_drone_strike")
    assert not same_family("withdrawal", "change_to_group")
    assert not same_family("threat", "demand")


def test_occurrences_are_counted_from_one() -> None:
    assert find_nth("abab", "ab", 2) == (2, 4)
    assert find_nth("abab", "ab", 3) is None


def test_nothing_is_like_nothing() -> None:
    assert not alike("", "")
    assert alike("ministry of defence", "the Ministry of Defence")
