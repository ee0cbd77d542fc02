"""Lines: a text as the words that grammar reads, without quotation marks and brackets, with its numbers and nouns of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from marsad import lexicons
from marsad.annotators.victim_nouns import PersonForm, Phrases, fold_set, people, read_phrases, with_waw
from marsad.text.tokens import Words

COMMA, STOP = ",", "."
COLON = ":"
_COMMAS = frozenset(",;\u060c\u061b-\u2013\u2014|/\u2022\u25cf*")
_STOPS = frozenset(".!?\u061f\u2026\u06d4")
BREAKS = frozenset((COMMA, STOP, COLON))
_READ = frozenset("ald")
_PLAIN = frozenset(("civilian", "child", "woman", "elderly", "person"))
_MARKS = {**dict.fromkeys(_COMMAS, COMMA), **dict.fromkeys(_STOPS, STOP), COLON: COLON, "%": "%"}


class CountedNumber(Protocol):
    """What `text.numbers` finds: words `i` to `j - 1`, bounds, kind."""

    i: int
    j: int
    low: int | None
    high: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Lists:
    """Closed lists of figures.yml as sets of folded words."""

    things: frozenset[str]
    hard_stops: frozenset[str]
    at_least: Phrases
    at_most: Phrases


@cache
def lists() -> Lists:
    """Closed lists of figures.yml."""
    data = lexicons.load("figures")
    return Lists(
        fold_set(data["things"]["forms"]),
        with_waw(fold_set(data["hard_stops"]["forms"])),
        read_phrases(data["at_least"]["phrases"]),
        read_phrases(data["at_most"]["phrases"]),
    )


class Line:
    """A text as the words that grammar reads: `w` folded, marks joined to `,` `:` `.`, others left out; `at` word indices."""

    __slots__ = ("_forms", "_phrases", "at", "lists", "names", "numbers", "w", "words")

    def __init__(self, words: Words, numbers: Sequence[CountedNumber], persons: Iterable[Any] = ()) -> None:
        kept: list[str] = []
        at: list[int] = []
        place: dict[int, int] = {}
        for k, (norm, kind) in enumerate(zip(words.norms, words.kinds, strict=True)):
            read = norm if kind in _READ else STOP if kind == "n" else _MARKS.get(norm) if kind == "p" else None
            if read is not None:
                place[k] = len(kept)
                kept.append(read)
                at.append(k)
        self.words, self.w, self.at, self.lists = words, kept, at, lists()
        self._forms, self._phrases = people()
        self.numbers: dict[int, tuple[int, CountedNumber]] = {}
        for number in numbers:
            start = next((place[k] for k in range(number.i, number.j) if k in place), None)
            end = next((place[k] + 1 for k in range(number.j - 1, number.i - 1, -1) if k in place), None)
            if start is not None and end is not None:
                self.numbers[start] = (end, number)
        named = ((place[p.i], place[p.j - 1] + 1) for p in persons if p.i in place and p.j - 1 in place)
        self.names = {start: end for start, end in named if not self._is_plain(start)}

    def _is_plain(self, p: int) -> bool:
        """Whether a noun of people without the article stands there, which is no title: a young man, not the young Salim."""
        form = self._forms.get(self.w[p])
        return form is not None and not form.definite and not form.possessed and form.category in _PLAIN

    def word(self, p: int) -> str:
        """The word at a position, a stop outside the text."""
        return self.w[p] if 0 <= p < len(self.w) else STOP

    def sees(self, p: int, phrases: Phrases) -> int:
        """Length of the first of the phrases that stands at a position, else 0."""
        for phrase in phrases.get(self.word(p), ()):
            if tuple(self.w[p : p + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def person(self, p: int) -> tuple[int, PersonForm] | None:
        """The noun of people at a position: where it ends, and its form."""
        longest = self._phrases.longest(self.w, p) if p < len(self.w) else None
        if longest is not None:
            form = longest[1][0]
            return (longest[0], form) if form.number else None
        single = self._forms.get(self.word(p))
        return (p + 1, single) if single is not None else None
