"""The text of a report with nested marks: spans that cross are split where they cross, so that elements nest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from html import escape
from itertools import pairwise

PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text to be marked: its anchor, its layer (a class name), what it says when pointed at."""

    start: int
    end: int
    anchor: str
    layer: str
    says: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Half-open offsets."""
        return self.start, self.end


def paragraphs_of(text: str) -> list[Mark]:
    """The paragraphs as marks; blank lines stand between them."""
    cuts = [0, *(at for m in PARAGRAPH.finditer(text) for at in m.span()), len(text)]
    return [Mark(a, b, "", "") for a, b in list(pairwise(cuts))[::2] if text[a:b].strip()]


def nest(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order of opening, split where one ends inside another; a later piece has no anchor."""
    waiting = [(_order(mark), n, mark) for n, mark in enumerate(marks)]
    heapify(waiting)
    nested: list[Mark] = []
    ends: list[int] = []
    while waiting:
        _, n, mark = heappop(waiting)
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and mark.end > ends[-1]:
            rest = replace(mark, start=ends[-1], anchor="")
            heappush(waiting, (_order(rest), n, rest))
            mark = replace(mark, end=ends[-1])
        nested.append(mark)
        ends.append(mark.end)
    return nested


def _order(mark: Mark) -> tuple[int, int, int]:
    """Opening order: earlier first, then longer, then paragraphs before all else and evidence last."""
    return mark.start, -mark.end, {"": 0, "evidence": 2}.get(mark.layer, 1)


def mark_up(text: str, marks: Iterable[Mark]) -> str:
    """HTML of the text in paragraphs, with an element for each mark. ValueError for a mark outside the text."""
    paragraphs = paragraphs_of(text)
    pieces: list[str] = []
    stack: list[Mark] = []
    at = 0

    def write(until: int) -> None:
        nonlocal at
        if stack:
            pieces.append(escape(text[at:until]))
        at = until

    def close() -> None:
        write(stack[-1].end)
        pieces.append("</span>" if stack.pop().layer else "</p>\n")

    for mark in nest([*paragraphs, *_cut(text, marks, paragraphs)]):
        while stack and stack[-1].end <= mark.start:
            close()
        write(mark.start)
        pieces.append(_opening(mark) if mark.layer else "<p>")
        stack.append(mark)
    while stack:
        close()
    return "".join(pieces)


def _cut(text: str, marks: Iterable[Mark], paragraphs: list[Mark]) -> Iterator[Mark]:
    """The marks cut to the paragraphs, so that none opens between two."""
    ends = [paragraph.end for paragraph in paragraphs]
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise ValueError(f"expected a span inside the {len(text)} characters of the text, got {mark.start}, {mark.end}")
        anchor = mark.anchor
        for paragraph in paragraphs[bisect_right(ends, mark.start) :]:
            if paragraph.start >= mark.end:
                break
            yield replace(mark, start=max(mark.start, paragraph.start), end=min(mark.end, paragraph.end), anchor=anchor)
            anchor = ""


def _opening(mark: Mark) -> str:
    anchor = f' id="{escape(mark.anchor)}"' if mark.anchor else ""
    if not mark.says:
        return f'<span{anchor} class="{mark.layer}">'
    return f'<span{anchor} class="{mark.layer}" tabindex="0" data-says="{escape(mark.says)}">'
