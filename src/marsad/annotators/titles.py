"""Titles: ranks, offices and professions with what they govern, read forward to the name or the end of the phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Literal, cast

from marsad import lexicons
from marsad.annotators.nationalities import nationalities
from marsad.annotators.rosters import ActorMention
from marsad.annotators.scopes import is_verb, vocabulary
from marsad.annotators.units import Units, phrase_of
from marsad.lexicons import known_words
from marsad.text.folding import fold
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ALEF, ARTICLE, BEH, LAM, NOON, WAW, YEH
from marsad.text.tries import Trie

TitleKind = Literal["office", "rank", "honorific", "kin", "plain"]
_RANKS = frozenset(("rank_army", "rank_police"))
_SKIPPED = frozenset(("name_part", "modifier"))
_LONGEST_ROLE = 16


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of `lexicons/titles.yml`, folded."""

    titles: Trie[TitleKind]
    first: frozenset[str]
    bare_not: frozenset[str]
    org_heads: frozenset[str]
    org_weak: frozenset[str]
    prepositions: frozenset[str]
    by_name: frozenset[str]
    affairs: frozenset[str]
    qualifiers: frozenset[str]
    particles: frozenset[str]
    names: frozenset[str]
    common_names: frozenset[str]
    name_ends: frozenset[str]
    media: frozenset[str]
    kunya: frozenset[str]
    rank_by: frozenset[str]
    alone: frozenset[str]
    no_idafa: frozenset[str]
    place_nouns: frozenset[str]
    printed: dict[str, str]
    org_not: frozenset[str]
    local: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The titles and names, read once."""
    data = lexicons.load("titles")
    titles: Trie[TitleKind] = Trie()
    first: set[str] = set()
    for phrase, kind in _title_forms(data):
        titles.add(phrase, kind)
        first.add(phrase[0])
    folded = {key: frozenset(fold(w) for w in data[key]) for key in ("no_titles", "org_heads", "org_weak", "qualifiers", "name_particles")}
    complement = {key: frozenset(fold(w) for w in words) for key, words in data["complement"].items()}
    names = frozenset(fold(name) for name in data["names"])
    return TitleWords(
        titles=titles,
        first=frozenset(first),
        bare_not=folded["no_titles"],
        org_heads=folded["org_heads"],
        org_weak=folded["org_weak"],
        prepositions=complement["prepositions"],
        by_name=complement["by_name"],
        affairs=complement["shuun"],
        qualifiers=folded["qualifiers"],
        particles=folded["name_particles"],
        names=names,
        common_names=frozenset(fold(name) for name in data["names_common"]),
        name_ends=frozenset(fold(word) for word in data["name_ends"]),
        media=frozenset(fold(word) for word in data["media"]),
        org_not=frozenset(fold(word) for word in data["org_not"]),
        local=frozenset(fold(word) for word in data["local"]),
        alone=frozenset(fold(word) for word in data["alone"]),
        no_idafa=frozenset(fold(word) for word in data["no_idafa"]),
        place_nouns=frozenset(fold(word) for word in data["place_nouns"]),
        printed={fold(word): word[0] for word in data["printed"]},
        rank_by=complement["rank"],
        kunya=frozenset(fold(word) for word in data["kunya"]),
    )


def _title_forms(data: dict[str, Any]) -> list[tuple[tuple[str, ...], TitleKind]]:
    rows: list[tuple[str, TitleKind]] = [(word, "plain") for word in data["also_plain"]]
    rows += [(word, "office") for word in data["also_titles"]]
    for entry in data["entries"]:
        group = entry["group"]
        if group in _SKIPPED:
            continue
        kind: TitleKind = "rank" if group in _RANKS else "honorific" if group == "honorific" else "kin" if group == "kin" else "office"
        words = [entry["lemma"], *entry.get("forms", ()), *([entry["feminine"]] if "feminine" in entry else ())]
        rows += [(word, kind) for word in words]
    single = {fold(word) for word, _ in rows if " " not in word}
    rows = [(word, kind) for word, kind in rows if kind == "rank" or " " not in word or fold(word).split()[0] not in single]
    never = frozenset(phrase_of(word) for word in data["never_titles"])
    forms = [(phrase, kind) for word, kind in rows if "." not in word for phrase in _variants(phrase_of(word)) if phrase not in never]
    return [*forms, *(((phrase_of(word)[0], "."), kind) for word, kind in rows if word.endswith(".") and word.count(".") == 1)]


def _variants(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not phrase:
        return []
    head, rest = phrase[0], phrase[1:]
    heads = [head, head + ALEF] if not head.startswith(ARTICLE) else [head]
    if head.endswith(WAW + NOON):
        heads += [head[:-2] + YEH + NOON, head[:-2] + WAW, head[:-2] + YEH]
    out = [(h, *rest) for h in heads]
    if not head.startswith(ARTICLE):
        out += [(ARTICLE + h, *rest) for h in heads if not h.endswith(ALEF) or h == head]
        if rest and not any(word.startswith(ARTICLE) for word in rest):
            out.append((ARTICLE + head, *(ARTICLE + word for word in rest)))
    return out


@dataclass(frozen=True, slots=True)
class Role:
    """A role: units `u` to `end - 1`; `org` its innermost organisation as units; `own` the suffix of "in its name"."""

    u: int
    end: int
    kind: TitleKind
    org: tuple[int, int] | None
    own: bool
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

    def title_at(self, u: int) -> tuple[int, TitleKind] | None:
        """`(end, kind)` of the longest title that begins at unit `u`."""
        units, table = self.units, self.table
        if u >= len(units) or units.bare[u] not in table.first:
            return None
        found = table.titles.longest([units.bare[u], *units.joined[u + 1 : u + 5]], 0)
        if found is None or (found[0] == 1 and units.bare[u] in table.bare_not):
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
        own = complemented = False
        if kind == "plain":
            return Role(u, e, kind, None, False, False)
        if kind == "kin":
            step = self._complement(u, e, kind) if e < len(self.units) and not self.units.clitics[e] else None
            return Role(u, step[0], kind, None, False, True) if step is not None else Role(u, e, kind, None, False, False)
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
            e, found, owned = step
            org, own, complemented = org or found, own or owned, True
        if kind != "rank" and e < limit and self.units.clitics[e] == WAW and (joined := self.title_at(e)) is not None and joined[1] == "office":
            further = self.read(e)
            if further is not None and further.complemented:
                return Role(u, further.end, kind, further.org or org, own, True)
        return Role(u, e, kind, org, own, complemented)

    def _qualifies(self, e: int) -> bool:
        units = self.units
        if units.clitics[e] or units.kinds[e] != "a":
            return False
        adjective = nationalities().adjectives.get(units.bare[e])
        return units.bare[e] in self.table.qualifiers or (adjective is not None and not adjective.noun and not self.is_name(e))

    def _complement(self, u: int, e: int, kind: TitleKind, *, again: bool = False) -> tuple[int, tuple[int, int] | None, bool] | None:
        """One complement at unit `e`: `(end, org, own)`; None where the role ends."""
        units, table = self.units, self.table
        if units.kinds[e] != "a":
            return None
        clitic, bare = units.clitics[e], units.bare[e]
        if bare in table.rank_by and (title := self.title_at(e + 1)) is not None:
            return title[0], None, False
        if bare in table.by_name and clitic in ("", BEH):
            return self._phrase(e + 1) if e + 1 < len(units) else None
        if clitic in ("", BEH) and any(stem in table.by_name for stem, _ in strip_enclitics(bare)):
            return e + 1, None, True
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
            if after < len(units) and not units.clitics[after] and is_place(units.bare[after]) and not self.is_name(after) and kind == "office":
                return after + 1, None, False
            ok = after < len(units) and units.kinds[after] == "a" and not units.clitics[after] and (self._is_org(after) or after in self.mention_at)
            return self._phrase(after) if ok and kind == "office" else None
        if clitic:
            return None
        title = self.title_at(e)
        if units.bare[e - 1].startswith(ARTICLE) or (title is not None and units.bare[e].startswith(ARTICLE) and (again or title[1] != "office")):
            return None
        if self.is_name(e) or is_verb(bare) or bare in self.stops or (not again and units.bare[u] in table.no_idafa and e == u + 1):
            return None
        return self._phrase(e)

    def _is_org(self, e: int) -> bool:
        return self.units.bare[e] in self.table.org_heads

    def _phrase(self, e: int) -> tuple[int, tuple[int, int] | None, bool] | None:
        """A noun phrase from unit `e`: up to its first definite word and the adjectives after it; its innermost organisation."""
        units, table, start = self.units, self.table, e
        org: tuple[int, int] | None = None
        head: int | None = None
        while e < len(units) and units.kinds[e] in "ald":
            if e > start and units.clitics[e] and not self._is_listed(e) and not (e > start and (head is not None or org is not None) and self._is_purpose(e)):
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
            if e > start and (self.is_name(e) or units.bare[e] in self.stops or is_verb(units.bare[e])):
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
        return (e, org, False) if e > start else None

    def _goes_on(self, e: int) -> bool:
        """Whether an adjective, or a definite noun joined by "and", goes on with the phrase."""
        units = self.units
        if units.kinds[e] != "a" or is_verb(units.bare[e]) or units.bare[e] in self.stops or e in self.mention_at:
            return False
        if units.clitics[e]:
            return self._is_listed(e)
        if self.title_at(e) is not None or not units.bare[e].startswith(ARTICLE):
            return False
        return True

    def _is_purpose(self, e: int) -> bool:
        """Whether "for the ..." goes on with the name of an organisation."""
        units = self.units
        mention = self.mention_at.get(e)
        medium = units.bare[e].removeprefix(ARTICLE) in self.table.media or (mention is not None and mention[1].kind == "outlet")
        body = units.bare[e].startswith(ARTICLE) or units.bare[e] in self.table.org_heads
        return units.clitics[e] == LAM and body and not medium

    def _is_listed(self, e: int) -> bool:
        units = self.units
        return units.clitics[e] == WAW and units.bare[e].startswith(ARTICLE) and units.bare[e - 1].startswith(ARTICLE) and self.title_at(e) is None

    def is_name(self, e: int) -> bool:
        """Whether unit `e` begins the name of a person, by its word and the next."""
        return read_name(self.units, e) is not None


def read_name(units: Units, u: int, *, sure: bool = False, titled: bool = False) -> int | None:
    """End of the name of two to four words that begins at unit `u`; None where none does.

    `sure`: the first word must be a given name that is no ordinary word; `titled`: a rank stands before, so that it may be any word.
    """
    table = title_words()
    if u >= len(units) or units.clitics[u] or units.kinds[u] not in "al":
        return None
    word = units.bare[u]
    if word in vocabulary().stops and not _is_printed_name(units, u):
        return None
    given = word in table.names or (titled and not is_verb(word) and u + 1 < len(units) and _is_surely_name(units, u + 1))
    if word in table.particles and not given:
        given = u + 1 < len(units) and _may_follow(units, u + 1)
    if not given and (sure or word.startswith(ARTICLE) or not _is_unknown(word)):
        return None
    if sure and word in table.common_names and not (u + 1 < len(units) and _is_family(units.bare[u + 1]) and units.bare[u + 1] not in known_words()):
        return None
    end, parts = u + 1, 1
    while end < len(units) and parts < 4 and not units.clitics[end] and units.kinds[end] in "al":
        after_particle = units.bare[end - 1] in table.particles and units.bare[end] not in vocabulary().stops and not is_verb(units.bare[end])
        if not (after_particle or units.bare[end] in table.name_ends or _may_follow(units, end)):
            break
        closed = end > u + 1 and units.bare[end - 1].startswith(ARTICLE) and units.bare[end - 2] not in table.particles and units.bare[end - 1] not in table.name_ends
        if closed and not units.bare[end].startswith(ARTICLE):
            break
        parts += units.bare[end - 1] not in table.particles
        end += 1
    if end == u + 1:
        return None
    if not given and end == u + 2 and not (_is_unknown(units.bare[u + 1]) or units.bare[u + 1] in table.names or _is_family(units.bare[u + 1])):
        return None
    return end


def _may_follow(units: Units, u: int) -> bool:
    """Whether unit `u` may be a further word of a name."""
    table = title_words()
    word = units.bare[u]
    if units.kinds[u] not in "al" or word in vocabulary().stops:
        return False
    if word in table.names or word in table.particles or (word.startswith(ARTICLE) and word[2:] in table.names | table.particles):
        return True
    if word in table.qualifiers or is_verb(word) or (word in table.first and word not in table.bare_not):
        return False
    return _is_unknown(word) or _is_family(word) or (is_place(word) and word not in known_words())


def _is_surely_name(units: Units, u: int) -> bool:
    word = units.bare[u]
    return not units.clitics[u] and (word in title_words().names or (_is_family(word) and word.endswith(YEH) and word not in known_words()))


def _is_printed_name(units: Units, u: int) -> bool:
    """Whether a name that folds like a preposition is printed as the name."""
    return units.bare[u] in title_words().names and units.words.text[units.words.ends[units.at[u]] - 1] == YEH


def is_place(word: str) -> bool:
    """Whether a folded word is a name of the gazetteer."""
    return len(word) > 2 and bool(_gazetteer()(word))


@cache
def _gazetteer() -> Callable[[str], bool]:
    shared = import_module("marsad.lexicons.gazetteer").shared()
    return cast(Callable[[str], bool], shared.has_word)


def _is_family(word: str) -> bool:
    return word.startswith(ARTICLE) and len(word) > 4 and (word.endswith(YEH) or word not in known_words())


@cache
def _is_unknown(word: str) -> bool:
    """Whether a folded word is in no lexicon."""
    if len(word) < 3 or word in known_words() or is_verb(word):
        return False
    return not (word.startswith(ARTICLE) and word[2:] in known_words()) and not word.isdigit() and not is_place(word)
