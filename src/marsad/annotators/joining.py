"""Joining: which triggers of one sentence tell one event, by its grammar."""

from __future__ import annotations

from marsad.annotators.causes import join_harm
from marsad.annotators.drafts import Draft, read_draft
from marsad.annotators.function_words import grammar
from marsad.annotators.interceptions import join_beaten, join_intercepted
from marsad.annotators.outcomes import join_operations, join_taken
from marsad.annotators.protests import join_protests
from marsad.annotators.scenes import Scene
from marsad.annotators.separations import is_placed_apart
from marsad.annotators.sequences import is_counted_from
from marsad.annotators.unions import absorb
from marsad.text.tokens import WAW

_SPOKEN = frozenset(("threat", "demand", "agreement", "consultation", "support", "cooperation", "sanction", "judicial"))


def read_sentence(scene: Scene, index: int) -> list[Draft]:
    """Drafts of one sentence, joined where its grammar says that they are one event."""
    i, j = scene.sentence(index)
    drafts = [d for n in scene.numbers_of(i, j) if (d := read_draft(scene, n)) is not None]
    drafts = _drop_weak(scene, drafts)
    for join in (
        join_intercepted,
        _join_qualified,
        join_taken,
        join_harm,
        join_beaten,
        join_operations,
        join_protests,
        _join_spoken,
    ):
        drafts = join(scene, drafts)
    told = {f.trigger[0] for f in scene.of("figures", i, j) if f.trigger is not None}
    return [d for d in drafts if not (d.harm and d.definite) or any(scene.triggers[n].i in told for n in d.numbers)]


def _drop_weak(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Without the weapons and victims that a better word in their segment tells of, and without what only dates another."""
    strong = {scene.segment_index(scene.triggers[d.numbers[0]].i) for d in drafts if not d.weak and not d.harm}
    out = []
    for d in drafts:
        trigger = scene.triggers[d.numbers[0]]
        dated = any(t.i <= trigger.i < t.j for t in scene.of("times", trigger.i, trigger.i + 1))
        if not dated and not (d.weak and not d.harm and scene.segment_index(trigger.i) in strong):
            out.append(d)
    return out


def _join_spoken(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Words of one kind of act in one sentence tell one act, unless dated or placed apart."""
    out: list[Draft] = []
    for d in drafts:
        same = next((e for e in out if e.type == d.type and d.type in _SPOKEN and e.status == d.status), None)
        if same is not None and not is_placed_apart(scene, same, d) and not d.background:
            absorb(scene, same, d)
        else:
            out.append(d)
    return out


def _join_qualified(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Join "a bombing that struck", "an attack they launched", and verbs joined without a subject of their own."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        if last is not None and _is_adjacent(scene, last, d):
            absorb(scene, last, d, outcome=not last.harm or d.harm)
            continue
        if last is not None and _is_qualified(scene, last, d):
            absorb(scene, last, d)
        else:
            out.append(d)
    return out


def _is_adjacent(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether two verbs stand side by side, joined by "and": "intercepted and destroyed", "killed and arrested"."""
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    k = second.i - 1
    joined = scene.words.clitic[k] and scene.words.norms[k] == WAW
    return first.pos == second.pos == "verb" and joined and second.i - first.j == 1


def _is_qualified(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.harm != other.harm:
        return False
    if not (one.violent and other.violent) or (one.apart is not other.apart and other.apart):
        return False
    if one.weak != other.weak and scene.triggers[other.numbers[0]].i - scene.triggers[one.numbers[-1]].j > 4:
        return False
    if one.status != other.status and "foiled" in (one.status, other.status):
        return False
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    if _statements_of(scene, first.i) != _statements_of(scene, second.i) or is_counted_from(scene, second.i):
        return False
    if one.aggregate != other.aggregate and first.plural != second.plural and second.pos != "verb":
        return False
    gap = second.i - first.j
    joined = second.i > 0 and scene.words.clitic[second.i - 1] and scene.words.norms[second.i - 1] == WAW
    if scene.segment_of(first.i) == scene.segment_of(second.i) and gap <= 14:
        return not joined or second.pos == "verb"
    if not joined and second.pos == "verb" and gap <= 10 and scene.words.norms[second.i - 1] in grammar().relatives:
        return True
    return joined and second.pos == "verb" and not other.actors and gap <= 16 and not one.harm and not other.harm


def _statements_of(scene: Scene, k: int) -> list[int]:
    return list(scene.said_at(k))
