"""Nationalities: adjectives with their forms, names of countries and capitals, and the country that a report is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.units import Units, phrase_of
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, NOON, TEH, WAW, YEH
from marsad.text.tries import Trie

_HEH = chr(0x647)
# endings of an adjective of nationality, each with gender and number
_ENDINGS = (
    ("", "m", "sg"), (ALEF, "m", "sg"), (_HEH, "f", "sg"), (ALEF + NOON, "m", "du"), (YEH + NOON, "m", "pl"),
    (WAW + NOON, "m", "pl"), (ALEF + TEH, "f", "pl"), (TEH + ALEF + NOON, "f", "du"), (TEH + YEH + NOON, "f", "du"),
)  # fmt: skip
_WATCHED = frozenset(("IQ", "SY", "YE", "LB", "PS", "SD", "LY", "EG", "SO", "TN", "DZ", "MA", "JO", "SS", "MR"))
_WEIGHT_ABROAD = 0.3


@dataclass(frozen=True, slots=True)
class Nation:
    """A nation: `country` is ISO 3166-1 (None for a people), `actor` its government, `forces` who strikes in its name."""

    country: str | None
    actor: str | None
    forces: str | None


@dataclass(frozen=True, slots=True)
class Adjective:
    """A form of an adjective of nationality."""

    nation: Nation
    definite: bool
    gender: str
    number: str
    ambiguous: bool
    noun: bool


class Nationalities:
    """Forms of adjectives and names of countries, folded."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.adjectives: dict[str, Adjective] = {}
        self.names: Trie[tuple[Nation, bool]] = Trie()
        self.first: set[str] = set()
        for row in (*data["countries"], *data["groups"]):
            self._add(row)

    def _add(self, row: dict[str, Any]) -> None:
        home = row.get("country")
        nation = Nation(home, row.get("actor"), row.get("forces") or (row.get("actor") if home else None))
        ambiguous = {fold(word) for word in row.get("ambiguous") or ()}
        capitals = row.get("seats", row.get("capital")) or ()
        for name in (*row["names"], *capitals) if nation.country else ():
            phrase = phrase_of(name)
            if phrase and phrase[0] not in self.adjectives:
                self.names.add(phrase, (nation, fold(name) in ambiguous))
                self.first.add(phrase[0])
        for adjective in row["adjectives"]:
            stem = fold(adjective)
            if " " in stem:
                continue
            for ending, gender, number in _ENDINGS:
                self._form(stem + ending, nation, gender, number, ambiguous=stem in ambiguous, noun=False)
        for plural in row.get("plurals") or ():
            self._form(fold(plural), nation, "m", "pl", ambiguous=fold(plural) in ambiguous, noun=True)

    def _form(self, form: str, nation: Nation, gender: str, number: str, *, ambiguous: bool, noun: bool) -> None:
        for word, definite in ((form, False), (ARTICLE + form, True)):
            self.adjectives.setdefault(word, Adjective(nation, definite, gender, number, ambiguous, noun))


@cache
def nationalities() -> Nationalities:
    """The nationalities of the lexicon, read once."""
    return Nationalities(lexicons.load("nationalities"))


def count_countries(units: Units, others: Iterable[str | None] = ()) -> dict[str, float]:
    """Country to the weight of its names and adjectives in the text and of `others` (countries of places, of actors).

    Powers that act abroad weigh less than the countries that are watched.
    """
    known = nationalities()
    votes: dict[str, float] = {}
    for u, bare in enumerate(units.bare):
        adjective = known.adjectives.get(bare)
        country = adjective.nation.country if adjective is not None and not adjective.ambiguous else None
        if country is None and bare in known.first:
            found = known.names.longest(units.joined, u) or known.names.longest([bare], 0)
            country = found[1][0][0].country if found is not None and not found[1][0][1] else None
        if country is not None:
            votes[country] = votes.get(country, 0.0) + _weight(country)
    for other in others:
        if other is not None:
            votes[other] = votes.get(other, 0.0) + 1.5 * _weight(other)
    return votes


def _weight(country: str) -> float:
    return 1.0 if country in _WATCHED else _WEIGHT_ABROAD


def first_country(votes: dict[str, float]) -> str | None:
    """The country with most weight; None without votes. The first voted for wins a tie."""
    return max(votes, key=lambda country: votes[country]) if votes else None
