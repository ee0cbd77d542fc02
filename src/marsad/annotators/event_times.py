"""Times of events: which time expressions can date an event, the days that they cover, and which days exclude each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from marsad.annotators.calendars import date_range
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import is_finite, preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.times import TimexMention
from marsad.text.tokens import WAW

_RANKED = 6
_MOST_PAIRED = 3
_NOW = "PRESENT_REF"
NAMED = ("times.holiday", "times.day.anniversary")


@dataclass(frozen=True, slots=True)
class Dated:
    """Date of an event: ISO days, equal for one day; `end` None for an open range; precision of the guidelines."""

    start: date
    end: date | None
    precision: str
    mention: TimexMention


def range_of(mention: TimexMention) -> Dated | None:
    """First and last day that a time expression covers; None for durations, sets and what is unresolved."""
    if mention.begin is not None and mention.finish is not None:
        days = (mention.finish - mention.begin).days
        return Dated(mention.begin, mention.finish, "range" if days else "day", mention)
    if mention.type not in ("DATE", "TIME") or mention.value is None:
        return None
    found = date_range(mention.value)
    if found is None:
        return None
    return Dated(found[0], found[1], found[2], mention)


def dating_times(scene: Scene, i: int, j: int) -> list[TimexMention]:
    """The times at words `i` to `j - 1` that can date an event."""
    out: list[TimexMention] = []
    for time in scene.of("times", i, j):
        if i <= time.i < j and _is_dating(scene, time):
            pair = _pair(scene, out[-1], time) if out else None
            if pair is not None:
                out[-1] = pair
            else:
                out.append(_now(scene, time))
    return out


def _pair(scene: Scene, one: TimexMention, other: TimexMention) -> TimexMention | None:
    """Both of two times that "and" joins ("last night and this morning"), as one stretch; None where they are no neighbours."""
    words = scene.words
    joined = other.i - one.j == 1 and words.norms[one.j] == WAW and words.clitic[one.j]
    first, last = range_of(one), range_of(other)
    if not joined or first is None or last is None or first.end is None or last.end is None:
        return None
    if not 0 < (last.end - first.start).days <= _MOST_PAIRED:
        return None
    return replace(one, j=other.j, end=other.end, begin=first.start, finish=last.end)


def _now(scene: Scene, time: TimexMention) -> TimexMention:
    """A time that says "now" covers the day of publication."""
    if time.value != _NOW or scene.published is None:
        return time
    return replace(time, begin=scene.published, finish=scene.published)


def _is_dating(scene: Scene, time: TimexMention) -> bool:
    """Whether a time covers known days, is no end of a stretch and no part of a name ("New Year's celebrations")."""
    words, k = scene.words, time.i - 1
    if range_of(time) is None and not (time.value == _NOW and scene.published is not None):
        return False
    if k >= 0 and words.norms[k] == "_":
        return False  # in a tag
    if time.until and not opens_sentence(scene, k):
        return False
    if time.since and _is_ranked(scene, k):
        return False
    if time.rule in NAMED and k >= 0 and words.kinds[k] == "a" and not _is_event(scene, k):
        return preposition_ending_at(words, k) is not None or is_finite(words, k)
    return True


def _is_event(scene: Scene, k: int) -> bool:
    """Whether word `k` tells an event: a named day behind it is its own ("the coup of 25 October")."""
    return any(t.i <= k < t.j and t.kind == "event" for t in scene.of("triggers", k, k + 1))


def opens_sentence(scene: Scene, k: int) -> bool:
    """Whether nothing but a preposition and a conjunction stands before word `k` in its sentence, it among them."""
    low = scene.sentence(scene.sentence_of(k))[0] if k >= 0 else 0
    return all(scene.words.kinds[m] in "psn" or scene.words.clitic[m] for m in range(low, k))


def _is_ranked(scene: Scene, k: int) -> bool:
    """Whether "the first", "the worst" stands before the "since" at word `k`: it measures, and does not date."""
    low = max(scene.segment_of(k)[0], k - _RANKED)
    return any(norm in grammar().rankings for norm in scene.words.norms[low:k])


def dates_conflict(a: TimexMention | None, b: TimexMention | None) -> bool:
    """Whether two times cover no common day."""
    if a is None or b is None:
        return False
    x, y = range_of(a), range_of(b)
    if x is None or y is None:
        return False
    return (x.end or date.max) < y.start or (y.end or date.max) < x.start


def is_dated_apart(scene: Scene, k: int, m: int) -> bool:
    """Whether the clauses of two words name different days, and neither tells of a later death."""
    if scene.segment_index(k) == scene.segment_index(m):
        return False
    low, high = min(scene.segment_of(k)[0], scene.segment_of(m)[0]), max(scene.segment_of(k)[1], scene.segment_of(m)[1])
    if any(norm.startswith(grammar().later) for norm in scene.words.norms[low:high]):
        return False
    one, other = (dating_times(scene, *scene.segment_of(at)) for at in (k, m))
    if not one or not other:
        return False
    first, second = range_of(one[0]), range_of(other[0])
    if first is None or second is None or first.end is None or second.end is None:
        return False
    return first.end < second.start or second.end < first.start


def is_day(mention: TimexMention) -> bool:
    found = range_of(mention)
    return found is not None and found.precision == "day"
