"""Figures: the specification in data/figures.yml, the examples of the lexicon, and the sums."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad import lexicons
from marsad.annotators import splitter
from marsad.annotators.figures import FigureMention, breakdown, find_figures, toll
from marsad.annotators.numbers import find_numbers
from marsad.text.sentences import find_sentences
from marsad.text.tokens import Words

SPECIFICATION: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "figures.yml").read_text(encoding="utf-8"))
HARMS: list[dict[str, Any]] = lexicons.load("figures")["harms"]


def words_of(text: str) -> Words:
    words = splitter()(text)
    words.sentences = find_sentences(words)
    return words


def figures_of(text: str) -> list[FigureMention]:
    words = words_of(text)
    return find_figures(words, find_numbers(words))


def show(figure: FigureMention) -> str:
    low, high = figure.low, figure.high
    value = f"{low}" if low == high else f"{low}+" if high is None else f"-{high}" if low is None else f"{low}-{high}"
    return f"{figure.what} {value}"


def cases(key: str) -> list[Any]:
    return [pytest.param(row, text, id=text) for row in SPECIFICATION if key in row for text in row["texts"]]


@pytest.mark.parametrize(("row", "text"), cases("expect"))
def test_figures(row: dict[str, Any], text: str) -> None:
    found = [f for f in figures_of(text) if f.what != "munitions"]
    assert sorted(show(f) for f in found if not f.part) == sorted(row["expect"])
    if "parts" in row:
        assert sorted(f"{show(f)} {f.who_text or 'null'}" for f in found if f.part) == sorted(row["parts"])


@pytest.mark.parametrize(("row", "text"), cases("nothing"))
def test_near_misses(row: dict[str, Any], text: str) -> None:
    assert [show(f) for f in figures_of(text) if f.what != "munitions"] == [], row["nothing"]


@pytest.mark.parametrize(("entry", "text"), [pytest.param(e, t, id=t) for e in HARMS for t in e.get("examples", ())])
def test_examples_fire_their_entry(entry: dict[str, Any], text: str) -> None:
    assert any(
        f.rule.startswith((f"figures.{entry['id']}", "figures.joint")) and f.what == entry["what"] for f in figures_of(text)
    )


@pytest.mark.parametrize(("entry", "text"), [pytest.param(e, t, id=t) for e in HARMS for t in e.get("not", ())])
def test_counterexamples_do_not(entry: dict[str, Any], text: str) -> None:
    assert not any(f.rule.startswith(f"figures.{entry['id']}") for f in figures_of(text))


@pytest.mark.parametrize("row", [row for row in SPECIFICATION if "toll" in row], ids=lambda row: str(row["toll"]))
def test_tolls(row: dict[str, Any]) -> None:
    for text in row["texts"]:
        figures = figures_of(text)
        for what, value in row["toll"].items():
            assert toll(figures, what) == (tuple(value) if value is not None else None), text


def test_breakdown_names_groups_with_their_spans() -> None:
    row = next(row for row in SPECIFICATION if row.get("parts"))
    words = words_of(row["texts"][0])
    parts = breakdown(find_figures(words, find_numbers(words)), words)
    assert {f"{what} {low} {who}" for what, who, low, _, _ in parts} >= set(row["parts"])
    for _, who, _, _, spans in parts:
        assert words.text[spans[0][0] : spans[0][1]] == who


def test_offsets_point_into_the_printed_text() -> None:
    for row in SPECIFICATION:
        for text in row["texts"]:
            for figure in figures_of(text):
                assert text[figure.start : figure.end].strip() == text[figure.start : figure.end] != ""
                assert figure.of is None or figure.part


def test_nothing_in_nothing() -> None:
    assert figures_of("") == []
    assert figures_of("!!! ... ,") == []


def test_entries_hold_known_keys_only() -> None:
    words = {"masdar", "stems", "forms", "objects", "phrases", "closer", "unlike", "examples", "not"}
    known = words | {"id", "what", "voice", "head"}
    flags = {"sentence", "later", "neutral", "implicit", "active"}
    assert len({entry["id"] for entry in HARMS}) == len(HARMS)
    for entry in HARMS:
        assert set(entry) <= known | flags, entry["id"]
        assert entry["voice"] in ("suffer", "act", "either", "bi", "ala"), entry["id"]
        assert entry.get("examples"), entry["id"]
