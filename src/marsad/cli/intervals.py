"""Confidence intervals of figures by bootstrap over reports: events of one report are right or wrong together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from marsad.cli.tallies import Figure, Tally

ROUNDS = 2000
LEVEL = 0.95
_SEED = 20231107

Interval = tuple[float, float]
Table = Callable[[Tally], Mapping[str, Figure]]


def find_intervals(parts: Sequence[Tally], table: Table, *, rounds: int = ROUNDS, level: float = LEVEL) -> dict[str, Interval]:
    """Interval of the F1 of each figure that `table` makes of a tally; `parts` are tallies of one report each.

    Reports are drawn with replacement `rounds` times, always the same ones for the same number of reports; the interval
    holds the middle `level` of the outcomes. Fewer than two reports have none.
    """
    if len(parts) < 2:
        return {}
    tables = [table(part) for part in parts]
    names = sorted({name for figures in tables for name in figures})
    nothing = Figure(0, 0, 0)
    held = [[figures.get(name, nothing) for name in names] for figures in tables]
    counts = np.array([[(f.right, f.gold, f.coded) for f in row] for row in held], dtype=np.float64)
    drawn = np.random.default_rng(_SEED).multinomial(len(parts), [1 / len(parts)] * len(parts), size=rounds)
    right, gold, coded = np.moveaxis(np.tensordot(drawn, counts, axes=1), 2, 0)
    both = gold + coded
    f1 = np.where(both > 0, 2 * right / np.where(both > 0, both, 1), np.nan)
    tail = 50 * (1 - level)
    out = {}
    for n, name in enumerate(names):
        column = f1[:, n][~np.isnan(f1[:, n])]
        if column.size:
            low, high = np.percentile(column, [tail, 100 - tail])
            out[name] = (float(low), float(high))
    return out


def all_figures(tally: Tally) -> dict[str, Figure]:
    """The figures of a tally, with the share of events that need no mending as one of them."""
    events = tally.figure("event")
    free = tally.counts["hands-free", "right"]
    return {**tally.figures(), "hands-free": Figure(free, events.gold, events.gold)}
