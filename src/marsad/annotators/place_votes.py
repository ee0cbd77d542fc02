"""Votes of places: how often a report means each country, and which names are too small for countries that it never speaks of."""

from __future__ import annotations

from collections import Counter

from marsad.annotators.place_cues import cues
from marsad.annotators.place_found import Found
from marsad.text.tokens import ARTICLE, Words


def count_countries(words: Words, names: list[Found]) -> Counter[str]:
    """How often each country is meant: adjectives and groups of nationality, and names that are one place."""
    votes: Counter[str] = Counter()
    nationality, surnames = cues().nationality, cues().surnames
    for k, norm in enumerate(words.norms):
        if norm in surnames and k and not words.norms[k - 1].startswith(ARTICLE):
            votes[surnames[norm]] += 1
        elif norm in nationality:
            votes[nationality[norm]] += 1
    counted: set[tuple[str, ...]] = set()
    for name in names:
        countries = {p.country for p in name.options if p.weight > 0}
        if name.noun is None and (name.key in cues().noun_only or any(p.common and p.weight < 3 for p in name.options)):
            continue  # rather the word
        if len(countries) == 1 and name.key not in counted and (country := countries.pop()) is not None:
            counted.add(name.key)
            name.vote = 2 if max(p.weight for p in name.options) >= 3 else 1
            votes[country] += name.vote
    return votes


def keep_plausible(names: list[Found], votes: Counter[str]) -> list[Found]:
    """The names without small places that no noun names in countries that the report does not speak of."""
    cast: dict[tuple[str, ...], int] = {}
    for name in names:
        cast[name.key] = max(name.vote, cast.get(name.key, 0))
    total = sum(votes.values())
    return [name for name in names if _is_plausible(name, cast[name.key], votes, total)]


def _is_plausible(name: Found, own: int, votes: Counter[str], total: int) -> bool:
    place = name.place
    if place is None:
        if name.tied and name.noun is None and any(p.common for p in name.options):
            return False
        return name.noun is not None or name.tied or name.borrowed is not None
    if place.kind == "country" and any(s is not None and _is_country(s) for s in (name.prior, name.later)):
        return True
    if name.noun is not None or total - own < 3 or place.country is None or votes[place.country] - own > 0:
        return True
    return place.kind in ("country", "city", "admin1") and place.weight >= 3


def _is_country(name: Found) -> bool:
    return name.place is not None and name.place.kind == "country"
