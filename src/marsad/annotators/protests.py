"""Protests: what a crowd did and what the police did to it are one event, inside a sentence and across sentences."""

from __future__ import annotations

from marsad.annotators.drafts import Draft, absorb
from marsad.annotators.scenes import Scene
from marsad.annotators.separations import is_placed_apart

PROTESTS = ("excessive_force", "protest_intervention", "violent_demonstration", "peaceful_protest")


def join_protests(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A protest and what the police did to it are one event, of the gravest type, unless placed apart."""
    out: list[Draft] = []
    for d in drafts:
        fit = d.type in PROTESTS or (d.type == "arrests" and not d.background)
        first = next((e for e in out if e.type in PROTESTS and fit and e.aggregate == d.aggregate), None)
        if first is None or first.status != d.status or is_placed_apart(scene, first, d):
            out.append(d)
            continue
        gravest = min(first.type or "", d.type if d.type in PROTESTS else "protest_intervention", key=PROTESTS.index)
        _set_sides(first, d)
        absorb(scene, first, d)
        first.type, first.certain = gravest, True
    return out


def _set_sides(one: Draft, other: Draft) -> None:
    """Who protested is the target of who shot at the protest."""
    if PROTESTS[0] not in (one.type, other.type) or one.type == other.type:
        return
    force, crowd = (one, other) if one.type == PROTESTS[0] else (other, one)
    people = [s for s in (*force.targets, *crowd.actors) if s.kind in ("protesters", "nationals", "civilians")]
    one.actors, one.targets = list(force.actors), people or list(force.targets)
    other.actors, other.targets = [], []
