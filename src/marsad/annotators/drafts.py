"""Drafts of events: one for each trigger, with its sides, weapons and type, joined inside a sentence where they are one event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import grammar, preposition_ending_at
from marsad.annotators.roles import SideMention, find_roles
from marsad.annotators.scenes import Scene
from marsad.annotators.triggers import Trigger
from marsad.annotators.typing_context import context_of
from marsad.text.tokens import ARTICLE, WAW

if TYPE_CHECKING:
    from marsad.annotators.figures import FigureMention
    from marsad.annotators.places import PlaceMention
    from marsad.annotators.times import TimexMention
    from marsad.annotators.weapons import WeaponMention

EXPLOSIVE = frozenset(("shelling_missile", "air_drone_strike", "ied_mine", "suicide_bomb", "grenade", "chemical_weapon"))
FIGHT = frozenset(("armed_clash", "attack_civilians", "excessive_force", "mob_violence", "sexual_violence"))
VIOLENT = EXPLOSIVE | FIGHT
GENERIC = "attack"
_HARM = ("killed", "injured")


@dataclass(slots=True)
class Draft:
    """An event in the making. `numbers` index the scene's triggers; `segments` are the word ranges that it was read from."""

    numbers: list[int]
    type: str | None
    certain: bool
    status: str | None
    aggregate: bool
    background: bool
    harm: bool
    definite: bool
    apart: bool
    attempt: bool
    segments: list[tuple[int, int]]
    actors: list[SideMention] = field(default_factory=list)
    targets: list[SideMention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    figures: list[FigureMention] = field(default_factory=list)
    date: TimexMention | None = None
    place: PlaceMention | None = None
    elsewhere: list[PlaceMention] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    @property
    def violent(self) -> bool:
        """Whether deaths and injuries can be figures of it."""
        return self.type in VIOLENT or self.type == GENERIC


def read_draft(scene: Scene, number: int) -> Draft | None:
    """Draft of one trigger; None where modality or the frame says that it evokes no event."""
    trigger, mode = scene.triggers[number], scene.modality[number]
    frame = frame_table().frames[trigger.frame]
    if trigger.kind != "event" or mode.none:
        return None
    segment = scene.segment_of(trigger.i)
    roles = find_roles(scene, trigger)
    draft = Draft(
        numbers=[number],
        type=None,
        certain=False,
        status=mode.status or ("denied" if mode.negated else None),
        aggregate=mode.aggregate,
        background=mode.background,
        harm=frame.figures in _HARM,
        definite=_is_definite(scene, trigger),
        apart=_is_apart(scene, trigger),
        attempt=mode.attempt,
        segments=[segment],
        actors=roles.actors,
        targets=roles.targets,
        weapons=_weapons_of(scene, trigger, segment),
        frames=[trigger.frame],
    )
    return draft if decide(scene, draft) else None


def decide(scene: Scene, draft: Draft) -> bool:
    """Give the draft its type from the frame of its strongest trigger and what is known of it. False where it is no event."""
    found = context_of(scene, draft)
    if found is None:
        return False
    draft.type, draft.certain, status = found
    if status is not None and draft.status in (None, "occurred"):
        draft.status = status
    return True


def _is_definite(scene: Scene, trigger: Trigger) -> bool:
    if trigger.pos == "verb":
        return False
    k = trigger.i - 1
    return trigger.definite or (k >= 0 and scene.words.norms[k] in grammar().demonstratives)


def _is_apart(scene: Scene, trigger: Trigger) -> bool:
    words, apart = scene.words, grammar().apart
    if trigger.pos == "verb":
        return False
    around = range(trigger.j, min(len(words), trigger.j + 3))
    for k in around:
        norm = words.norms[k]
        if words.kinds[k] != "a" or preposition_ending_at(words, k) is not None:
            return False
        if (norm[2:] if norm.startswith(ARTICLE) else norm) in apart or norm.rstrip(chr(0x627)) in apart:
            return True
    return False


def _weapons_of(scene: Scene, trigger: Trigger, segment: tuple[int, int]) -> list[WeaponMention]:
    """Weapons of the trigger's segment that no other trigger stands between."""
    low, high = segment
    others = [t.i for t in scene.triggers if t.kind == "event" and low <= t.i < high and t.i != trigger.i]
    found = []
    for w in scene.weapons:
        if not low <= w.i < high:
            continue
        between = [k for k in others if min(w.i, trigger.i) < k < max(w.i, trigger.i)]
        if not between or w.i <= trigger.i < w.j:
            found.append(w)
    return found


def read_sentence(scene: Scene, index: int) -> list[Draft]:
    """Drafts of one sentence, joined where its grammar says that they are one event."""
    i, j = scene.sentence(index)
    drafts = [d for n, t in enumerate(scene.triggers) if i <= t.i < j and (d := read_draft(scene, n)) is not None]
    drafts = _join_qualified(scene, drafts)
    return _join_harm(scene, drafts)


def absorb(scene: Scene, one: Draft, other: Draft) -> None:
    """Take the other draft into the one; what the one has already stays first."""
    one.numbers += other.numbers
    one.segments += [s for s in other.segments if s not in one.segments]
    one.frames += other.frames
    for mine, theirs in ((one.actors, other.actors), (one.targets, other.targets)):
        mine += [s for s in theirs if not any(_same_side(s, t) for t in mine)]
    one.weapons += [w for w in other.weapons if w not in one.weapons]
    one.figures += [f for f in other.figures if f not in one.figures]
    one.date = one.date or other.date
    one.elsewhere += [p for p in (other.place, *other.elsewhere) if p is not None]
    one.background = one.background and other.background
    one.attempt = one.attempt or other.attempt
    if one.harm and not other.harm:
        one.harm, one.type, one.certain = False, other.type, other.certain
        one.status = other.status or one.status
    elif other.certain and not one.certain and not other.harm:
        one.type, one.certain = other.type, True
    one.aggregate = one.aggregate or (other.aggregate and len(one.numbers) == len(other.numbers))
    decide(scene, one)


def _same_side(a: SideMention, b: SideMention) -> bool:
    if a.id is not None and b.id is not None:
        return a.id == b.id or a.id in b.within or b.id in a.within
    return a.i == b.i


def _join_qualified(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Join "a bombing that struck", "an attack they launched", and verbs joined without a subject of their own."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        if last is not None and _is_qualified(scene, last, d):
            absorb(scene, last, d)
        else:
            out.append(d)
    return out


def _is_qualified(scene: Scene, one: Draft, other: Draft) -> bool:
    if not (one.violent and other.violent) or one.apart is not other.apart and other.apart:
        return False
    if one.status != other.status and "foiled" in (one.status, other.status):
        return False
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    if one.aggregate != other.aggregate and first.plural != second.plural:
        return False
    gap = second.i - first.j
    joined = second.i > 0 and scene.words.clitic[second.i - 1] and scene.words.norms[second.i - 1] == WAW
    if scene.segment_of(first.i) == scene.segment_of(second.i) and gap <= 14:
        return not joined or second.pos == "verb"
    if not joined and second.pos == "verb" and gap <= 10 and scene.words.norms[second.i - 1] in grammar().relatives:
        return True
    return joined and second.pos == "verb" and not other.actors and gap <= 16 and not one.harm and not other.harm


def _join_harm(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Hang what tells deaths and injuries on what caused them: after it in the sentence first, then before it."""
    causes = [d for d in drafts if not d.harm and d.violent and not d.aggregate]
    out: list[Draft] = [d for d in drafts if not (d.harm and not d.aggregate)]
    pending: list[Draft] = []
    for d in drafts:
        if not d.harm or d.aggregate:
            continue
        cause = _cause_of(scene, d, causes)
        if cause is not None:
            absorb(scene, cause, d)
        elif pending and _is_coordinated(scene, pending[-1], d):
            absorb(scene, pending[-1], d)
        else:
            pending.append(d)
    return sorted(out + pending, key=lambda d: d.numbers[0])


def _cause_of(scene: Scene, harm: Draft, causes: list[Draft]) -> Draft | None:
    at = scene.triggers[harm.numbers[0]]
    mine = scene.segment_index(at.i)
    later, earlier = [], []
    for cause in causes:
        t = scene.triggers[cause.numbers[0]]
        (later if t.i > at.i else earlier).append((abs(scene.segment_index(t.i) - mine), abs(t.i - at.i), cause))
    later.sort(key=lambda x: x[:2])
    earlier.sort(key=lambda x: x[:2])
    if earlier and earlier[0][0] == 0:
        return earlier[0][2]
    if later and _leads_to(scene, at, scene.triggers[later[0][2].numbers[0]]):
        return later[0][2]
    if earlier and not _is_apart(scene, at):
        return earlier[0][2]
    return None


def _leads_to(scene: Scene, harm: Trigger, cause: Trigger) -> bool:
    """Whether the words before the cause make it the cause of the harm: a preposition, with only harm between them."""
    between = [t for t in scene.triggers if harm.i < t.i < cause.i and t.kind == "event"]
    frames = frame_table().frames
    if any(frames[t.frame].figures not in _HARM for t in between):
        return False
    before = preposition_ending_at(scene.words, cause.i - 1) if cause.i else None
    if before is not None and before[1] in ("bi", "fi", "jarra", "ala_yad", "bad"):
        return True
    if cause.pos == "verb" and scene.segment_of(harm.i) != scene.segment_of(cause.i):
        return False
    return scene.segment_of(harm.i) == scene.segment_of(cause.i)


def _is_coordinated(scene: Scene, one: Draft, other: Draft) -> bool:
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    return scene.segment_index(second.i) - scene.segment_index(first.i) <= 1 and second.i - first.i <= 30
