"""Values of time expressions: resolution against the day of publication, and against what the text has told before.

Nothing is guessed: without a day of publication a relative expression has no value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from marsad.annotators.calendars import (
    add_months,
    date_range,
    feast_days,
    hijri_day,
    hijri_feast,
    hijri_month,
    hijri_year_of,
    kurdish_day,
    make_day,
    month_value,
    nearest_feast,
    nearest_weekday,
    week_value,
    weekday_on_or_after,
    weekday_on_or_before,
)
from marsad.annotators.time_dates import Atom
from marsad.annotators.time_expressions import TIME_KINDS, Expression

_STEPS = {"last": -1, "this": 0, "next": 1, "farther_last": -2, "farther_next": 2, "same": 0, "after": 1, "before": -1, "recent": -1}
_ANAPHORIC = frozenset(("same", "after", "before"))
_NEAR = timedelta(7)


@dataclass(slots=True)
class Told:
    """What the text has told so far: days with their sentence and paragraph, and the last month and year."""

    days: list[tuple[date, int, int, str]] = field(default_factory=list)
    months: list[tuple[int, int]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)

    def add(self, value: str | None, sentence: int, paragraph: int) -> None:
        """Note a resolved value."""
        stretch = date_range(value)
        if stretch is None or value is None:
            return
        first, _, precision = stretch
        if precision == "day":
            day = make_day(int(value[:4]), int(value[5:7]), int(value[8:10]))
            self.days.append((day or first, sentence, paragraph, value[10:]))
        if precision in ("day", "month"):
            self.months.append((int(value[:4]), int(value[5:7])))
        if precision in ("day", "month", "year"):
            self.years.append(int(value[:4]))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an expression stands: sentence and paragraph numbers, and whether its clause announces what is to come."""

    sentence: int
    paragraph: int
    future: bool


class Resolver:
    """Resolves expressions in the order of the text. `published` is a day, `hour` the hour of publication where known."""

    def __init__(self, published: date | datetime | None) -> None:
        self.day = published.date() if isinstance(published, datetime) else published
        self.hour = published.hour if isinstance(published, datetime) else None
        self.told = Told()

    def resolve(self, e: Expression, at: Setting) -> tuple[str, str | None]:
        """Type and TIMEX3 value of an expression."""
        first = e.atoms[0]
        if first.kind == "duration":
            return "DURATION", first.get("value")
        if first.kind == "set":
            return "SET", first.get("value")
        if first.kind == "reference":
            return "DATE", first.get("value")
        if any(atom.kind in TIME_KINDS or atom.get("eve") for atom in e.atoms):
            return "TIME", self._time(e, at)
        return "DATE", self._date(e, at)

    # ----- days

    def _date(self, e: Expression, at: Setting) -> str | None:
        """Value of the date atoms of an expression; a full date wins over a weekday, a weekday over today and yesterday."""
        pair = e.atom("pair")
        if pair is not None:
            first, last = (self._date(Expression(0, 0, (pair.get(k),)), at) for k in ("first", "last"))
            if last is not None and pair.get("first").kind == "weekday":
                day = date.fromisoformat(last)
                first = (day - timedelta(1)).isoformat()
            return f"{first}/{last}" if first is not None and last is not None else None
        day = self._day(e, at)
        if day is not None:
            return day.isoformat()
        for atom in e.atoms:
            if atom.kind in ("month", "year", "unit", "season", "decade", "century", "portion", "weekend", "ago", "later", "holiday"):
                return self._period(atom, at)
        return None

    def _day(self, e: Expression, at: Setting) -> date | None:
        """The day that the atoms name, or None for a period or an unresolved one."""
        weekday, relday, unit = e.atom("weekday"), e.atom("relday"), e.atom("unit")
        day = e.atom("day")
        if day is not None:
            return self._calendar_day(day, at, weekday.get("weekday") if weekday is not None else None)
        day = e.atom("day_of_unit")
        if day is not None:
            month = self._month_by_relation(day.get("to"))
            return make_day(*month, day.get("day")) if month is not None else None
        feast = e.atom("holiday")
        if feast is not None:
            return self._feast(feast)
        if relday is not None:
            if self.day is None:
                return None
            found = self.day + timedelta(relday.get("offset"))
            return found if weekday is None else nearest_weekday(found, weekday.get("weekday"))
        if unit is not None and unit.get("unit") == "D":
            return self._told_day(unit.get("to"))
        if weekday is not None:
            return self._weekday(weekday, unit, at)
        return None

    def _weekday(self, atom: Atom, week: Atom | None, at: Setting) -> date | None:
        number, relation = atom.get("weekday"), atom.get("rel")
        if self.day is None:
            return None
        to = week.get("to") if week is not None else atom.get("week")
        if to is not None and to not in _ANAPHORIC:
            monday = self.day - timedelta(self.day.isoweekday() - 1)
            return monday + timedelta(7 * _STEPS[to] + number - 1)
        if relation in ("last", "recent", "farther_last"):
            found = weekday_on_or_before(self.day - timedelta(1), number)
            return found - timedelta(7) if relation == "farther_last" else found
        if relation in ("next", "farther_next"):
            found = weekday_on_or_after(self.day + timedelta(1), number)
            return found + timedelta(7) if relation == "farther_next" else found
        if relation in _ANAPHORIC and self.told.days:
            last = self.told.days[-1][0]
            if relation == "before":
                return weekday_on_or_before(last - timedelta(1), number)
            return weekday_on_or_after(last + timedelta(1), number) if relation == "after" else nearest_weekday(last, number)
        if at.future:
            return weekday_on_or_after(self.day, number)
        return weekday_on_or_before(self.day, number)

    def _calendar_day(self, atom: Atom, at: Setting, weekday: int | None) -> date | None:
        calendar, year = atom.get("calendar"), atom.get("year")
        day, month = atom.get("day"), atom.get("month")
        fixed = atom.get("fixed")
        if fixed is not None and self.day is not None and self.day >= date.fromisoformat(fixed):
            return date.fromisoformat(fixed)
        if calendar == "kurdish":
            return kurdish_day(year, atom.get("begins"), day) if year is not None else None
        if calendar == "hijri":
            return self._hijri(atom, day, month, year)
        if year is None:
            year = self._year_by_relation(atom.get("rel_year"))
        if year is not None:
            return make_day(year, month, day)
        if self.day is None or atom.get("rel_year") is not None:
            return None
        relation = atom.get("rel")
        if relation in _ANAPHORIC and self.told.years:
            return make_day(self.told.years[-1], month, day)
        return self._nearest_day(day, month, relation, at, weekday)

    def _nearest_day(self, day: int, month: int, relation: str | None, at: Setting, weekday: int | None) -> date | None:
        """Day and month without a year: the last one on or before publication, the next one for an announcement."""
        assert self.day is not None
        found = [d for year in range(self.day.year - 5, self.day.year + 3) if (d := make_day(year, month, day)) is not None]
        before = [d for d in found if d <= self.day]
        after = [d for d in found if d >= self.day]
        if relation == "this":
            return make_day(self.day.year, month, day)
        if relation in ("last", "recent", "farther_last"):
            return next((d for d in reversed(before) if d < self.day), None)
        if relation in ("next", "farther_next"):
            return next((d for d in after if d > self.day), None)
        if weekday is not None:
            fitting = [d for d in found if d.isoweekday() == weekday and abs((d - self.day).days) < 370]
            if len(fitting) == 1:
                return fitting[0]
        if at.future and after:
            return after[0]
        return before[-1] if before else None

    def _hijri(self, atom: Atom, day: int, month: int, year: int | None) -> date | None:
        if year is not None and atom.get("year_calendar") == "gregorian":
            found = [d for d in feast_days(f"hijri {month:02d}-{day:02d}", year)]
            return found[0] if len(found) == 1 else None
        if year is None:
            if self.day is None:
                return None
            relation = atom.get("rel")
            current = hijri_year_of(self.day)
            if current is None:
                return None
            year = current
            here = hijri_day(year, month, day)
            if here is not None and here > self.day and relation not in ("next", "this"):
                year -= 1
            elif here is not None and here <= self.day and relation == "next":
                year += 1
        return hijri_day(year, month, day)

    def _feast(self, atom: Atom) -> date | None:
        falls = atom.get("falls")
        if falls is None or falls == "unknown" or (len(falls) in (4, 7) and falls[0] in "12" and falls[:2] in ("19", "20")):
            return None
        if len(falls) == 10 and falls[4] == "-":
            return date.fromisoformat(falls)
        shift = timedelta((atom.get("shift") or 0) - (1 if atom.get("eve") else 0))
        year = atom.get("year")
        if falls.startswith("easters"):
            return self._both_easters(year, shift + timedelta(int(falls[7:])))
        if year is not None and atom.get("year_calendar") == "hijri":
            found = hijri_feast(falls, year)
        elif year is not None:
            days = feast_days(falls, year)
            found = days[0] if len(days) == 1 else None
        elif falls == "eid":
            days_near = [d for name in ("hijri 10-01", "hijri 12-10") if self.day and (d := nearest_feast(name, self.day))]
            found = min(days_near, key=lambda d: abs((d - self.day).days)) if days_near and self.day else None
        else:
            found = self._feast_near(falls, atom.get("rel"))
        return found + shift if found is not None else None

    def _feast_near(self, falls: str, relation: str | None) -> date | None:
        if self.day is None:
            return None
        if relation in ("last", "next", "farther_last", "farther_next", "recent"):
            days = sorted(d for year in range(self.day.year - 1, self.day.year + 2) for d in feast_days(falls, year))
            if relation in ("next", "farther_next"):
                return next((d for d in days if d > self.day), None)
            return next((d for d in reversed(days) if d < self.day), None)
        return nearest_feast(falls, self.day)

    def _both_easters(self, year: int | None, shift: timedelta) -> date | None:
        """Easter where East and West keep it on the same day."""
        if year is None:
            near = nearest_feast("easter+0", self.day) if self.day is not None else None
            year = near.year if near is not None else None
        if year is None:
            return None
        west, east = feast_days("easter+0", year)[0], feast_days("orthodox+0", year)[0]
        return west + shift if west == east else None

    # ----- periods

    def _period(self, atom: Atom, at: Setting) -> str | None:
        match atom.kind:
            case "month":
                return self._month(atom, at)
            case "year":
                return self._year(atom)
            case "unit":
                return self._unit(atom)
            case "season":
                year = atom.get("year") or self._year_by_relation(atom.get("rel_year")) or self._season_year(atom)
                return f"{year}-{atom.get('season')}" if year is not None else None
            case "decade":
                return self._decade(atom)
            case "century":
                return f"{atom.get('century'):02d}"
            case "portion":
                return self._portion(atom, at)
            case "weekend":
                return self._weekend(atom, at)
            case "ago":
                return self._ago(atom)
            case "later":
                return self._later(atom, at)
            case "holiday":
                falls = str(atom.get("falls"))
                return falls if len(falls) in (4, 7) and falls[0].isdigit() and falls[:2] in ("19", "20") else None
        return None

    def _year(self, atom: Atom) -> str | None:
        if atom.get("calendar") != "hijri":
            return f"{atom.get('year')}"
        first, last = hijri_month(atom.get("year"), 1), hijri_month(atom.get("year"), 12)
        return f"{first[0].isoformat()}/{last[1].isoformat()}" if first is not None and last is not None else None

    def _month(self, atom: Atom, at: Setting) -> str | None:
        year, month, relation = atom.get("year"), atom.get("month"), atom.get("rel")
        if atom.get("calendar") == "hijri":
            return self._hijri_month(month, year, relation, atom.get("year_calendar"), at)
        if atom.get("calendar") == "kurdish":
            return None
        if year is None and atom.get("rel_year") is not None:
            year = self._year_by_relation(atom.get("rel_year"))
            return month_value(year, month) if year is not None else None
        if year is not None:
            return month_value(year, month)
        if relation in _ANAPHORIC and self.told.years:
            step = 1 if relation == "after" and self.told.months and self.told.months[-1][1] >= month else 0
            return month_value(self.told.years[-1] + step, month)
        if self.day is None:
            return None
        year = self.day.year
        if relation in ("last", "recent", "farther_last"):
            year -= month >= self.day.month
        elif relation in ("next", "farther_next") or (at.future and relation is None):
            year += month <= self.day.month if relation is not None else month < self.day.month
        elif relation != "this":
            year -= month > self.day.month
        return month_value(year, month)

    def _hijri_month(self, month: int, year: int | None, relation: str | None, calendar: str | None, at: Setting) -> str | None:
        if year is not None and calendar == "gregorian":
            days = feast_days(f"hijri {month:02d}-01", year)
            year = hijri_year_of(days[0]) if len(days) == 1 else None
        elif year is None and self.day is not None:
            current = hijri_year_of(self.day) or 0
            near = [s for y in (current - 1, current, current + 1) if (s := hijri_month(y, month)) is not None]
            if relation in ("last", "recent"):
                near = [s for s in near if s[1] < self.day][-1:]
            elif relation == "next":
                near = [s for s in near if s[0] > self.day][:1]
            found = min(near, key=lambda s: 0 if s[0] <= (self.day or s[0]) <= s[1] else min(abs((s[0] - self.day).days), abs((s[1] - self.day).days)) if self.day else 0, default=None)
            return f"{found[0].isoformat()}/{found[1].isoformat()}" if found is not None else None
        stretch = hijri_month(year, month) if year is not None else None
        return f"{stretch[0].isoformat()}/{stretch[1].isoformat()}" if stretch is not None else None

    def _month_by_relation(self, relation: str) -> tuple[int, int] | None:
        if relation in _ANAPHORIC and self.told.months:
            return add_months(*self.told.months[-1], _STEPS[relation])
        return add_months(self.day.year, self.day.month, _STEPS[relation]) if self.day is not None else None

    def _year_by_relation(self, relation: str | None) -> int | None:
        if relation is None:
            return None
        if relation in _ANAPHORIC and self.told.years:
            return self.told.years[-1] + _STEPS[relation]
        return self.day.year + _STEPS[relation] if self.day is not None else None

    def _unit(self, atom: Atom) -> str | None:
        unit, relation = atom.get("unit"), atom.get("to")
        step = _STEPS[relation]
        if unit == "M":
            month = self._month_by_relation(relation)
            return month_value(*month) if month is not None else None
        if unit == "Y":
            year = self._year_by_relation(relation)
            return str(year) if year is not None else None
        base = self.told.days[-1][0] if relation in _ANAPHORIC and self.told.days else self.day
        if base is None:
            return None
        if unit == "W":
            return week_value(base + timedelta(7 * step))
        return str(base.year // 10 + step) if unit == "DE" else str(base.year // 100 + step)

    def _season_year(self, atom: Atom) -> int | None:
        if self.day is None:
            return None
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[atom.get("season")]
        year = self.day.year
        match atom.get("rel"):
            case "last" | "recent":
                return year if first + 2 < self.day.month else year - 1
            case "next":
                return year if first > self.day.month else year + 1
            case "same" | "after" | "before":
                return self.told.years[-1] if self.told.years else None
        return year - 1 if first == 12 and self.day.month < 3 else year

    def _decade(self, atom: Atom) -> str | None:
        if self.day is None:
            return None
        century = self.day.year // 100 + _STEPS[atom.get("to")]
        return f"{century}{atom.get('decade')}"

    def _portion(self, atom: Atom, at: Setting) -> str | None:
        base = self._period(atom.get("base"), at)
        size, rank = atom.get("size"), atom.get("rank")
        if base is None:
            return None
        if size in "HQ":
            return f"{base}-{size}{rank}" if len(base) == 4 else None
        stretch = date_range(base)
        if stretch is None or len(base) != 7:
            return None
        first = stretch[0] + timedelta(7 * (rank - 1))
        return f"{first.isoformat()}/{min(first + timedelta(6), stretch[1]).isoformat()}" if first <= stretch[1] else None

    def _weekend(self, atom: Atom, at: Setting) -> str | None:
        if self.day is None:
            return None
        relation = atom.get("to")
        step = _STEPS.get(relation, 0)
        if relation == "nearest":
            step = 0 if at.future or self.day.isoweekday() >= 5 else -1
        return f"{week_value(self.day + timedelta(7 * step))}-WE"

    def _ago(self, atom: Atom) -> str | None:
        """How long ago: the day for days and weeks, the week where rounded, the month for months, the year for years."""
        amounts, vague = atom.get("amounts"), atom.get("vague")
        if vague is not None:
            return (self.day.isoformat() if self.day is not None else None) if vague in ("H", "MIN", "S") else "PAST_REF"
        return self._shifted(amounts, -1, rounded=bool(atom.get("about")))

    def _shifted(self, amounts: dict[str, int], sign: int, *, rounded: bool, base: date | None = None) -> str | None:
        day = base or self.day
        if day is None:
            return None
        months = 12 * (amounts.get("Y", 0) + 10 * amounts.get("DE", 0) + 100 * amounts.get("CE", 0)) + amounts.get("M", 0)
        days = amounts.get("D", 0) + 7 * amounts.get("W", 0)
        if months and not days:
            year, month = add_months(day.year, day.month, sign * months)
            return str(year) if not amounts.get("M") and not months % 12 else month_value(year, month)
        if months:
            return None
        if not days and self.hour is not None and base is None and amounts.get("H"):
            days = -((self.hour - amounts["H"]) // 24) if sign < 0 else (self.hour + amounts["H"]) // 24
        elif amounts.get("H", 0) >= 24:
            days += amounts["H"] // 24
        found = day + timedelta(sign * days)
        return week_value(found) if rounded and amounts.get("W") else found.isoformat()

    def _later(self, atom: Atom, at: Setting) -> str | None:
        base = self.later_base(at)
        return self._shifted(atom.get("amounts"), 1, rounded=False, base=base) if base is not None else None

    def later_base(self, at: Setting) -> date | None:
        """The day from which a length after it is counted: publication in announcements, else the last day told here."""
        if at.future:
            return self.day
        for day, _, paragraph, _ in reversed(self.told.days):
            return day if paragraph == at.paragraph else None
        return None

    def punctual(self, value: str, amounts: dict[str, int] | None) -> str | None:
        """The day of an event told as a length since it."""
        if amounts is None:
            return None
        return "PAST_REF" if "X" in value else self._shifted(amounts, -1, rounded=False)

    # ----- told before

    def _told_day(self, relation: str) -> date | None:
        if self.told.days:
            return self.told.days[-1][0] + timedelta(_STEPS[relation])
        if relation == "same" or self.day is None:
            return self.day if relation == "same" else None
        return None

    def _scene(self, at: Setting) -> tuple[date, str] | None:
        """The day at which the story stands, with its time: told in this sentence, else the last one near publication."""
        for day, sentence, _, time in reversed(self.told.days):
            if sentence == at.sentence and (self.day is None or abs(self.day - day) <= _NEAR):
                return day, time
        for day, _, _, time in reversed(self.told.days):
            if self.day is None or abs(self.day - day) <= _NEAR:
                return day, time
        if self.told.days and self.told.days[-1][1] == at.sentence:
            return self.told.days[-1][0], self.told.days[-1][3]
        return (self.day, "") if self.day is not None else None

    # ----- times

    def _time(self, e: Expression, at: Setting) -> str | None:
        clock, part = e.atom("clock", "midday"), e.atom("part", "night_same")
        midnight, night = e.atom("midnight", "past_midnight"), e.atom("night")
        day, own = self._day_of_time(e, at)
        if day is None:
            return None
        if midnight is not None and clock is None:
            return self._midnight(midnight, e, day, own=own, at=at)
        if clock is not None:
            return _clock_value(clock, part, night is not None or midnight is not None, day, own=own)
        feast = e.atom("holiday")
        code = part.get("part") if part is not None else feast.get("eve") if feast is not None and feast.get("eve") else "NI"
        return f"{day.isoformat()}T{code}"

    def _day_of_time(self, e: Expression, at: Setting) -> tuple[date | None, bool]:
        """The day of a time, and whether the expression names it itself."""
        pair = e.atom("pair")
        if pair is not None:
            value = self._date(Expression(0, 0, (pair,)), at)
            if value is None:
                return None, True
            first, last = value.split("/")
            return date.fromisoformat(last if e.atom("past_midnight") is not None else first), True
        night = e.atom("night")
        if night is not None and self.day is not None:
            return self.day + timedelta(night.get("offset")), True
        for atom in e.atoms:
            if atom.kind in ("midnight", "past_midnight") and atom.get("offset") and self.day is not None:
                return self.day + timedelta(atom.get("offset")), True
        found = self._day(e, at)
        if found is not None:
            return found, True
        named = e.atom("weekday", "relday", "day", "unit", "day_of_unit", "holiday")
        if named is not None:
            return None, True
        part = e.atom("part")
        if part is not None and part.get("weekday") is not None:
            return (weekday_on_or_before(self.day, part.get("weekday")) if self.day is not None else None), True
        return self._day_of_bare_time(e, at), False

    def _day_of_bare_time(self, e: Expression, at: Setting) -> date | None:
        scene = self._scene(at)
        if scene is None:
            return None
        day, time = scene
        part = e.atom("part")
        if e.atom("night_same") is not None:
            return self.told.days[-1][0] if self.told.days else None
        code = part.get("part") if part is not None else None
        if code == "MO" and _is_late(time) and (self.day is None or day < self.day):
            return day + timedelta(1)
        quiet = e.atom("clock") is None and code == "NI" and not (part is not None and part.get("led") and part.get("shape") == "adverb")
        if quiet and day == self.day and not at.future and (part is None or "before_dawn" not in part.rule):
            return day - timedelta(1)
        return day

    def _midnight(self, atom: Atom, e: Expression, day: date, *, own: bool, at: Setting) -> str | None:
        pair = e.atom("pair")
        if atom.kind == "past_midnight":
            named = own and pair is None and e.atom("day", "weekday", "relday", "night") is not None or atom.get("offset")
            return f"{(day + timedelta(1) if named else day).isoformat()}TNI"
        if not own and day == self.day and not at.future:
            day -= timedelta(1)
        return f"{day.isoformat()}T24:00"


def _is_late(time: str) -> bool:
    """Whether a time of the day told before lies after noon, so that a morning after it is the next one."""
    return time in ("TAF", "TEV", "TNI", "T24:00") or (len(time) == 6 and time[1:3].isdigit() and int(time[1:3]) >= 12)


def _clock_value(clock: Atom, part: Atom | None, night: bool, day: date, *, own: bool) -> str:
    hour, minute = clock.get("hour"), clock.get("minute")
    code = part.get("part") if part is not None else clock.get("half") if clock.get("half") else "NI" if night else None
    if code == "MO" and hour == 12:
        hour = 0
    elif (code == "AF" and 1 <= hour <= 9) or (code == "EV" and 1 <= hour <= 11) or (code == "NI" and 6 <= hour <= 11 and part is not None):
        hour += 12
    elif code in ("EV", "NI") and hour == 12 and clock.get("half") is None:
        return f"{day.isoformat()}T24:{minute:02d}" if not minute else f"{(day + timedelta(1)).isoformat()}T00:{minute:02d}"
    elif code == "NI" and hour <= 5 and own and part is not None and part.get("shape") == "construct":
        day += timedelta(1)
    if hour == 24:
        return f"{day.isoformat()}T24:{minute:02d}"
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}"
