"""Triggers: the words of a text that evoke events, each with its frame and the grammar of its form.

`find_triggers` reads one `Words`; the spans are word indices and code points, half-open. A trigger is a candidate: what is
negated, planned or merely spoken of is told by `modality`, what belongs together by the assembly of events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.annotators.clauses import Clauses, find_clauses
from marsad.annotators.cues import find_cues, find_prints
from marsad.annotators.frames import Frame, Reading, frame_table
from marsad.annotators.head_readings import HeadReadings, word_list
from marsad.annotators.metaphors import find_blocked
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ALEF, BEH, CONJUNCTIONS, SEEN, Words

_DAMMA, _SHADDA = chr(0x64F), chr(0x651)
_FAR_SIDE = 9


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that evokes a frame. `i`, `j` word indices; `head` the word that carries the form.

    `kind` event, result, light or reference; `pos` verb, masdar, noun, active_participle, passive_participle; `voice` and
    `tense` of verbs (voice None where the letters do not tell); `number` sg, du, pl; `gender` m, f; `person` 1, 3;
    `definite` with the article; `enclitic` folded suffix; `future` after the future particle; `weak`: names a weapon or
    victim, evokes only for want of a better word; `complement`: span of the words that completed a phrase, or None.
    """

    i: int
    j: int
    start: int
    end: int
    frame: str
    kind: str
    pos: str
    voice: str | None
    tense: str | None
    number: str | None
    gender: str | None
    person: int | None
    definite: bool
    enclitic: str | None
    future: bool
    weak: bool
    head: int
    complement: tuple[int, int] | None
    rule: str

    @property
    def plural(self) -> bool:
        """More than two."""
        return self.number == "pl"


def find_triggers(words: Words, *, names: Sequence[tuple[int, int]] = ()) -> list[Trigger]:
    """Triggers in order of their heads, one a word. `names`: spans of proper names, whose words evoke nothing."""
    return _Finder(words, names).find()


class _Finder:
    def __init__(self, words: Words, names: Sequence[tuple[int, int]]) -> None:
        self.words, self.table = words, frame_table()
        self.clauses: Clauses = find_clauses(words)
        self.readings = HeadReadings(words, self.clauses, self.table)
        self.loose = find_cues(words, self.table.loose.root, loose=True)
        self.strict = find_cues(words, self.table.strict.root, loose=False)
        self.blocked = find_blocked(words)
        self.inside = {k for i, j in names for k in range(i + 1, j)} | self.blocked.names | self.blocked.foreign
        self.taken = {i for i, _ in names} | self.inside

    def find(self) -> list[Trigger]:
        found: dict[int, Trigger] = {}
        inside: set[int] = set()
        phrases = find_cues(self.words, self.table.phrases.root, loose=True)
        spans = [(i, j, reading) for reading, at in phrases.items() for i, j in at]
        spans.sort(key=lambda span: (span[0], -span[1], span[2].frame))
        for i, j, reading in spans:
            if i in self.taken or (i in inside and i not in found):
                continue
            best = self._best(i, j, [reading], None)
            if best is not None and (i not in found or found[i].j < j):
                found[i] = best
                inside.update(range(i, j))
        for k, _ in find_prints(self.words):
            if k in inside or k in self.taken:
                continue
            readings, enclitic = self.readings.at(k)
            if readings:
                best = self._best(k, k + 1, readings, enclitic)
                if best is not None:
                    found[k] = best
        consumed = {
            k
            for t in found.values()
            if t.complement and t.kind == "event" and self.table.frames[t.frame].pos == "phrase"
            for k in range(*t.complement)
            if k != t.head
        }
        return [found[k] for k in sorted(found) if k not in consumed]

    def _best(self, i: int, j: int, readings: Sequence[Reading], enclitic: str | None) -> Trigger | None:
        best: tuple[tuple[int, ...], Reading, tuple[int, int] | None] | None = None
        for order, reading in enumerate(readings):
            frame = self.table.frames[reading.frame]
            if frame.id in self.blocked.at(i) or self._shut_out(frame, i, j) or self._is_inert(reading, i, j):
                continue
            if frame.no_shadda and _SHADDA in self.words.text_of(i, i + 1):
                continue
            if reading.pos == "active_participle" and not self._is_predicate(i):
                continue
            wanted = frame.noun_requires if reading.pos != "verb" else None
            if wanted and self._complement(wanted, frame, reading, i, j) is None:
                continue
            if frame.takes_bi and not self._bi_after(i):
                continue
            complement = None
            if frame.requires and (reading.pos == "verb" or j == i + 1):
                complement = self._complement(frame.requires, frame, reading, i, j)
                if complement is None:
                    continue
                if frame.pos == "phrase" and self._is_inert(reading, *complement, noun=True):
                    continue
            far = abs(complement[0] - i) if complement else 0
            rank = (
                1 if frame.requires else 0,
                -far,
                {"event": 2, "light": 1, "result": 0, "reference": 0}[frame.kind],
                0 if reading.weak else 1,
                1 if (reading.pos == "verb") is self._verb_likely(i) else 0,
                -order,
            )
            if best is None or rank > best[0]:
                best = (rank, reading, complement)
        return None if best is None else self._trigger(i, j, best[1], best[2], enclitic)

    def _is_inert(self, reading: Reading, i: int, j: int, *, noun: bool = False) -> bool:
        """Its subject or object (of a verb: the next two words), or what it is annexed to, is nothing that conflict touches."""
        inert, kinds, clitic = self.blocked.inert, self.words.kinds, self.words.clitic
        if (noun or reading.pos != "verb") and j in self.blocked.qualities:
            return True
        left = 2 if reading.pos == "verb" else 1
        for k in range(j, self.clauses.end[i]):
            if k in inert:
                return True
            left -= kinds[k] in "ald" and not clitic[k]
            if not left or (clitic[k] and self.words.norms[k] in CONJUNCTIONS):
                break
        return False

    def _is_predicate(self, i: int) -> bool:
        """An active participle evokes when it says what its subject is doing: indefinite, at the head of its phrase."""
        norm = self.words.norms[i]
        if norm != self.clauses.bare[i]:
            return False
        before = i - 1
        while before >= 0 and self.words.clitic[before] and self.words.norms[before] in CONJUNCTIONS:
            before -= 1
        opens = before < 0 or self.words.kinds[before] in "pn" or before < i - 1
        return opens or norm.endswith(ALEF)

    def _verb_likely(self, i: int) -> bool:
        before = i - 1
        while before >= 0 and self.words.clitic[before]:
            before -= 1
        return before < 0 or self.words.kinds[before] in "pn" or before < i - 1

    def _shut_out(self, frame: Frame, i: int, j: int) -> bool:
        for cue in frame.occurrence.intersection(self.strict):
            if any(a < j and i < b for a, b in self.strict[cue]):
                return True
        begin, end = self.clauses.begin[i], self.clauses.end[i]
        return any(begin <= a < end for cue in frame.excludes.intersection(self.strict) for a, _ in self.strict[cue])

    def _bi_after(self, i: int) -> bool:
        """The preposition of the complement follows in the clause, or a quotation opens."""
        norms, clitic, stop = self.words.norms, self.words.clitic, self.clauses.end[i]
        return any(norms[k] == BEH and clitic[k] for k in range(i + 1, min(stop, i + 12)))

    def _complement(self, cues: frozenset[int], frame: Frame, reading: Reading, i: int, j: int) -> tuple[int, int] | None:
        """The nearest required word: in the clause, or just beyond a comma; before the head only for verbs and plain frames."""
        begin, end = self.clauses.begin[i], self.clauses.end[i]
        low, high = self.clauses.stop_begin[i], self.clauses.stop_end[i]
        best, far = None, frame.near + 1
        for cue in cues:
            for a, b in self.loose.get(cue, ()):
                if a in self.inside or (a == i and b == i + 1 and frame.pos == "phrase" and reading.pos == "verb"):
                    continue
                distance = a - j + 1 if a >= i else i - b + 2
                inside = begin <= a < end
                if not (inside or (low <= a < high and distance <= _FAR_SIDE)):
                    continue
                if a < i and (distance > _FAR_SIDE or (frame.pos == "phrase" and not frame.subject_first)):
                    continue
                if a < i and frame.pos == "phrase" and reading.pos == "masdar":
                    continue
                if distance < far:
                    best, far = (a, b), distance
        return best

    def _trigger(self, i: int, j: int, reading: Reading, complement: tuple[int, int] | None, enclitic: str | None) -> Trigger:
        words, frame = self.words, self.table.frames[reading.frame]
        last = max(j, complement[1]) if complement and i < complement[0] <= j + 1 and frame.pos == "phrase" else j
        future = bool(i) and ((words.clitic[i - 1] and words.norms[i - 1] == SEEN) or words.norms[i - 1] in word_list("future"))
        trigger = Trigger(
            i=i, j=last, start=words.starts[i], end=words.ends[last - 1], frame=frame.id, kind=frame.kind, pos=reading.pos,
            voice=reading.voice, tense=reading.tense, number=reading.number, gender=reading.gender, person=reading.person,
            definite=words.norms[i] != self.clauses.bare[i], enclitic=enclitic, future=future, head=i,
            weak=reading.weak or (frame.weak_definite and reading.pos != "verb" and words.norms[i] != self.clauses.bare[i]),
            complement=complement, rule=f"events.trigger.{frame.id}",
        )  # fmt: skip
        return self._voiced(trigger) if reading.pos == "verb" else trigger

    def _voiced(self, trigger: Trigger) -> Trigger:
        """The voice where the letters leave it open: passive by a printed damma or by what follows; else None."""
        norm = self.words.norms[trigger.head]
        stems = [norm] if trigger.enclitic is None else [s for s, suffix in strip_enclitics(norm) if suffix == trigger.enclitic]
        held = (r for stem in stems for r in self.table.heads.get(stem, ()) if r.frame == trigger.frame and r.pos == "verb")
        voices = {reading.voice for reading in held if reading.tense == trigger.tense}
        if len(voices) < 2:
            return trigger
        if trigger.person == 1:
            return replace(trigger, voice="active")
        printed = self.words.text_of(trigger.head, trigger.head + 1)
        passive = trigger.tense == "perfect" and (_DAMMA in printed[1:3] or self._has_no_agent(trigger))
        return replace(trigger, voice="passive" if passive else None)

    def _has_no_agent(self, trigger: Trigger) -> bool:
        """Victims or a preposition follow where a subject would stand: by whom it was done is not said."""
        if trigger.enclitic is not None or "passive_subject" not in self.table.frames[trigger.frame].roles.get("verb", {}):
            return False
        norms, kinds, end = self.words.norms, self.words.kinds, self.clauses.stop_end[trigger.head]
        k = trigger.head + 1
        while k < end and (kinds[k] == "p" or norms[k] in word_list("time_words")):
            k += 1
        if k >= end:
            return False
        if norms[k] in word_list("passive_before") or (self.words.clitic[k] and norms[k] == BEH):
            return True
        return self._verb_likely(trigger.head) and (kinds[k] == "d" or norms[k] in word_list("quantities"))
