"""The lexicon of cues proves itself: every example fires its own entry and gives its content, no near-miss fires it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from spacy.language import Language

from marsad import lexicons
from marsad.annotators.sayings import PARTICIPLE, cue_table, find_sayings
from marsad.annotators.speech import grammar
from marsad.annotators.statements import StatementMention, find_statements
from marsad.coder import LAYERS, build_pipeline
from marsad.text.folding import fold
from marsad.text.tokens import words_of

DATA = lexicons.load("statements")
SOURCES = lexicons.load("sources")
GAP = " \u2026 "


@cache
def pipeline() -> Language:
    return build_pipeline(LAYERS[: LAYERS.index("statements") + 1])


def read(text: str) -> list[StatementMention]:
    found: list[StatementMention] = pipeline()(text)._.statements
    return found


def entry_of(mention: StatementMention) -> str:
    return mention.rules["content"][0].split(".")[1]


def with_lead(text: str) -> str:
    """The text behind a sentence with a speaker, as a cue that carries a speaker on needs it."""
    sayings = find_sayings(words_of(pipeline().make_doc(text)))
    participle = bool(sayings) and sayings[0].shape == PARTICIPLE and sayings[0].i == 0
    return f"{DATA['lead']}{chr(0x60C) if participle else '.'} {text}"


def is_content(printed: str, wanted: str) -> bool:
    begin, _, end = wanted.strip("\u00ab\u00bb").partition(GAP)
    printed = printed.strip("\u00ab\u00bb")
    return printed.startswith(begin) and printed.endswith(end) if end else printed == begin


def examples() -> list[Any]:
    return [pytest.param(e["id"], x, id=f"{e['id']}-{x['text'][:30]}") for e in DATA["cues"] for x in e["examples"]]


def near_misses() -> list[Any]:
    return [pytest.param(e["id"], text, id=f"{e['id']}-{text[:30]}") for e in DATA["cues"] for text in e.get("not") or ()]


@pytest.mark.parametrize(("entry", "example"), examples())
def test_example_fires_its_entry(entry: str, example: dict[str, str]) -> None:
    text = example["text"] if "speaker" in example else with_lead(example["text"])
    mine = [m for m in read(text) if entry_of(m) == entry]
    contents = [text[m.start : m.end] for m in mine]
    assert any(is_content(c, example["content"]) for c in contents), f"expected {example['content']!r} by {entry}, got {contents}"
    if "speaker" in example:
        mention = next(m for m in mine if is_content(text[m.start : m.end], example["content"]))
        who = fold(" ".join(filter(None, (mention.speaker_name, mention.speaker_role, mention.speaker_org))))
        assert set(fold(example["speaker"]).split()) & set(who.split()), f"expected {example['speaker']!r}, got {who!r}"


@pytest.mark.parametrize(("entry", "text"), near_misses())
def test_near_miss_does_not_fire(entry: str, text: str) -> None:
    fired = [text[m.start : m.end] for m in read(text) if entry_of(m) == entry]
    assert not fired


def test_ids_are_unique_and_conditions_known() -> None:
    ids = [e["id"] for e in DATA["cues"]]
    assert len(ids) == len(set(ids))
    conditions = {c["id"] for c in DATA["conditions"]}
    named = {name for e in cue_table().entries.values() for name in e.by_content or ()}
    assert named <= conditions


def sources() -> list[Any]:
    return [pytest.param(x, id=f"{e['id']}-{x['text'][:30]}") for e in SOURCES["entries"] for x in e.get("examples") or ()]


@pytest.mark.parametrize("example", sources())
def test_source_speaks_in_its_example(example: dict[str, str]) -> None:
    found = [fold(" ".join(filter(None, (m.speaker_role, m.speaker_org, m.speaker_name)))) for m in read(example["text"])]
    assert any(fold(example["speaker"]) in who for who in found), f"expected {example['speaker']!r}, got {found}"


def test_every_source_has_a_kind() -> None:
    assert {e["kind"] for e in SOURCES["entries"]} <= {"speaker", "medium", "frame"}
    assert grammar().media


def test_nothing_said_is_no_statement() -> None:
    assert read("") == []
    assert read("\n\n .") == []


def test_offsets_stand_in_the_text() -> None:
    for entry in DATA["cues"]:
        for example in entry["examples"]:
            text = example["text"]
            for m in read(text):
                assert 0 <= m.start < m.end <= len(text)
                assert all(0 <= a < b <= len(text) for _, spans in m.rules.values() for a, b in spans)


def test_layers_may_be_missing() -> None:
    text = DATA["cues"][0]["examples"][0]["text"]
    words = words_of(pipeline().make_doc(text))
    assert find_statements(words)
