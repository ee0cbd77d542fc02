"""Stretches told by two ends, of which only the second prints the month, the year or the part of the day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from marsad.annotators.time_atoms import Atom
from marsad.annotators.time_dates import day_number
from marsad.annotators.time_expressions import Expression
from marsad.annotators.time_numerals import ordinal
from marsad.annotators.time_words import TimeWords

_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$")


def look_back(tw: TimeWords, e: Expression, *, floor: int) -> Expression | None:
    """The first end of a stretch whose month, or part of the day, only its second end prints: between 5 and 8 March."""
    first = e.atoms[0]
    v = e.v
    if v - 2 < floor or not tw.is_in(v - 1, "range_word"):
        return None
    if first.kind == "day" and "month" in first.data and not first.get("fixed"):
        for u in (v - 2, v - 3, v - 4):
            day = day_number(tw, u) if u >= floor else None
            if day is not None and day[0] == v - 1 and day[1] < first.get("day") and _between(tw, u):
                return Expression(u, day[0], (first.with_data(day=day[1]), *(a for a in e.atoms[1:] if a.kind != "clock")))
    if first.kind == "clock" and "clock" not in tw.hits(v - 2):
        for u in (v - 2, v - 3):
            rank = ordinal(tw, u, feminine=True) if u >= floor else None
            if rank is not None and rank[0] == v - 1 and rank[1] <= 12 and _between(tw, u):
                return Expression(u, rank[0], (first.with_data(hour=rank[1], minute=0), *e.atoms[1:]))
    return None


def _between(tw: TimeWords, u: int) -> bool:
    if tw.is_in(u - 1, "range_word") and day_number(tw, u - 2) is not None:
        u -= 2
    return tw.is_in(u - 1, "between")


def share_ends(tw: TimeWords, e: Expression, following: Expression | None) -> Expression:
    """An expression that shares the year, the day or the part of the day with the other end of its stretch."""
    if following is None or following.v - e.end not in (1, 2) or not tw.is_in(e.end, "range_word"):
        return e
    first, other = e.atoms[0], following.atoms[0]
    if other.rule == "times.set.weekday" and len(e.atoms) == 1 and first.rule == "times.weekday":
        value = f"XXXX-WXX-{first.get('weekday')}"  # Thursday and Friday of every week
        return Expression(e.v, e.end, (Atom("set", other.rule, first.entries, {"value": value}),))
    if first.kind == other.kind == "clock" and len(e.atoms) == 1:
        return Expression(e.v, e.end, (first, *following.atoms[1:]))
    if first.kind in ("day", "month") and other.kind == first.kind and not {"year", "rel", "rel_year"} & set(first.data):
        shared = {k: other.data[k] for k in ("year", "rel_year", "year_calendar") if k in other.data}
        if shared and first.get("calendar") == other.get("calendar") and _in_order(first, other):
            return Expression(e.v, e.end, (first.with_data(**shared), *e.atoms[1:]))
    return e


def _in_order(first: Atom, other: Atom) -> bool:
    return (first.get("month"), first.get("day") or 0) <= (other.get("month"), other.get("day") or 31)


def follows(tw: TimeWords, e: Expression, earlier: Expression | None) -> bool:
    """Whether an expression is the second end of a stretch: from six in the evening until five in the morning."""
    if earlier is None or e.v - earlier.end not in (1, 2):
        return False
    return any(tw.is_in(u, "until") or tw.is_in(u, "toward") for u in range(earlier.end, e.v))


def put_after(e: Expression, value: str | None, earlier: str | None) -> str | None:
    """The value of a second end, not before the first: the next morning, the Saturday after a Monday that is told."""
    if value is None or earlier is None or not (_STAMP.match(value) and _STAMP.match(earlier)):
        return value
    day, first = date.fromisoformat(value[:10]), date.fromisoformat(earlier[:10])
    clocks = "T" in value and "T" in earlier and {a.kind for a in e.atoms} <= {"clock", "part"}
    if clocks and day == first and value[10:] < earlier[10:]:
        return (day + timedelta(1)).isoformat() + value[10:]
    if day < first and {a.rule for a in e.atoms} <= {"times.weekday"}:
        return (day + timedelta(7 * ((first - day).days // 7 + ((first - day).days % 7 > 0)))).isoformat() + value[10:]
    return value
