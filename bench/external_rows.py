"""Rows of data that others made, spans that overlap, and the table that a part prints."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import marsad
from marsad.coder import Coder

Row = dict[str, Any]
Span = tuple[int, int]


@dataclass
class Table:
    """What a part found: printed lines, and single misses and errors."""

    title: str
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def share(self, name: str, right: int, of: int) -> None:
        """Add a line with a share."""
        shown = f"{right / of:.3f}" if of else "    -"
        self.lines.append(f"{name:46} {shown}  ({right} of {of})")

    def spans(self, name: str, counts: Overlaps) -> None:
        """Add a line with precision, recall and F1 of spans."""
        p, r = counts.precision, counts.recall
        f = 2 * p * r / (p + r) if p + r else 0.0
        self.lines.append(
            f"{name:30} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({counts.found} of {counts.gold} gold, {counts.coded} coded)"
        )


@dataclass
class Overlaps:
    """Spans counted over rows: a span is found where it shares a character with one of the other side."""

    gold: int = 0
    found: int = 0
    coded: int = 0
    right: int = 0

    def add(self, gold: Sequence[Span], coded: Sequence[Span]) -> None:
        """Count one row."""
        self.gold += len(gold)
        self.coded += len(coded)
        self.found += sum(any(overlaps(g, c) for c in coded) for g in gold)
        self.right += sum(any(overlaps(g, c) for g in gold) for c in coded)

    @property
    def precision(self) -> float:
        """Share of our spans that overlap one of theirs."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of their spans that overlap one of ours."""
        return self.found / self.gold if self.gold else 0.0


def overlaps(a: Span, b: Span) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def shared_part(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covering(span: Span, others: Iterable[Span]) -> Span | None:
    """Of the spans that overlap, the one that shares most."""
    best = max(others, key=lambda other: shared_part(span, other), default=None)
    return best if best is not None and overlaps(span, best) else None


def read_rows(path: Path) -> list[Row]:
    """Rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def coder() -> Coder:
    """The coder, built once."""
    return marsad.load()
