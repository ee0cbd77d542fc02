"""The demo: codes bundled reports of several countries, prints what it found, and writes a page for each with a list of them.

`python eval/demo.py [FOLDER]`; the pages go to `demo/`.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import marsad
from marsad.cli.golds import report_of
from marsad.cli.screens import Bidi, open_screen, progress
from marsad.cli.summaries import event_values
from marsad.exports.folders import write_pages
from marsad.exports.labels import label
from marsad.record import Coding, Failure, Report

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "eval" / "gold"
OF_EACH_COUNTRY = 5
COUNTRIES = ("iq", "sd", "sy", "ye")


def read_reports() -> list[Report]:
    """Twenty bundled reports: five of each country, as published, without what a person coded in them."""
    files = [file for country in COUNTRIES for file in sorted(GOLD.glob(f"{country}-*.json"))[:OF_EACH_COUNTRY]]
    rows = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return [report_of(row) for row in rows]


def main() -> int:
    """Code, print, write."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "demo"
    reports = read_reports()
    began = time.perf_counter()
    coder = marsad.load()
    loaded = time.perf_counter()
    results: list[Coding | Failure] = []
    with progress("coding", total=len(reports)) as steps:
        for result in coder.pipe(reports):
            results.append(result)
            steps(len(results))
    coded = time.perf_counter()
    codings = [result for result in results if isinstance(result, Coding)]
    show(codings)
    index = write_pages(results, folder)
    counts = {name: sum(len(getattr(c, name)) for c in codings) for name in ("timexes", "places", "statements", "events")}
    print(f"\n{len(codings)} reports coded: {', '.join(f'{n} {name}' for name, n in counts.items())}")
    print(f"start {loaded - began:.1f} s, coding {coded - loaded:.1f} s")
    print(f"pages: {index}")
    return 0 if len(codings) == len(reports) else 1


def show(codings: list[Coding]) -> None:
    """Print each report's title and events, then how many of each type."""
    screen = open_screen(Bidi.auto)
    types: Counter[str] = Counter()
    for coding in codings:
        screen.print(f"\n{coding.id}  {coding.published}  {screen.write(coding.title or '', rtl=True)}")
        for event in coding.events:
            types[event.type] += 1
            screen.print(f"  {screen.label(label('event_types', event.type))} ({event.status})")
            for told, value in event_values(event, coding):
                screen.row(told, value, indent=6)
    print("\nevents by type")
    for name, count in types.most_common():
        print(f"  {count:3}  {label('event_types', name).en}")


if __name__ == "__main__":
    sys.exit(main())
