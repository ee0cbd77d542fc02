"""Periods and named days in a row of time words: boundaries, seasons, decades, feasts, pairs of days, vague references."""

from __future__ import annotations

from marsad.annotators.time_atoms import Atom, Found, find_bare_unit, find_relday, find_unit, find_weekday
from marsad.annotators.time_dates import day_number, find_day, find_month, find_tail, find_year
from marsad.annotators.time_numerals import ordinal
from marsad.annotators.time_words import TimeWords
from marsad.text.tokens import WAW

_LINKS = frozenset((WAW, "-", "\u2013", "\u2014", "/"))


def find_boundary(tw: TimeWords, v: int) -> Found | None:
    """Beginning, middle or end of a month, year, week, season or decade; the value is that of the whole."""
    hit = tw.hit(v, "boundary")
    if hit is None:
        return None
    u = hit[0] + 1 if tw.is_in(hit[0], "of") else hit[0]
    base = find_period(tw, u)
    if base is None or base[1].get("unit") == "D":
        return None
    return base[0], _bounded(base[1], hit[1].get("mod"), hit[1].id)


def _bounded(atom: Atom, mod: str, entry: str) -> Atom:
    return Atom(atom.kind, f"times.boundary.{mod.lower()}", (entry, *atom.entries), {**atom.data, "mod": mod})


def find_period(tw: TimeWords, v: int) -> Found | None:
    """A month, year, week, season, decade or century: what a boundary or a portion may hold."""
    for finder in (find_season, find_decade, find_century, find_unit):
        found = finder(tw, v)
        if found is not None:
            return found
    month = find_month(tw, v, sure=True)
    if month is not None:
        return month
    year = find_year(tw, v)
    if year is not None and (year[2] == "gregorian" or year[3]):
        return year[0], Atom("year", "times.year", year[3], {"year": year[1], "calendar": year[2]})
    return find_bare_unit(tw, v)


def find_season(tw: TimeWords, v: int) -> Found | None:
    """A season with its year, or told by relation."""
    this = tw.hit(v, "demonstrative")
    hit = tw.hit(this[0] if this is not None else v, "season")
    if hit is None:
        return None
    end, entry = hit
    entries: tuple[str, ...] = (entry.id,)
    if this is not None:
        data = {"season": entry.get("value"), "rel": this[1].get("to")}
        return end, Atom("season", "times.season.relative", (this[1].id, *entries), data)
    tail = find_tail(tw, end, calendar="gregorian")
    if tail is None or (("rel" in tail.data) and not tw.has_article(v)):
        return None
    return tail.end, Atom("season", "times.season", (*entries, *tail.entries), {"season": entry.get("value"), **tail.data})


def find_decade(tw: TimeWords, v: int) -> Found | None:
    """Decades by name (the nineties of the last century), unless they tell an age."""
    hit = tw.hit(v, "decade")
    if hit is None:
        return None
    end, entry = hit
    century = find_unit(tw, end)
    if century is not None and century[1].get("unit") == "CE":
        data = {"decade": entry.get("number"), "to": century[1].get("to")}
        return century[0], Atom("decade", "times.decade", (entry.id, *century[1].entries), data)
    if tw.is_in(end, "of") or not tw.has_article(v) or entry.get("number") == 2:
        return None
    return end, Atom("decade", "times.decade", (entry.id,), {"decade": entry.get("number"), "to": "last"})


def find_century(tw: TimeWords, v: int) -> Found | None:
    """The century by its ordinal: the twentieth century."""
    hit = tw.hit(v, "unit_the")
    if hit is None or hit[1].get("unit") != "CE":
        return None
    rank = ordinal(tw, hit[0])
    if rank is None:
        return None
    return rank[0], Atom("century", "times.century", (hit[1].id,), {"century": rank[1] - 1})


def find_portion(tw: TimeWords, v: int) -> Found | None:
    """Half or quarter of a year, week of a month: the first half of 2021, the second week of May."""
    hit = tw.hit(v, "portion")
    rank = ordinal(tw, hit[0]) if hit is not None else None
    if hit is None or rank is None or not (tw.is_in(rank[0], "of") or find_year(tw, rank[0]) is not None):
        return None
    base = find_period(tw, rank[0] + tw.is_in(rank[0], "of"))
    size = hit[1].get("value")
    if base is None or rank[1] > {"H": 2, "Q": 4, "W": 5}[size]:
        return None
    monthly = base[1].kind == "month" or base[1].get("unit") == "M"
    if (size == "W") != monthly:
        return None
    data = {"size": size, "rank": rank[1], "base": base[1]}
    return base[0], Atom("portion", "times.portion", (hit[1].id, *base[1].entries), data)


def find_weekday_of_month(tw: TimeWords, v: int) -> Found | None:
    """A weekday counted in a month: the last Friday of Ramadan, the second Sunday of March."""
    day = find_weekday(tw, v, sure=True)
    if day is None:
        return None
    rank = (day[0], -1) if day[1].get("rel") == "recent" else ordinal(tw, day[0]) or ordinal(tw, day[0], feminine=True)
    base = find_period(tw, rank[0] + 1) if rank is not None and tw.is_in(rank[0], "of") else None
    if rank is None or base is None or rank[1] > 5 or not (base[1].kind == "month" or base[1].get("unit") == "M"):
        return None
    data = {"number": day[1].get("weekday"), "rank": rank[1], "base": base[1]}
    return base[0], Atom("counted_weekday", "times.weekday.of_month", (*day[1].entries, *base[1].entries), data)


def find_weekend(tw: TimeWords, v: int) -> Found | None:
    """The weekend, of publication or told by an adjective."""
    hit = tw.hit(v, "weekend")
    if hit is None:
        return None
    end, entry = hit
    relation = tw.hit(end, "adjective")
    if relation is None:
        return end, Atom("weekend", "times.weekend", (entry.id,), {"to": "nearest"})
    if entry.get("mod") is not None:  # the end of next week is a boundary of that week
        return None
    return relation[0], Atom("weekend", "times.weekend", (entry.id, relation[1].id), {"to": relation[1].get("to")})


def find_feast(tw: TimeWords, v: int) -> Found | None:
    """A feast or named day: first of the days of a feast, its year, the eve of it."""
    shift, u, entries = 0, v, []
    nth = tw.lexicon.numerals["nth"].get(tw.norm(u))
    rank = ordinal(tw, u + 1) if tw.norm(u) in tw.lexicon.words("the_day") else None
    if nth is not None and tw.is_in(u + 1, "feast_days"):
        shift, u = nth - 1, u + 2
    elif rank is not None and tw.is_in(rank[0], "of"):
        shift, u = rank[1] - 1, rank[0] + 1
    eve = tw.hit(u, "eve") if tw.hit(u, "holiday") is None else None
    if eve is not None:
        entries.append(eve[1].id)
        u = eve[0]
    hit = tw.hit(u, "holiday")
    if hit is None:
        return None
    end, entry = hit
    data = {"falls": entry.get("falls"), "shift": shift, "eve": eve[1].get("value") if eve is not None else None}
    entries.append(entry.id)
    tail = find_tail(tw, end, calendar="hijri") or find_tail(tw, end, calendar="gregorian")
    if tail is not None and "rel_year" not in tail.data:
        end = tail.end
        data |= tail.data
        entries += tail.entries
    return end, Atom("holiday", "times.holiday", tuple(entries), data)


def find_reference(tw: TimeWords, v: int) -> Found | None:
    """Past, present or future without a day; an earlier time of a named day is that day."""
    hit = tw.hit(v, "reference")
    if hit is None:
        return None
    end, entry = hit
    if entry.id == "vague.until_now" and (ordinal(tw, end, feminine=True) is not None or (end < tw.n and tw.kinds[end] == "d")):
        return None
    if entry.get("within") and tw.is_in(end, "of"):
        for finder in (find_relday, find_weekday, find_unit):
            inner = finder(tw, end + 1)
            if inner is not None:
                return inner[0], Atom(inner[1].kind, "times.reference.within", (entry.id, *inner[1].entries), inner[1].data)
    return end, Atom("reference", f"times.{entry.id}", (entry.id,), {"value": entry.get("value")})


def find_pair(tw: TimeWords, v: int) -> Found | None:
    """Two days told as one stretch: the days of Saturday and Sunday, the 11th and 12th of May."""
    hit = tw.hit(v, "pair")
    if hit is None:
        return None
    end, entry = hit
    pair = find_two_days(tw, end)
    return (pair[0], Atom("pair", "times.pair", (entry.id, *pair[1].entries), pair[1].data)) if pair is not None else None


def find_two_days(tw: TimeWords, v: int) -> Found | None:
    """Two weekdays or two days of a month with a link between them; fields `first` and `last`."""
    first = find_weekday(tw, v, sure=True)
    if first is not None:
        linked = tw.norm(first[0]) in _LINKS or tw.is_in(first[0], "day_link")
        last = find_weekday(tw, first[0] + 1 if linked else first[0], sure=True)
        if last is None or last[1].get("weekday") != first[1].get("weekday") % 7 + 1:
            return None
        return last[0], _pair(first[1], last[1])
    day = day_number(tw, v)
    last = find_day(tw, day[0] + 1, linked=True) if day is not None and tw.norm(day[0]) in _LINKS else None
    if day is None or last is None or last[1].get("day") <= day[1]:
        return None
    data = {k: x for k, x in last[1].data.items() if k != "fixed"}
    return last[0], _pair(Atom(last[1].kind, "times.day", (), {**data, "day": day[1]}), last[1])


def _pair(first: Atom, last: Atom) -> Atom:
    return Atom("pair", "times.pair", (*first.entries, *last.entries), {"first": first, "last": last})


def find_year_pair(tw: TimeWords, v: int) -> Found | None:
    """The first of two years told by one plural word: the years 2020 and 2021."""
    hit = tw.hit(v, "year_pair")
    year = find_year(tw, hit[0]) if hit is not None else None
    if hit is None or year is None or year[2] != "gregorian":
        return None
    return year[0], Atom("year", "times.year", (hit[1].id,), {"year": year[1], "calendar": "gregorian"})
