"""Values of time expressions: type and TIMEX3 value, with the hour or part of the day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from marsad.annotators.calendars import weekday_on_or_before
from marsad.annotators.time_atoms import Atom
from marsad.annotators.time_days import Days, Setting
from marsad.annotators.time_expressions import TIME_KINDS, Expression
from marsad.annotators.time_spans import Spans

_NEAR = timedelta(7)
_PUBLISHED = range(1900, 2200)
_DAY_KINDS = ("weekday", "relday", "day", "unit", "day_of_unit", "holiday")


class Resolver:
    """Resolves the expressions of a text in their order. `published` counts by its own local day."""

    def __init__(self, published: date | datetime | None) -> None:
        day = published.date() if isinstance(published, datetime) else published
        self.day = day if day is not None and day.year in _PUBLISHED else None  # 0001-01-01 and the like are no publication
        self.days = Days(self.day)
        self.spans = Spans(self.days, published)

    def resolve(self, e: Expression, at: Setting) -> tuple[str, str | None]:
        """Type and TIMEX3 value of an expression; None where nothing in the text or the day of publication gives it."""
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

    def since_event(self, duration: Atom) -> str | None:
        """The day of an event that is told as a length since it."""
        if "X" in duration.get("value"):
            return "PAST_REF"
        return self.spans.shifted(duration.get("amounts"), -1)

    def _date(self, e: Expression, at: Setting) -> str | None:
        pair = e.atom("pair")
        if pair is not None:
            return self._pair(pair, at)
        day = self.days.of(e, at)
        if day is not None:
            return day.isoformat()
        return next((value for atom in e.atoms if (value := self.spans.of(atom, at)) is not None), None)

    def _pair(self, pair: Atom, at: Setting) -> str | None:
        first, last = (self.days.of(Expression(0, 0, (pair.get(k),)), at) for k in ("first", "last"))
        if last is not None and pair.get("first").kind == "weekday":
            first = last - timedelta(1)
        return f"{first.isoformat()}/{last.isoformat()}" if first is not None and last is not None else None

    # ----- times

    def _time(self, e: Expression, at: Setting) -> str | None:
        clock, part, night = e.atom("clock", "midday"), e.atom("part", "night_same"), e.atom("night")
        midnight = e.atom("midnight", "past_midnight")
        day, own = self._day_of_time(e, at)
        if day is None:
            return None
        if midnight is not None and clock is None:
            return self._midnight(midnight, e, day, own=own, future=at.future)
        if clock is not None:
            if e.atom("past_midnight") is not None and own and e.atom("weekday", "relday", "day") is not None:
                day += timedelta(1)
            return _clock_value(clock, part, day, night=night is not None or midnight is not None, own=own)
        feast = e.atom("holiday")
        code = part.get("part") if part is not None else feast.get("eve") if feast is not None else None
        return f"{day.isoformat()}T{code or 'NI'}"

    def _day_of_time(self, e: Expression, at: Setting) -> tuple[date | None, bool]:
        """The day of a time, and whether the expression names it itself."""
        pair = e.atom("pair")
        if pair is not None:
            first, _, last = (self._pair(pair, at) or "").partition("/")
            named = last if e.atom("past_midnight") is not None else first
            return (date.fromisoformat(named) if named else None), True
        middles = (a for a in e.atoms if a.kind in ("midnight", "past_midnight"))
        night = e.atom("night") or next((a for a in middles if a.get("offset") or a.get("tonight")), None)
        if night is not None and self.day is not None:
            return self.day + timedelta(night.get("offset")), True
        found = self.days.of(e, at)
        if found is not None or e.atom(*_DAY_KINDS) is not None:
            return found, True
        part = e.atom("part")
        if part is not None and part.get("today") and e.atom("weekday") is None:
            return self.day, True
        if part is not None and part.get("weekday") is not None:
            return (weekday_on_or_before(self.day, part.get("weekday")) if self.day is not None else None), True
        return self._day_of_bare_time(e, part, at), False

    def _day_of_bare_time(self, e: Expression, part: Atom | None, at: Setting) -> date | None:
        """The day of a time told without one: that of the scene, or the morning after, or the night before publication."""
        if e.atom("night_same") is not None:
            return self.days.told.days[-1].day if self.days.told.days else None
        scene = self._scene(at)
        if scene is None:
            return None
        day, time = scene
        if at.future and self.day is not None and day < self.day:
            return self.day
        code = part.get("part") if part is not None else None
        if self._is_over(day, e, at):
            return self.day
        if code == "MO" and _is_late(time) and (self.day is None or day < self.day):
            return day + timedelta(1)
        is_night = code == "NI" and e.atom("clock") is None and part is not None and "before_dawn" not in part.rule
        return day - timedelta(1) if is_night and day == self.day and not at.future else day

    def _is_over(self, day: date, e: Expression, at: Setting) -> bool:
        """Whether a part of the day told alone goes back to publication from a day to come that another sentence told."""
        told = self.days.told.days
        ahead = self.day is not None and day > self.day and not at.future
        return ahead and e.atom("clock") is None and not any(t.sentence == at.sentence for t in told)

    def _scene(self, at: Setting) -> tuple[date, str] | None:
        """The day at which the story stands, with its time: told in this sentence, else the last one near publication."""
        told = self.days.told.days
        near = [t for t in told if self.day is None or abs(self.day - t.day) <= _NEAR]
        here = [t for t in near if t.sentence == at.sentence] or [t for t in told if t.sentence == at.sentence]
        here = here or [t for t in near if not t.counted] or near
        if here:
            return here[-1].day, here[-1].time
        return (self.day, "") if self.day is not None else None

    def _midnight(self, atom: Atom, e: Expression, day: date, *, own: bool, future: bool) -> str:
        if atom.kind == "past_midnight":
            ends = atom.get("offset") or (own and e.atom("day", "weekday", "relday", "night") is not None)
            return f"{(day + timedelta(1) if ends else day).isoformat()}TNI"
        if not own and day == self.day and not future:
            day -= timedelta(1)
        return f"{day.isoformat()}T24:00"


def _is_late(time: str) -> bool:
    """Whether a time of the day told before lies after noon, so that a morning after it is the next one."""
    return time in ("TAF", "TEV", "TNI", "T24:00") or (len(time) == 6 and time[1:3].isdigit() and int(time[1:3]) >= 12)


def _clock_value(clock: Atom, part: Atom | None, day: date, *, night: bool, own: bool) -> str:
    """Day and hour on the 24-hour clock; the small hours of a night named by its day belong to the next day."""
    hour, minute = clock.get("hour"), clock.get("minute")
    code = part.get("part") if part is not None else clock.get("half") or ("NI" if night else None)
    if hour == 12 and code == "MO":
        hour = 0
    elif hour == 12 and code in ("EV", "NI") and clock.get("half") is None:
        hour = 24
    elif 1 <= hour <= {"AF": 9, "EV": 11}.get(code or "", 0) or (code == "NI" and part is not None and 6 <= hour <= 11):
        hour += 12
    elif hour <= 5 and code == "NI" and own and part is not None and part.get("shape") == "construct":
        day += timedelta(1)
    if hour == 24 and minute:
        return f"{(day + timedelta(1)).isoformat()}T00:{minute:02d}"
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}"
