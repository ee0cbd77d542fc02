"""How fast, how large, how steep: the coder on the bundled reports, beside `dateparser.search` on the same reports.

`python bench/coder.py [--reports 2000] [--seconds 30] [--json] [--check]`. One process; every part in an interpreter of its own.
`--seconds` bounds the time that dateparser gets; it is measured on as many of the same reports as it reads in that time.
`--check` fails where a promise is broken: 80 reports a second, start under 1.5 s, under 500 MB, ten times the text for at most
twelve times the time.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent.parent / "eval" / "gold"
STARTS = 5
TIMES_LONGER = (1, 2, 4, 8, 10, 16, 32)
BASE_CHARACTERS = 1500
ROUNDS = 3
PROMISES = {"reports_per_second": 80.0, "start_seconds": 1.5, "peak_megabytes": 500.0, "ten_times_longer": 12.0}
START = "import time; began = time.perf_counter(); import marsad; coder = marsad.load(); print(time.perf_counter() - began)"


def read_reports(number: int) -> list[dict[str, Any]]:
    """The bundled reports in turn, so many of them."""
    rows = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(GOLD.glob("*.json"))]
    return [rows[k % len(rows)] for k in range(number)]


def measure_coding(number: int) -> dict[str, float]:
    """Reports a second in one process, the longest of them, and the process's peak memory."""
    import marsad
    from marsad.cli.golds import report_of

    coder = marsad.load()
    rows = read_reports(number)
    reports = [report_of(row) for row in rows]
    spans = []
    began = time.perf_counter()
    for report in reports:
        start = time.perf_counter()
        coder.code_report(report)
        spans.append(time.perf_counter() - start)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = sum(len(report.text.split()) for report in reports) / number
    return {
        "reports_per_second": number / took,
        "median_milliseconds": 1000 * statistics.median(spans),
        "longest_milliseconds": 1000 * max(spans),
        "words_per_report": words,
        "peak_megabytes": peak,
    }


def measure_growth() -> dict[str, float]:
    """Seconds for a text so many times longer, the best of three; the texts are reports one after another."""
    import marsad

    coder = marsad.load()
    whole = "\n\n".join(row["text"] for row in read_reports(200))
    coder.code(whole[:BASE_CHARACTERS], published="2021-03-07")
    took = {}
    for times in TIMES_LONGER:
        text = whole[: BASE_CHARACTERS * times]
        rounds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            coder.code(text, published="2021-03-07")
            rounds.append(time.perf_counter() - began)
        took[str(times)] = min(rounds)
    return took


def measure_dateparser(number: int, seconds: float) -> dict[str, float]:
    """Reports a second of dateparser's search for dates in Arabic, on the first reports that fit into the time."""
    from dateparser.search import search_dates

    rows = read_reports(number)
    search_dates(rows[0]["text"], languages=["ar"])
    done = found = 0
    began = time.perf_counter()
    while done < len(rows) and time.perf_counter() - began < seconds:
        found += len(search_dates(rows[done]["text"], languages=["ar"]) or [])
        done += 1
    return {"reports": done, "reports_per_second": done / (time.perf_counter() - began), "found_per_report": found / done}


def measure_start() -> float:
    """Seconds from a new interpreter's first line to a coder that is ready, the median of five."""
    runs = [subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True) for _ in range(STARTS)]
    return statistics.median(float(run.stdout) for run in runs)


def apart(part: str, *arguments: object) -> Any:
    """The result of one part, measured in an interpreter of its own."""
    command = [sys.executable, __file__, "--part", part, *map(str, arguments)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def measure(number: int, seconds: float) -> dict[str, Any]:
    """Everything, one after another."""
    bounds = ("--reports", number, "--seconds", seconds)
    growth = apart("growth", *bounds)
    return {
        "coding": apart("coding", *bounds),
        "start_seconds": measure_start(),
        "growth": growth,
        "ten_times_longer": growth["10"] / growth["1"],
        "dateparser": apart("dateparser", *bounds),
    }


def lines_of(found: dict[str, Any], number: int) -> list[str]:
    """The printed table."""
    coding, other = found["coding"], found["dateparser"]
    ratio = coding["reports_per_second"] / other["reports_per_second"]
    rows = [
        ("reports", f"{number:,}, {coding['words_per_report']:.0f} words each"),
        ("marsad, all layers", f"{coding['reports_per_second']:.1f} reports a second"),
        ("  a report", f"{coding['median_milliseconds']:.1f} ms at the median, {coding['longest_milliseconds']:.1f} ms at most"),
        ("dateparser, dates only", f"{other['reports_per_second']:.2f} reports a second, on {other['reports']:,} of the same"),
        ("ratio", f"{ratio:.1f} times as fast"),
        ("start", f"{found['start_seconds']:.2f} s"),
        ("peak memory", f"{coding['peak_megabytes']:.0f} MB"),
    ]
    first = found["growth"]["1"]
    rows += [
        (f"text of {BASE_CHARACTERS * int(n):,}", f"{1000 * s:7.1f} ms  {s / first:5.1f} times for {n} times")
        for n, s in found["growth"].items()
    ]
    return [f"{name:26} {value}" for name, value in rows]


def broken_promises(found: dict[str, Any]) -> list[str]:
    """Promises that these measurements do not keep."""
    values = {**found["coding"], "start_seconds": found["start_seconds"], "ten_times_longer": found["ten_times_longer"]}
    least = {"reports_per_second"}
    return [
        f"{name}: expected {'at least' if name in least else 'at most'} {bound:g}, got {values[name]:.2f}"
        for name, bound in PROMISES.items()
        if (values[name] < bound if name in least else values[name] > bound)
    ]


def main() -> int:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--reports", type=int, default=2000)
    ap.add_argument("--seconds", type=float, default=30.0)
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--check", action="store_true", help="exit 1 where a promise is broken")
    ap.add_argument("--part", choices=("coding", "growth", "dateparser"), help=argparse.SUPPRESS)
    a = ap.parse_args()
    if a.part is not None:
        parts: dict[str, Callable[[], Any]] = {
            "coding": lambda: measure_coding(a.reports),
            "growth": measure_growth,
            "dateparser": lambda: measure_dateparser(a.reports, a.seconds),
        }
        print(json.dumps(parts[a.part]()))
        return 0
    found = measure(a.reports, a.seconds)
    print(json.dumps(found, indent=1) if a.json else "\n".join(lines_of(found, a.reports)))
    broken = broken_promises(found)
    for promise in broken:
        print(f"broken promise: {promise}", file=sys.stderr)
    return 1 if broken and a.check else 0


if __name__ == "__main__":
    sys.exit(main())
