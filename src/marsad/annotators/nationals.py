"""Nationality without a name: the forces or the government of a country told by an adjective, and its people."""

from __future__ import annotations

from marsad.annotators.nationalities import Adjective, nationalities
from marsad.annotators.scopes import Scope, is_verb
from marsad.text.tokens import ALEF, ARTICLE, WAW

_FARTHEST = 4
PAIR = "actors.adjective.pair"


def find_adjectives(scope: Scope) -> None:
    """Read adjectives of nationality after nouns of force, of state, and of attack."""
    units, known = scope.units, nationalities().adjectives
    for u in range(1, len(units)):
        adjective = known.get(units.joined[u])
        if adjective is None or adjective.noun or not scope.is_free(u, u + 1):
            continue
        carrier = _find_carrier(scope, u, adjective)
        if carrier is None:
            continue
        at, kind = carrier
        nation = adjective.nation
        if nation.forces is None:
            continue
        if kind == "attacks":
            scope.add(u, u + 1, nation.forces, "actors.adjective.attack", "adjective", country=nation.country)
            continue
        actor = nation.actor if kind == "state" else nation.forces
        if kind == "police":
            actor = scope.resolve_body("police_unspecified", nation.country) if nation.country else actor
            actor = nation.forces if actor == "police_unspecified" else actor
        start = at if all(scope.owner[k] is None for k in range(at, u)) else u
        scope.add(start, u + 1, actor, f"actors.adjective.{kind}", "adjective", country=nation.country)


def find_pairs(scope: Scope) -> None:
    """Read the second of two nationalities of one force: "American and British forces", "the American-British aggression"."""
    units, known = scope.units, nationalities().adjectives
    for start in sorted(scope.spans):
        u, mention = scope.spans[start]
        if u >= len(units) or units.clitics[u] not in ("", WAW) or not scope.is_free(u, u + 1):
            continue
        first, second = known.get(units.joined[u - 1]), known.get(units.bare[u])
        if first is None or second is None or second.noun or second.definite is not first.definite:
            continue
        if second.nation is first.nation or mention.kind not in ("state", "external"):
            continue
        actor = second.nation.forces if scope.actors.is_armed(mention.id) else second.nation.actor
        if actor is not None:
            scope.add(u, u + 1, actor, PAIR, "adjective", country=second.nation.country)


def _find_carrier(scope: Scope, u: int, adjective: Adjective) -> tuple[int, str] | None:
    """The farthest noun of force or state, else the noun of attack, that the adjective qualifies: `(unit, kind)`."""
    units, vocabulary, known = scope.units, scope.words, nationalities().adjectives
    found: tuple[int, str] | None = None
    farthest = max(u - _FARTHEST, 0)
    k = u - 1
    while k >= farthest:
        word = units.bare[k]
        kind = next((kind for kind, words in vocabulary.carriers.items() if word in words), None)
        if kind is None and word in vocabulary.attacks:
            kind = "attacks"
        if kind is not None and (found is None or kind != "attacks"):
            if found is not None and (found[1] == "attacks" or units.bare[k].startswith(ARTICLE)):
                break
            if not adjective.definite and word.startswith(ARTICLE):
                break  # it says what the thing is
            found = (k, kind)
        elif kind is None:
            if word in vocabulary.things and not adjective.definite:
                break  # the adjective is that of a ship, a company
            if found is not None or scope.is_stop(k) or (is_verb(word) and word not in known):
                break
            if adjective.definite and not word.startswith(ARTICLE):
                break
        if units.clitics[k] and not (found is None and units.clitics[k] == WAW):
            break
        k -= 1
    if found is not None and found[1] == "state" and any(units.bare[k] in vocabulary.military for k in range(found[0] + 1, u)):
        found = (found[0], "forces")
    if found is not None and adjective.ambiguous and found[1] != "forces":
        beside = found[1] == "attacks" and (found[0] == u - 1 or adjective.definite)
        return found if beside or (adjective.definite and found[1] == "state") else None
    return found


def find_nationals(scope: Scope) -> None:
    """Read plurals of nationality that stand alone as people of a country."""
    units, known = scope.units, nationalities().adjectives
    for u in range(len(units)):
        adjective = known.get(units.bare[u])
        if adjective is None or adjective.ambiguous or not scope.is_free(u, u + 1):
            continue
        if adjective.number == "sg":
            if not _is_counted(scope, u, adjective):
                continue
        elif adjective.gender == "f" or _qualifies(scope, u, adjective):
            continue
        people = {"IL": "israelis", "PS": "palestinians"}.get(adjective.nation.country or "")
        scope.add(u, u + 1, people, "actors.nationals", "nationals", country=adjective.nation.country)


def _is_counted(scope: Scope, u: int, adjective: Adjective) -> bool:
    """Whether a singular is a person: after a number, a noun of harm, or a verb that people suffer; the next word is no head."""
    units, vocabulary = scope.units, scope.words
    if adjective.definite or u == 0 or units.clitics[u] or units.kinds[u - 1] not in "ad":
        return False
    before = units.bare[u - 1]
    if units.kinds[u - 1] == "d":
        return units.bare[u].endswith(ALEF)
    if u + 1 < len(units) and units.bare[u + 1] in vocabulary.of_nation:
        return False
    if before in vocabulary.numerals:
        return units.bare[u].endswith(ALEF)
    return before in vocabulary.harms and before not in vocabulary.attacks


def _qualifies(scope: Scope, u: int, adjective: Adjective) -> bool:
    """Whether the word before is a noun that the adjective qualifies."""
    units = scope.units
    if u == 0 or units.clitics[u] or scope.is_stop(u - 1) or units.kinds[u - 1] != "a":
        return False
    before = units.bare[u - 1]
    if before in scope.words.before_people or is_verb(before):
        return False
    return before.startswith(ARTICLE) == adjective.definite
