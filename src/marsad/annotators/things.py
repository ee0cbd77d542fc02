"""Things that are struck: convoys, posts, houses, where no side stands in the place of the target."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from marsad.annotators.arms import is_prey
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.numbers import counted_from
from marsad.annotators.phrases import BARE, GENITIVE, START, govern
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, Roles, SideMention, sides_between
from marsad.annotators.stretches import find_phrase_end, is_only_times
from marsad.annotators.triggers import Trigger
from marsad.text.forms import HEH, TEH
from marsad.text.tokens import ALEF, ARTICLE, NOON, WAW, YEH, Words

_STRUCK = "target"
_DUALS = (ALEF + NOON, YEH + NOON)
_WITHIN = 14
_MOST_THINGS = 3
_HOST_WITHIN, _GUESTS_WITHIN = 22, 6
_GUARDED = ("post", "armed_vehicle")
_BESIDE = ("fi", "qurb", "amam", "ila")  # where what is guarded is what was meant


@lru_cache(maxsize=1 << 14)
def thing_kind(norm: str) -> str | None:
    """What kind of thing a folded word names: bare, with the article, in the accusative or in the dual; None for other words."""
    objects = grammar().objects
    bare = norm[2:] if norm.startswith(ARTICLE) else norm
    kind = objects.get(bare) or objects.get(bare.rstrip(ALEF))
    if kind is None and bare.endswith(_DUALS) and len(bare) > 5:
        stem = bare[:-2]
        kind = objects.get(stem) or (objects.get(stem[:-1] + HEH) if stem.endswith(TEH) else None)
    return kind


class ThingReader:
    """Finds the thing that the event of a trigger struck; `roles` are the frame's for the trigger's part of speech."""

    def __init__(self, scene: Scene, trigger: Trigger, roles: dict[str, tuple[str, ...]], found: Roles) -> None:
        self.scene, self.trigger, self.roles, self.found = scene, trigger, roles, found
        self.low, self.high = scene.segment_of(trigger.i)
        self.families = frame_table().frames[trigger.frame].families

    def find(self) -> list[SideMention]:
        """The thing that is struck, where no side stands in the place of the target, with those joined to it by "and"."""
        found = [thing] if (thing := self._first()) is not None else []
        words = self.scene.words
        while found and len(found) < _MOST_THINGS:
            k = found[-1].j
            kind = self._kind(k + 1) if k + 1 < self.high and words.norms[k] == WAW and words.clitic[k] else None
            if kind is None or kind == "armed_group":
                break
            found.append(self._mention(k + 1, kind, found[0].rule.rsplit(".", 1)[1]))
        return found

    def _first(self) -> SideMention | None:
        if not any(name == _STRUCK for names in self.roles.values() for name in names):
            return None
        for k in range(self.trigger.j, min(self.high, self.trigger.j + _WITHIN)):
            kind = self._kind(k)
            place = self._place(k, kind) if kind is not None else None
            if kind is not None and place is not None:
                found = self._mention(k, kind, place)
                if place not in ("qurb", "bi", "fi") or found.id is not None or kind in _GUARDED:
                    return found
        return None

    def _kind(self, k: int) -> str | None:
        """What kind of thing word `k` names, where it may be struck."""
        words = self.scene.words
        norm = words.norms[k]
        if words.kinds[k] != "a" or k in self.scene.placed or any(a.i <= k < a.j for a in self.found.actors):
            return None
        weapon = next((w for w in self.scene.of("weapons", k, k + 1) if w.i <= k < w.j), None)
        if weapon is not None:
            return "armed_vehicle" if weapon.i == k and is_prey(self.scene, self.trigger, weapon) else None
        kind = thing_kind(norm)
        if kind is None:
            return None
        behind = k == self.trigger.j and self.trigger.pos != "verb"
        if behind and (kind == "armed_group" or (self.trigger.definite and norm.startswith(ARTICLE))):
            return None  # an adjective of the attack
        return kind

    def _mention(self, k: int, kind: str, place: str) -> SideMention:
        words = self.scene.words
        j = find_phrase_end(self.scene, k, self.high)
        owner = next((a for a in self.scene.of("actors", k, j) if k <= a.i < j), None)
        if owner is not None and kind == "protected" and owner.kind == "civilians":
            owner = None  # whom it serves
        end = max(j, owner.j) if owner is not None else j
        if kind in ("vehicle", "building", "gathering") and any(
            words.norms[n].rstrip(HEH + ALEF) in grammar().military for n in range(k, j)
        ):
            kind = "post"
        return SideMention(
            k,
            end,
            words.starts[k],
            words.ends[end - 1],
            owner.id if owner else None,
            owner.within if owner else (),
            kind,
            f"events.object.{place}",
        )

    def _place(self, k: int, kind: str) -> str | None:
        words = self.scene.words
        floor = max(self.low, self.trigger.head)
        found = govern(words, max(counted_from(words, k), floor), floor, verbs=self.scene.verbs)
        armed = found.place == "bi" and any(found.j <= w.i and w.j <= k for w in self.scene.of("weapons", found.j, k))
        if armed or found.place == "source":  # neither a weapon nor a source governs the thing behind it
            found = govern(words, found.i, floor, verbs=self.scene.verbs)
        place = found.place
        if place == START and found.start <= self.trigger.j:
            place = GENITIVE
        if place == BARE and found.i == self.trigger.head:
            place = "passive_subject" if self.trigger.voice == "passive" else "object"
        begin = max([self.trigger.j, *(a.j for a in self.found.actors)])
        if (place == BARE and found.i in (self.trigger.head, self.trigger.i)) or (
            place == START and self.trigger.pos == "verb" and begin <= k and is_only_times(self.scene, begin, k)
        ):
            place = "object"
        if place in ("object", "passive_subject", "passing") or _STRUCK in self.roles.get(place, ()):
            return place
        if place in ("bi", "fi") and kind in ("armed_vehicle", "vehicle", "post") and "ied_mine" in self.families:
            return place  # a device was set off at it
        return place if place in _BESIDE and kind in _GUARDED else None


def find_hosted(scene: Scene, trigger: Trigger) -> SideMention | None:
    """The force that is said to be in what was struck: "a base where American forces are stationed"."""
    words = scene.words
    end = scene.sentence(scene.sentence_of(trigger.i))[1]
    for k in range(trigger.j + 1, min(end, trigger.j + _HOST_WITHIN)):
        if any(t.i == k and t.kind == "event" and t.pos == "verb" for t in scene.of("triggers", k, k + 1)):
            return None
        resumed = k + 1 < end and words.norms[k + 1] in grammar().pronouns
        if words.norms[k] not in grammar().hosting or not (resumed or _opens_clause(words, k - 1)):
            continue
        host = k - 2 if _opens_clause(words, k - 1) else k - 1
        if govern(words, host, trigger.head, verbs=scene.verbs).place == "min":
            return None
        for side in sides_between(scene, k + 1, min(end, k + _GUESTS_WITHIN)):
            if side.kind in FORCES and side.head != "country":
                return replace(side, rule="events.role.hosted")
    return None


def _opens_clause(words: Words, k: int) -> bool:
    return words.norms[k] in grammar().relatives or grammar().openers.longest(words.norms, k) is not None
