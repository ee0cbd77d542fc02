"""Scenes: everything the other layers read in a text, laid out by sentence and segment, for the events to be assembled from.

A segment is the stretch of a sentence in which one verb governs: it begins at the sentence, at a word that opens a clause,
or at a joined verb. Indices are word indices, half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from marsad.annotators.phrases import find_openers
from marsad.text.tokens import Words

if TYPE_CHECKING:
    from marsad.annotators.actors import ActorMention
    from marsad.annotators.figures import FigureMention
    from marsad.annotators.leads import Lead
    from marsad.annotators.modality import Modality
    from marsad.annotators.persons import PersonMention
    from marsad.annotators.places import PlaceMention
    from marsad.annotators.sequences import Shift
    from marsad.annotators.sides import Roles
    from marsad.annotators.statements import StatementMention
    from marsad.annotators.times import TimexMention
    from marsad.annotators.triggers import Trigger
    from marsad.annotators.weapons import WeaponMention

_LONGEST = 40


@dataclass(slots=True)
class Scene:
    """The layers of one text. `segments` are half-open word ranges, in order, tiling the sentences; `roles` are those of
    triggers once they are read, by first word."""

    words: Words
    triggers: list[Trigger]
    modality: list[Modality]
    figures: list[FigureMention]
    weapons: list[WeaponMention]
    times: list[TimexMention]
    places: list[PlaceMention]
    actors: list[ActorMention]
    persons: list[PersonMention]
    statements: list[StatementMention]
    country: str | None = None
    published: date | None = None
    verbs: set[int] = field(default_factory=set)
    segments: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    placed: set[int] = field(default_factory=set)
    attributed: set[int] = field(default_factory=set)
    sides: tuple[list[int], list[Any]] | None = None
    roles: dict[int, Roles] = field(default_factory=dict)
    shifts: dict[int, list[Shift]] = field(default_factory=dict)
    lead: Lead | None = None
    _index: dict[str, tuple[list[int], list[Any], list[int]]] = field(default_factory=dict)
    _said: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _cued: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _segment_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.verbs = {t.i for t in self.triggers if t.pos == "verb"}
        self.placed = {k for p in self.places for k in range(p.i, p.j)}
        self.attributed = self._find_attributed()
        paragraph = 0
        for i, j in self.words.sentences:
            cuts = [*find_openers(self.words, i, j, verbs=self.verbs), j]
            self.segments += [(a, b) for a, b in pairwise(cuts) if b > a]
            self._starts.append(i)
            self.paragraphs.append(paragraph)
            if any(k == "n" for k in self.words.kinds[max(i, j - 3) : j + 1]):
                paragraph += 1
        self._segment_starts = [a for a, _ in self.segments]

    def of(self, layer: str, i: int, j: int) -> Sequence[Any]:
        """Mentions of a layer that may share a word with words `i` to `j - 1`, in the order of the text."""
        held = self._index.get(layer)
        if held is None:
            mentions = sorted(enumerate(getattr(self, layer)), key=lambda pair: (pair[1].i, pair[0]))
            held = self._index[layer] = ([m.i for _, m in mentions], [m for _, m in mentions], [n for n, _ in mentions])
        starts, listed, _ = held
        return listed[bisect_left(starts, i - _LONGEST) : bisect_left(starts, j)]

    def of_before(self, layer: str, k: int) -> Sequence[Any]:
        """Mentions of a layer that begin before word `k`, in the order of the text."""
        self.of(layer, 0, 0)
        starts, listed, _ = self._index[layer]
        return listed[: bisect_left(starts, k)]

    def numbers_of(self, i: int, j: int) -> list[int]:
        """Indices of the triggers that begin at words `i` to `j - 1`, in the order of the text."""
        self.of("triggers", i, j)
        starts, _, numbers = self._index["triggers"]
        return numbers[bisect_left(starts, i) : bisect_left(starts, j)]

    def said_at(self, k: int) -> tuple[int, ...]:
        """Indices of the statements whose content holds word `k`."""
        if not self._said:
            for n, s in enumerate(self.statements):
                for word in range(s.i, s.j):
                    self._said[word] = (*self._said.get(word, ()), n)
            self._said.setdefault(-1, ())
        return self._said.get(k, ())

    def cued_at(self, k: int) -> tuple[int, ...]:
        """Indices of the statements whose cue holds word `k`."""
        if not self._cued:
            for n, s in enumerate(self.statements):
                for word in range(s.cue_i, s.cue_j) if s.cue_i >= 0 else ():
                    self._cued[word] = (*self._cued.get(word, ()), n)
            self._cued.setdefault(-1, ())
        return self._cued.get(k, ())

    def _find_attributed(self) -> set[int]:
        """Words that say who speaks, not what happened: from the cue to its content, or after the content to the next comma."""
        out: set[int] = set()
        words = self.words
        for s in self.statements:
            if s.cue_i < 0:
                continue
            if s.cue_i < s.i:
                out.update(range(s.cue_i, s.i))
                continue
            k = s.cue_i
            while k < len(words) and not (words.kinds[k] in "pn" and words.norms[k] in ".\u060c,\n"):
                out.add(k)
                k += 1
        return out

    def sentence_of(self, k: int) -> int:
        """Index of the sentence that holds word `k`."""
        return max(0, bisect_right(self._starts, k) - 1)

    def sentence(self, index: int) -> tuple[int, int]:
        """Word range of a sentence."""
        return self.words.sentences[index]

    def segment_of(self, k: int) -> tuple[int, int]:
        """Word range of the segment that holds word `k`."""
        return self.segments[max(0, bisect_right(self._segment_starts, k) - 1)]

    def segment_index(self, k: int) -> int:
        """Index of the segment that holds word `k`."""
        return max(0, bisect_right(self._segment_starts, k) - 1)

    def paragraph_of(self, k: int) -> int:
        """Index of the paragraph that holds word `k`."""
        return self.paragraphs[self.sentence_of(k)]
