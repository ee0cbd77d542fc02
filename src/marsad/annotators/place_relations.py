"""Relations of places: how fine one is, which lies in which, and which cannot both be where one event happened."""

from __future__ import annotations

from marsad.annotators.places import PlaceMention
from marsad.lexicons.gazetteer import contains, shared

_FINENESS = {"facility": 0, "neighbourhood": 0, "village": 1, "natural": 2, "city": 2, "admin2": 3, "admin1": 4, "country": 5}
VAST = 3


def fineness(place: PlaceMention) -> int:
    """How fine a place is, 0 the finest. A desert or a plateau without a name of its own is no finer than a district."""
    kind = place.kind or "city"
    return VAST if kind == "natural" and place.j - place.i == 1 else _FINENESS.get(kind, 2)


def frames(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether the one is the region or the seat of the region in which the other lies."""
    return one.country == other.country and (holds(one, other) or (one.admin1 is not None and one.admin1 == other.admin1))


def places_conflict(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two places cannot both be where one event happened: neither holds the other."""
    if a is None or b is None:
        return False
    if a.name is not None and a.name == b.name:
        return False
    return not holds(a, b) and not holds(b, a)


def holds(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether place `a` is or contains place `b`; a place that the gazetteer lacks lies in the one that the text puts it in."""
    outer = a.id
    inner = b.id if b.id >= 0 else b.within
    if outer < 0 or inner < 0:
        return outer < 0 and inner >= 0 and a.within == b.within and a.id == b.id
    return contains(shared().place(outer), shared().place(inner))


def finer(a: PlaceMention | None, b: PlaceMention | None) -> PlaceMention | None:
    """The finer of two places, the first on a tie."""
    if a is None or b is None:
        return a or b
    return b if fineness(b) < fineness(a) and not places_conflict(a, b) else a
