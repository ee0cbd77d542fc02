"""Roles: who acts and who is struck, by the grammatical place in which a noun phrase stands to a trigger.

The lexicon of frames says which place holds which role; this module finds the places. Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.frames import Frame, frame_table
from marsad.annotators.numbers import find_numbers
from marsad.annotators.phrases import (
    AND,
    BARE,
    GENITIVE,
    START,
    doing_of,
    govern,
    grammar,
    is_finite,
    preposition_ending_at,
)
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, Phrase, Roles, SideMention, sides_between
from marsad.annotators.stretches import LONGEST_PHRASE, find_phrase_end, has_break, is_only_times
from marsad.annotators.things import ThingReader, may_strike
from marsad.annotators.triggers import Trigger
from marsad.text.forms import HEH
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import NOON, WAW, YEH

_ACT, _STRUCK = "actor", "target"
_DIRECT = ("subject", "passive_subject", "object", GENITIVE, "adjective")
_OWN = frozenset(
    (
        "arrests",
        "disrupted_weapons",
        "territory_regained",
        "territory_overtaken",
        "security_operation",
        "withdrawal",
        "attack",
        "looting_destruction",
    )
)
_FAR = 22
_NEAR = 12


def find_roles(scene: Scene, trigger: Trigger) -> Roles:
    """Sides of the event that a trigger evokes, read in its segment and, for a relative clause, beside its head."""
    return _RoleReader(scene, trigger).read()


class _RoleReader:
    def __init__(self, scene: Scene, trigger: Trigger) -> None:
        self.scene, self.trigger = scene, trigger
        self.frame: Frame = frame_table().frames[trigger.frame]
        self.low, self.high = scene.segment_of(trigger.i)
        self.roles = self.frame.roles.get("verb" if trigger.pos == "verb" else "masdar", {})
        self.found = Roles([], [])
        self.used: list[tuple[int, int]] = []

    def read(self) -> Roles:
        phrases = [self._phrase(m) for m in self._mentions()]
        before = [p for p in phrases if p.j <= self.trigger.i]
        after = [p for p in phrases if p.i >= self.trigger.j or self._inside(p)]
        if self.trigger.pos == "verb":
            self._read_verb(before, after)
        else:
            self._read_noun(before, after)
        for phrase in after:
            self._read_place(phrase)
        if self.trigger.pos != "verb" and self.frame.kind != "light":
            self._read_light()
            if not self.found.actors:
                self._read_matrix()
        self.found.targets = [t for t in self.found.targets if all(t.i != a.i for a in self.found.actors)]
        if not self.found.targets and may_strike(self.frame):
            self._read_struck(after)
        if not self.found.targets and may_strike(self.frame):
            thing = ThingReader(self.scene, self.trigger, dict(self.roles), self.found).find()
            if thing is not None:
                self.found.targets.append(thing)
        return self.found

    def _read_struck(self, after: list[Phrase]) -> None:
        """People at whom, on whom or among whom something struck, where the frame does not say which place holds them."""
        for p in after:
            if self._taken(p) or p.i - self.trigger.j > _NEAR or self.scene.words.norms[p.j - 1] in grammar().anyone:
                continue
            place, people = p.governed.place, p.side.head in ("people", "nationals", "named", "possessed", "person")
            if people and (place in ("ala", "didd", "ila") or (place == "fi" and p.side.head == "people")):
                self._add(self.found.targets, p.side, f"events.role.{place}")
                return

    def _read_light(self) -> None:
        """Sides of the light verb whose object or subject the noun is: "launched an attack", "an attack they launched"."""
        for t in self.scene.of("triggers", self.low, self.trigger.j + 5):
            if t.kind != "light" or t.pos != "verb":
                continue
            before = self.low <= t.i < self.trigger.i and not self._has_event(t.j, self.trigger.i)
            if before or 0 <= t.i - self.trigger.j <= 4:
                lent = _RoleReader(self.scene, t).read()
                for mine, theirs in ((self.found.actors, lent.actors), (self.found.targets, lent.targets)):
                    for side in theirs:
                        if not any(s.i == side.i for s in (*self.found.actors, *self.found.targets)):
                            mine.append(side)

    def _has_event(self, i: int, j: int) -> bool:
        return any(i <= t.i < j for t in self.scene.of("triggers", i, j) if t.kind == "event" and not t.weak)

    def _read_matrix(self) -> None:
        """The subject of the verb that the noun completes, where that subject does what the noun names."""
        if _ACT not in (*self.roles.get(GENITIVE, ()), *self.frame.roles.get("verb", {}).get("subject", ())):
            return
        words = self.scene.words
        for side in sides_between(self.scene, self.low, self.trigger.i):
            found = govern(words, side.i, self.low, verbs=self.scene.verbs)
            if found.place not in (BARE, START, AND) and not (side.i and "announcing" in doing_of(words, side.i - 1)):
                continue
            doing = {what for k in (found.i, side.i - 1, *range(side.j, self.trigger.i)) if k >= 0 for what in doing_of(words, k)}
            announced = "announcing" in doing and self.frame.evokes in _OWN and side.kind in FORCES
            announced = announced or (self.trigger.enclitic is not None and found.place == BARE)
            announced = announced or (self.frame.evokes == "peaceful_protest" and "calling" in doing)
            if announced or "achieving" in doing:
                self._add(self.found.actors, side, "events.role.matrix")
                self._add_joined(side)
                return
        for k in range(self.low, self.trigger.i - 1):
            if "achieving" in doing_of(words, k) and self.trigger.i - k <= LONGEST_PHRASE:
                self._give_chunk(k + 1, GENITIVE if self.roles.get(GENITIVE) else "subject")
                return

    def _add_joined(self, side: SideMention) -> None:
        """The side that "and" joins to one that acts acts too."""
        words = self.scene.words
        for other in sides_between(self.scene, side.j, min(self.trigger.i, side.j + 4)):
            if words.norms[other.i - 1] == WAW and words.clitic[other.i - 1]:
                self._add(self.found.actors, other, "events.role.joined")

    def _inside(self, phrase: Phrase) -> bool:
        return self.trigger.head < phrase.i < self.trigger.j

    def _mentions(self) -> list[SideMention]:
        said = self.scene.attributed
        own = self.trigger.i in said
        return [
            s
            for s in sides_between(self.scene, self.low, self.high)
            if abs(s.i - self.trigger.i) < _FAR and (own or s.i not in said)
        ]

    def _phrase(self, side: SideMention) -> Phrase:
        floor = self.low
        if side.i >= self.trigger.j:
            floor = max(floor, self.trigger.head)
        verbs = self.scene.verbs | ({self.trigger.head} if self.trigger.pos == "verb" else set())
        return Phrase(side.i, side.j, govern(self.scene.words, side.i, floor, verbs=verbs), side)

    def _read_verb(self, before: list[Phrase], after: list[Phrase]) -> None:
        passive = self.trigger.voice == "passive"
        bare = [p for p in after if p.governed.place == BARE and p.governed.i == self.trigger.head]
        bare += [p for p in after if self._inside(p)]
        bare += [
            p
            for p in after
            if p.governed.place == START and p.i > self.trigger.j and is_only_times(self.scene, self.trigger.j, p.i)
        ]
        subject = self._leading_subject(before)
        if (
            passive
            and self.frame.figures is None
            and subject is not None
            and not bare
            and subject.side.kind in FORCES
            and _ACT in self.roles.get("subject", ())
        ):
            passive = False
        if passive:
            for p in bare[:1] or ([subject] if subject is not None else []):
                self._give(p, "passive_subject")
        elif (
            self.trigger.voice is None
            and self.frame.figures
            and len(bare) == 1
            and bare[0].side.kind in ("civilians", "person", "protesters")
            and subject is None
        ):
            self._give(bare[0], "passive_subject")
        elif (
            self.trigger.enclitic is None
            and not self._has_pronoun_after()
            and (self._is_relative() or (self.trigger.number == "pl" and bare))
        ):
            for p in bare[:1]:
                self._give(p, "object")
            head = self._antecedent(before) if self._is_relative() else subject
            if head is not None:
                self._give(head, "subject")
        elif subject is not None and self.trigger.enclitic is None:
            self._give(subject, "subject")
            for p in bare[:1]:
                self._give(p, "object")
        else:
            for p in bare[:1]:
                self._give(p, "subject")
                self._give_object_after(p, after)
            if not bare and subject is not None and self.trigger.enclitic is None:
                self._give(subject, "subject")
            elif not bare and self.trigger.enclitic is None and self.trigger.number != "pl":
                self._give_chunk(self.trigger.j, "subject")
        self._join(after)
        if not passive and not self.found.actors and not self._is_relative():
            self._carry_subject()
        if not self.found.actors and self.trigger.enclitic is not None:
            self._read_matrix()

    def _has_pronoun_after(self) -> bool:
        """Whether a preposition with a pronoun follows the verb of a relative clause: its subject is then its own."""
        k = self.trigger.j
        return k < self.high and self.scene.words.norms[k] in grammar().pronouns

    def _give_chunk(self, k: int, place: str) -> None:
        """Give the words from `k` on, a noun phrase that names no actor we know, the role of a side that acts."""
        words = self.scene.words
        if (
            _ACT not in (*self.roles.get(place, ()), *self.frame.roles.get("verb", {}).get("subject", ()))
            or k >= self.high
            or words.kinds[k] != "a"
            or k in self.scene.placed
        ):
            return
        j = find_phrase_end(self.scene, k, self.high)
        first = words.norms[k]
        if (
            any(t.i <= k < t.j for t in self.scene.of("times", k, k + 1))
            or any(w.i <= k < w.j for w in self.scene.of("weapons", k, k + 1))
            or preposition_ending_at(words, k)
        ):
            return
        if (
            first in grammar().pronouns
            or first in grammar().relatives
            or first in grammar().demonstratives
            or first in grammar().transparent
            or len(first) < 3
        ):
            return
        if (k == self.trigger.j and k - self.trigger.i > 1) or any(n.i <= k < n.j for n in find_numbers(words)):
            return
        if words.clitic[k] or is_finite(words, k) or any(t.i <= k < t.j for t in self.scene.of("triggers", k, k + 1)):
            return
        if place == GENITIVE and (self.trigger.definite or first.endswith((HEH, YEH))):
            return
        if first.endswith(YEH + NOON):  # a dual or plural in the oblique is no subject
            return
        side = SideMention(k, j, words.starts[k], words.ends[j - 1], None, (), "", f"events.role.{place}.chunk")
        self.found.actors.append(side)
        self.used.append((k, j))

    def _antecedent(self, before: list[Phrase]) -> Phrase | None:
        """The side that a relative clause tells of, if it stands right before."""
        return next((p for p in reversed(before) if 0 <= self.trigger.i - p.j <= 3), None)

    def _carry_subject(self) -> None:
        """A joined verb without a subject of its own has that of the verb before it in the sentence."""
        words = self.scene.words
        k = self.trigger.i - 1
        if k < 1 or not words.clitic[k] or not self.low:
            return
        begin = self.scene.sentence(self.scene.sentence_of(k))[0]
        for side in reversed(sides_between(self.scene, begin, k)):
            place = govern(words, side.i, begin, verbs=self.scene.verbs).place
            if place in (START, BARE) and side.kind not in ("civilians",):
                self._add(self.found.actors, side, "events.role.carried")
                return

    def _leading_subject(self, before: list[Phrase]) -> Phrase | None:
        fit = [p for p in before if self._is_leading(p) and self.trigger.i - p.j <= 12]
        return fit[-1] if fit else None

    def _is_leading(self, phrase: Phrase) -> bool:
        """Whether the phrase opens its clause, or follows an auxiliary that evokes nothing."""
        place = phrase.governed.place
        return place == START or (
            place == BARE and phrase.governed.i not in self.scene.verbs and phrase.governed.i not in self.scene.attributed
        )

    def _is_relative(self) -> bool:
        """Whether the verb tells of the noun before it: its subject, or with a pronoun on the verb its object."""
        k = self.trigger.i - 1
        if k >= 0 and self.scene.words.norms[k] in grammar().relatives:
            return True
        return any(
            0 <= self.trigger.i - t.j <= 2 and t.pos != "verb" and self.low <= t.i
            for t in self.scene.of("triggers", self.low, self.trigger.i)
        ) or any(w.j == self.trigger.i for w in self.scene.of("weapons", self.low, self.trigger.i))

    def _give_object_after(self, subject: Phrase, after: list[Phrase]) -> None:
        for p in after:
            direct = p.governed.place in (BARE, GENITIVE) and p.i - subject.j <= 4 and not has_break(self.scene, subject.j, p.i)
            if p.i >= subject.j and (direct or (p.governed.place == START and is_only_times(self.scene, subject.j, p.i))):
                self._give(p, "object")
                return

    def _read_noun(self, before: list[Phrase], after: list[Phrase]) -> None:
        for p in after:
            if p.side.head == "adjective" and p.i - self.trigger.j <= 4 and not has_break(self.scene, self.trigger.j, p.i):
                self._give(p, "adjective")
        self._read_maker(after)
        for p in after:
            if self._taken(p):
                continue
            if (
                p.governed.place in (GENITIVE, START, BARE)
                and p.governed.start <= self.trigger.head + 1
                and not has_break(self.scene, self.trigger.j, p.i)
            ):
                is_adjective = p.side.head == "adjective"
                self._give(p, "adjective" if is_adjective else GENITIVE)
                self._give_object_after(p, after)
                break
        else:
            if (self.roles.get(GENITIVE) or ("",))[0] == _ACT and self.trigger.pos == "masdar" and self.trigger.enclitic is None:
                self._give_chunk(self.trigger.j, GENITIVE)
        self._join(after)

    def _read_maker(self, after: list[Phrase]) -> None:
        """The subject of a verb that takes up the noun by a pronoun: "a mine that the group planted"."""
        words = self.scene.words
        for p in after:
            if not self.trigger.j < p.i <= self.trigger.j + 3 or self._taken(p):
                continue
            for stem, suffix in strip_enclitics(words.norms[p.i - 1]):
                if suffix[0] == HEH and any(reading.pos == "verb" for reading in frame_table().heads.get(stem, ())):
                    self._add(self.found.actors, p.side, "events.role.maker")
                    self.used.append((p.i, p.j))
                    return

    def _read_place(self, phrase: Phrase) -> None:
        place = phrase.governed.place
        if any(
            (p := preposition_ending_at(self.scene.words, k)) is not None and p[1] == "bad_dun"
            for k in range(self.trigger.j, phrase.i)
        ):
            return
        if place not in _DIRECT and place in self.roles and not self._taken(phrase):
            self._give(phrase, place)
        elif place in ("min_qibal", "ala_yad") and not self._taken(phrase):
            self._add(self.found.actors, phrase.side, f"events.role.{place}")
        elif place == "didd" and not self._taken(phrase):
            self._add(self.found.targets, phrase.side, f"events.role.{place}")

    def _taken(self, phrase: Phrase) -> bool:
        return any(i < phrase.j and phrase.i < j for i, j in self.used)

    def _give(self, phrase: Phrase, place: str) -> None:
        """Give the phrase the first role of its grammatical place that is a side."""
        names = self.roles.get(place) or (
            (_ACT,) if place == "subject" else (_STRUCK,) if place in ("object", "passive_subject") else ()
        )
        if place == "bayna" and {_ACT, _STRUCK} <= set(names):
            self._add(self.found.actors if not self.found.actors else self.found.targets, phrase.side, "events.role.bayna")
            self.used.append((phrase.i, phrase.j))
            self._give_opponent(phrase)
            return
        for name in names:
            acts = name == _ACT or self._is_own_arrest(place, names, phrase.side)
            if acts and self.scene.words.norms[phrase.j - 1] in grammar().anyone:
                return
            if acts and not (place == GENITIVE and _STRUCK in names and self._is_victim(phrase.side)):
                self._add(self.found.actors, phrase.side, f"events.role.{place}")
            elif name in (_STRUCK, "killed", "injured", "abducted", "arrested"):
                if self.scene.words.norms[phrase.j - 1] in grammar().anyone:
                    return
                self._add(self.found.targets, phrase.side, f"events.role.{place}")
            else:
                continue
            self.used.append((phrase.i, phrase.j))
            return

    def _is_own_arrest(self, place: str, names: tuple[str, ...], side: SideMention) -> bool:
        """Whether a force in the genitive of arrest or abduction is the one that arrests."""
        return (
            place == GENITIVE
            and _ACT in names
            and {"arrested", "abducted"} & set(names) != set()
            and side.head in ("named", "body")
            and side.kind in FORCES
        )

    def _is_victim(self, side: SideMention) -> bool:
        return side.kind in ("civilians", "protesters")

    def _give_opponent(self, first: Phrase) -> None:
        """The other of two sides "between" which something happened: the next that "and" introduces."""
        words = self.scene.words
        if self.found.targets:
            return
        for side in sides_between(self.scene, first.j, min(self.high, first.j + 14)):
            if any(words.norms[k] == WAW and words.clitic[k] for k in range(first.j, side.i)):
                self._add(self.found.targets, side, "events.role.bayna")
                self.used.append((side.i, side.j))
                return

    def _add(self, sides: list[SideMention], side: SideMention, rule: str) -> None:
        if all((s.i, s.j) != (side.i, side.j) for s in sides):
            sides.append(replace(side, rule=rule))

    def _join(self, after: list[Phrase]) -> None:
        """A phrase joined by "and" to one that has a role has the same role."""
        for p in after:
            if p.governed.place != AND or self._taken(p):
                continue
            k = p.governed.i
            for sides in (self.found.actors, self.found.targets):
                last = sides[-1] if sides else None
                if last is not None and 0 <= k - last.j <= 3 and not has_break(self.scene, last.j, k):
                    both = "bayna" in last.rule and sides is self.found.actors and not self.found.targets
                    self._add(self.found.targets if both else sides, p.side, last.rule)
                    self.used.append((p.i, p.j))
                    break
