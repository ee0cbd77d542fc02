"""Metaphors, names and other domains: where conflict words are meant otherwise or belong to a name.

A stretch of text is foreign (sport, economy, film …) when words of one domain stand together in it and outweigh those of
conflict; frames are not evoked there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from marsad import lexicons
from marsad.annotators.clauses import find_clauses
from marsad.annotators.cues import find_cues
from marsad.annotators.frames import CueTrie, fold_phrase
from marsad.text.forms import bare_of
from marsad.text.tokens import Words

_NONE: frozenset[str] = frozenset()
_CONFLICT, _LOSSES, _WARLIKE, _INERT, _QUALITY = "conflict", "losses", "warlike", "inert", "qualities"
_KINDS = frozenset((_CONFLICT, _LOSSES, _WARLIKE, _INERT, _QUALITY))
_LONG = 60


@dataclass(frozen=True, slots=True)
class Blocked:
    """What is no event: `names` are word indices inside names, `foreign` those in stretches of another domain; `at(k)` the
    frames shut out at word `k`, `inert` words that no conflict is done by or to, `qualities` adjectives of a conflict meant
    otherwise.
    """

    names: frozenset[int]
    foreign: frozenset[int]
    inert: frozenset[int]
    qualities: frozenset[int]
    frames: Mapping[int, frozenset[str]]

    def at(self, k: int) -> frozenset[str]:
        """Ids of the frames that word `k` does not evoke."""
        return self.frames.get(k, _NONE)


@dataclass(frozen=True, slots=True)
class _Tables:
    names: CueTrie
    collocations: CueTrie
    domains: CueTrie
    single: frozenset[str]
    doubtful: frozenset[str]
    natural: frozenset[str]
    natural_frames: frozenset[str]


@cache
def _tables() -> _Tables:
    data: Mapping[str, Any] = lexicons.load("metaphor")
    tables = _Tables(
        names=CueTrie(),
        collocations=CueTrie(),
        domains=CueTrie(),
        single=frozenset(data["single"]),
        doubtful=frozenset(" ".join(_bare(word)) for word in data["doubtful"]),
        natural=frozenset(data["natural"]),
        natural_frames=frozenset(data["natural_frames"]),
    )
    for name in data["names"]:
        tables.names.add(fold_phrase(name), "name")
    for entry in data["collocations"]:
        tables.collocations.add(_bare(entry["phrase"]), tuple(entry["blocks"]))
    for domain, phrases in (*data["domains"].items(), *((kind, data[kind]) for kind in sorted(_KINDS))):
        for phrase in phrases:
            tables.domains.add(_bare(phrase), (domain, " ".join(_bare(phrase))))
    return tables


def _bare(phrase: str) -> tuple[str, ...]:
    return tuple(bare_of(word) for word in fold_phrase(phrase))


def find_blocked(words: Words) -> Blocked:
    """Names, collocations and stretches of other domains in a text."""
    tables = _tables()
    inside = {k for spans in find_cues(words, tables.names.root, loose=False).values() for i, j in spans for k in range(i, j)}
    frames: dict[int, frozenset[str]] = {}
    for blocks, spans in find_cues(words, tables.collocations.root, loose=True).items():
        for i, j in spans:
            for k in range(i, j):
                frames[k] = frames.get(k, _NONE) | frozenset(blocks)
    found = find_cues(words, tables.domains.root, loose=True)
    foreign, natural = _find_foreign(words, found)
    for k in natural:
        frames[k] = frames.get(k, _NONE) | tables.natural_frames
    inert, qualities = (
        frozenset(i for (kind, _), spans in found.items() if kind == wanted for i, _ in spans) for wanted in (_INERT, _QUALITY)
    )
    return Blocked(frozenset(inside), foreign, inert, qualities, frames)


def _find_foreign(words: Words, found: Mapping[tuple[str, str], list[tuple[int, int]]]) -> tuple[frozenset[int], frozenset[int]]:
    """Words in stretches of other domains, and words in stretches on accidents, disasters and diseases."""
    tables = _tables()
    whole = _counts(found, 0, len(words))
    telling = [domain for domain, word in found if domain in tables.single and word not in tables.doubtful]
    foreign, natural = set[int](), set[int]()
    if not whole.get(_CONFLICT) and not whole.get(_LOSSES) and len(telling) > (len(words) > _LONG):
        return frozenset(range(len(words))), frozenset()
    likely = [domain for domain, count in whole.items() if domain in tables.natural or (count >= 3 and domain not in _KINDS)]
    for i, j in [(0, len(words)), *_paragraphs(words), *_sentences(words)] if likely else ():
        counts = _counts(found, i, j)
        for domain in likely:
            kind = natural if domain in tables.natural else foreign
            if _outweighs(counts.get(domain, 0), counts, natural=domain in tables.natural):
                kind.update(range(i, j))
    return frozenset(foreign), frozenset(natural)


def _counts(found: Mapping[tuple[str, str], list[tuple[int, int]]], i: int, j: int) -> dict[str, int]:
    """Distinct words of each domain and kind between two words."""
    counts: dict[str, int] = {}
    for (domain, _), spans in found.items():
        counts[domain] = counts.get(domain, 0) + any(i <= a < j for a, _ in spans)
    return counts


def _outweighs(domain: int, counts: Mapping[str, int], *, natural: bool) -> bool:
    """Three words of a domain against those of conflict; one of an accident or a disaster where nothing speaks of conflict."""
    conflict = counts.get(_CONFLICT, 0) + counts.get(_WARLIKE, 0)
    if natural:
        return domain > 1.5 * conflict
    return domain >= 3 and domain > 1.5 * (conflict + counts.get(_LOSSES, 0))


def _paragraphs(words: Words) -> list[tuple[int, int]]:
    cuts = [0, *(k + 1 for k, kind in enumerate(words.kinds) if kind == "n"), len(words)]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _sentences(words: Words) -> list[tuple[int, int]]:
    clauses = find_clauses(words)
    return sorted(set(zip(clauses.stop_begin, clauses.stop_end, strict=True)))
