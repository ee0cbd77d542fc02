"""Times beside the expressions of Recognizers-Text and Duckling, with `dateparser` on the same rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from external_rows import Overlaps, Row, Span, Table, coder, covering, read_rows

from marsad.annotators.calendars import make_day, week_value
from marsad.annotators.times import find_times
from marsad.text.tokens import words_of

_SECONDS = {"Y": 31_536_000, "M": 2_592_000, "W": 604_800, "D": 86_400, "TH": 3600, "TM": 60, "TS": 1}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)([YMWDHS])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_OTHERS = re.compile(r"XXXX(?!-WXX)|-\d\d-W|^0001|^\(|/")  # unresolved, weeks of a month, no date at all, stretches
_MOMENTS = ("date", "datetime", "time")

Reading = tuple[Span, str | None]


@dataclass
class Values:
    """Values right, wrong and left empty. `turned`: right but for the way in time (the Friday before, not the one after)."""

    of: int = 0
    right: int = 0
    turned: int = 0
    given: int = 0
    wrong: list[str] = field(default_factory=list)


def seconds_of(length: str) -> float | None:
    """Seconds of an ISO 8601 length, with months of 30 days; None for what is none."""
    if not length.startswith("P") or "X" in length:
        return None
    days, _, time = length[1:].partition("T")
    total = sum(float(n) * _SECONDS[unit] for n, unit in _LENGTH.findall(days))
    return total + sum(float(n) * _SECONDS["T" + unit] for n, unit in _LENGTH.findall(time))


def answers(timex: Row) -> frozenset[str]:
    """Values that count as right, in our writing; empty where the conventions do not meet (stretches, unresolved rows)."""
    value = timex.get("value") or ""
    told = [timex[way] for way in ("past", "future") if timex.get(way)] or [
        {r["type"]: r["value"]}
        for r in timex.get("resolutions", ())
        if "value" in r and r["type"] in ("date", "datetime", "time")
    ]
    found = frozenset(answer for answer in map(_written, told) if answer and not _OTHERS.search(answer))
    if found:
        return found
    if not value or _OTHERS.search(value) or timex["type"] in ("TIMERANGE", "DATETIMERANGE"):
        return frozenset()
    return frozenset({value[:16] if "T" in value and not value.startswith("P") else value})


def _written(answer: dict[str, str]) -> str:
    for key, text in answer.items():
        if key == "date":
            return text
        if key.lower() == "datetime":
            return text[:16].replace(" ", "T")
        if key == "time":
            return f"T{text[:5]}"
    return ""


def agrees(value: str | None, right: frozenset[str]) -> bool:
    """Whether a value of ours is one of theirs: lengths by their seconds, times without a day by the time alone."""
    if value is None:
        return False
    if value in right:
        return True
    length = seconds_of(value)
    if length is not None:
        return any(seconds_of(r) == length for r in right)
    time = value[value.find("T") :] if "T" in value else None
    midnight = "T00:00" if time == "T24:00" else time
    return any(r.startswith("T") and (midnight == r or midnight == f"{r}:00") for r in right)


def is_turned(value: str | None, right: frozenset[str]) -> bool:
    """Whether a value is right but for the way in time: the same weekday a week off, the same day or month a year off."""
    if value is None:
        return False
    day, _, time = value.partition("T")
    for r in right:
        other, _, other_time = r.partition("T")
        if time != other_time or len(day) != len(other) or not (day[:4].isdigit() and other[:4].isdigit()):
            continue
        if len(day) == 7 and day[4:] == other[4:] and abs(int(day[:4]) - int(other[:4])) == 1 and "W" not in day:
            return True
        if _DAY.match(day) and _DAY.match(other) and _is_one_turn(_day(day), _day(other)):
            return True
    return False


def _day(text: str) -> date | None:
    """The day of an ISO date, or None where the calendar has none such (their lists hold a 31 June)."""
    return make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))


def _is_one_turn(a: date | None, b: date | None) -> bool:
    if a is None or b is None:
        return False
    return abs((a - b).days) == 7 or (make_day(b.year, a.month, a.day) == b and abs(a.year - b.year) == 1)


def read_ours(row: Row) -> list[Reading]:
    """Our expressions of a row with their values."""
    dct = row.get("dct")
    published = datetime.fromisoformat(dct) if dct else None
    words = words_of(coder().nlp.make_doc(row["text"]))
    return [((t.start, t.end), t.value) for t in find_times(words, published)]


def read_peer(row: Row) -> list[tuple[Span, datetime]]:
    """Expressions that dateparser finds in a row, with their moments."""
    from dateparser.search import search_dates

    dct, text = row.get("dct"), row["text"]
    settings: dict[str, Any] = {"RELATIVE_BASE": datetime.fromisoformat(dct)} if dct else {}
    found, at = [], 0
    for part, moment in search_dates(text, languages=["ar"], settings=settings) or ():
        start = text.find(part, at)
        if start >= 0:
            at = start + len(part)
            found.append(((start, at), moment))
    return found


def as_written(moment: datetime, right: frozenset[str]) -> str:
    """A moment in the writing of an answer, so that a month is not asked for its day."""
    shape = next(iter(sorted(right)))
    if shape.startswith("T"):
        return moment.strftime("T%H:%M")
    if "W" in shape and "T" not in shape:
        return week_value(moment.date())
    whole = moment.strftime("%Y-%m-%dT%H:%M")
    return whole[: len(shape)] if not shape.startswith("P") else whole


def measure_times(folder: Path) -> Table:
    """Spans and values, ours and dateparser's."""
    rows = read_rows(folder / "time" / "time_dev.jsonl")
    table = Table("times: Recognizers-Text and Duckling, sentences to an assistant, translated")
    spans, peers = Overlaps(), Overlaps()
    sets = {name: (Values(), Values()) for name in ("Recognizers-Text, verified", "Duckling")}
    for row in rows:
        gold = [(t["start"], t["end"]) for t in row["timexes"]]
        ours, peer = read_ours(row), read_peer(row)
        spans.add(gold, [span for span, _ in ours])
        peers.add(gold, [span for span, _ in peer])
        table.wrong += [f"missed  {row['text'][a:b]}" for a, b in gold if covering((a, b), (s for s, _ in ours)) is None]
        name = "Duckling" if row["source"] == "duckling" else "Recognizers-Text, verified" if row.get("verified") else None
        if name is not None and row.get("dct"):
            _count_values(row, ours, peer, *sets[name])
    table.spans("span", spans)
    table.spans("span, dateparser", peers)
    table.lines.append(f"ratio of F1 to dateparser {_f1(spans) / max(_f1(peers), 1e-9):.2f}")
    for name, (mine, other) in sets.items():
        table.share(f"value, {name}", mine.right, mine.of)
        table.share("  the same, either way in time", mine.right + mine.turned, mine.of)
        table.share("  of the values given", mine.right + mine.turned, mine.given)
        table.share("  dateparser, either way in time", other.right + other.turned, other.of)
        table.share("  dateparser, of the values given", other.right + other.turned, other.given)
        table.lines.append(f"  ratio to dateparser {(mine.right + mine.turned) / max(other.right + other.turned, 1):.2f}")
        table.wrong += mine.wrong
    return table


def _f1(c: Overlaps) -> float:
    return 2 * c.precision * c.recall / (c.precision + c.recall) if c.precision + c.recall else 0.0


def _count_values(row: Row, ours: list[Reading], peer: list[tuple[Span, datetime]], mine: Values, other: Values) -> None:
    for timex in row["timexes"]:
        right = answers(timex)
        if not right:
            continue
        span = (timex["start"], timex["end"])
        best = covering(span, (s for s, _ in ours))
        value = next((v for s, v in ours if s == best), None)
        _count(mine, value, right)
        if not agrees(value, right) and not is_turned(value, right):
            mine.wrong.append(f"value   {row['text']} | {timex['text']}: {value}, not {' or '.join(sorted(right))}")
        found = covering(span, (s for s, _ in peer))
        moment = next((m for s, m in peer if s == found), None)
        _count(other, as_written(moment, right) if moment is not None else None, right)


def _count(values: Values, value: str | None, right: frozenset[str]) -> None:
    values.of += 1
    values.given += value is not None
    if agrees(value, right):
        values.right += 1
    elif is_turned(value, right):
        values.turned += 1
