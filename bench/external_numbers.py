"""Numbers beside those of Recognizers-Text and Duckling, with `dateparser`, as far as it reads numbers of days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from external_rows import Overlaps, Row, Table, coder, overlaps, read_rows

from marsad.annotators.numbers import find_numbers
from marsad.annotators.time_words import time_lexicon
from marsad.text.numbers import Number
from marsad.text.tokens import words_of

_WHOLE = re.compile(r"\d+$")
_BETWEEN = re.compile(r"([\[(])(-?\d+)?,(-?\d+)?([\])])$")
_BASE = datetime(2020, 1, 1)
_MOST_DAYS = 3000

Bounds = tuple[int | None, int | None]


def bounds_of(number: Row) -> frozenset[Bounds]:
    """Inclusive bounds that count as right; empty where the conventions do not meet (decimals, negatives, the next, the last)."""
    value = number["value"].removesuffix("%")
    if number["type"] in ("number", "ordinal", "percentage") and _WHOLE.match(value):
        return frozenset({(int(value), int(value))})
    between = _BETWEEN.match(value)
    if between is None or number["type"] != "numberrange":
        return frozenset()
    left, low, high, right = between.groups()
    least = int(low) + (left == "(") if low else None
    most = int(high) - (right == ")") if high else None
    closed = (int(low), int(high)) if low and high else (least, most)
    return frozenset({(least, most), closed})


def is_right(number: Row, found: list[Number]) -> bool:
    """Whether a number of ours at that place has these bounds."""
    right = bounds_of(number)
    here = [n for n in found if overlaps((n.start, n.end), (number["start"], number["end"]))]
    return any((n.low, n.high) in right for n in here)


def peer_reads(number: str, value: int) -> bool:
    """Whether dateparser counts so many days back from `N days ago` in Arabic, the one place where it reads numbers."""
    import dateparser

    ago, day = min(time_lexicon().words("ago"), key=len), _day_word()
    moment = dateparser.parse(f"{ago} {number} {day}", languages=["ar"], settings={"RELATIVE_BASE": _BASE})
    return moment is not None and moment.date() == (_BASE - timedelta(value)).date()


def _day_word() -> str:
    """The shortest word for a day after a number."""
    phrases = time_lexicon().phrases
    words = [
        w for w in time_lexicon().words("unit") if any(e.get("unit") == "D" for _, hits in phrases.matches([w], 0) for e in hits)
    ]
    return min(words, key=lambda w: (len(w), w))


def measure_numbers(folder: Path) -> Table:
    """Spans, values by type, and dateparser on whole numbers of days."""
    rows = read_rows(folder / "numbers" / "numbers_dev.jsonl")
    table = Table("numbers: Recognizers-Text and Duckling")
    spans = Overlaps()
    right: dict[str, list[bool]] = {}
    days: list[tuple[bool, bool]] = []
    outside = 0
    for row in rows:
        found = find_numbers(words_of(coder().nlp.make_doc(row["text"])))
        spans.add([(n["start"], n["end"]) for n in row["numbers"]], [(n.start, n.end) for n in found])
        for number in row["numbers"]:
            if not bounds_of(number):
                outside += 1
                continue
            ok = is_right(number, found)
            right.setdefault(number["type"], []).append(ok)
            if not ok:
                shown = [(row["text"][n.start : n.end], n.low, n.high) for n in found]
                table.wrong.append(f"{row['text']} | {number['text']}: {number['value']}, ours {shown}")
            if number["type"] == "number" and 0 < int(number["value"]) <= _MOST_DAYS:
                days.append((ok, peer_reads(number["text"], int(number["value"]))))
    table.spans("span", spans)
    for kind, marks in right.items():
        table.share(f"value, {kind}", sum(marks), len(marks))
    table.share("value, all that our bounds can hold", sum(map(sum, right.values())), sum(map(len, right.values())))
    table.lines.append(f"outside our convention (decimals, negatives, next and last): {outside}")
    mine, other = sum(a for a, _ in days), sum(b for _, b in days)
    table.share(f"whole numbers to {_MOST_DAYS}", mine, len(days))
    table.share("  dateparser, as a number of days", other, len(days))
    table.lines.append(f"  ratio to dateparser {mine / max(other, 1):.2f}")
    return table
