"""Times: the lexicon proves itself, calendars keep their promises, odd text breaks nothing. Wordings: tests/corpora/times.yml."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from marsad.annotators import splitter
from marsad.annotators.calendars import (
    date_range,
    easter,
    hijri_day,
    hijri_month,
    kurdish_day,
    length_back,
    nearest_feast,
    week_value,
)
from marsad.annotators.time_words import KEYS, TimeLexicon, time_lexicon
from marsad.annotators.times import TimexMention, anchor_dates, find_times
from marsad.lexicons import load
from marsad.text.tokens import Words


@cache
def words_of(text: str) -> Words:
    return splitter()(text)


def entries(key: str) -> list[Any]:
    return [
        pytest.param(entry, example, id=f"{entry['id']}-{k}")
        for entry in load("times")["entries"]
        for k, example in enumerate(entry.get(key) or ())
    ]


def day_of(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None


@pytest.mark.parametrize(("entry", "example"), entries("examples"))
def test_example_fires_its_entry(entry: dict[str, Any], example: dict[str, Any]) -> None:
    text = example["text"]
    found = find_times(words_of(text), day_of(example["published"]))
    read = [(text[m.start : m.end], m.type, m.value, entry["id"] in m.entries) for m in found]
    assert (example["timex"], example["type"], example["value"], True) in read


@pytest.mark.parametrize(("entry", "text"), entries("not"))
def test_near_miss_does_not_fire(entry: dict[str, Any], text: str) -> None:
    found = find_times(words_of(text), date(2021, 3, 8))
    assert [text[m.start : m.end] for m in found if entry["id"] in m.entries] == []


def test_lexicon_is_closed() -> None:
    ids = [entry["id"] for entry in load("times")["entries"]]
    assert len(ids) == len(set(ids))
    assert all(set(entry) <= KEYS for entry in load("times")["entries"])
    with pytest.raises(ValueError, match="unknown keys"):
        TimeLexicon({"entries": [{"id": "x", "class": "month", "forms": ["x"], "colour": 1}]})


def test_example_values_name_days_that_exist() -> None:
    for entry in load("times")["entries"]:
        for example in entry.get("examples") or ():
            value = example["value"]
            assert value is None or value[0] not in "12" or date_range(value) is not None, (entry["id"], value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-02-15", ("2021-02-15", "2021-02-15", "day")),
        ("2021-02-15TEV", ("2021-02-15", "2021-02-15", "day")),
        ("2021-02-15T21:30", ("2021-02-15", "2021-02-15", "day")),
        ("2015-02-17T24:00", ("2015-02-18", "2015-02-18", "day")),
        ("2020-02", ("2020-02-01", "2020-02-29", "month")),
        ("2014", ("2014-01-01", "2014-12-31", "year")),
        ("2020-W07", ("2020-02-10", "2020-02-16", "week")),
        ("2018-SU", ("2018-06-01", "2018-08-31", "range")),
        ("2021-WI", ("2021-12-01", "2022-02-28", "range")),
        ("2021-H1", ("2021-01-01", "2021-06-30", "range")),
        ("2021-Q3", ("2021-07-01", "2021-09-30", "range")),
        ("2022-W39-WE", ("2022-09-30", "2022-10-02", "range")),
        ("2023-03-23/2023-04-20", ("2023-03-23", "2023-04-20", "range")),
        ("199", ("1990-01-01", "1999-12-31", "range")),
        ("19", ("1900-01-01", "1999-12-31", "range")),
    ],
)
def test_date_range(value: str, expected: tuple[str, str, str]) -> None:
    found = date_range(value)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat(), found[2]) == expected


@pytest.mark.parametrize("value", [None, "", "P3D", "PT1H", "PAST_REF", "XXXX-WXX-5", "2021-13", "2021-02-30", "2021-W60"])
def test_date_range_of_nothing(value: str | None) -> None:
    assert date_range(value) is None


def test_hijri_days_follow_umm_al_qura() -> None:
    assert hijri_day(1440, 9, 29) == date(2019, 6, 3)
    assert hijri_day(1436, 7, 11) == date(2015, 4, 30)
    assert hijri_month(1444, 9) == (date(2023, 3, 23), date(2023, 4, 20))
    assert hijri_day(1442, 13, 1) is None
    assert hijri_day(1700, 1, 1) is None


def test_easter_and_feasts() -> None:
    assert easter(2019) == date(2019, 4, 21)
    assert easter(2022, eastern=True) == date(2022, 4, 24)
    assert easter(2017) == easter(2017, eastern=True) == date(2017, 4, 16)
    assert nearest_feast("12-25", date(2019, 12, 18)) == date(2019, 12, 25)
    assert nearest_feast("hijri 10-01", date(2022, 5, 10)) == date(2022, 5, 2)
    assert nearest_feast("quds", date(2022, 5, 2)) == date(2022, 4, 29)
    assert kurdish_day(2721, "03-21", 10) == date(2021, 3, 30)
    assert week_value(date(2021, 1, 3)) == "2020-W53"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("PT48H", "2019-12-16"),
        ("P3D", "2019-12-15"),
        ("P2W", "2019-12-04"),
        ("P1M", "2019-11-18"),
        ("P1Y6M", "2018-06-18"),
        ("PXD", None),
    ],
)
def test_length_back(value: str, expected: str | None) -> None:
    assert length_back(date(2019, 12, 18), value) == day_of(expected)


def example_texts() -> list[tuple[str, Any]]:
    return [(e["text"], e["published"]) for entry in load("times")["entries"] for e in entry.get("examples") or ()]


def test_nothing_is_resolved_without_publication() -> None:
    for text, _ in example_texts():
        resolved = {(m.start, m.value) for m in find_times(words_of(text), date(2026, 7, 1))}
        for mention in find_times(words_of(text), None):
            told = mention.value is not None and mention.value[0].isdigit()
            assert not told or (mention.start, mention.value) in resolved, (text, mention)


def test_mentions_stand_in_order_and_inside_the_text() -> None:
    text = "\n\n".join(text for text, _ in example_texts())
    words = words_of(text)
    found = find_times(words, date(2021, 3, 8))
    assert len(found) > 200
    for before, after in pairwise(found):
        assert before.end <= after.start
    for mention in found:
        assert words.starts[mention.i] <= mention.start < mention.end <= words.ends[mention.j - 1]


def test_cost_is_linear() -> None:
    once = "\n".join(text for text, _ in example_texts())

    def cost(text: str) -> float:
        words = words_of(text)
        began = time.perf_counter()
        find_times(words, date(2021, 3, 8))
        return time.perf_counter() - began

    find_times(words_of(once), date(2021, 3, 8))
    assert cost(once * 8) < 30 * max(cost(once), 0.001)


def test_publication_with_an_offset_counts_by_its_own_day() -> None:
    example = next(e for entry in load("times")["entries"] if entry["id"] == "day.today" for e in entry["examples"])
    late = datetime(2021, 7, 8, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    assert [m.value for m in find_times(words_of(example["text"]), late)] == ["2021-07-08"]


def test_anchor_dates_leave_out_what_names_no_day() -> None:
    mention = TimexMention(0, 1, 0, 1, "DURATION", "P3D", None, "times.duration")
    dated = TimexMention(0, 1, 0, 1, "DATE", "2022-W30", None, "times.unit.last")
    since = TimexMention(0, 1, 0, 1, "DATE", "2020", "START", "times.boundary.start", since=True)
    last = TimexMention(0, 1, 0, 1, "DURATION", "PT48H", None, "x", begin=date(2019, 12, 16), finish=date(2019, 12, 18))
    found = [(a.start, a.end, a.precision) for a in anchor_dates([mention, dated, since, last])]
    assert found == [
        ("2022-07-25", "2022-07-31", "week"),
        ("2020-01-01", None, "range"),
        ("2019-12-16", "2019-12-18", "range"),
    ]


ODD = ("", " ", "5", "5/", "31/", "1/2/", "..", "\n", "#", "12:", "2020", "(", "2-2-2-2", "99/99/9999", "24:60")


@pytest.mark.parametrize("text", ODD)
def test_odd_text_breaks_nothing(text: str) -> None:
    find_times(words_of(text), date(2021, 3, 8))
    find_times(words_of(text), None)


FAR = (date(1, 1, 1), date(9999, 12, 31), None)


@pytest.mark.parametrize("published", FAR)
def test_no_publication_breaks_anything(published: date | None) -> None:
    for text, _ in example_texts():
        for mention in find_times(words_of(f"{text} 1442 9999999 {text}"), published):
            assert mention.value is None or date_range(mention.value) is None or published is None or mention.value[0] in "12"


def test_every_word_of_the_lexicon_alone_breaks_nothing() -> None:
    lexicon = time_lexicon()
    for forms in lexicon.sets.values():
        for form in sorted(forms):
            find_times(words_of(form), None)
            find_times(words_of(f"{form} {form}"), date(2024, 2, 29))
