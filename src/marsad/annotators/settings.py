"""Settings of events: the date and the place of each draft, read in its sentence, nearest and finest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.event_dates import date_sentence, range_of
from marsad.annotators.frames import frame_table
from marsad.annotators.leads import lend_dates
from marsad.annotators.phrases import govern, grammar
from marsad.annotators.places import PlaceMention
from marsad.annotators.scenes import Scene
from marsad.annotators.sequences import date_sequence, shifts_of
from marsad.annotators.times import TimexMention
from marsad.lexicons.gazetteer import contains, shared
from marsad.lexicons.gazetteer_tables import near
from marsad.text.tokens import WAW

_FINENESS = {"facility": 0, "neighbourhood": 0, "village": 1, "natural": 2, "city": 2, "admin2": 3, "admin1": 4, "country": 5}
_AWAY = frozenset(("ila",))
_FROM = "min"
_CLOSE = 4
_LEAD = 2
_NEAR_KM = 60.0
_MOST_EARLIER = 60
_MOST_BEFORE = 3
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
NOWHERE = frozenset(("attributive", "dateline", "government"))


def settle_sentence(scene: Scene, index: int, drafts: list[Draft], told: list[Draft]) -> None:
    """Give each draft of a sentence the date and the place that the sentence says; `told` are the drafts before it."""
    i, j = scene.sentence(index)
    shifts = shifts_of(scene, index)
    date_sentence(scene, i, j, drafts, counted=frozenset(s.target for s in shifts))
    date_sequence(scene, shifts, drafts, told)
    lend_dates(scene, index, drafts, told)
    places = [p for p in scene.of("places", i, j) if i <= p.i < j and p.role not in NOWHERE]
    for draft in drafts:
        if draft.harm and draft.definite:
            continue  # where the dead are told again, they did not fall
        draft.place, draft.elsewhere = _finest_place(scene, draft, places, drafts)
        draft.beside = draft.place is not None and _is_beside(scene, draft.place)


def _segments(scene: Scene, draft: Draft) -> set[int]:
    return {scene.segment_index(k) for k in heads_of(scene, draft)}


def _distance(scene: Scene, draft: Draft, k: int) -> int:
    return min(abs(k - h) for h in heads_of(scene, draft))


def _owner(scene: Scene, k: int, drafts: Sequence[Draft]) -> Draft:
    """The draft of a sentence that a word belongs to: of its segment if any, then the nearest."""
    segment = scene.segment_index(k)
    return min(drafts, key=lambda d: (segment not in _segments(scene, d), _distance(scene, d, k)))


def _finest_place(
    scene: Scene, draft: Draft, places: list[PlaceMention], drafts: list[Draft]
) -> tuple[PlaceMention | None, list[PlaceMention]]:
    mine = _segments(scene, draft)
    fit = [p for p in places if locates(scene, draft, p)]
    own = [p for p in fit if scene.segment_index(p.i) in mine]
    pool = [p for p in own if _owner(scene, p.i, drafts) is draft] or own
    if not pool:
        first = min(heads_of(scene, draft))
        pool = [p for p in fit if p.i < first] if not draft.background else []
        if not pool:
            pool = [p for p in fit if p.i > first and _owner(scene, p.i, drafts) is draft]
    if not pool:
        return None, []
    head = min(heads_of(scene, draft))
    if any(p.i > head for p in pool):  # a place before the verb frames, one after it locates
        pool = [p for p in pool if p.i > head or not any(q.i > head and _frames(p, q) for q in pool)]
    best = min(pool, key=lambda p: (_is_beside(scene, p), _FINENESS.get(p.kind or "city", 2), _distance(scene, draft, p.i)))
    chain = _chain(scene, best, pool)
    return chain[0], chain[1:]


def _frames(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether the one is the region or the seat of the region in which the other lies."""
    return one.country == other.country and (holds(one, other) or (one.admin1 is not None and one.admin1 == other.admin1))


def _chain(scene: Scene, place: PlaceMention, pool: list[PlaceMention]) -> list[PlaceMention]:
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
        and one.kind == other.kind
        and all(words.norms[k] not in ",\u060c" or words.kinds[k] != "p" for k in between)
    )


def _is_beside(scene: Scene, place: PlaceMention) -> bool:
    """Whether a direction stands before the place: it says beside what, not where."""
    low = scene.segment_of(place.i)[0]
    return govern(scene.words, place.i, low, verbs=scene.verbs).place == "side"


def inherit_places(scene: Scene, drafts: list[Draft]) -> None:
    """Give drafts without a place that of the event told before them: in one paragraph, or where a noun points back to it."""
    _refine_only(scene, drafts)
    for n, draft in enumerate(drafts):
        if draft.place is not None or draft.aggregate or not (draft.violent or draft.type in _PLACED):
            continue
        head = min(heads_of(scene, draft))
        low, high = scene.segment_of(head)
        points = bool(set(scene.words.norms[low:high]) & grammar().place_references)
        earlier = [e for e in drafts[max(0, n - _MOST_EARLIER) : n] if e.place is not None and not e.aggregate]
        if points and earlier:
            draft.place, draft.inherited = earlier[-1].place, True
            continue
        here = [e for e in earlier if scene.paragraph_of(min(heads_of(scene, e))) == scene.paragraph_of(head)]
        if here and not draft.background:
            draft.place, draft.inherited = here[-1].place, True


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
    best = min(inside, key=lambda p: _FINENESS.get(p.kind or "city", 2), default=region)
    if _FINENESS.get(best.kind or "city", 2) < _FINENESS[region.kind or "admin1"]:
        draft.place = best


def _is_tag(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place is one of the tags that close a report: a hashtag before another or before the end."""
    norms = scene.words.norms
    after = norms[place.j] if place.j < len(norms) else "#"
    return place.i > 0 and norms[place.i - 1] == "#" and after == "#"


def locates(scene: Scene, draft: Draft, place: PlaceMention) -> bool:
    """Whether a place is where it happened, by what governs it and by what the frame makes of that."""
    if any(
        a.i <= place.i < a.j
        for a in scene.of("actors", place.i, place.i + 1)
        if a.head != "country" and a.kind not in ("civilians", "protesters")
    ):
        return False
    if place.i in scene.attributed and not any(k in scene.attributed for k in heads_of(scene, draft)):
        return False
    if any(p.i <= place.i < p.j for p in scene.of("persons", place.i, place.i + 1)):
        return False
    if _is_tag(scene, place):
        return False
    if draft.harm and scene.words.norms[place.i] in grammar().hospitals:
        return False
    low = max([scene.segment_of(place.i)[0], *(k + 1 for k in heads_of(scene, draft) if k < place.i)])
    governed = govern(scene.words, place.i, low, verbs=scene.verbs)
    if governed.place in _AWAY or governed.place == _FROM:
        return any(
            "place" in frame_table().frames[f].roles.get(kind, {}).get(governed.place, ())
            for f in draft.frames
            for kind in ("verb", "masdar")
        )
    return True


def agree(one: Draft, other: Draft, *, loose: bool = False) -> bool:
    """Whether two drafts may be at one time and place: what both say does not conflict. `loose`: near each other is enough."""
    if _dates_conflict(one.date, other.date) and not _is_announced(one, other):
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
    dated = own and not _dates_conflict(one.date, other.date)
    placed = one.place is not None and other.place is not None and not places_conflict(one.place, other.place)
    return dated or placed


def _dates_conflict(a: TimexMention | None, b: TimexMention | None) -> bool:
    if a is None or b is None:
        return False
    x, y = range_of(a), range_of(b)
    if x is None or y is None:
        return False
    return (x.end or date.max) < y.start or (y.end or date.max) < x.start


def places_conflict(a: PlaceMention | None, b: PlaceMention | None) -> bool:
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
    rank: Callable[[PlaceMention], int] = lambda p: _FINENESS.get(p.kind or "city", 2)  # noqa: E731
    if a is None or b is None:
        return a or b
    return b if rank(b) < rank(a) and not places_conflict(a, b) else a
