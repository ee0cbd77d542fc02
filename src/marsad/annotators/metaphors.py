"""Metaphors, names and other domains: where conflict words are meant otherwise or belong to a name.

A stretch of text is foreign (sport, economy, film …) when words of one domain stand together in it and outweigh those of
conflict; frames are not evoked there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.clauses import bare_of
from marsad.annotators.cues import find_cues
from marsad.annotators.frames import CueTrie, fold_phrase
from marsad.text.tokens import Words

_NONE: frozenset[str] = frozenset()
_CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Blocked:
    """What is no event: `names` are word indices inside names, `foreign` those in stretches of another domain; `at(k)` the
    frames shut out at word `k`.
    """

    names: frozenset[int]
    foreign: frozenset[int]
    frames: Mapping[int, frozenset[str]]

    def at(self, k: int) -> frozenset[str]:
        """Ids of the frames that word `k` does not evoke."""
        return self.frames.get(k, _NONE)


@dataclass(frozen=True, slots=True)
class _Tables:
    names: CueTrie
    collocations: CueTrie
    domains: CueTrie


@cache
def _tables() -> _Tables:
    data: Mapping[str, Any] = lexicons.load("metaphor")
    tables = _Tables(CueTrie(), CueTrie(), CueTrie())
    for name in data["names"]:
        tables.names.add(_bare(name), "name")
    for entry in data["collocations"]:
        tables.collocations.add(_bare(entry["phrase"]), tuple(entry["blocks"]))
    for domain, phrases in (*data["domains"].items(), (_CONFLICT, data["conflict"])):
        for phrase in phrases:
            tables.domains.add(_bare(phrase), (domain, " ".join(_bare(phrase))))
    return tables


def _bare(phrase: str) -> tuple[str, ...]:
    return tuple(bare_of(word) for word in fold_phrase(phrase))


def find_blocked(words: Words) -> Blocked:
    """Names, collocations and stretches of other domains in a text."""
    tables = _tables()
    inside = {k for spans in find_cues(words, tables.names.root, loose=True).values() for i, j in spans for k in range(i, j)}
    frames: dict[int, frozenset[str]] = {}
    for blocks, spans in find_cues(words, tables.collocations.root, loose=True).items():
        for i, j in spans:
            for k in range(i, j):
                frames[k] = frames.get(k, _NONE) | frozenset(blocks)
    return Blocked(frozenset(inside), _find_foreign(words, find_cues(words, tables.domains.root, loose=True)), frames)


def _find_foreign(words: Words, found: Mapping[tuple[str, str], list[tuple[int, int]]]) -> frozenset[int]:
    whole: dict[str, int] = {}
    for domain, _ in found:
        whole[domain] = whole.get(domain, 0) + 1
    conflict = whole.pop(_CONFLICT, 0)
    likely = [domain for domain, count in whole.items() if count >= 3]
    if not likely:
        return frozenset()
    if any(_outweighs(whole[domain], conflict) for domain in likely):
        return frozenset(range(len(words)))
    foreign: set[int] = set()
    for i, j in _paragraphs(words):
        counts: dict[str, int] = {}
        for (domain, _), spans in found.items():
            counts[domain] = counts.get(domain, 0) + any(i <= a < j for a, _ in spans)
        if any(_outweighs(counts.get(domain, 0), counts.get(_CONFLICT, 0)) and counts.get(domain, 0) >= 3 for domain in likely):
            foreign.update(range(i, j))
    return frozenset(foreign)


def _outweighs(domain: int, conflict: int) -> bool:
    return domain >= 3 and domain > 1.5 * conflict


def _paragraphs(words: Words) -> list[tuple[int, int]]:
    cuts = [0, *(k + 1 for k, kind in enumerate(words.kinds) if kind == "n"), len(words)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if a < b]
