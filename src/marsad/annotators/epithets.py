"""Short names that point back: "the organisation", "the movement", "the enemy", resolved to an actor named in the report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad import lexicons
from marsad.annotators.rosters import ActorMention
from marsad.annotators.scopes import Scope, is_verb
from marsad.text.folding import fold
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE, YEH

_HEH = chr(0x647)
_PRONOUNS = frozenset((_HEH, _HEH + chr(0x627), _HEH + chr(0x645)))
_SHORTEST_OWNED = 5
_FEMININES = chr(0x627) + chr(0x62A)
_FARTHEST = 30
_GOVERNING = (chr(0x628),)


@dataclass(frozen=True, slots=True)
class Epithet:
    """A short name; `first`: nouns with which the antecedent's name begins; `default`: country to the usual actor."""

    first: frozenset[str]
    kinds: frozenset[str]
    default: dict[str, str]
    needs_antecedent: bool
    own_words: bool


@cache
def epithets() -> dict[str, Epithet]:
    """The epithets of `lexicons/actors.yml`, by folded word."""
    found: dict[str, Epithet] = {}
    for row in lexicons.load("actors")["epithets"]:
        first = frozenset(fold(noun).split()[0] for noun in row["first"])
        epithet = Epithet(
            first, frozenset(row["kinds"]), dict(row.get("default") or {}), bool(row.get("named")), bool(row.get("own"))
        )
        for word in row["words"]:
            found[fold(word)] = epithet
    return found


def find_epithets(scope: Scope) -> None:
    """Resolve short names: to the nearest fitting actor before, else the first after, else the usual one in the country."""
    units, table = scope.units, epithets()
    for u in range(len(units)):
        epithet = table.get(units.bare[u])
        if epithet is None or not scope.is_free(u, u + 1) or not _is_alone(scope, u):
            continue
        mention = _antecedent(scope, u, epithet)
        if mention is not None:
            scope.add(u, u + 1, mention.id, "actors.epithet", "epithet", above=mention.within, country=mention.country)
        elif (
            not epithet.needs_antecedent
            and (usual := epithet.default.get(scope.country or "any", epithet.default.get("any"))) is not None
        ):
            actor = scope.resolve_body(usual, scope.country)
            scope.add(u, u + 1, actor, "actors.epithet.usual", "epithet", above=(usual,), country=scope.country)


def _is_alone(scope: Scope, u: int) -> bool:
    """Whether no definite adjective follows."""
    units = scope.units
    if u + 1 >= len(units) or units.clitics[u + 1] or not units.bare[u + 1].startswith(ARTICLE):
        return True
    after = units.bare[u + 1]
    if not after.endswith((YEH, YEH + _HEH)) and after not in scope.words.epithet_adjectives:
        return True
    return after in scope.words.followers or scope.owner[u + 1] is not None or scope.is_stop(u + 1) or is_verb(after)


def _antecedent(scope: Scope, u: int, epithet: Epithet) -> ActorMention | None:
    before = [s for s in scope.spans if s < u]
    for start in (*sorted(before, reverse=True), *sorted(s for s in scope.spans if s > u)):
        mention = scope.spans[start][1]
        if mention.head in ("country", "nationals") or (epithet.kinds and mention.kind not in epithet.kinds):
            continue
        words = {scope.units.bare[k].removeprefix(ARTICLE) for k in range(start, scope.spans[start][0])}
        names = scope.table.first_words.get(mention.id, frozenset()) if mention.id is not None else frozenset()
        if epithet.first & (words if epithet.own_words else words | names):
            return mention
    return None


def _may_own(scope: Scope, start: int, head: str, suffix: str) -> bool:
    if suffix == _HEH and scope.units.bare[start].endswith((_HEH, _FEMININES)):
        return False
    if head == "people" or scope.units.clitics[start].endswith(_GOVERNING):
        return False
    return head != "country" or (start > 0 and is_verb(scope.units.bare[start - 1]) and not scope.units.clitics[start])


def find_possessed(scope: Scope) -> None:
    """Read "its forces", "its cells": the nearest state or armed group named before in the same or the last sentence."""
    units = scope.units
    for u in range(1, len(units)):
        if units.kinds[u] != "a" or not scope.is_free(u, u + 1) or len(units.bare[u]) < _SHORTEST_OWNED:
            continue
        suffix = next((s for stem, s in strip_enclitics(units.bare[u]) if stem in scope.words.owned and s in _PRONOUNS), None)
        if suffix is None or (suffix == _HEH and units.printed_end(u) != _HEH):
            continue
        for start in sorted((s for s in scope.spans if u - _FARTHEST < s < u), reverse=True):
            mention = scope.spans[start][1]
            if mention.kind in ("state", "external", "rebel", "militia") and _may_own(scope, start, mention.head, suffix):
                scope.add(u, u + 1, mention.id, "actors.possessed", "possessed", above=mention.within, country=mention.country)
                break
