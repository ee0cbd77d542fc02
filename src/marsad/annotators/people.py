"""People: common nouns for those who fight, flee, protest or suffer, as actors by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.nationalities import Nation, nationalities
from marsad.annotators.rosters import actors
from marsad.annotators.scopes import Scope, is_verb
from marsad.text.folding import fold
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ALEF, ARTICLE, NOON, WAW, YEH

_HEH = chr(0x647)
_PRONOUNS = (_HEH, _HEH + ALEF, _HEH + chr(0x645))
_SHORTEST = 4
_FIGHTERS = frozenset(("fighters", "unidentified_armed", "snipers", "suicide_bombers", "factions_generic"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a noun for people: the actor it means, whether it is also an adjective, and whether it is singular."""

    actor: str
    adjectival: bool
    singular: bool


@cache
def nouns() -> dict[str, Noun]:
    """Forms of the nouns of `lexicons/people.yml`, folded, by the actor of their category."""
    data = lexicons.load("actors")
    categories, shut_out = data["people"]["categories"], _shut_out()
    adjectival = frozenset(fold(w) for w in data["people"]["adjectival"])
    own = {fold(word): actor for word, actor in data["people"]["own"].items()}
    found: dict[str, Noun] = {}
    for entry in lexicons.load("people"):
        singular = fold(entry["singular"])
        actor = own.get(singular, categories.get(entry["category"]))
        if actor is None or " " in singular:
            continue
        for form, is_singular in _forms(entry):
            if form not in shut_out:
                found.setdefault(form, Noun(actor, singular in adjectival, is_singular))
    return found


def civilians_of(category: str | None) -> str | None:
    """The actor of a category of people.yml, where those are civilians."""
    actor = lexicons.load("actors")["people"]["categories"].get(category)
    return str(actor) if actor is not None and actors().kind(actor) == "civilians" else None


@cache
def _shut_out() -> frozenset[str]:
    return frozenset(fold(w) for w in lexicons.load("actors")["people"]["not"])


def _forms(entry: dict[str, Any]) -> list[tuple[str, bool]]:
    out: list[tuple[str, bool]] = []
    constructs: list[str] = []
    for row in (entry, entry.get("feminine") or {}):
        if "singular" in row:
            out += [(fold(row["singular"]), True), (fold(row["singular"]) + ALEF, True)]
        dual = fold(row["dual"]) if "dual" in row else None
        for form in (*([dual] if dual else ()), *map(fold, row.get("plural") or ())):
            out.append((form, False))
            if form == dual:
                out.append((form[:-2] + YEH + NOON, False))
                constructs += [form[:-2] + ALEF, form[:-2] + YEH]
            elif form.endswith((YEH + NOON, WAW + NOON)):
                out += [(form[:-2] + ending, False) for ending in (YEH + NOON, WAW + NOON)]
                constructs += [form[:-2] + YEH, form[:-2] + WAW]
            else:
                out.append((form + ALEF, False))
    free = [item for form, singular in out if " " not in form for item in ((form, singular), (ARTICLE + form, singular))]
    return [*free, *((form, False) for form in constructs)]


def find_people(scope: Scope) -> None:
    """Read common nouns for people that no name covers, with the adjective of their nationality."""
    for u, end, readings in scope.people:
        if scope.units.at[u] in scope.placed or (end - u == 1 and scope.units.bare[u] in _shut_out()):
            continue
        if scope.is_free(u, end) and (readings[0].policy != "noun" or _is_noun(scope, u, singular=True)):
            noun = nouns().get(scope.units.bare[u])
            if end - u > 1 or noun is None or not noun.adjectival or _is_noun(scope, u, singular=noun.singular):
                _take(scope, u, end, str(readings[0].actor))
    table = nouns()
    for u in range(len(scope.units)):
        if scope.units.bare[u] in scope.words.crowds and scope.is_free(u, u + 1) and _demonstrates(scope, u):
            scope.add(u, u + 1, "protesters", "actors.people.crowd", "people")
            continue
        if scope.units.kinds[u] != "a" or not scope.is_free(u, u + 1) or scope.units.at[u] in scope.placed:
            continue
        noun = table.get(scope.units.bare[u]) or _with_pronoun(scope, u)
        if noun is not None and (not noun.adjectival or _is_noun(scope, u, singular=noun.singular)):
            _take(scope, u, u + 1, noun.actor)


def _demonstrates(scope: Scope, u: int) -> bool:
    """Whether a verb of protest stands among the three words before, or right after."""
    near = (*range(max(0, u - 3), u), u + 1)
    return any(k < len(scope.units) and scope.units.bare[k] in scope.words.protesting for k in near)


def _with_pronoun(scope: Scope, u: int) -> Noun | None:
    norm = scope.units.bare[u]
    if len(norm) <= _SHORTEST or not norm.endswith(_PRONOUNS) or norm.startswith(ARTICLE):
        return None
    if norm.endswith(_HEH) and scope.units.printed_end(u) != _HEH:
        return None
    for stem, _ in strip_enclitics(norm):
        if len(stem) > 2 and stem in nouns():
            return nouns()[stem]
    return None


def _take(scope: Scope, u: int, end: int, actor: str) -> None:
    nation, last = _nationality_after(scope, end)
    country = nation.country if nation is not None else None
    if nation is not None and country is None and nation.forces is not None and actor in _FIGHTERS:
        scope.add(u, last, nation.forces, "actors.people.group", "people", above=(actor,))
        return
    entry = scope.actors.get(actor)
    above = (actor, *entry.within) if entry is not None else ()
    definite = scope.units.bare[u].startswith(ARTICLE)
    if actor == "unidentified_armed" and definite and not _introduced(scope, u) and (only := _only_rebels(scope)) is not None:
        scope.add(u, last, only, "actors.people.again", "people", above=above)
        return
    resolved = scope.resolve_body(actor, country or scope.country)
    rule = "actors.people" if resolved == actor else "actors.people.body"
    scope.add(u, last, resolved, rule, "people", above=above, country=country or scope.country)


def _introduced(scope: Scope, u: int) -> bool:
    """Whether gunmen were brought in before without a name: the definite noun points back to them."""
    return any(
        s < u and not scope.units.bare[s].startswith(ARTICLE) for s, (_, m) in scope.spans.items() if m.id == "unidentified_armed"
    )


def _only_rebels(scope: Scope) -> str | None:
    """The one armed group that the report names, if it names just one."""
    found = {m.id for _, m in scope.spans.values() if m.head == "named" and m.kind in ("rebel", "militia")}
    return found.pop() if len(found) == 1 else None


def _nationality_after(scope: Scope, end: int) -> tuple[Nation | None, int]:
    if end < len(scope.units) and scope.is_free(end, end + 1):
        adjective = nationalities().adjectives.get(scope.units.joined[end])
        if adjective is not None and not adjective.ambiguous:
            return adjective.nation, end + 1
    return None, end


def _is_noun(scope: Scope, u: int, *, singular: bool) -> bool:
    """Whether a word that may be an adjective stands as a noun: after a verb, a number, a particle or a noun of harm."""
    units = scope.units
    if u == 0 or units.kinds[u - 1] != "a" or units.clitics[u]:
        return True
    before = units.bare[u - 1]
    if singular and before in scope.words.before_things:
        return False
    if before in scope.words.before_people or is_verb(before) or before in scope.words.stops:
        return True
    return not singular and not (before.startswith(ARTICLE) and units.bare[u].startswith(ARTICLE))
