"""Things that are struck: convoys, posts, houses, where no side stands in the place of the target."""

from __future__ import annotations

from marsad.annotators.frames import Frame
from marsad.annotators.phrases import BARE, GENITIVE, START, govern, grammar
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import Roles, SideMention
from marsad.annotators.stretches import find_phrase_end, is_only_times
from marsad.annotators.triggers import Trigger
from marsad.text.forms import HEH
from marsad.text.tokens import ALEF, ARTICLE

_STRUCK = "target"
_WITHIN = 14
STRIKES = frozenset(
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


def may_strike(frame: Frame) -> bool:
    """Whether what the frame evokes strikes somebody or something."""
    return bool((frame.families | {frame.evokes}) & STRIKES)


class ThingReader:
    """Finds the thing that the event of a trigger struck; `roles` are the frame's for the trigger's part of speech."""

    def __init__(self, scene: Scene, trigger: Trigger, roles: dict[str, tuple[str, ...]], found: Roles) -> None:
        self.scene, self.trigger, self.roles, self.found = scene, trigger, roles, found
        self.low, self.high = scene.segment_of(trigger.i)

    def find(self) -> SideMention | None:
        """A thing that is struck, where no side stands in the place of the target."""
        if not any(name == _STRUCK for names in self.roles.values() for name in names):
            return None
        words, objects = self.scene.words, grammar().objects
        for k in range(self.trigger.j, min(self.high, self.trigger.j + _WITHIN)):
            norm = words.norms[k]
            bare = norm[2:] if norm.startswith(ARTICLE) else norm
            kind = objects.get(bare) or objects.get(bare.rstrip(ALEF))
            if (
                kind is None
                or words.kinds[k] != "a"
                or k in self.scene.placed
                or any(w.i <= k < w.j for w in self.scene.of("weapons", k, k + 1))
            ):
                continue
            if any(a.i <= k < a.j for a in self.found.actors):
                continue
            if k == self.trigger.j and self.trigger.definite and norm.startswith(ARTICLE):
                continue
            place = self._place(k)
            if place is None:
                continue
            j = find_phrase_end(self.scene, k, self.high)
            owner = next((a for a in self.scene.of("actors", k, j) if k <= a.i < j), None)
            end = max(j, owner.j) if owner is not None else j
            if kind in ("vehicle", "building", "gathering") and any(
                words.norms[n].rstrip(HEH + ALEF) in grammar().military for n in range(k, j)
            ):
                kind = "post"
            if owner is None and kind == "building":
                return None
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
        return None

    def _place(self, k: int) -> str | None:
        words = self.scene.words
        found = govern(words, k, max(self.low, self.trigger.head), verbs=self.scene.verbs)
        place = found.place
        if place == START and found.start <= self.trigger.j:
            place = GENITIVE
        if place == BARE and found.i == self.trigger.head:
            place = "passive_subject" if self.trigger.voice == "passive" else "object"
        begin = max([self.trigger.j, *(a.j for a in self.found.actors)])
        if place == BARE or (
            place == START and self.trigger.pos == "verb" and begin <= k and is_only_times(self.scene, begin, k)
        ):
            place = "object"
        return place if _STRUCK in self.roles.get(place, ()) or place in ("object", "passive_subject") else None
