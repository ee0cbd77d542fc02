"""Round-ups: what opens a report as the sum of events that it then tells one by one."""

from __future__ import annotations

from marsad.annotators.drafts import Draft
from marsad.annotators.place_relations import holds
from marsad.annotators.places import PlaceMention
from marsad.annotators.settings import agree

_ROUNDED = 1
_WIDE = frozenset(("country", "admin1", "admin2", "city", "natural"))


def find_sum(drafts: list[Draft]) -> None:
    """Mark what opens a report as a sum where events at several places within its own follow whose tolls it contains."""
    told = [d for d in drafts if d.violent and not d.aggregate and not d.background and not d.definite]
    if len(told) < 3:
        return
    first, *others = told
    parts = [d for d in others if d.place is not None and _toll_of(d) is not None and agree(first, d, loose=True)]
    places = {d.place.name or d.place.start: d.place for d in parts if d.place is not None}
    if len(places) < 2 or (first.place is not None and not _is_region(first.place, list(places.values()))):
        return
    for what in ("killed", "injured"):
        whole, held = _toll_of(first, what), [_toll_of(d, what) or 0 for d in parts]
        if whole is not None and whole > max(held) and sum(held) <= whole + _ROUNDED:
            first.sum = True


def _is_region(place: PlaceMention, parts: list[PlaceMention]) -> bool:
    """Whether a place is wide enough to hold places of which it is none itself."""
    if place.kind not in _WIDE or any(p.name is not None and p.name == place.name for p in parts):
        return False
    return place.kind != "city" or any(holds(place, p) for p in parts)


def _toll_of(draft: Draft, what: str | None = None) -> int | None:
    """The highest number that a draft's own figures give of the killed or the injured (or of `what`)."""
    return max(
        (f.low or 0 for f in draft.figures if f.what == what or (what is None and f.what in ("killed", "injured"))), default=None
    )


def without_sum(events: list[Draft]) -> list[Draft]:
    """Without the sum, told first, of events that the report tells one by one at different places."""
    if not events or not (events[0].sum and events[0].violent):
        return events
    first, *others = events
    parts = [e for e in others if e.violent and not e.aggregate and not e.background and e.place is not None and not e.inherited]
    names = {(p.place.name, p.place.start) for p in parts if p.place is not None}
    if len(names) < 2 or not all(agree(first, p, loose=True) for p in parts[:2]):
        return events
    for part in parts:
        part.date = part.date or first.date
    return others
