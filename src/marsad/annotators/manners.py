"""Manners: how something was done and to what, and the type of event that a frame has under these circumstances.

`find_manners` and `find_objects` read cue words in a range of words; `decide_type` evaluates the rules of a frame, first match
first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad import lexicons
from marsad.annotators.cues import find_cues
from marsad.annotators.frames import CueTrie, Frame, fold_phrase, frame_table
from marsad.text.forms import bare_of
from marsad.text.tokens import Words

_KEY, _RANGES = "manners", "ranges of manners"
_CACHED = 50_000
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a trigger: ids of weapons, classes of targets, actors and objects, manners.

    Targets: armed, civilian, protester, nonstate. Actors: state, foreign_state, nonstate, tribe, mob, protester, settler,
    prisoner, court, official, civilian, armed, aircraft, drone, air_force and further classes of `manners.yml`.
    """

    weapons: frozenset[str] = _NONE
    targets: frozenset[str] = _NONE
    actors: frozenset[str] = _NONE
    objects: frozenset[str] = _NONE
    manners: frozenset[str] = _NONE


CONDITIONS = (("weapon", "weapons"), ("target", "targets"), ("actor", "actors"), ("object", "objects"), ("manner", "manners"))


@cache
def _trie() -> CueTrie:
    data: Mapping[str, Any] = lexicons.load("manners")
    trie = CueTrie()
    for group in ("manners", "objects", "actors"):
        for name, phrases in data[group].items():
            for phrase in phrases:
                trie.add(tuple(bare_of(word) for word in fold_phrase(phrase)), (group, name))
    return trie


def _found(words: Words) -> dict[str, list[tuple[int, int, str]]]:
    """Cues by group, in the order of the text."""
    found: dict[str, list[tuple[int, int, str]]] | None = words.cache.get(_KEY)
    if found is None:
        found = words.cache[_KEY] = {}
        for (group, name), spans in find_cues(words, _trie().root, loose=True).items():
            found.setdefault(group, []).extend((a, b, name) for a, b in spans)
        for listed in found.values():
            listed.sort()
    return found


def _in_range(words: Words, group: str, i: int, j: int) -> frozenset[str]:
    ranges: dict[tuple[str, int, int], frozenset[str]] = words.cache.setdefault(_RANGES, {})
    known = ranges.get((group, i, j))
    if known is None:
        known = ranges[group, i, j] = _read_range(words, group, i, j)
    return known


def _read_range(words: Words, group: str, i: int, j: int) -> frozenset[str]:
    listed = _found(words).get(group, [])
    return frozenset(name for a, b, name in listed[bisect_left(listed, (i,)) : bisect_left(listed, (j,))] if b <= j)


def find_manners(words: Words, i: int, j: int) -> frozenset[str]:
    """Manners shown by the words `i` to `j - 1`."""
    return _in_range(words, "manners", i, j)


def find_objects(words: Words, i: int, j: int) -> frozenset[str]:
    """Classes of things named by the words `i` to `j - 1`."""
    return _in_range(words, "objects", i, j)


def find_actor_classes(words: Words, i: int, j: int) -> frozenset[str]:
    """Classes of people named by the words `i` to `j - 1`, as far as their nouns tell."""
    return _in_range(words, "actors", i, j)


def matching_rule(frame: Frame, context: Context) -> Mapping[str, Any] | None:
    """The first rule of the frame whose conditions the context fulfils; None where none is."""
    return _first_rule(frame.id, context)


@lru_cache(maxsize=_CACHED)
def _first_rule(frame: str, context: Context) -> Mapping[str, Any] | None:
    for rule in frame_table().frames[frame].decide:
        if all(_holds(rule[key], getattr(context, place)) for key, place in CONDITIONS if key in rule):
            return rule
    return None


def decide_type(frame: Frame, context: Context) -> tuple[str, str | None] | None:
    """Type of event, and the status where the rule sets one; None where the frame is no event in this context."""
    rule = matching_rule(frame, context)
    if rule is not None:
        return None if rule["type"] == "none" else (rule["type"], rule.get("status") or frame.status)
    return (frame.evokes, frame.status) if frame.evokes and frame.evokes != "attack" else None


def _holds(wanted: list[str], given: frozenset[str]) -> bool:
    return not given.isdisjoint(wanted)
