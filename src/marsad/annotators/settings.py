"""Settings of events: the date and the place of each draft, read in its sentence, nearest and finest first."""

from __future__ import annotations

from marsad.annotators.drafts import Draft
from marsad.annotators.event_dates import date_sentence
from marsad.annotators.event_places import place_sentence
from marsad.annotators.event_times import dates_conflict, range_of
from marsad.annotators.leads import lend_dates
from marsad.annotators.place_relations import places_conflict
from marsad.annotators.place_returns import return_places
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.annotators.sequences import date_sequence, shifts_of
from marsad.lexicons.gazetteer_tables import near

_NEAR_KM = 60.0
_MOST_BEFORE = 3


def settle_sentence(scene: Scene, index: int, drafts: list[Draft], told: list[Draft]) -> None:
    """Give each draft of a sentence the date and the place that the sentence says; `told` are the drafts before it."""
    i, j = scene.sentence(index)
    shifts = shifts_of(scene, index)
    date_sentence(scene, i, j, drafts, counted=frozenset(s.target for s in shifts))
    date_sequence(scene, shifts, drafts, told)
    lend_dates(scene, index, drafts, told)
    return_places(scene, place_sentence(scene, i, j, drafts))


def agree(one: Draft, other: Draft, *, loose: bool = False) -> bool:
    """Whether two drafts may be at one time and place: what both say does not conflict. `loose`: near each other is enough."""
    if dates_conflict(one.date, other.date) and not _is_announced(one, other):
        return False
    if not places_conflict(one.place, other.place):
        return True
    return (loose or one.beside or other.beside) and _are_near(one.place, other.place)


def _is_announced(one: Draft, other: Draft) -> bool:
    """Whether the day of one is only that on which somebody announced it, and the other lies shortly before."""
    first, last = (range_of(d.date) if d.date is not None else None for d in (one, other))
    if first is None or last is None or one.announced is other.announced:
        return False
    said, happened = (first, last) if one.announced else (last, first)
    return happened.end is not None and 0 <= (said.start - happened.end).days <= _MOST_BEFORE


def _are_near(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two places lie within a day's reports of each other: no further than some sixty kilometres."""
    if a is None or b is None or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a is None or b is None or a.country == b.country
    return near((a.lat, a.lon), (b.lat, b.lon), _NEAR_KM)


def share(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same day or a place within the other."""
    own = one.date is not None and other.date is not None and not (one.lent or other.lent)
    dated = own and not dates_conflict(one.date, other.date)
    placed = one.place is not None and other.place is not None and not places_conflict(one.place, other.place)
    return dated or placed
