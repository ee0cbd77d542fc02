"""Weeks, months, years, seasons and decades that date atoms name, as TIMEX3 values."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from marsad.annotators.calendars import (
    add_months,
    date_range,
    feast_days,
    hijri_month,
    hijri_year_of,
    month_value,
    week_value,
    weekday_on_or_after,
    weekday_on_or_before,
)
from marsad.annotators.time_atoms import Atom
from marsad.annotators.time_days import ANAPHORIC, NEXT, PAST, STEPS, Days, Setting, is_period

_LONGEST = 100_000
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Spans:
    """Finds the values of periods. `days` knows publication and what was told; `hour` is that of publication where known."""

    def __init__(self, days: Days, published: date | datetime | None) -> None:
        self._days = days
        self._hour = published.hour if isinstance(published, datetime) else None

    def of(self, atom: Atom, at: Setting) -> str | None:
        """TIMEX3 value of an atom, or None where it names no period or nothing resolves it."""
        match atom.kind:
            case "month":
                return self._month(atom, at)
            case "year":
                return _year(atom)
            case "unit":
                return self._unit(atom)
            case "season":
                return self._season(atom)
            case "decade":
                return self._decade(atom)
            case "century":
                return f"{atom.get('century'):02d}"
            case "portion":
                return self._portion(atom, at)
            case "counted_weekday":
                return self._counted_weekday(atom, at)
            case "weekend":
                return self._weekend(atom, at)
            case "ago":
                return self._ago(atom)
            case "later":
                base = self._days.published if atom.get("from_now") else self.later_base(at)
                return self.shifted(atom.get("amounts"), 1, base=base) if base is not None else None
            case "holiday":
                return str(atom.get("falls")) if is_period(str(atom.get("falls"))) else None
        return None

    def later_base(self, at: Setting) -> date | None:
        """The day from which a length after it is counted: publication in announcements, else the last day told here."""
        if at.future:
            return self._days.published
        told = self._days.told.days
        return told[-1].day if told and told[-1].paragraph == at.paragraph else None

    def shifted(self, amounts: dict[str, int], sign: int, *, rounded: bool = False, base: date | None = None) -> str | None:
        """Value at a length from `base` or publication: a day for days and weeks (a week where rounded), a month, a year."""
        day = base or self._days.published
        if day is None:
            return None
        months = 12 * (amounts.get("Y", 0) + 10 * amounts.get("DE", 0) + 100 * amounts.get("CE", 0)) + amounts.get("M", 0)
        days = amounts.get("D", 0) + 7 * amounts.get("W", 0)
        if months:
            year, month = add_months(day.year, day.month, sign * months)
            if days or not 1 <= year <= 9999:
                return None
            return f"{year:04d}" if not amounts.get("M") and not months % 12 else month_value(year, month)
        hours = amounts.get("H", 0)
        if hours and self._hour is not None and base is None:
            days += -((self._hour - hours) // 24) if sign < 0 else (self._hour + hours) // 24
        elif hours >= 24:
            days += hours // 24
        if days > _LONGEST:
            return None
        found = day + timedelta(sign * days)
        return week_value(found) if rounded and amounts.get("W") else found.isoformat()

    def _ago(self, atom: Atom) -> str | None:
        vague = atom.get("vague")
        if vague is None:
            return self.shifted(atom.get("amounts"), -1, rounded=bool(atom.get("about")))
        if vague not in ("H", "MIN", "S"):
            return "PAST_REF"
        return self._days.published.isoformat() if self._days.published is not None else None

    def _month(self, atom: Atom, at: Setting) -> str | None:
        year, month, relation = atom.get("year"), atom.get("month"), atom.get("rel")
        if atom.get("calendar") == "hijri":
            return self._hijri_month(atom)
        if atom.get("calendar") == "kurdish":
            return None
        if year is None and atom.get("rel_year") is not None:
            year = self._days.year_by_relation(atom.get("rel_year"))
            return month_value(year, month) if year is not None else None
        if year is not None:
            return month_value(year, month)
        told, published = self._days.told, self._days.published
        if relation in ANAPHORIC and told.years:
            step = 1 if relation == "after" and told.months and told.months[-1][1] >= month else 0
            return month_value(told.years[-1] + step, month)
        return month_value(_year_of_month(published, month, relation, future=at.future), month) if published is not None else None

    def _hijri_month(self, atom: Atom) -> str | None:
        month, year, published = atom.get("month"), atom.get("year"), self._days.published
        if year is not None and atom.get("year_calendar") == "gregorian":
            days = feast_days(f"hijri {month:02d}-01", year)
            year = hijri_year_of(days[0]) if len(days) == 1 else None
        elif year is None and published is not None:
            return _stretch_value(_near_hijri_month(published, month, atom.get("rel")))
        return _stretch_value(hijri_month(year, month)) if year is not None else None

    def _unit(self, atom: Atom) -> str | None:
        unit, relation = atom.get("unit"), atom.get("to")
        if unit == "M":
            month = self._days.month_by_relation(relation)
            return month_value(*month) if month is not None else None
        if unit == "Y":
            year = self._days.year_by_relation(relation)
            return str(year) if year is not None else None
        told = self._days.told.days
        base = told[-1].day if relation in ANAPHORIC and told else self._days.published
        if base is None or unit == "D" or (relation == "after" and not told):
            return None
        step = STEPS[relation]
        if unit == "W":
            return week_value(base + timedelta(7 * step))
        return str(base.year // 10 + step) if unit == "DE" else str(base.year // 100 + step)

    def _season(self, atom: Atom) -> str | None:
        year = atom.get("year") or self._days.year_by_relation(atom.get("rel_year")) or self._season_year(atom)
        return f"{year}-{atom.get('season')}" if year is not None else None

    def _season_year(self, atom: Atom) -> int | None:
        published, told = self._days.published, self._days.told
        first = _SEASON_BEGINS[atom.get("season")]
        relation = atom.get("rel")
        if relation in ANAPHORIC:
            return told.years[-1] if told.years else None
        if published is None:
            return None
        if relation in PAST:
            return published.year if first + 2 < published.month else published.year - 1
        if relation in NEXT:
            return published.year if first > published.month else published.year + 1
        return published.year - 1 if first == 12 and published.month < 3 else published.year

    def _decade(self, atom: Atom) -> str | None:
        published = self._days.published
        return f"{published.year // 100 + STEPS[atom.get('to')]}{atom.get('decade')}" if published is not None else None

    def _portion(self, atom: Atom, at: Setting) -> str | None:
        base = self.of(atom.get("base"), at)
        size, rank = atom.get("size"), atom.get("rank")
        if base is None:
            return None
        if size in ("H", "Q"):
            return f"{base}-{size}{rank}" if len(base) == 4 else None
        stretch = date_range(base)
        if stretch is None or stretch[2] != "month":
            return None
        first = stretch[0] + timedelta(7 * (rank - 1))
        return _stretch_value((first, min(first + timedelta(6), stretch[1]))) if first <= stretch[1] else None

    def _counted_weekday(self, atom: Atom, at: Setting) -> str | None:
        stretch = date_range(self.of(atom.get("base"), at))
        if stretch is None:
            return None
        first, last, _ = stretch
        if atom.get("rank") < 0:
            return weekday_on_or_before(last, atom.get("number")).isoformat()
        found = weekday_on_or_after(first, atom.get("number")) + timedelta(7 * (atom.get("rank") - 1))
        return found.isoformat() if found <= last else None

    def _weekend(self, atom: Atom, at: Setting) -> str | None:
        published, relation = self._days.published, atom.get("to")
        if published is None:
            return None
        step = STEPS.get(relation, 0)
        if relation == "nearest":
            step = 0 if at.future or published.isoweekday() >= 5 else -1
        return f"{week_value(published + timedelta(7 * step))}-WE"


def _year(atom: Atom) -> str | None:
    if atom.get("calendar") != "hijri":
        return f"{atom.get('year')}"
    first, last = hijri_month(atom.get("year"), 1), hijri_month(atom.get("year"), 12)
    return _stretch_value((first[0], last[1])) if first is not None and last is not None else None


def _year_of_month(published: date, month: int, relation: str | None, *, future: bool) -> int:
    """Year of a month told without one: the last on or before publication, the next one for an announcement."""
    if relation in PAST:
        return published.year - (month >= published.month)
    if relation in NEXT:
        return published.year + (month <= published.month)
    if relation == "this":
        return published.year
    if future:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _near_hijri_month(published: date, month: int, relation: str | None) -> tuple[date, date] | None:
    """The Hijri month that lies nearest to publication, or last or next as told."""
    current = hijri_year_of(published) or 0
    near = [s for year in (current - 1, current, current + 1) if (s := hijri_month(year, month)) is not None]
    if relation in PAST:
        near = [s for s in near if s[1] < published][-1:]
    elif relation in NEXT:
        near = [s for s in near if s[0] > published][:1]
    return min(near, key=lambda s: max((s[0] - published).days, (published - s[1]).days, 0), default=None)


def _stretch_value(stretch: tuple[date, date] | None) -> str | None:
    return f"{stretch[0].isoformat()}/{stretch[1].isoformat()}" if stretch is not None else None
