"""Unions: two drafts of one event taken as one, with the sides, figures and settings of both."""

from __future__ import annotations

from marsad.annotators.drafts import Draft, decide
from marsad.annotators.lent_roles import MATRIX
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import SideMention, are_related

_MOST_CORE = 12


def absorb(scene: Scene, one: Draft, other: Draft, *, fill: bool = False, outcome: bool = False) -> None:
    """Take the other draft into the one; what the one has already stays first.

    `fill`: sides only where it has none. `outcome`: the other is what the one led to and says nothing of its type.
    """
    pointing = other.reference and not one.reference
    telling = one.harm and not other.harm and not pointing
    if telling:
        one.core = list(other.core)
    elif not pointing and not outcome and one.harm == other.harm:
        one.core = (one.core + other.core)[:_MOST_CORE]
    one.numbers += other.numbers
    one.frames += other.frames
    if fill:
        one.actors = one.actors or list(other.actors)
        one.targets = one.targets or list(other.targets)
    else:
        _join_sides(one, other)
    one.weapons += [w for w in other.weapons if w not in one.weapons]
    one.figures += [f for f in other.figures if f not in one.figures]
    if other.date is not None and (one.date is None or (one.announced and not other.announced)):
        one.date, one.announced, one.lent = other.date, other.announced, other.lent
    one.weak = one.weak and other.weak
    one.reference = one.reference and (other.reference or other.harm)
    one.background = one.background and other.background
    one.generic = other.generic if telling else one.generic and (other.generic or other.harm)
    if telling:
        one.harm, one.type, one.certain = False, other.type, other.certain
        one.status = other.status or one.status
    elif other.certain and not one.certain and not other.harm:
        one.type, one.certain = other.type, True
    one.aggregate = one.aggregate or (other.aggregate and len(one.numbers) == len(other.numbers))
    decide(scene, one)


def _join_sides(one: Draft, other: Draft) -> None:
    """Sides of both. Who was killed or hurt stands for what was struck only where nothing else does."""
    if one.repels is not other.repels and one.actors and other.actors:
        defended, attack = (one, other) if one.repels else (other, one)
        if not any(_same_side(s, t) for s in defended.actors for t in attack.actors):
            first, second = (defended, attack) if defended.actors[0].i < attack.actors[0].i else (attack, defended)
            known = list(first.targets)
            one.targets = known + [s for s in second.actors if not any(_same_side(s, t) for t in known)]
            one.actors = list(first.actors)
            return
    if one.harm and not other.harm and other.actors:
        one.actors = list(other.actors)
    lent = other.harm and not one.harm and one.actors  # who announces the dead of an attack is not who joined in it
    one.actors += [s for s in other.actors if not any(_same_side(s, t) for t in one.actors) and not (lent and s.rule == MATRIX)]
    if one.harm and not other.harm and other.targets:
        one.targets = list(other.targets)
    elif other.harm and not one.harm and other.targets and all(s.id is None for s in one.targets):
        one.targets = other.targets + one.targets
    elif not other.harm or not one.targets:
        one.targets += [s for s in other.targets if not any(_same_side(s, t) for t in one.targets)]


def _same_side(a: SideMention, b: SideMention) -> bool:
    if a.id is not None and b.id is not None:
        return are_related(a, b)
    return a.i == b.i
