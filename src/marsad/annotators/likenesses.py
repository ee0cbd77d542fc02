"""Likenesses: whether two drafts can tell one event, by type, status, sides and weapons."""

from __future__ import annotations

from marsad.annotators.drafts import FIGHT, GENERIC, Draft
from marsad.annotators.frames import frame_table
from marsad.annotators.responsibility import is_vague
from marsad.annotators.settings import agree
from marsad.annotators.sides import SideMention, are_related
from marsad.annotators.typing_context import EXPLOSIVE


def may_be_one(draft: Draft, other: Draft) -> bool:
    """Whether nothing that two drafts say, of type, setting, status or sides, keeps them from being one event."""
    if not types_fit(draft, other) or not agree(draft, other, loose=draft.definite):
        return False
    if other.sum and draft.place is not None and not draft.inherited and draft.place is not other.place and not draft.definite:
        return False
    if {draft.status or "occurred", other.status or "occurred"} & {"foiled", "threatened", "denied"} and (
        draft.status or "occurred"
    ) != (other.status or "occurred"):
        return False
    return not (
        _sides_conflict(draft.actors, other.actors) or (not draft.definite and _sides_conflict(draft.targets, other.targets))
    )


def is_its_weapon(draft: Draft, other: Draft) -> bool:
    """Whether a noun with the article names the weapon of an attack told before: "the device had been hidden"."""
    if not (draft.weak and draft.definite and not draft.harm and other.violent and agree(draft, other, loose=True)):
        return False
    return not {w.weapon for w in draft.weapons}.isdisjoint(w.weapon for w in other.weapons)


def is_close(draft: Draft, other: Draft) -> bool:
    """Whether the types are of one family, so that a noun points to this rather than to any violence."""
    return draft.type in (GENERIC, other.type) or {draft.type, other.type} <= EXPLOSIVE or draft.harm


def types_fit(a: Draft, b: Draft) -> bool:
    """Whether the types of two drafts may be of one event: the same, or one of them open."""
    if a.type == b.type:
        return True
    if not (a.violent and b.violent):
        return False
    if a.type == GENERIC or b.type == GENERIC:
        return True
    if a.harm or b.harm:
        return not (a.certain and b.certain and a.type != b.type and {a.type, b.type} <= EXPLOSIVE)
    if a.certain and b.certain:
        return False
    return {a.type, b.type} <= EXPLOSIVE or {a.type, b.type} <= FIGHT or _is_open(a) or _is_open(b)


def _is_open(draft: Draft) -> bool:
    """Whether the frame of a draft is any attack and nothing settles which."""
    frame = frame_table().frames[draft.frames[0]]
    return not draft.certain and frame.evokes == GENERIC and frame.figures is None


def _sides_conflict(a: list[SideMention], b: list[SideMention]) -> bool:
    mine, theirs = [s for s in a if s.id], [s for s in b if s.id]
    if not mine or not theirs:
        return False
    return not any(_related(s, t) for s in mine for t in theirs)


def _related(a: SideMention, b: SideMention) -> bool:
    return a.id == b.id or a.id in b.within or b.id in a.within or is_vague(a) or is_vague(b) or "civilians" in (a.id, b.id)


def same_sides(a: Draft, b: Draft) -> bool:
    """Whether two drafts have an actor in common, and a target where both name one."""

    def meet(x: list[SideMention], y: list[SideMention]) -> bool:
        return any(are_related(s, t) for s in x for t in y)

    known = [[s for s in d.targets if s.id is not None] for d in (a, b)]
    return meet(a.actors, b.actors) and (meet(*known) or not known[0] or not known[1])
