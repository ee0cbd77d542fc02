"""Zeros: where a report says that nobody was hurt, and where it says that this is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from marsad import lexicons
from marsad.annotators.lines import BREAKS, Line
from marsad.annotators.victim_nouns import SUFFIXES, fold_set, split_phrase, with_waw, words_in
from marsad.text.tokens import ARTICLE
from marsad.text.tries import Trie

_WINDOW = 8
_OWN = tuple(SUFFIXES)  # its explosion, their landing


@dataclass(frozen=True, slots=True)
class Zero:
    """Nobody: positions, kind of harm, the group that it is said of."""

    p: int
    q: int
    what: str
    head: tuple[int, int] | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Words:
    deny: frozenset[str]
    between: frozenset[str]
    among: frozenset[str]
    nouns: Trie[str]
    materials: frozenset[str]
    material: Trie[str]
    or_: frozenset[str]
    survived: frozenset[str]
    survived_of: frozenset[str]


@cache
def _words() -> _Words:
    data = lexicons.load("figures")["zero"]
    nouns: Trie[str] = Trie()
    for key in ("injured", "killed", "all", "hurt"):
        for phrase in words_in(data[key]):
            nouns.add(split_phrase(phrase), key)
    material: Trie[str] = Trie()
    for phrase in words_in(data["material"]):
        material.add(split_phrase(phrase), "material")
    return _Words(
        with_waw(fold_set(data["deny"])), fold_set(data["between"]), fold_set(data["among"]), nouns,
        fold_set(data["materials"]), material, fold_set(data["or"]), fold_set(data["survived"]), fold_set(data["survived_of"]),
    )  # fmt: skip


def find_zeros(line: Line) -> Iterator[Zero]:
    """Yield what a text says of nobody, each harm on its own."""
    table, last = _words(), -1
    for p, word in enumerate(line.w):
        if p < last:
            continue
        if word in table.deny:
            zeros = list(_denied(line, p, table))
        elif word in table.materials:
            zeros = list(_material(line, p, table))
        elif word in table.survived and any(w in table.survived_of for w in line.w[p : p + 16]):
            zeros = [Zero(p, p + 1, "killed", None, "figures.zero.survived")]
        else:
            continue
        yield from zeros
        last = max((zero.q for zero in zeros), default=last)


def _denied(line: Line, p: int, table: _Words) -> Iterator[Zero]:
    for q in range(p + 1, min(p + _WINDOW, len(line.w))):
        found = table.nouns.longest(line.w, q)
        if found is not None:
            end, key = found[0], found[1][0]
            if line.word(end) in table.or_ and (more := table.nouns.longest(line.w, end + 1)) is not None:
                end, key = more[0], "all"
            head = _group_of(line, end, table)
            if key in ("injured", "all", "hurt"):
                yield Zero(p, end, "injured", head, f"figures.zero.{key}")
            if key != "injured":
                yield Zero(p, end, "killed", head, f"figures.zero.{key}")
            else:
                yield Zero(p, end, "killed", head, "figures.zero.implied")
            return
        subject = line.w[q].startswith(ARTICLE) or (len(line.w[q]) > 4 and line.w[q].endswith(_OWN))
        if line.w[q] in BREAKS or not (line.w[q] in table.between or subject):
            return


def _group_of(line: Line, q: int, table: _Words) -> tuple[int, int] | None:
    for r in range(q, min(q + 3, len(line.w))):
        if line.w[r] not in table.among:
            noun = line.person(r)
            return (r, noun[0]) if noun is not None and r > q else None
    return None


def _material(line: Line, p: int, table: _Words) -> Iterator[Zero]:
    for q in range(p, min(p + 6, len(line.w))):
        found = table.material.longest(line.w, q)
        if found is not None:
            for what in ("killed", "injured"):
                yield Zero(p, found[0], what, None, "figures.zero.material")
            return
        if line.w[q] in BREAKS:
            return
