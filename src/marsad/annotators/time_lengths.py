"""Lengths in a row of time words: durations, how long ago, how often, as TIMEX3 (`P3D`, `PT1H30M`, `PXW`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.annotators.time_atoms import Atom, Found
from marsad.annotators.time_numerals import figure, number
from marsad.annotators.time_words import Entry, TimeWords
from marsad.text.tokens import ARTICLE, BEH, LAM, WAW

_PART_OF = {
    "MIN": (60, "S"), "H": (60, "MIN"), "D": (24, "H"), "W": (7, "D"), "M": (30, "D"), "Y": (12, "M"), "DE": (120, "M"),
    "CE": (1200, "M"),
}  # fmt: skip
_DATE_CLASSES = frozenset(("weekday", "month", "holiday", "relday", "part", "night", "day_word"))
_YEARS = {"DE": 10, "CE": 100}
_ORDER = ("Y", "M", "W", "D", "H", "MIN", "S")


@dataclass(frozen=True, slots=True)
class Length:
    """A length: end, amounts by unit, or the unit of a vague one; `definite` for the last N days, with their relation."""

    end: int
    amounts: dict[str, int]
    vague: str | None
    entries: tuple[str, ...]
    definite: bool = False
    relation: str | None = None
    number: str = "one"
    mod: str | None = None
    counted: bool = False

    @property
    def value(self) -> str:
        """TIMEX3 value."""
        if self.vague is not None:
            return f"PTX{self.vague[0]}" if self.vague in ("H", "MIN", "S") else f"PX{self.vague}"
        return duration_value(self.amounts)


def duration_value(amounts: dict[str, int]) -> str:
    """TIMEX3 of amounts by unit; decades and centuries count as years."""
    total: dict[str, int] = {}
    for unit, count in amounts.items():
        total["Y" if unit in _YEARS else unit] = total.get("Y" if unit in _YEARS else unit, 0) + count * _YEARS.get(unit, 1)
    days = "".join(f"{total[u]}{u}" for u in _ORDER[:4] if total.get(u))
    hours = "".join(f"{total[u]}{u[0]}" for u in _ORDER[4:] if total.get(u))
    return f"P{days}" + (f"T{hours}" if hours else "")


def find_length(tw: TimeWords, v: int) -> Length | None:
    """A length at `v`, whether or not its surroundings make it one; the caller judges the bare ones."""
    bound = tw.hit(v, "bound")
    u = bound[0] if bound is not None else v
    found = _definite(tw, u) or _counted(tw, u) or _fraction_of(tw, u) or _unit_alone(tw, u) or _few(tw, u)
    if found is None:
        return None
    found = _with_rest(tw, found)
    if bound is None:
        return found
    return replace(found, entries=(bound[1].id, *found.entries), mod=bound[1].get("mod"))


def _counted(tw: TimeWords, v: int) -> Length | None:
    """A number and a unit: 3 years, sixty days, the 24 hours."""
    value = number(tw, v)
    if value is None or value[1] < 1 or (tw.norm(v - 1) in ("/", ".", ":") and tw.kinds[v] == "d"):
        return None
    unit = tw.hit(value[0], "unit")
    if unit is None:
        return None
    end, entry = unit
    if entry.get("number") == "two" or (value[1] > 10 and entry.get("number") == "many" and figure(tw, v) is None):
        return None
    if entry.get("number") == "one" and entry.get("unit") == "D" and is_date_next(tw, end):  # killed three on the day of 14 May
        return None
    if entry.get("unit") == "Y" and (value[1] in range(1900, 2101) or len(str(figure(tw, end) or "")) == 4):
        return None
    definite = tw.norm(v).startswith(ARTICLE)
    length = Length(end, {entry.get("unit"): value[1]}, None, (entry.id,), definite, counted=True)
    return _related(tw, length) if tw.hit(end, "adjective") is not None else length


def _unit_alone(tw: TimeWords, v: int) -> Length | None:
    hit = tw.hit(v, "unit") or (tw.hit(v, "unit_the") if tw.is_in(v - 1, "nearly") else None)
    if hit is None:
        return None
    end, entry = hit
    unit, count = entry.get("unit"), entry.get("number") or "one"
    if count == "two":
        length = Length(end, {unit: 2}, None, (entry.id,), number="two", counted=True)
        return _related(tw, length) if tw.hit(end, "adjective") is not None else length
    if count == "one":
        whole = tw.is_in(end, "whole")
        return Length(end, {unit: 1}, None, (entry.id,), counted=whole)
    free = bool(entry.get("free"))
    few = tw.hit(end, "few_after")
    if few is not None:
        return Length(few[0], {}, unit, (entry.id, few[1].id), number="many", counted=True)
    return None if entry.get("counted") else Length(end, {}, unit, (entry.id,), number="many", counted=free)


def _few(tw: TimeWords, v: int) -> Length | None:
    few = tw.hit(v, "few")
    unit = tw.hit(few[0], "unit") if few is not None else None
    if few is None or unit is None or unit[1].get("number") != "many":
        return None
    return Length(unit[0], {}, unit[1].get("unit"), (few[1].id, unit[1].id), number="many", counted=True)


def _fraction_of(tw: TimeWords, v: int) -> Length | None:
    """Half an hour, a quarter of an hour, three quarters of the hour."""
    share = tw.hit(v, "fraction")
    if share is None or tw.has_article(v):
        return None
    unit = tw.hit(share[0], "unit") or tw.hit(share[0], "unit_the") or _clock_unit(tw, share[0])
    if unit is None or unit[1].get("number") in ("two", "many"):
        return None
    amounts = _share(share[1], unit[1].get("unit") or "H")
    return Length(unit[0], amounts, None, (share[1].id, unit[1].id), counted=True) if amounts else None


def _clock_unit(tw: TimeWords, v: int) -> tuple[int, Entry] | None:
    return tw.hit(v, "clock")


def _share(share: Entry, unit: str) -> dict[str, int]:
    size, smaller = _PART_OF.get(unit, (0, ""))
    top, bottom = share.get("value")
    amount, rest = divmod(size * top, bottom)
    if rest or not amount:
        return {}
    if smaller == "M" and amount % 12 == 0:
        return {"Y": amount // 12}
    return {smaller: amount}


def _definite(tw: TimeWords, v: int) -> Length | None:
    """The last three days, the last 24 hours, the last two weeks, the past few days, the last week as a length."""
    hit = tw.hit(v, "units")
    if hit is None:
        return _last_unit(tw, v)
    end, entry = hit
    unit, count = entry.get("unit"), entry.get("number")
    if count == "two":
        return _related(tw, Length(end, {unit: 2}, None, (entry.id,), definite=True, number="two"))
    value = number(tw, end)
    if value is not None and (tw.norm(end).startswith(ARTICLE) or figure(tw, end) is not None):
        return _related(tw, Length(value[0], {unit: value[1]}, None, (entry.id,), definite=True, number="many"))
    few = tw.hit(end, "few_after")
    return _related(tw, Length(few[0] if few is not None else end, {}, unit, (entry.id,), definite=True, number="many"))


def _last_unit(tw: TimeWords, v: int) -> Length | None:
    hit = tw.hit(v, "unit_the")
    if hit is None or hit[1].get("unit") == "D":
        return None
    relation = tw.hit(hit[0], "adjective")
    if relation is None or relation[1].get("to") != "recent" or tw.is_in(relation[0], "of"):
        return None
    amounts = {hit[1].get("unit"): 1}
    return Length(relation[0], amounts, None, (hit[1].id, relation[1].id), definite=True, relation="recent", counted=True)


def _related(tw: TimeWords, length: Length) -> Length | None:
    """The definite length with its adjective; without one it is none."""
    relation = tw.hit(length.end, "adjective")
    few = tw.hit(length.end, "few_after") if relation is None else None
    if few is not None:
        relation = tw.hit(few[0], "adjective")
    told = ("last", "recent", "next", "after") if length.amounts else ("last", "recent", "next")
    if relation is None or relation[1].get("to") not in told:
        return None
    entries = (*length.entries, relation[1].id)
    return replace(length, end=relation[0], entries=entries, definite=True, relation=relation[1].get("to"), counted=True)


def _with_rest(tw: TimeWords, length: Length) -> Length:
    """The length with what is added to it: and a half, and 20 minutes, one, whole."""
    end, amounts, entries, counted = length.end, dict(length.amounts), length.entries, length.counted
    if length.vague is not None or not amounts:
        return length
    while not length.definite and (whole := tw.hit(end, "whole")) is not None:
        end, entries = whole[0], (*entries, whole[1].id)
    unit = next(iter(amounts))
    share = tw.hit(end + 1, "fraction") if tw.norm(end) == WAW else None
    if share is not None and (more := _share(share[1], unit)):
        for name, amount in more.items():
            amounts[name] = amounts.get(name, 0) + amount
        end, entries, counted = share[0], (*entries, share[1].id), True
        again = tw.hit(end, "unit_the") or tw.hit(end, "clock") or tw.hit(end, "unit")
        if again is not None and (again[1].get("unit") or "H") == unit:
            end = again[0]
    elif tw.norm(end) == WAW and (rest := _rest(tw, end + 1)) is not None and _smaller(rest, unit):
        amounts.update(rest.amounts)
        end, entries, counted = rest.end, (*entries, *rest.entries), True
    return replace(length, end=end, amounts=amounts, entries=entries, counted=counted)


def _rest(tw: TimeWords, v: int) -> Length | None:
    """A smaller length after and: two days, a month that nothing follows which would make it another thing."""
    counted = _counted(tw, v)
    if counted is not None:
        return counted
    unit = _unit_alone(tw, v)
    if unit is None or unit.number not in ("one", "two") or unit.definite:
        return None
    bare = unit.end >= tw.n or tw.kinds[unit.end] != "a" or tw.is_in(unit.end, "time_preposition") or tw.is_in(unit.end, "of")
    return unit if bare else None


def _smaller(rest: Length, unit: str) -> bool:
    other = next(iter(rest.amounts))
    return unit in _ORDER and other in _ORDER and _ORDER.index(other) > _ORDER.index(unit) and unit != "MIN"


def find_duration(tw: TimeWords, v: int) -> Found | None:
    """A length that its words or its surroundings make a time expression."""
    length = find_length(tw, v)
    if length is None or not (length.counted or length.mod or _in_length_context(tw, v, length)):
        return None
    if length.mod is not None and not length.counted and length.number == "one" and tw.has_article(length.end):
        return None
    data = {"value": length.value, "amounts": length.amounts, "relation": length.relation, "definite": length.definite}
    rule = "times.duration.definite" if length.definite else "times.duration.vague" if length.vague else "times.duration"
    return length.end, Atom("duration", rule, length.entries, data)


def _in_length_context(tw: TimeWords, v: int, length: Length) -> bool:
    """Whether a bare unit is a length here: after for, during, since; with no name, noun in construct or date after it."""
    before, end = tw.norm(v - 1), length.end
    told = before == BEH and _told_before(tw, v - 1)
    if not (told or before == LAM or tw.is_in(v - 1, "length_context") or _lasts(tw, v, length)):
        return False
    if tw.is_in(v - 1, "general_head") or is_date_next(tw, end):
        return False
    if before == LAM and (_leads_on(tw, end) if length.vague is not None or "DE" in length.amounts else tw.has_article(end)):
        return False
    return not tw.has_article(end) or told or _verbless(tw, v)


def _leads_on(tw: TimeWords, v: int) -> bool:
    """Whether the word at `v` may be governed by the unit before it (the days of a festival)."""
    return v < tw.n and tw.kinds[v] == "a" and not (tw.is_in(v, "of") or tw.is_in(v, "time_preposition") or tw.norm(v) == WAW)


def is_date_next(tw: TimeWords, v: int) -> bool:
    """Whether a date at `v` makes the unit before it its own word (month of May, day of Sunday, year 2014)."""
    return bool(_DATE_CLASSES & set(tw.hits(v))) or (v < tw.n and tw.kinds[v] == "d")


def _lasts(tw: TimeWords, v: int, length: Length) -> bool:
    """Whether a verb of lasting stands up to four words before, with its subject between: the fighting lasted hours."""
    follows = tw.is_in(length.end, "time_preposition") or tw.is_in(length.end, "of")
    if length.end < tw.n and tw.kinds[length.end] == "a" and not follows:
        return False
    for u in range(v - 1, max(v - 5, -1), -1):
        if tw.kinds[u] != "a":
            return False
        if tw.is_in(u, "lasting_verb"):
            return True
    return False


def _verbless(tw: TimeWords, v: int) -> bool:
    """Since and ago make even a unit before a definite noun a length (since months the town lives …)."""
    return tw.is_in(v - 1, "since") or tw.is_in(v - 1, "about")


def _told_before(tw: TimeWords, v: int) -> bool:
    """Whether what stands before `v` tells from where: minutes after it, hours before his death."""
    if any(end == v for u in (v - 1, v - 2) for end, _ in tw.hits(u).get("back_reference", ())):
        return True
    return any(tw.is_in(u, "ago") or tw.is_in(u, "after") for u in (v - 2, v - 3) if u >= 0)
