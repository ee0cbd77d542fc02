"""Joining: which triggers of one sentence tell one event, by its grammar."""

from __future__ import annotations

from marsad.annotators.drafts import REFERENCE, VIOLENT, Draft, absorb, read_draft
from marsad.annotators.event_places import locates
from marsad.annotators.event_times import is_dated_apart
from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import grammar, preposition_ending_at
from marsad.annotators.place_relations import places_conflict
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.annotators.sequences import is_counted_from
from marsad.annotators.sides import FORCES
from marsad.annotators.sites import NOWHERE
from marsad.annotators.triggers import Trigger
from marsad.annotators.typing_context import EXPLOSIVE
from marsad.text.tokens import WAW

_CAUSAL = ("bi", "fi", "jarra", "ala_yad", "bad")
_HARM = ("killed", "injured")
_TAKEN = ("territory_regained", "territory_overtaken", "transfer_of_territory")
_TAKEN_WITHIN = 14
_BROUGHT = frozenset(("arrests", "disrupted_weapons", "looting_destruction"))
_SWEEPS = frozenset(("security_operation", "arrests", "abduction"))
_GROUND = frozenset(("territory_regained", "territory_overtaken"))
CAPTURE = "asara"  # the frame of prisoners taken in a fight
_SPOKEN = frozenset(("threat", "demand", "agreement", "consultation", "support", "cooperation", "sanction", "judicial"))
PROTESTS = ("excessive_force", "protest_intervention", "violent_demonstration", "peaceful_protest")


def read_sentence(scene: Scene, index: int) -> list[Draft]:
    """Drafts of one sentence, joined where its grammar says that they are one event."""
    i, j = scene.sentence(index)
    drafts = [d for n in scene.numbers_of(i, j) if (d := read_draft(scene, n)) is not None]
    drafts = _drop_weak(scene, drafts)
    for join in (
        _join_intercepted,
        _join_qualified,
        _join_taken,
        _join_harm,
        _join_beaten,
        _join_operations,
        _join_protests,
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


def _join_protests(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A protest and what the police did to it are one event, of the gravest type, unless placed apart."""
    out: list[Draft] = []
    for d in drafts:
        fit = d.type in PROTESTS or (d.type == "arrests" and not d.background)
        first = next((e for e in out if e.type in PROTESTS and fit and e.aggregate == d.aggregate), None)
        if first is None or first.status != d.status or _is_placed_apart(scene, first, d):
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


def _join_spoken(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Words of one kind of act in one sentence tell one act, unless dated or placed apart."""
    out: list[Draft] = []
    for d in drafts:
        same = next((e for e in out if e.type == d.type and d.type in _SPOKEN and e.status == d.status), None)
        if same is not None and not _is_placed_apart(scene, same, d) and not d.background:
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


def _join_harm(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Hang what tells deaths and injuries on what caused them: after it in the sentence first, then before it."""
    causes = [d for d in drafts if not d.harm and (d.violent or d.type == "violent_demonstration") and not d.aggregate]
    causes = [d for d in causes if not d.weak] or causes
    causes = causes or [d for d in drafts if d.violent and d.aggregate and not d.harm]
    harms = [d for d in drafts if not d.aggregate and (d.harm or _is_taking(scene, d, causes))]
    out: list[Draft] = [d for d in drafts if d not in harms]
    pending: list[Draft] = []
    found = [_cause_of(scene, d, causes) for d in harms]
    for n in range(len(harms) - 2, -1, -1):  # joined harm has the cause of the harm that it is joined to
        if found[n] is None and found[n + 1] is not None and _is_coordinated(scene, harms[n], harms[n + 1]):
            found[n] = found[n + 1] if not _is_elsewhere(scene, harms[n], harms[n + 1]) else None
    for d, cause in zip(harms, found, strict=True):
        if cause is not None:
            older = cause.background or (d.background and d.harm)
            absorb(scene, cause, d)
            cause.background = older
        elif pending and _is_coordinated(scene, pending[-1], d) and not _is_elsewhere(scene, pending[-1], d):
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
        0 < trigger.i - t.i <= 8 and frame_table().frames[t.frame].figures in _HARM
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
    while earlier and _is_elsewhere(scene, earlier[0][2], harm):
        del earlier[0]
    if earlier and earlier[0][0] == 0:
        return earlier[0][2]
    if later and _leads_to(scene, at, scene.triggers[later[0][2].numbers[0]]):
        return later[0][2]
    earlier = [e for e in earlier if not e[2].reference or e[0] <= 1]
    if earlier and not harm.apart:
        return earlier[0][2]
    return None


def _is_elsewhere(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether each of two has a place right after its own words, and one place is not in the other; or a day of its own."""
    if is_dated_apart(scene, scene.triggers[one.numbers[-1]].i, scene.triggers[other.numbers[0]].i):
        return True
    first, second = _place_after(scene, one), _place_after(scene, other)
    return first is not None and second is not None and places_conflict(first, second)


def _place_after(scene: Scene, draft: Draft) -> PlaceMention | None:
    """The first place that locates a draft between its last trigger and the next event told in its sentence."""
    last = scene.triggers[draft.numbers[-1]]
    high = scene.sentence(scene.sentence_of(last.i))[1]
    frames = frame_table().frames
    for t in scene.of("triggers", last.j, high):
        told = frames[t.frame].figures in _HARM or not frames[t.frame].families.isdisjoint(VIOLENT)
        if last.j <= t.i < high and t.kind == "event" and not t.weak and told:
            high = t.i
            break
    fit = (p for p in scene.of("places", last.j, high) if last.j <= p.i < high and p.role not in NOWHERE)
    return next((p for p in fit if locates(scene, draft, p)), None)


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


def _join_operations(scene: Scene, drafts: list[Draft]) -> list[Draft]:
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
        apart = last is not None and d.type != "displacement" and _is_placed_apart(scene, last, d)
        if last is not None and last.type == d.type and _is_carried(scene, d) and not apart:
            absorb(scene, last, d)
            continue
        bringing = [e for e in reversed(out) if _may_bring(e, d) and not e.aggregate and not _is_pointed(scene, e)]
        bringing += [e for e in reversed(out) if _is_part(scene, e, d) and not e.aggregate]
        bringing += [e for e in reversed(out) if _is_result(scene, e, d) and not e.aggregate and not e.definite]
        sweep = bringing[0] if bringing else None
        if sweep is not None and d.status in (None, "occurred") and not _is_placed_apart(scene, sweep, d):
            absorb(scene, sweep, d, outcome=True)
        else:
            out.append(d)
    return out


def _join_intercepted(scene: Scene, drafts: list[Draft]) -> list[Draft]:
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


def _join_taken(scene: Scene, drafts: list[Draft]) -> list[Draft]:
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
                and not _is_placed_apart(scene, last, d)
            ):
                mine = {s.id for s in last.actors}
                foes = [s for s in (*d.actors, *d.targets) if s.id not in mine]
                last.targets = last.targets or foes
                d.actors, d.targets = [], []
                absorb(scene, last, d, outcome=True)
                continue
        out.append(d)
    return out


def _join_beaten(scene: Scene, drafts: list[Draft]) -> list[Draft]:
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
            if not d.aggregate and not _is_placed_apart(scene, last, d):
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
    if not carried or (other.definite and not other.harm and not other.generic) or _is_elsewhere(scene, one, other):
        return False
    if one.type in _SWEEPS:
        harmed = any(frame_table().frames[name].figures in _HARM for name in other.frames)
        return other.violent and (other.harm or (other.generic and harmed))
    if one.type in _GROUND:
        captured = any(scene.triggers[n].frame == CAPTURE for n in other.numbers)
        return captured or (other.violent and not other.certain and not other.targets and not other.figures and not other.harm)
    return False


def _is_pointed(scene: Scene, draft: Draft) -> bool:
    """Whether a noun with the article stands in a phrase that says where or after what: "near the place of the blast"."""
    trigger = scene.triggers[draft.numbers[0]]
    return draft.definite and trigger.i > 0 and scene.words.norms[trigger.i - 1] in grammar().spots


def _is_placed_apart(scene: Scene, one: Draft, other: Draft) -> bool:
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    if any(first.i < p.i < second.i and _is_set_off(scene, p) for p in scene.of("places", first.i, second.i)):
        return True
    _, high = scene.segment_of(second.i)
    between = [p for p in scene.of("places", second.i, high) if second.i < p.i < high and p.role == "locative"]
    return bool(between) and scene.segment_index(first.i) != scene.segment_index(second.i)


def _is_set_off(scene: Scene, place: PlaceMention) -> bool:
    """Whether "and in" before a place opens what happened there."""
    words = scene.words
    for k in range(max(1, place.i - 3), place.i):
        found = preposition_ending_at(words, k)
        if found is not None and found[1] == "fi" and words.clitic[found[0] - 1] and words.norms[found[0] - 1] == WAW:
            return True
    return False


def _is_coordinated(scene: Scene, one: Draft, other: Draft) -> bool:
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    return scene.segment_index(second.i) - scene.segment_index(first.i) <= 1 and second.i - first.i <= 30
