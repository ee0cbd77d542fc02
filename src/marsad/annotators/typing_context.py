"""What is known of a draft when its type is decided: weapons, classes of the sides, things and manners in its segments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from marsad.annotators.arms import shot_down
from marsad.annotators.frames import Frame, frame_table
from marsad.annotators.manners import (
    CONDITIONS,
    Context,
    decide_type,
    find_actor_classes,
    find_manners,
    find_objects,
    matching_rule,
)
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import SideMention

if TYPE_CHECKING:
    from marsad.annotators.drafts import Draft
    from marsad.annotators.triggers import Trigger

_HARM = ("killed", "injured")
_AIR = ("aircraft", "drone")
EXPLOSIVE = frozenset(("shelling_missile", "air_drone_strike", "ied_mine", "suicide_bomb", "grenade", "chemical_weapon"))
_CLASH, _ATTACK = "armed_clash", "attack_civilians"
_FIGHTS = frozenset((_CLASH, _ATTACK, "mob_violence", "excessive_force"))
_SHELLING, _STRIKE = "shelling_missile", "air_drone_strike"
_OBJECTS_WITHIN = 14
_THINGS = ("civilians", "civic", "building", "protected", "venue", "gathering", "vehicle")
_WHERE = frozenset(("fi", "qurb", "amam"))
CAPTURE = "asara"
_ARMED = frozenset(("military", "security", "militant", "commander"))
_STRUCK = frozenset(("building", "vehicle", "gathering"))
# weapons that leave no doubt: missiles and rockets are fired from the ground and from the air
_TELLING = {_SHELLING: frozenset(("artillery", "mortar")), _STRIKE: frozenset(_AIR)}


def context_of(scene: Scene, draft: Draft) -> tuple[str, bool, str | None] | None:
    """Type, whether evidence settled it rather than a default, and status; None where no trigger's frame is an event."""
    shot = shot_down(scene, scene.triggers[draft.core[0]], draft.weapons)
    if shot is not None:
        return shot, True, "foiled" if shot == "disrupted_weapons" else None
    context = read_context(scene, draft)
    best: tuple[int, str, bool, str | None] | None = None
    for number in draft.core:
        frame = frame_table().frames[scene.triggers[number].frame]
        found = decide_type(frame, context)
        if found is None:
            continue
        certain = _is_certain(frame, context)
        rank = 2 * (frame.figures not in _HARM) + 2 * _is_explosive(frame) + certain
        rank -= 2 * scene.triggers[number].weak + 4 * (frame.id == CAPTURE)  # captives are a figure of the fight
        if best is None or rank > best[0]:
            best = (rank, found[0], certain, found[1])
    if best is None:
        return None
    first = frame_table().frames[scene.triggers[draft.core[0]].frame]
    if best[1] == _SHELLING and context.weapons & set(_AIR) and _STRIKE in first.families and not first.figures:
        return _STRIKE, True, best[3]  # the launcher names the strike
    return _by_sides(draft, context, best[1], certain=best[2]), best[2], best[3]


def _is_explosive(frame: Frame) -> bool:
    return not frame.families.isdisjoint(EXPLOSIVE) and frame.families.isdisjoint(_FIGHTS)


def _by_sides(draft: Draft, context: Context, kind: str, *, certain: bool) -> str:
    """A fight by who is in it: of tribes among themselves, of arms against civilians, of arms against arms."""
    if kind == _CLASH and "tribe" in context.actors and all(s.id is None or "tribe" in (s.id, *s.within) for s in draft.targets):
        return "mob_violence"
    if certain or kind not in (_CLASH, _ATTACK) or not context.targets:
        return kind
    return _CLASH if "armed" in context.targets else _ATTACK if context.targets == {"civilian"} else kind


def read_context(scene: Scene, draft: Draft) -> Context:
    """Circumstances of a draft."""
    words = scene.words
    manners: set[str] = set()
    objects: set[str] = set()
    classes: set[str] = set()
    for number in draft.core:
        trigger = scene.triggers[number]
        low, high = scene.segment_of(trigger.i)
        manners |= find_manners(words, low, high)
        objects |= find_objects(words, trigger.i, _end_of_objects(scene, trigger, min(high, trigger.j + _OBJECTS_WITHIN)))
        if trigger.complement is not None:
            objects |= find_objects(words, *trigger.complement)
    for side in draft.actors:
        classes |= find_actor_classes(words, max(0, side.i - 1), side.j)
    weapons = {w.weapon for w in draft.weapons}
    if "drone" in weapons:  # the word for a march is the word for a drone
        manners.discard("protest")
    classes |= {"aircraft", "drone"} & weapons
    return Context(
        weapons=frozenset(weapons),
        targets=_target_classes(draft.targets, scene) if not _are_armed(draft) else _armed_classes(draft.targets, scene),
        actors=frozenset(classes) | _actor_classes(draft.actors, scene),
        objects=frozenset(objects),
        manners=frozenset(manners),
    )


def _end_of_objects(scene: Scene, trigger: Trigger, high: int) -> int:
    """Where the objects of a noun of action end: what it happened in is none ("a blast in a mosque")."""
    if trigger.pos == "verb":
        return high
    for k in range(trigger.j, high):
        found = preposition_ending_at(scene.words, k)
        if found is not None and found[1] in _WHERE:
            return k
    return high


def _is_certain(frame: Frame, context: Context) -> bool:
    if not frame.decide:
        return True
    rule = matching_rule(frame, context)
    if rule is not None and not _TELLING.get(rule["type"], frozenset()).isdisjoint(context.weapons):
        return True
    return rule is not None and (any(key in rule for key, _ in CONDITIONS) or len(frame.families) <= 2)


def _are_armed(draft: Draft) -> bool:
    """Whether those who were killed or hurt, the attackers left out, are all known to be armed."""
    if len(draft.frames) > 1 and CAPTURE in draft.frames:
        return True
    who = [f.who_category for f in draft.figures if f.what in _HARM and f.side is None and not f.part and f.low]
    known = [category for category in who if category not in (None, "victim")]
    return bool(known) and all(category in _ARMED for category in known)


def _armed_classes(sides: Iterable[SideMention], scene: Scene) -> frozenset[str]:
    """Classes of the targets where the victims are armed: the bus or the house that was struck was theirs."""
    return _target_classes((side for side in sides if side.kind not in _STRUCK), scene) | {"armed"}


def _target_classes(sides: Iterable[SideMention], scene: Scene) -> frozenset[str]:
    out: set[str] = set()
    for side in sides:
        if side.kind == "protesters":
            out.add("protester")
        elif (side.kind in _THINGS and not actors().is_armed(side.id)) or (side.kind == "person" and side.id is None):
            out.add("civilian")
        elif side.kind in ("post", "armed_group", "armed_vehicle") or actors().is_armed(side.id):
            out.add("armed")
            if actors().side(side.id, scene.country) == "nonstate" or side.kind == "armed_group":
                out.add("nonstate")
        elif side.id is None and side.kind in ("rebel", "militia", "force", "state"):
            out.add("armed")
    return frozenset(out)


def _actor_classes(sides: Iterable[SideMention], scene: Scene) -> frozenset[str]:
    out: set[str] = set()
    for side in sides:
        found = actors().side(side.id, scene.country)
        if found is not None:
            out.add(found)
        if side.id == "tribe" or "tribe" in side.within:
            out.add("tribe")
        if side.id == "il_settlers":
            out.add("settler")
        if found is None and side.kind in ("rebel", "militia"):
            out.add("nonstate")
        if found == "nonstate" and any(above.endswith("_gov") for above in side.within):
            out.discard("nonstate")
            out.add("state")
        if actors().is_armed(side.id):
            out.add("armed")
    return frozenset(out)
