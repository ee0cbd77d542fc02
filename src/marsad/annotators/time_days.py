"""Days that date atoms name: counted from publication, from what the text has told before, or absolute.

Nothing is guessed: without a day of publication a relative day is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from marsad.annotators.calendars import (
    add_months,
    date_range,
    feast_days,
    hijri_day,
    hijri_feast,
    hijri_year_of,
    kurdish_day,
    make_day,
    nearest_feast,
    nearest_weekday,
    weekday_on_or_after,
    weekday_on_or_before,
)
from marsad.annotators.time_atoms import Atom
from marsad.annotators.time_expressions import Expression

STEPS = {
    "farther_last": -2, "last": -1, "recent": -1, "before": -1, "this": 0, "same": 0, "next": 1, "after": 1, "farther_next": 2,
}  # fmt: skip
ANAPHORIC = frozenset(("same", "after", "before"))
_LONG_AGO, _SOON = 320, 30
PAST = frozenset(("last", "recent", "farther_last"))
NEXT = frozenset(("next", "farther_next"))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: sentence and paragraph numbers, whether its clause announces what is to come, and since."""

    sentence: int
    paragraph: int
    future: bool
    since: bool = False


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that the text has told, where, and with what time of the day (`TEV`, or nothing); `counted`: as a length ago."""

    day: date
    sentence: int
    paragraph: int
    time: str
    counted: bool = False


@dataclass(slots=True)
class Told:
    """What the text has told so far, in order: days, months and years."""

    days: list[ToldDay] = field(default_factory=list)
    months: list[tuple[int, int]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)

    def add(self, value: str | None, at: Setting, *, counted: bool = False) -> None:
        """Note a resolved value; `counted` where it is a length ago."""
        stretch = date_range(value)
        if stretch is None or value is None:
            return
        first, _, precision = stretch
        if precision == "day":
            day = make_day(int(value[:4]), int(value[5:7]), int(value[8:10]))
            self.days.append(ToldDay(day or first, at.sentence, at.paragraph, value[10:], counted))
        if precision in ("day", "month"):
            self.months.append((int(value[:4]), int(value[5:7])))
        if precision in ("day", "month", "year"):
            self.years.append(int(value[:4]))


def _is_ahead(published: date, last: date, ahead: date) -> bool:
    """Whether a day without a year is rather the coming one: just ahead, where the last one lies most of a year behind."""
    return (published - last).days > _LONG_AGO and (ahead - published).days <= _SOON


class Days:
    """Finds the days of atoms. `published` is the day of publication, or None."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.told = Told()

    def of(self, e: Expression, at: Setting) -> date | None:
        """The day that an expression names, or None. A full date wins over a weekday, a weekday over yesterday and today."""
        weekday, relday, unit = e.atom("weekday"), e.atom("relday"), e.atom("unit")
        day, of_unit, feast = e.atom("day"), e.atom("day_of_unit"), e.atom("holiday")
        if day is not None:
            return self._calendar_day(day, at, weekday.get("weekday") if weekday is not None else None)
        if of_unit is not None:
            month = self.month_by_relation(of_unit.get("to"))
            return make_day(*month, of_unit.get("day")) if month is not None else None
        if feast is not None:
            return self._feast(feast)
        if relday is not None:
            return self._relday(relday, weekday)
        if unit is not None and unit.get("unit") == "D":
            return self._told_day(unit.get("to"))
        return self._weekday(weekday, unit, at) if weekday is not None else None

    def month_by_relation(self, relation: str) -> tuple[int, int] | None:
        """Year and month of this month, last month, the same month."""
        if relation in ANAPHORIC and self.told.months:
            return add_months(*self.told.months[-1], STEPS[relation])
        if relation == "after" or self.published is None:
            return None
        return add_months(self.published.year, self.published.month, STEPS[relation])

    def year_by_relation(self, relation: str | None) -> int | None:
        """Year of this year, last year, the same year."""
        if relation is None:
            return None
        if relation in ANAPHORIC and self.told.years:
            return self.told.years[-1] + STEPS[relation]
        return self.published.year + STEPS[relation] if relation != "after" and self.published is not None else None

    def _relday(self, atom: Atom, weekday: Atom | None) -> date | None:
        if self.published is None:
            return None
        found = self.published + timedelta(atom.get("offset"))
        if weekday is None:
            return found
        if atom.get("offset") > 0:
            return nearest_weekday(found, weekday.get("weekday"))
        return weekday_on_or_before(found + timedelta(1), weekday.get("weekday"))  # written before it was published

    def _told_day(self, relation: str) -> date | None:
        if self.told.days:
            return self.told.days[-1].day + timedelta(STEPS[relation])
        return self.published if relation == "same" else None

    def _weekday(self, atom: Atom, week: Atom | None, at: Setting) -> date | None:
        number, relation = atom.get("weekday"), atom.get("rel")
        if self.published is None:
            return None
        to = week.get("to") if week is not None else atom.get("week")
        if to is not None and to not in ANAPHORIC:
            monday = self.published - timedelta(self.published.isoweekday() - 1)
            return monday + timedelta(7 * STEPS[to] + number - 1)
        if relation in PAST:
            found = weekday_on_or_before(self.published - timedelta(1), number)
            return found - timedelta(7) if relation == "farther_last" else found
        if relation in NEXT:
            found = weekday_on_or_after(self.published + timedelta(1), number)
            return found + timedelta(7) if relation == "farther_next" else found
        if relation in ANAPHORIC and self.told.days:
            last = self.told.days[-1].day
            if relation == "before":
                return weekday_on_or_before(last - timedelta(1), number)
            return weekday_on_or_after(last + timedelta(1), number) if relation == "after" else nearest_weekday(last, number)
        return (weekday_on_or_after if at.future else weekday_on_or_before)(self.published, number)

    def _calendar_day(self, atom: Atom, at: Setting, weekday: int | None) -> date | None:
        day, month, year, fixed = atom.get("day"), atom.get("month"), atom.get("year"), atom.get("fixed")
        if fixed is not None and self.published is not None and self.published >= date.fromisoformat(fixed):
            return date.fromisoformat(fixed)
        if atom.get("calendar") == "kurdish":
            return kurdish_day(year, atom.get("begins"), day) if year is not None else None
        if atom.get("calendar") == "hijri":
            return _on_weekday(self._hijri(atom, day, month), weekday, dated=year is not None)
        if year is None:
            year = self.year_by_relation(atom.get("rel_year"))
        if year is not None:
            return _in_order(make_day(year, month, day), make_day(year, day, month) if atom.get("turned") else None, weekday)
        if self.published is None or atom.get("rel_year") is not None:
            return None
        if atom.get("rel") in ANAPHORIC and self.told.years:
            return make_day(self.told.years[-1], month, day)
        found = [d for y in range(self.published.year - 5, self.published.year + 3) if (d := make_day(y, month, day)) is not None]
        return self._of_candidates(found, atom.get("rel"), at, weekday)

    def _of_candidates(self, found: list[date], relation: str | None, at: Setting, weekday: int | None) -> date | None:
        """Day and month without a year: the last one on or before publication, the next one for an announcement.

        A day of the coming week is told ahead, since nobody leaves out the year of a day 51 weeks ago.
        """
        published = self.published
        if published is None:
            return None
        if relation == "this":
            return next((d for d in found if d.year == published.year), None)
        if relation in PAST:
            return next((d for d in reversed(found) if d < published), None)
        if relation in NEXT:
            return next((d for d in found if d > published), None)
        if weekday is not None:
            fitting = [d for d in found if d.isoweekday() == weekday and abs((d - published).days) < 370]
            if len(fitting) == 1:
                return fitting[0]
        if at.future:
            return next((d for d in found if d >= published), None)
        last = next((d for d in reversed(found) if d <= published), None)
        ahead = next((d for d in found if d > published), None)
        if not at.since and last is not None and ahead is not None and _is_ahead(published, last, ahead):
            return ahead
        return last

    def _hijri(self, atom: Atom, day: int, month: int) -> date | None:
        year = atom.get("year")
        if year is not None and atom.get("year_calendar") == "gregorian":
            found = feast_days(f"hijri {month:02d}-{day:02d}", year)
            return found[0] if len(found) == 1 else None
        if year is not None:
            return hijri_day(year, month, day)
        current = hijri_year_of(self.published) if self.published is not None else None
        here = hijri_day(current, month, day) if current is not None else None
        if here is None or current is None or self.published is None:
            return None
        relation = atom.get("rel")
        if here > self.published and relation not in ("next", "this"):
            return hijri_day(current - 1, month, day)
        return hijri_day(current + 1, month, day) if here <= self.published and relation == "next" else here

    # ----- feasts

    def _feast(self, atom: Atom) -> date | None:
        falls = str(atom.get("falls"))
        if falls == "unknown" or is_period(falls):
            return None
        shift = timedelta((atom.get("shift") or 0) - (1 if atom.get("eve") else 0))
        year = atom.get("year")
        if falls.startswith("easters"):
            return self._both_easters(year, shift + timedelta(int(falls[7:])))
        if year is not None and atom.get("year_calendar") == "hijri":
            found = hijri_feast(falls, year) if falls.startswith(("hijri", "quds")) else None
        elif year is not None:
            days = feast_days(falls, year)
            found = days[0] if len(days) == 1 else None
        else:
            found = self._feast_near(falls, atom.get("rel"))
        return found + shift if found is not None else None

    def _feast_near(self, falls: str, relation: str | None) -> date | None:
        published = self.published
        if published is None:
            return None
        if falls == "eid":
            near = [d for name in ("hijri 10-01", "hijri 12-10") if (d := nearest_feast(name, published)) is not None]
            return min(near, key=lambda d: abs((d - published).days), default=None)
        days = sorted(d for y in range(published.year - 1, published.year + 2) for d in feast_days(falls, y))
        if relation in NEXT:
            return next((d for d in days if d > published), None)
        if relation in PAST:
            return next((d for d in reversed(days) if d < published), None)
        return nearest_feast(falls, published)

    def _both_easters(self, year: int | None, shift: timedelta) -> date | None:
        """Easter where East and West keep it on the same day."""
        if year is None and self.published is not None:
            near = nearest_feast("easter+0", self.published)
            year = near.year if near is not None else None
        if year is None:
            return None
        west, east = feast_days("easter+0", year)[0], feast_days("orthodox+0", year)[0]
        return west + shift if west == east else None


def _on_weekday(day: date | None, weekday: int | None, *, dated: bool) -> date | None:
    """A Hijri day on the weekday printed beside it where that is one day off: a sighting decides, not the computus.

    Without a year of its own, a day that falls on another weekday is one of another year.
    """
    if day is None or weekday is None:
        return day
    return next((d for d in (day, day - timedelta(1), day + timedelta(1)) if d.isoweekday() == weekday), day if dated else None)


def _in_order(day: date | None, turned: date | None, weekday: int | None) -> date | None:
    """A date in figures with the day first, or with the month first where only so it falls on the weekday printed beside it."""
    if weekday is None or turned is None or (day is not None and day.isoweekday() == weekday):
        return day
    return turned if turned.isoweekday() == weekday else day


def is_period(falls: str) -> bool:
    """Whether a named time falls on a year or a month and not on a day."""
    return falls[:2] in ("19", "20") and len(falls) in (4, 7)
