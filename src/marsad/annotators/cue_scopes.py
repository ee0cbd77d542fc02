"""Scopes of modal cues: which triggers of its clause or sentence a cue of negation, plan or doubt reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.annotators.clauses import Clauses
from marsad.annotators.cues import find_prints
from marsad.annotators.frames import frame_table
from marsad.annotators.modal_cues import ModalCue, modal_cues
from marsad.annotators.triggers import Trigger
from marsad.text.tokens import CONJUNCTIONS, Words


class CueScopes:
    """Scopes in one text. `order` counts the words of content before each word, `at` gives the trigger of each head."""

    def __init__(self, words: Words, triggers: Sequence[Trigger], clauses: Clauses) -> None:
        self.words, self.triggers, self.clauses, self.tables = words, triggers, clauses, modal_cues()
        self.order = self._content_order()
        self.at = {trigger.head: n for n, trigger in enumerate(triggers)}

    def reached_by(self, cue: ModalCue, i: int, j: int) -> Iterator[int]:
        """Numbers of the triggers in the scope of a cue, words `i` to `j - 1`."""
        begin, end = self.clauses.begin[i], self.clauses.end[i]
        low, high = self.clauses.stop_begin[i], self.clauses.stop_end[i]
        if cue.scope == "next":
            yield from self._next(j, end)
        elif cue.scope in ("noun", "complement", "clause", "sentence"):
            yield from self._following(cue, i, j, high if cue.scope == "sentence" else end)
        elif cue.scope == "inside":
            yield from (n for n, t in enumerate(self.triggers) if i <= t.head < j)
        elif cue.scope in ("before", "before_sentence"):
            first = low if cue.scope == "before_sentence" else begin
            yield from (n for n, t in enumerate(self.triggers) if first <= t.head < i and self.is_within(t.head, i, j, cue.far))
        else:
            if cue.scope == "around_sentence":
                begin, end = low, high
            yield from (n for n, t in enumerate(self.triggers) if begin <= t.head < end and self.is_within(t.head, i, j, cue.far))

    def is_within(self, head: int, i: int, j: int, far: int) -> bool:
        """Whether no more than `far` words of content lie between a head and a cue."""
        return self.order[head] - self.order[j - 1] <= far if head >= j else self.order[i] - self.order[head] <= far

    def may_be_noun(self, trigger: Trigger) -> bool:
        """Letters of a noun of action too, joined to words before it: then as little a fact as they are."""
        readings = frame_table().heads.get(self.words.norms[trigger.head], ())
        noun = any(r.frame == trigger.frame and r.pos in ("masdar", "noun") for r in readings)
        return noun and self._conjoined(trigger.head)

    def _next(self, j: int, end: int) -> Iterator[int]:
        k = j
        while k < end and (self.words.clitic[k] or self.words.kinds[k] == "p"):
            k += 1
        if k >= end:
            return
        n = self.at.get(k)
        carries = self.words.norms[k] in self.tables.lists["carriers"] or (n is not None and self.triggers[n].kind != "event")
        if n is not None:
            yield n
        if carries:
            for m, trigger in enumerate(self.triggers):
                near = k < trigger.head < end and self.order[trigger.head] - self.order[k] <= 5
                if near and trigger.pos != "verb" and not trigger.definite:
                    yield m

    def _following(self, cue: ModalCue, i: int, j: int, end: int) -> Iterator[int]:
        for n, trigger in enumerate(self.triggers):
            head = trigger.head
            if head < j and not (cue.effect == "attempt" and trigger.i <= i < trigger.j):
                continue
            if head >= end or (cue.scope != "clause" and self.order[head] - self.order[j - 1] > cue.far):
                return
            if cue.scope == "noun" and trigger.pos == "verb":
                return
            new = trigger.tense == "perfect" and self._conjoined(head) and not self.may_be_noun(trigger)
            if cue.scope == "complement" and new:
                return
            if cue.scope != "sentence" and any(self.words.norms[k] in self.tables.lists["scope_breaks"] for k in range(j, head)):
                return
            if cue.through and not all(self._passes(cue, k) for k in range(j, trigger.i)):
                return
            if cue.unless and any(self.clauses.bare[k] in cue.unless for k in range(j, head)):
                continue
            yield n

    def _passes(self, cue: ModalCue, k: int) -> bool:
        return self.words.kinds[k] != "a" or self.words.clitic[k] or self.clauses.bare[k] in cue.through or k in self.at

    def _conjoined(self, head: int) -> bool:
        return bool(head) and self.words.clitic[head - 1] and self.words.norms[head - 1] in CONJUNCTIONS

    def _content_order(self) -> list[int]:
        order, count, content = [0] * (len(self.words) + 1), 0, {k for k, _ in find_prints(self.words)}
        for k in range(len(self.words)):
            order[k] = count
            count += k in content
        order[len(self.words)] = count
        return order
