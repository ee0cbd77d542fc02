"""Numbers as `{text, low, high, kind, rule}`."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

TEXT_KEYS = ("text",)


def read(nlp: Language, text: str, item: dict[str, Any]) -> list[dict[str, Any]]:
    doc = nlp(text)
    return [{"text": text[n.start : n.end], "low": n.low, "high": n.high, "kind": n.kind, "rule": n.rule} for n in doc._.numbers]
