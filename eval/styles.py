"""Figures by the manner in which outlets write: agencies, partisan media, local sites, networks of activists, posts, dailies.

`python eval/styles.py [FOLDER…]` codes the gold (by default all that ships) and prints event, slots and hands-free for each
manner of `eval/styles.toml`, with intervals by bootstrap over reports. An outlet without a manner is an error.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from marsad.cli.evaluate import code_golds, figure_line
from marsad.cli.golds import need_golds
from marsad.cli.intervals import all_figures, find_intervals
from marsad.cli.scoring import score_reports

ROOT = Path(__file__).resolve().parent
FOLDERS = (ROOT / "gold", ROOT / "stream", ROOT / "varied", ROOT / "unseen")
SHOWN = ("event", "slots", "hands-free")


def read_styles() -> dict[str, str]:
    """Outlet to manner."""
    table: dict[str, list[str]] = tomllib.loads((ROOT / "styles.toml").read_text(encoding="utf-8"))
    return {outlet: style for style, outlets in table.items() for outlet in outlets}


def sort_golds(folders: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """The reports of each manner, in the order of the table. ValueError on an outlet that it lacks."""
    styles = read_styles()
    held: dict[str, list[dict[str, Any]]] = {style: [] for style in styles.values()}
    for file in sorted((f for folder in folders for f in folder.rglob("*.json")), key=lambda f: f.name):
        for gold in need_golds(file):
            style = styles.get(gold["outlet"])
            if style is None:
                raise ValueError(f"{file.name}: expected an outlet of eval/styles.toml, got {gold['outlet']!r}")
            held[style].append(gold)
    return held


def main() -> None:
    """Code, count, print."""
    folders = [Path(argument) for argument in sys.argv[1:]] or list(FOLDERS)
    for style, golds in sort_golds(folders).items():
        tally = score_reports(golds, code_golds(golds, lambda done, total=None: None))
        figures, bounds = all_figures(tally), find_intervals(tally.parts, all_figures)
        print(f"{style}: {tally.reports} reports")
        for name in SHOWN:
            print(figure_line(f"  {name}", figures[name], bounds=bounds.get(name)))


if __name__ == "__main__":
    main()
