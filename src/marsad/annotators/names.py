"""Names: actors called by an alias of the lexicon, bare institutions, and countries that may stand for their government."""

from __future__ import annotations

from marsad.annotators.aliases import Reading
from marsad.annotators.nationalities import nationalities
from marsad.annotators.people import nouns
from marsad.annotators.scopes import Scope, is_verb
from marsad.annotators.title_words import title_words
from marsad.text.tokens import ARTICLE

_MOST_ADJECTIVES = 2


def find_names(scope: Scope) -> None:
    """Read aliases; put bare institutions, people and places aside for later; settle the country of the report."""
    units, found = scope.units, []
    u = 0
    while u < len(units):
        matches = scope.table.matches(units, u) if units.kinds[u] in "ald" else []
        if not matches:
            u += 1
            continue
        end, readings = matches[0]
        if any(r.actor is None for r in readings):
            scope.blocked.update(range(u, end))
            u = end
            continue
        found.append((u, matches))
        for reading in readings:
            if reading.policy is None and _generic(scope, reading) is None:
                scope.named.add(str(reading.actor))
        u = end if all(r.policy is None and _generic(scope, r) is None for r in readings) else u + 1
    scope.settle_country()
    for u, matches in found:
        _read(scope, u, matches)


def _generic(scope: Scope, reading: Reading) -> str | None:
    entry = scope.actors.get(reading.actor)
    return entry.generic if entry is not None else None


def _read(scope: Scope, u: int, matches: list[tuple[int, list[Reading]]]) -> None:
    """Take the longest match of which a reading counts."""
    if not scope.is_free(u, u + 1):
        return
    for end, readings in matches:
        if any(r.actor is None for r in readings):
            return
        counting = [r for r in readings if _counts(scope, r, u, end)]
        if not counting:
            continue
        generic = _generic(scope, counting[0])
        if generic == "body" and end - u == 1 and scope.units.bare[u] in nouns():
            return
        if generic == "body":
            scope.bodies.append((u, end, counting))
        elif generic == "people":
            scope.people.append((u, end, counting))
        elif counting[0].policy == "place":
            scope.places.append((u, end, counting))
        else:
            _take_name(scope, u, end, _best(scope, counting), [str(r.actor) for r in readings if _generic(scope, r)])
        return


def _take_name(scope: Scope, u: int, end: int, reading: Reading, classes: list[str]) -> None:
    actor = scope.actors.get(reading.actor)
    if actor is None:
        return
    adjective = nationalities().adjectives.get(scope.units.joined[end]) if end < len(scope.units) else None
    if adjective is not None and adjective.definite and not adjective.noun:
        if adjective.nation.country != actor.country and actor.country is not None and adjective.number == "sg":
            if reading.policy is not None or actor.id == "il_forces":
                scope.add(
                    u, end + 1, adjective.nation.forces, "actors.adjective.body", "adjective", country=adjective.nation.country
                )
                return
        elif adjective.nation.country == actor.country:
            end += 1
    while end < len(scope.units) and scope.units.joined[end] in scope.words.followers:
        end += 1
    rule = "actors.outlet" if actor.kind == "outlet" else f"actors.name.{reading.policy}" if reading.policy else "actors.name"
    own = actor.by.get(scope.country) if scope.country is not None and scope.actors.is_active(actor.id, scope.year) else None
    scope.add(u, end, own or actor.id, rule, "named", above=(*classes, *((actor.id,) if own else ())))


def _counts(scope: Scope, reading: Reading, u: int, end: int) -> bool:
    """Whether a reading counts here, by its policy."""
    actor = scope.actors.get(reading.actor)
    if actor is None:
        return False
    if reading.policy in (None, "place", "noun"):
        return True
    named = actor.id in scope.named or any(above in scope.named for above in actor.within[:1])
    here = scope.country in actor.theatre
    if reading.policy == "country":
        return named or here
    if reading.policy == "named":
        return actor.id in scope.named or (here and scope.units.is_quoted(u) and scope.units.closes(end - 1))
    return _stands_alone(scope, u, end)


def _stands_alone(scope: Scope, u: int, end: int) -> bool:
    """Whether no definite word follows the name and its noun does not stand elsewhere without the article."""
    units = scope.units
    if end < len(units) and units.joined[end].startswith(ARTICLE) and units.joined[end] not in scope.words.followers:
        return False
    noun = units.bare[u].removeprefix(ARTICLE)
    return noun not in units.bare


def _best(scope: Scope, readings: list[Reading]) -> Reading:
    """The reading of the report's country, else the actor named in full, else the first; successors by the year."""
    if len(readings) == 1:
        return readings[0]

    def rank(item: tuple[int, Reading]) -> tuple[bool, bool, bool, int]:
        at, reading = item
        actor = scope.actors.get(reading.actor)
        assert actor is not None
        here = scope.country is not None and scope.country in actor.theatre
        return (not scope.actors.is_active(actor.id, scope.year), actor.id not in scope.named, not here, at)

    return min(enumerate(readings), key=rank)[1]


def find_bodies(scope: Scope) -> None:
    """Read bare institutions, with the adjective or name of their country where it follows."""
    for u, printed_end, readings in scope.bodies:
        if not scope.is_free(u, printed_end):
            continue
        generic = str(_best(scope, readings).actor)
        country, end = _country_after(scope, printed_end)
        actor = scope.resolve_body(generic, country) if country is not None else scope.resolve_bare(generic)
        entry = scope.actors.get(generic)
        above = (generic, *entry.within) if entry is not None else ()
        rule = "actors.body" if country is None else "actors.body.country"
        scope.add(u, end, actor, rule, "body", above=above, country=country or scope.country)


def _country_after(scope: Scope, end: int) -> tuple[str | None, int]:
    """Country of the adjective of nationality after a body, and the end with it."""
    units = scope.units
    for k in range(end, min(end + _MOST_ADJECTIVES, len(units))):
        adjective = nationalities().adjectives.get(units.joined[k])
        agrees = (
            adjective is not None
            and adjective.number == "sg"
            and (adjective.definite or not units.bare[k - 1].startswith(ARTICLE))
        )
        if adjective is not None and agrees and adjective.nation.country:
            return adjective.nation.country, k + 1
        if scope.is_stop(k) or units.clitics[k] or not units.bare[k].startswith(ARTICLE):
            break
    return None, end


def find_countries(scope: Scope) -> None:
    """Read names of countries, capitals and authorities as governments that may act: head "country"."""
    units, known = scope.units, nationalities()
    for u, end, readings in scope.places:
        if scope.is_free(u, end) and not _names_outlet(scope, u):
            scope.add(u, end, _best(scope, readings).actor, "actors.country", "country")
    for u in range(len(units)):
        if units.bare[u] not in known.first or not scope.is_free(u, u + 1):
            continue
        found = known.names.longest([units.bare[u], *units.joined[u + 1 : u + 4]], 0)
        if found is not None and scope.is_free(u, u + found[0]):
            nation, ambiguous = found[1][0]
            if _names_outlet(scope, u) or (ambiguous and nation.country != scope.country and scope.country is not None):
                continue
            if u and units.bare[u - 1] in title_words().place_nouns and not units.clitics[u]:
                continue
            if ambiguous and u and not units.clitics[u] and not scope.is_stop(u - 1) and not is_verb(units.bare[u - 1]):
                continue
            scope.add(u, u + found[0], nation.actor, "actors.country", "country", country=nation.country)


def _names_outlet(scope: Scope, u: int) -> bool:
    """Whether a country stands in the name of a medium."""
    units = scope.units
    at = u - 2 if u > 1 and units.kinds[u - 1] == "p" else u - 1
    return at >= 0 and not units.clitics[u] and units.bare[at] in scope.words.outlets
