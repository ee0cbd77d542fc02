"""Actors as `{text, id, within, kind, country, head, rule}` and persons as `{person, name, role, org, rule, actor}`."""

from __future__ import annotations

import datetime
from typing import Any

from spacy.language import Language

from marsad.annotators.actors import find_actors
from marsad.annotators.persons import find_persons
from marsad.text.tokens import words_of

LAYERS = ("actors",)
KEYS = ("country",)
TEXT_KEYS = ("text", "person")


def read(nlp: Language, text: str, item: dict[str, Any]) -> list[dict[str, Any]]:
    words = words_of(nlp.make_doc(text))
    published = item.get("published")
    mentions = find_actors(
        words, country=item.get("country"), published=published if isinstance(published, datetime.date) else None
    )
    actors = [
        {
            "text": text[m.start : m.end],
            "id": m.id,
            "within": list(m.within),
            "kind": m.kind,
            "country": m.country,
            "head": m.head,
            "rule": m.rule,
        }
        for m in mentions
    ]
    persons = [
        {"person": text[p.start : p.end], "name": p.name, "role": p.role, "org": p.org, "rule": p.rule, "actor": p.actor}
        for p in find_persons(words, actors=mentions)
    ]
    return [*actors, *persons]
