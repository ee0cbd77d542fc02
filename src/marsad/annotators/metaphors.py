"""Metaphors, names and other domains: where conflict words are meant otherwise or belong to a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.cues import find_cues
from marsad.annotators.domains import find_domains
from marsad.annotators.frames import CueTrie, fold_phrase
from marsad.text.forms import bare_of
from marsad.text.tokens import Words

_NONE: frozenset[str] = frozenset()
_INERT, _QUALITY = "inert", "qualities"


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
    things: CueTrie
    natural_frames: frozenset[str]


@cache
def _tables() -> _Tables:
    data: Mapping[str, Any] = lexicons.load("metaphor")
    tables = _Tables(
        names=CueTrie(),
        collocations=CueTrie(),
        things=CueTrie(),
        natural_frames=frozenset(lexicons.load("domains")["natural_frames"]),
    )
    for name in data["names"]:
        tables.names.add(fold_phrase(name), "name")
    for entry in data["collocations"]:
        tables.collocations.add(_bare(entry["phrase"]), tuple(entry["blocks"]))
    for kind in (_INERT, _QUALITY):
        for phrase in data[kind]:
            tables.things.add(_bare(phrase), kind)
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
    domains = find_domains(words)
    for k in domains.natural:
        frames[k] = frames.get(k, _NONE) | tables.natural_frames
    found = find_cues(words, tables.things.root, loose=True)
    inert, qualities = (frozenset(i for i, _ in found.get(kind, ())) for kind in (_INERT, _QUALITY))
    return Blocked(frozenset(inside), frozenset(domains.foreign), inert, qualities, frames)
