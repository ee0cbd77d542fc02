"""Returns: nouns that point back to a place named before ("in the town", "at the scene"), and places told once for several."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_dates import is_planned
from marsad.annotators.event_places import SPOKEN, locates
from marsad.annotators.event_times import dates_conflict
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import govern
from marsad.annotators.place_cues import cues
from marsad.annotators.place_relations import fineness, holds
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.annotators.sites import NOWHERE
from marsad.lexicons.gazetteer_keys import key_of

_LEAD = 2
_LEAD_SENTENCES = 2
_NEAR_LEAD = 4
_MOST_EARLIER = 60
_GOVERNED = frozenset(("fi", "bi", "qurb", "side"))
_FOLLOWING = 2
_WITNESS = 4
_REACH = 4
_PLACED = frozenset(
    (
        "security_operation",
        "arrests",
        "abduction",
        "disrupted_weapons",
        "looting_destruction",
        "territory_overtaken",
        "territory_regained",
        "displacement",
        "withdrawal",
        "transfer_of_territory",
        "peaceful_protest",
        "violent_demonstration",
        "protest_intervention",
    )
)
_AFTERMATH = frozenset(("security_operation", "displacement", "disrupted_weapons", "arrests"))


def return_places(scene: Scene, drafts: list[Draft]) -> None:
    """Give drafts of a sentence without a place of their own the one that a noun of their clause points back to by its kind."""
    for draft in drafts:
        if draft.aggregate or draft.type in SPOKEN or (draft.harm and draft.definite):
            continue
        place = _returned(scene, draft, near=draft.place is not None)
        if place is None and draft.place is None:
            place = _reported_from(scene, draft)
        if place is not None:
            draft.place, draft.elsewhere, draft.inherited = place, [], True


def _returned(scene: Scene, draft: Draft, *, near: bool) -> PlaceMention | None:
    """The place that a noun points back to; `near`: just behind a word of the draft."""
    rules, norms = grammar(), scene.words.norms
    for head in heads_of(scene, draft):
        low, high = scene.segment_of(head)
        opened = scene.sentence(scene.sentence_of(head))[0]
        for k in range(head, min(high, head + _REACH)) if near else (*range(low, high), *range(opened, low)):
            kinds = rules.referents.get(norms[k])
            if kinds is None or not _is_governed(scene, k, low, near=near):
                continue
            found = _named_before(scene, k, kinds)
            if found is not None:
                return found
    return None


def _reported_from(scene: Scene, draft: Draft) -> PlaceMention | None:
    """Where those stand who tell it: a correspondent in a town, sources of a province."""
    i, j = scene.sentence(scene.sentence_of(min(heads_of(scene, draft))))
    places: Sequence[PlaceMention] = scene.of("places", i, j)
    for place in places:
        if i <= place.i < j and place.i in scene.attributed and place.role == "locative":
            governed = govern(scene.words, place.i, i, verbs=scene.verbs)
            low = max(i, governed.i - _WITNESS)
            if governed.place == "fi" and any(norm in grammar().witnesses for norm in scene.words.norms[low : governed.i]):
                return place
    return None


def _is_governed(scene: Scene, k: int, low: int, *, near: bool) -> bool:
    """Whether a preposition of place or a noun for a part of a place ("the streets of the town") governs word `k`."""
    if k > low and scene.words.norms[k - 1] in grammar().insides:
        return True
    governed = govern(scene.words, k, max(0, min(low, k - _REACH)), verbs=scene.verbs)
    if k - governed.j > 1:
        return False
    return governed.place in _GOVERNED or (near and governed.place == "ala") or scene.words.norms[governed.i] in grammar().seeing


def _named_before(scene: Scene, k: int, kinds: frozenset[str]) -> PlaceMention | None:
    """The last place of a kind named before word `k`; of capitals, one whose name stands for a government too."""
    capital = "capital" in kinds
    before: Sequence[PlaceMention] = scene.of_before("places", k)
    for place in reversed(before):
        if place.role == "government" or (place.kind or "city") not in kinds:
            continue
        if not capital or key_of(scene.words.text[place.start : place.end]) in cues().governments:
            return place
    return None


def inherit_places(scene: Scene, drafts: list[Draft]) -> None:
    """Give drafts without a place that of the event told before them: in one paragraph, or where a noun points back to it."""
    _refine_only(scene, drafts)
    for n, draft in enumerate(drafts):
        if draft.place is not None or draft.aggregate or not (draft.violent or draft.type in _PLACED):
            continue
        head = min(heads_of(scene, draft))
        earlier = [e for e in drafts[max(0, n - _MOST_EARLIER) : n] if e.place is not None and not e.aggregate]
        earlier = (
            [e for e in earlier if not dates_conflict(e.date, draft.date)] if not _points_back(scene, draft, head) else earlier
        )
        if not earlier:
            _place_by_lead(scene, draft, head)
            continue
        if _points_back(scene, draft, head):
            draft.place, draft.inherited = earlier[-1].place, True
            _date_sweep(draft, earlier[-1])
        elif draft.background or is_planned(scene, draft):
            continue
        elif any(scene.paragraph_of(min(heads_of(scene, e))) == scene.paragraph_of(head) for e in earlier):
            here = [e for e in earlier if scene.paragraph_of(min(heads_of(scene, e))) == scene.paragraph_of(head)]
            draft.place, draft.inherited = here[-1].place, True
        elif draft.type in _AFTERMATH and _is_one_place(earlier) and not _is_set_apart(scene, head):
            draft.place, draft.inherited = earlier[-1].place, True
            _date_sweep(draft, earlier[-1])


def _date_sweep(draft: Draft, earlier: Draft) -> None:
    """A sweep at the scene of an attack told just before begins on its day."""
    if draft.type == "security_operation" and draft.date is None and draft.status in (None, "occurred") and earlier.violent:
        draft.date, draft.lent = earlier.date, True


def _place_by_lead(scene: Scene, draft: Draft, head: int) -> None:
    """Where a report has told no place of an event yet, the only place that its first sentences name is where it happened."""
    if draft.background or is_planned(scene, draft) or scene.sentence_of(head) > _NEAR_LEAD:
        return
    _, high = scene.sentence(min(_LEAD_SENTENCES, len(scene.words.sentences)) - 1)
    named = [p for p in scene.of_before("places", min(high, head)) if p.role not in NOWHERE and p.i not in scene.attributed]
    held = [p for p in named if not any(q is not p and holds(p, q) for q in named)]
    if (
        len(held) == 1
        and govern(scene.words, held[0].i, 0, verbs=scene.verbs).place in _GOVERNED
        and locates(scene, draft, held[0])
    ):
        draft.place, draft.inherited = held[0], True


def _points_back(scene: Scene, draft: Draft, head: int) -> bool:
    """Whether "the place", "a bridge nearby", "the scene of the blast" stands in the clause; of a sweep, in its sentence."""
    rules, words = grammar(), scene.words
    low, high = scene.segment_of(head)
    if draft.type == "security_operation":
        low, high = scene.sentence(scene.sentence_of(head))
    if any(norm in rules.place_references for norm in words.norms[low:high]):
        return True
    for k in range(low, high - 1):
        if words.norms[k] in rules.scenes and any(
            k < t.i <= k + _FOLLOWING and t.definite for t in scene.of("triggers", k, k + 3)
        ):
            return True
    return False


def _is_one_place(earlier: list[Draft]) -> bool:
    """Whether all that was told before happened at one place, news of the day first."""
    first = earlier[0]
    return first.violent and not first.background and all(e.place is first.place for e in earlier if not e.background)


def _is_set_apart(scene: Scene, head: int) -> bool:
    i, _ = scene.sentence(scene.sentence_of(head))
    return any(norm in grammar().apart for norm in scene.words.norms[i:head])


def _refine_only(scene: Scene, drafts: list[Draft]) -> None:
    """Where a report tells one event, a finer place within its region in the first sentences is where it happened."""
    told = [d for d in drafts if d.violent and not d.aggregate and not d.background]
    if len(told) != 1 or told[0].place is None or told[0].place.kind not in ("country", "admin1"):
        return
    draft, region = told[0], told[0].place
    inside = [
        p
        for p in scene.places
        if p.role not in NOWHERE and scene.sentence_of(p.i) <= _LEAD and holds(region, p) and locates(scene, draft, p)
    ]
    best = min(inside, key=fineness, default=region)
    if fineness(best) < fineness(region):
        draft.place = best
