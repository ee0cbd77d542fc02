"""Clauses: the stretches of a text in which one word can govern another, and the plain forms by which words are compared.

A clause ends at a stop, comma, colon, line break or a word that opens a new one. Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad import lexicons
from marsad.text.folding import fold
from marsad.text.forms import bare_of
from marsad.text.tokens import Words

_STOPS = frozenset(".!?\u061f\u2026")
_COMMAS = frozenset(",;:|\u060c\u061b\u2022\u25cf\u06d4")
_KEY = "clauses"


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses of a text: word `k` stands in words `begin[k]` to `end[k] - 1`; `bare[k]` is its norm without the article.

    `stop_begin` and `stop_end` bound the sentence-like stretch (commas do not end it, line breaks do).
    """

    begin: tuple[int, ...]
    end: tuple[int, ...]
    stop_begin: tuple[int, ...]
    stop_end: tuple[int, ...]
    bare: tuple[str, ...]


@cache
def _openers() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicons.load("events")["clause_openers"])


def find_clauses(words: Words) -> Clauses:
    """Clauses of a text, computed once."""
    found = words.cache.get(_KEY)
    if found is None:
        found = words.cache[_KEY] = _find_clauses(words)
    return found


def _find_clauses(words: Words) -> Clauses:
    norms, kinds, n, openers = words.norms, words.kinds, len(words), _openers()
    cuts, stops = [0], [0]
    for k in range(n):
        norm, kind = norms[k], kinds[k]
        if kind == "n" or (kind == "p" and norm in _STOPS):
            cuts.append(k + 1)
            stops.append(k + 1)
        elif kind == "p" and norm in _COMMAS:
            cuts.append(k + 1)
        elif norm in openers and k:
            cuts.append(k - 1 if words.clitic[k - 1] else k)
    begin, end = _bounds(cuts, n)
    stop_begin, stop_end = _bounds(stops, n)
    return Clauses(begin, end, stop_begin, stop_end, tuple(bare_of(norm) for norm in norms))


def _bounds(cuts: list[int], n: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    begin, end = [0] * n, [n] * n
    for c, start in enumerate(cuts):
        stop = cuts[c + 1] if c + 1 < len(cuts) else n
        for k in range(start, stop):
            begin[k], end[k] = start, stop
    return tuple(begin), tuple(end)
