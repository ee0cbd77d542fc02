"""Numbers: `doc._.numbers`, every count, rank, part and vague quantity of a report with its bounds.

Words: lexicons/numbers.yml; grammar: text/numbers.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from marsad.annotators import prepare
from marsad.lexicons import load
from marsad.text.numbers import Number, NumberReader
from marsad.text.tokens import Words, words_of

__all__ = ["Number", "counted_from", "create", "find_numbers", "is_dual", "reader"]

_OF = "\u0645\u0646"


@cache
def reader() -> NumberReader:
    """The reader made from lexicons/numbers.yml."""
    return NumberReader(load("numbers"))


def find_numbers(words: Words) -> list[Number]:
    """Numbers of a text, from left to right; read once and kept in `words.cache`."""
    found = words.cache.get("numbers")
    if found is None:
        found = words.cache["numbers"] = reader().read(words)
    return list(found)


def counted_from(words: Words, i: int) -> int:
    """Where the number begins that counts the noun at word `i`, directly or by "of"; `i` itself where none does."""
    ends: dict[int, int] | None = words.cache.get("number_ends")
    if ends is None:
        ends = words.cache["number_ends"] = {n.j: n.i for n in find_numbers(words)}
    return ends.get(i, ends.get(i - 1, i) if i and words.norms[i - 1] == _OF else i)


def is_dual(norm: str, *, sure: bool = True) -> bool:
    """True where a folded noun ends as a dual; not `sure`: also where a sound plural ends so."""
    return reader().is_dual(norm, sure=sure)


@Language.factory("marsad_numbers", assigns=["doc._.numbers"])
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The annotator: sets `doc._.numbers`."""
    prepare(nlp)

    def annotate(doc: Doc) -> Doc:
        doc._.numbers = find_numbers(words_of(doc))
        return doc

    return annotate
