"""Roles: ranks, offices and professions with what they govern, read forward to the name or the end of the phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.annotators.nationalities import nationalities
from marsad.annotators.person_names import is_place, read_name
from marsad.annotators.rosters import ActorMention
from marsad.annotators.scopes import is_verb, vocabulary
from marsad.annotators.title_words import TitleKind, title_words
from marsad.annotators.units import Units
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE, BEH, LAM, WAW

_LONGEST_ROLE = 16


@dataclass(frozen=True, slots=True)
class Role:
    """A role: units `u` to `end - 1`; `org` its innermost organisation as units."""

    u: int
    end: int
    kind: TitleKind
    org: tuple[int, int] | None
    complemented: bool


class RoleReader:
    """Reads roles over units; `mentions` by the unit at which they begin."""

    def __init__(self, units: Units, mentions: Sequence[ActorMention], places: Sequence[tuple[int, int]] = ()) -> None:
        self.units = units
        self.table = title_words()
        self.stops = vocabulary().stops
        at = {units.at[u]: u for u in range(len(units))}
        self.mention_at: dict[int, tuple[int, ActorMention]] = {}
        for mention in mentions:
            u = at.get(mention.i)
            if u is None:
                continue
            v = u
            while v < len(units) and units.at[v] < mention.j:
                v += 1
            self.mention_at[u] = (v, mention)
        self.covered = {u for u, (v, m) in self.mention_at.items() for u in range(u, v) if m.head in ("named", "group")}
        self.covered |= {at[k] for i, j in places for k in range(i, j) if k in at}

    def title_at(self, u: int, *, after_noun: bool = False) -> tuple[int, TitleKind] | None:
        """`(end, kind)` of the longest title that begins at unit `u`; `after_noun`: a word for rank stands before."""
        units, table = self.units, self.table
        if u >= len(units) or units.bare[u] not in table.first:
            return None
        found = table.titles.longest([units.bare[u], *units.joined[u + 1 : u + 5]], 0)
        if found is None or (found[0] == 1 and units.bare[u] in table.bare_not and not after_noun):
            return None
        first = table.printed.get(units.bare[u].removeprefix(ARTICLE))
        if first is not None and not units.printed(u).removeprefix(ARTICLE).startswith(first):
            return None
        return u + found[0], found[1][0]

    def read(self, u: int) -> Role | None:
        """The role that begins at unit `u`, with its complements and the offices joined to it."""
        title = self.title_at(u)
        if title is None:
            return None
        e, kind = title
        org: tuple[int, int] | None = None
        complemented = False
        inside = self.mention_at.get(u)
        if inside is not None and inside[1].rule.startswith("actors.members") and inside[0] > e and kind == "office":
            k = e + (self.units.bare[e] in self.table.prepositions)
            return Role(u, inside[0], kind, (k, inside[0]), True)
        if kind == "plain":
            return Role(u, e, kind, None, False)
        if kind == "kin":
            step = self._complement(u, e, kind) if e < len(self.units) and not self.units.clitics[e] else None
            return Role(u, step[0], kind, None, True) if step is not None else Role(u, e, kind, None, False)
        limit = min(u + _LONGEST_ROLE, len(self.units))
        while e < limit:
            if self._qualifies(e):
                e += 1
                continue
            if kind == "rank" and self.title_at(e) is None:
                break
            step = self._complement(u, e, kind, again=complemented)
            if step is None:
                break
            e, found = step
            org, complemented = org or found, True
        if (
            kind != "rank"
            and e < limit
            and self.units.clitics[e] == WAW
            and (joined := self.title_at(e)) is not None
            and joined[1] == "office"
        ):
            further = self.read(e)
            if further is not None and further.complemented:
                return Role(u, further.end, kind, further.org or org, True)
        return Role(u, e, kind, org, complemented)

    def _qualifies(self, e: int) -> bool:
        units = self.units
        if units.clitics[e] or units.kinds[e] != "a":
            return False
        adjective = nationalities().adjectives.get(units.bare[e])
        return units.bare[e] in self.table.qualifiers or (adjective is not None and not adjective.noun and not self.is_name(e))

    def _complement(self, u: int, e: int, kind: TitleKind, *, again: bool = False) -> tuple[int, tuple[int, int] | None] | None:
        """One complement at unit `e`: `(end, org)`; None where the role ends."""
        units, table = self.units, self.table
        if units.kinds[e] != "a":
            return None
        clitic, bare = units.clitics[e], units.bare[e]
        if bare in table.rank_by and (title := self.title_at(e + 1, after_noun=True)) is not None:
            return title[0], None
        if bare in table.by_name and clitic in ("", BEH):
            return self._phrase(e + 1) if e + 1 < len(units) else None
        if clitic in ("", BEH) and any(stem in table.by_name for stem, _ in strip_enclitics(bare)):
            return e + 1, None
        if clitic == LAM or (clitic == BEH and kind == "office"):
            if clitic == BEH and not (
                bare.removeprefix(ARTICLE) in table.org_heads or bare in table.local or e in self.mention_at or is_place(bare)
            ):
                return None
            affairs = bare.removeprefix(ARTICLE) in table.affairs
            mention = self.mention_at.get(e)
            medium = bare in table.media or (mention is not None and mention[1].kind == "outlet") or units.is_quoted(e)
            return self._phrase(e) if affairs or not (medium or (again and clitic == LAM)) else None
        if clitic == "" and bare in table.prepositions:
            after = e + 1
            if (
                after < len(units)
                and not units.clitics[after]
                and is_place(units.bare[after])
                and not self.is_name(after)
                and kind == "office"
            ):
                return after + 1, None
            ok = (
                after < len(units)
                and units.kinds[after] == "a"
                and not units.clitics[after]
                and (self._is_org(after) or after in self.mention_at)
            )
            return self._phrase(after) if ok and kind == "office" else None
        if clitic:
            return None
        title = self.title_at(e)
        if units.bare[e - 1].startswith(ARTICLE) or (
            title is not None and units.bare[e].startswith(ARTICLE) and (again or title[1] != "office")
        ):
            return None
        if e > u + 1 and not again and self._qualifies(e - 1):
            return None  # "the security official" governs no noun
        if (
            self.is_name(e)
            or is_verb(bare)
            or bare in self.stops
            or (not again and units.bare[u] in table.no_idafa and e == u + 1)
        ):
            return None
        return self._phrase(e)

    def _is_org(self, e: int) -> bool:
        return self.units.bare[e] in self.table.org_heads

    def _phrase(self, e: int) -> tuple[int, tuple[int, int] | None] | None:
        """A noun phrase from unit `e`: up to its first definite word and the adjectives after it; its innermost organisation."""
        units, table, start = self.units, self.table, e
        org: tuple[int, int] | None = None
        head: int | None = None
        while e < len(units) and units.kinds[e] in "ald":
            if (
                e > start
                and units.clitics[e]
                and not self._is_listed(e)
                and not (e > start and (head is not None or org is not None) and self._is_purpose(e))
            ):
                break
            mention = self.mention_at.get(e)
            if mention is not None and mention[1].head not in ("people", "nationals"):
                end = mention[0]
                if mention[1].head != "country" and mention[1].kind != "outlet" and self.title_at(e) is None:
                    org, head = (e if head is None or units.bare[head] in table.org_weak else head, end), None
                e = end
                if head is None:
                    break
                continue
            if e > start and (
                self._is_abbreviated(e) or self.is_name(e) or units.bare[e] in self.stops or is_verb(units.bare[e])
            ):
                break
            if self._is_org(e) and (head is None or units.bare[head] in table.org_weak):
                head = e
            definite = units.bare[e].startswith(ARTICLE)
            e += 1
            if definite and not (e < len(units) and (self._goes_on(e) or (head is not None and self._is_purpose(e)))):
                break
        while e < len(units) and self._goes_on(e):
            e += 1
        if head is not None and e - head > 1:
            org = (head, e)
        elif org is not None and org[1] < e and all(units.bare[k].startswith(ARTICLE) for k in range(org[1], e)):
            org = (org[0], e)
        if org is not None and (units.bare[org[0]] in table.org_not or units.bare[org[1] - 1] in table.local):
            org = None
        return (e, org) if e > start else None

    def _is_abbreviated(self, e: int) -> bool:
        """Whether a title of one letter and a full stop begins at unit `e`."""
        units = self.units
        return len(units.bare[e]) == 1 and e + 1 < len(units) and units.bare[e + 1] == "." and self.title_at(e) is not None

    def _goes_on(self, e: int) -> bool:
        """Whether an adjective, or a definite noun joined by "and", goes on with the phrase."""
        units = self.units
        if units.kinds[e] != "a" or is_verb(units.bare[e]) or units.bare[e] in self.stops or e in self.mention_at:
            return False
        if units.clitics[e]:
            return self._is_listed(e)
        return self.title_at(e) is None and units.bare[e].startswith(ARTICLE)

    def _is_purpose(self, e: int) -> bool:
        """Whether "for the ..." goes on with the name of an organisation."""
        units = self.units
        mention = self.mention_at.get(e)
        medium = units.bare[e].removeprefix(ARTICLE) in self.table.media or (mention is not None and mention[1].kind == "outlet")
        body = units.bare[e].startswith(ARTICLE) or units.bare[e] in self.table.org_heads
        return units.clitics[e] == LAM and body and not medium

    def _is_listed(self, e: int) -> bool:
        units = self.units
        return (
            units.clitics[e] == WAW
            and units.bare[e].startswith(ARTICLE)
            and units.bare[e - 1].startswith(ARTICLE)
            and self.title_at(e) is None
        )

    def is_name(self, e: int) -> bool:
        """Whether unit `e` begins the name of a person, by its word and the next."""
        return read_name(self.units, e) is not None
