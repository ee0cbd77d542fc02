"""Groups: names with the nouns for their people and parts, groups that the lexicon does not know, numbered units, tribes."""

from __future__ import annotations

from marsad.annotators.nationalities import nationalities
from marsad.annotators.people import nouns
from marsad.annotators.scopes import Scope, is_verb
from marsad.annotators.things import thing_kind
from marsad.text.tokens import ARTICLE, LAM, WAW

_MOST_QUOTED = 5
_MOST_NAME = 3
_BEH = chr(0x628)
_MOST_HEADS = 4


def extend_heads(scope: Scope) -> None:
    """Join names with the nouns of people and parts before them into one mention; a government's soldiers are its forces."""
    units = scope.units
    for u in sorted(scope.spans):
        if u not in scope.spans:
            continue
        end, mention = scope.spans[u]
        if mention.head in ("country", "nationals", "people") or mention.kind == "outlet":
            continue
        start = u
        for _ in range(_MOST_HEADS):
            before = _head_before(scope, start)
            if before is None:
                break
            start = before
        if start < u:
            actor = mention.id
            if (
                units.bare[start] in scope.words.soldiers
                and not scope.actors.is_armed(actor)
                and mention.kind in ("state", "external")
            ):
                forces = scope.resolve_body("army_unspecified", mention.country)
                if forces != "army_unspecified":
                    scope.add(start, end, forces, "actors.members.soldiers", mention.head, country=mention.country)
                    continue
            scope.add(start, end, actor, "actors.members", mention.head, above=mention.within, country=mention.country)


def _head_before(scope: Scope, start: int) -> int | None:
    """Unit of the noun of people or parts that governs the phrase at `start`, directly or by a word of belonging."""
    units, vocabulary = scope.units, scope.words
    clitic = units.clitics[start]
    k = start - 1
    if k < 0 or units.kinds[k] != "a":
        return None
    if clitic == "":
        if units.bare[k] in vocabulary.heads:
            if _qualifies_thing(scope, k):
                return None
            return k if scope.is_free(k, k + 1) or scope.owner[k] is scope.owner[start] else None
        belongs = k and units.bare[k] in vocabulary.belonging and units.bare[k - 1] in vocabulary.participles
        if not (belongs or units.bare[k] in vocabulary.prepositions) or units.clitics[k]:
            return None
        k -= 1
    elif clitic not in (LAM, _BEH):
        return None
    if k >= 0 and units.bare[k] in vocabulary.participles:
        k -= 1
    body = scope.owner[k] if k >= 0 else None
    if body is not None and body.head == "body" and clitic == LAM:  # "warplanes belonging to the coalition"
        first = next((s for s in scope.spans if scope.spans[s][1] is body), k)
        return first if scope.spans[first][0] == k + 1 and units.bare[first] in vocabulary.heads else None
    skipped = 0
    while k >= 0 and units.bare[k] not in vocabulary.heads:
        plain = (
            scope.is_word(k)
            and scope.is_free(k, k + 1)
            and not scope.is_stop(k)
            and not units.clitics[k]
            and not is_verb(units.bare[k])
            and not _is_thing(units.bare[k])
        )
        if skipped == 1 or not (plain or units.kinds[k] == "d"):
            return None
        skipped += 1
        k -= 1
    if k < 0 or _qualifies_thing(scope, k):
        return None
    return k if scope.is_free(k, k + 1) and units.bare[k] in vocabulary.heads else None


def _is_thing(word: str) -> bool:
    """Whether a word is a thing that is owned and struck: what follows it is its owner, not that of the people before it."""
    return thing_kind(word) not in (None, "armed_group")


def _qualifies_thing(scope: Scope, k: int) -> bool:
    """Whether a noun for people stands here as the adjective of an attack, a group or the like."""
    noun = nouns().get(scope.units.bare[k])
    before = scope.units.bare[k - 1] if k and not scope.units.clitics[k] else ""
    return noun is not None and noun.adjectival and noun.singular and before in scope.words.before_things


def find_groups(scope: Scope) -> None:
    """Read groups by a name in quotation marks or by the words that follow, numbered units and tribes."""
    units, vocabulary = scope.units, scope.words
    for u in range(len(units) - 1):
        word = units.bare[u]
        if not scope.is_free(u, u + 1) or units.kinds[u] != "a":
            continue
        if word in vocabulary.say and units.is_quoted(u + 1):
            _quoted_name(scope, u)
        elif word in vocabulary.tribes or word in vocabulary.tribal_names:
            _tribe(scope, u)
        elif word in vocabulary.two_tribes:
            _two_tribes(scope, u)
        elif word in vocabulary.units and _number_after(scope, u) is not None:
            _numbered(scope, u)
        elif word in vocabulary.groups and units.is_quoted(u + 1) and not units.clitics[u + 1]:
            end = _quote_end(scope, u + 1)
            if end is not None and scope.is_free(u, end):
                scope.add(u, end, None, "actors.group.quoted", "group")
        elif word in vocabulary.open_groups:
            _open_name(scope, u)
        elif word in vocabulary.courts:
            _court(scope, u)
    _repeat_groups(scope)


def _quote_end(scope: Scope, u: int) -> int | None:
    """End of a quotation of few words that begins at unit `u`."""
    for v in range(u, min(u + _MOST_QUOTED, len(scope.units))):
        if scope.units.kinds[v] not in "ald":
            return None
        if scope.units.closes(v):
            return v + 1
    return None


def _quoted_name(scope: Scope, u: int) -> None:
    end = _quote_end(scope, u + 1)
    if end is not None and scope.is_free(u + 1, end) and _group_before(scope, u):
        scope.add(u + 1, end, None, "actors.group.called", "group")


def _group_before(scope: Scope, u: int) -> bool:
    return any(scope.units.bare[k].removeprefix(ARTICLE) in scope.words.groups for k in range(max(u - 4, 0), u))


def _open_name(scope: Scope, u: int) -> None:
    """A noun of group and a name that ends at its first definite word."""
    units, known = scope.units, nationalities()
    for v in range(u + 1, min(u + 1 + _MOST_NAME, len(units))):
        word = units.bare[v]
        if scope.is_stop(v) or units.clitics[v] or is_verb(word) or not scope.is_free(v, v + 1) or word in known.adjectives:
            return
        if word in scope.words.units_not or word in scope.words.before_people:
            return
        if word.startswith(ARTICLE):
            scope.add(u, v + 1, None, "actors.group.open", "group")
            return


def _court(scope: Scope, u: int) -> None:
    """A court with its name or its adjectives."""
    units, end = scope.units, u + 1
    while end < min(u + 1 + _MOST_NAME, len(units)) and not scope.is_stop(end) and not units.clitics[end]:
        if is_verb(units.bare[end]) or not scope.is_free(end, end + 1):
            break
        end += 1
        if units.bare[end - 1].startswith(ARTICLE):
            break
    if end > u + 1:
        actor = scope.resolve_body("judiciary_unspecified", scope.country)
        scope.add(u, end, actor, "actors.court", "body", above=("judiciary_unspecified",), country=scope.country)


def _number_after(scope: Scope, u: int) -> int | None:
    units = scope.units
    if u + 1 >= len(units) or units.clitics[u + 1]:
        return None
    return u + 2 if units.kinds[u + 1] == "d" or units.bare[u + 1] in scope.words.ordinals else None


def _numbered(scope: Scope, u: int) -> None:
    """A numbered brigade or division: of the army, or of the body named right after."""
    end = _number_after(scope, u)
    assert end is not None
    follows = scope.owner[end] if end < len(scope.units) else None
    if follows is None and end + 1 < len(scope.units) and scope.units.bare[end] in scope.words.prepositions:
        follows = scope.owner[end + 1]
    if follows is not None and follows.head == "named":
        last = next(v for s, (v, m) in scope.spans.items() if m is follows)
        scope.add(u, last, follows.id, "actors.unit", "named", above=follows.within, country=follows.country)
        return
    before = [m.id for s, (_, m) in scope.spans.items() if s < u and m.id in scope.words.numbered]
    actor = before[-1] if before else scope.resolve_body("army_unspecified", scope.country)
    scope.add(u, end, actor, "actors.unit", "body", above=("army_unspecified", "security_forces_other"), country=scope.country)


def _tribe(scope: Scope, u: int) -> None:
    units = scope.units
    end = _tribal_name(scope, u if units.bare[u] in scope.words.tribal_names else u + 1)
    if end is not None:
        scope.add(u, end, "tribe", "actors.tribe", "group", country=scope.country)


def _tribal_name(scope: Scope, u: int) -> int | None:
    """End of a tribe's name that begins at unit `u`."""
    units = scope.units
    named = u < len(units) and units.bare[u] in scope.words.tribal_names
    if (
        u >= len(units)
        or scope.is_stop(u)
        or (units.clitics[u] and not named)
        or is_verb(units.bare[u])
        or not scope.is_free(u, u + 1)
    ):
        return None
    if units.bare[u] in scope.words.tribal_names:
        return u + 2 if u + 1 < len(units) and scope.is_word(u + 1) and not scope.is_stop(u + 1) else None
    if units.bare[u] in scope.words.groups or units.bare[u] in nationalities().adjectives:
        return None
    return (
        u + 1 if units.bare[u].startswith(ARTICLE) or units.bare[u - 1] in scope.words.tribes | scope.words.two_tribes else None
    )


def _two_tribes(scope: Scope, u: int) -> None:
    first = _tribal_name(scope, u + 1)
    if first is None:
        return
    scope.add(u + 1, first, "tribe", "actors.tribe", "group", country=scope.country)
    units = scope.units
    if first < len(units) and units.joined[first].startswith(WAW):
        bare = units.bare[first].removeprefix(WAW) if units.bare[first] not in scope.words.tribal_names else units.bare[first]
        second = first + 2 if bare in scope.words.tribal_names else first + 1
        if second <= len(units) and scope.is_free(first, second):
            scope.add(first, second, "tribe", "actors.tribe", "group", country=scope.country)


def _repeat_groups(scope: Scope) -> None:
    """Read a group found by its introduction wherever else its name stands."""
    units = scope.units
    for u, (end, mention) in sorted(scope.spans.items()):
        if mention.head != "group":
            continue
        phrase = units.bare[u:end]
        if len(phrase) == 1 and not phrase[0].startswith(ARTICLE):
            continue
        for k in range(len(units) - len(phrase) + 1):
            if units.bare[k : k + len(phrase)] == phrase and scope.is_free(k, k + len(phrase)):
                scope.add(k, k + len(phrase), mention.id, mention.rule + ".again", "group", country=mention.country)
