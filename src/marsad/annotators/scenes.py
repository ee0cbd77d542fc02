"""Scenes: everything the other layers read in a text, laid out by sentence and segment, for the events to be assembled from.

A segment is the stretch of a sentence in which one verb governs: it begins at the sentence, at a word that opens a clause,
or at a joined verb. Indices are word indices, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.annotators.phrases import find_openers
from marsad.text.tokens import Words

if TYPE_CHECKING:
    from marsad.annotators.actors import ActorMention
    from marsad.annotators.figures import FigureMention
    from marsad.annotators.modality import Modality
    from marsad.annotators.persons import PersonMention
    from marsad.annotators.places import PlaceMention
    from marsad.annotators.statements import StatementMention
    from marsad.annotators.times import TimexMention
    from marsad.annotators.triggers import Trigger
    from marsad.annotators.weapons import WeaponMention


@dataclass(slots=True)
class Scene:
    """The layers of one text. `segments` are half-open word ranges, in order, tiling the sentences."""

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
