"""Atoms of time expressions, and those that tell a day or a period by its relation: weekdays, yesterday, last month.

A finder takes a row of time words and a position and returns `(end, atom)` or None. What stands before the position decides
only whether a word that may also be a name, a verb or a count is a time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from marsad.annotators.time_numerals import figure, number, ordinal
from marsad.annotators.time_words import Entry, TimeWords
from marsad.text.tokens import ARTICLE, LAM

_TAIL_RELATIONS = frozenset(("last", "this", "next", "same", "after", "before", "recent", "farther_last", "farther_next"))
_OPENING = frozenset('"(\u00ab\u201c\u201d')
_DATE_SIGNS = frozenset("/-:.\u2013")
_CLOSING = frozenset('")\u00bb\u201c\u201d')


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a time expression: kind, rule that read it, entries of the lexicon that it used, and its fields."""

    kind: str
    rule: str
    entries: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    def get(self, key: str) -> Any:
        """A field, or None."""
        return self.data.get(key)

    def with_data(self, **more: Any) -> Atom:
        """The same atom with more fields."""
        return replace(self, data={**self.data, **more})


Found = tuple[int, Atom]


def find_relation(tw: TimeWords, v: int) -> tuple[int, Entry] | None:
    """End and entry of an adjective of time."""
    hit = tw.hit(v, "adjective")
    return hit if hit is not None and hit[1].get("to") in _TAIL_RELATIONS else None


def find_weekday(tw: TimeWords, v: int, *, sure: bool = False) -> Found | None:
    """A weekday with its word and adjective: day Thursday last."""
    u = v + 1 if tw.is_in(v, "day_word") else v
    hit = tw.hit(u, "weekday")
    if hit is None:
        return _weekday_of_week(tw, u)
    if u == v and not sure and tw.is_in(v - 1, "weekday_head"):
        return None
    end, entry = hit
    data: dict[str, Any] = {"weekday": entry.get("number")}
    entries: tuple[str, ...] = (entry.id,)
    relation = find_relation(tw, end)
    if relation is not None:
        end, data["rel"] = relation[0], relation[1].get("to")
        entries += (relation[1].id,)
    rule = "times.weekday.relative" if relation is not None else "times.weekday"
    return end, Atom("weekday", rule, entries, data)


def _weekday_of_week(tw: TimeWords, v: int) -> Found | None:
    """A weekday in construct with its week: Tuesday of last week."""
    bare = tw.hit(v, "weekday_bare")
    week = find_unit(tw, bare[0]) if bare is not None else None
    if bare is None or week is None or week[1].get("unit") != "W" or "demonstrative" in tw.hits(bare[0]):
        return None
    data = {"weekday": bare[1].get("number"), "week": week[1].get("to")}
    return week[0], Atom("weekday", "times.weekday.of_week", (bare[1].id, *week[1].entries), data)


def find_relday(tw: TimeWords, v: int) -> Found | None:
    """Today, yesterday, tomorrow and their neighbours, unless the word is part of a name."""
    hit = tw.hit(v, "relday") or _before_weekday(tw, v)
    if hit is None or (hit[1].id == "day.today" and _is_named_today(tw, v, hit[0])):
        return None
    end, entry = hit
    if entry.get("offset") in (-1, 1) and tw.has_article(v) and tw.is_in(v - 1, "name_head"):
        return None
    if entry.id == "day.tomorrow" and end == v + 1 and _opens_as_verb(tw, v):
        return None
    return end, Atom("relday", f"times.{entry.id}", (entry.id,), {"offset": entry.get("offset")})


def _before_weekday(tw: TimeWords, v: int) -> tuple[int, Entry] | None:
    """A word that is a day only before a weekday: a morrow Thursday."""
    hit = tw.hit(v, "relday_bare")
    return hit if hit is not None and tw.hit(hit[0], "weekday") is not None else None


def _is_numbered(tw: TimeWords, v: int) -> bool:
    """Whether a figure that is no date counts the day: the day 67 of the war."""
    if figure(tw, v) is None:
        return False
    month = v + 2 if tw.is_in(v + 1, "of") else v + 1
    return not ("month" in tw.hits(month) or "month_word" in tw.hits(month) or tw.norm(v + 1) in _DATE_SIGNS)


def _opens_as_verb(tw: TimeWords, v: int) -> bool:
    """Whether tomorrow is the verb became: it opens the sentence and a definite noun that is no weekday follows."""
    opens = v == 0 or tw.norms[v - 1] in ".\n"
    return opens and not tw.has_article(v) and tw.has_article(v + 1) and tw.hit(v + 1, "weekday") is None


def _is_named_today(tw: TimeWords, v: int, end: int) -> bool:
    if (ordinal(tw, end) is not None and tw.hit(end, "weekday") is None) or tw.norm(end) == ARTICLE:
        return True
    if _is_numbered(tw, end) and (tw.is_in(v - 1, "time_preposition") or any(tw.is_in(u, "entering") for u in (v - 1, v - 2))):
        return True  # "in the day 67", and not "today 5 civilians"
    if tw.is_in(v - 1, "inside") and "weekday" not in tw.hits(end):
        return True
    if any(tw.is_in(u, "outlet_head") for u in (v - 1, v - 2)) or (tw.norm(v - 2) == LAM and tw.is_in(end, "that")):
        return True
    return tw.norm(end) in _CLOSING and tw.norm(v - 2) in _OPENING and tw.kinds[v - 1] == "a"


def find_unit(tw: TimeWords, v: int) -> Found | None:
    """A day, week, month, year told by its relation: last month, this year, the same day, the following week."""
    this = tw.hit(v, "demonstrative")
    unit = tw.hit(this[0] if this is not None else v, "unit_the")
    if unit is None:
        return None
    end, entry = unit
    if entry.get("unit") == "Y" and this is None and tw.is_in(v - 1, "general_head"):
        return None
    entries: tuple[str, ...] = (entry.id,)
    if this is not None:
        to = this[1].get("to")
        entries = (this[1].id, entry.id)
    else:
        relation = tw.hit(end, "adjective")
        if relation is None:
            return None
        end, to = relation[0], relation[1].get("to")
        entries = (entry.id, relation[1].id)
    if entry.get("unit") == "D" and (to in ("last", "this", "next", "recent")):
        return None
    if to == "recent":
        return None
    return end, Atom("unit", f"times.unit.{to}", entries, {"unit": entry.get("unit"), "to": to})


def find_bare_unit(tw: TimeWords, v: int) -> Found | None:
    """A unit of publication after a boundary: the beginning of the year, the end of the month."""
    hit = tw.hit(v, "unit_the")
    if hit is None or hit[1].get("unit") not in ("W", "M", "Y"):
        return None
    return hit[0], Atom("unit", "times.unit.this", (hit[1].id,), {"unit": hit[1].get("unit"), "to": "this"})


def find_nth_unit(tw: TimeWords, v: int) -> Found | None:
    """For the third day, for the second week: the day or week of publication."""
    hit = tw.hit(v, "for_nth")
    rank = (ordinal(tw, hit[0]) or (number(tw, hit[0]) if tw.norm(hit[0]) == ARTICLE else None)) if hit is not None else None
    if hit is None or rank is None:
        return None
    if hit[1].get("unit") == "D":
        return rank[0], Atom("relday", "times.day.nth", (hit[1].id,), {"offset": 0})
    return rank[0], Atom("unit", "times.unit.nth", (hit[1].id,), {"unit": hit[1].get("unit"), "to": "this"})
