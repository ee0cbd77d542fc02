"""Domains: what a report, a paragraph or a sentence is about, where that is no conflict: crime, accidents, sport, history …

Words of a domain score for it, words of conflict against it. What is told in a stretch of another domain is no event; in
stretches on accidents, disasters and diseases that stand inside a report of conflict, only some frames are shut out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from marsad import lexicons
from marsad.annotators.clauses import find_clauses
from marsad.annotators.cues import find_cues
from marsad.annotators.frames import CueTrie, fold_phrase
from marsad.text.folding import fold_words
from marsad.text.forms import ALEF, HEH, bare_of
from marsad.text.tokens import Words

_POINTS = {"certain": 9, "strong": 3, "plain": 1}
_CONFLICT_POINTS = {"certain": 9, "strong": 4, "plain": 2, "weak": 1}
_CONFLICT, _POLICE, _LOSSES, _NEUTRAL, _HISTORY = "conflict", "police", "losses", "neutral", "history"
_KINDS = frozenset((_CONFLICT, _POLICE, _LOSSES, _NEUTRAL))
_SHORT = 60
_ENOUGH, _UNOPPOSED, _MUCH = 3, 4, 6
_RATIO = 1.5
_YEAR_POINTS = 2


@dataclass(frozen=True, slots=True)
class Domains:
    """Word indices in stretches of another domain (`foreign`, with the domain of each), and in stretches on accidents, disasters
    and diseases (`natural`)."""

    foreign: Mapping[int, str]
    natural: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Tables:
    trie: CueTrie
    mortal: frozenset[str]
    police_free: frozenset[str]
    natural: frozenset[str]
    years_before: int
    before_years: frozenset[str]
    ratios: Mapping[str, float]
    plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word of a domain or of conflict where it stands: `name` is the domain, `word` tells distinct words apart."""

    at: int
    end: int
    name: str
    word: str
    points: int


@cache
def _tables() -> _Tables:
    data: Mapping[str, Any] = lexicons.load("domains")
    trie = CueTrie()
    levels = [(name, level, _POINTS[level], listed) for name, held in data["domains"].items() for level, listed in held.items()]
    levels += [(_CONFLICT, level, _CONFLICT_POINTS[level], listed) for level, listed in data["conflict"].items()]
    levels += [(name, "plain", 1, data[name]) for name in (_POLICE, _LOSSES, _NEUTRAL)]
    for name, _, points, listed in levels:
        for phrase in listed:
            bare = tuple(bare_of(word) for word in fold_phrase(phrase))
            trie.add(bare, (name, " ".join(bare), points))
            if not bare[-1].endswith((ALEF, HEH)):
                trie.add((*bare[:-1], bare[-1] + ALEF), (name, " ".join(bare), points))
    return _Tables(
        trie=trie,
        mortal=frozenset(data["mortal"]),
        police_free=frozenset(data["police_free"]),
        natural=frozenset(data["natural"]),
        years_before=data["years_before"],
        before_years=fold_words(data["before_years"]),
        ratios=data["ratios"],
        plain=frozenset(data["plain_speakers"]),
    )


def find_domains(words: Words) -> Domains:
    """Stretches of other domains in a text."""
    cues = _find_cues(words)
    starts = [cue.at for cue in cues]

    def within(i: int, j: int) -> list[_Cue]:
        return cues[bisect_left(starts, i) : bisect_left(starts, j)]

    live = [c.at for c in cues if c.name not in _KINDS and (c.points >= _POINTS["strong"] or c.name in _tables().plain)]
    if not live:
        return Domains({}, frozenset())
    whole = (0, len(words))
    paragraphs = list(_paragraphs(words))
    foreign: dict[int, str] = {}
    natural: set[int] = set()
    short = len(words) <= _SHORT
    domain = _foreign(_score(cues), enough=_ENOUGH if short else _UNOPPOSED, opposed=_ENOUGH if short else _MUCH)
    for i, j in paragraphs if domain else ():
        if domain and not _stands_out(_score(within(i, j), spoken=(domain,)), domain):
            foreign |= dict.fromkeys(range(i, j), domain)
    if len(foreign) < len(words):
        for i, j in [whole, *paragraphs, *_sentences(words)]:
            if bisect_left(live, i) == bisect_left(live, j):
                continue
            mine = _score(within(i, j))
            own = _foreign(mine, enough=_MUCH, opposed=_MUCH)
            if own and (i, j) != whole:
                foreign |= dict.fromkeys(range(i, j), own)
            elif any(mine.get(name, 0) > _RATIO * mine.get(_CONFLICT, 0) for name in _tables().natural):
                natural.update(range(i, j))
    return Domains(foreign, frozenset(natural))


def _find_cues(words: Words) -> list[_Cue]:
    """Words of domains and of conflict, in order; a word inside a longer phrase counts as that phrase alone."""
    tables = _tables()
    found = find_cues(words, tables.trie.root, loose=True)
    cues = [_Cue(i, j, name, word, points) for (name, word, points), spans in found.items() for i, j in spans]
    for k, (norm, kind) in enumerate(zip(words.norms, words.kinds, strict=True)):
        dated = kind == "d" and len(norm) == 4 and norm.isdecimal() and k and words.norms[k - 1] in tables.before_years
        if dated and int(norm) < tables.years_before:
            cues.append(_Cue(k, k + 1, _HISTORY, norm, _YEAR_POINTS))
    cues.sort(key=lambda cue: (cue.at, -cue.end, cue.name, cue.word))
    kept: list[_Cue] = []
    end = low = 0
    for cue in cues:
        if cue.end > end:
            low, end = cue.at, cue.end
        elif (cue.at, cue.end) != (low, end):
            continue
        kept.append(cue)
    return kept


def _score(cues: list[_Cue], *, spoken: Iterable[str] = ()) -> dict[str, int]:
    """Points of each name, distinct words counted once.

    A domain for which no strong word speaks has none, but for games and the arts, where plain ones do, and for those `spoken` for
    elsewhere.
    """
    distinct: dict[tuple[str, str], int] = {}
    for cue in cues:
        distinct[cue.name, cue.word] = max(cue.points, distinct.get((cue.name, cue.word), 0))
    speak = {name for (name, _), points in distinct.items() if points >= _POINTS["strong"]} | _KINDS | _tables().plain
    speak.update(spoken)
    scores: dict[str, int] = {}
    for (name, _), points in distinct.items():
        if name in speak:
            scores[name] = scores.get(name, 0) + points
    return scores


def _foreign(scores: Mapping[str, int], *, enough: int, opposed: int) -> str | None:
    """The domain that outweighs conflict, the one with most points first: it has `enough` of them, and `opposed` where anything
    speaks against it."""
    tables = _tables()
    best: tuple[int, str] | None = None
    for name, points in scores.items():
        if name in _KINDS:
            continue
        against = scores.get(_CONFLICT, 0)
        against += 0 if name in tables.police_free else scores.get(_POLICE, 0)
        against += 0 if name in tables.mortal else scores.get(_LOSSES, 0)
        ratio = tables.ratios.get(name, _RATIO)
        least = opposed if against else enough
        if points < (least if ratio >= 1 else _MUCH) or points <= ratio * against:
            continue
        if best is None or points > best[0]:
            best = (points, name)
    return None if best is None else best[1]


def _stands_out(scores: Mapping[str, int], domain: str) -> bool:
    """A paragraph on conflict inside a report of another domain; words of accidents are said of conflict too."""
    tables, conflict = _tables(), scores.get(_CONFLICT, 0)
    ratio = _RATIO if domain in tables.natural else min(1, tables.ratios.get(domain, 1))
    return conflict >= _CONFLICT_POINTS["strong"] and scores.get(domain, 0) < ratio * conflict


def _paragraphs(words: Words) -> Iterator[tuple[int, int]]:
    cuts = [0, *(k + 1 for k, kind in enumerate(words.kinds) if kind == "n"), len(words)]
    return ((a, b) for a, b in pairwise(cuts) if a < b)


def _sentences(words: Words) -> list[tuple[int, int]]:
    clauses = find_clauses(words)
    return sorted(set(zip(clauses.stop_begin, clauses.stop_end, strict=True)))
