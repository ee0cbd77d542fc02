"""Places: what the layer promises its neighbours. Wordings: tests/corpora/places.yml."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.language import Language

from marsad.annotators.place_cues import cues
from marsad.annotators.places import PlaceMention, distinct
from marsad.lexicons import load
from marsad.text.tokens import words_of

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "places.yml").read_text(encoding="utf-8"))
CORPUS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "corpora" / "places.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("ar")
    pipeline.add_pipe("marsad_places")
    return pipeline


def read(nlp: Language, text: str) -> list[PlaceMention]:
    places: list[PlaceMention] = nlp(text)._.places
    return places


def test_spans_are_the_printed_text(nlp: Language) -> None:
    for text in DATA["texts"]:
        doc = nlp(text)
        words = words_of(doc)
        for mention in doc._.places:
            assert words.starts[mention.i] <= mention.start < mention.end == words.ends[mention.j - 1]
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]


def test_mentions_do_not_overlap(nlp: Language) -> None:
    for text in DATA["texts"]:
        mentions = read(nlp, text)
        assert all(a.j <= b.i for a, b in pairwise(mentions))


def test_coordinates_come_with_a_precision_that_is_no_finer_than_the_text(nlp: Language) -> None:
    texts = [text for item in CORPUS for text in item["texts"]]
    for mention in (m for text in texts for m in read(nlp, text)):
        assert (mention.lat is None) == (mention.precision is None or (mention.name is None and mention.precision >= 4))
        assert mention.name is not None or mention.precision is None or mention.precision >= 2
        assert mention.name is None or mention.id >= 0


def test_every_occurrence_is_a_mention_and_distinct_keeps_one(nlp: Language) -> None:
    doc = nlp(DATA["repeated"]["text"])
    words = words_of(doc)
    assert len(doc._.places) == DATA["repeated"]["mentions"]
    assert [words.text_of(m.i, m.j) for m in distinct(doc._.places, words)] == DATA["repeated"]["distinct"]


def test_offset_points_the_right_way(nlp: Language) -> None:
    for case in DATA["offsets"]:
        mention = next(m for m in read(nlp, case["text"]) if m.offset is not None)
        assert mention.offset is not None
        assert mention.lat is not None
        assert mention.lon is not None
        north, east = mention.offset[0] - mention.lat, mention.offset[1] - mention.lon
        assert (north > 0.01) - (north < -0.01) == case["north"]
        assert (east > 0.01) - (east < -0.01) == case["east"]


@pytest.mark.parametrize("text", DATA["odd"])
def test_odd_text_breaks_nothing(nlp: Language, text: str) -> None:
    read(nlp, text)


def test_cost_is_linear_and_small(nlp: Language) -> None:
    text = "\n\n".join(DATA["texts"]) + "\n\n"
    docs = {n: nlp.make_doc(text * n) for n in (4, 40)}
    annotate = nlp.get_pipe("marsad_places")
    annotate(docs[4])
    took = {}
    for n, doc in docs.items():
        began = time.perf_counter()
        annotate(doc)
        took[n] = time.perf_counter() - began
    assert took[40] < 15 * took[4] + 0.05


def test_tables_load_fast() -> None:
    load("places")
    cues.cache_clear()
    began = time.perf_counter()
    cues()
    assert time.perf_counter() - began < 0.05


def test_same_text_same_places(nlp: Language) -> None:
    text = "\n\n".join(DATA["texts"])
    assert read(nlp, text) == read(nlp, text)


def test_cue_words_are_words(nlp: Language) -> None:
    for name, value in load("places").items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            assert len(value) == len(set(value)), name
