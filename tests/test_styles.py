"""Every outlet of the gold that ships has a manner of writing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

EVAL = Path(__file__).parent.parent / "eval"


def test_every_outlet_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EVAL))
    styles = __import__("styles")
    held = styles.sort_golds(list(styles.FOLDERS))
    assert sum(map(len, held.values())) == sum(len(list(folder.glob("*.json"))) for folder in styles.FOLDERS)
    assert all(held.values())
    sys.modules.pop("styles", None)
