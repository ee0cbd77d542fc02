"""Persons: names with the titles before and after them, the body they speak for, and short names resolved in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.annotators.people import nouns
from marsad.annotators.person_names import is_of_god, read_lone_name, read_name
from marsad.annotators.rosters import ActorMention
from marsad.annotators.scopes import is_verb, vocabulary
from marsad.annotators.title_words import title_words
from marsad.annotators.titles import Role, RoleReader
from marsad.annotators.units import QUOTES, Units, units_of
from marsad.lexicons import is_general_verb
from marsad.text.folding import fold
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE, FEH, YEH, Words

_COMMAS = frozenset((",", "\u060c", "(", "-", "\u2013"))


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person or an office in the text: words `i` to `j - 1`; `name` without titles, `role` and `org` as written, or None.

    `actor` is the id of the actor that the office, or the profession, belongs to.
    """

    i: int
    j: int
    start: int
    end: int
    name: str | None
    role: str | None
    org: str | None
    rule: str
    actor: str | None


def find_persons(
    words: Words, *, actors: Sequence[ActorMention] = (), places: Sequence[tuple[int, int]] = ()
) -> list[PersonMention]:
    """Mentions of persons in order of the text; `places` are the words of place names, which are no persons.

    Short names carry the name, role and org of the full one. Nothing is kept beyond the report.
    """
    units = units_of(words)
    reader = RoleReader(units, actors, places)
    found: list[tuple[int, int, PersonMention]] = []
    u = 0
    while u < len(units):
        read = _read_at(reader, u)
        if read is None:
            u += 1
            continue
        found.append(read)
        u = max(read[1], u + 1)
    return _resolve(units, found, actors)


def _read_at(reader: RoleReader, u: int) -> tuple[int, int, PersonMention] | None:
    units = reader.units
    if units.kinds[u] not in "al":
        return None
    role = reader.read(u) if not _is_adjective(units, u) else None
    if role is not None:
        return _with_role(reader, role)
    before = units.bare[u - 1] if u else ""
    if u in reader.covered or (before in title_words().place_nouns and not units.clitics[u]):
        return None
    if before in title_words().called:
        end = read_name(units, u, titled=True) or _single(units, u)
        return _named(reader, u, end) if end is not None else None
    sure = not (u and units.kinds[u - 1] == "a" and (is_verb(before) or is_general_verb(before)))
    opens = units.bare[u] in title_words().opening
    end = read_name(units, u, sure=sure) if opens else read_name(units, u) if is_of_god(units, u, alone=True) else None
    return _named(reader, u, end) if end is not None else None


def _is_adjective(units: Units, u: int) -> bool:
    """Whether a definite word qualifies the definite noun before it, and is no title of its own."""
    if (
        u == 0
        or units.clitics[u]
        or units.kinds[u - 1] != "a"
        or not units.bare[u].startswith(ARTICLE)
        or not units.bare[u - 1].startswith(ARTICLE)
    ):
        return False
    return units.bare[u].endswith(YEH) and not is_verb(units.bare[u - 1])


def _with_role(reader: RoleReader, role: Role) -> tuple[int, int, PersonMention] | None:
    """A role, the ranks and honorifics after it, and the name."""
    units, e = reader.units, role.end
    office: Role | None = role if role.kind in ("office", "kin") else None
    rank: Role | None = role if role.kind == "rank" else None
    while (more := reader.read(e) if e < len(units) and not units.clitics[e] and reader.title_at(e) else None) is not None:
        if more.kind in ("office", "kin") and office is not None:
            break
        office, rank = (more, rank) if more.kind == "office" else (office, rank or more)
        e = more.end
    comma = e < len(units) and units.bare[e] in _COMMAS
    name_at = e + 1 if comma and office is not None else e
    if comma and office is not None and (second := reader.title_at(e + 1)) is not None and not units.clitics[e + 1]:
        name_at = second[0]
    ranked = rank is not None or role.kind in ("honorific", "plain")
    end = read_name(units, name_at, titled=ranked and not comma, closed=not comma) if name_at < len(units) else None
    if comma and name_at == e + 1 and end is not None and units.bare[name_at] not in title_words().names:
        end = None
    if end is None and name_at < len(units) and units.is_quoted(name_at) and not (comma and name_at == e + 1):
        end = _quoted(units, name_at)
    if end is None and office is not None and office.complemented and not comma:
        end = read_lone_name(units, name_at)
    if end is None:
        return _office_only(reader, role, office, e)
    chosen = office or (role if role.kind == "plain" else rank if rank is not None and rank.kind == "rank" else None)
    mention = _mention(reader, role.u, end, _plain(units, name_at, end), chosen, "persons.title")
    if chosen is None or not chosen.complemented:
        after = _apposition(reader, end)
        if after is not None:
            mention = _mention(reader, role.u, end, mention.name, after, "persons.apposition")
            return role.u, after.end, mention
    return role.u, end, mention


def _office_only(reader: RoleReader, role: Role, office: Role | None, e: int) -> tuple[int, int, PersonMention] | None:
    if office is None:
        return None
    word = reader.units.bare[office.u]
    definite = word.startswith(ARTICLE) and word.removeprefix(ARTICLE) in title_words().alone
    if not (definite or office.complemented or office.end - office.u > 1):
        return None
    return role.u, e, _mention(reader, role.u, office.end, None, office, "persons.role")


def _named(reader: RoleReader, u: int, end: int) -> tuple[int, int, PersonMention] | None:
    name = _plain(reader.units, u, end)
    role = _apposition(reader, end)
    if role is not None:
        return u, role.end, _mention(reader, u, end, name, role, "persons.apposition")
    return u, end, _mention(reader, u, end, name, None, "persons.name")


def _apposition(reader: RoleReader, end: int) -> Role | None:
    units = reader.units
    if end + 1 >= len(units):
        return None
    begin = end + (units.bare[end] in _COMMAS)
    if not units.clitics[begin] and units.kinds[begin] == "a":
        role = reader.read(begin)
        if role is not None and role.kind == "office" and (role.complemented or (role.end - role.u > 1 and begin > end)):
            return role
    return None


def _single(units: Units, u: int) -> int | None:
    """End of a given name and one word more that close their phrase."""
    table, end = title_words(), u + 2
    if units.bare[u] not in table.names or end >= len(units) or not (units.kinds[end] in "pn" or units.clitics[end]):
        return None
    word = units.bare[u + 1]
    plain = units.kinds[u + 1] in "al" and not units.clitics[u + 1] and not is_verb(word)
    return end if plain and word not in vocabulary().stops else None


def _quoted(units: Units, u: int) -> int | None:
    for v in range(u, min(u + 4, len(units))):
        verb = is_verb(units.bare[v]) and units.bare[v] not in title_words().names
        if units.kinds[v] not in "al" or units.bare[v] in vocabulary().stops or verb:
            return None
        if units.closes(v):
            return v + 1 if v > u else None
    return None


def _plain(units: Units, u: int, end: int) -> str:
    _, _, start, stop = units.span(u, end)
    return "".join(char for char in units.words.text[start:stop] if char not in QUOTES)


def _mention(reader: RoleReader, u: int, end: int, name: str | None, role: Role | None, rule: str) -> PersonMention:
    units = reader.units
    i, j, start, stop = units.span(u, end)
    text = units.words.text
    role_text = org = actor = None
    if role is not None:
        _, _, a, b = units.span(role.u, role.end)
        role_text = text[a:b]
        if role.org is not None:
            _, _, a, b = units.span(*role.org)
            org = text[a:b]
        actor = _actor(reader, role)
    return PersonMention(i, j, start, stop, name, role_text, org, rule, actor)


def _actor(reader: RoleReader, role: Role) -> str | None:
    """Actor of a role: that of the organisation, of a name inside the role, or of the profession."""
    inside = [reader.mention_at[k][1] for k in range(role.u, role.end) if k in reader.mention_at]
    named = [m for m in inside if m.id is not None and m.head not in ("people", "country")]
    if named:
        return named[-1].id
    noun = nouns().get(reader.units.bare[role.u])
    return noun.actor if noun is not None else None


def _resolve(units: Units, found: list[tuple[int, int, PersonMention]], actors: Sequence[ActorMention]) -> list[PersonMention]:
    """Give short names and bare titles the person they point back to, and "in its name" the body named before."""
    taken = {k for u, end, _ in found for k in range(u, end)}
    known: dict[str, PersonMention] = {}
    people = {u: (end, mention) for u, end, mention in found}
    out: list[PersonMention] = []
    for u in range(len(units)):
        if u in people:
            mention = _complete(units, people[u][1], out, actors)
            out.append(mention)
            if mention.name is not None and mention.rule != "persons.name.again":
                for part in _parts(mention.name):
                    known[part] = mention
        elif u not in taken and units.bare[u] in known and _is_short_name(units, u):
            i, j, start, end = units.span(u, u + 1)
            out.append(replace(known[units.bare[u]], i=i, j=j, start=start, end=end, rule="persons.short"))
        elif u not in taken and units.clitics[u] == FEH and units.joined[u] in known:
            i, j, start, end = units.span(u, u + 1)
            known_as = known[units.joined[u]]
            out.append(replace(known_as, i=i - 1, j=j, start=start - 1, end=end, rule="persons.short"))
    return out


def _parts(name: str) -> list[str]:
    words = fold(name).split()
    if words[-1] in title_words().name_ends:
        return []
    return [word for k, word in enumerate(words) if k == len(words) - 1 or (k > 0 and word not in title_words().names)]


def _is_short_name(units: Units, u: int) -> bool:
    """Whether a word that is part of a known name stands alone as one: a family name, or next to a verb."""
    word = units.bare[u]
    if word.startswith(ARTICLE) or word not in title_words().common_names:
        return True
    return u > 0 and is_verb(units.bare[u - 1]) and not units.clitics[u]


def _complete(units: Units, mention: PersonMention, before: list[PersonMention], actors: Sequence[ActorMention]) -> PersonMention:
    """A bare title takes the person who bore it before; a role "in its name" takes the body named last."""
    if mention.role is None:
        for earlier in reversed(before):
            if earlier.name is None or mention.name is None or earlier.role is None:
                continue
            if (
                earlier.name == mention.name
                or earlier.name.startswith(mention.name + " ")
                or earlier.name.endswith(" " + mention.name)
            ):
                return replace(
                    mention, role=earlier.role, name=earlier.name, org=earlier.org, actor=earlier.actor, rule="persons.name.again"
                )
        return mention
    if mention.org is None and _names_own(mention):
        first = max((a for a, b in units.words.sentences if a <= mention.i), default=0)
        bodies = [
            a for a in actors if a.j <= mention.i and a.head not in ("people", "nationals", "country") and a.kind != "outlet"
        ]
        subjects = [a for a in bodies if a.i > first and is_verb(units.words.norms[a.i - 1])]
        for actor in (*subjects[-1:], *bodies[-1:]):
            return replace(mention, org=units.words.text_of(actor.i, actor.j), actor=actor.id)
    if (
        mention.org is None
        and (noun := fold(mention.role.split()[-1])).startswith(ARTICLE)
        and noun[2:] in title_words().org_heads
    ):
        for actor in reversed([a for a in actors if a.j <= mention.i]):
            if units.words.norms[actor.i].removeprefix(ARTICLE) == noun[2:] and actor.j - actor.i > 1:
                return replace(mention, org=units.words.text_of(actor.i, actor.j), actor=actor.id)
    if mention.name is None and " " not in mention.role:
        for earlier in reversed(before):
            if (
                earlier.role is not None
                and earlier.name is not None
                and earlier.role.split()[0].endswith(mention.role.removeprefix(ARTICLE))
            ):
                return replace(
                    mention,
                    name=earlier.name,
                    role=earlier.role,
                    org=earlier.org,
                    actor=earlier.actor,
                    rule="persons.title.again",
                )
    return mention


def _names_own(mention: PersonMention) -> bool:
    last = fold((mention.role or "").split()[-1])
    by_name = title_words().by_name
    return any(stem in by_name for stem, _ in strip_enclitics(last))
