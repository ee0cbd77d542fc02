"""Scores codings against gold: time expressions, places, statements, events and their slots.

Gold and codings are parsed JSON; gold mentions are `text` and `n` (1-based occurrence), coded ones `start` and `end`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from marsad.cli.agreement import CORE, SLOTS, Row, plain, same_family, same_place, same_slot, same_speaker, slots_of, stance_of

Offsets = tuple[int, int]
G = TypeVar("G")
C = TypeVar("C")
HALF = 0.5
SHOWN = 60
FIGURES = ("time span", "time value", "place", "said what", "who said it", "stance", "event", "slots")


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one measure: right ones, gold ones, coded ones."""

    right: int
    gold: int
    coded: int

    @property
    def precision(self) -> float:
        """Share of the coded ones that are right; of nothing coded, 1 only where gold has nothing either."""
        return self.right / self.coded if self.coded else float(self.gold == 0)

    @property
    def recall(self) -> float:
        """Share of the gold ones that were coded right."""
        return self.right / self.gold if self.gold else float(self.coded == 0)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was coded otherwise than gold has it; `layer` is times, places, statements or events."""

    report: str
    layer: str
    message: str


@dataclass(slots=True)
class Tally:
    """Counts over reports, and the differences met on the way."""

    reports: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def add(self, measure: str, *, right: int = 0, gold: int = 0, coded: int = 0) -> None:
        """Count for one measure."""
        for column, number in (("right", right), ("gold", gold), ("coded", coded)):
            self.counts[measure, column] += number

    def figure(self, measure: str) -> Figure:
        """The counts of one measure."""
        return Figure(*(self.counts[measure, column] for column in ("right", "gold", "coded")))

    def figures(self) -> dict[str, Figure]:
        """All measures in the order in which they are shown: layers, slots together, each slot, aggregates."""
        slots = {f"slot {name}": self.figure(f"slot {name}") for name in SLOTS}
        together = Figure(*(sum(getattr(x, column) for x in slots.values()) for column in ("right", "gold", "coded")))
        shown = {name: together if name == "slots" else self.figure(name) for name in FIGURES}
        return shown | slots | {"aggregate": self.figure("aggregate")}

    @property
    def hands_free(self) -> float | None:
        """Share of gold events with nothing to mend; None without gold events."""
        figure = self.figure("event")
        return self.counts["hands-free", "right"] / figure.gold if figure.gold else None


def find_nth(text: str, part: str, n: int = 1) -> Offsets | None:
    """Span of the `n`-th occurrence (1-based, overlapping ones count), or None."""
    start = -1
    for _ in range(n):
        start = text.find(part, start + 1)
        if start < 0:
            return None
    return start, start + len(part)


def _gold_span(gold_id: str, text: str, mention: Row) -> Offsets:
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
    spans = [_gold_span(gold["id"], gold["text"], t) for t in golds]
    pairs = match_best(spans, [_coded_span(t) for t in codeds], _overlap)
    values = 0
    for i, t in enumerate(golds):
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


def _content_span(gold_id: str, text: str, statement: Row) -> Offsets:
    start, _ = _gold_span(gold_id, text, {"text": statement["from"], "n": statement.get("n", 1)})
    last = text.find(statement["to"], start)
    if last < 0:
        raise ValueError(f"{gold_id}: expected {statement['to']!r} after {statement['from']!r} in the text")
    return start, last + len(statement["to"])


def _score_statements(tally: Tally, gold: Row, coded: Row) -> None:
    def note(message: str) -> None:
        tally.differences.append(Difference(gold["id"], "statements", message))

    golds, codeds = gold["statements"], coded.get("statements", [])
    left = [_content_span(gold["id"], gold["text"], s) for s in golds]
    right = [_coded_span(s) for s in codeds]
    pairs = {i: j for i, j in match_best(left, right, _share).items() if _share(left[i], right[j]) >= HALF}
    who = stance = 0
    for i, s in enumerate(golds):
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


def _score_events(tally: Tally, gold: Row, coded: Row) -> None:
    def note(message: str) -> None:
        tally.differences.append(Difference(gold["id"], "events", message))

    where = sentence_index(gold["text"])
    places = {p["text"]: p for p in gold["places"]}
    golds = [
        _Located(
            slots_of(e, places.get(e.get("place"))),
            frozenset(where(_gold_span(gold["id"], gold["text"], t)[0]) for t in e["triggers"]),
            e,
        )
        for e in gold["events"]
    ]
    codeds = [
        _Located(slots_of(e, e.get("place")), frozenset(where(t["start"]) for t in e["triggers"]), e)
        for e in coded.get("events", [])
    ]
    pairs = match_best(golds, codeds, _likeness)
    for i, g in enumerate(golds):
        found = codeds[pairs[i]] if i in pairs else None
        measure = "aggregate" if g.event.get("aggregate") else "event"
        tally.add(measure, right=found is not None, gold=1, coded=found is not None)
        if measure == "aggregate":
            continue
        if found is None:
            note(f"event missed {g.event['id']} {g.event['type']} {g.event['triggers'][0]['text']!r}")
        _score_slots(tally, g, found, note)
    for j in sorted(set(range(len(codeds))) - set(pairs.values())):
        extra = codeds[j]
        aggregate = bool(extra.event.get("aggregate"))
        tally.add("aggregate" if aggregate else "event", coded=1)
        if not aggregate:
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
        score_report(tally, gold, coded.get(gold["id"]))
    return tally
