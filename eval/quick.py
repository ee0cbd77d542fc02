"""Figures at a glance: codes folders of gold and prints what the scorer says, for one layer or for all.

`python eval/quick.py [--layer times|places|statements|events] [--errors] [--gold FOLDER]... [--report ID]... [--show]`

Uses the reference scorer beside the project; `marsad evaluate` gives the same figures without it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
REFERENCE = ROOT.parent / "shared" / "gold"
MARKS = {
    "times": (": time ",),
    "places": (": place ",),
    "statements": (": statement ", ": speaker ", ": stance "),
    "events": (": event ", ": e"),
}
ROWS = {
    "times": ("time span", "time value"),
    "places": ("place",),
    "statements": ("said what", "who said it", "stance"),
    "events": ("event", "slots", "  ", "aggregate", "hands-free"),
}


def read_gold(folders: list[Path]) -> dict[str, dict[str, Any]]:
    """Gold reports with a text, by id."""
    found = (json.loads(f.read_text(encoding="utf-8")) for folder in folders for f in sorted(folder.rglob("*.json")))
    return {d["id"]: d for d in found if d.get("text")}


def reference_scorer() -> Any:
    """The module `score.py` beside the project."""
    path = REFERENCE / "score.py"
    spec = importlib.util.spec_from_file_location("reference_score", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"expected the reference scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code_gold(golds: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Codings of the gold reports, as parsed JSON, by id."""
    import marsad
    from marsad.record import Report

    reports = (Report.model_validate({key: gold.get(key) for key in Report.model_fields}) for gold in golds.values())
    return {result.id: result.model_dump(mode="json") for result in marsad.load().pipe(reports)}


def line_of(label: str, x: dict[str, Any]) -> str:
    """One printed row of a figure."""
    return f"{label:16} P {x['p']:.3f}  R {x['r']:.3f}  F1 {x['f1']:.3f}  ({x['tp']} of {x['gold']} gold, {x['pred']} predicted)"


def lines_of(out: dict[str, Any]) -> list[str]:
    """Printed rows of the scorer's result."""
    said = out["statement"]
    table = {
        "time span": out["time"]["span"],
        "time value": out["time"]["value"],
        "place": out["place"],
        "said what": said["span"],
    }
    table |= {"who said it": said["who"], "stance": said["stance"], "event": out["event"], "slots": out["slots"]}
    table |= {f"  {name}": x for name, x in out["slot"].items()} | {"aggregate": out["aggregate"]}
    return [line_of(label, x) for label, x in table.items()] + [f"{'hands-free':16} {out['hands_free']}"]


def main() -> None:
    """Code the gold, score it, print."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--layer", choices=sorted(ROWS))
    ap.add_argument("--errors", action="store_true", help="list every difference")
    ap.add_argument("--gold", type=Path, action="append", help="folder of gold; default dev and seed")
    ap.add_argument("--report", action="append", help="only reports whose id contains this")
    ap.add_argument("--out", type=Path, help="write the codings here as JSON lines")
    a = ap.parse_args()
    golds = read_gold(a.gold or [REFERENCE / "dev", REFERENCE / "seed"])
    golds = {k: d for k, d in golds.items() if not a.report or any(r in k for r in a.report)}
    began = time.perf_counter()
    preds = code_gold(golds)
    took = time.perf_counter() - began
    if a.out:
        a.out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in preds.values()), encoding="utf-8")
    errors: list[str] = []
    out = reference_scorer().score(golds, preds, errors)
    if a.errors:
        print("\n".join(e for e in errors if a.layer is None or any(m in e for m in MARKS[a.layer])))
    print(f"{out['reports']} reports, {1000 * took / max(1, len(golds)):.1f} ms a report with loading")
    print("\n".join(r for r in lines_of(out) if a.layer is None or r.startswith(ROWS[a.layer])))


if __name__ == "__main__":
    main()
