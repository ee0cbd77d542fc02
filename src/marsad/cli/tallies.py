"""Counts of what was coded right, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from marsad.cli.agreement import SLOTS

PHENOMENON, OF_TYPE = "phenomenon: ", "type: "
FIGURES = ("time span", "time value", "place", "said what", "who said it", "stance", "event", "slots")


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one measure: right ones, gold ones, coded ones."""

    right: int
    gold: int
    coded: int

    @property
    def precision(self) -> float:
        """Share of the coded ones that are right; of nothing coded, 1 only where gold has nothing either."""
        return self.right / self.coded if self.coded else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold ones that were coded right."""
        return self.right / self.gold if self.gold else float(self.coded == 0)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was coded otherwise than gold has it; `layer` is times, places, statements or events."""

    report: str
    layer: str
    message: str


@dataclass(slots=True)
class Tally:
    """Counts over reports, and the differences met on the way; `parts` are the tallies of the reports one by one."""

    reports: int = 0
    parts: list[Tally] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def add(self, measure: str, *, right: int = 0, gold: int = 0, coded: int = 0) -> None:
        """Count for one measure."""
        for column, number in (("right", right), ("gold", gold), ("coded", coded)):
            self.counts[measure, column] += number

    def take(self, part: Tally) -> None:
        """Add the tally of one report."""
        self.reports += part.reports
        self.counts.update(part.counts)
        self.differences += part.differences
        self.parts.append(part)

    def break_down(self, kind: str, value: object, *, right: bool) -> None:
        """Count one gold thing under a phenomenon, such as the status or the date precision of an event."""
        self.add(f"{PHENOMENON}{kind} {value}", right=right, gold=1)

    def phenomena(self) -> dict[str, Figure]:
        """Gold things by phenomenon, and how many of them were coded right; nothing is known of extra ones."""
        names = sorted({name for name, _ in self.counts if name.startswith(PHENOMENON)})
        return {name.removeprefix(PHENOMENON): self.figure(name) for name in names}

    def types(self) -> dict[str, Figure]:
        """Events by type of the codebook."""
        names = sorted({name for name, _ in self.counts if name.startswith(OF_TYPE)})
        return {name.removeprefix(OF_TYPE): self.figure(name) for name in names}

    def figure(self, measure: str) -> Figure:
        """The counts of one measure."""
        return Figure(*(self.counts[measure, column] for column in ("right", "gold", "coded")))

    def figures(self) -> dict[str, Figure]:
        """All measures in the order in which they are shown: layers, slots together, each slot, aggregates."""
        slots = {f"slot {name}": self.figure(f"slot {name}") for name in SLOTS}
        together = Figure(*(sum(getattr(x, column) for x in slots.values()) for column in ("right", "gold", "coded")))
        shown = {name: together if name == "slots" else self.figure(name) for name in FIGURES}
        return shown | slots | {"aggregate": self.figure("aggregate")}

    @property
    def hands_free(self) -> float | None:
        """Share of gold events with nothing to mend; None without gold events."""
        figure = self.figure("event")
        return self.counts["hands-free", "right"] / figure.gold if figure.gold else None
