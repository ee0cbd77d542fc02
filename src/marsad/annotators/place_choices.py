"""Which place a name means: settled by the parents that the text names, by the other places, the country, and then by weight.

What stays tied stays open. A name outside the gazetteer borrows the coordinates of the place that the text puts it in.
"""

from __future__ import annotations

from collections import Counter

from marsad.annotators.place_cues import cues
from marsad.annotators.place_fits import anchor_of, find_fitting, is_of_report, is_towns_own
from marsad.annotators.place_found import Found
from marsad.annotators.place_links import link_parents
from marsad.annotators.place_scores import Settled, division_of, is_division, rate_place
from marsad.lexicons.gazetteer import GazetteerPlace, contains
from marsad.lexicons.gazetteer_tables import near
from marsad.text.tokens import Words

_TIE = 0.75
_STORY = 60.0
_ROUNDS = 5


def choose_places(words: Words, names: list[Found], votes: Counter[str]) -> None:
    """Set `place` or `borrowed` of each accepted name. `tied` marks homonyms that nothing settles."""
    link_parents(words, names)
    settled = Settled()
    waiting = names
    for patience in (2, 1, 0):
        for _ in range(_ROUNDS):
            left = [name for name in waiting if not _try(words, name, votes, settled, patience=patience)]
            stuck = len(left) == len(waiting)
            waiting = left
            if stuck:
                break
    _borrow_from_story(names)


def _try(words: Words, name: Found, votes: Counter[str], settled: Settled, *, patience: int) -> bool:
    """Settle one name if it can be now: its parent is known, and its candidates are one place or the others were settled."""
    parent = name.parent
    if parent is not None and anchor_of(parent) is None and not parent.tied and patience > 0:
        return False
    if name.unknown:
        name.borrowed = _lender(parent)
        return True
    groups = {division_of(p) for p in name.options if p.weight > 0 or len(name.options) == 1}
    if len(groups) > 1 and patience > 1 and anchor_of(parent) is None:
        return False
    _pick(words, name, votes, settled)
    if name.place is not None:
        settled.add(name.place)
    return True


def _pick(words: Words, name: Found, votes: Counter[str], settled: Settled) -> None:
    options = find_fitting(name) if is_of_report(name, votes) else []
    if not options:
        name.borrowed = _lender(name.parent)
        return
    total = sum(votes.values()) or 1
    scores = [rate_place(name, p, votes, total, settled) for p in options]
    order = sorted(range(len(options)), key=lambda n: (-scores[n], n))
    best = options[order[0]]
    marked = cues().marked.get(words.text_of(name.a, name.b))
    if marked is not None:
        best = next((p for p in options if p.name_en == marked), best)
    rivals = [scores[n] for n in order if _rivals(best, options[n])]
    if rivals and scores[order[0]] - rivals[0] < _TIE and marked is None:
        name.borrowed = _lender(parent) if (parent := name.parent) is not None and not name.scene else None
        name.tied = name.borrowed is None
        return
    place = _of_kind(name, best, [p for p in options if division_of(p) == division_of(best) or p is best or contains(p, best)])
    if name.named_after and place.kind not in ("facility", "natural"):
        at = anchor_of(name.parent)
        trusted = place.kind != "country" and (votes[place.country or ""] * 4 >= total or not (votes or place.common))
        core_first = (name.noun is not None and name.noun.kind == "natural") or is_towns_own(name, place)
        held = at is not None and at.kind not in ("country", "admin1") and not core_first
        name.borrowed = at if held else place if trusted else at
        name.scene = name.scene and name.borrowed is at
        return
    name.place = place


def _rivals(best: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether two candidates are different places, neither of them within the other."""
    apart = division_of(other) != division_of(best) and not contains(best, other) and not contains(other, best)
    return apart and not near((other.lat, other.lon), (best.lat, best.lon), 25.0)


def _lender(name: Found | None) -> GazetteerPlace | None:
    """The place that lends its coordinates to what lies in it: a country or a desert is too wide to say where anything is."""
    place = anchor_of(name)
    return None if place is None or place.kind == "country" or (place.kind == "natural" and place.country is None) else place


def _of_kind(name: Found, best: GazetteerPlace, same: list[GazetteerPlace]) -> GazetteerPlace:
    """Among places of one name (division, district, city): the one that noun, neighbours and position ask for."""
    kinds: dict[str, GazetteerPlace] = {}
    for place in same:
        kinds.setdefault(place.kind, place)
    if "country" in kinds and name.noun is None and name.context != "dateline":
        return kinds["country"]
    if "admin1" not in kinds or name.noun is not None or not {"city", "admin2"} & kinds.keys():
        return best
    if name.rural or name.context == "governor":
        return kinds["admin1"]
    if any(s is not None and is_division(s) for s in (name.prior, name.later)):
        return kinds["admin1"]
    city = kinds.get("city") or kinds["admin2"]
    if name.context == "direction" and name.child is not None and _lies_in_division(name.child, city):
        return kinds["admin1"]
    return city


def _lies_in_division(child: Found, city: GazetteerPlace) -> bool:
    """Whether what lies "north of X" is a town of X's division and not a quarter of the city X."""
    return any(
        p.admin1 == city.admin1 and p.country == city.country and p.kind in ("city", "village", "admin2")
        and not near((p.lat, p.lon), (city.lat, city.lon), 12.0)
        for p in child.options
    )  # fmt: skip


def _borrow_from_story(names: list[Found]) -> None:
    """Unknown places without a parent lie near the last town named before, while the report stays round one town."""
    towns: dict[int, GazetteerPlace] = {}
    for name in names:
        kind = name.noun.kind if name.noun is not None else ""
        urban = name.noun is not None and (kind == "neighbourhood" or name.noun.facility in cues()["urban"])
        if (
            name.place is not None
            and name.place.kind in ("city", "admin2")
            and name.context not in ("attributive", "event", "weak")
        ):
            towns.pop(name.place.id, None)
            towns[name.place.id] = name.place
        elif name.place is None and name.borrowed is None and towns and (urban or kind == "village"):
            last = next(reversed(towns.values()))
            if kind == "village" and last.kind != "admin2":
                continue
            if all(near((t.lat, t.lon), (last.lat, last.lon), _STORY) for t in towns.values()):
                name.borrowed, name.scene, name.tied = last, True, False
