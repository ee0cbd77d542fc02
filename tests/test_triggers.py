"""Triggers: every frame proves itself by its examples and near-misses, metaphors evoke nothing, and the grammar of forms."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad import lexicons
from marsad.annotators import splitter
from marsad.annotators.frames import frame_table
from marsad.annotators.manners import Context, decide_type, find_actor_classes, find_manners, find_objects
from marsad.annotators.modality import read_modality
from marsad.annotators.triggers import Trigger, find_triggers
from marsad.text.tokens import Words

EVENTS, METAPHORS, MANNERS = (lexicons.load(stem) for stem in ("events", "metaphor", "manners"))
CASES = yaml.safe_load((Path(__file__).parent / "data" / "triggers.yml").read_text(encoding="utf-8"))
FRAME_KEYS = {
    "id", "kind", "pos", "lemma", "vocalised", "root", "form", "vowels", "weak", "masdar", "active_participle",
    "passive_participle", "nouns", "weak_words", "drop", "requires", "noun_requires", "excludes", "evokes", "decide", "roles",
    "near", "subject_first", "perfect_only", "verbs", "takes_bi", "no_enclitic", "weak_definite", "no_shadda", "dated", "figures",
    "status", "aggregate_if", "examples", "not",
}  # fmt: skip
FILES = ("events", "metaphor", "domains", "modality", "manners")
SIDES = {"state", "foreign_state", "nonstate"}  # told by who acts, not by a noun
EXAMPLES = [(frame["id"], example["say"]) for frame in EVENTS["frames"] for example in frame["examples"]]
NEAR_MISSES = [(frame["id"], text) for frame in EVENTS["frames"] for text in frame.get("not", ())]


@cache
def words_of(text: str) -> Words:
    return splitter()(text)


def live(text: str) -> list[Trigger]:
    """Triggers that stand for an event: asserted or planned, with a type in the context of the sentence."""
    words = words_of(text)
    whole = (words, 0, len(words))
    context = Context(manners=find_manners(*whole), objects=find_objects(*whole), actors=find_actor_classes(*whole))
    triggers = find_triggers(words)
    modes = read_modality(words, triggers)
    frames = frame_table().frames
    return [
        t
        for t, mode in zip(triggers, modes, strict=True)
        if t.kind == "event" and not mode.none and not mode.negated and decide_type(frames[t.frame], context) is not None
    ]


@pytest.mark.parametrize(("frame", "text"), EXAMPLES)
def test_every_example_fires_its_frame(frame: str, text: str) -> None:
    assert frame in [trigger.frame for trigger in find_triggers(words_of(text))]


@pytest.mark.parametrize(("frame", "text"), NEAR_MISSES)
def test_no_near_miss_is_an_event(frame: str, text: str) -> None:
    assert [trigger.frame for trigger in live(text)] == []


@pytest.mark.parametrize("entry", METAPHORS["collocations"], ids=lambda e: e["phrase"])
def test_metaphors_are_no_events(entry: dict[str, Any]) -> None:
    fired = {trigger.frame for trigger in live(entry["example"])}
    assert fired.isdisjoint(entry["blocks"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["say"])
def test_grammar(case: dict[str, Any]) -> None:
    words = words_of(case["say"])
    triggers = find_triggers(words)
    for expected in case.get("read", ()):
        wanted = {key: value for key, value in expected.items() if key != "word"}
        fitting = [t for t in triggers if all(getattr(t, key) == value for key, value in wanted.items())]
        assert any(expected.get("word") in (None, words.text_of(t.i, t.j), words.text_of(t.head, t.head + 1)) for t in fitting)
    assert {t.frame for t in triggers}.isdisjoint(case.get("never", ()))


@pytest.mark.parametrize("frame", EVENTS["frames"], ids=lambda f: f["id"])
def test_frames_are_closed(frame: dict[str, Any]) -> None:
    assert set(frame) <= FRAME_KEYS
    assert frame["examples"]
    assert frame.get("kind", "event") in {"event", "result", "light", "reference"}
    held = frame_table().frames[frame["id"]]
    if held.kind == "event":
        assert held.families, "an event frame evokes a type"
        assert set(held.decide[-1] if held.decide else ()) <= {"type", "status"}, "the last rule is the default"
    for rule in held.decide:
        assert set(rule.get("manner", ())) <= set(MANNERS["manners"])
        assert set(rule.get("object", ())) <= set(MANNERS["objects"])
        assert set(rule.get("actor", ())) <= set(MANNERS["actors"]) | SIDES


def test_ids_are_unique_and_blocks_exist() -> None:
    ids = [frame["id"] for frame in EVENTS["frames"]]
    assert len(ids) == len(set(ids))
    assert {block for entry in METAPHORS["collocations"] for block in entry["blocks"]} <= set(ids)
    assert set(lexicons.load("domains")["natural_frames"]) <= set(ids)


@pytest.mark.parametrize("stem", FILES)
def test_letters_are_plain(stem: str) -> None:
    text = (lexicons.FOLDER / f"{stem}.yml").read_text(encoding="utf-8")
    assert re.findall("[\u0640\u06cc\u06a9\ufb50-\ufdff\ufe70-\ufefe]", text) == []


def test_texts_without_arabic_or_words_evoke_nothing() -> None:
    for text in ("", " ", "...", "no Arabic here", "12 345", "\n\n\n", "\u00ab\u00ab\u00bb \"' (" * 50):
        assert find_triggers(words_of(text)) == []


def test_cost_grows_with_length() -> None:
    sentence = EXAMPLES[0][1] + "\n"
    assert len(find_triggers(words_of(sentence * 300))) == 300 * len(find_triggers(words_of(sentence)))
