"""Dates in a row of time words: months, days of the month, years, in words and in figures, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marsad.annotators.time_atoms import Atom, Found, find_relation, find_unit
from marsad.annotators.time_numerals import figure, number, ordinal
from marsad.annotators.time_words import Entry, TimeWords
from marsad.text.tokens import LAM, WAW

YEARS = range(1900, 2101)
OLD_YEARS = range(1000, 1900)
HIJRI = range(1300, 1500)
KURDISH = range(2680, 2800)
_DASHES = frozenset("/-\u2013\u2014")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a month: year, calendar, relation to publication, or a year told by relation."""

    end: int
    data: dict[str, Any]
    entries: tuple[str, ...] = ()


def find_year(tw: TimeWords, v: int, *, calendar: str | None = None) -> tuple[int, int, str, tuple[str, ...]] | None:
    """End, year, calendar and entries of a year in figures with its word or era, or of figures alone (the caller judges those).

    `calendar` is that of the month before it, which lets older years in.
    """
    word = tw.hit(v, "year_word")
    u = word[0] if word is not None else v
    entries = (word[1].id,) if word is not None else ()
    found = number(tw, u) if word is not None else None
    value = figure(tw, u) if found is None else found[1]
    if value is None:
        return None
    end = found[0] if found is not None else u + 1
    if figure(tw, u) is not None and len(tw.norm(u)) != 4:
        return None
    era = tw.hit(end, "era")
    if era is not None:
        end, entries = era[0], (*entries, era[1].id)
    told = era[1].get("calendar") if era is not None else None
    if told != "hijri" and (value in YEARS or (calendar == "gregorian" and value in OLD_YEARS)):
        return end, value, "gregorian", entries
    if value in HIJRI and told != "gregorian":
        return end, value, "hijri", entries
    if value in KURDISH and told is None:
        return end, value, "kurdish", entries
    return None


def find_tail(tw: TimeWords, v: int, *, calendar: str) -> Tail | None:
    """Year, adjective or related year after a month."""
    if tw.norm(v) in (")", "]") and (hit := find_relation(tw, v + 1)) is not None:
        return Tail(hit[0], {"rel": hit[1].get("to")}, (hit[1].id,))
    hit = find_relation(tw, v)
    if hit is not None:
        return Tail(hit[0], {"rel": hit[1].get("to")}, (hit[1].id,))
    for u in (v, v + 1):
        if u > v and not (tw.is_in(v, "of") or tw.norm(v) in ("/", "-", "\u060c", ",", LAM)):
            break
        year = find_year(tw, u, calendar=calendar)
        if year is not None and (year[2] == calendar or u == v):
            return Tail(year[0], {"year": year[1], "year_calendar": year[2]}, year[3])
        unit = find_unit(tw, u) if tw.norm(v) not in ("/", "-") else None
        if unit is not None and unit[1].get("unit") == "Y":
            return Tail(unit[0], {"rel_year": unit[1].get("to")}, unit[1].entries)
    return None


def _month_at(tw: TimeWords, v: int) -> tuple[int, Entry, bool] | None:
    """End, entry and whether the word month or a second name confirms it: month May, Shubat/February, Shubat (February)."""
    sure = tw.is_in(v, "month_word")
    hit = tw.hit(v + 1 if sure else v, "month")
    if hit is None:
        return None
    end, entry = hit
    for u in (end, end + 1 if tw.norm(end) in _DASHES else end):
        if (twin := tw.hit(u, "month")) is not None and _same_month(twin[1], entry):
            return twin[0], entry, True
    twin = tw.hit(end + 1, "month") if tw.norm(end) == "(" else None
    if twin is not None and _same_month(twin[1], entry) and tw.norm(twin[0]) == ")":
        return twin[0] + 1, entry, True
    return end, entry, sure


def _same_month(a: Entry, b: Entry) -> bool:
    return bool(a.get("calendar") == b.get("calendar") and a.get("number") == b.get("number"))


def find_month(tw: TimeWords, v: int, *, sure: bool = False) -> Found | None:
    """A month with what follows it; alone it needs a preposition of time before it, or `sure`."""
    hit = _month_at(tw, v)
    if hit is None:
        return None
    end, entry, named = hit
    tail = find_tail(tw, end, calendar=entry.get("calendar"))
    if tail is None and not named and not _may_stand(tw, v, end, entry, sure=sure):
        return None
    if tw.is_in(v - 1, "name_head"):
        return None
    data = {"month": entry.get("number"), "calendar": entry.get("calendar"), "begins": entry.get("begins")}
    if tail is None:
        return end, Atom("month", "times.month", (entry.id,), data)
    rule = "times.month.year" if "year" in tail.data else "times.month.relative"
    return tail.end, Atom("month", rule, (entry.id, *tail.entries), {**data, **tail.data})


def _may_stand(tw: TimeWords, v: int, end: int, entry: Entry, *, sure: bool) -> bool:
    bare = entry.get("bare")
    if bare is not None and tw.printed(v, end) not in bare:
        return False
    if sure or tw.is_in(v - 1, "time_preposition"):
        return True
    if tw.is_in(v - 1, "of"):
        return bare is None and figure(tw, v - 2) is None and tw.norm(v - 2) not in tw.lexicon.numerals["ordinal"]
    return tw.norm(v - 1) in (WAW, "/", "-") and "month" in tw.hits(v - 2)


def find_day(tw: TimeWords, v: int, *, linked: bool = False) -> Found | None:
    """A day of a month: 22 of Tishrin, the fifth of March 2020, 20 of the same month. `linked`: a day stands before its sign."""
    day = _day_number(tw, v)
    cut = tw.norm(v - 1) in ("/", ".") and v > 1 and tw.kinds[v - 2] == "d"
    if day is None or (not linked and (cut or tw.is_in(v - 1, "name_head"))):
        return None
    end, value = day
    of = tw.is_in(end, "of")
    u = end + 1 if of or (tw.norm(end) in _DASHES and figure(tw, v) is not None) else end
    month = _month_at(tw, u)
    if month is not None:
        return _day_of_month(tw, v, value, month)
    unit = find_unit(tw, u) if of else None
    if unit is not None and unit[1].get("unit") == "M":
        return unit[0], Atom("day_of_unit", "times.day.of_month", unit[1].entries, {"day": value, "to": unit[1].get("to")})
    return None


def _day_of_month(tw: TimeWords, v: int, day: int, month: tuple[int, Entry, bool]) -> Found | None:
    end, entry, named = month
    if day > 30 and entry.get("calendar") == "hijri":
        return None
    tail = find_tail(tw, end, calendar=entry.get("calendar"))
    if tail is None and not named and entry.get("tail") and not _day_is_sure(tw, v):
        return None
    data = {"day": day, "month": entry.get("number"), "calendar": entry.get("calendar"), "begins": entry.get("begins")}
    entries: tuple[str, ...] = (entry.id,)
    rule = "times.day.month"
    if tail is not None:
        data |= tail.data
        entries += tail.entries
        rule = "times.day.month.year" if "year" in tail.data else "times.day.month.relative"
        end = tail.end
    else:
        feast = tw.hit(v, "anniversary")
        if feast is not None and feast[0] <= end:  # a second name of the month may stand behind
            data["fixed"] = feast[1].get("falls")
            entries += (feast[1].id,)
            rule = "times.day.anniversary"
    return end, Atom("day", rule, entries, data)


def _day_is_sure(tw: TimeWords, v: int) -> bool:
    """Whether a weekday, a part of the day or the word day stands before the figure (three to nil is no date)."""
    before = tw.hits(v - 1) if v else {}
    return bool({"weekday", "part", "day_word"} & set(before))


def _day_number(tw: TimeWords, v: int) -> tuple[int, int] | None:
    value = figure(tw, v)
    if value is not None:
        return (v + 1, value) if 1 <= value <= 31 and len(tw.norm(v)) <= 2 else None
    nth = tw.lexicon.numerals["nth"].get(tw.norm(v))
    if nth is not None:  # the second of the days of Ramadan
        return (v + 2, nth) if tw.is_in(v + 1, "feast_days") else None
    rank = ordinal(tw, v)
    if rank is None:  # a feminine rank is a day only where it is long: the second and twentieth of June
        rank = ordinal(tw, v, feminine=True)
        rank = rank if rank is not None and rank[1] > 12 else None
    return rank if rank is not None and rank[1] <= 31 else None


def day_number(tw: TimeWords, v: int) -> tuple[int, int] | None:
    """End and value of a day of the month, in figures or as an ordinal."""
    return _day_number(tw, v)


def find_numeric(tw: TimeWords, v: int) -> Found | None:
    """A date in figures: 15/2/2021, 2021-02-15, 15.2.2021, 12/9/1442."""
    if tw.kinds[v] != "d" or (v > 0 and tw.norm(v - 1) in _DASHES and tw.kinds[v - 2] == "d"):
        return None
    norm = tw.norm(v)
    if norm.count(".") == 2:
        parts, end = norm.split("."), v + 1
    else:
        sign = tw.norm(v + 1)
        if sign not in _DASHES or tw.norm(v + 3) != sign or v + 4 >= tw.n:
            return None
        parts, end = [norm, tw.norm(v + 2), tw.norm(v + 4)], v + 5
    if not all(p.isdigit() and len(p) <= 4 for p in parts) or (tw.norm(end) in _DASHES and figure(tw, end + 1) is not None):
        return None
    data = _read_numeric([int(p) for p in parts], [len(p) for p in parts])
    if data is None:
        return None
    era = tw.hit(end, "era")
    entries: tuple[str, ...] = ()
    if era is not None and era[1].get("calendar") == data["calendar"]:
        end, entries = era[0], (era[1].id,)
    return end, Atom("day", "times.day.numeric", entries, data)


def _read_numeric(parts: list[int], sizes: list[int]) -> dict[str, Any] | None:
    if sizes[0] == 4:
        year, month, day = parts
    elif sizes[2] == 4 or (sizes[2] == 2 and parts[2] > 5):
        day, month, year = parts
        year += 2000 if sizes[2] == 2 else 0
    else:
        return None
    if month > 12 >= day and year in YEARS:
        day, month = month, day
    calendar = "gregorian" if year in YEARS else "hijri" if year in HIJRI else None
    if calendar is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    turned = sizes[0] != 4 and day <= 12
    return {"day": day, "month": month, "year": year, "calendar": calendar, "year_calendar": calendar, "turned": turned}


def find_day_month_figures(tw: TimeWords, v: int) -> Found | None:
    """Day and month in figures (26/10, 26 - 10): only beside a weekday or the word day, which the caller has seen."""
    day, month = figure(tw, v), figure(tw, v + 2)
    if day is None or month is None or tw.norm(v + 1) not in _DASHES or not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    if len(tw.norm(v)) > 2 or len(tw.norm(v + 2)) > 2 or (tw.norm(v + 3) in _DASHES and figure(tw, v + 4) is not None):
        return None
    return v + 3, Atom("day", "times.day.figures", (), {"day": day, "month": month, "calendar": "gregorian"})


def find_lone_year(tw: TimeWords, v: int) -> Found | None:
    """A year with its word, or figures alone after a preposition of time, in brackets, or after another year."""
    year = find_year(tw, v)
    if year is None:
        return None
    end, value, calendar, entries = year
    if calendar == "kurdish" or (calendar == "hijri" and not entries):
        return None
    if tw.hit(v, "year_word") is None and not _year_alone(tw, v, end):
        return None
    if tw.kinds[v] == "a" and tw.is_in(v - 1, "general_head"):
        return None
    return end, Atom("year", "times.year", entries, {"year": value, "calendar": calendar})


def _year_alone(tw: TimeWords, v: int, end: int) -> bool:
    if tw.norm(v - 1) in _DASHES and figure(tw, v - 2) in YEARS and len(tw.norm(v - 2)) == 4:
        return True
    spans = tw.norm(end) in _DASHES and figure(tw, end + 1) in YEARS
    if spans and 0 < (figure(tw, end + 1) or 0) - (figure(tw, v) or 0) < 30 and tw.norm(v - 1) not in _DASHES:
        return True
    if tw.norm(v - 1) == "/" and tw.norm(end - 1) != tw.norm(v) and v > 1 and tw.kinds[v - 2] == "a":  # 1388 AH / 1968 AD
        return True
    if tw.is_in(end, "counted_noun") or (tw.norm(end) in ("%", "/", "-") and not spans) or tw.norm(v - 1) in ("/", "-"):
        return False
    if tw.norm(v - 1) == "(" and tw.norm(end) == ")":
        return True
    if tw.norm(v - 1) == WAW:
        return figure(tw, v - 2) in YEARS and len(tw.norm(v - 2)) == 4
    if not tw.is_in(v - 1, "year_preposition"):
        return False
    value = figure(tw, v) or 0
    if end >= tw.n or tw.kinds[end] != "a" or tw.is_in(end, "range_word") or tw.is_in(end, "time_preposition"):
        return value % 1000 != 0
    return value % 100 != 0 and value >= 1945
