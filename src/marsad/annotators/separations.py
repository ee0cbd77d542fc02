"""Separations: what sets two triggers of one sentence apart: places, days and clauses of their own."""

from __future__ import annotations

from marsad.annotators.drafts import HARM, VIOLENT, Draft
from marsad.annotators.event_places import locates
from marsad.annotators.event_times import is_dated_apart
from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.place_relations import places_conflict
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.annotators.sites import NOWHERE
from marsad.text.tokens import WAW


def is_elsewhere(scene: Scene, one: Draft, other: Draft) -> bool:
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
        told = frames[t.frame].figures in HARM or not frames[t.frame].families.isdisjoint(VIOLENT)
        if last.j <= t.i < high and t.kind == "event" and not t.weak and told:
            high = t.i
            break
    fit = (p for p in scene.of("places", last.j, high) if last.j <= p.i < high and p.role not in NOWHERE)
    return next((p for p in fit if locates(scene, draft, p)), None)


def is_placed_apart(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether a place set off by "and in" stands between two drafts, or the second has one behind it in another segment."""
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


def is_coordinated(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether two drafts stand in one segment or in neighbouring ones, close together."""
    first, second = scene.triggers[one.numbers[-1]], scene.triggers[other.numbers[0]]
    return scene.segment_index(second.i) - scene.segment_index(first.i) <= 1 and second.i - first.i <= 30
