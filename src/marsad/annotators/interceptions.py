"""Interceptions: air defences and what they shot down, told beside the attack."""

from __future__ import annotations

from marsad.annotators.drafts import Draft
from marsad.annotators.function_words import grammar
from marsad.annotators.scenes import Scene
from marsad.annotators.separations import is_placed_apart
from marsad.annotators.sides import FORCES
from marsad.annotators.typing_context import EXPLOSIVE
from marsad.annotators.unions import absorb


def join_intercepted(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Who fired what was shot down is whom that was done against: "two missiles that the group had fired"."""
    out: list[Draft] = []
    for d in drafts:
        last, first = out[-1] if out else None, scene.triggers[d.numbers[0]]
        taken_up = first.pos == "verb" and first.enclitic is not None and d.violent
        if last is not None and taken_up and last.type == "disrupted_weapons" and any(w.j == first.i for w in last.weapons):
            last.targets += [s for s in d.actors if s.kind in FORCES]
            continue
        out.append(d)
    return out


def join_beaten(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Air defences against an attack told beside them, and missiles of it that they shot down, are that attack."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        if (
            last is not None
            and last.type in EXPLOSIVE
            and d.type in EXPLOSIVE
            and last.status == "foiled"
            and d.status != "foiled"
        ):
            if not d.aggregate and not is_placed_apart(scene, last, d):
                out.pop()
                last.actors, last.targets = [], []
                absorb(scene, d, last, outcome=True)
        elif last is not None and last.type in EXPLOSIVE and d.type == "disrupted_weapons" and d.status == "foiled":
            k = scene.triggers[d.numbers[-1]].j
            part = range(scene.triggers[d.numbers[0]].i, min(k + 4, len(scene.words)))
            if last.status != "foiled" and not last.aggregate and any(scene.words.norms[x] in grammar().remainders for x in part):
                d.actors, d.targets, d.figures = [], [], []
                absorb(scene, last, d, outcome=True)
                continue
        out.append(d)
    return out
