"""Modality: which triggers happened, and which are negated, denied, planned, foiled, supposed, usual or long past.

`read_modality` gives one `Modality` a trigger. Cues and their scopes stand in `lexicons/modality.yml`; aims, future forms and
sums over time are read from the grammar of the trigger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from marsad.annotators.clauses import Clauses, find_clauses
from marsad.annotators.cue_scopes import CueScopes
from marsad.annotators.cues import find_cues
from marsad.annotators.frames import Frame, frame_table
from marsad.annotators.modal_cues import ModalCue, modal_cues
from marsad.annotators.triggers import Trigger
from marsad.text.tokens import LAM, PREPOSITIONS, Words

_GAP = 7
_STATUS = ("denied", "foiled", "threatened", "alleged")


@dataclass(frozen=True, slots=True)
class Modality:
    """How a trigger stands to the facts. `status` alleged, foiled, threatened, denied or None (as asserted).

    `negated`: did not happen; with a casualty frame, nobody was hurt. `none`: no event is coded from it. `aggregate`: a sum or a
    pattern over time. `background`: older than the news of the day. `attempt`: tried. `cue`: words of the deciding cue.
    """

    status: str | None = None
    negated: bool = False
    none: bool = False
    aggregate: bool = False
    background: bool = False
    attempt: bool = False
    cue: tuple[int, int] | None = None
    rule: str | None = None


def read_modality(words: Words, triggers: Sequence[Trigger]) -> list[Modality]:
    """The modality of each trigger, in the order of `triggers`, which must be in the order of the text."""
    return _Reader(words, triggers).read()


class _Reader:
    def __init__(self, words: Words, triggers: Sequence[Trigger]) -> None:
        self.words, self.triggers = words, triggers
        self.tables, self.frames = modal_cues(), frame_table().frames
        self.clauses: Clauses = find_clauses(words)
        self.scopes = CueScopes(words, triggers, self.clauses)
        self.order, self.at = self.scopes.order, self.scopes.at
        self.found = find_cues(words, self.tables.trie.root, loose=False)
        self.out = [Modality() for _ in triggers]

    def read(self) -> list[Modality]:
        for (kind, name, ends), spans in self.found.items():
            if kind != "cue":
                continue
            cue, masks = self.tables.cues[name], self.found.get(("pseudo", name, ""), ())
            for i, j in spans:
                stop = self._end_of(j, ends)
                if stop and not any(a <= i and j <= b for a, b in masks):
                    for n in self.scopes.reached_by(cue, i, stop):
                        self._apply(cue, n, (i, j))
                        if cue.effect == "threat" and not self.out[n].none and i in self.at:
                            threat = self.at[i]
                            self.out[threat] = replace(self.out[threat], none=True, cue=(i, j), rule="events.modality.plan.own")
        for n, trigger in enumerate(self.triggers):
            self._read_form(n, trigger)
        for n, trigger in enumerate(self.triggers):
            if trigger.kind == "light" and trigger.pos == "verb" and self.out[n].status == "threatened":
                self._carry(n)
        return self.out

    def _carry(self, n: int) -> None:
        """What a light verb says of the future holds for the event that is its subject or object."""
        verb = self.triggers[n].head
        for m in range(n + 1, len(self.triggers)):
            head = self.triggers[m].head
            if head >= self.clauses.end[verb] or self.order[head] - self.order[verb] > _GAP or self.triggers[m].pos == "verb":
                return
            if self.triggers[m].kind == "event" and self.out[m].status is None:
                held = self.out[n]
                self.out[m] = replace(self.out[m], status=held.status, cue=held.cue, rule=held.rule)
                return

    def _end_of(self, j: int, ends: str) -> int | None:
        """Where the cue ends: behind its preposition, which may stand behind the subject; None where there is none."""
        if not ends:
            return j
        if ends in PREPOSITIONS:
            return j + 1 if j < len(self.words) and self.words.clitic[j] and self.words.norms[j] == ends else None
        stop = min(self.clauses.end[j - 1], j + _GAP)
        return next((k + 1 for k in range(j, stop) if self.words.norms[k] == ends), None)

    def _apply(self, cue: ModalCue, n: int, span: tuple[int, int]) -> None:
        trigger, held = self.triggers[n], self.out[n]
        frame = self.frames[trigger.frame]
        if trigger.tense == "imperfect" and not cue.imperfect:
            return
        if trigger.tense == "perfect" and not cue.perfect and not self.scopes.may_be_noun(trigger):
            return
        if (cue.only and frame.families.isdisjoint(cue.only)) or not frame.families.isdisjoint(cue.spare):
            return
        if trigger.definite and not cue.definite:
            return
        if cue.plural and not (trigger.plural or self._counted(trigger)):
            return
        if cue.since and not self._since(trigger):
            return
        self.out[n] = _changed(held, cue, frame, span, own=frame.id in self.tables.lists["own_frames"])

    def _read_form(self, n: int, trigger: Trigger) -> None:
        held, frame = self.out[n], self.frames[trigger.frame]
        if trigger.future and held.status is None and not held.none:
            held = replace(held, status="threatened", cue=(trigger.head - 1, trigger.head), rule="events.modality.future")
        elif not held.none and held.status is None and trigger.tense != "perfect":
            time = self._future_time(trigger)
            if time is not None:
                held = replace(held, status="threatened", cue=(time, time + 1), rule="events.modality.future_time")
        if not held.none and not trigger.future and frame.id in self.tables.lists["state_frames"] and self._is_state(trigger):
            held = replace(held, none=True, cue=(trigger.head, trigger.head + 1), rule="events.modality.state")
        if not held.none and trigger.pos != "verb" and self._is_aim(trigger, frame):
            held = replace(held, none=True, cue=(trigger.head - 1, trigger.head), rule="events.modality.aim")
        many = trigger.plural or frame.id in self.tables.lists["mass_frames"] or self._counted(trigger)
        if not held.aggregate and many and self._since(trigger):
            held = replace(held, aggregate=True)
        self.out[n] = held

    def _is_aim(self, trigger: Trigger, frame: Frame) -> bool:
        """A noun of action after lam is an aim, unless what is before says that it befell or is remembered."""
        k, lists = trigger.i - 1, self.tables.lists
        if k < 0 or not self.words.clitic[k] or self.words.norms[k] != LAM:
            return False
        if frame.id in lists["lam_free"] or self.clauses.bare[trigger.head] in lists["lam_results"]:
            return False
        while k >= 0 and (self.words.clitic[k] or self.words.kinds[k] == "p"):
            k -= 1
        return k < 0 or self.words.kinds[k] != "a" or self.words.norms[k] not in lists["lam_governors"]

    def _is_state(self, trigger: Trigger) -> bool:
        """A verb of the present without a beginning that opens its clause or follows its noun: who holds, not who took."""
        if trigger.tense != "imperfect" or self._since(trigger):
            return False
        k = trigger.head - 1
        while k >= 0 and self.words.clitic[k]:
            k -= 1
        return k < self.clauses.begin[trigger.head] or self.words.norms[k] in self.tables.lists["state_before"]

    def _future_time(self, trigger: Trigger) -> int | None:
        times, end = self.tables.lists["future_times"], self.clauses.end[trigger.head]
        for k in range(trigger.head, end):
            if self.words.norms[k] in times and self.order[k] - self.order[trigger.head] <= 8:
                return k
            n = self.at.get(k)
            if n is not None and k > trigger.head and self.triggers[n].tense == "perfect":
                return None
        return None

    def _counted(self, trigger: Trigger) -> bool:
        """A number of four or more stands just before the noun."""
        k = trigger.i - 1
        while k >= 0 and self.words.clitic[k]:
            k -= 1
        if trigger.pos == "verb" and self.frames[trigger.frame].figures is not None:
            after = range(trigger.head + 1, min(len(self.words), trigger.head + 5))
            k = next((m for m in after if self.words.kinds[m] == "d"), -1)
        elif trigger.pos == "verb":
            return False
        if k < 0 or self.words.kinds[k] != "d":
            return False
        digits = self.words.norms[k].replace(",", "")
        return digits.isdigit() and len(digits) < 9 and int(digits) > 3

    def _since(self, trigger: Trigger) -> bool:
        """The sentence speaks of a longer span of time: since a date, or a period."""
        low, high = self.clauses.stop_begin[trigger.head], self.clauses.stop_end[trigger.head]
        lists = self.tables.lists
        if any(low <= a < high for a, _ in self.found.get(("period", "", ""), ())):
            return True
        norms = self.words.norms
        for k in range(low, high):
            first = self.order[k] - self.order[low] <= 1
            if norms[k] in lists["since"] and (first or self.scopes.is_within(k, trigger.head, trigger.head + 1, 14)):
                following = [self.clauses.bare[m] for m in range(k + 1, min(high, k + 3))]
                if following and not any(word in lists["short_since"] for word in following):
                    return True
        return False


_PROTESTS = frozenset({"peaceful_protest"})


def _changed(held: Modality, cue: ModalCue, frame: Frame, span: tuple[int, int], *, own: bool) -> Modality:
    marks: dict[str, Any] = {"cue": span, "rule": f"events.modality.{cue.id}"}
    effect = cue.effect
    if effect == "demand":
        effect = "threatened" if frame.families & _PROTESTS else "none"
    if effect == "threat":
        effect = "threatened" if own or frame.families & _PROTESTS else "none"
    if effect == "negated":
        marks |= {"negated": True, "none": held.none or frame.figures not in ("killed", "injured") or frame.evokes == "judicial"}
    elif effect == "none":
        marks |= {"none": True}
    elif effect == "foiled":
        marks |= {"status": "foiled", "none": True}
    elif effect == "habitual":
        return replace(held, **({"aggregate": True} | ({} if held.cue else marks)))
    elif effect in ("background", "attempt"):
        return replace(held, **({effect: True} | ({} if held.cue else marks)))
    elif effect == "denied" and frame.evokes == "threat":
        marks |= {"none": True}
    elif held.status is None or _STATUS.index(effect) < _STATUS.index(held.status):
        marks |= {"status": effect}
    else:
        return held
    return replace(held, **marks)
