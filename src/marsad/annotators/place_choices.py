"""Which place a name means: settled by the parents that the text names, by the other places, the country, and then by weight.

What stays tied stays open. A name outside the gazetteer borrows the coordinates of the place that the text puts it in.
"""

from __future__ import annotations

from collections import Counter

from marsad.annotators.place_cues import cues
from marsad.annotators.place_found import Found
from marsad.annotators.place_links import link_parents
from marsad.lexicons.gazetteer import GazetteerPlace, contains
from marsad.lexicons.gazetteer_tables import near
from marsad.text.tokens import ARTICLE, Words

_TIE = 0.75
_STORY = 60.0
_ROUNDS = 5
_REACH = {
    "city": 45.0,
    "village": 25.0,
    "neighbourhood": 15.0,
    "facility": 15.0,
    "admin2": 80.0,
    "admin1": 150.0,
    "natural": 120.0,
}
_NEARBY = 120.0
_SURE_VOTES = 4
_REGION = 250.0  # a first division that others count as part of a region
_FAR_KINDS = ("admin1", "admin2", "city", "natural")
_FITS = {
    "admin1": {"admin1": 4.0, "admin2": -1.0, "natural": -1.0},
    "admin2": {"admin2": 4.0, "city": 2.5, "admin1": -2.0},
    "city": {"city": 4.0, "admin2": 1.5, "village": 1.5, "admin1": 0.0},
    "village": {"village": 3.0, "city": 2.0, "neighbourhood": 2.5, "admin2": 1.0, "natural": 1.0, "facility": 0.5},
    "neighbourhood": {"neighbourhood": 4.0, "village": 1.0, "admin2": 0.5, "city": 0.0},
    "facility": {"facility": 3.0, "neighbourhood": 0.5},
    "natural": {"natural": 4.0, "village": 0.5, "city": 0.0, "admin2": 0.0},
}
_PLAIN = {
    "country": 2.0,
    "city": 1.5,
    "admin1": 1.0,
    "natural": 0.3,
    "neighbourhood": 0.0,
    "village": 0.5,
    "facility": 0.5,
    "admin2": 0.0,
}
Group = tuple[str | None, str | None]


class Settled:
    """The places settled so far, by division and by cell of one degree, so that a long report costs no more a name."""

    def __init__(self) -> None:
        self._divisions: set[Group] = set()
        self._cells: dict[tuple[int, int], set[tuple[float, float]]] = {}

    def add(self, place: GazetteerPlace) -> None:
        """Count a place as meant by the report."""
        self._divisions.add(_group(place))
        if place.kind != "country" and place.lat is not None and place.lon is not None:
            self._cells.setdefault((round(place.lat), round(place.lon)), set()).add((place.lat, place.lon))

    def bonus(self, place: GazetteerPlace) -> float:
        """What a candidate gains by lying in the division of settled places, and near one of them."""
        bonus = 2.0 if place.admin1 is not None and _group(place) in self._divisions else 0.0
        if place.lat is None or place.lon is None:
            return bonus
        y, x = round(place.lat), round(place.lon)
        around = (self._cells.get((y + dy, x + dx), ()) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        return bonus + (2.0 if any(near((place.lat, place.lon), point, 60.0) for points in around for point in points) else 0.0)


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
    if parent is not None and _anchor(parent) is None and not parent.tied and patience > 0:
        return False
    if name.unknown:
        name.borrowed = _lender(parent)
        return True
    groups = {_group(p) for p in name.options if p.weight > 0 or len(name.options) == 1}
    if len(groups) > 1 and patience > 1 and _anchor(parent) is None:
        return False
    _pick(words, name, votes, settled)
    if name.place is not None:
        settled.add(name.place)
    return True


def _group(place: GazetteerPlace) -> Group:
    return place.country, place.admin1


def count_countries(words: Words, names: list[Found]) -> Counter[str]:
    """How often each country is meant: adjectives and groups of nationality, and names that are one place."""
    votes: Counter[str] = Counter()
    nationality, surnames = cues().nationality, cues().surnames
    for k, norm in enumerate(words.norms):
        if norm in surnames and k and not words.norms[k - 1].startswith(ARTICLE):
            votes[surnames[norm]] += 1
        elif norm in nationality:
            votes[nationality[norm]] += 1
    counted: set[tuple[str, ...]] = set()
    for name in names:
        countries = {p.country for p in name.options if p.weight > 0}
        if name.noun is None and (name.key in cues().noun_only or any(p.common and p.weight < 3 for p in name.options)):
            continue  # rather the word
        if len(countries) == 1 and name.key not in counted and (country := countries.pop()) is not None:
            counted.add(name.key)
            name.vote = 2 if max(p.weight for p in name.options) >= 3 else 1
            votes[country] += name.vote
    return votes


def _pick(words: Words, name: Found, votes: Counter[str], settled: Settled) -> None:
    options = _fitting(name) if _is_of_report(name, votes) else []
    if not options:
        name.borrowed = _lender(name.parent)
        return
    total = sum(votes.values()) or 1
    scores = [_score(name, p, votes, total, settled) for p in options]
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
    place = _of_kind(name, best, [p for p in options if _group(p) == _group(best) or p is best or contains(p, best)])
    if name.named_after and place.kind not in ("facility", "natural"):
        at = _anchor(name.parent)
        trusted = place.kind != "country" and (votes[place.country or ""] * 4 >= total or not (votes or place.common))
        core_first = (name.noun is not None and name.noun.kind == "natural") or _is_towns_own(name, place)
        held = at is not None and at.kind not in ("country", "admin1") and not core_first
        name.borrowed = at if held else place if trusted else at
        name.scene = name.scene and name.borrowed is at
        return
    name.place = place


def _is_towns_own(name: Found, place: GazetteerPlace) -> bool:
    """Whether a facility called by a town's name lies in that town and not where the report is: streets and squares do not."""
    return (
        name.scene and place.kind in ("city", "admin2") and name.noun is not None and name.noun.facility not in ("road", "square")
    )


def _is_of_report(name: Found, votes: Counter[str]) -> bool:
    """Whether a name under a place noun may be one of its small namesakes: not where the report, which speaks of other countries
    alone, puts it elsewhere ("the village X in Y")."""
    total = sum(votes.values())
    if name.noun is None or name.country is not None or total - name.vote < _SURE_VOTES:
        return True
    voted = any(votes[p.country or ""] > (name.vote if len(name.options) == 1 else 0) for p in name.options)
    if voted or all(p.common and p.kind != "admin1" for p in name.options):
        return voted
    wide = ("country", "admin1", "natural")
    sure = total - name.vote > _SURE_VOTES and name.noun.kind != "facility"
    towns = ("city", "admin2") if sure else (*_REACH,)
    return any((p.weight >= 3 and p.kind in towns) or p.kind in wide or p.country is None for p in name.options)


def _rivals(best: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether two candidates are different places, neither of them within the other."""
    apart = _group(other) != _group(best) and not contains(best, other) and not contains(other, best)
    return apart and not near((other.lat, other.lon), (best.lat, best.lon), 25.0)


def _fitting(name: Found) -> list[GazetteerPlace]:
    """Candidates that may lie where the text puts the name."""
    options = name.options
    if name.country is not None:
        options = [p for p in options if p.country == name.country] or options
    parent = _anchor(name.parent)
    if parent is not None and parent.kind == "country" and name.relation == "near":
        return options  # beside a country, not in it
    if parent is None or parent.kind == "country":
        return [p for p in options if parent is None or p.country in (parent.country, None)] or ([] if parent else options)
    limit = _NEARBY if name.relation == "near" else _REACH[parent.kind]
    if name.noun is not None and name.noun.kind == "neighbourhood" and parent.kind in ("city", "admin2"):
        limit = 25.0
    fitting = [p for p in options if _lies_at(name, p, parent, limit)]
    if fitting or (name.scene and len(name.key) > 1 and not name.named_after):
        return fitting or options
    return [p for p in options if _may_lie_far(name, p, parent)]


def _may_lie_far(name: Found, place: GazetteerPlace, parent: GazetteerPlace) -> bool:
    """Whether a known place may lie far from what its direction is given from ("Mosul north of Baghdad", "a town in the east of
    the peninsula"): in the same country, and no smaller than a town."""
    if name.named_after:
        return place.country == parent.country and place.weight >= 2 and _is_towns_own(name, place)
    region = parent.kind == "admin1" and near((place.lat, place.lon), (parent.lat, parent.lon), _REGION)
    wide = name.relation == "near" or parent.kind == "natural" or region
    fits = name.noun is None or _FITS[name.noun.kind].get(place.kind, 0.0) > 1.0
    known = place.kind in _FAR_KINDS and place.weight >= (3 if place.kind in ("city", "admin2") else 2)
    return wide and fits and known and place.country == parent.country


def _lies_at(name: Found, place: GazetteerPlace, parent: GazetteerPlace, limit: float) -> bool:
    """Whether a candidate may lie in or near the parent: contained, close, or in its division where a town stands for that."""
    if contains(parent, place) or contains(place, parent) or near((place.lat, place.lon), (parent.lat, parent.lon), limit):
        return True
    division = place.admin1 is not None and place.country == parent.country and place.admin1 == parent.admin1
    return (
        division
        and place.kind in ("city", "admin2", "natural")
        and place.weight >= 2
        and not (name.named_after and name.noun is not None and name.noun.kind == "facility")
    )


def _anchor(name: Found | None) -> GazetteerPlace | None:
    return None if name is None else name.place or name.borrowed


def _lender(name: Found | None) -> GazetteerPlace | None:
    """The place that lends its coordinates to what lies in it: a country or a desert is too wide to say where anything is."""
    place = _anchor(name)
    return None if place is None or place.kind == "country" or (place.kind == "natural" and place.country is None) else place


def _score(name: Found, place: GazetteerPlace, votes: Counter[str], total: int, settled: Settled) -> float:
    score = float(place.weight) - (1.0 if place.source != "marsad" else 0.0)
    if name.noun is not None:
        score += _FITS[name.noun.kind].get(place.kind, -4.0)
        if name.noun.facility is not None and place.kind == "facility":
            score += 1.0 if place.facility == name.noun.facility else -1.0
    else:
        score += _PLAIN[place.kind]
        if name.context == "dateline":
            score += 4.0 if place.kind == "city" else 0.0
    if place.country is not None:
        score += 5.0 * votes[place.country] / total
    parent = _anchor(name.parent)
    if parent is not None:
        score += 6.0 if contains(parent, place) else 2.0
    score += settled.bonus(place)
    for neighbour in (name.prior, name.later):
        if (
            neighbour is not None
            and neighbour.place is not None
            and near((place.lat, place.lon), (neighbour.place.lat, neighbour.place.lon), 30.0)
        ):
            score += 2.0
    if place.kind == "admin1" and any(s is not None and _is_division(s) for s in (name.prior, name.later)):
        score += 4.0
    return score


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
    if any(s is not None and _is_division(s) for s in (name.prior, name.later)):
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


def _is_division(name: Found) -> bool:
    """Whether a neighbour in a list can only be a first division."""
    return bool(name.options) and all(p.kind == "admin1" for p in name.options if p.weight >= 2 and p.kind != "natural")


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


def _is_country(name: Found) -> bool:
    return name.place is not None and name.place.kind == "country"


def keep_plausible(names: list[Found], votes: Counter[str]) -> list[Found]:
    """The names without small places that no noun names in countries that the report does not speak of."""
    cast: dict[tuple[str, ...], int] = {}
    for name in names:
        cast[name.key] = max(name.vote, cast.get(name.key, 0))
    total = sum(votes.values())
    return [name for name in names if _is_plausible(name, cast[name.key], votes, total)]


def _is_plausible(name: Found, own: int, votes: Counter[str], total: int) -> bool:
    place = name.place
    if place is None:
        if name.tied and name.noun is None and any(p.common for p in name.options):
            return False
        return name.noun is not None or name.tied or name.borrowed is not None
    if place.kind == "country" and any(s is not None and _is_country(s) for s in (name.prior, name.later)):
        return True
    if name.noun is not None or total - own < 3 or place.country is None or votes[place.country] - own > 0:
        return True
    return place.kind in ("country", "city", "admin1") and place.weight >= 3
