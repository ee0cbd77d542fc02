"""Labels of the codebook: every value of the record in Arabic and in English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad.lexicons import load
from marsad.record import Event, Figure, PlaceRef, Statement


@dataclass(frozen=True, slots=True)
class Label:
    """One wording in two languages."""

    ar: str
    en: str

    def fill(self, **numbers: int) -> Label:
        """The wording with numbers put in."""
        return Label(self.ar.format(**numbers), self.en.format(**numbers))


@cache
def labels(group: str) -> dict[str, Label]:
    """Labels of one group of the codebook, by id, in its order."""
    entries = load("codebook")[group]
    if isinstance(entries, list):
        return {entry["id"]: Label(**entry["label"]) for entry in entries}
    return {name: Label(**label) for name, label in entries.items()}


def label(group: str, name: str) -> Label:
    """Label of one value. KeyError naming group and value where the codebook has none."""
    found = labels(group).get(name)
    if found is None:
        raise KeyError(f"expected one of the codebook's {group}, got {name}")
    return found


def say_figure(figure: Figure) -> Label:
    """A count in words: exact, at least, at most, or from … to …."""
    low, high = figure.min, figure.max
    if low is None and high is None:
        return label("interface", "some")
    if high is None and low is not None:
        return label("interface", "at_least").fill(n=low)
    if low is None and high is not None:
        return label("interface", "at_most").fill(n=high)
    assert low is not None
    assert high is not None
    if high == 0:
        return label("interface", "nobody")
    return label("interface", "exactly").fill(n=low) if low == high else label("interface", "between_numbers").fill(a=low, b=high)


def say_where(place: PlaceRef) -> str:
    """The resolved name, division and country of a place in English; empty where it is unresolved."""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def say_speaker(statement: Statement) -> str:
    """The speaker as the report gives him: name, else role, else organisation; empty where he is unnamed."""
    speaker = statement.speaker
    return speaker.name or speaker.role or speaker.org or ""


def say_dates(event: Event) -> str:
    """The days of an event as ISO dates, or a month or year where only that is known; empty where it has none."""
    start, end = event.date_start, event.date_end
    if start is None and end is None:
        return ""
    if (
        start is not None
        and event.date_precision == "month"
        and end is not None
        and (start.year, start.month) == (end.year, end.month)
    ):
        return f"{start:%Y-%m}"
    if start is not None and event.date_precision == "year" and end is not None and start.year == end.year:
        return f"{start.year:04d}"
    if start == end:
        return f"{start}"
    return " – ".join(str(day) if day else "…" for day in (start, end))
