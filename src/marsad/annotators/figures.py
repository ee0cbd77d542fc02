"""Figures: how many people were killed, injured, abducted, arrested or displaced, with the words that say so.

Values follow the guidelines: exact n, n; at least n, null; a bare plural 3, null. A figure that is part of another names it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.annotators.counts import is_denied_by, read_trigger
from marsad.annotators.harms import find_triggers
from marsad.annotators.lines import CountedNumber, Line
from marsad.annotators.pages import Draft, Page, lists
from marsad.annotators.parts import find_joint, find_parts, place_parts
from marsad.annotators.sums import breakdown, toll
from marsad.annotators.tallies import find_counted, find_likewise, find_reached
from marsad.annotators.totals import find_tolls, is_cumulative
from marsad.annotators.weapons import WeaponMention, find_weapons
from marsad.annotators.zeros import find_zeros
from marsad.text.tokens import Words

__all__ = ["FigureMention", "breakdown", "find_figures", "toll"]


@dataclass(frozen=True, slots=True)
class FigureMention:
    """One figure. `i`, `j` word indices, `start`, `end` code points, half-open; `of` the index of the figure that it is part of.

    `earlier`: said to be an older toll; `superseded`: one that the report replaces; `cumulative`: a toll of a long time;
    `boast`: a claim that the report doubts; `turn`: words of saying before it in its sentence; `own`: losses a side tells of
    itself; `vague`: a bare plural or a vague number.
    """

    i: int
    j: int
    start: int
    end: int
    what: str | None
    low: int | None
    high: int | None
    who: tuple[int, int] | None
    who_text: str | None
    who_category: str | None
    trigger: tuple[int, int] | None
    part: bool
    of: int | None
    joint: bool
    revised: bool
    earlier: bool
    superseded: bool
    cumulative: bool
    boast: bool
    weapon: str | None
    side: str | None
    sentence: int
    turn: int
    own: bool
    vague: bool
    rule: str


def find_figures(words: Words, numbers: Sequence[CountedNumber], persons: Iterable[Any] = ()) -> list[FigureMention]:
    """Figures of a text in the order in which they stand, people before munitions.

    `persons`: spans of names (`i`, `j`), each counted as one.
    """
    line = Line(words, numbers, persons)
    page = Page(line, find_triggers(line), lists())
    page.drop_vague_heads()
    for zero in find_zeros(line):
        page.write(Draft(zero.p, zero.q, zero.what, 0, 0, zero.rule, head=zero.head))
        page.closed.update(range(zero.p, zero.q))
    find_parts(page)
    find_joint(page)
    for trigger in page.triggers.values():
        read_trigger(page, trigger)
    find_reached(page)
    find_counted(page)
    find_tolls(page)
    find_likewise(page)
    place_parts(page)
    return _finish(page, find_weapons(words, numbers))


def _finish(page: Page, weapons: Sequence[WeaponMention]) -> list[FigureMention]:
    ordered = sorted(page.drafts, key=lambda d: (d.p, -d.q, d.what, d.part))
    index = {id(draft): k for k, draft in enumerate(ordered)}
    begins = [i for i, _ in page.line.words.sentences]
    munitions = [
        _munition(w, max(bisect_right(begins, w.i) - 1, 0))
        for w in weapons
        if w.munition and (w.low is not None or w.high is not None)
    ]
    return [_mention(page, draft, index.get(id(draft.of)), begins) for draft in ordered] + munitions


def _munition(w: WeaponMention, sentence: int) -> FigureMention:
    return FigureMention(
        i=w.i, j=w.j, start=w.start, end=w.end, what="munitions", low=w.low, high=w.high,
        who=None, who_text=None, who_category=None,
        trigger=(w.i, w.j), part=False, of=None, joint=False, revised=False, earlier=False, superseded=False,
        cumulative=False, boast=False, weapon=w.weapon, side=None, sentence=sentence, turn=0, own=False, vague=False, rule=w.rule,
    )  # fmt: skip


def _mention(page: Page, draft: Draft, of: int | None, begins: Sequence[int]) -> FigureMention:
    line, words, lists_ = page.line, page.line.words, page.lists
    i, j = line.at[draft.p], line.at[draft.q - 1] + 1
    who = (line.at[draft.head[0]], line.at[draft.head[1] - 1] + 1) if draft.head is not None else None
    trigger = (line.at[draft.trigger[0]], line.at[draft.trigger[1] - 1] + 1) if draft.trigger is not None else None
    begin = page.stop_before(draft.p)
    heard = line.w[begin : draft.p]
    return FigureMention(
        i=i, j=j, start=words.starts[i], end=words.ends[j - 1], what=draft.what, low=draft.low, high=draft.high,
        who=who, who_text=words.text_of(*who) if who is not None else None, who_category=draft.category, trigger=trigger,
        part=draft.part, of=of, joint=draft.joint, revised=draft.revised,
        earlier=any(line.sees(p, lists_.earlier) for p in range(begin, draft.p)),
        superseded=any(line.sees(p, lists_.superseded) for p in range(begin, draft.p)),
        cumulative=is_cumulative(page, draft, begin),
        boast=any(word in lists_.boast for word in heard) or any(line.sees(p, lists_.boasts) for p in range(begin, draft.p))
        or is_denied_by(page, draft.p),
        weapon=None,
        side="perpetrator" if draft.head is not None and line.w[draft.head[0]] in lists_.perpetrators else None,
        sentence=max(bisect_right(begins, i) - 1, 0), turn=sum(word in lists_.sayings for word in heard),
        own=draft.own, vague=draft.vague, rule=draft.rule,
    )  # fmt: skip
