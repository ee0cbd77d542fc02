"""Statements as `{content, speaker, name, role, org, stance, form, cue, medium, rule}`; `speaker`: name, role or org."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

TEXT_KEYS = ("content", "speaker", "name", "cue", "medium")


def read(nlp: Language, text: str, item: dict[str, Any]) -> list[dict[str, Any]]:
    doc = nlp(text)
    return [
        {
            "content": text[m.start : m.end],
            "speaker": m.speaker_name or m.speaker_role or m.speaker_org,
            "name": m.speaker_name,
            "role": m.speaker_role,
            "org": m.speaker_org,
            "stance": m.stance,
            "form": m.form,
            "cue": m.cue,
            "medium": m.medium,
            "rule": m.rules["content"][0],
        }
        for m in doc._.statements
    ]
