"""Causes: what the deaths and injuries that a sentence tells hang on."""

from __future__ import annotations

from marsad.annotators.drafts import HARM, REFERENCE, Draft
from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.separations import is_coordinated, is_elsewhere
from marsad.annotators.sequences import is_counted_from
from marsad.annotators.triggers import Trigger
from marsad.annotators.typing_context import CAPTURE
from marsad.annotators.unions import absorb

_CAUSAL = ("bi", "fi", "jarra", "ala_yad", "bad")


def join_harm(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Hang what tells deaths and injuries on what caused them: after it in the sentence first, then before it."""
    causes = [d for d in drafts if not d.harm and (d.violent or d.type == "violent_demonstration") and not d.aggregate]
    causes = [d for d in causes if not d.weak] or causes
    causes = causes or [d for d in drafts if d.violent and d.aggregate and not d.harm]
    harms = [d for d in drafts if not d.aggregate and (d.harm or _is_taking(scene, d, causes))]
    out: list[Draft] = [d for d in drafts if d not in harms]
    pending: list[Draft] = []
    found = [_cause_of(scene, d, causes) for d in harms]
    for n in range(len(harms) - 2, -1, -1):  # joined harm has the cause of the harm that it is joined to
        if found[n] is None and found[n + 1] is not None and is_coordinated(scene, harms[n], harms[n + 1]):
            found[n] = found[n + 1] if not is_elsewhere(scene, harms[n], harms[n + 1]) else None
    for d, cause in zip(harms, found, strict=True):
        if cause is not None:
            older = cause.background or (d.background and d.harm)
            absorb(scene, cause, d)
            cause.background = older
        elif pending and is_coordinated(scene, pending[-1], d) and not is_elsewhere(scene, pending[-1], d):
            absorb(scene, pending[-1], d)
        else:
            pending.append(d)
    return sorted(out + pending, key=lambda d: d.numbers[0])


def _is_taking(scene: Scene, draft: Draft, causes: list[Draft]) -> bool:
    """Whether prisoners are told beside the dead as what an attack in the same segment brought."""
    trigger = scene.triggers[draft.numbers[0]]
    if draft.type != "abduction":
        return False
    if trigger.frame == CAPTURE:
        return True
    segment = scene.segment_index(trigger.i)
    beside = any(
        0 < trigger.i - t.i <= 8 and frame_table().frames[t.frame].figures in HARM
        for t in scene.of("triggers", trigger.i - 9, trigger.i)
    )
    if trigger.pos == "verb" and not beside:
        return False
    return any(scene.segment_index(scene.triggers[c.numbers[0]].i) == segment for c in causes)


def _cause_of(scene: Scene, harm: Draft, causes: list[Draft]) -> Draft | None:
    at = scene.triggers[harm.numbers[0]]
    mine = scene.segment_index(at.i)
    later: list[tuple[int, int, Draft]] = []
    earlier: list[tuple[int, int, Draft]] = []
    for cause in causes:
        t = scene.triggers[cause.numbers[0]]
        if t.i > at.i and is_counted_from(scene, t.i):
            continue
        (later if t.i > at.i else earlier).append((abs(scene.segment_index(t.i) - mine), abs(t.i - at.i), cause))
    if is_counted_from(scene, at.i):
        earlier = []
    later.sort(key=lambda x: x[:2])
    earlier.sort(key=lambda x: x[:2])
    fit = (e for e in earlier if not is_elsewhere(scene, e[2], harm))  # looked for one by one: the first is most often it
    first = next(fit, None)
    if first is not None and first[0] == 0:
        return first[2]
    if later and _leads_to(scene, at, scene.triggers[later[0][2].numbers[0]]):
        return later[0][2]
    while first is not None and first[2].reference and first[0] > 1:
        first = next(fit, None)
    return first[2] if first is not None and not harm.apart else None


def _leads_to(scene: Scene, harm: Trigger, cause: Trigger) -> bool:
    """Whether the words before the cause make it the cause of the harm: a preposition, with only harm between them."""
    between = [t for t in scene.of("triggers", harm.i, cause.i) if harm.i < t.i < cause.i and t.kind == "event"]
    frames = frame_table().frames
    if any(frames[t.frame].figures is None for t in between):
        return False
    before = preposition_ending_at(scene.words, cause.i - 1) if cause.i else None
    if cause.kind == REFERENCE:
        return before is not None and before[1] in ("fi", "jarra")
    if before is not None and before[1] in _CAUSAL:
        return True
    if cause.pos == "verb" and any(
        (p := preposition_ending_at(scene.words, k)) is not None and p[1] in _CAUSAL
        for k in range(max(harm.j, cause.i - 4), cause.i)
    ):
        return True
    if cause.pos == "verb" and scene.segment_of(harm.i) != scene.segment_of(cause.i):
        return False
    return scene.segment_of(harm.i) == scene.segment_of(cause.i)
