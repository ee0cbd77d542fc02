"""Repeated times in a row of time words: daily, every Friday, every three hours."""

from __future__ import annotations

from marsad.annotators.time_atoms import Atom, Found
from marsad.annotators.time_lengths import find_length
from marsad.annotators.time_words import TimeWords


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
    return (hit[0], Atom("set", "times.set", (hit[1].id,), {"value": hit[1].get("value")})) if hit is not None else None
