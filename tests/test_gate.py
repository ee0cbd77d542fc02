"""The gate shuts on a figure under its floor, on a changed corpus, and on a floor of nothing; floors only rise."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from marsad.cli.scoring import score_reports
from marsad.cli.tallies import Tally
from marsad.record import Coding

EVAL = Path(__file__).resolve().parent.parent / "eval"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate", EVAL / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def perfect_tally(golds: list[Row], perfect: Callable[[Row], Coding]) -> Tally:
    return score_reports(golds, {gold["id"]: perfect(gold).model_dump(mode="json") for gold in golds})


def bundled(gate: ModuleType) -> Any:
    return next(corpus for corpus in gate.read_corpora() if corpus.name == "bundled")


def test_the_bundled_gold_is_the_pinned_one(gate: ModuleType) -> None:
    corpus = bundled(gate)
    assert gate.digest_files(corpus.files()) == corpus.digest
    assert len(corpus.files()) >= 15


def test_every_layer_has_a_floor(gate: ModuleType) -> None:
    for corpus in gate.read_corpora():
        measures = {"time value", "place", "said what", "who said it", "stance", "event", "slots", "hands-free"}
        if corpus.events_only:
            measures = {"event", "slots", "hands-free"}
        assert measures <= set(corpus.floors) or corpus.most.keys() == {"reports", "events"}


def test_of_a_corpus_whose_events_alone_are_coded_nothing_else_is_printed(gate: ModuleType, golds: list[Row]) -> None:
    (corpus,) = (c for c in gate.read_corpora() if c.name == "stream")
    lines = gate.told_of(corpus, score_reports(golds, {}))
    assert any(line.startswith("event ") for line in lines)
    assert not any(line.startswith(("time", "place", "said", "who", "stance")) for line in lines)


def test_open_for_a_perfect_coder(gate: ModuleType, perfect_tally: Tally) -> None:
    assert gate.find_faults(bundled(gate), perfect_tally) == []


def test_shut_under_a_floor(gate: ModuleType, golds: list[Row]) -> None:
    faults = gate.find_faults(bundled(gate), score_reports(golds, {}))
    assert any("event: expected at least" in fault for fault in faults)


def test_shut_on_events_where_there_are_none(gate: ModuleType, golds: list[Row], perfect: Callable[[Row], Coding]) -> None:
    codings = {gold["id"]: perfect(gold).model_dump(mode="json") for gold in golds}
    tally = score_reports([gold | {"events": []} for gold in golds], codings)
    negatives = next(corpus for corpus in gate.read_corpora() if corpus.name == "negatives")
    assert len(negatives.files()) >= 40
    assert gate.digest_files(negatives.files()) == negatives.digest
    faults = gate.find_faults(negatives, tally)
    assert any("reports: expected at most" in fault for fault in faults)
    assert any("events: expected at most" in fault for fault in faults)
    assert "reports without events gave" in gate.extra_lines(tally)[0]
    pinned = tomllib.loads(gate.pin([(negatives, tally)]))["negatives"]
    assert pinned["most"] == negatives.most


def test_shut_on_a_changed_corpus(gate: ModuleType, perfect_tally: Tally) -> None:
    (fault,) = gate.find_faults(replace(bundled(gate), digest="0" * 64), perfect_tally)
    assert "expected the corpus 000000000000" in fault


def test_shut_on_a_floor_of_nothing(gate: ModuleType, perfect_tally: Tally) -> None:
    (fault,) = gate.find_faults(replace(bundled(gate), floors={"beauty": 0.5}), perfect_tally)
    assert "expected a measure, got 'beauty'" in fault


def test_line_ends_do_not_count_but_every_byte_does(gate: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    digests = []
    for content in (b"{}\n", b"{}\r\n", b"{} \n"):
        file.write_bytes(content)
        digests.append(gate.digest_files([file]))
    assert digests[0] == digests[1] != digests[2]


def test_pinning_raises_and_never_lowers(gate: ModuleType, golds: list[Row], perfect_tally: Tally) -> None:
    corpus = bundled(gate)
    raised = tomllib.loads(gate.pin([(corpus, perfect_tally)]))["bundled"]
    assert raised["folders"] == ["eval/gold"]
    assert set(raised["floors"].values()) == {0.99}
    kept = tomllib.loads(gate.pin([(corpus, score_reports(golds, {}))]))["bundled"]
    assert kept["floors"] == corpus.floors
    assert tomllib.loads(gate.pin([(corpus, None)]))["bundled"]["sha256"] == corpus.digest


def test_a_gold_file_that_cannot_be_used_is_told(gate: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(json.dumps({"id": "x", "text": "y"}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.json: expected the fields timexes"):
        gate.measure(replace(bundled(gate), folders=(str(tmp_path),)))
