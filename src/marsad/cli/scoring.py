"""Scores codings against gold: time expressions, places, statements, events and their slots.

Gold and codings are parsed JSON; gold mentions are `text` and `n` (1-based occurrence), coded ones `start` and `end`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from marsad.cli.agreement import CORE, SLOTS, Row, plain, same_family, same_place, same_slot, same_speaker, slots_of, stance_of
from marsad.cli.tallies import OF_TYPE, Difference, Tally

Offsets = tuple[int, int]
G = TypeVar("G")
C = TypeVar("C")
HALF = 0.5
SHOWN = 60


def find_nth(text: str, part: str, n: int = 1) -> Offsets | None:
    """Span of the `n`-th occurrence (1-based, overlapping ones count), or None."""
    start = -1
    for _ in range(n):
        start = text.find(part, start + 1)
        if start < 0:
            return None
    return start, start + len(part)


def gold_span(gold_id: str, text: str, mention: Row) -> Offsets:
    """Offsets of a gold mention. ValueError naming the report where the text does not have its words."""
    span = find_nth(text, mention["text"], mention.get("n", 1))
    if span is None:
        raise ValueError(f"{gold_id}: expected {mention['text']!r} (n={mention.get('n', 1)}) in the text")
    return span


def _coded_span(mention: Row) -> Offsets:
    return mention["start"], mention["end"]


def _overlap(a: Offsets, b: Offsets) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _share(a: Offsets, b: Offsets) -> float:
    common = _overlap(a, b)
    return common / (a[1] - a[0] + b[1] - b[0] - common) if common else 0.0


def match_best(golds: Sequence[G], codeds: Sequence[C], similarity: Callable[[G, C], float]) -> dict[int, int]:
    """Pairs of indices, formed best first; nothing similar stays alone."""
    scored = [(s, i, j) for i, g in enumerate(golds) for j, c in enumerate(codeds) if (s := similarity(g, c)) > 0]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _score_times(tally: Tally, gold: Row, coded: Row) -> None:
    def note(message: str) -> None:
        tally.differences.append(Difference(gold["id"], "times", message))

    golds, codeds = gold["timexes"], coded.get("timexes", [])
    spans = [gold_span(gold["id"], gold["text"], t) for t in golds]
    pairs = match_best(spans, [_coded_span(t) for t in codeds], _overlap)
    values = 0
    for i, t in enumerate(golds):
        tally.break_down("time", t["type"], right=i in pairs and t["value"] == codeds[pairs[i]]["value"])
        if i not in pairs:
            note(f"time missed {t['text']!r} {t['value']}")
        elif t["value"] == codeds[pairs[i]]["value"]:
            values += 1
        else:
            note(f"time {t['text']!r}: {codeds[pairs[i]]['value']} for {t['value']}")
    for j in sorted(set(range(len(codeds))) - set(pairs.values())):
        note(f"time extra {codeds[j]['text']!r}")
    tally.add("time span", right=len(pairs), gold=len(golds), coded=len(codeds))
    tally.add("time value", right=values, gold=len(golds), coded=len(codeds))


def _score_places(tally: Tally, gold: Row, coded: Row) -> None:
    def note(message: str) -> None:
        tally.differences.append(Difference(gold["id"], "places", message))

    names = {plain(p["text"]): p for p in gold["places"]}
    spans = {name: [m.span() for m in re.finditer(re.escape(p["text"]), gold["text"])] for name, p in names.items()}
    under: dict[str, list[Row]] = {}
    extra: dict[str, None] = {}
    for place in coded.get("places", []):
        at = _coded_span(place)
        near = [(_share(s, at), name) for name, ss in spans.items() for s in ss if _overlap(s, at)]
        if near:
            under.setdefault(max(near)[1], []).append(place)
        else:
            extra[plain(place["text"])] = None
    right = 0
    for name, p in names.items():
        tally.break_down("place", p["kind"], right=any(same_place(p, c) for c in under.get(name, ())))
        if name not in under:
            note(f"place missed {p['text']!r}")
        elif any(same_place(p, c) for c in under[name]):
            right += 1
        else:
            c = under[name][0]
            note(f"place {p['text']!r}: {c.get('name')} {c.get('lat')},{c.get('lon')} for {p['name']} {p['lat']},{p['lon']}")
    for name in extra:
        note(f"place extra {name!r}")
    tally.add("place", right=right, gold=len(names), coded=len(under) + len(extra))


def content_span(gold_id: str, text: str, statement: Row) -> Offsets:
    """Offsets of the content of a gold statement. Errors as for `gold_span`."""
    start, _ = gold_span(gold_id, text, {"text": statement["from"], "n": statement.get("n", 1)})
    last = text.find(statement["to"], start)
    if last < 0:
        raise ValueError(f"{gold_id}: expected {statement['to']!r} after {statement['from']!r} in the text")
    return start, last + len(statement["to"])


def _score_statements(tally: Tally, gold: Row, coded: Row) -> None:
    def note(message: str) -> None:
        tally.differences.append(Difference(gold["id"], "statements", message))

    golds, codeds = gold["statements"], coded.get("statements", [])
    left = [content_span(gold["id"], gold["text"], s) for s in golds]
    right = [_coded_span(s) for s in codeds]
    pairs = {i: j for i, j in match_best(left, right, _share).items() if _share(left[i], right[j]) >= HALF}
    who = stance = 0
    for i, s in enumerate(golds):
        tally.break_down("form", s["form"], right=i in pairs)
        tally.break_down(
            "stance", s["stance"], right=i in pairs and stance_of(s["stance"]) == stance_of(codeds[pairs[i]].get("stance"))
        )
        if i not in pairs:
            note(f"statement missed {s['from']!r}")
            continue
        c = codeds[pairs[i]]
        if same_speaker(s["speaker"], c.get("speaker")):
            who += 1
        else:
            note(f"speaker of {s['from']!r}: {c.get('speaker')} for {s['speaker']}")
        if stance_of(s["stance"]) == stance_of(c.get("stance")):
            stance += 1
        else:
            note(f"stance of {s['from']!r}: {c.get('stance')} for {s['stance']}")
    for j in sorted(set(range(len(codeds))) - set(pairs.values())):
        note(f"statement extra {gold['text'][slice(*right[j])][:SHOWN]!r}")
    for measure, number in (("said what", len(pairs)), ("who said it", who), ("stance", stance)):
        tally.add(measure, right=number, gold=len(golds), coded=len(codeds))


def sentence_index(text: str) -> Callable[[int], int]:
    """Tells the number of the sentence in which a code point stands."""
    ends = [m.end() for m in re.finditer("[.!\u061f?\u2026]+[\u00bb\u201d\"')\\]]*\\s+|\n+", text)]
    return lambda at: bisect_right(ends, at)


@dataclass(frozen=True, slots=True)
class _Located:
    slots: Row
    sentences: frozenset[int]
    event: Row


def _likeness(gold: _Located, coded: _Located) -> float:
    if not same_family(gold.event["type"], coded.event["type"]) or not gold.sentences & coded.sentences:
        return 0
    equal = sum(same_slot(name, gold.slots[name], coded.slots[name]) for name in SLOTS)
    return 1 + equal + (bool(gold.event.get("aggregate")) == bool(coded.event.get("aggregate")))


def _shown(value: object) -> object:
    if isinstance(value, dict):
        return value.get("text")
    if isinstance(value, list):
        return [row.get("text") or row.get("actor") for row in value]
    return value


def _score_slots(tally: Tally, gold: _Located, coded: _Located | None, note: Callable[[str], None]) -> None:
    mended = coded is None
    for name in SLOTS:
        value, other = gold.slots[name], coded.slots[name] if coded else None
        right = coded is not None and same_slot(name, value, other)
        tally.add(f"slot {name}", right=right and value is not None, gold=value is not None, coded=other is not None)
        if coded is not None and not right:
            mended = mended or name in CORE
            note(f"{gold.event['id']} {gold.event['type']} {name}: {_shown(other)} for {_shown(value)}")
    tally.add("hands-free", right=not mended)


def _locate(gold: Row, coded: Row) -> tuple[list[_Located], list[_Located]]:
    where = sentence_index(gold["text"])
    places = {p["text"]: p for p in gold["places"]}
    golds = [
        _Located(
            slots_of(e, places.get(e.get("place"))),
            frozenset(where(gold_span(gold["id"], gold["text"], t)[0]) for t in e["triggers"]),
            e,
        )
        for e in gold["events"]
    ]
    codeds = [
        _Located(slots_of(e, e.get("place")), frozenset(where(t["start"]) for t in e["triggers"]), e)
        for e in coded.get("events", [])
    ]
    return golds, codeds


def match_events(gold: Row, coded: Row) -> dict[int, int]:
    """Indices of the gold events of a report and of the coded ones that they are paired with."""
    return match_best(*_locate(gold, coded), _likeness)


def _score_events(tally: Tally, gold: Row, coded: Row) -> None:
    def note(message: str) -> None:
        tally.differences.append(Difference(gold["id"], "events", message))

    golds, codeds = _locate(gold, coded)
    pairs = match_best(golds, codeds, _likeness)
    for i, g in enumerate(golds):
        found = codeds[pairs[i]] if i in pairs else None
        measure = "aggregate" if g.event.get("aggregate") else "event"
        tally.add(measure, right=found is not None, gold=1, coded=found is not None)
        if measure == "aggregate":
            continue
        tally.add(f"{OF_TYPE}{g.event['type']}", right=found is not None, gold=1, coded=found is not None)
        tally.break_down("status", g.event["status"], right=found is not None and found.event["status"] == g.event["status"])
        tally.break_down("date", g.event["date_precision"], right=found is not None and found.slots["date"] == g.slots["date"])
        if found is None:
            note(f"event missed {g.event['id']} {g.event['type']} {g.event['triggers'][0]['text']!r}")
        _score_slots(tally, g, found, note)
    for j in sorted(set(range(len(codeds))) - set(pairs.values())):
        extra = codeds[j]
        aggregate = bool(extra.event.get("aggregate"))
        tally.add("aggregate" if aggregate else "event", coded=1)
        if not aggregate:
            tally.add(f"{OF_TYPE}{extra.event['type']}", coded=1)
            note(f"event extra {extra.event['type']} {extra.event['triggers'][0].get('text')!r}")
            for name in SLOTS:
                tally.add(f"slot {name}", coded=extra.slots[name] is not None)


def score_report(tally: Tally, gold: Row, coded: Row | None) -> None:
    """Count one report into `tally`; an uncoded report counts as coded with nothing."""
    tally.reports += 1
    if coded is None:
        tally.differences.append(Difference(gold["id"], "report", "not coded"))
    for layer in (_score_times, _score_places, _score_statements, _score_events):
        layer(tally, gold, coded or {})


def score_reports(golds: Iterable[Row], coded: Mapping[str, Row]) -> Tally:
    """Score codings (by report id) against gold. ValueError where gold names words that its text does not have."""
    tally = Tally()
    for gold in golds:
        part = Tally()
        score_report(part, gold, coded.get(gold["id"]))
        tally.take(part)
    return tally
