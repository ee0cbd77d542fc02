"""The table of actors' names: every alias with its cases, and when an ambiguous one counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.units import Units, phrase_of
from marsad.text.tokens import ARTICLE, NOON, WAW, YEH
from marsad.text.tries import Trie

POLICIES = ("country", "named", "alone", "noun", "place", "never")
_NOMINATIVE = WAW + NOON
_OBLIQUE = YEH + NOON
_SHORTEST_PLURAL = 5
_SHORTEST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a phrase: the actor, and the policy under which it counts (None: always). `actor` None shuts others out."""

    actor: str | None
    policy: str | None


class AliasTable:
    """Phrases to readings, by their first word."""

    def __init__(self, entries: Sequence[dict[str, Any]]) -> None:
        self._rest: dict[str, Trie[Reading]] = {}
        self._single: dict[str, list[Reading]] = {}
        self.first_words: dict[str, frozenset[str]] = {}
        for entry in entries:
            self._add_entry(entry)

    def _add_entry(self, entry: dict[str, Any]) -> None:
        actor, when = entry["id"], entry.get("when") or {}
        policies = {phrase_of(alias): policy for policy, aliases in when.items() for alias in aliases}
        unknown = set(when) - set(POLICIES)
        if unknown:
            raise ValueError(f"actors.yml: {actor}: expected policies {POLICIES}, got {sorted(unknown)}")
        phrases = [phrase_of(name) for name in (entry["name_ar"], *entry["aliases"])]
        for phrase in phrases:
            policy = policies.get(phrase)
            if policy != "never":
                reading = Reading(actor, policy)
                for case in _cases(phrase):
                    self._add(case, reading)
        for shut_out in entry.get("not") or ():
            self._add(phrase_of(shut_out), Reading(None, None))
        self.first_words[actor] = frozenset(phrase[0].removeprefix(ARTICLE) for phrase in phrases if phrase)

    def _add(self, phrase: tuple[str, ...], reading: Reading) -> None:
        if len(phrase) == 1:
            known = self._single.setdefault(phrase[0], [])
            if reading not in known:
                known.append(reading)
        else:
            self._rest.setdefault(phrase[0], Trie()).add(phrase[1:], reading)

    def matches(self, units: Units, u: int) -> list[tuple[int, list[Reading]]]:
        """`(end, readings)` of the phrases that begin at unit `u`, longest first; `end` is a unit index."""
        if units.clitics[u] and (shut := self._single.get(units.joined[u])) is not None and shut[0].actor is None:
            return [(u + 1, shut)]
        found = self._from(units.bare[u], units, u)
        if not found and len(units.clitics[u]) == 1 and len(units.joined[u]) > _SHORTEST_JOINED:
            found = self._from(units.joined[u], units, u)
        return found

    def _from(self, first: str, units: Units, u: int) -> list[tuple[int, list[Reading]]]:
        found: list[tuple[int, list[Reading]]] = []
        single = self._single.get(first)
        if single is not None:
            found.append((u + 1, single))
        rest = self._rest.get(first)
        if rest is not None and u + 1 < len(units):
            found.extend(rest.matches(units.joined, u + 1))
        found.reverse()
        return found


def _cases(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase, and with its sound masculine plurals in the oblique case."""
    yield phrase
    oblique = tuple(_oblique(word, last=k == len(phrase) - 1) for k, word in enumerate(phrase))
    if oblique != phrase:
        yield oblique


def _oblique(word: str, *, last: bool) -> str:
    if len(word) < _SHORTEST_PLURAL:
        return word
    if word.endswith(_NOMINATIVE):
        return word[:-2] + _OBLIQUE
    if word.endswith(WAW) and not last and not word.startswith(ARTICLE):
        return word[:-1] + YEH
    return word


@cache
def alias_table() -> AliasTable:
    """The aliases of `lexicons/actors.yml`, read once."""
    return AliasTable(lexicons.load("actors")["entries"])
