"""Calendars: days, weeks, months, years and feasts as TIMEX3 values, and the stretch of days that a value covers.

Days are `datetime.date`. Hijri days follow Umm al-Qura, which a sighting may differ from by a day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from hijridate import Gregorian, Hijri

Precision = Literal["day", "range", "week", "month", "year"]
Stretch = tuple[date, date, Precision]

SEASONS: dict[str, tuple[int, int]] = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
HIJRI_YEARS = range(1343, 1501)
_KURDISH_EPOCH = 700
_LONGEST = 100_000


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_stretch(year: int, month: int) -> Stretch:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month that lie `count` months later (earlier where negative)."""
    at = year * 12 + month - 1 + count
    return at // 12, at % 12 + 1


def week_value(day: date) -> str:
    """ISO week of a day, as `2021-W08`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """Month as `2021-02`."""
    return f"{year:04d}-{month:02d}"


def weekday_on_or_before(day: date, weekday: int) -> date:
    """Nearest day with the ISO weekday (Monday 1) that is not after `day`."""
    return day - timedelta((day.isoweekday() - weekday) % 7)


def weekday_on_or_after(day: date, weekday: int) -> date:
    """Nearest day with the ISO weekday (Monday 1) that is not before `day`."""
    return day + timedelta((weekday - day.isoweekday()) % 7)


def nearest_weekday(day: date, weekday: int) -> date:
    """Day with the ISO weekday that lies at most three days from `day`."""
    before = weekday_on_or_before(day, weekday)
    return before if (day - before).days <= 3 else before + timedelta(7)


@lru_cache(maxsize=4096)
def hijri_day(year: int, month: int, day: int) -> date | None:
    """Gregorian day of a Hijri one, or None outside 1343-1500 or where the month has no such day."""
    if year not in HIJRI_YEARS or not 1 <= month <= 12 or day < 1:
        return None
    try:
        g = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(g.year, g.month, g.day)


@lru_cache(maxsize=4096)
def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri month."""
    first = hijri_day(year, month, 1)
    after = hijri_day(year + month // 12, month % 12 + 1, 1)
    return (first, after - timedelta(1)) if first is not None and after is not None else None


@lru_cache(maxsize=4096)
def hijri_year_of(day: date) -> int | None:
    """Hijri year in which a Gregorian day lies."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def kurdish_day(year: int, begins: str, day: int) -> date | None:
    """Gregorian day of a Kurdish one; `begins` is the first day of its month as `MM-DD`, `year` the official one (2721)."""
    month, first = int(begins[:2]), int(begins[3:])
    start = make_day(year - _KURDISH_EPOCH + (1 if (month, first) < (3, 21) else 0), month, first)
    return start + timedelta(day - 1) if start is not None and 1 <= day <= 31 else None


def easter(year: int, *, eastern: bool = False) -> date:
    """Easter Sunday (Western, or Eastern by the Julian computus)."""
    if eastern:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        return date(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1) + timedelta(13)
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 19 * k) // 433
    month = (h + k - 7 * m + 90) // 25
    return date(year, month, (h + k - 7 * m + 33 * month + 19) % 32)


def feast_days(falls: str, year: int) -> list[date]:
    """Days of a feast in a Gregorian year. `falls`: `MM-DD`, `hijri MM-DD`, `easter+N`, `orthodox+N`, `quds`."""
    if falls.startswith(("easter", "orthodox")):
        name, _, shift = falls.partition("+") if "+" in falls else falls.partition("-")
        sign = -1 if "-" in falls else 1
        return [easter(year, eastern=name == "orthodox") + timedelta(sign * int(shift or 0))]
    if falls.startswith("hijri") or falls == "quds":
        first = hijri_year_of(date(year, 1, 1))
        days = [_hijri_feast(falls, first + k) for k in range(3)] if first is not None else []
        return [d for d in days if d is not None and d.year == year]
    day = make_day(year, int(falls[:2]), int(falls[3:5]))
    return [day] if day is not None else []


def hijri_feast(falls: str, year: int) -> date | None:
    """Gregorian day of a feast in a Hijri year."""
    return _hijri_feast(falls, year)


def _hijri_feast(falls: str, year: int) -> date | None:
    if falls == "quds":  # the last Friday of Ramadan
        month = hijri_month(year, 9)
        return weekday_on_or_before(month[1], 5) if month is not None else None
    return hijri_day(year, int(falls[6:8]), int(falls[9:11]))


def nearest_feast(falls: str, day: date) -> date | None:
    """Day of the feast that lies nearest to `day`; of two as near, the earlier."""
    found = [d for year in (day.year - 1, day.year, day.year + 1) for d in feast_days(falls, year)]
    return min(found, key=lambda d: (abs((d - day).days), d)) if found else None


def season_stretch(year: int, season: str) -> Stretch:
    """First and last day of a season by whole months; winter belongs to the year in which it begins."""
    first, last = SEASONS[season]
    end_year = year + 1 if last < first else year
    return date(year, first, 1), month_stretch(end_year, last)[1], "range"


def date_range(value: str | None) -> Stretch | None:
    """First day, last day and precision of a TIMEX3 value, or None for lengths, sets, references and nothing.

    `2021-02-15T24:00` is the day that begins then. Decades and centuries are ranges.
    """
    if not value or value[0] not in "12":
        return None
    if "/" in value:
        ends = [date_range(part) for part in value.split("/", 1)]
        return (ends[0][0], ends[1][1], "range") if ends[0] is not None and ends[1] is not None else None
    head, _, time = value.partition("T")
    found = _day_stretch(head)
    if found is not None and time == "24:00":
        return found[0] + timedelta(1), found[0] + timedelta(1), "day"
    return found


def _day_stretch(head: str) -> Stretch | None:
    parts = head.split("-")
    if not parts[0].isdigit():
        return None
    if len(parts[0]) < 4:
        size = 10 ** (4 - len(parts[0]))
        first = int(parts[0]) * size
        return date(first, 1, 1), date(first + size - 1, 12, 31), "range"
    year = int(parts[0])
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31), "year"
    part = parts[1]
    if part in SEASONS:
        return season_stretch(year, part)
    if part[0] == "W":
        return _week_stretch(year, int(part[1:]), weekend=len(parts) > 2)
    if part[0] in "HQ":
        months = 6 if part[0] == "H" else 3
        last = int(part[1:]) * months
        return date(year, last - months + 1, 1), month_stretch(year, last)[1], "range"
    if len(parts) == 2:
        return month_stretch(year, int(part)) if 1 <= int(part) <= 12 else None
    day = make_day(year, int(part), int(parts[2]))
    return (day, day, "day") if day is not None else None


def _week_stretch(year: int, week: int, *, weekend: bool) -> Stretch | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if weekend:
        return monday + timedelta(4), monday + timedelta(6), "range"
    return monday, monday + timedelta(6), "week"


_UNIT_DAYS = {"D": 1, "W": 7}


def length_back(day: date, value: str) -> date | None:
    """The day that lies a TIMEX3 length before `day`; None for a vague or empty length. Hours count as started days."""
    if not value.startswith("P") or "X" in value:
        return None
    days, months, number, clock = 0, 0, "", False
    hours = 0
    for char in value[1:]:
        if char.isdigit():
            number += char
        elif char == "T":
            clock = True
        else:
            count, number = int(number or 0), ""
            if clock:
                hours += count if char == "H" else 0
            elif char in _UNIT_DAYS:
                days += count * _UNIT_DAYS[char]
            else:
                months += count * (12 if char == "Y" else 1)
    year, month = add_months(day.year, day.month, -months)
    if year < 1000 or days + hours // 24 > _LONGEST:
        return None
    shifted = date(year, month, min(day.day, monthrange(year, month)[1]))
    return shifted - timedelta(days + -(-hours // 24))
