"""Hours and parts of the day in a row of time words."""

from __future__ import annotations

import re

from marsad.annotators.time_atoms import Atom, Found
from marsad.annotators.time_numerals import figure, number, ordinal
from marsad.annotators.time_words import Entry, TimeWords
from marsad.text.tokens import ALEF, ARTICLE, TEH, WAW

HEH = chr(0x647)
_FEMININE = (HEH, HEH + ALEF, ALEF + TEH)
_POINTS = frozenset((":", "\u066b"))
_SEPARATOR = re.compile("[.,\u066b\u066c]")


def find_clock(tw: TimeWords, v: int) -> Found | None:
    """An hour: with its word, or with minutes in figures, or as an ordinal or figure before a part of the day."""
    word = tw.hit(v, "clock")
    u = word[0] if word is not None else v
    bracketed = word is not None and tw.norm(u) == "("
    articled = tw.norm(u + bracketed) == ARTICLE and figure(tw, u + bracketed + 1) is not None
    read = _read_hour(tw, u + bracketed + articled, named=word is not None)
    if read is None or (bracketed and tw.norm(read[0]) != ")"):
        return None
    end, hour, minute, entries, sure = read
    end, sure = end + bracketed, sure or (articled and minute > 0)
    half = tw.hit(end, "meridiem")
    if half is not None and (word is not None or sure):
        data = {"hour": hour, "minute": minute, "half": half[1].get("value")}
        return half[0], Atom("clock", "times.clock.meridiem", (*_ids(word), *entries, half[1].id), data)
    if word is None and not sure and not (_part_follows(tw, v, end) and _is_hour(tw, v, end)):
        return None
    if word is None and sure and tw.norm(v - 1) in ("(", "/", "-") and tw.norm(end) == ")":
        return None
    return end, Atom("clock", "times.clock", (*_ids(word), *entries), {"hour": hour, "minute": minute})


def _ids(hit: tuple[int, Entry] | None) -> tuple[str, ...]:
    return (hit[1].id,) if hit is not None else ()


def _read_hour(tw: TimeWords, v: int, *, named: bool) -> tuple[int, int, int, tuple[str, ...], bool] | None:
    """End, hour, minute, entries and whether minutes in figures make it an hour without its word."""
    if v >= tw.n:
        return None
    hour = figure(tw, v)
    if hour is None and tw.kinds[v] == "d" and named and len(parts := _SEPARATOR.split(tw.norm(v))) == 2:
        left, right = parts
        return (v + 1, int(left), int(right), (), True) if int(left) <= 24 and len(right) == 2 and int(right) < 60 else None
    if hour is not None:
        if hour > 24 or len(tw.norm(v)) > 2:
            return None
        minute = figure(tw, v + 2) if tw.norm(v + 1) in _POINTS else None
        if minute is not None and len(tw.norm(v + 2)) == 2 and minute < 60:
            end = v + 5 if tw.norm(v + 3) in _POINTS and figure(tw, v + 4) is not None else v + 3
            return end, hour, minute, (), True
        return _with_minutes(tw, v + 1, hour)
    rank = ordinal(tw, v, feminine=True)
    if rank is None or rank[1] > 12 or (tw.is_in(v, "first_hour") and rank[0] == v + 1 and not _part_follows(tw, v, v + 1)):
        return None
    return _with_minutes(tw, rank[0], rank[1])


def _with_minutes(tw: TimeWords, end: int, hour: int) -> tuple[int, int, int, tuple[str, ...], bool]:
    """The hour with and a half, and a quarter, less a third, and 20 minutes."""
    if tw.norm(end) == WAW:
        share = tw.hit(end + 1, "clock_add")
        fraction = tw.hit(end + 1, "fraction")
        if share is not None and fraction is not None:
            top, bottom = fraction[1].get("value")
            return share[0], hour, 60 * top // bottom, (share[1].id,), False
        minutes = number(tw, end + 1)
        if minutes is not None and minutes[1] < 60 and _is_minutes(tw, minutes[0]):
            return minutes[0] + 1, hour, minutes[1], (), False
    less = tw.hit(end, "clock_less")
    fraction = tw.hit(less[0], "fraction") if less is not None else None
    if less is not None and fraction is not None:
        top, bottom = fraction[1].get("value")
        return fraction[0], (hour - 1) % 24, 60 - 60 * top // bottom, (less[1].id,), False
    minutes = number(tw, less[0]) if less is not None else None
    if less is not None and minutes is not None and _is_minutes(tw, minutes[0]):
        return minutes[0] + 1, (hour - 1) % 24, 60 - minutes[1], (less[1].id,), False
    return end, hour, 0, (), False


def _is_minutes(tw: TimeWords, v: int) -> bool:
    unit = tw.hit(v, "unit")
    return unit is not None and unit[1].get("unit") == "MIN"


def _part_follows(tw: TimeWords, v: int, end: int) -> bool:
    """Whether a part of the day after `end` makes a bare ordinal or figure an hour (ten in the evening, nine of this morning)."""
    of = tw.is_in(end, "of")
    u = end + 1 if of else end
    part = tw.hit(u, "part") or tw.hit(u, "midday") or tw.hit(u, "past_middle")
    if part is None:
        return False
    if tw.kinds[v] == "d" and not of:
        linked = tw.norm(v - 1) == WAW and "clock" in tw.hits(v - 3)
        return part[1].get("shape") == "adverb" or linked or tw.norm(v - 1) in _hour_signs(tw)
    return part[1].get("shape") != "definite" or of or tw.kinds[v] == "a"


def _is_hour(tw: TimeWords, v: int, end: int) -> bool:
    """Whether a bare ordinal is an hour and does not rank a noun, printed or left out: the second raid, the second at noon."""
    before = tw.norm(v - 1)
    if tw.kinds[v] == "d" or v == 0 or tw.is_in(v - 1, "time_preposition") or tw.is_in(v - 1, "of"):
        return True
    if before == WAW:
        return any(
            "clock" in tw.hits(u) or ("ordinal_feminine" in tw.hits(u) and tw.is_in(u - 1, "between"))
            for u in range(max(v - 6, 0), v - 1)
        )
    part = tw.hit(end, "part")
    if part is None or part[1].get("shape") != "adverb" or tw.is_in(v, "first_hour"):
        return tw.kinds[v - 1] != "a"
    return not (before.endswith(_FEMININE) and len(before) > 3)


def _hour_signs(tw: TimeWords) -> frozenset[str]:
    return tw.lexicon.words("hour_sign")


def find_part(tw: TimeWords, v: int) -> Found | None:
    """A part of the day with what leads up to it (a late hour of) and follows it (early)."""
    lead = tw.hit(v, "part_lead")
    hit = tw.hit(lead[0], "part") if lead is not None else None
    if hit is None:
        lead, hit = None, tw.hit(v, "part")
    if hit is None:
        return None
    end, entry = hit
    tail = tw.hit(end, "part_tail")
    entries = (*_ids(lead), entry.id, *((tail[1].id,) if tail is not None else ()))
    if tail is not None:
        end = tail[0]
    shape = entry.get("shape")
    if shape == "construct" and (lead is not None and tail is not None):
        shape = "both"
    data = {"part": entry.get("value"), "shape": shape, "led": lead is not None, "weekday": entry.get("weekday")}
    return end, Atom("part", f"times.{entry.id}", entries, data)


def find_this_part(tw: TimeWords, v: int) -> Found | None:
    """A part of the day of publication: this morning."""
    this = tw.hit(v, "demonstrative")
    part = tw.hit(this[0], "part") if this is not None and this[1].get("to") == "this" else None
    if this is None or part is None or part[1].get("shape") != "definite" or part[0] != this[0] + 1:
        return None
    data = {"part": part[1].get("value"), "shape": "adverb", "today": True}
    return part[0], Atom("part", f"times.{part[1].id}", (this[1].id, part[1].id), data)


def find_night(tw: TimeWords, v: int) -> Found | None:
    """Tonight, last night, that night, the night of the attack itself."""
    lead = tw.hit(v, "part_lead")
    u = lead[0] if lead is not None else v
    hit = tw.hit(u, "night")
    if hit is not None:
        if hit[1].id == "part.tonight" and tw.hit(hit[0], "adjective") is not None:
            return None
        return hit[0], Atom("night", f"times.{hit[1].id}", (*_ids(lead), hit[1].id), {"offset": hit[1].get("offset")})
    same = tw.hit(u, "night_same")
    if same is not None:
        return same[0], Atom("night_same", "times.part.that_night", (*_ids(lead), same[1].id), {"part": "NI"})
    part = tw.hit(u, "part")
    if part is None or part[1].get("shape") != "construct" or part[1].get("value") != "NI" or not tw.has_article(part[0]):
        return None
    relation = tw.hit(part[0] + 1, "adjective")
    if relation is None or relation[1].get("to") != "same" or tw.hit(part[0], "weekday") is not None:
        return None
    return relation[0], Atom("night_same", "times.part.that_night", (part[1].id, relation[1].id), {"part": "NI"})


def find_midnight(tw: TimeWords, v: int) -> Found | None:
    """Midnight, after midnight, midday; the night itself is read as the part that follows."""
    midday = tw.hit(v, "midday")
    if midday is not None:
        return midday[0], Atom("midday", "times.part.midday", (midday[1].id,), {"hour": 12, "minute": 0, "shape": "adverb"})
    past = tw.hit(v, "past_middle")
    hit = past or tw.hit(v, "middle")
    if hit is None:
        return None
    kind = "past_midnight" if past is not None else "midnight"
    dividing = tw.hit(hit[0], "dividing")
    if dividing is not None:
        return dividing[0], Atom(kind, "times.part.dividing_night", (hit[1].id, dividing[1].id), {"pair": True})
    night = tw.hit(hit[0], "night")
    if night is not None and tw.hit(night[0], "adjective") is None:
        offset = night[1].get("offset")
        data = {"offset": offset, "bare": offset == 0, "tonight": night[1].id == "part.tonight"}
        return night[0], Atom(kind, f"times.part.{kind}", (hit[1].id, night[1].id), data)
    part = tw.hit(hit[0], "part")
    if part is None or part[1].get("value") != "NI":
        return None
    return part[0], Atom(kind, f"times.part.{kind}", (hit[1].id, part[1].id), {"shape": part[1].get("shape"), "bare": True})


def is_definite_part(tw: TimeWords, v: int, atom: Atom) -> bool:
    """Whether a part with the article stands as a time here: after a preposition of time, or after a word that leads up to it."""
    return bool(atom.get("led")) or tw.is_in(v - 1, "part_preposition")
