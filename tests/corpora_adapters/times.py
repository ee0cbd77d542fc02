"""Time expressions as `{text, type, value, mod, rule, since, until, start, end}`; `from` and `to` are the days of the anchor."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from spacy.language import Language

from marsad.annotators.times import anchor_of, find_times
from marsad.text.tokens import words_of

LAYERS = ("times",)
TEXT_KEYS = ("text",)


def _published(value: object) -> date | datetime | None:
    if value is None or isinstance(value, date):
        return value
    text = str(value)
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def read(nlp: Language, text: str, item: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for m in find_times(words_of(nlp.make_doc(text)), _published(item.get("published"))):
        anchor = anchor_of(m)
        row = {"text": text[m.start : m.end], "type": m.type, "value": m.value, "mod": m.mod, "rule": m.rule}
        row |= {"since": m.since, "until": m.until}
        row |= {"from": anchor.start, "to": anchor.end, "precision": anchor.precision} if anchor is not None else {}
        rows.append(row)
    return rows
