"""Sequences: events dated by their distance from another ("two days after the killing of", "an hour later", "the day before").

A shift is a length of time with the word that counts it forward or back. It dates the event that it hangs on from the one
told before, or the event that it is counted from ("two days after the killing") from the one that it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_dates import UTTERED
from marsad.annotators.event_times import opens_sentence, range_of
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.times import TimexMention
from marsad.text.tokens import BEH

_REACH = 5
_FEW_HOURS = 3
_LATE = ("TEV", "TNI", "T24:00")
_EARLY = ("TMO", "TNI")
_MOST_DAYS = 60
_BODY = "athara_ala_juththa"


@dataclass(frozen=True, slots=True)
class Shift:
    """A length counted forward or back at words `i` to `j - 1`: whole days with their sign, None where they are unknown.

    `hours`: the length is one of hours or minutes, `hours` None where it is none, 0 where vague. `target`: the first word of
    the event that it is counted from, -1 where that is the one told before.
    """

    i: int
    j: int
    days: int | None
    hours: int | None
    forward: bool
    target: int
    mention: TimexMention


def shifts_of(scene: Scene, index: int) -> list[Shift]:
    """Shifts of a sentence, in the order of the text, found once."""
    if index not in scene.shifts:
        scene.shifts[index] = _find_shifts(scene, *scene.sentence(index))
    return scene.shifts[index]


def is_counted_from(scene: Scene, k: int) -> bool:
    """Whether the event at word `k` is what a length is counted from: another than the one that the length hangs on."""
    return any(shift.target == k for shift in shifts_of(scene, scene.sentence_of(k)))


def follows_counted(scene: Scene, k: int) -> bool:
    """Whether the event at word `k` is what a length is counted from, or is told behind it in its sentence."""
    return any(0 <= shift.target <= k for shift in shifts_of(scene, scene.sentence_of(k)))


def _find_shifts(scene: Scene, i: int, j: int) -> list[Shift]:
    out = []
    for time in scene.of("times", i, j):
        if i <= time.i < j and time.type == "DURATION" and time.begin is None and time.value is not None:
            found = _counted(scene, time, i)
            if found is not None:
                first, forward = found
                days, hours = _length_of(time.value)
                out.append(Shift(first, time.j, days, hours, forward, _target(scene, time.j, j), time))
    for k in range(i, j):
        norm = scene.words.norms[k]
        if norm in grammar().next_day or norm in grammar().eve:
            words = scene.words
            mention = TimexMention(k, k + 1, words.starts[k], words.ends[k], "DATE", None, None, "events.date.next_day")
            target = _event_from(scene, k + 1, j)
            if target >= 0:
                out.append(Shift(k, k + 1, 1, None, norm in grammar().next_day, target, mention))
        after = preposition_ending_at(scene.words, k)
        if after is not None and after[1] in ("bad", "jarra") and _comes(scene, i, after[0]):
            target = _event_from(scene, k + 1, min(j, k + 3))
            if target >= 0 and not any(s.target == target for s in out):
                start, end = scene.words.starts[k], scene.words.ends[k]
                mention = TimexMention(k, k + 1, start, end, "DATE", None, None, "events.date.after")
                out.append(Shift(after[0], k + 1, None, None, True, target, mention))
        if norm in grammar().same_time:
            words = scene.words
            mention = TimexMention(k, k + 1, words.starts[k], words.ends[k], "DATE", None, None, "events.date.same_time")
            out.append(Shift(k, k + 1, 0, None, True, _event_from(scene, k + 1, j), mention))
    return sorted(out, key=lambda s: s.i)


def _comes(scene: Scene, low: int, k: int) -> bool:
    """Whether "comes" opens the sentence of a preposition: what it comes after is another event."""
    return any(norm in grammar().coming for norm in scene.words.norms[low : min(low + 3, k)])


def _counted(scene: Scene, time: TimexMention, low: int) -> tuple[int, bool] | None:
    """First word and direction of what counts a length: "after", "before", "after that by"; None where nothing does."""
    words, rules, k = scene.words, grammar(), time.i - 1
    while k >= low and (words.norms[k] in rules.abouts or words.kinds[k] == "s"):
        k -= 1
    if k < low:
        return None
    if words.norms[k] == BEH and words.clitic[k]:
        k -= 1
        if k > low and words.norms[k] in rules.demonstratives:
            k -= 1
        elif k < low or words.norms[k] not in rules.that_after | rules.that_before:
            return None
    norm = words.norms[k]
    if norm in rules.after or norm in rules.that_after:
        return k, True
    return (k, False) if norm in rules.before or norm in rules.that_before else None


def _length_of(value: str) -> tuple[int | None, int | None]:
    """Whole days of a TIMEX3 length, and its hours where it is one of hours; None for what is vague or longer than weeks."""
    body, clock = value[1:], value.startswith("PT")
    if clock:
        number = body[1:-1]
        if body.endswith("M"):
            return 0, 1
        return 0, int(number) if number.isdigit() else 0
    number, unit = body[:-1], body[-1:]
    if not number.isdigit() or unit not in ("D", "W"):
        return None, None
    days = int(number) * (7 if unit == "W" else 1)
    return (days, None) if days <= _MOST_DAYS else (None, None)


def _target(scene: Scene, k: int, stop: int) -> int:
    """First word of the event after "of" that a length ends with; -1 where there is none."""
    while k < stop and scene.words.norms[k] in grammar().onlys:
        k += 1
    return _event_from(scene, k + 1, stop) if k < stop and scene.words.norms[k] in grammar().counted_from else -1


def _event_from(scene: Scene, k: int, stop: int) -> int:
    for t in scene.of("triggers", k, min(stop, k + _REACH)):
        if k <= t.i < k + _REACH and t.kind == "event":
            return int(t.i)
    return -1


def date_sequence(scene: Scene, shifts: list[Shift], drafts: list[Draft], told: list[Draft]) -> None:
    """Date the drafts of a sentence that its shifts tell; `told` are the drafts of the sentences before."""
    _date_bodies(scene, drafts)
    low = scene.sentence(scene.sentence_of(shifts[0].i))[0] if shifts else 0
    for shift in shifts:
        if shift.days is None or _find_body(scene, shift, drafts):
            continue
        target = _holder(scene, drafts, shift.target)
        main = _main(scene, shift, drafts, target)
        if target is not None and not target.definite:
            base = _base(told) if main is None or (main.date is None and main.definite) else main.date
            if target.date is None and target is not main and base is not None:
                target.date = _moved(base, shift, scene.published, back=True)
            elif main is not None and main.date is None and target.date is not None:
                main.date = _moved(target.date, shift, scene.published)
        elif main is not None and main.date is None and not _comes(scene, low, shift.i):
            earlier = [d for d in drafts if min(heads_of(scene, d)) < min(heads_of(scene, main)) and d is not main]
            base = _base([*told, *earlier])
            if base is not None:
                main.date = _moved(base, shift, scene.published)


def _date_bodies(scene: Scene, drafts: list[Draft]) -> None:
    """Where a body is told to be found of somebody abducted on an earlier day, the death lies between."""
    for draft in drafts:
        taken = next((d for d in drafts if d.type == "abduction" and d.date is not None and d is not draft), None)
        if taken is None or draft.date is None or not any(scene.triggers[n].frame == _BODY for n in draft.numbers):
            continue
        first, last = range_of(taken.date) if taken.date is not None else None, range_of(draft.date)
        if first is not None and last is not None and last.end is not None and first.start < last.start:
            draft.date = replace(draft.date, begin=first.start, finish=last.end, rule="events.date.body")


def _find_body(scene: Scene, shift: Shift, drafts: list[Draft]) -> bool:
    """Whether a body was found so long after somebody was missed: the death lies between."""
    if shift.target >= 0 and not any(d.type == "abduction" and shift.target in heads_of(scene, d) for d in drafts):
        return False
    found = next((d for d in drafts if any(scene.triggers[n].frame == _BODY for n in d.numbers)), None)
    day = range_of(found.date) if found is not None and found.date is not None else None
    if found is None or day is None or found.date is None or day.start != day.end or not shift.days or not shift.forward:
        return False
    begin = day.start - timedelta(shift.days)
    found.date = replace(found.date, begin=begin, finish=day.start, rule="events.date.body")
    return True


def _holder(scene: Scene, drafts: list[Draft], k: int) -> Draft | None:
    return next((d for d in drafts if k in heads_of(scene, d)), None)


def _main(scene: Scene, shift: Shift, drafts: list[Draft], target: Draft | None) -> Draft | None:
    """The draft that a shift hangs on: told before it in its clause, else the first after it."""
    fit = [d for d in drafts if d is not target and d.type not in UTTERED]
    before = [d for d in fit if min(heads_of(scene, d)) < shift.i]
    after = [d for d in fit if min(heads_of(scene, d)) >= shift.j and _is_beyond(scene, shift, min(heads_of(scene, d)))]
    if not before and shift.target >= 0 and not opens_sentence(scene, shift.i):
        return None
    opens = scene.segment_of(shift.i)[0] >= shift.i - 1
    if before and not (opens and after and shift.target < 0):
        return max(before, key=lambda d: min(heads_of(scene, d)))
    return min(after, key=lambda d: min(heads_of(scene, d))) if after else None


def _is_beyond(scene: Scene, shift: Shift, k: int) -> bool:
    """Whether a comma parts word `k` from the event that a length is counted from."""
    words = scene.words
    return shift.target < 0 or any(words.kinds[m] == "p" and words.norms[m] in ",\u060c" for m in range(shift.target, k))


def _base(told: list[Draft]) -> TimexMention | None:
    """The day of the event told last; None where that has none."""
    last = next((d for d in reversed(told) if not d.aggregate and d.type not in UTTERED and d.date is not None), None)
    return last.date if last is not None else None


def _moved(base: TimexMention, shift: Shift, published: date | None, *, back: bool = False) -> TimexMention | None:
    """The day that lies a shift from a known one, with the words of the shift as evidence; None where it may be another."""
    found = range_of(base)
    if found is None or found.end is None or shift.days is None or (found.end - found.start).days > 1:
        return None
    forward = shift.forward is not back
    from_day: date = found.end if forward else found.start
    if shift.hours is not None and found.start == found.end and not _is_same_day(base, shift.hours, forward=forward):
        return None
    day = from_day + timedelta(shift.days if forward else -shift.days)
    if published is not None and day > published:
        return None
    rule = f"events.date.{'after' if forward else 'before'}"
    return replace(shift.mention, type="DATE", value=day.isoformat(), begin=day, finish=day, rule=rule)


def _is_same_day(base: TimexMention, hours: int, *, forward: bool) -> bool:
    """Whether some hours before or after a known time surely lie on its day."""
    if 0 < hours <= _FEW_HOURS:
        return True
    value = base.value or ""
    return not value[10:].startswith(_LATE if forward else _EARLY)
