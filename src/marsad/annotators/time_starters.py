"""What may begin a time expression: a finder for each class of words, the longest reading first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from marsad.annotators.time_atoms import Found, find_nth_unit, find_relday, find_unit, find_weekday
from marsad.annotators.time_clocks import find_clock, find_midnight, find_night, find_part, find_this_part
from marsad.annotators.time_dates import find_day, find_day_month_figures, find_lone_year, find_month, find_numeric
from marsad.annotators.time_distances import find_ago, find_later
from marsad.annotators.time_lengths import find_duration
from marsad.annotators.time_numerals import figure
from marsad.annotators.time_periods import (
    find_boundary,
    find_century,
    find_decade,
    find_feast,
    find_pair,
    find_portion,
    find_reference,
    find_season,
    find_two_days,
    find_weekday_of_month,
    find_weekend,
    find_year_pair,
)
from marsad.annotators.time_sets import find_set, find_weekly
from marsad.annotators.time_words import TimeWords
from marsad.text.tokens import ARTICLE

Finder = Callable[[TimeWords, int], Found | None]


def find_led_day(tw: TimeWords, v: int) -> Found | None:
    """A day after an early or late hour of it: late yesterday."""
    lead = tw.hit(v, "part_lead")
    if lead is None or not tw.is_in(lead[0] - 1, "of"):
        return None
    found = find_relday(tw, lead[0]) or find_weekday(tw, lead[0], sure=True)
    return (found[0], replace(found[1], entries=(lead[1].id, *found[1].entries))) if found is not None else None


def find_dashed_days(tw: TimeWords, v: int) -> Found | None:
    """Two days of a month with a dash: 15 - 16 March."""
    return find_two_days(tw, v) if figure(tw, v) is not None and tw.norm(v + 1) in ("-", "\u2013", "\u2014") else None


def find_figures_after_day(tw: TimeWords, v: int) -> Found | None:
    """Day and month in figures after the word day or date: on the day of 26/10."""
    return find_day_month_figures(tw, v) if tw.is_in(v - 1, "day_word") else None


_DIGITS: tuple[Finder, ...] = (
    find_numeric, find_dashed_days, find_day, find_figures_after_day, find_lone_year, find_clock, find_duration,
)  # fmt: skip
_BY_CLASS: dict[str, tuple[Finder, ...]] = {
    "pair": (find_pair,),
    "weekend": (find_weekend,),
    "for_nth": (find_nth_unit,),
    "the_day": (find_feast,),
    "nth": (find_feast, find_day),
    "eve": (find_feast,),
    "holiday": (find_feast,),
    "middle": (find_midnight,),
    "past_middle": (find_midnight,),
    "midday": (find_midnight,),
    "night": (find_night,),
    "night_same": (find_night,),
    "part_lead": (find_night, find_part, find_led_day),
    "portion": (find_portion,),
    "boundary": (find_boundary,),
    "reference": (find_reference,),
    "set": (find_set,),
    "every": (find_set,),
    "ago": (find_ago,),
    "after": (find_later,),
    "clock": (find_clock,),
    "part": (find_night, find_part),
    "ordinal": (find_day,),
    "ordinal_feminine": (find_clock, find_day),
    "cardinal": (find_duration,),
    "month": (find_month,),
    "month_word": (find_month,),
    "season": (find_season,),
    "decade": (find_decade,),
    "unit_the": (find_unit, find_century, find_duration),
    "demonstrative": (find_unit, find_season, find_this_part),
    "weekday": (find_weekly, find_weekday_of_month, find_weekday),
    "weekday_bare": (find_weekday,),
    "day_word": (find_weekly, find_weekday_of_month, find_weekday),
    "relday": (find_relday,),
    "relday_bare": (find_relday,),
    "year_pair": (find_year_pair,),
    "year_word": (find_lone_year,),
    "unit": (find_duration,),
    "units": (find_duration,),
    "few": (find_duration,),
    "fraction": (find_duration,),
    "bound": (find_duration,),
    "anniversary": (find_day,),
}


def starters(tw: TimeWords, v: int) -> list[Found]:
    """Atoms that may begin at `v`, longest first; of two as long, the one whose finder comes first."""
    hits = tw.hits(v)
    figure = tw.kinds[v] == "d"
    if not hits and not figure and tw.norms[v] != ARTICLE:
        return []
    finders: dict[Finder, None] = {}
    if figure:
        finders.update(dict.fromkeys(_DIGITS))
    elif tw.norms[v] == ARTICLE:  # the article of a figure belongs to an hour alone
        finders[find_clock] = None
    for cls in hits:
        finders.update(dict.fromkeys(_BY_CLASS.get(cls, ())))
    found = [hit for finder in finders if (hit := finder(tw, v)) is not None]
    if len(found) < 2:
        return found
    return sorted(found, key=lambda hit: (-hit[0], hit[1].kind == "duration", hit[1].kind != "weekend"))
