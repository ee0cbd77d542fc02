"""Places of events: which place that a sentence names is where an event happened.

Places named one within the other ("the village of A in the province of B") are one site, and its finest place counts. A site
hangs on the event told before it in its clause, else on the first one after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_dates import is_planned
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import AND, govern, preposition_ending_at
from marsad.annotators.place_relations import fineness, frames
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.annotators.sites import Site, find_sites, finest, is_beside
from marsad.text.quotes import find_quotes
from marsad.text.tokens import WAW

if TYPE_CHECKING:
    from marsad.annotators.actors import ActorMention

_TOWNS = ("city", "village")
_PEOPLE = frozenset(("civilians", "protesters"))
_FROM = "min"
_AWAY = frozenset(("ila", _FROM))
_INSIDE = frozenset(("fi", "bi", "ila"))
_LISTED = frozenset(("city", "village", "neighbourhood", "admin1", "admin2"))
_LONGEST_NAME = 8
SPOKEN = frozenset(("agreement", "consultation", "cooperation", "demand", "judicial", "sanction", "support", "threat"))


def place_sentence(scene: Scene, i: int, j: int, drafts: list[Draft]) -> list[Draft]:
    """Give each draft of the sentence at words `i` to `j - 1` the place that the sentence says; those told elsewhere in it."""
    borrowed = []
    sites = find_sites(scene, i, j, drafts)
    for draft in drafts:
        if draft.harm and draft.definite:
            continue  # where the dead are told again, they did not fall
        draft.place, draft.elsewhere = _find(scene, draft, sites)
        if draft.place is None or not any(s.owner is draft and draft.place in s.places for s in sites):
            borrowed.append(draft)
        draft.beside = draft.place is not None and is_beside(scene, draft.place)
    return borrowed


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
        pool = [s for s in pool if s.i > first or not any(q.i > first and frames(s.best, q.best) for q in pool)]
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
    near = sorted(pool, key=lambda s: (is_beside(scene, s.best), _rank(s.best), _distance(scene, draft, s.i)))
    best = near[0]
    for site in near[1:]:
        if fineness(site.best) < fineness(best.best) and (frames(best.best, site.best) or best.best.id < 0 or site.best.id < 0):
            best = site
    return best


def _rank(place: PlaceMention) -> int:
    return 1 if place.kind in _TOWNS else fineness(place)


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
    return Site(rest, finest(scene, list(rest)), site.owner, site.head)


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
