"""Time expressions: atoms that stand together read as one (evening of yesterday Sunday, the seventh hour of this morning).

A starter is chosen by the class of the word, the longest first; then what may follow it is joined, with or without a link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.annotators.time_atoms import Atom, Found, find_nth_unit, find_relday, find_unit, find_weekday
from marsad.annotators.time_clocks import find_clock, find_midnight, find_night, find_part, is_definite_part
from marsad.annotators.time_dates import find_day, find_day_month_figures, find_numeric
from marsad.annotators.time_numerals import figure, ordinal
from marsad.annotators.time_periods import find_feast, find_pair, find_two_days
from marsad.annotators.time_starters import find_dashed_days, starters
from marsad.annotators.time_words import TimeWords

TIME_KINDS = frozenset(("part", "clock", "night", "night_same", "midnight", "past_midnight", "midday"))
DATE_KINDS = frozenset(
    (
        "day",
        "pair",
        "holiday",
        "month",
        "unit",
        "day_of_unit",
        "year",
        "season",
        "portion",
        "decade",
        "century",
        "weekend",
        "counted_weekday",
    )
)
_CLOSING = {"(": ")", "[": "]", '"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb"}


@dataclass(frozen=True, slots=True)
class Expression:
    """Atoms from position `v` to `end` of a row of time words. `later` tells how a length after it may be counted."""

    v: int
    end: int
    atoms: tuple[Atom, ...]

    def atom(self, *kinds: str) -> Atom | None:
        """The first atom of one of the kinds."""
        for atom in self.atoms:
            if atom.kind in kinds:
                return atom
        return None


def find_expression(tw: TimeWords, v: int) -> Expression | None:
    """The time expression that begins at `v`."""
    for end, atom in starters(tw, v):
        expression = _join(tw, v, end, atom)
        if _is_whole(tw, expression):
            return expression
    return None


def _join(tw: TimeWords, v: int, end: int, first: Atom) -> Expression:
    atoms = [first]
    while len(atoms) < 8:
        found = _next(tw, end, atoms)
        if found is None:
            break
        end, atom = found
        atoms.append(atom)
    return Expression(v, end, tuple(atoms))


def _next(tw: TimeWords, end: int, atoms: list[Atom]) -> Found | None:
    """The atom that continues an expression at `end`, directly, after of, in brackets, after corresponding to."""
    if end >= tw.n or atoms[0].kind in ("duration", "set", "reference", "ago", "later", "year"):
        return None
    kinds = {atom.kind for atom in atoms}
    found = _direct(tw, end, kinds, atoms)
    if found is not None:
        return found
    norm = tw.norm(end)
    if tw.is_in(end, "of"):
        return _after_of(tw, end + 1, kinds)
    if norm in _CLOSING:
        return _bracketed(tw, end, kinds | {"relday"} if atoms[-1].get("today") else kinds)
    apposed = tw.hit(end, "apposed")
    if apposed is not None and kinds & {"weekday", "relday"} and not kinds & DATE_KINDS:
        return _with_entry(_date(tw, apposed[0]), apposed[1].id)
    if norm in (",", "\u060c") and atoms[-1].kind == "weekday" and "rel" not in atoms[-1].data and not kinds & DATE_KINDS:
        if tw.norm(end + 1) in _CLOSING:
            return _bracketed(tw, end + 1, kinds)
        day = find_day(tw, end + 1)
        return day if day is not None and day[1].kind == "day" else None
    if norm in (",", "\u060c"):
        return _after_comma(tw, end + 1, kinds, atoms)
    zone = tw.hit(end, "zone")
    if zone is not None and atoms[-1].kind == "clock":
        after = _after_of(tw, zone[0] + 1, kinds) if tw.is_in(zone[0], "of") else _direct(tw, zone[0], kinds, atoms)
        return _with_entry(after, zone[1].id)
    return None


def _after_comma(tw: TimeWords, p: int, kinds: set[str], atoms: list[Atom]) -> Found | None:
    """What a comma cuts off: a weekday from today (this morning, Saturday, …), an hour from a date, dawn from an hour."""
    if atoms[-1].kind == "relday" and "weekday" not in kinds:
        found = find_weekday(tw, p, sure=True)
        return found if found is not None and tw.norm(found[0]) in ("\u060c", ",", ".", "") else None
    if atoms[-1].kind == "clock" and not kinds & (TIME_KINDS - {"clock"}):
        part = find_part(tw, p)
        return part if part is not None and part[1].get("shape") != "definite" and _leans(tw, part[0]) else None
    if atoms[-1].rule == "times.day.numeric" and not kinds & TIME_KINDS and tw.norm(p + 1) == ":":
        return find_clock(tw, p)
    return None


def _with_entry(found: Found | None, entry: str) -> Found | None:
    """The atom with the entry of the word that joined it."""
    return (found[0], replace(found[1], entries=(entry, *found[1].entries))) if found is not None else None


def _direct(tw: TimeWords, p: int, kinds: set[str], atoms: list[Atom]) -> Found | None:
    dated, timed = bool(kinds & DATE_KINDS), bool(kinds & TIME_KINDS)
    part = find_part(tw, p) if len(atoms) == 1 and atoms[0].get("shape") == "definite" else None
    if part is not None and part[1].get("shape") == "construct":
        return part if _leans(tw, part[0]) or _date(tw, part[0]) is not None else None
    if timed and not dated and not kinds & {"weekday", "relday"} and (found := find_two_days(tw, p)) is not None:
        return found
    if not kinds & {"weekday"} and not dated and (found := find_weekday(tw, p, sure=timed)) is not None:
        return found
    if timed and not kinds & {"relday", "weekday", "night"} and not dated:
        for finder in (find_nth_unit, find_unit, find_relday, find_pair, find_feast):
            found = finder(tw, p)
            if found is not None and _fits(found[1]):
                return found
    if not dated and (timed or kinds & {"weekday", "relday"}) and not kinds & {"night"} and (found := _date(tw, p)) is not None:
        return found
    if kinds == {"weekday"} and (week := find_unit(tw, p)) is not None and week[1].get("unit") == "W":
        return week
    return _time(tw, p, kinds)


def _fits(atom: Atom) -> bool:
    """Whether what follows a part of the day names a day: the same day, not the same month."""
    return atom.kind != "unit" or atom.get("unit") == "D"


def _time(tw: TimeWords, p: int, kinds: set[str]) -> Found | None:
    """A part of the day or an hour after a day or an hour."""
    if "clock" in kinds and not kinds & (TIME_KINDS - {"clock"}):
        for finder in (find_midnight, find_night, find_part):
            found = finder(tw, p)
            if found is not None:
                return found
        prayer = find_part(tw, p + 1) if tw.is_in(p, "after") else None
        if prayer is not None and prayer[1].get("shape") == "definite":  # five after the afternoon prayer
            return prayer
    if not kinds & TIME_KINDS and kinds & {"weekday", "relday", "day", "unit"}:
        found = find_part(tw, p)
        if found is not None and found[1].get("shape") in ("adverb", "both") and not _leans(tw, found[0]):
            return found
    hour = kinds & {"weekday", "relday", "day", "part"} and "clock" not in kinds and "month" not in kinds
    if hour and (tw.hit(p, "clock") is not None or (figure(tw, p) is not None and tw.norm(p + 1) == ":")):
        return find_clock(tw, p)
    return None


def _leans(tw: TimeWords, p: int) -> bool:
    return find_relday(tw, p) is not None or find_weekday(tw, p) is not None


def _after_of(tw: TimeWords, p: int, kinds: set[str]) -> Found | None:
    if "clock" in kinds and not kinds & (TIME_KINDS - {"clock"}):
        for finder in (find_midnight, find_night, find_part):
            found = finder(tw, p)
            if found is not None:
                return found
    if kinds <= TIME_KINDS:
        for find in (find_unit, find_relday, find_weekday, _date, find_night):
            found = find(tw, p)
            if found is not None and _fits(found[1]):
                return found
    if "weekday" in kinds and not kinds & (DATE_KINDS | {"relday"}):
        unit = find_unit(tw, p)
        return unit if unit is not None and unit[1].get("unit") == "W" else None
    return None


def _bracketed(tw: TimeWords, p: int, kinds: set[str]) -> Found | None:
    """A weekday or a full date in brackets after a day: yesterday (Sunday)."""
    found = None
    if "weekday" not in kinds and kinds & {"relday", "day"}:
        found = find_weekday(tw, p + 1, sure=True)
    if found is None and "weekday" in kinds and not kinds & DATE_KINDS:
        found = _date(tw, p + 1)
    if found is None or tw.norm(found[0]) != _CLOSING[tw.norm(p)]:
        return None
    return found[0] + 1, found[1]


def _date(tw: TimeWords, p: int) -> Found | None:
    u = p + 1 if tw.is_in(p, "day_word") or (tw.is_in(p, "the_day") and ordinal(tw, p + 1) is not None) else p
    if u >= tw.n:
        return None
    return find_numeric(tw, u) or find_dashed_days(tw, u) or find_day(tw, u) or find_day_month_figures(tw, u)


def _is_whole(tw: TimeWords, e: Expression) -> bool:
    """Whether the atoms are a time: a part of the day that leans on a day has one, a definite one has its preposition."""
    first = e.atoms[0]
    if first.kind == "part":
        shape = first.get("shape")
        if shape == "construct" and len(e.atoms) == 1:
            return False
        if shape == "definite" and not is_definite_part(tw, e.v, first):
            return False
        return not (shape in ("adverb", "both") and len(e.atoms) == 1 and tw.is_in(e.v - 1, "no_part_after"))
    if first.kind in ("midnight", "past_midnight"):
        if first.get("pair"):
            return len(e.atoms) > 1 and e.atoms[1].kind == "pair"
        return not (first.get("shape") == "construct" and len(e.atoms) == 1)
    return True
