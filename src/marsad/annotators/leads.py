"""Leads: sentences that sum up or open a list, and lend their day to what the following ones tell one by one."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_dates import UTTERED
from marsad.annotators.event_times import dating_times
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import FI
from marsad.annotators.scenes import Scene
from marsad.annotators.times import TimexMention
from marsad.text.tokens import CONJUNCTIONS, WAW

_SUM, _SPREAD, _LIST = "sum", "spread", "list"
_MOST_SENTENCES = 5
_NEAR = 2
_PROTESTS = frozenset(("excessive_force", "protest_intervention", "violent_demonstration", "peaceful_protest"))
_BULLETS = frozenset("-*\u2022\u25cf\u2013\u2014\u25aa\u25a0")


@dataclass(slots=True)
class Lead:
    """A day that a sentence lends: `kind` of sentence, its index, and for a sum the draft that the parts belong to."""

    time: TimexMention
    kind: str
    sentence: int
    draft: Draft | None
    left: int


def lend_dates(scene: Scene, index: int, drafts: list[Draft], told: list[Draft]) -> None:
    """Give drafts of a sentence that say no day the one that a lead before lends them, and keep what it lends itself."""
    lead = scene.lead
    if lead is not None and not _goes_on(scene, lead, index):
        lead = scene.lead = None
    dated = bool(dating_times(scene, *scene.sentence(index)))
    for draft in drafts if not dated else ():
        if draft.date is None and _may_borrow(draft, lead):
            draft.date = _lent(scene, lead, index, draft) or _exemplified(scene, index, told)
            draft.lent = draft.date is not None
    found = _read_lead(scene, index, drafts)
    if found is not None:
        scene.lead = found


def _may_borrow(draft: Draft, lead: Lead | None) -> bool:
    """Whether a draft is told as news of its own; what points back ("the arrest of") is so only in a list."""
    listed = lead is not None and lead.kind == _LIST
    if draft.status in ("threatened", "denied") or (draft.definite and not listed):
        return False
    return not (draft.aggregate or draft.background or draft.type in UTTERED)


def _goes_on(scene: Scene, lead: Lead, index: int) -> bool:
    i, _ = scene.sentence(index)
    if lead.kind == _LIST:
        return _is_bullet(scene, index)
    first = scene.words.norms[i : i + 6]
    apart = any(norm in grammar().apart for norm in first)
    return not apart and lead.left > 0 and index - lead.sentence <= _MOST_SENTENCES


def _lent(scene: Scene, lead: Lead | None, index: int, draft: Draft) -> TimexMention | None:
    if lead is None or lead.sentence == index:
        return None
    if lead.kind == _LIST:
        return lead.time
    if lead.draft is None or not _is_like(draft, lead.draft):
        return None
    if lead.kind == _SPREAD:
        near = draft.type == lead.draft.type and index - lead.sentence <= _NEAR
        return lead.time if near or _opens_in(scene, index) is not None else None
    lead.left -= 1
    return lead.time


def _is_like(draft: Draft, other: Draft) -> bool:
    return draft.type == other.type or (draft.violent and other.violent) or {draft.type, other.type} <= _PROTESTS


def _exemplified(scene: Scene, index: int, told: list[Draft]) -> TimexMention | None:
    """The day of the sentence before, where "so in" opens the sentence with a place in which what was told happened."""
    if not told or index == 0 or (_opens_in(scene, index) or WAW) == WAW:
        return None
    low, high = scene.sentence(index - 1)
    before = [d for d in told if d.date is not None and low <= min(heads_of(scene, d)) < high and not d.background]
    return before[0].date if before else None


def _opens_in(scene: Scene, index: int) -> str | None:
    """The conjunction before an "in" that opens a sentence; empty where there is none, None where no "in" opens it."""
    i, j = scene.sentence(index)
    words = scene.words
    while i < j and words.kinds[i] in "psn":
        i += 1
    joint = words.norms[i] if i < j and words.clitic[i] and words.norms[i] in CONJUNCTIONS else ""
    k = i + 1 if joint else i
    return joint if k < j and words.norms[k] == FI else None


def _is_bullet(scene: Scene, index: int) -> bool:
    i, j = scene.sentence(index)
    words = scene.words
    while i < j and words.kinds[i] in "sn":
        i += 1
    if i >= j:
        return True
    numbered = words.kinds[i] == "d" and i + 1 < j and words.norms[i + 1] in "-.)/\u2013"
    return words.norms[i] in _BULLETS or numbered


def _read_lead(scene: Scene, index: int, drafts: list[Draft]) -> Lead | None:
    i, j = scene.sentence(index)
    words = scene.words
    last = j - 1
    while last > i and words.kinds[last] in "sn":
        last -= 1
    if words.norms[last] == ":":
        times = dating_times(scene, i, j)
        return Lead(times[0], _LIST, index, None, 0) if times else None
    for draft in drafts:
        if draft.date is not None and draft.sum and not draft.background:
            dual = any(scene.triggers[n].number == "du" for n in draft.numbers)
            return Lead(draft.date, _SUM, index, draft, 2 if dual else _MOST_SENTENCES)
    rules = grammar()
    spread = any(words.norms[k] in rules.spread and words.norms[k - 1] in rules.regions for k in range(i + 1, j))
    for draft in drafts:
        if spread and draft.date is not None and not draft.background:
            return Lead(draft.date, _SPREAD, index, draft, _MOST_SENTENCES)
    return None
