"""Places of events: which place that a sentence names is where an event happened.

Places named one within the other ("the village of A in the province of B") are one site, and its finest place counts. A site
hangs on the event told before it in its clause, else on the first one after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_dates import is_planned
from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import AND, govern, grammar, is_finite, preposition_ending_at
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.lexicons.gazetteer import contains, shared
from marsad.lexicons.gazetteer_tables import near
from marsad.text.quotes import find_quotes
from marsad.text.tokens import WAW

if TYPE_CHECKING:
    from marsad.annotators.actors import ActorMention

NOWHERE = frozenset(("attributive", "dateline", "government"))
_FINENESS = {"facility": 0, "neighbourhood": 0, "village": 1, "natural": 2, "city": 2, "admin2": 3, "admin1": 4, "country": 5}
_VAST = 3
_NOUN = "places.noun"
_TOWNS = ("city", "village")
_PEOPLE = frozenset(("civilians", "protesters"))
_REGIONS = ("country", "admin1")
_FROM = "min"
_AWAY = frozenset(("ila", _FROM))
_LINKING = frozenset(("fi", "bi", "side", "qurb", "min", "li"))
_INSIDE = frozenset(("fi", "bi", "ila"))
_LISTED = frozenset(("city", "village", "neighbourhood", "admin1", "admin2"))
_LINK = 8
_LONGEST_NAME = 8
_DASHES = frozenset("-\u2013\u2014")
_LINK_KM = 150.0
SPOKEN = frozenset(("agreement", "consultation", "cooperation", "demand", "judicial", "sanction", "support", "threat"))


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


def fineness(place: PlaceMention) -> int:
    """How fine a place is, 0 the finest. A desert or a plateau without a name of its own is no finer than a district."""
    kind = place.kind or "city"
    return _VAST if kind == "natural" and place.j - place.i == 1 else _FINENESS.get(kind, 2)


def place_sentence(scene: Scene, i: int, j: int, drafts: list[Draft]) -> list[Draft]:
    """Give each draft of the sentence at words `i` to `j - 1` the place that the sentence says; those told elsewhere in it."""
    borrowed = []
    sites = _find_sites(scene, i, j, drafts)
    for draft in drafts:
        if draft.harm and draft.definite:
            continue  # where the dead are told again, they did not fall
        draft.place, draft.elsewhere = _find(scene, draft, sites)
        if draft.place is None or not any(s.owner is draft and draft.place in s.places for s in sites):
            borrowed.append(draft)
        draft.beside = draft.place is not None and _is_beside(scene, draft.place)
    return borrowed


def _find_sites(scene: Scene, i: int, j: int, drafts: list[Draft]) -> list[Site]:
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
    return _frames(other, one) or _are_close(one, other)


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
    best = chain[0] if len(chain) > 1 and _is_between(scene, chain[0], chain[1]) else _finest(scene, chain)
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


def _finest(scene: Scene, chain: list[PlaceMention]) -> PlaceMention:
    """The place of a chain that lies in the others: the first one, unless a later one lies in it, or is finer than beside it."""
    exact = [p for p in chain if fineness(p) != _VAST or p.kind != "natural"] or chain
    best = exact[0]
    for place in exact[1:]:
        open_ = best.id < 0 or place.id < 0 or _is_beside(scene, best)
        named = fineness(place) == fineness(best) and place.rule == _NOUN and best.rule != _NOUN and _is_beside(scene, best)
        if holds(place, best) or (best.kind == "admin2" and place.kind == "city" and place.rule != _NOUN):
            continue  # the district of a city may hold the point of the city
        if holds(best, place) or (open_ and fineness(place) < fineness(best)) or named:
            best = place
    return best


def _find(scene: Scene, draft: Draft, sites: list[Site]) -> tuple[PlaceMention | None, list[PlaceMention]]:
    first = min(heads_of(scene, draft))
    mine = {scene.segment_index(k) for k in heads_of(scene, draft)}
    there = _site_before(scene, draft, sites)
    if there is not None:
        return there.best, []
    fit = [found for s in sites if (found := _located(scene, draft, s)) is not None]
    pool = [s for s in fit if s.owner is draft]
    if not pool:
        pool = [
            s for s in fit if scene.segment_index(s.i) in mine and (s.i < first or s.owner is None or _is_shared(draft, s.owner))
        ]
    if not pool and not draft.background and not is_planned(scene, draft):
        pool = [s for s in fit if s.i < first]
    if not pool:
        pool = [s for s in fit if s.i > first and s.owner is None]
    if not pool:
        return None, []
    if any(s.i > first for s in pool):  # a place before the verb frames, one after it locates
        pool = [s for s in pool if s.i > first or not any(q.i > first and _frames(s.best, q.best) for q in pool)]
    best = _choose(scene, draft, pool)
    joined = _join(scene, best.best, [s.best for s in pool])
    return joined[0], joined[1:]


def _site_before(scene: Scene, draft: Draft, sites: list[Site]) -> Site | None:
    """The site just before "where" that opens the clause of a draft, if that clause names no other."""
    for k in heads_of(scene, draft):
        low, high = scene.segment_of(k)
        if scene.words.norms[low] in grammar().wheres and not any(low <= s.i < high for s in sites):
            return next((s for s in reversed(sites) if 0 <= low - s.places[-1].j <= 2), None)
    return None


def _choose(scene: Scene, draft: Draft, pool: list[Site]) -> Site:
    """The nearest site of the finest kind, towns and villages alike, unless another one lies in it."""
    near = sorted(pool, key=lambda s: (_is_beside(scene, s.best), _rank(s.best), _distance(scene, draft, s.i)))
    best = near[0]
    for site in near[1:]:
        if fineness(site.best) < fineness(best.best) and (_frames(best.best, site.best) or best.best.id < 0 or site.best.id < 0):
            best = site
    return best


def _rank(place: PlaceMention) -> int:
    return 1 if place.kind in _TOWNS else fineness(place)


def _is_outside(scene: Scene, draft: Draft, site: Site, first: int) -> bool:
    """Whether a site of another event stands before the clause in which a draft is told: before "who", or the news before it."""
    if site.i > first or site.owner is None:
        return False
    return draft.background or any(scene.words.norms[k] in grammar().relatives for k in range(site.places[-1].j, first))


def _is_shared(draft: Draft, other: Draft) -> bool:
    """Whether what is told of two events in one clause may have happened at one place: neither is a matter of words.

    What only points back ("the attack came after a raid in") is told without its place.
    """
    if draft.generic and not draft.figures:
        return False
    return draft.type not in SPOKEN and other.type not in SPOKEN


def _located(scene: Scene, draft: Draft, site: Site) -> Site | None:
    """The site as it locates a draft: whole, or what tells where that lies from which somebody came; None where it does not."""
    if _is_ward(scene, site):
        return None
    if locates(scene, draft, site.places[0]):
        return site
    rest = site.places[1:]
    first = site.places[0]
    if not rest or not (_is_in_name(scene, draft, first) or _path(scene, draft, first) == _FROM):
        return None
    if govern(scene.words, rest[0].i, first.j, verbs=scene.verbs).place not in _INSIDE or not locates(scene, draft, rest[0]):
        return None
    return Site(rest, _finest(scene, list(rest)), site.owner, site.head)


def _is_ward(scene: Scene, site: Site) -> bool:
    """Whether a site is a hospital to which somebody was brought, where a doctor spoke: one that no attack is told before."""
    words, rules = scene.words, grammar()
    k = site.i
    if words.norms[k] not in rules.hospitals:
        return False
    low = scene.segment_of(k)[0]
    if govern(words, k, low, verbs=scene.verbs).place not in _INSIDE:
        return False
    return not low <= site.head < k or any(norm.startswith(rules.later) for norm in words.norms[low:k])


def _distance(scene: Scene, draft: Draft, k: int) -> int:
    return min(abs(k - h) for h in heads_of(scene, draft))


def _frames(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether the one is the region or the seat of the region in which the other lies."""
    return one.country == other.country and (holds(one, other) or (one.admin1 is not None and one.admin1 == other.admin1))


def _join(scene: Scene, place: PlaceMention, pool: list[PlaceMention]) -> list[PlaceMention]:
    """Places that "and" joins to one, it among them, in the order of the text."""
    chain = [place]
    for p in sorted(pool, key=lambda p: p.i):
        if p.i > chain[-1].i and _is_joined(scene, chain[-1], p):
            chain.append(p)
    for p in sorted(pool, key=lambda p: -p.i):
        if p.i < chain[0].i and _is_joined(scene, p, chain[0]):
            chain.insert(0, p)
    return chain


def _is_joined(scene: Scene, one: PlaceMention, other: PlaceMention) -> bool:
    words = scene.words
    between = range(one.j, other.i)
    joined = any(words.norms[k] == WAW and words.clitic[k] for k in between)
    return (
        joined
        and len(between) <= 4
        and (one.kind == other.kind or {one.kind, other.kind} <= _LISTED)
        and not any(preposition_ending_at(words, k) is not None for k in between)
        and all(words.norms[k] not in ",\u060c" or words.kinds[k] != "p" for k in between)
    )


def _is_beside(scene: Scene, place: PlaceMention) -> bool:
    """Whether a direction stands before the place: it says beside what, not where. In a country or a province it says where."""
    if place.kind in _REGIONS:
        return False
    low = scene.segment_of(place.i)[0]
    return govern(scene.words, place.i, low, verbs=scene.verbs).place == "side"


def _is_tag(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place is one of the tags that close a report: a hashtag before another or before the end."""
    norms = scene.words.norms
    after = norms[place.j] if place.j < len(norms) else "#"
    return place.i > 0 and norms[place.i - 1] == "#" and after == "#"


def locates(scene: Scene, draft: Draft, place: PlaceMention) -> bool:
    """Whether a place is where it happened, by what governs it and by what the frame makes of that."""
    around = [a for a in scene.of("actors", place.i, place.i + 1) if a.i <= place.i < a.j and a.j - a.i > place.j - place.i]
    if any(a.head != "country" and a.kind not in _PEOPLE and not _is_court(draft, a) for a in around):
        return False
    if place.i in scene.attributed and not any(k in scene.attributed for k in heads_of(scene, draft)):
        return False
    people = [p for p in scene.of("persons", place.i, place.i + 1) if p.i <= place.i < p.j and p.j - p.i > place.j - place.i]
    if any(p.name is not None or not _is_in(scene, place) for p in people):
        return False
    if _is_in_name(scene, draft, place):
        return False
    if _is_tag(scene, place) or (draft.harm and scene.words.norms[place.i] in grammar().hospitals):
        return False
    return _path(scene, draft, place) is None


def _is_court(draft: Draft, actor: ActorMention) -> bool:
    """Whether a body of a state that a judgement is told of may be the court, which sits where its name says."""
    return draft.type == "judicial" and actor.kind == "state"


def _is_in_name(scene: Scene, draft: Draft, place: PlaceMention) -> bool:
    """Whether a place is part of a name or title in quotation marks ("the officer for the sector of A")."""
    for quote in find_quotes(scene.words):
        if quote.i < place.i < quote.j and quote.j - quote.i <= _LONGEST_NAME:
            return not any(quote.i <= k < quote.j for k in heads_of(scene, draft))
    return False


def _is_in(scene: Scene, place: PlaceMention) -> bool:
    """Whether "in" governs a place: inside words for somebody without a name ("an imam in A"), it may say where."""
    return govern(scene.words, place.i, scene.segment_of(place.i)[0], verbs=scene.verbs).place == "fi"


def _path(scene: Scene, draft: Draft, place: PlaceMention) -> str | None:
    """The preposition of a place to or from which something moves, unless the frame of the draft makes it where it happened."""
    low = max([scene.segment_of(place.i)[0], *(k + 1 for k in heads_of(scene, draft) if k < place.i)])
    found = govern(scene.words, place.i, low, verbs=scene.verbs)
    governed = found.place
    if governed == AND:
        before = next((p for p in scene.of("places", found.i - 1, found.i) if p.j == found.i), None)
        return _path(scene, draft, before) if before is not None else None
    norms, rules = scene.words.norms, grammar()
    if governed == "maa" and any(norm in rules.borders for norm in norms[max(0, found.i - 2) : found.i]):
        return "maa"
    if governed not in _AWAY or (found.i > low and norms[found.i - 1] in rules.on_the_way):
        return None
    if governed == _FROM and any(norm in rules.parts_of for norm in norms[max(low, found.i - 2) : found.i]):
        return None
    if draft.type == "disrupted_weapons" and draft.status == "foiled" and norms[found.i] in rules.towards:
        return None
    frames = frame_table().frames
    roles = [frames[f].roles.get(kind, {}).get(governed, ()) for f in draft.frames for kind in ("verb", "masdar")]
    return None if any("place" in role for role in roles) else governed


def places_conflict(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two places cannot both be where one event happened: neither holds the other."""
    if a is None or b is None:
        return False
    if a.name is not None and a.name == b.name:
        return False
    return not holds(a, b) and not holds(b, a)


def holds(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether place `a` is or contains place `b`; a place that the gazetteer lacks lies in the one that the text puts it in."""
    outer = a.id
    inner = b.id if b.id >= 0 else b.within
    if outer < 0 or inner < 0:
        return outer < 0 and inner >= 0 and a.within == b.within and a.id == b.id
    return contains(shared().place(outer), shared().place(inner))


def finer(a: PlaceMention | None, b: PlaceMention | None) -> PlaceMention | None:
    """The finer of two places, the first on a tie."""
    if a is None or b is None:
        return a or b
    return b if fineness(b) < fineness(a) and not places_conflict(a, b) else a
