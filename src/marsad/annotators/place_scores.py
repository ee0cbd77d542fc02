"""Scores of places: how well each candidate fits the noun, the country, the parent and the places settled before."""

from __future__ import annotations

from collections import Counter

from marsad.annotators.place_fits import FITS, anchor_of
from marsad.annotators.place_found import Found
from marsad.lexicons.gazetteer import GazetteerPlace, contains
from marsad.lexicons.gazetteer_tables import near

_PLAIN = {
    "country": 2.0,
    "city": 1.5,
    "admin1": 1.0,
    "natural": 0.3,
    "neighbourhood": 0.0,
    "village": 0.5,
    "facility": 0.5,
    "admin2": 0.0,
}
Group = tuple[str | None, str | None]


class Settled:
    """The places settled so far, by division and by cell of one degree, so that a long report costs no more a name."""

    def __init__(self) -> None:
        self._divisions: set[Group] = set()
        self._cells: dict[tuple[int, int], set[tuple[float, float]]] = {}

    def add(self, place: GazetteerPlace) -> None:
        """Count a place as meant by the report."""
        self._divisions.add(division_of(place))
        if place.kind != "country" and place.lat is not None and place.lon is not None:
            self._cells.setdefault((round(place.lat), round(place.lon)), set()).add((place.lat, place.lon))

    def bonus(self, place: GazetteerPlace) -> float:
        """What a candidate gains by lying in the division of settled places, and near one of them."""
        bonus = 2.0 if place.admin1 is not None and division_of(place) in self._divisions else 0.0
        if place.lat is None or place.lon is None:
            return bonus
        y, x = round(place.lat), round(place.lon)
        around = (self._cells.get((y + dy, x + dx), ()) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        return bonus + (2.0 if any(near((place.lat, place.lon), point, 60.0) for points in around for point in points) else 0.0)


def division_of(place: GazetteerPlace) -> Group:
    """Country and first division of a place."""
    return place.country, place.admin1


def rate_place(name: Found, place: GazetteerPlace, votes: Counter[str], total: int, settled: Settled) -> float:
    """How well a candidate fits a name; the highest number wins."""
    score = float(place.weight) - (1.0 if place.source != "marsad" else 0.0)
    if name.noun is not None:
        score += FITS[name.noun.kind].get(place.kind, -4.0)
        if name.noun.facility is not None and place.kind == "facility":
            score += 1.0 if place.facility == name.noun.facility else -1.0
    else:
        score += _PLAIN[place.kind]
        if name.context == "dateline":
            score += 4.0 if place.kind == "city" else 0.0
    if place.country is not None:
        score += 5.0 * votes[place.country] / total
    parent = anchor_of(name.parent)
    if parent is not None:
        score += 6.0 if contains(parent, place) else 2.0
    score += settled.bonus(place)
    for neighbour in (name.prior, name.later):
        if (
            neighbour is not None
            and neighbour.place is not None
            and near((place.lat, place.lon), (neighbour.place.lat, neighbour.place.lon), 30.0)
        ):
            score += 2.0
    if place.kind == "admin1" and any(s is not None and is_division(s) for s in (name.prior, name.later)):
        score += 4.0
    return score


def is_division(name: Found) -> bool:
    """Whether a neighbour in a list can only be a first division."""
    return bool(name.options) and all(p.kind == "admin1" for p in name.options if p.weight >= 2 and p.kind != "natural")
