"""Merging: which drafts of different sentences tell one event. Definite nouns point back; like events apart stay apart."""

from __future__ import annotations

from marsad.annotators.drafts import Draft, is_accused, unpoint
from marsad.annotators.homes import home_of, sweep_of
from marsad.annotators.likenesses import types_fit
from marsad.annotators.place_relations import finer
from marsad.annotators.protests import PROTESTS, protest_of
from marsad.annotators.responsibility import is_vague
from marsad.annotators.round_ups import find_sum, without_sum
from marsad.annotators.scenes import Scene
from marsad.annotators.unions import absorb

_MOST_EARLIER = 60


def merge(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Events: drafts in the order of the text, each taken into an earlier one where they tell the same."""
    out: list[Draft] = []
    find_sum(drafts)
    for draft in drafts:
        sweep = sweep_of(scene, draft, out)
        if sweep is not None:
            absorb(scene, sweep, draft, fill=True, outcome=True)
            continue
        home = protest_of(scene, draft, out) or home_of(scene, draft, out[-_MOST_EARLIER:])
        if home is None:
            if not draft.reference or unpoint(scene, draft):
                out.append(draft)
        else:
            _take_in(scene, home, draft)
    return _without_left_over(scene, without_sum(_likened(out)))


def _take_in(scene: Scene, home: Draft, draft: Draft) -> None:
    """Absorb a draft into the event it tells again: the finer place, sides that are named; a protest stays one."""
    if home.beside and draft.place is not None and not draft.beside:
        home.place, home.beside = draft.place, False
    home.place = finer(home.place, draft.place)
    kind, certain = home.type, home.certain
    if is_accused(scene, draft):
        draft.actors = []
    if home.actors and all(is_vague(s) for s in home.actors) and any(not is_vague(s) for s in draft.actors):
        home.actors = list(draft.actors)
        home.targets = list(draft.targets) or home.targets
    absorb(scene, home, draft, fill=True)
    if kind in PROTESTS and home.type not in PROTESTS:
        home.type, home.certain = kind, certain


def _likened(events: list[Draft]) -> list[Draft]:
    """Give what is "similar" to an event before it the sides and, where nothing settles it, the type of that one."""
    for n, event in enumerate(events):
        if not event.similar:
            continue
        model = next((e for e in reversed(events[:n]) if types_fit(event, e) and not e.aggregate), None)
        if model is None:
            continue
        if not event.certain and model.violent and not model.harm:
            event.type, event.certain = model.type, True
        event.actors, event.targets = event.actors or list(model.actors), event.targets or list(model.targets)
    return events


def _without_left_over(scene: Scene, events: list[Draft]) -> list[Draft]:
    """Without tolls told by nouns alone, of nobody, where the report tells an event that they may well be of."""
    told = [e for e in events if e.violent and not e.harm and not e.aggregate]
    if not told:
        return events
    return [e for e in events if e in told or not _is_bare_toll(scene, e)]


def _is_bare_toll(scene: Scene, draft: Draft) -> bool:
    if not draft.harm or draft.aggregate or draft.targets or draft.actors:
        return False
    if draft.place is not None and not draft.inherited and draft.date is not None:
        return False
    return all(scene.triggers[n].pos != "verb" for n in draft.numbers)
