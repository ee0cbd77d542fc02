"""Data of others is read as its makers wrote it: made-up rows of the same shapes (`data/external`) go through every reader."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parent.parent / "bench"
ROWS = Path(__file__).resolve().parent / "data" / "external"


@pytest.fixture(scope="module")
def external() -> Iterator[ModuleType]:
    before = list(sys.path)
    spec = importlib.util.spec_from_file_location("external", BENCH / "external.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["external"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


def shares(lines: list[str]) -> dict[str, str]:
    """What stands in brackets at the end of a line, by its name."""
    return {line[:46].strip(): line.rpartition("(")[2].rstrip(")") for line in lines if "(" in line}


def test_without_the_folder_it_says_so_and_stops(
    external: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["external.py", str(tmp_path / "nowhere")])
    assert external.main() == external.NO_DATA
    assert "no data of others" in capsys.readouterr().err


def test_times_that_look_forward_are_told_apart(external: ModuleType) -> None:
    found = shares(external.measure_times(ROWS).lines)
    assert found["value, Recognizers-Text, verified"] == "1 of 1"
    assert found["value, Duckling"] == "0 of 1"
    assert "dateparser, either way in time" in found


def test_numbers_outside_our_bounds_are_counted_apart(external: ModuleType) -> None:
    table = external.measure_numbers(ROWS)
    assert shares(table.lines)["value, all that our bounds can hold"] == "2 of 2"
    assert any(line.startswith("outside our convention") and line.endswith(": 1") for line in table.lines)


def test_newswire_is_joined_again(external: ModuleType) -> None:
    rows, names = sys.modules["external_rows"], sys.modules["external_names"]
    tokens = rows.read_rows(ROWS / "ner" / "newsfane_dev.jsonl")[0]["tokens"]
    text, spans = names.joined(tokens)
    assert [len(word) for word in text.split()] == [4, 5, 2, 5, 3, 3, 1]
    assert [text[a:b] for a, b in spans] == tokens
    assert shares(external.measure_newswire(ROWS).lines)["Population-Center, as a place or an actor"] == "1 of 1"


def test_nationalities_and_listed_entities(external: ModuleType) -> None:
    assert shares(external.measure_nationalities(ROWS).lines)["forms of their adjectives, right"] == "6 of 6"
    assert shares(external.measure_sanctioned(ROWS).lines)["with an id of the lexicon"] == "1 of 1"


def test_quotes(external: ModuleType) -> None:
    found = shares(external.measure_quotes(ROWS).lines)
    assert found == {"content, by half": "1 of 1", "with its cue": "1 of 1", "with its speaker": "1 of 1"}


def test_coordinates_come_from_the_check_of_places(external: ModuleType, tmp_path: Path) -> None:
    assert "nothing was checked" in external.measure_coordinates(tmp_path).lines[0]
