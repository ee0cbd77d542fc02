"""Dates of events: which time expression of a sentence dates which event, by the word that it hangs on.

A time hangs on the event told before it in its clause, else on the first one after it. What hangs on no event (the day on
which somebody announced something, a day that opens the sentence) serves every event that has no time of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_times import NAMED, dating_times, is_day, opens_sentence, range_of
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import is_finite, preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.times import TimexMention

UTTERED = frozenset(("threat", "demand"))
LASTING = frozenset(
    (
        "territory_overtaken",
        "territory_regained",
        "security_operation",
        "peaceful_protest",
        "other_strategic",
        "displacement",
        "armed_clash",
    )
)
# what happened once, though what came of it lasts: "held since Sunday", "taken since May"
ONCE = frozenset(("abduction", "arrests", "territory_overtaken", "territory_regained"))
_CLOSE = 4
_OPENING = 3
_HARM = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class _Hung:
    """A time of a sentence with the draft and the word that it hangs on, None and -1 where it hangs on no event.

    `said`: it is the time at which somebody told the event.
    """

    time: TimexMention
    owner: Draft | None
    head: int
    said: bool = False


def date_sentence(scene: Scene, i: int, j: int, drafts: list[Draft], *, counted: frozenset[int]) -> None:
    """Give each draft of the sentence at words `i` to `j - 1` the time that dates it.

    `counted`: first words of events from which a length is counted; the time of what came after or before is not theirs.
    """
    hung = [_hang(scene, t, drafts, counted) for t in dating_times(scene, i, j)]
    for draft in drafts:
        best = _find(scene, draft, hung, counted)
        if best is not None:
            draft.date = best.time
            outside = not any(k in scene.attributed for k in heads_of(scene, draft))
            draft.announced = best.said or (best.time.i in scene.attributed and outside)


def _hang(scene: Scene, time: TimexMention, drafts: list[Draft], counted: frozenset[int]) -> _Hung:
    low, high = scene.segment_of(time.i)
    mine = [(k, d) for d in drafts for k in heads_of(scene, d) if low <= k < high]
    before = [(k, d) for k, d in mine if k <= time.i]
    after = [(k, d) for k, d in mine if k > time.i]
    if before:
        k, d = max(before, key=lambda at: at[0])
        return _Hung(time, d, k)
    if not before and not after and (then := _told_when(scene, time, drafts)) is not None:
        return then
    if time.i in scene.attributed or _is_said(scene, low, time.i):
        return _Hung(time, None, -1, True)
    if after:
        k, d = min(after, key=lambda at: at[0])
        if not _is_after(scene, k) and k not in counted:
            return _Hung(time, d, k)
    return _Hung(time, None, -1)


def _is_said(scene: Scene, low: int, k: int) -> bool:
    """Whether a verb of reporting opens the clause in which a time stands."""
    return any(norm in grammar().reporting for norm in scene.words.norms[low : min(low + _OPENING, k)])


def _told_when(scene: Scene, time: TimexMention, drafts: list[Draft]) -> _Hung | None:
    """The event of a clause that "when" opens just after a time."""
    _, high = scene.segment_of(time.i)
    if high - time.j > 1 or high >= len(scene.words) or scene.words.norms[high] not in grammar().whens:
        return None
    low, high = scene.segment_of(high)
    found = [(k, d) for d in drafts for k in heads_of(scene, d) if low <= k < high]
    if not found:
        return None
    k, d = min(found, key=lambda at: at[0])
    return _Hung(time, d, k)


def _is_after(scene: Scene, k: int) -> bool:
    """Whether word `k` names what something else came before or after: "the day after the killing of"."""
    found = preposition_ending_at(scene.words, k - 1) if k else None
    return found is not None and found[1] == "bad"


def _find(scene: Scene, draft: Draft, hung: list[_Hung], counted: frozenset[int]) -> _Hung | None:
    fit = [h for h in hung if _fits(scene, draft, h)]
    if draft.generic:
        fit = [h for h in fit if h.owner is draft and (h.time.i - h.head <= _CLOSE + 1 or _hangs_on_harm(scene, draft, h))]
    own = [h for h in fit if h.owner is draft] or [h for h in fit if _is_when(scene, draft, h)]
    if own:
        return min(own, key=lambda h: _rank(scene, draft, h))
    first = min(heads_of(scene, draft))
    mine = {scene.segment_index(k) for k in heads_of(scene, draft)}
    if draft.type in UTTERED or _is_after(scene, first) or first in counted:
        return None
    if draft.background:
        fit = [h for h in fit if scene.segment_index(h.time.i) in mine]
    before = [h for h in fit if h.time.i < first and (_is_open(scene, draft, h) or scene.segment_index(h.time.i) in mine)]
    before = [h for h in before if h.owner is None or h.time.since or not _is_parted(scene, h.time.j, first)]
    before = [h for h in before if h.time.rule not in NAMED]  # a named day is that of the event so named
    before = [h for h in before if draft.status != "threatened" or not h.said]
    if before:
        return min(before, key=lambda h: _rank_lent(scene, draft, h, first))
    after = [h for h in fit if h.time.i > first and (h.owner is None or _is_beside(scene, draft, h, mine))]
    after = [h for h in after if h.head not in counted and (h.owner is not None or not _is_of_other_verb(scene, h, mine))]
    return min(after, key=lambda h: _rank(scene, draft, h)) if after else None


def _is_of_other_verb(scene: Scene, h: _Hung, mine: set[int]) -> bool:
    """Whether a time stands in a later clause behind a verb that tells something else ("until victory was declared on")."""
    low = scene.segment_of(h.time.i)[0]
    if scene.segment_index(h.time.i) in mine or h.time.i in scene.attributed:
        return False
    return any(scene.words.kinds[k] == "a" and is_finite(scene.words, k) for k in range(low, h.time.i))


def _is_parted(scene: Scene, i: int, j: int) -> bool:
    """Whether a relative opens the clause of a draft after the time of another ("a deal on 2 July within the group that")."""
    return any(norm in grammar().relatives for norm in scene.words.norms[i:j])


def _is_when(scene: Scene, draft: Draft, h: _Hung) -> bool:
    """Whether "when" just after a time that hangs on a like event opens the clause of a draft: both are one."""
    if h.owner is None or not _is_alike(draft, h.owner):
        return False
    lows = (scene.segment_of(k)[0] for k in heads_of(scene, draft))
    return any(0 <= low - h.time.j <= 1 and scene.words.norms[low] in grammar().whens for low in lows)


def _is_open(scene: Scene, draft: Draft, h: _Hung) -> bool:
    """Whether a time serves a draft that it does not hang on: it hangs on nothing, opens the sentence, or dates the like."""
    return h.owner is None or _is_alike(draft, h.owner) or opens_sentence(scene, h.time.i - 1)


def _is_beside(scene: Scene, draft: Draft, h: _Hung, mine: set[int]) -> bool:
    """Whether a time hangs on a like event in the same clause: the two may be one ("an attempt with a bomb that exploded")."""
    return h.owner is not None and _is_alike(draft, h.owner) and scene.segment_index(h.time.i) in mine


def _is_alike(draft: Draft, other: Draft) -> bool:
    return other.type == draft.type or (other.violent and draft.violent)


def _rank(scene: Scene, draft: Draft, h: _Hung) -> tuple[bool, bool, bool, bool, int]:
    """How well a time dates a draft, best first: the cause before the harm, days before what is longer, near before far."""
    near = min(abs(h.time.i - k) for k in heads_of(scene, draft))
    since = draft.aggregate is not h.time.since
    return since, h.said or h.time.i in scene.attributed, _hangs_on_harm(scene, draft, h), not is_day(h.time), near


def _rank_lent(scene: Scene, draft: Draft, h: _Hung, first: int) -> tuple[bool, bool, bool, int, int]:
    """How well a time before a draft serves it, best first: that of its own clause, and there the one told first."""
    since = draft.aggregate is not h.time.since
    away = scene.segment_index(first) - scene.segment_index(h.time.i)
    return since, h.said or h.time.i in scene.attributed, not _is_open(scene, draft, h), away, h.time.i


def _hangs_on_harm(scene: Scene, draft: Draft, h: _Hung) -> bool:
    """Whether a time hangs on what tells the harm of a draft that is more than harm: then it may be a later day."""
    if draft.harm or h.owner is not draft:
        return False
    return any(
        scene.triggers[n].i == h.head and frame_table().frames[scene.triggers[n].frame].figures in _HARM for n in draft.numbers
    )


def _fits(scene: Scene, draft: Draft, h: _Hung) -> bool:
    """Whether a time can be that of the draft: what is planned lies not behind, what happened not ahead."""
    time = h.time
    if time.since and not (draft.aggregate or draft.type in LASTING or (draft.type in ONCE and h.owner is draft)):
        return False
    found, today = range_of(time), scene.published
    if found is None or today is None or draft.type in UTTERED:
        return found is not None
    if draft.status == "threatened":
        return found.end is None or found.end >= today
    return found.start <= today or draft.status is None


def is_planned(scene: Scene, draft: Draft) -> bool:
    """Whether an event lies ahead: told as planned, or on a day after publication."""
    found = range_of(draft.date) if draft.date is not None else None
    ahead = found is not None and scene.published is not None and found.start > scene.published
    return draft.status == "threatened" or ahead
