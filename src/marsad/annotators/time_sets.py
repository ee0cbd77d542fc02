"""Repeated times in a row of time words: daily, every Friday, every three hours."""

from __future__ import annotations

from marsad.annotators.time_atoms import Atom, Found, find_weekday
from marsad.annotators.time_lengths import find_length
from marsad.annotators.time_words import TimeWords
from marsad.text.tokens import ALEF


def find_every(tw: TimeWords, v: int) -> Found | None:
    """Every three hours, every Friday."""
    hit = tw.hit(v, "every")
    if hit is None:
        return None
    u = hit[0] + 1 if tw.is_in(hit[0], "day_word") else hit[0]
    day = tw.hit(u, "weekday_bare")
    if day is not None:
        return day[0], Atom("set", "times.set.weekday", (hit[1].id, day[1].id), {"value": f"XXXX-WXX-{day[1].get('number')}"})
    length = find_length(tw, hit[0])
    if length is None or length.definite or length.vague is not None or not (length.counted or length.number == "two"):
        return None
    return length.end, Atom("set", "times.set.every", (hit[1].id, *length.entries), {"value": length.value})


def find_set(tw: TimeWords, v: int) -> Found | None:
    """Daily, weekly, monthly, yearly."""
    every = find_every(tw, v)
    if every is not None:
        return every
    hit = tw.hit(v, "set")
    if hit is not None and hit[1].get("shape") == "adverb" and _is_accusative(tw, v - 1):
        return None
    return (hit[0], Atom("set", "times.set", (hit[1].id,), {"value": hit[1].get("value")})) if hit is not None else None


def _is_accusative(tw: TimeWords, v: int) -> bool:
    """Whether the word at `v` is an indefinite object, of which what follows is the adjective: a nightly attack."""
    return tw.norm(v).endswith(ALEF) and len(tw.norm(v)) > 3 and tw.kinds[v] == "a"


def find_weekly(tw: TimeWords, v: int) -> Found | None:
    """A weekday of every week."""
    day = find_weekday(tw, v, sure=True)
    every = tw.hit(day[0] + 1, "set") if day is not None and tw.is_in(day[0], "of") else None
    if day is None or every is None or every[1].get("value") != "P1W":
        return None
    value = f"XXXX-WXX-{day[1].get('weekday')}"
    return every[0], Atom("set", "times.set.weekday", (*day[1].entries, every[1].id), {"value": value})
