"""Gold files: reports coded by hand, read strictly, so that a slip of the pen does not count as a disagreement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.cli.scoring import find_nth

if TYPE_CHECKING:
    from marsad.record import Report

Row = dict[str, Any]

REPORT = frozenset(
    ("id", "origin", "outlet", "url", "title", "published", "text", "hashtags", "timexes", "places", "statements", "events",
     "labeller", "layers", "wire_of")
)  # fmt: skip
NEEDED = ("id", "text", "timexes", "places", "statements", "events")
MENTION = frozenset(("text", "n"))
INSIDE = {
    "timexes": MENTION | {"type", "value"},
    "places": MENTION | {"name", "country", "admin1", "lat", "lon", "kind"},
    "statements": frozenset(("id", "speaker", "from", "to", "n", "form", "stance", "cue", "medium")),
    "events": frozenset(
        ("id", "incident", "type", "triggers", "status", "aggregate", "date_start", "date_end", "date_precision", "place",
         "actors", "targets", "weapons", "munitions", "killed", "injured", "abducted", "arrested", "breakdown", "responsibility",
         "sources")
    ),
}  # fmt: skip


class BadGold(ValueError):
    """A gold file that cannot be measured against; the message names it and says what was expected."""


def report_of(row: Row) -> Report:
    """The report of a gold row, without what a person coded in it."""
    from marsad.record import Report

    return Report.model_validate({key: row.get(key) for key in Report.model_fields})


def read_golds(path: Path) -> Iterator[Row | BadGold]:
    """Gold reports of a file or of a folder and its subfolders, in order of their names; without a text they are left out."""
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    for file in files:
        try:
            gold = json.loads(file.read_text(encoding="utf-8"))
            if isinstance(gold, dict) and "text" in gold and not gold["text"]:
                continue
            fault = next(_faults(gold), None)
        except (OSError, ValueError, RecursionError) as err:
            fault = f"expected JSON, got {err}"
        yield BadGold(f"{file}: {fault}") if fault else gold


def need_golds(path: Path) -> Iterator[Row]:
    """Gold reports as `read_golds` gives them; BadGold at the first that cannot be measured against."""
    for row in read_golds(path):
        if isinstance(row, BadGold):
            raise row
        yield row


def _faults(gold: Any) -> Iterator[str]:
    if not isinstance(gold, dict):
        yield f"expected a JSON object, got {type(gold).__name__}"
        return
    missing = [key for key in NEEDED if key not in gold]
    if missing:
        yield f"expected the fields {', '.join(missing)}, found none"
        return
    yield from _unknown(gold, REPORT, "the report")
    for layer, known in INSIDE.items():
        for row in gold[layer]:
            yield from _unknown(row, known, layer)
    yield from _lost(gold)


def _unknown(row: Row, known: frozenset[str], where: str) -> Iterator[str]:
    unknown = sorted(set(row) - known)
    if unknown:
        yield f"expected the fields of the guidelines in {where}, got the unknown {', '.join(map(repr, unknown))}"


def _lost(gold: Row) -> Iterator[str]:
    """Mentions that the text does not have."""
    text = gold["text"]
    mentions = [*gold["timexes"], *gold["places"], *(t for e in gold["events"] for t in e["triggers"])]
    for m in mentions:
        if find_nth(text, m["text"], m.get("n", 1)) is None:
            yield f"expected {m['text']!r} (n={m.get('n', 1)}) in the text"
    for s in gold["statements"]:
        start = find_nth(text, s["from"], s.get("n", 1))
        if start is None or text.find(s["to"], start[0]) < 0:
            yield f"expected {s['from']!r} … {s['to']!r} in the text"
