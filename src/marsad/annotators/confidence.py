"""Confidence: how likely an event is right, from marks of how it was read.

A logistic model over yes-or-no marks and two lengths. Its weights stand in `lexicons/confidence.yml` and are learnt from gold by
`make train`; what counts as right there is an event that gold has too, with the same type and status.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from marsad import lexicons
from marsad.annotators.drafts import FIGHT, Draft, heads_of, is_accused, is_told
from marsad.annotators.typing_context import EXPLOSIVE

if TYPE_CHECKING:
    from marsad.annotators.scenes import Scene

_FAMILIES: Mapping[str, frozenset[str]] = {
    "explosive": EXPLOSIVE,
    "fight": FIGHT,
    "protest": frozenset(("peaceful_protest", "violent_demonstration", "protest_intervention")),
    "force": frozenset(("arrests", "security_operation", "disrupted_weapons", "abduction", "looting_destruction")),
    "ground": frozenset(("territory_overtaken", "territory_regained", "transfer_of_territory", "withdrawal", "displacement")),
    "spoken": frozenset(("threat", "demand", "agreement", "consultation", "cooperation", "sanction", "support")),
}
MARKS = (
    "triggers", "verb", "certain", "weak", "definite", "harm_only", "reference", "background", "aggregate", "occurred", "told",
    "accused", "day", "place", "place_inherited", "actor", "actor_known", "target", "target_known", "figures", "weapons",
    "opening", "further_on", *_FAMILIES,
)  # fmt: skip
_PLACES = 2


def find_marks(scene: Scene, draft: Draft, values: Mapping[str, Any]) -> dict[str, float]:
    """The marks of a finished draft and its values, each 0 or 1 but for the logarithms of triggers and sentences."""
    first = scene.sentence_of(min(heads_of(scene, draft)))
    harmed = any(values[what] is not None for what in ("killed", "injured", "abducted", "arrested"))
    held = {
        "triggers": math.log(len(draft.numbers)),
        "verb": any(scene.triggers[n].pos == "verb" for n in draft.numbers),
        "certain": draft.certain,
        "weak": draft.weak,
        "definite": draft.definite,
        "harm_only": draft.harm,
        "reference": draft.generic,
        "background": draft.background,
        "aggregate": draft.aggregate,
        "occurred": values["status"] == "occurred",
        "told": is_told(scene, draft),
        "accused": is_accused(scene, draft),
        "day": values["date_start"] is not None,
        "place": values["place"] is not None,
        "place_inherited": draft.inherited,
        "actor": bool(values["actors"]),
        "actor_known": any(s.id is not None for s in values["actors"]),
        "target": bool(values["targets"]),
        "target_known": any(s.id is not None for s in values["targets"]),
        "figures": harmed,
        "weapons": bool(values["weapons"]),
        "opening": first == 0,
        "further_on": math.log(1 + first),
        **{name: values["type"] in types for name, types in _FAMILIES.items()},
    }
    return {mark: float(held[mark]) for mark in MARKS}


@cache
def _weights() -> tuple[float, dict[str, float]]:
    data = lexicons.load("confidence")
    weights = {mark: float(weight) for mark, weight in data["weights"].items()}
    if set(weights) != set(MARKS):
        raise ValueError(f"confidence.yml: expected weights of {sorted(MARKS)}, got {sorted(weights)}; run make train")
    return float(data["intercept"]), weights


def find_confidence(marks: Mapping[str, float]) -> float:
    """Probability from 0 to 1, to two places, that the event is right."""
    intercept, weights = _weights()
    logit = intercept + sum(weights[mark] * marks[mark] for mark in MARKS)
    return round(1 / (1 + math.exp(-logit)), _PLACES)
