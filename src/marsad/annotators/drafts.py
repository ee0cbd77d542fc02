"""Drafts of events: one for each trigger that evokes one, with its sides, weapons, type and what its form says of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from marsad.annotators.arms import find_arms
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.numbers import find_numbers
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.roles import find_roles
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, SideMention
from marsad.annotators.triggers import Trigger
from marsad.annotators.typing_context import EXPLOSIVE, context_of
from marsad.text.tokens import ALEF, ARTICLE

if TYPE_CHECKING:
    from marsad.annotators.figures import FigureMention
    from marsad.annotators.places import PlaceMention
    from marsad.annotators.times import TimexMention
    from marsad.annotators.weapons import WeaponMention
FIGHT = frozenset(("armed_clash", "attack_civilians", "excessive_force", "mob_violence", "sexual_violence"))
VIOLENT = EXPLOSIVE | FIGHT
GENERIC, REFERENCE = "attack", "reference"
_LYING = frozenset(("fi", "side", "ala", "bayna", "qurb", "bi"))
CLASH = "armed_clash"
_ORDINAL = 6
HARM = ("killed", "injured")
_TAKING = ("arrests", "abduction")


@dataclass(slots=True)
class Draft:
    """An event in the making. `numbers` index the scene's triggers."""

    numbers: list[int]
    core: list[int]
    type: str | None
    certain: bool
    status: str | None
    aggregate: bool
    background: bool
    harm: bool
    definite: bool
    generic: bool
    weak: bool
    apart: bool
    similar: bool
    sum: bool
    actors: list[SideMention] = field(default_factory=list)
    targets: list[SideMention] = field(default_factory=list)
    weapons: list[WeaponMention] = field(default_factory=list)
    figures: list[FigureMention] = field(default_factory=list)
    date: TimexMention | None = None
    announced: bool = False
    lent: bool = False
    place: PlaceMention | None = None
    elsewhere: list[PlaceMention] = field(default_factory=list)
    inherited: bool = False
    beside: bool = False
    reference: bool = False
    frames: list[str] = field(default_factory=list)
    repels: bool = False

    @property
    def violent(self) -> bool:
        """Whether deaths and injuries can be figures of it."""
        return self.type in VIOLENT or self.type == GENERIC


def heads_of(scene: Scene, draft: Draft) -> list[int]:
    """First words of the triggers of a draft."""
    return [scene.triggers[n].i for n in draft.numbers]


def is_told(scene: Scene, draft: Draft) -> bool:
    """Whether somebody tells it in the report: a version of what was told before."""
    return any(scene.said_at(k) for k in heads_of(scene, draft))


def is_accused(scene: Scene, draft: Draft) -> bool:
    """Whether only an accusation tells it: whom it names is accused, no more."""
    return all(any(scene.statements[n].stance == "accuse" for n in scene.said_at(k)) for k in heads_of(scene, draft))


def _is_lying(scene: Scene, trigger: Trigger) -> bool:
    """Whether the letters of "the incident" say where a place lies ("the town lying west of")."""
    words = scene.words
    if words.norms[trigger.i] not in grammar().lying or trigger.j >= len(words):
        return False
    after = range(trigger.j, min(trigger.j + 2, len(words)))
    return any((p := preposition_ending_at(words, k)) is not None and p[1] in _LYING and p[0] == trigger.j for k in after)


def read_draft(scene: Scene, number: int) -> Draft | None:
    """Draft of one trigger; None where modality or the frame says that it evokes no event."""
    trigger, mode = scene.triggers[number], scene.modality[number]
    frame = frame_table().frames[trigger.frame]
    if trigger.kind == REFERENCE:
        return _read_reference(scene, number) if not _is_lying(scene, trigger) else None
    if trigger.kind != "event" or mode.none or mode.negated:
        return None
    roles = find_roles(scene, trigger)
    draft = Draft(
        numbers=[number],
        core=[number],
        type=None,
        certain=False,
        status=mode.status,
        aggregate=mode.aggregate or _is_pattern(scene, trigger),
        background=mode.background,
        harm=frame.figures in HARM,
        definite=_is_definite(scene, trigger),
        generic=frame.evokes == GENERIC and _is_definite(scene, trigger),
        weak=trigger.weak,
        apart=frame.figures not in HARM and (_is_apart(scene, trigger) or _is_next(scene, trigger)),
        similar=any(word in grammar().similar for word in _following(scene, trigger)),
        sum=_is_sum(scene, trigger),
        actors=roles.actors,
        targets=[replace(s, harmed=True) for s in roles.targets] if frame.figures or frame.evokes in _TAKING else roles.targets,
        weapons=find_arms(scene, trigger),
        frames=[trigger.frame],
    )
    if not decide(scene, draft):
        return None
    if trigger.frame in grammar().defending and draft.type == CLASH:
        _set_defence(draft)
    return draft


def _set_defence(draft: Draft) -> None:
    """Who is fought off began the fight, where nobody is told to have."""
    draft.repels = True
    begun = [s for s in draft.targets if s.kind in FORCES]
    if begun and not draft.actors:
        draft.actors, draft.targets = begun, []


def _read_reference(scene: Scene, number: int) -> Draft | None:
    """Draft of a noun that points back ("the incident"), to be taken into what it points to; None where it names more."""
    words, trigger = scene.words, scene.triggers[number]
    if not _is_definite(scene, trigger) or trigger.enclitic is not None:
        return None
    after = words.norms[trigger.j] if trigger.j < len(words) else ""
    dated = any(t.i <= trigger.j < t.j for t in scene.of("times", trigger.j, trigger.j + 1))
    if after.startswith(ARTICLE) and not dated and after not in grammar().qualities | grammar().relatives:
        return None
    return Draft(
        numbers=[number], core=[number], type=GENERIC, certain=False, status=None, aggregate=False, background=False,
        harm=False, definite=True, generic=True, weak=False, apart=_is_apart(scene, trigger), similar=False, sum=False,
        frames=[trigger.frame], reference=True,
    )  # fmt: skip


def unpoint(scene: Scene, draft: Draft) -> bool:
    """Leave of a reference to nothing the deaths and injuries that its sentence tells. False where it tells none."""
    frames = frame_table().frames
    draft.core = [n for n in draft.numbers if frames[scene.triggers[n].frame].figures in HARM]
    draft.reference = draft.generic = draft.definite = False
    draft.harm = True
    return bool(draft.core) and decide(scene, draft)


def decide(scene: Scene, draft: Draft, *, last: bool = False) -> bool:
    """Give the draft its type from the frame of its strongest trigger and what is known of it. False where it is no event.

    What only points back ("the attack") stays generic until it is known to be no other event (`last`).
    """
    found = context_of(scene, draft)
    if found is None:
        return False
    draft.type, draft.certain, status = found
    if draft.generic and not last:
        draft.type, draft.certain = GENERIC, False
    if draft.type in VIOLENT and _is_uttered_threat(scene, draft):
        draft.type, draft.certain, draft.status = "threat", True, "threatened"
    if status is not None and draft.status in (None, "occurred"):
        draft.status = status
    return True


def _is_uttered_threat(scene: Scene, draft: Draft) -> bool:
    """Whether a side says of itself that it will strike: a verb in the future, or in the first person and planned."""
    if draft.status == "threatened" and all(scene.triggers[n].future or scene.triggers[n].person == 1 for n in draft.numbers):
        return True
    return all(scene.triggers[n].pos == "verb" and scene.triggers[n].future for n in draft.numbers)


def _is_definite(scene: Scene, trigger: Trigger) -> bool:
    if trigger.pos == "verb":
        return _is_told_again(scene, trigger)
    k = trigger.i - 1
    return trigger.definite or (k >= 0 and scene.words.norms[k] in grammar().demonstratives)


def _is_told_again(scene: Scene, trigger: Trigger) -> bool:
    """Whether the noun of action that a verb has for subject bears the article: "the clashes went on"."""
    if trigger.complement is None or not frame_table().frames[trigger.frame].subject_first:
        return False
    word = scene.words.norms[trigger.complement[0]]
    return word.startswith(ARTICLE) and any(
        r.pos in ("masdar", "noun") and not r.weak for r in frame_table().heads.get(word[2:], ())
    )


def _following(scene: Scene, trigger: Trigger) -> list[str]:
    """The three words after a trigger, without article and accusative ending."""
    norms = scene.words.norms[trigger.j : trigger.j + 3]
    return [(n[2:] if n.startswith(ARTICLE) else n).rstrip(ALEF) for n in norms]


def _is_pattern(scene: Scene, trigger: Trigger) -> bool:
    """Whether a number of events is told since a day: a sum over time."""
    if trigger.pos == "verb":
        return False
    low, high = scene.segment_of(trigger.i)
    counted = any(0 <= trigger.i - n.j <= 2 and (n.low or 0) > 2 for n in find_numbers(scene.words))
    return counted and any(t.since and low <= t.i < high for t in scene.of("times", low, high))


def _is_sum(scene: Scene, trigger: Trigger) -> bool:
    """Whether several events are told in one word: "three operations", "two attacks"."""
    if trigger.pos == "verb" or trigger.definite or trigger.number not in ("du", "pl"):
        return False
    return trigger.number == "du" or any(n.j == trigger.i and (n.low or 0) > 1 for n in find_numbers(scene.words))


def _is_apart(scene: Scene, trigger: Trigger) -> bool:
    words, apart = scene.words, grammar().apart
    if trigger.pos == "verb":
        return any(norm in apart for norm in words.norms[trigger.i : trigger.j + 1])
    around = range(trigger.j, min(len(words), trigger.j + 3))
    for k in around:
        norm = words.norms[k]
        if words.kinds[k] != "a" or preposition_ending_at(words, k) is not None:
            return False
        if (norm[2:] if norm.startswith(ARTICLE) else norm) in apart or norm.rstrip(chr(0x627)) in apart:
            return True
    return False


def _is_next(scene: Scene, trigger: Trigger) -> bool:
    """Whether an ordinal opens the clause: "the first was a raid, the second a bombing"."""
    words, low = scene.words, scene.segment_of(trigger.i)[0]
    head = next((k for k in range(low, trigger.i) if words.kinds[k] == "a" and not words.clitic[k]), None)
    return head is not None and words.norms[head] in grammar().ordinals and trigger.i - head <= _ORDINAL
