"""Codings: what the layers read of a document, as the record that is handed out."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from marsad.annotators.places import distinct
from marsad.record import (
    BreakdownItem,
    Coding,
    Event,
    Figure,
    Place,
    PlaceRef,
    Report,
    Responsibility,
    Side,
    Speaker,
    Statement,
    Timex,
    hash_text,
)
from marsad.text.tokens import Words, words_of


def code_doc(doc: Doc, report: Report, *, versions: tuple[str, str]) -> Coding:
    """The coding of a report on whose `doc` all layers stand; `versions` of coder and lexicon."""
    words = words_of(doc)
    coder, lexicon = versions
    text = report.text
    return Coding.model_construct(
        **report.model_dump(),
        text_hash=hash_text(text),
        coder=coder,
        lexicon=lexicon,
        hashtags=find_hashtags(words),
        timexes=[_timex(t, text) for t in doc._.times or ()],
        places=[_place(p, text) for p in distinct(doc._.places or [], words)],
        statements=[_statement(f"s{n}", s, text) for n, s in enumerate(doc._.statements or (), 1)],
        events=[_event(f"e{n}", e, text) for n, e in enumerate(doc._.events or (), 1)],
    )


def find_hashtags(words: Words) -> list[str]:
    """Hashtags as printed, without the sign, in order, once each."""
    tags: dict[str, None] = {}
    n = len(words)
    for k in range(n - 1):
        if words.norms[k] != "#" or words.kinds[k] != "p":
            continue
        j = k + 1
        while j < n and words.starts[j] == words.ends[j - 1] and (words.kinds[j] in "ald" or words.norms[j] == "_"):
            j += 1
        if j > k + 1:
            tags[words.text_of(k + 1, j)] = None
    return list(tags)


def _timex(t: Any, text: str) -> Timex:
    return Timex(start=t.start, end=t.end, text=text[t.start : t.end], type=t.type, value=t.value, mod=t.mod, rule=t.rule)


def _place_fields(p: Any, text: str) -> dict[str, Any]:
    fields = {key: getattr(p, key) for key in ("name", "country", "admin1", "lat", "lon", "kind", "geoname", "precision")}
    return {"text": text[p.start : p.end], **fields}


def _place(p: Any, text: str) -> Place:
    return Place(start=p.start, end=p.end, rule=p.rule, **_place_fields(p, text))


def _evidence(rules: dict[str, Any]) -> Any:
    """Evidence as plain data: pydantic makes it models where it validates the whole, which is faster than one by one."""
    return {
        field: [{"rule": rule, "spans": [{"start": a, "end": b} for a, b in spans]} for rule, spans in _pairs(found)]
        for field, found in rules.items()
    }


def _pairs(found: Any) -> list[tuple[str, Any]]:
    return [found] if isinstance(found, tuple) and found and isinstance(found[0], str) else list(found)


def _statement(name: str, s: Any, text: str) -> Statement:
    return Statement(
        id=name, start=s.start, end=s.end, text=text[s.start : s.end], form=s.form, stance=s.stance, cue=s.cue, medium=s.medium,
        speaker=Speaker(name=s.speaker_name, role=s.speaker_role, org=s.speaker_org), evidence=_evidence(s.rules),
    )  # fmt: skip


def _figure(value: tuple[int | None, int | None] | None) -> Figure | None:
    return None if value is None else Figure(min=value[0], max=value[1])


def _mentions(spans: Any, text: str) -> Any:
    return [{"start": a, "end": b, "text": text[a:b]} for a, b in spans]


def _side(s: Any, text: str) -> Side:
    return Side(start=s.start, end=s.end, text=text[s.start : s.end], id=s.id, within=list(s.within))


def _event(name: str, e: Any, text: str) -> Event:
    return Event(
        id=name, type=e.type, status=e.status, aggregate=e.aggregate,
        triggers=_mentions(e.triggers, text),
        date_start=e.date_start, date_end=e.date_end, date_precision=e.date_precision,
        place=None if e.place is None else PlaceRef(**_place_fields(e.place, text)),
        actors=[_side(s, text) for s in e.actors], targets=[_side(s, text) for s in e.targets], weapons=list(e.weapons),
        munitions=_figure(e.munitions), killed=_figure(e.killed), injured=_figure(e.injured),
        abducted=_figure(e.abducted), arrested=_figure(e.arrested),
        breakdown=[BreakdownItem(what=what, who=who, min=low, max=high) for what, who, low, high in e.breakdown],
        responsibility=[Responsibility(kind=kind, actor=actor, by=by) for kind, actor, by in e.responsibility],
        sources=[f"s{n + 1}" for n in e.sources], confidence=e.confidence, evidence=_evidence(e.evidence),
    )  # fmt: skip
