"""Roles: who acts and who is struck, by the grammatical place in which a noun phrase stands to a trigger.

The lexicon of frames says which place holds which role; this module finds the places. Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.annotators.frames import Frame, frame_table
from marsad.annotators.numbers import find_numbers
from marsad.annotators.phrases import (
    AND,
    BARE,
    GENITIVE,
    START,
    Governed,
    doing_of,
    govern,
    grammar,
    is_finite,
    preposition_ending_at,
)
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.triggers import Trigger
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ALEF, ARTICLE, LAM, NOON, WAW, YEH

HEH = chr(0x647)

_ACT, _STRUCK = "actor", "target"
_DIRECT = ("subject", "passive_subject", "object", GENITIVE, "adjective")
_LONGEST_OBJECT = 6
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
_STRIKES = frozenset(
    (
        "attack",
        "armed_clash",
        "shelling_missile",
        "air_drone_strike",
        "ied_mine",
        "suicide_bomb",
        "grenade",
        "attack_civilians",
        "looting_destruction",
    )
)
_FORCES = frozenset(("state", "external", "rebel", "militia", "force"))
_FAR = 22
_NEAR = 12


@dataclass(frozen=True, slots=True)
class SideMention:
    """A side of an event: words `i` to `j - 1`, actor id or None, ids above it, rule; `kind` of the actor or of the thing."""

    i: int
    j: int
    start: int
    end: int
    id: str | None
    within: tuple[str, ...]
    kind: str
    rule: str
    head: str = ""


@dataclass(slots=True)
class Phrase:
    """A noun phrase near a trigger: the mention's words, what governs it, and what it is."""

    i: int
    j: int
    governed: Governed
    side: SideMention


@dataclass(slots=True)
class Roles:
    """Sides of one trigger and the prepositional places that a later step may need."""

    actors: list[SideMention]
    targets: list[SideMention]


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
        if not self.found.targets and (self.frame.families | {self.frame.evokes}) & _STRIKES:
            self._read_struck(after)
        self._read_objects()
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
        for t in self.scene.triggers:
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
        return any(i <= t.i < j for t in self.scene.triggers if t.kind == "event" and not t.weak)

    def _read_matrix(self) -> None:
        """The subject of the verb that the noun completes, where that subject does what the noun names."""
        if _ACT not in (*self.roles.get(GENITIVE, ()), *self.frame.roles.get("verb", {}).get("subject", ())):
            return
        words = self.scene.words
        for side in self._sides_between(self.low, self.trigger.i):
            found = govern(words, side.i, self.low, verbs=self.scene.verbs)
            if found.place not in (BARE, START, AND) and not (side.i and "announcing" in doing_of(words, side.i - 1)):
                continue
            doing = {what for k in (found.i, side.i - 1, *range(side.j, self.trigger.i)) if k >= 0 for what in doing_of(words, k)}
            announced = "announcing" in doing and self.frame.evokes in _OWN and side.kind in _FORCES
            announced = announced or (self.trigger.enclitic is not None and found.place == BARE)
            announced = announced or (self.frame.evokes == "peaceful_protest" and "calling" in doing)
            if announced or "achieving" in doing:
                self._add(self.found.actors, side, "events.role.matrix")
                self._add_joined(side)
                return
        for k in range(self.low, self.trigger.i - 1):
            if "achieving" in doing_of(words, k) and self.trigger.i - k <= _LONGEST_OBJECT:
                self._give_chunk(k + 1, GENITIVE if self.roles.get(GENITIVE) else "subject")
                return

    def _add_joined(self, side: SideMention) -> None:
        """The side that "and" joins to one that acts acts too."""
        words = self.scene.words
        for other in self._sides_between(side.j, min(self.trigger.i, side.j + 4)):
            if words.norms[other.i - 1] == WAW and words.clitic[other.i - 1]:
                self._add(self.found.actors, other, "events.role.joined")

    def _inside(self, phrase: Phrase) -> bool:
        return self.trigger.head < phrase.i < self.trigger.j

    def _mentions(self) -> list[SideMention]:
        said = self.scene.attributed
        own = self.trigger.i in said
        return [
            s for s in self._sides_between(self.low, self.high) if abs(s.i - self.trigger.i) < _FAR and (own or s.i not in said)
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
        bare += [p for p in after if p.governed.place == START and p.i > self.trigger.j and self._only_times(self.trigger.j, p.i)]
        subject = self._leading_subject(before)
        if (
            passive
            and self.frame.figures is None
            and subject is not None
            and not bare
            and subject.side.kind in _FORCES
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
            if not bare and subject is not None:
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
        j = self._object_end(k)
        first = words.norms[k]
        if (
            any(t.i <= k < t.j for t in self.scene.times)
            or any(w.i <= k < w.j for w in self.scene.weapons)
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
        if words.clitic[k] or is_finite(words, k) or any(t.i <= k < t.j for t in self.scene.triggers):
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
        for side in reversed(self._sides_between(begin, k)):
            place = govern(words, side.i, begin, verbs=self.scene.verbs).place
            if place in (START, BARE) and side.kind not in ("civilians",):
                self._add(self.found.actors, side, "events.role.carried")
                return

    def _sides_between(self, i: int, j: int) -> list[SideMention]:
        words = self.scene.words
        offices = [
            SideMention(
                p.i, p.j, words.starts[p.i], words.ends[p.j - 1], p.actor, actors().within(p.actor), "person", p.rule, "person"
            )
            for p in self.scene.persons
            if i <= p.i < j and (p.name is not None or p.actor is not None)
        ]
        covered = {k for p in offices for k in range(p.i, p.j)}
        return sorted(
            offices
            + [
                SideMention(a.i, a.j, words.starts[a.i], words.ends[a.j - 1], a.id, a.within, a.kind or "", a.rule, a.head)
                for a in self.scene.actors
                if i <= a.i < j
                and a.kind != "outlet"
                and a.i not in covered
                and not (a.i in self.scene.placed and a.kind == "civilians")
                and not (a.head == "country" and a.i in self.scene.placed)
            ],
            key=lambda s: s.i,
        )

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
        return any(0 <= self.trigger.i - t.j <= 2 and t.pos != "verb" and self.low <= t.i for t in self.scene.triggers) or any(
            w.j == self.trigger.i for w in self.scene.weapons
        )

    def _give_object_after(self, subject: Phrase, after: list[Phrase]) -> None:
        for p in after:
            direct = p.governed.place in (BARE, GENITIVE) and p.i - subject.j <= 4 and not self._has_break(subject.j, p.i)
            if p.i >= subject.j and (direct or (p.governed.place == START and self._only_times(subject.j, p.i))):
                self._give(p, "object")
                return

    def _has_break(self, i: int, j: int) -> bool:
        words = self.scene.words
        return any(words.kinds[k] in "pn" and words.norms[k] in ",\u060c;:" for k in range(i, j)) or any(
            preposition_ending_at(words, k) is not None or is_finite(words, k) for k in range(i, j)
        )

    def _read_noun(self, before: list[Phrase], after: list[Phrase]) -> None:
        for p in after:
            if p.side.head == "adjective" and p.i - self.trigger.j <= 4 and not self._has_break(self.trigger.j, p.i):
                self._give(p, "adjective")
        self._read_maker(after)
        for p in after:
            if self._taken(p):
                continue
            if (
                p.governed.place in (GENITIVE, START, BARE)
                and p.governed.start <= self.trigger.head + 1
                and not self._has_break(self.trigger.j, p.i)
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
            and side.kind in _FORCES
        )

    def _is_victim(self, side: SideMention) -> bool:
        return side.kind in ("civilians", "protesters")

    def _give_opponent(self, first: Phrase) -> None:
        """The other of two sides "between" which something happened: the next that "and" introduces."""
        words = self.scene.words
        if self.found.targets:
            return
        for side in self._sides_between(first.j, min(self.high, first.j + 14)):
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
                if last is not None and 0 <= k - last.j <= 3 and not self._has_break(last.j, k):
                    both = "bayna" in last.rule and sides is self.found.actors and not self.found.targets
                    self._add(self.found.targets if both else sides, p.side, last.rule)
                    self.used.append((p.i, p.j))
                    break

    def _read_objects(self) -> None:
        """A thing that is struck, where no side stands in the place of the target."""
        if self.found.targets or not self._can_have_target() or not (self.frame.families | {self.frame.evokes}) & _STRIKES:
            return
        words, objects = self.scene.words, grammar().objects
        for k in range(self.trigger.j, min(self.high, self.trigger.j + 14)):
            norm = words.norms[k]
            bare = norm[2:] if norm.startswith(ARTICLE) else norm
            kind = objects.get(bare) or objects.get(bare.rstrip(chr(0x627)))
            if kind is None or words.kinds[k] != "a" or k in self.scene.placed or any(w.i <= k < w.j for w in self.scene.weapons):
                continue
            if any(a.i <= k < a.j for a in self.found.actors):
                continue
            if k == self.trigger.j and self.trigger.definite and norm.startswith(ARTICLE):
                continue
            place = self._object_place(k)
            if place is None:
                continue
            j = self._object_end(k)
            owner = next((a for a in self.scene.actors if k <= a.i < j), None)
            end = max(j, owner.j) if owner is not None else j
            if kind in ("vehicle", "building", "gathering") and any(
                words.norms[n].rstrip(HEH + ALEF) in grammar().military for n in range(k, j)
            ):
                kind = "post"
            if owner is None and kind == "building":
                return
            side = SideMention(
                k,
                end,
                words.starts[k],
                words.ends[end - 1],
                owner.id if owner else None,
                owner.within if owner else (),
                kind,
                f"events.object.{place}",
            )
            self.found.targets.append(side)
            return

    def _can_have_target(self) -> bool:
        return any(name == _STRUCK for names in self.roles.values() for name in names)

    def _object_place(self, k: int) -> str | None:
        words = self.scene.words
        found = govern(words, k, max(self.low, self.trigger.head), verbs=self.scene.verbs)
        place = found.place
        if place == START and found.start <= self.trigger.j:
            place = GENITIVE
        if place == BARE and found.i == self.trigger.head:
            place = "passive_subject" if self.trigger.voice == "passive" else "object"
        begin = max([self.trigger.j, *(a.j for a in self.found.actors)])
        if place == BARE or (place == START and self.trigger.pos == "verb" and begin <= k and self._only_times(begin, k)):
            place = "object"
        return place if _STRUCK in self.roles.get(place, ()) or place in ("object", "passive_subject") else None

    def _only_times(self, i: int, j: int) -> bool:
        """Whether nothing but time expressions, their prepositions and commas stands between."""
        words = self.scene.words
        timed = {k for t in self.scene.times for k in range(t.i, t.j)}
        return all(
            k in timed or words.kinds[k] in "ps" or (preposition_ending_at(words, k) is not None and k + 1 in timed)
            for k in range(i, j)
        )

    def _object_end(self, k: int) -> int:
        words = self.scene.words
        j = k + 1
        while j < min(self.high, k + _LONGEST_OBJECT) and words.kinds[j] in "ad":
            if (
                any(t.i <= j < t.j for t in self.scene.times)
                or (len(words.norms[j]) > 4 and words.norms[j].endswith(YEH + NOON))
                or (len(words.norms[j]) > 3 and words.norms[j].endswith(ALEF))
            ):
                break
            ends = words.norms[j] == WAW or is_finite(words, j) or preposition_ending_at(words, j) is not None or words.clitic[j]
            if ends and not (words.clitic[j] and words.norms[j] == LAM):
                break
            j += 1
        return j
