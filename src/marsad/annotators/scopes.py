"""A report while its actors are read: its units, what is taken already, and what the report is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from marsad import lexicons
from marsad.annotators.aliases import AliasTable, Reading, alias_table
from marsad.annotators.nationalities import count_countries, first_country
from marsad.annotators.rosters import ActorMention, Actors, actors, make_mention
from marsad.annotators.units import units_of
from marsad.lexicons import known_words
from marsad.text.folding import fold, fold_words
from marsad.text.forms import HEH, NOON, WAW
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ALEF, ARTICLE, Words

_NO_TANWIN = (ALEF, HEH, NOON, WAW)


class Vocabulary:
    """The word lists of `lexicons/actors.yml`, folded, with the article where it may stand."""

    def __init__(self, data: dict[str, Any]) -> None:
        people = fold_words(data["heads"]["people"])
        accusative = frozenset(word + ALEF for word in people if not word.endswith(_NO_TANWIN))
        self.heads = people | accusative | fold_words(data["heads"]["parts"])
        self.prepositions = fold_words(data["links"]["prepositions"])
        self.belonging = fold_words(data["links"]["belonging"])
        self.participles = fold_words(data["links"]["participles"])
        self.followers = fold_words(data["followers"])
        self.carriers = {kind: _definite(words) for kind, words in data["carriers"].items()}
        self.things = fold_words(data["things"])
        self.attacks = _definite(data["attacks"])
        self.groups = fold_words(data["groups"]["closed"])
        self.open_groups = fold_words(data["groups"]["open"])
        self.say = fold_words(data["groups"]["say"])
        self.units = _definite(data["units"])
        self.units_not = fold_words(data["units_not"])
        self.tribes = fold_words(data["tribes"]["one"])
        self.two_tribes = fold_words(data["tribes"]["two"])
        self.tribal_names = fold_words(data["tribes"]["names"])
        self.stops = fold_words(data["stops"])
        self.before_people = fold_words(data["before_people"])
        self.epithet_adjectives = _definite(data["epithet_adjectives"])
        self.soldiers = fold_words(data["soldiers"])
        self.before_things = fold_words(data["before_things"])
        self.ordinals = _definite(data["ordinals"])
        self.military = _definite(data["military"])
        self.courts = _definite(data["courts"])
        self.numbered = tuple(data["numbered"])
        self.owned = fold_words(data["owned"])
        self.numerals = fold_words(data["numerals"])
        self.harms = fold_words(data["harms"])
        self.of_nation = fold_words(data["of_nation"])
        self.outlets = _definite(data["outlets"])
        self.crowds = fold_words(data["crowds"]["words"])
        self.protesting = fold_words(data["crowds"]["verbs"])


def _definite(words: list[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (fold(word), ARTICLE + fold(word)))


@cache
def vocabulary() -> Vocabulary:
    """The word lists, read once."""
    return Vocabulary(lexicons.load("actors"))


class Scope:
    """Units of a report, the mentions found, and the country and year that settle what a bare name means."""

    def __init__(
        self,
        words: Words,
        *,
        country: str | None = None,
        places: tuple[str | None, ...] = (),
        taken: Iterable[tuple[int, int]] = (),
        year: int | None = None,
    ) -> None:
        self.units = units_of(words)
        self.year = year
        self.actors: Actors = actors()
        self.table: AliasTable = alias_table()
        self.words: Vocabulary = vocabulary()
        self.owner: list[ActorMention | None] = [None] * len(self.units)
        self.spans: dict[int, tuple[int, ActorMention]] = {}
        self.named: set[str] = set()
        self.blocked: set[int] = set()
        self.placed = frozenset(k for i, j in taken for k in range(i, j))
        self.bodies: list[tuple[int, int, list[Reading]]] = []
        self.people: list[tuple[int, int, list[Reading]]] = []
        self.places: list[tuple[int, int, list[Reading]]] = []
        self._given = country
        self._others = places
        self.country = country

    def settle_country(self) -> None:
        """Vote for the country of the report, once the names of actors are known."""
        if self._given is None:
            homes = [self.actors.country(actor) for actor in sorted(self.named)]
            votes = count_countries(self.units, (*self._others, *homes, *homes))
            self.country = first_country(votes)

    def is_free(self, u: int, v: int) -> bool:
        """Whether no mention covers units `u` to `v - 1`."""
        if v - u == 1:  # by far the most asked
            return u not in self.blocked and (u >= len(self.owner) or self.owner[u] is None)
        return all(owner is None for owner in self.owner[u:v]) and self.blocked.isdisjoint(range(u, v))

    def take(self, u: int, v: int, mention: ActorMention) -> None:
        """Give units `u` to `v - 1` to a mention, replacing those inside."""
        for start in [s for s in self.spans if u <= s < v]:
            del self.spans[start]
        self.spans[u] = (v, mention)
        for k in range(u, v):
            self.owner[k] = mention

    def add(
        self, u: int, v: int, actor: str | None, rule: str, head: str, *, above: tuple[str, ...] = (), country: str | None = None
    ) -> None:
        """Add a mention over units `u` to `v - 1`."""
        self.take(u, v, make_mention(self.units.span(u, v), actor, rule, head, above=above, country=country))

    def mentions(self) -> list[ActorMention]:
        """The mentions in order."""
        return [self.spans[u][1] for u in sorted(self.spans)]

    def resolve_body(self, generic: str, country: str | None) -> str:
        """The body of `country` that a bare institution means, else the institution itself."""
        entry = self.actors.get(generic)
        if entry is None or country is None:
            return generic
        return entry.by.get(country, generic)

    def resolve_bare(self, generic: str) -> str:
        """The body that a bare institution means: the only one of its kind named in the report, the one of the
        report's country, else the institution itself."""
        entry = self.actors.get(generic)
        if entry is None:
            return generic
        same = {actor for actor in entry.by.values() if actor in self.actors.particular}
        named = {m.id for _, m in self.spans.values() if m.id in same and m.head in ("named", "adjective")}
        if len(named) == 1:
            return str(named.pop())
        return entry.by.get(self.country, generic) if self.country is not None else generic

    def is_word(self, u: int) -> bool:
        """Whether unit `u` is an Arabic word within the text."""
        return 0 <= u < len(self.units) and self.units.kinds[u] == "a"

    def is_stop(self, u: int) -> bool:
        """Whether unit `u` is a particle, a mark or beyond the text."""
        return not self.is_word(u) or self.units.bare[u] in self.words.stops


@lru_cache(maxsize=1 << 16)
def is_verb(norm: str) -> bool:
    """Whether a folded form, with or without a suffix, is first of all a verb of the lexicons."""
    words = known_words()
    found = words.get(norm)
    if found is not None:
        return found[1] == "VERB"
    return any((found := words.get(stem)) is not None and found[1] == "VERB" for stem, _ in strip_enclitics(norm))
