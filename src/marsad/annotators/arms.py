"""Arms: the weapons with which the event of a trigger was done, and those that were themselves struck or only about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad import lexicons
from marsad.annotators.frames import frame_table, may_strike
from marsad.annotators.phrases import BARE, START, govern, preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import sides_between
from marsad.annotators.triggers import Trigger
from marsad.annotators.weapons import WeaponMention
from marsad.text.folding import fold

_IDLE_WITHIN = 3
_JOINED_WITHIN = 3  # words between a weapon and the one that "and" joins to it
_CLOSE = 2
_UNDER_WAY = frozenset(("drone", "missile", "rocket", "car_bomb"))


def find_arms(scene: Scene, trigger: Trigger) -> list[WeaponMention]:
    """Weapons of the trigger's segment that no other trigger stands between, and those in the clause that says what was used."""
    low, high = scene.segment_of(trigger.i)
    frame = frame_table().frames[trigger.frame]
    others = [] if frame.evokes == "disrupted_weapons" else _dividers(scene, trigger, low, high)
    found: list[WeaponMention] = []
    for w in scene.of("weapons", low, _used_until(scene, high)):
        if w.i < low or (may_strike(frame) and (is_idle(scene, w) or _is_stored(scene, trigger, w))):
            continue
        between = any(min(w.i, trigger.i) < k < max(w.i, trigger.i) for k in others)
        joined = bool(found) and w.i - found[-1].j <= _JOINED_WITHIN and w.i > trigger.i
        if not between or joined or w.i <= trigger.i < w.j:
            found.append(w)
    return found


def _dividers(scene: Scene, trigger: Trigger, low: int, high: int) -> list[int]:
    """Other words that tell an event in the segment; not what names a weapon, and not the means of the trigger's own event."""
    return [
        t.i
        for t in scene.of("triggers", low, high)
        if low <= t.i < high and t.kind == "event" and not t.weak and t.i != trigger.i and not _is_means(scene, trigger, t)
    ]


def _is_means(scene: Scene, trigger: Trigger, other: Trigger) -> bool:
    """Whether the other trigger says how the event was done: "dispersed them by firing live rounds"."""
    found = preposition_ending_at(scene.words, other.i - 1) if other.i > trigger.i and other.pos != "verb" else None
    return found is not None and found[1] == "bi" and trigger.pos == "verb"


def _used_until(scene: Scene, high: int) -> int:
    """End of the segment, or of the next where that only says which weapons were used: "and rifles were used in it"."""
    index = scene.segment_index(high) if high < len(scene.words) else -1
    if index <= 0 or scene.sentence_of(high) != scene.sentence_of(high - 1):
        return high
    i, j = scene.segments[index]
    used = any(norm in _words("using") for norm in scene.words.norms[i : i + 3])
    told = any(i <= t.i < j and t.kind == "event" and not t.weak for t in scene.of("triggers", i, j))
    return j if used and not told else high


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicons.load("weapons")[key])


def is_idle(scene: Scene, weapon: WeaponMention) -> bool:
    """Whether a weapon was only about: it flew over, stood by, or was taken."""
    norms = scene.words.norms
    before = norms[max(0, weapon.i - _IDLE_WITHIN) : weapon.i]
    return any(norm in _words("idle") for norm in (*before, *norms[weapon.j : weapon.j + 1]))


def _is_stored(scene: Scene, trigger: Trigger, weapon: WeaponMention) -> bool:
    """Whether a weapon only says what kind of store or site was struck: "a depot of rockets"."""
    return weapon.i > trigger.j and scene.words.norms[weapon.i - 1] in _words("stores")


def shot_down(scene: Scene, trigger: Trigger, weapons: Sequence[WeaponMention]) -> str | None:
    """Type of an event whose trigger struck weapons and had none: what was under way is averted, a manned aircraft fought."""
    frame = frame_table().frames[trigger.frame]
    if not may_strike(frame) or "weapon" in frame.roles.get("verb", {}).get("object", ()):
        return None
    if not weapons or not all(_is_object(scene, trigger, w) for w in weapons):
        return None
    if {w.weapon for w in weapons} & _UNDER_WAY:
        return "disrupted_weapons"
    return "armed_clash" if any(w.weapon == "aircraft" and not w.munition for w in weapons) else None


def is_prey(scene: Scene, trigger: Trigger, weapon: WeaponMention) -> bool:
    """Whether a manned aircraft is what the trigger's event struck, not what it struck with."""
    if weapon.weapon != "aircraft" or weapon.munition:
        return False
    frame = frame_table().frames[trigger.frame]
    return frame.evokes == "disrupted_weapons" or (may_strike(frame) and _is_object(scene, trigger, weapon))


def _is_object(scene: Scene, trigger: Trigger, weapon: WeaponMention) -> bool:
    """Whether somebody else is the subject of the trigger and the weapon its object: "the defences hit two drones"."""
    if trigger.pos != "verb" or weapon.i < trigger.j or trigger.enclitic is not None or trigger.voice == "passive":
        return False
    found = govern(scene.words, weapon.i, trigger.head, verbs=scene.verbs | {trigger.head})
    if found.place != BARE or found.i != trigger.head:
        return False
    low = scene.segment_of(trigger.i)[0]
    behind = any(s.j <= weapon.i for s in sides_between(scene, trigger.j, weapon.i))
    before = [s for s in sides_between(scene, low, trigger.i) if trigger.i - s.j <= _CLOSE]
    return behind or any(govern(scene.words, s.i, low, verbs=scene.verbs).place == START for s in before)
