"""Outcomes: what sweeps, attacks and takings of ground brought, told in their sentence."""

from __future__ import annotations

from marsad.annotators.drafts import HARM, Draft
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.separations import is_elsewhere, is_placed_apart
from marsad.annotators.typing_context import CAPTURE
from marsad.annotators.unions import absorb
from marsad.text.tokens import WAW

_TAKEN = ("territory_regained", "territory_overtaken", "transfer_of_territory")
_TAKEN_WITHIN = 14
_BROUGHT = frozenset(("arrests", "disrupted_weapons", "looting_destruction"))
_SWEEPS = frozenset(("security_operation", "arrests", "abduction"))
_GROUND = frozenset(("territory_regained", "territory_overtaken"))


def join_operations(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What a sweep or raid brought is told in its sentence and is its own only where it is placed apart."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        if last is not None and last.type == "looting_destruction" and d.violent and _is_carried(scene, d):
            out.pop()
            d.actors = d.actors or last.actors
            absorb(scene, d, last, outcome=True)
            out.append(d)
            continue
        apart = last is not None and d.type != "displacement" and is_placed_apart(scene, last, d)
        if last is not None and last.type == d.type and _is_carried(scene, d) and not apart:
            absorb(scene, last, d)
            continue
        bringing = [e for e in reversed(out) if _may_bring(e, d) and not e.aggregate and not _is_pointed(scene, e)]
        bringing += [e for e in reversed(out) if _is_part(scene, e, d) and not e.aggregate]
        bringing += [e for e in reversed(out) if _is_result(scene, e, d) and not e.aggregate and not e.definite]
        sweep = bringing[0] if bringing else None
        if sweep is not None and d.status in (None, "occurred") and not is_placed_apart(scene, sweep, d):
            absorb(scene, sweep, d, outcome=True)
        else:
            out.append(d)
    return out


def join_taken(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The fight or the withdrawal after which a place was taken, told behind it, names whom it was taken from."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        first = scene.triggers[d.numbers[0]]
        if last is not None and last.type in _TAKEN and d.type in (*_TAKEN, "armed_clash", "withdrawal") and first.pos != "verb":
            found = preposition_ending_at(scene.words, first.i - 1)
            gap = first.i - scene.triggers[last.numbers[-1]].j
            if (
                found is not None
                and found[1] in ("bad", "jarra")
                and gap <= _TAKEN_WITHIN
                and not is_placed_apart(scene, last, d)
            ):
                mine = {s.id for s in last.actors}
                foes = [s for s in (*d.actors, *d.targets) if s.id not in mine]
                last.targets = last.targets or foes
                d.actors, d.targets = [], []
                absorb(scene, last, d, outcome=True)
                continue
        out.append(d)
    return out


def _is_carried(scene: Scene, draft: Draft) -> bool:
    """Whether the verb is joined to the one before it and has no subject of its own."""
    trigger = scene.triggers[draft.numbers[0]]
    k = trigger.i - 1
    joined = k >= 0 and scene.words.clitic[k] and scene.words.norms[k] == WAW
    return trigger.pos == "verb" and joined and all(s.rule == "events.role.carried" for s in draft.actors)


def _is_result(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether a word of result stands before the other and after the one: arrests and finds that a clash led to."""
    first, second = scene.triggers[one.numbers[0]], scene.triggers[other.numbers[0]]
    if second.pos == "verb" or other.type not in _BROUGHT or not one.violent:
        return False
    low = scene.segment_of(second.i)[0]
    return any(t.kind == "result" and max(low, first.i) <= t.i < second.i for t in scene.of("triggers", low, second.i))


def _may_bring(sweep: Draft, brought: Draft) -> bool:
    """Whether what one tells may be an outcome of the other: finds of a sweep, damage of an attack, raids of an arrest."""
    if sweep.type in _SWEEPS:
        return (brought.type in _BROUGHT and brought.type != sweep.type) or (brought.type == "arrests" and not brought.targets)
    return (
        sweep.violent
        and brought.type in ("looting_destruction", "disrupted_weapons")
        and (not sweep.harm or brought.status in (None, "occurred"))
    )


def _is_part(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether the other, told without sides and place of its own, belongs to a sweep or a taking of ground told before it:
    shots and wounded of a raid, an advance and prisoners of a takeover."""
    carried = all(s.rule == "events.role.carried" for s in other.actors)
    if not carried or (other.definite and not other.harm and not other.generic) or is_elsewhere(scene, one, other):
        return False
    if one.type in _SWEEPS:
        harmed = any(frame_table().frames[name].figures in HARM for name in other.frames)
        return other.violent and (other.harm or (other.generic and harmed))
    if one.type in _GROUND:
        captured = any(scene.triggers[n].frame == CAPTURE for n in other.numbers)
        return captured or (other.violent and not other.certain and not other.targets and not other.figures and not other.harm)
    return False


def _is_pointed(scene: Scene, draft: Draft) -> bool:
    """Whether a noun with the article stands in a phrase that says where or after what: "near the place of the blast"."""
    trigger = scene.triggers[draft.numbers[0]]
    return draft.definite and trigger.i > 0 and scene.words.norms[trigger.i - 1] in grammar().spots
