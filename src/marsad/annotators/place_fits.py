"""Fits of places: which candidates of a name may lie where the text puts it."""

from __future__ import annotations

from collections import Counter

from marsad.annotators.place_found import Found
from marsad.lexicons.gazetteer import GazetteerPlace, contains
from marsad.lexicons.gazetteer_tables import near

_REACH = {
    "city": 45.0,
    "village": 25.0,
    "neighbourhood": 15.0,
    "facility": 15.0,
    "admin2": 80.0,
    "admin1": 150.0,
    "natural": 120.0,
}
_NEARBY = 120.0
_SURE_VOTES = 4
_REGION = 250.0  # a first division that others count as part of a region
_FAR_KINDS = ("admin1", "admin2", "city", "natural")
FITS = {
    "admin1": {"admin1": 4.0, "admin2": -1.0, "natural": -1.0},
    "admin2": {"admin2": 4.0, "city": 2.5, "admin1": -2.0},
    "city": {"city": 4.0, "admin2": 1.5, "village": 1.5, "admin1": 0.0},
    "village": {"village": 3.0, "city": 2.0, "neighbourhood": 2.5, "admin2": 1.0, "natural": 1.0, "facility": 0.5},
    "neighbourhood": {"neighbourhood": 4.0, "village": 1.0, "admin2": 0.5, "city": 0.0},
    "facility": {"facility": 3.0, "neighbourhood": 0.5},
    "natural": {"natural": 4.0, "village": 0.5, "city": 0.0, "admin2": 0.0},
}


def is_towns_own(name: Found, place: GazetteerPlace) -> bool:
    """Whether a facility called by a town's name lies in that town and not where the report is: streets and squares do not."""
    return (
        name.scene and place.kind in ("city", "admin2") and name.noun is not None and name.noun.facility not in ("road", "square")
    )


def is_of_report(name: Found, votes: Counter[str]) -> bool:
    """Whether a name under a place noun may be one of its small namesakes: not where the report, which speaks of other countries
    alone, puts it elsewhere ("the village X in Y")."""
    total = sum(votes.values())
    if name.noun is None or name.country is not None or total - name.vote < _SURE_VOTES:
        return True
    voted = any(votes[p.country or ""] > (name.vote if len(name.options) == 1 else 0) for p in name.options)
    if voted or all(p.common and p.kind != "admin1" for p in name.options):
        return voted
    wide = ("country", "admin1", "natural")
    sure = total - name.vote > _SURE_VOTES and name.noun.kind != "facility"
    towns = ("city", "admin2") if sure else (*_REACH,)
    return any((p.weight >= 3 and p.kind in towns) or p.kind in wide or p.country is None for p in name.options)


def find_fitting(name: Found) -> list[GazetteerPlace]:
    """Candidates that may lie where the text puts the name."""
    options = name.options
    if name.country is not None:
        options = [p for p in options if p.country == name.country] or options
    parent = anchor_of(name.parent)
    if parent is not None and parent.kind == "country" and name.relation == "near":
        return options  # beside a country, not in it
    if parent is None or parent.kind == "country":
        return [p for p in options if parent is None or p.country in (parent.country, None)] or ([] if parent else options)
    limit = _NEARBY if name.relation == "near" else _REACH[parent.kind]
    if name.noun is not None and name.noun.kind == "neighbourhood" and parent.kind in ("city", "admin2"):
        limit = 25.0
    fitting = [p for p in options if _lies_at(name, p, parent, limit)]
    if fitting or (name.scene and len(name.key) > 1 and not name.named_after):
        return fitting or options
    return [p for p in options if _may_lie_far(name, p, parent)]


def _may_lie_far(name: Found, place: GazetteerPlace, parent: GazetteerPlace) -> bool:
    """Whether a known place may lie far from what its direction is given from ("Mosul north of Baghdad", "a town in the east of
    the peninsula"): in the same country, and no smaller than a town."""
    if name.named_after:
        return place.country == parent.country and place.weight >= 2 and is_towns_own(name, place)
    region = parent.kind == "admin1" and near((place.lat, place.lon), (parent.lat, parent.lon), _REGION)
    wide = name.relation == "near" or parent.kind == "natural" or region
    fits = name.noun is None or FITS[name.noun.kind].get(place.kind, 0.0) > 1.0
    known = place.kind in _FAR_KINDS and place.weight >= (3 if place.kind in ("city", "admin2") else 2)
    return wide and fits and known and place.country == parent.country


def _lies_at(name: Found, place: GazetteerPlace, parent: GazetteerPlace, limit: float) -> bool:
    """Whether a candidate may lie in or near the parent: contained, close, or in its division where a town stands for that."""
    if contains(parent, place) or contains(place, parent) or near((place.lat, place.lon), (parent.lat, parent.lon), limit):
        return True
    division = place.admin1 is not None and place.country == parent.country and place.admin1 == parent.admin1
    return (
        division
        and place.kind in ("city", "admin2", "natural")
        and place.weight >= 2
        and not (name.named_after and name.noun is not None and name.noun.kind == "facility")
    )


def anchor_of(name: Found | None) -> GazetteerPlace | None:
    """The place that a name stands for, or that lends it its coordinates."""
    return None if name is None else name.place or name.borrowed
