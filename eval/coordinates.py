"""Checks the coordinates of our places against reference gazetteers: `python eval/coordinates.py [FOLDER] [--far]`.

FOLDER holds `gazetteer_full.csv.gz` and `libya_places_osm.csv` (the default is `../shared/data/places`; without it nothing is
checked). A place agrees when the reference has the same name in the same country within 10 or 25 km; divisions within 60 km,
since centre and seat differ. Exit code 1 when fewer than 95 of 100 comparable places agree within the wider limit.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from marsad.cli.agreement import distance_km
from marsad.lexicons.gazetteer_keys import key_of
from marsad.lexicons.gazetteer_tables import Row, read_entries
from marsad.text.tokens import ARTICLE

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "places"
FLOOR = 0.95
WIDE = {"admin1": 120.0, "admin2": 60.0, "natural": 120.0, "country": 600.0}
Point = tuple[float, float]


def plain(name: str) -> str:
    """A name for comparison: folded, without articles and spaces."""
    return "".join(word.removeprefix(ARTICLE) if len(word) > 4 else word for word in key_of(name))


def read_reference(folder: Path) -> dict[tuple[str, str], list[Point]]:
    """Points of each name by country."""
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in _rows(folder):
        for name in (row["name_ar"], *(row.get("alt_ar") or "").split("|")):
            if name:
                points[row["country"], plain(name)].append((float(row["lat"]), float(row["lon"])))
    return points


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv*")):
        if path.name.startswith(("gazetteer_full", "libya_places")):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield from csv.DictReader(io.StringIO(data.decode("utf-8")))


def nearest(row: Row, reference: dict[tuple[str, str], list[Point]]) -> float | None:
    """Distance in km to the nearest reference place of the same name and country; None where there is none."""
    if row.lat is None or row.lon is None or row.country is None:
        return None
    here = (row.lat, row.lon)
    points = [point for name in row.names for point in reference.get((row.country, plain(name)), ())]
    return min((distance_km(here, point) for point in points), default=None)


def main() -> int:
    """Print the agreement by kind; list what lies far with `--far`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--far", action="store_true", help="list the places that lie far from every namesake")
    args = parser.parse_args()
    if not args.folder.is_dir():
        print(f"no reference in {args.folder}: nothing was checked")
        return 0
    reference = read_reference(args.folder)
    covered = {country for country, _ in reference}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_entries():
        if row.country not in covered or row.kind == "country":
            continue
        km = nearest(row, reference)
        limit = WIDE.get(row.kind, 25.0)
        verdict = "absent" if km is None else "near" if km <= 10 else "wide" if km <= limit else "far"
        counts[row.kind][verdict] += 1
        if args.far and verdict == "far":
            print(f"far  {km:6.0f} km  {row.country} {row.kind:13} {row.names[0]} ({row.name_en}) {row.lat}, {row.lon}")
    return report(counts)


def report(counts: dict[str, Counter[str]]) -> int:
    """Print a row a kind and the sum; 1 when the share of agreement is below the floor."""
    print(f"{'kind':14}{'entries':>8}{'<= 10 km':>10}{'in reach':>10}{'far':>6}{'absent':>8}")
    total: Counter[str] = Counter()
    for kind in sorted(counts):
        total += counts[kind]
    for kind, c in [*sorted(counts.items()), ("all", total)]:
        print(f"{kind:14}{sum(c.values()):8}{c['near']:10}{c['wide']:10}{c['far']:6}{c['absent']:8}")
    compared = total["near"] + total["wide"] + total["far"]
    share = (total["near"] + total["wide"]) / compared if compared else 1.0
    print(f"agreement {share:.3f} of {compared} that the reference has; floor {FLOOR}")
    return int(share < FLOOR)


if __name__ == "__main__":
    sys.exit(main())
