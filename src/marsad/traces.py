"""Traces: every value of a coding with the rule that read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marsad.record import Coding


@dataclass(frozen=True, slots=True)
class Traced:
    """One value of a coding: layer, field, printed words, value and the rule that read it."""

    layer: str
    owner: str
    field: str
    text: str
    value: str
    rule: str


def trace_coding(coding: Coding) -> list[Traced]:
    """Every value of a coding with the rule that read it."""
    found = [Traced("times", t.text, "value", t.text, t.value or "", t.rule) for t in coding.timexes]
    found += [Traced("places", p.text, "place", p.text, p.name or "", p.rule) for p in coding.places]
    for layer, owners in (("statements", coding.statements), ("events", coding.events)):
        for owner in owners:
            for field, evidence in owner.evidence.items():
                value = getattr(owner, field, None)
                for e in evidence:
                    shown = " … ".join(coding.text[s.start : s.end] for s in e.spans)
                    found.append(Traced(layer, owner.id, field, shown, _shown(value), e.rule))
    return found


def _shown(value: Any) -> str:
    if hasattr(value, "model_dump_json"):
        return str(value.model_dump_json(exclude_none=True))
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    return "" if value is None else str(value)
