"""Tolls: hangs figures on the drafts that caused them."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.drafts import FIGHT, Draft, decide, heads_of
from marsad.annotators.figures import FigureMention
from marsad.annotators.frames import frame_table
from marsad.annotators.scenes import Scene
from marsad.annotators.triggers import Trigger
from marsad.annotators.typing_context import CAPTURE

_HOLDERS = {
    "arrested": (
        "arrests",
        "security_operation",
        "protest_intervention",
        "excessive_force",
        "violent_demonstration",
        "peaceful_protest",
        "armed_clash",
        "disrupted_weapons",
    ),
    "abducted": ("abduction", "armed_clash", "attack_civilians", "territory_overtaken", "territory_regained"),
    "munitions": ("disrupted_weapons", "security_operation", "threat"),
}
_PEOPLE = (
    "security_operation",
    "protest_intervention",
    "peaceful_protest",
    "violent_demonstration",
    "judicial",
    "territory_overtaken",
    "territory_regained",
    "disrupted_weapons",
    "displacement",
)
_FAR_SENTENCES = 2
_SEIZED = {"abducted": {"arrests": "arrested", "protest_intervention": "arrested"}, "arrested": {"abduction": "abducted"}}


def hang_figures(scene: Scene, drafts: list[Draft]) -> None:
    """Hang each figure on the draft that its own words tell, else the nearest that can bear it; parts follow their whole."""
    for draft in drafts:
        if CAPTURE in draft.frames and len(draft.numbers) > len(draft.core):
            draft.core = list(draft.numbers)
            decide(scene, draft)
    homes: dict[int, Draft] = {}
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        for sentence in sorted({scene.sentence_of(scene.triggers[n].i) for n in draft.numbers}):
            told.setdefault(sentence, []).append(draft)
    for n, figure in enumerate(scene.figures):
        if figure.what is None:
            continue
        home = homes.get(figure.of) if figure.part and figure.of is not None else None
        at = scene.sentence_of(figure.i)
        near = [draft for sentence in range(at - _FAR_SENTENCES, at + 1) for draft in told.get(sentence, ())]
        kept = _seized(scene, figure, home, near)
        if home is None and not _is_unreal(scene, kept):
            home = _home_of(scene, kept, near)
        if home is not None:
            homes[n] = home
            home.figures.append(kept)
    for draft in drafts:
        if draft.type == "disrupted_weapons" and draft.status in (None, "occurred") and _has_dead(scene, draft):
            draft.core = [n for n in draft.numbers if frame_table().frames[scene.triggers[n].frame].figures == "killed"]
            decide(scene, draft)
        elif draft.figures and draft.type in FIGHT:
            decide(scene, draft)


def _has_dead(scene: Scene, draft: Draft) -> bool:
    """Whether people were killed by the words of the draft itself: what was destroyed beside them is no event of its own."""
    spots = {scene.triggers[n].i for n in draft.numbers if frame_table().frames[scene.triggers[n].frame].figures == "killed"}
    return any(f.what == "killed" and f.low and f.trigger is not None and f.trigger[0] in spots for f in draft.figures)


def _seized(scene: Scene, figure: FigureMention, home: Draft | None, drafts: list[Draft]) -> FigureMention:
    """The figure, arrested where the state takes people and abducted where others do, whatever word tells it."""
    if figure.what not in _SEIZED:
        return figure
    if home is None and figure.trigger is not None:
        low, high = figure.trigger
        home = next((d for d in drafts if any(_is_told_by(scene.triggers[n], low, high) for n in d.numbers)), None)
    what = _SEIZED.get(figure.what, {}).get(home.type or "") if home is not None else None
    return replace(figure, what=what) if what is not None else figure


def _is_told_by(trigger: Trigger, low: int, high: int) -> bool:
    return low <= trigger.head < high or trigger.i == low


def _is_unreal(scene: Scene, figure: FigureMention) -> bool:
    """Whether its own words are no event: feared, asked for, ruled out; no other event bears it then."""
    if figure.trigger is None or not figure.low:
        return False
    low, high = figure.trigger
    own = [n for n in scene.numbers_of(low, high) if _is_told_by(scene.triggers[n], low, high)]
    acts = [n for n in own if scene.triggers[n].pos in ("verb", "masdar")]
    return bool(acts) and len(acts) == len(own) and all(scene.modality[n].none or scene.modality[n].negated for n in acts)


def _can_bear(draft: Draft, what: str) -> bool:
    if what in ("killed", "injured"):
        return draft.violent or draft.type in _PEOPLE
    return draft.type in _HOLDERS.get(what, ()) or (what == "munitions" and draft.violent)


def _home_of(scene: Scene, figure: FigureMention, drafts: list[Draft]) -> Draft | None:
    segment = scene.segment_index(figure.i)
    fit = [
        d
        for d in drafts
        if _can_bear(d, figure.what or "") and (d.status in (None, "occurred", "alleged") or _is_in(scene, d, segment))
    ]
    if figure.trigger is not None:
        low, high = figure.trigger
        for d in fit:
            if any(_is_told_by(scene.triggers[n], low, high) for n in d.numbers):
                return d
    sentence = scene.sentence_of(figure.i)
    here = [d for d in fit if any(scene.sentence_of(scene.triggers[n].i) == sentence for n in d.numbers)]
    if here:
        return min(here, key=lambda d: _rank(scene, d, figure, segment))
    if figure.what == "munitions":
        return None
    earlier = [
        d
        for d in fit
        if not d.aggregate
        and (d.violent or figure.what != "killed")
        and 0 < sentence - scene.sentence_of(scene.triggers[d.numbers[-1]].i) <= _FAR_SENTENCES
    ]
    return earlier[-1] if earlier else None


def _is_in(scene: Scene, draft: Draft, segment: int) -> bool:
    return any(scene.segment_index(k) == segment for k in heads_of(scene, draft))


def _rank(scene: Scene, draft: Draft, figure: FigureMention, segment: int) -> tuple[bool, bool, bool, int]:
    heads = heads_of(scene, draft)
    same = any(scene.segment_index(k) == segment for k in heads)
    before = any(k <= figure.i for k in heads)
    averted = draft.status not in (None, "occurred", "alleged") and figure.what != "munitions"
    return (averted, not same, not before, min(abs(k - figure.i) for k in heads))
