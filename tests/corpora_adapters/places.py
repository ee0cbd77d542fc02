"""Places as `{text, name, country, admin1, kind, precision, role, rule, at, offset}`; `at` is the English name of the place whose
coordinates are borrowed where the gazetteer lacks the name."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

from marsad.lexicons.gazetteer import shared
from marsad.record import Report

LAYERS = ("places",)
TEXT_KEYS = ("text",)


def read(nlp: Language, text: str, item: dict[str, Any]) -> list[dict[str, Any]]:
    doc = nlp.make_doc(text)
    doc._.report = Report(id="corpus", text=text, outlet=item.get("outlet"))
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return [
        {
            "text": text[m.start : m.end],
            "name": m.name,
            "country": m.country,
            "admin1": m.admin1,
            "kind": m.kind,
            "precision": m.precision,
            "role": m.role,
            "rule": m.rule,
            "at": shared().place(m.within).name_en if m.within >= 0 else None,
            "offset": m.offset is not None,
        }
        for m in doc._.places
    ]
