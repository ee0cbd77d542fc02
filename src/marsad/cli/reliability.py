"""Reliability: of the events given a confidence, how many are right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from marsad.cli.agreement import Row
from marsad.cli.scoring import match_events

EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Events of a confidence from `low` to under `high` (the last one includes 1): their number, mean confidence, share right."""

    low: float
    high: float
    events: int
    confidence: float
    right: float


def judge_events(gold: Row, coded: Row) -> list[bool]:
    """For each coded event whether gold has it with the same type and status; sums count like events."""
    partner = {j: gold["events"][i] for i, j in match_events(gold, coded).items()}
    return [
        j in partner and all(partner[j][key] == event[key] for key in ("type", "status"))
        for j, event in enumerate(coded.get("events", []))
    ]


def tell_reliability(golds: Iterable[Row], codings: Mapping[str, Row]) -> list[Bin]:
    """The bins that hold events, from the least confident."""
    pairs = [
        (event["confidence"], right)
        for gold in golds
        if (coded := codings.get(gold["id"])) is not None
        for event, right in zip(coded.get("events", []), judge_events(gold, coded), strict=True)
        if event.get("confidence") is not None
    ]
    return make_bins(pairs)


def make_bins(pairs: list[tuple[float, bool]]) -> list[Bin]:
    """Bins of pairs of confidence and truth."""
    out = []
    for low, high in pairwise(EDGES):
        held = [(c, r) for c, r in pairs if low <= c < high or c == high == EDGES[-1]]
        if held:
            out.append(Bin(low, high, len(held), sum(c for c, _ in held) / len(held), sum(r for _, r in held) / len(held)))
    return out


def reliability_lines(bins: list[Bin]) -> list[str]:
    """The printed table."""
    rows = ["given            events   mean  right"]
    return rows + [f"{b.low:.2f} to {b.high:.2f} {b.events:12}  {b.confidence:.3f}  {b.right:.3f}" for b in bins]
