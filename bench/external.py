"""Our layers on what others made: `python bench/external.py [FOLDER] [--only times …] [--wrong 20]`.

FOLDER holds data of others beside the project (the default is `../shared/data`; its README names sources and licences).
Nothing of it is copied into the project. Each layer is measured as far as the conventions of the data meet ours;
`docs/accuracy.md` says where they do not. Exit code 2 where the folder is missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from external_names import measure_nationalities, measure_newswire, measure_sanctioned  # noqa: E402
from external_numbers import measure_numbers  # noqa: E402
from external_quotes import measure_quotes  # noqa: E402
from external_rows import Table  # noqa: E402
from external_times import measure_times  # noqa: E402

FOLDER = ROOT.parent / "shared" / "data"
NO_DATA = 2


def measure_coordinates(folder: Path) -> Table:
    """Our coordinates beside those of reference gazetteers, by `eval/coordinates.py`."""
    command = [sys.executable, str(ROOT / "eval" / "coordinates.py"), str(folder / "places")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    table = Table("coordinates of places, by kind")
    table.lines += (run.stdout or run.stderr).splitlines()
    return table


PARTS: dict[str, Callable[[Path], Table]] = {
    "times": measure_times,
    "numbers": measure_numbers,
    "newswire": measure_newswire,
    "nationalities": measure_nationalities,
    "sanctioned": measure_sanctioned,
    "quotes": measure_quotes,
    "coordinates": measure_coordinates,
}


def main() -> int:
    """Measure and print, part by part."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    ap.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    ap.add_argument("--wrong", type=int, default=0, metavar="N", help="print so many misses and errors of each part")
    a = ap.parse_args()
    if not a.folder.is_dir():
        print(f"no data of others in {a.folder}: expected the folder that the README of the data describes", file=sys.stderr)
        return NO_DATA
    for name in a.only:
        table = PARTS[name](a.folder)
        print(f"{table.title}\n" + "\n".join(f"  {line}" for line in table.lines), flush=True)
        for line in table.wrong[: a.wrong]:
            print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
