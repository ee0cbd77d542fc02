"""Lengths counted from a day in a row of time words: three days ago, two weeks later."""

from __future__ import annotations

from marsad.annotators.time_atoms import Atom, Found, find_relday
from marsad.annotators.time_lengths import find_length, is_date_next
from marsad.annotators.time_words import TimeWords


def find_ago(tw: TimeWords, v: int) -> Found | None:
    """How long ago, counted from publication, unless an event follows that it is counted from."""
    hit = tw.hit(v, "ago")
    if hit is None:
        return None
    about = tw.hit(hit[0], "about")
    u = about[0] if about is not None else hit[0]
    length = find_length(tw, u)
    if length is None or length.definite:
        return None
    if length.number == "one" and not length.counted and length.amounts.get("D") and tw.has_article(length.end):
        return None
    if from_event(tw, length.end) or (not length.counted and is_date_next(tw, length.end)):
        return None
    entries = (hit[1].id, *((about[1].id,) if about is not None else ()), *length.entries)
    rounded = about is not None or length.mod is not None
    data = {"value": length.value, "amounts": length.amounts, "vague": length.vague, "about": rounded}
    return length.end, Atom("ago", "times.ago", entries, data)


def from_event(tw: TimeWords, v: int) -> bool:
    """Whether a length before `v` is counted from an event: from the elections, only from the downing of a drone."""
    v = _after_only(tw, v)
    if not tw.is_in(v, "of"):
        return False
    return not (tw.is_in(v + 1, "place_after_from") or find_relday(tw, v + 1) is not None)


def _after_only(tw: TimeWords, v: int) -> int:
    """The position behind "only", and behind a comma that cuts a length off from its event."""
    if tw.is_in(v, "only"):
        return v + 1
    return v + 1 if tw.norm(v) == "\u060c" and tw.is_in(v + 1, "of") else v


def find_later(tw: TimeWords, v: int) -> Found | None:
    """A length of days or more after what was told or after publication; hours are lengths, and so is what an event follows."""
    hit = tw.hit(v, "after")
    length = find_length(tw, hit[0]) if hit is not None else None
    if hit is None or length is None or length.definite or length.vague is not None or length.mod is not None:
        return None
    now = tw.hit(length.end + 1, "from_now") if tw.is_in(length.end, "of") else None
    after = _after_only(tw, length.end)
    follows = tw.is_in(after, "of") or tw.is_in(after, "on_event")
    if not set(length.amounts) <= {"D", "W", "M", "Y"} or (now is None and follows):
        return None
    if not length.counted and (length.number != "one" or tw.has_article(length.end) or is_date_next(tw, length.end)):
        return None
    data = {"value": length.value, "amounts": length.amounts, "from_now": now is not None}
    end = now[0] if now is not None else length.end
    return end, Atom("later", "times.later", (hit[1].id, *length.entries), data)
