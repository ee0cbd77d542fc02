"""Role sheets: who stands near a trigger, and who has been given a part in what it evokes.

The lexicon of frames says which grammatical place holds which role. Indices are word indices, half-open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from marsad.annotators.frames import Frame, frame_table, may_strike
from marsad.annotators.function_words import grammar
from marsad.annotators.numbers import counted_from, find_numbers
from marsad.annotators.phrases import AND, GENITIVE, govern, is_finite, preposition_ending_at
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, Phrase, Roles, SideMention, sides_between
from marsad.annotators.stretches import find_phrase_end, has_break
from marsad.annotators.things import thing_kind
from marsad.annotators.triggers import Trigger
from marsad.text.forms import HEH
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE, NOON, WAW, YEH

ACT, STRUCK, BY = "actor", "target", "by"
_FAR, _CALLED, _BACKED = 22, 8, 6


def is_thing(norm: str) -> bool:
    """Whether a noun names a thing or an area, which do not act."""
    stems = (norm, *(stem for stem, _ in strip_enclitics(norm)))
    areas = grammar().areas
    return any(thing_kind(stem) not in (None, "armed_group") or stem.removeprefix(ARTICLE) in areas for stem in stems)


class RoleSheet:
    """The sides of one trigger while they are being read: `found` so far, and the words `used` by them; `read` gives the
    roles of another trigger that lends its own."""

    def __init__(self, scene: Scene, trigger: Trigger, read: Callable[[Trigger], Roles]) -> None:
        self.scene, self.trigger, self.read = scene, trigger, read
        self.frame: Frame = frame_table().frames[trigger.frame]
        self.low, self.high = scene.segment_of(trigger.i)
        self.roles = self.frame.roles.get("verb" if trigger.pos == "verb" else "masdar", {})
        self.found = Roles([], [])
        self.used: list[tuple[int, int]] = []
        self._verbs = scene.verbs if trigger.pos != "verb" or trigger.head in scene.verbs else scene.verbs | {trigger.head}

    def mentions(self) -> list[SideMention]:
        said = self.scene.attributed
        own = self.trigger.i in said
        return [
            s
            for s in sides_between(self.scene, self.low, self.high)
            if abs(s.i - self.trigger.i) < _FAR and (own or s.i not in said)
        ]

    def phrase(self, side: SideMention) -> Phrase:
        floor = self.low
        if side.i >= self.trigger.j:
            floor = max(floor, self.trigger.head)
        verbs = self.scene.verbs | ({self.trigger.head} if self.trigger.pos == "verb" else set())
        first = max(counted_from(self.scene.words, side.i), floor)
        return Phrase(side.i, side.j, govern(self.scene.words, first, floor, verbs=verbs), side)

    def is_inside(self, phrase: Phrase) -> bool:
        return self.trigger.head < phrase.i < self.trigger.j

    def has_event(self, i: int, j: int) -> bool:
        return any(i <= t.i < j for t in self.scene.of("triggers", i, j) if t.kind == "event" and not t.weak)

    def is_taken(self, phrase: Phrase) -> bool:
        return any(i < phrase.j and phrase.i < j for i, j in self.used)

    def give(self, phrase: Phrase, place: str) -> None:
        """Give the phrase the first role of its grammatical place that is a side."""
        names = self.roles.get(place) or (
            (ACT,) if place in ("subject", BY) else (STRUCK,) if place in ("object", "passive_subject") else ()
        )
        if place == "bayna" and {ACT, STRUCK} <= set(names):
            self.add(self.found.actors if not self.found.actors else self.found.targets, phrase.side, "events.role.bayna")
            self.used.append((phrase.i, phrase.j))
            self._give_opponent(phrase)
            return
        # of the letters of verb and noun: what cannot strike is struck
        unread = place == "subject" and self.trigger.voice is None and self._is_unarmed(phrase.side)
        if unread:
            names = (*names, STRUCK)
        for name in names:
            if name == "weapon" and any(w.i == phrase.i for w in self.scene.of("weapons", phrase.i, phrase.j)):
                self.used.append((phrase.i, phrase.j))
                return
            acts = name == ACT or self._is_own_arrest(place, names, phrase.side)
            if acts and self.scene.words.norms[phrase.j - 1] in grammar().anyone:
                return
            if acts and not (place == GENITIVE and STRUCK in names and self._is_struck(phrase.side)) and not unread:
                self.add(self.found.actors, phrase.side, f"events.role.{place}")
            elif name in (STRUCK, "killed", "injured", "abducted", "arrested"):
                if self.scene.words.norms[phrase.j - 1] in grammar().anyone:
                    return
                self.add(self.found.targets, phrase.side, f"events.role.{place}")
            else:
                continue
            self.used.append((phrase.i, phrase.j))
            return

    def _is_own_arrest(self, place: str, names: tuple[str, ...], side: SideMention) -> bool:
        """Whether a force in the genitive of arrest or abduction is the one that arrests."""
        return (
            place == GENITIVE
            and ACT in names
            and {"arrested", "abducted"} & set(names) != set()
            and side.head in ("named", "body")
            and side.kind in FORCES
        )

    def _is_struck(self, side: SideMention) -> bool:
        """Whether a side in the genitive of an attack is what was struck: people, an office without arms, a base or a convoy."""
        return side.kind in ("civilians", "protesters", "civic") or self._is_unarmed(side)

    def _is_unarmed(self, side: SideMention) -> bool:
        office = side.kind in ("state", "external") and side.head in ("named", "body") and not actors().is_armed(side.id)
        return may_strike(self.frame) and (office or is_thing(self.scene.words.norms[side.i]))

    def _give_opponent(self, first: Phrase) -> None:
        """The other of two sides "between" which something happened: the next that "and" introduces."""
        words = self.scene.words
        if self.found.targets:
            return
        for side in sides_between(self.scene, first.j, min(self.high, first.j + 14)):
            if any(words.norms[k] == WAW and words.clitic[k] for k in range(first.j, side.i)):
                self.add(self.found.targets, side, "events.role.bayna")
                self.used.append((side.i, side.j))
                return

    def give_chunk(self, k: int, place: str) -> None:
        """Give the words from `k` on, a noun phrase that names no actor we know, the role of a side that acts."""
        words = self.scene.words
        if (
            ACT not in (*self.roles.get(place, ()), *self.frame.roles.get("verb", {}).get("subject", ()))
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
            or first in grammar().anyone
            or len(first) < 3
            or is_thing(first)
            or first in grammar().similar | grammar().apart | grammar().efforts
        ):
            return
        if (k == self.trigger.j and k - self.trigger.i > 1) or any(n.i <= k < n.j for n in find_numbers(words)):
            return
        if words.clitic[k] or is_finite(words, k) or any(t.i <= k < t.j for t in self.scene.of("triggers", k, k + 1)):
            return
        if place == GENITIVE and (self.trigger.definite or first.endswith((HEH, YEH))):
            return
        if thing_kind(first) == "armed_group" and j < len(words) and is_finite(words, j):  # a group whose name comes
            return
        if first.endswith(YEH + NOON):  # a dual or plural in the oblique is no subject
            return
        side = self._called(k) or SideMention(
            k, j, words.starts[k], words.ends[j - 1], None, (), "", f"events.role.{place}.chunk"
        )
        self.found.actors.append(side)
        self.used.append((k, j))

    def _called(self, k: int) -> SideMention | None:
        """The name behind "a group that calls itself"."""
        for side in sides_between(self.scene, k, min(k + _CALLED, self.high)):
            if any(norm in grammar().called for norm in self.scene.words.norms[k : side.i]):
                return replace(side, rule="events.role.called")
        return None

    def add(self, sides: list[SideMention], side: SideMention, rule: str) -> None:
        if all((s.i, s.j) != (side.i, side.j) for s in sides):
            sides.append(replace(side, rule=rule))

    def join_backers(self, phrases: list[Phrase]) -> None:
        """Whoever backs a side that acts acts with it: "the army, backed by the militia"."""
        norms = self.scene.words.norms
        for p in phrases:
            k = p.governed.i - 1 if p.governed.place in ("bi", "min") else p.i - 1
            near = any(0 < p.i - a.j <= _BACKED for a in self.found.actors)
            if near and 0 < k < p.i and (norms[k] in grammar().backed) and p.side.kind in FORCES and not self.is_taken(p):
                self.add(self.found.actors, p.side, "events.role.backed")
                self.used.append((p.i, p.j))

    def join(self, after: list[Phrase]) -> None:
        """A phrase joined by "and" to one that has a role has the same role."""
        for p in after:
            if p.governed.place != AND or self.is_taken(p):
                continue
            k = p.governed.i
            for sides in (self.found.actors, self.found.targets):
                last = sides[-1] if sides else None
                if last is not None and 0 <= k - last.j <= 3 and not has_break(self.scene, last.j, k):
                    both = "bayna" in last.rule and sides is self.found.actors and not self.found.targets
                    self.add(self.found.targets if both else sides, p.side, last.rule)
                    self.used.append((p.i, p.j))
                    break
