"""Metaphors and names: where conflict words are meant otherwise (sport, economy, politics …) or belong to a name."""

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


@dataclass(frozen=True, slots=True)
class Blocked:
    """What is no event: `names` are word indices inside names; `at(k)` the frames shut out at word `k`."""

    names: frozenset[int]
    frames: Mapping[int, frozenset[str]]

    def at(self, k: int) -> frozenset[str]:
        """Ids of the frames that word `k` does not evoke."""
        return self.frames.get(k, _NONE)


_NONE: frozenset[str] = frozenset()


@cache
def _tries() -> tuple[CueTrie, CueTrie]:
    data: Mapping[str, Any] = lexicons.load("metaphor")
    names, collocations = CueTrie(), CueTrie()
    for name in data["names"]:
        names.add(tuple(bare_of(word) for word in fold_phrase(name)), "name")
    for entry in data["collocations"]:
        collocations.add(tuple(bare_of(word) for word in fold_phrase(entry["phrase"])), tuple(entry["blocks"]))
    return names, collocations


def find_blocked(words: Words) -> Blocked:
    """Names and collocations of a text that only look like conflict."""
    names, collocations = _tries()
    inside = {k for spans in find_cues(words, names.root, loose=True).values() for i, j in spans for k in range(i, j)}
    frames: dict[int, frozenset[str]] = {}
    for blocks, spans in find_cues(words, collocations.root, loose=True).items():
        for i, j in spans:
            for k in range(i, j):
                frames[k] = frames.get(k, _NONE) | frozenset(blocks)
    return Blocked(frozenset(inside), frames)
