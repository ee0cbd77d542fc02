"""How far two labellers of the same reports agree: `python eval/agreement.py [FIRST SECOND]`, two folders of gold.

Reports that both hold are scored as if the second labeller were the coder. By default `eval/unseen` and the blind second
coding of twelve of its reports in `eval/second`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from marsad.cli.evaluate import figure_lines
from marsad.cli.golds import need_golds
from marsad.cli.scoring import content_span, gold_span, score_reports

ROOT = Path(__file__).resolve().parent
Row = dict[str, Any]


def as_coded(gold: Row) -> Row:
    """A gold report as the scorer wants a coding: every mention with its offsets, the place of an event as an object."""
    name, text = gold["id"], gold["text"]

    def spanned(mention: Row) -> Row:
        start, end = gold_span(name, text, mention)
        return {**mention, "start": start, "end": end}

    places = {p["text"]: spanned(p) for p in gold["places"]}
    statements = []
    for statement in gold["statements"]:
        start, end = content_span(name, text, statement)
        statements.append({**statement, "start": start, "end": end})
    events = [
        {**event, "triggers": [spanned(t) for t in event["triggers"]], "place": places.get(event.get("place"))}
        for event in gold["events"]
    ]
    timexes = [spanned(t) for t in gold["timexes"]]
    return {"id": name, "timexes": timexes, "places": list(places.values()), "statements": statements, "events": events}


def read_folder(folder: Path) -> dict[str, Row]:
    """Gold reports by id. BadGold where a file of the folder cannot be used."""
    return {row["id"]: row for row in need_golds(folder)}


def main() -> None:
    """Read, score, print."""
    first, second = (read_folder(Path(argument)) for argument in (sys.argv[1:] or (ROOT / "unseen", ROOT / "second")))
    both = sorted(first.keys() & second.keys())
    tally = score_reports([first[name] for name in both], {name: as_coded(second[name]) for name in both})
    print("\n".join(figure_lines(tally, intervals=True)))


if __name__ == "__main__":
    main()
