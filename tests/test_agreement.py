"""Agreement of two labellers: with himself a labeller agrees wholly, with the second one nearly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from marsad.cli.scoring import score_reports

EVAL = Path(__file__).parent.parent / "eval"


def test_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EVAL))
    agreement = __import__("agreement")
    first, second = (agreement.read_folder(EVAL / name) for name in ("unseen", "second"))
    golds = [first[name] for name in second]
    assert len(golds) == 12
    same = score_reports(golds, {name: agreement.as_coded(first[name]) for name in second})
    assert all(figure.f1 == 1 for figure in same.figures().values())
    other = score_reports(golds, {name: agreement.as_coded(row) for name, row in second.items()})
    assert 0.9 < other.figures()["slots"].f1 < 1
    sys.modules.pop("agreement", None)
