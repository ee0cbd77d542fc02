"""Sites: the places that a sentence names, those named one within the other as one, each with the event that it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import govern, is_finite, preposition_ending_at
from marsad.annotators.place_relations import VAST, fineness, frames, holds
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.lexicons.gazetteer_tables import near
from marsad.text.tokens import WAW

NOWHERE = frozenset(("attributive", "dateline", "government"))
_NOUN = "places.noun"
_REGIONS = ("country", "admin1")
_LINKING = frozenset(("fi", "bi", "side", "qurb", "min", "li"))
_LINK = 8
_DASHES = frozenset("-\u2013\u2014")
_LINK_KM = 150.0


@dataclass(frozen=True, slots=True)
class Site:
    """Places named one within the other, in the order of the text, with the draft and the word that they hang on."""

    places: tuple[PlaceMention, ...]
    best: PlaceMention
    owner: Draft | None
    head: int

    @property
    def i(self) -> int:
        """First word."""
        return self.places[0].i


def find_sites(scene: Scene, i: int, j: int, drafts: list[Draft]) -> list[Site]:
    """Sites of the sentence at words `i` to `j - 1`, in the order of the text."""
    chains: list[list[PlaceMention]] = []
    for place in scene.of("places", i, j):
        if not i <= place.i < j or place.role in NOWHERE:
            continue
        if chains and _is_linked(scene, chains[-1][-1], place):
            chains[-1].append(place)
        else:
            chains.append([place])
    return [_hang(scene, chain, drafts) for chain in chains]


def _is_linked(scene: Scene, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a place is named to say where the one before it lies."""
    words = scene.words
    if other.i - one.j > _LINK:
        return False
    if _is_between(scene, one, other):
        return True
    for k in range(one.j, other.i):
        if (words.norms[k] == WAW and words.clitic[k]) or k in scene.verbs or (words.kinds[k] == "a" and is_finite(words, k)):
            return False
        found = preposition_ending_at(words, k)
        if found is not None and found[1] not in _LINKING:
            return False
    told = [t for t in scene.of("triggers", one.j, other.i) if one.j <= t.i < other.i]
    if any(words.norms[t.i] not in grammar().lying for t in told):
        return False
    return frames(other, one) or _are_close(one, other)


def _is_between(scene: Scene, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places are the ends between which something happened."""
    words = scene.words
    if other.i - one.j == 1 and words.norms[one.j] in _DASHES:
        return True
    joined = other.i - one.j <= 2 and words.norms[one.j] == WAW and words.clitic[one.j]
    low = scene.segment_of(one.i)[0]
    return joined and govern(words, one.i, low, verbs=scene.verbs).place == "bayna"


def _are_close(one: PlaceMention, other: PlaceMention) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country is None or one.country == other.country
    return one.country == other.country and near((one.lat, one.lon), (other.lat, other.lon), _LINK_KM)


def _hang(scene: Scene, chain: list[PlaceMention], drafts: list[Draft]) -> Site:
    best = chain[0] if len(chain) > 1 and _is_between(scene, chain[0], chain[1]) else finest(scene, chain)
    low, high = scene.segment_of(chain[0].i)
    mine = [(k, d) for d in drafts for k in heads_of(scene, d) if low <= k < high]
    before = [(k, d) for k, d in mine if k < chain[0].i]
    after = [(k, d) for k, d in mine if k >= chain[0].i]
    head, owner = -1, None
    if before:
        head, owner = max(before, key=lambda at: at[0])
    elif after:
        head, owner = min(after, key=lambda at: at[0])
    return Site(tuple(chain), best, owner, head)


def finest(scene: Scene, chain: list[PlaceMention]) -> PlaceMention:
    """The place of a chain that lies in the others: the first one, unless a later one lies in it, or is finer than beside it."""
    exact = [p for p in chain if fineness(p) != VAST or p.kind != "natural"] or chain
    best = exact[0]
    for place in exact[1:]:
        open_ = best.id < 0 or place.id < 0 or is_beside(scene, best)
        named = fineness(place) == fineness(best) and place.rule == _NOUN and best.rule != _NOUN and is_beside(scene, best)
        if holds(place, best) or (best.kind == "admin2" and place.kind == "city" and place.rule != _NOUN):
            continue  # the district of a city may hold the point of the city
        if holds(best, place) or (open_ and fineness(place) < fineness(best)) or named:
            best = place
    return best


def is_beside(scene: Scene, place: PlaceMention) -> bool:
    """Whether a direction stands before the place: it says beside what, not where. In a country or a province it says where."""
    if place.kind in _REGIONS:
        return False
    low = scene.segment_of(place.i)[0]
    return govern(scene.words, place.i, low, verbs=scene.verbs).place == "side"
