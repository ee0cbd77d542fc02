"""Protests: what a crowd did and what the police did to it are one event, inside a sentence and across sentences."""

from __future__ import annotations

from marsad.annotators.drafts import FIGHT, Draft
from marsad.annotators.homes import SPOKEN
from marsad.annotators.scenes import Scene
from marsad.annotators.separations import is_placed_apart
from marsad.annotators.settings import agree
from marsad.annotators.sides import FORCES
from marsad.annotators.unions import absorb

_LETHAL = frozenset(("small_arms", "sniper"))
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


def protest_of(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The protest told just before, of which arrests and shots without a place and a day of their own are a part."""
    shots = draft.type in FIGHT and _is_police(draft) and not draft.harm
    if draft.type not in ("arrests", *PROTESTS) and not shots:
        return None
    if draft.apart or draft.date is not None or draft.background or draft.aggregate:
        return None
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    last = next((e for e in reversed(earlier) if not e.aggregate and e.type not in SPOKEN), None)
    if last is None or not (draft.place is None or (shots and agree(draft, last, loose=True))):
        return None
    if last.type not in PROTESTS or at - scene.sentence_of(scene.triggers[last.numbers[-1]].i) > 2:
        return None
    if shots:
        lethal = any(w.weapon in _LETHAL for w in draft.weapons) or any(f.what == "killed" and f.low for f in draft.figures)
        draft.type, draft.certain = (PROTESTS[0] if lethal else PROTESTS[1]), True
        last.targets = [s for s in last.actors if s.kind in ("protesters", "nationals", "civilians")] or last.targets
        last.actors, draft.targets = list(draft.actors), []
        last.type, last.certain = draft.type, True
    return last


def _is_police(draft: Draft) -> bool:
    """Whether forces of a state act against nobody else than a crowd."""
    acting = bool(draft.actors) and all(s.kind in FORCES and s.kind not in ("rebel", "militia") for s in draft.actors)
    return acting and all(s.kind in ("protesters", "civilians", "nationals") for s in draft.targets)
