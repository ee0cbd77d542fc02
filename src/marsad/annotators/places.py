"""Places: every place name of a report, resolved to coordinates where the text settles which one is meant.

`doc._.places` is a list of `PlaceMention` in the order of the text. A name that stays tied between homonyms, or that the
gazetteer lacks, has no `name`; one that the text puts in a known place carries that place's coordinates, with a precision
that says so.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from marsad.annotators import prepare
from marsad.annotators.place_choices import choose_places
from marsad.annotators.place_contexts import read_contexts
from marsad.annotators.place_cues import cues
from marsad.annotators.place_found import Found
from marsad.annotators.place_governments import is_government
from marsad.annotators.place_names import find_names
from marsad.annotators.place_votes import count_countries, keep_plausible
from marsad.lexicons.gazetteer import Gazetteer, GazetteerPlace, shared
from marsad.lexicons.gazetteer_keys import key_of
from marsad.text.tokens import Words, words_of

_EXACT = {"country": 6, "admin1": 4, "admin2": 3, "natural": 5, "city": 1, "village": 1, "neighbourhood": 1, "facility": 1}
_WITHIN = {"country": 6, "admin1": 4, "admin2": 3, "natural": 5, "city": 2, "village": 2, "neighbourhood": 2, "facility": 2}
_TOO_WIDE = ("country", "admin1")  # their middle says nothing of where a village in them lies
_DATELINE_WORDS = 8
_BRACKET = 8


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name at words `i` to `j - 1`, code points `start` to `end`.

    `precision` is UCDP's level 1 (exact) to 7; `role` "locative", "attributive" (inside a body's name) or "dateline"; `geoname`
    is a GeoNames id. `offset` is a point computed from a distance and a direction in the text, beside the anchor in `lat`, `lon`.
    `id` is the gazetteer's, and -1 where the place is not in it; `within` is then the id of the place that holds it, whose
    coordinates stand for it unless it is a whole division.
    """

    i: int
    j: int
    start: int
    end: int
    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    kind: str | None
    geoname: str | None
    precision: int | None
    rule: str
    role: str
    id: int = -1
    within: int = -1
    offset: tuple[float, float] | None = None


class PlaceAnnotator:
    """Finds the places of a doc."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        report = doc._.report
        doc._.places = find_places(words_of(doc), self._gazetteer, outlet=report.outlet if report is not None else None)
        return doc


@Language.factory("marsad_places", requires=[], assigns=["doc._.places"])
def create(nlp: Language, name: str) -> PlaceAnnotator:
    """The annotator, over the gazetteer of this process."""
    prepare(nlp)
    return PlaceAnnotator(shared())


def find_places(words: Words, gazetteer: Gazetteer, *, outlet: str | None = None) -> list[PlaceMention]:
    """The places of a text, in order."""
    names = find_names(gazetteer, words, _words_of_outlet(words, outlet))
    for name in names:
        name.options = [gazetteer.place(k) for k in name.ids]
    votes = count_countries(words, names)
    read_contexts(words, names, votes)
    _mark_datelines(words, names)
    kept = [name for name in names if name.accepted]
    _cut_links(kept)
    choose_places(words, kept, votes)
    kept = keep_plausible(kept, votes)
    stands_alone = {name.key for name in kept if not name.rural and name.noun is None}
    return [_mention(words, name, name.key in stands_alone) for name in kept]


def _words_of_outlet(words: Words, outlet: str | None) -> frozenset[int]:
    """The words where the outlet names itself."""
    taken: set[int] = set()
    key = key_of(outlet) if outlet else ()
    norms = words.norms
    tails = [key[n:] for n in range(len(key)) if len(key) - n > 1]
    for k in range(len(norms)):
        for tail in tails:
            if norms[k : k + len(tail)] == tail:
                taken.update(range(k, k + len(tail)))
                break
    return frozenset(taken)


def _mark_datelines(words: Words, names: list[Found]) -> None:
    """A name at the very start, set off from the report by a dash, a slash, a colon, brackets or a line break.

    Later paragraphs of a digest open with a name and a colon; a government may speak there, so its seat does not count. What
    stands in brackets, quotation marks or slashes behind a dateline is the agency.
    """
    marks = cues()["dashes"] | {":", "\n", ")"}
    line_ends = [k for k in range(len(words)) if words.kinds[k] == "n"]
    first_end = line_ends[0] if line_ends else len(words)
    agency = 0
    for name in names:
        if name.i < agency:
            name.context, name.accepted = "other", False
            continue
        if name.unknown or name.context not in ("bare", "start", "list", "noun", "other", "doubtful"):
            continue
        before = words.norms[name.i - 1] if name.i else "\n"
        follows = words.norms[name.j] if name.j < len(words) else "\n"
        ends = follows in marks or words.kinds[min(name.j, len(words) - 1)] in "nd"
        if name.i < first_end and name.i < _DATELINE_WORDS * 2:
            at = sum(words.kinds[k] in "al" and not words.clitic[k] for k in range(name.i))
            opens = before in marks or before == "(" or at == 0 or (at <= 3 and first_end <= _DATELINE_WORDS * 2)
            past = _end_of_agency(words, name.j)
            plain = name.key not in cues().noun_only and not (len(name.key) == 1 and name.key[0] in cues()["agencies"])
            if plain and at < _DATELINE_WORDS and opens and (ends or past) and not (name.context == "other" and at == 0):
                name.context, name.accepted, agency = "dateline", True, past
        elif before == "\n" and follows == ":" and not is_government(name, name.options):
            name.context, name.accepted = "dateline", True


def _end_of_agency(words: Words, k: int) -> int:
    """End of an agency's name in brackets, quotation marks or slashes, and the mark that closes the dateline; 0 where none is."""
    table = cues()
    while k < len(words) and words.norms[k] in table["dashes"]:
        k += 1
    if k >= len(words) or words.norms[k] not in table["opening"]:
        return 0
    closing = next((m for m in range(k + 1, min(k + _BRACKET, len(words))) if words.norms[m] in table["closing"]), len(words))
    while closing < len(words) and words.norms[closing] in table["closing"]:
        closing += 1
    if any(norm in table["agencies"] for norm in words.norms[k + 1 : closing]):
        return closing
    closed = closing < len(words) and (words.norms[closing] in table["dashes"] or words.norms[closing] in (":", "\n"))
    return closing + 1 if closed else 0


def _cut_links(kept: list[Found]) -> None:
    """Forget neighbours in lists that are no places."""
    for name in kept:
        if name.prior is not None and not name.prior.accepted:
            name.prior = None
        if name.later is not None and not name.later.accepted:
            name.later = None


def _mention(words: Words, name: Found, stands_alone: bool) -> PlaceMention:
    i, j = name.i, name.j
    if name.rural and stands_alone and name.head < 0 and i > 0 and words.norms[i - 1] in cues()["countryside"]:
        i -= 1
    place, holder = name.place, name.borrowed
    anchor = place or holder
    role = name.context if name.context in ("dateline", "attributive") else "locative"
    rule = "places." + ("tied" if name.tied else _rule_of(name))
    start, end = words.starts[i] + name.glued, words.ends[j - 1]
    if anchor is None:
        kind = name.noun.kind if name.noun is not None else None
        return PlaceMention(i, j, start, end, None, None, None, None, None, kind, None, None, rule, role)
    exact = place is not None or anchor.kind not in _TOO_WIDE
    return PlaceMention(
        i, j, start, end,
        name=place.name_en if place is not None else None,
        country=anchor.country,
        admin1=anchor.admin1,
        lat=anchor.lat if exact else None,
        lon=anchor.lon if exact else None,
        kind=place.kind if place is not None else (name.noun.kind if name.noun is not None else None),
        geoname=str(place.geonameid) if place is not None and place.geonameid is not None else None,
        precision=_precision(name, place, anchor),
        rule=rule,
        role=role,
        id=place.id if place is not None else -1,
        within=holder.id if place is None and holder is not None else -1,
        offset=_offset(name, anchor),
    )  # fmt: skip


def _rule_of(name: Found) -> str:
    """The rule that read the name: what it stands after, and how its coordinates were found."""
    if name.place is None:
        return "scene" if name.scene else "in_parent" if name.borrowed is not None else "unknown"
    return f"{'rural' if name.rural else name.context}"


def _precision(name: Found, place: GazetteerPlace | None, anchor: GazetteerPlace) -> int:
    if place is None:
        level = _WITHIN[anchor.kind]
        loose = name.relation == "near" and (name.noun is None or name.noun.kind != "neighbourhood")
        return max(level, 3) if loose or name.scene else level
    if place.country is None:
        return 7
    level = _EXACT[place.kind]
    if name.distance is not None:
        return max(level, 2)
    if name.rural:
        return max(level, 3)
    return level


def _offset(name: Found, anchor: GazetteerPlace) -> tuple[float, float] | None:
    """The point at the distance and direction that the text gives from the anchor; None without both."""
    if name.distance is None or anchor.lat is None or anchor.lon is None:
        return None
    length, direction = name.distance
    compass = cues().compass
    north = sum(compass[word][0] for word in direction.split() if word in compass)
    east = sum(compass[word][1] for word in direction.split() if word in compass)
    size = math.hypot(north, east)
    if size == 0 or not 0 < length < 500:
        return None
    lat = anchor.lat + length * north / size / 111.2
    lon = anchor.lon + length * east / size / (111.2 * math.cos(math.radians(anchor.lat)))
    return round(lat, 3), round(lon, 3)


def distinct(mentions: list[PlaceMention], words: Words) -> list[PlaceMention]:
    """One mention a name: the first of each spelling; short forms of a name printed in full before them are left out."""
    out: list[PlaceMention] = []
    seen: dict[str, None] = {}
    full: list[tuple[frozenset[str], int]] = []
    for mention in mentions:
        parts = [w for w in words.norms[mention.i : mention.j] if w != "_"]
        key = " ".join(parts)
        tag = mention.i > 0 and words.norms[mention.i - 1] == "#"
        short = any((tag or mention.id in (-1, at)) and len(parts) < len(known) and set(parts) <= known for known, at in full)
        if key in seen or short:
            continue
        seen[key] = None
        full.append((frozenset(parts), mention.id))
        out.append(mention)
    return out
