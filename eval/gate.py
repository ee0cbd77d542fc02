"""The gate of quality: codes the gold, prints every figure, and fails under a pinned floor or on a changed corpus.

`python eval/gate.py [--pin]`. `eval/floors.toml` names the corpora with the hash of their files and the floors; a corpus that
is not beside the project is left out. `--pin` takes the present hashes and raises floors to the present figures; it lowers none.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.cli.evaluate import code_golds, figure_lines
from marsad.cli.golds import need_golds
from marsad.cli.scoring import score_reports
from marsad.cli.tallies import Tally

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "eval" / "floors.toml"
MARGIN = 0.01
_OTHER_LAYERS = ("time ", "place ", "said ", "who ", "stance ")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Folders of gold (from the project's root), the SHA-256 over their files, the least figure of each measure, and the most
    events that may be coded too many: in all, and in how many reports (of a corpus without events). `events_only`: nothing
    else is coded in its gold."""

    name: str
    folders: tuple[str, ...]
    digest: str
    floors: dict[str, float]
    most: dict[str, int]
    events_only: bool = False

    def is_there(self) -> bool:
        """Whether all its folders are."""
        return all((ROOT / folder).is_dir() for folder in self.folders)

    def files(self) -> list[Path]:
        """The gold files, in order of their names."""
        return sorted((f for folder in self.folders for f in (ROOT / folder).rglob("*.json")), key=lambda f: f.name)


def read_corpora(path: Path = FLOORS) -> list[Corpus]:
    """The corpora of a file of floors."""
    pinned: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Corpus(
            name,
            tuple(table["folders"]),
            table["sha256"],
            table.get("floors", {}),
            table.get("most", {}),
            table.get("events_only", False),
        )
        for name, table in pinned.items()
    ]


def digest_files(files: list[Path]) -> str:
    """SHA-256 over names and contents, whatever the line ends."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\n".encode() + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def measure(corpus: Corpus) -> Tally:
    """Code and score a corpus. BadGold where a file of it cannot be used."""
    golds = [row for file in corpus.files() for row in need_golds(file)]
    return score_reports(golds, code_golds(golds, lambda done, total=None: None))


def reached(tally: Tally) -> dict[str, float]:
    """The figure of each measure that can have a floor: F1, and the share of events with nothing to mend."""
    return {name: figure.f1 for name, figure in tally.figures().items()} | {"hands-free": tally.hands_free or 0.0}


def count_extra(tally: Tally) -> dict[str, int]:
    """Events of a corpus without events, and the reports that hold them."""
    figures = tally.figures()
    reports = {d.report for d in tally.differences if d.layer == "events"}
    return {"events": figures["event"].coded + figures["aggregate"].coded, "reports": len(reports)}


def find_faults(corpus: Corpus, tally: Tally) -> list[str]:
    """What keeps the gate shut."""
    faults = []
    digest = digest_files(corpus.files())
    if digest != corpus.digest:
        faults.append(
            f"{corpus.name}: expected the corpus {corpus.digest[:12]}, got {digest[:12]}: look at what changed, then pin it"
        )
    figures = reached(tally)
    for name, floor in corpus.floors.items():
        if name not in figures:
            faults.append(f"{corpus.name}: expected a measure, got {name!r}")
        elif figures[name] < floor:
            faults.append(f"{corpus.name}: {name}: expected at least {floor:.3f}, got {figures[name]:.4f}")
    extra = count_extra(tally)
    faults += [
        f"{corpus.name}: {name}: expected at most {most}, got {extra[name]}"
        for name, most in corpus.most.items()
        if extra[name] > most
    ]
    return faults


def extra_lines(tally: Tally) -> list[str]:
    """What is printed of a corpus without events."""
    extra = count_extra(tally)
    found = [f"{d.report}: {d.message}" for d in tally.differences if d.layer == "events"]
    return [f"{extra['reports']} of {tally.reports} reports without events gave {extra['events']} events", *found]


def told_of(corpus: Corpus, tally: Tally) -> list[str]:
    """What is printed of a corpus."""
    if not corpus.floors:
        return extra_lines(tally)
    lines = figure_lines(tally, intervals=True)
    return [line for line in lines if not (corpus.events_only and line.startswith(_OTHER_LAYERS))]


def pin(results: list[tuple[Corpus, Tally | None]]) -> str:
    """The file of floors with the present hashes and with floors raised to the present figures."""
    lines = ["# Floors only rise: `python eval/gate.py --pin` raises them to what is reached, and takes the hash of the corpus."]
    for corpus, tally in results:
        figures = {} if tally is None else reached(tally)
        digest = corpus.digest if tally is None else digest_files(corpus.files())
        folders = ", ".join(f'"{folder}"' for folder in corpus.folders)
        lines += ["", f"[{corpus.name}]", f"folders = [{folders}]", f'sha256 = "{digest}"']
        lines += ["events_only = true"] if corpus.events_only else []
        lines += ["", f"[{corpus.name}.floors]"] if corpus.floors else []
        lines += [
            f'"{name}" = {max(floor, int((figures.get(name, 0.0) - MARGIN) * 100) / 100):.2f}'
            for name, floor in corpus.floors.items()
        ]
        extra = corpus.most if tally is None else count_extra(tally)
        lines += ["", f"[{corpus.name}.most]"] if corpus.most else []
        lines += [f'"{name}" = {min(most, extra[name])}' for name, most in corpus.most.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, compare."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--pin", action="store_true", help="take the present hashes, raise floors to the present figures")
    wants = ap.parse_args()
    results: list[tuple[Corpus, Tally | None]] = []
    faults = []
    for corpus in read_corpora():
        if not corpus.is_there():
            print(f"{corpus.name}: not beside the project, left out\n")
            results.append((corpus, None))
            continue
        tally = measure(corpus)
        results.append((corpus, tally))
        print(f"{corpus.name}: {', '.join(corpus.folders)}")
        print("\n".join(told_of(corpus, tally)), end="\n\n")
        faults += find_faults(corpus, tally)
    if wants.pin:
        FLOORS.write_text(pin(results), encoding="utf-8")
        print(f"pinned {FLOORS.relative_to(ROOT)}")
        return 0
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    print("gate: shut" if faults else "gate: every figure stands on or above its floor")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
