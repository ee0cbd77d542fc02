"""Learns the weights of confidence from gold and writes them to the lexicon.

`python eval/train.py FOLDER…` codes the gold, notes of each coded event by which marks it was read and whether gold has it with
the same type and status, fits a logistic regression (L2, one strength chosen by cross-validation over reports), prints how
reliable it is on reports that the fit did not see, and writes `lexicons/confidence.yml`. The same gold gives the same file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold, cross_val_predict

import marsad
from marsad.annotators.confidence import MARKS
from marsad.cli.golds import need_golds, report_of
from marsad.cli.reliability import judge_events, make_bins, reliability_lines
from marsad.codings import code_doc
from marsad.lexicons import FOLDER

OUT = FOLDER / "confidence.yml"
STRENGTHS = (0.05, 0.1, 0.2, 0.5, 1.0)
FOLDS = 10
HEAD = """\
# Weights of the marks by which an event's confidence is reckoned (annotators/confidence.py). Learnt, not written: make train.
layer: confidence
version: 1
"""


def collect(folders: list[Path]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Marks, truth and report number of every coded event."""
    marks, truth, groups = [], [], []
    coder = marsad.load()
    files = sorted((f for folder in folders for f in folder.rglob("*.json")), key=lambda f: f.name)
    golds = [row for file in files for row in need_golds(file)]
    for number, gold in enumerate(golds):
        report = report_of(gold)
        doc = coder.read(report)
        coding = code_doc(doc, report, versions=coder.versions).model_dump(mode="json")
        for event, right in zip(doc._.events, judge_events(gold, coding), strict=True):
            marks.append([event.marks[mark] for mark in MARKS])
            truth.append(right)
            groups.append(number)
    return np.array(marks), np.array(truth), np.array(groups)


def main() -> None:
    """Collect, choose, fit, tell, write."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folders", type=Path, nargs="+", help="folders of gold")
    marks, truth, groups = collect(ap.parse_args().folders)
    unseen: dict[float, np.ndarray] = {}
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=2000)
        unseen[strength] = cross_val_predict(model, marks, truth, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[
            :, 1
        ]
    best = min(STRENGTHS, key=lambda strength: log_loss(truth, unseen[strength]))
    base = log_loss(truth, np.full(len(truth), truth.mean()))
    print(f"{len(truth)} events of {len(set(groups))} reports, {truth.mean():.3f} of them right")
    print(f"log loss on reports not fitted {log_loss(truth, unseen[best]):.3f}, of the share alone {base:.3f}, C={best}")
    print("\n".join(reliability_lines(make_bins(list(zip(unseen[best].round(2).tolist(), truth.tolist(), strict=True))))))
    fitted = LogisticRegression(C=best, max_iter=2000).fit(marks, truth)
    rows = "\n".join(f"  {mark}: {weight:.3f}" for mark, weight in zip(MARKS, fitted.coef_[0], strict=True))
    OUT.write_text(f"{HEAD}intercept: {fitted.intercept_[0]:.3f}\nweights:\n{rows}\n", encoding="utf-8")
    print(f"written {OUT}")


if __name__ == "__main__":
    main()
