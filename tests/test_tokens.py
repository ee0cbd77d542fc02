"""The tokenizer: texts come back unchanged, words tile them, proclitics come off; cases in data/tokens.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from marsad.annotators import prepare, splitter
from marsad.lexicons import load
from marsad.text.folding import fold
from marsad.text.tokens import words_of

CASES = yaml.safe_load((Path(__file__).parent / "data" / "tokens.yml").read_text(encoding="utf-8"))
ARABIC = "".join(chr(code) for code in (*range(0x621, 0x653), 0x640, 0x660, 0x669, 0x6CC, 0x200B, 0x200F, 0xFEFC))
PIECES = st.text(ARABIC + " \n\t\u00a0.,_#-()\u00ab\u00bb\"'aZ5/\u060c\u061f", max_size=60)


@cache
def pipeline() -> Language:
    nlp = spacy.blank("ar")
    prepare(nlp)
    return nlp


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words(case: dict[str, Any]) -> None:
    words = splitter()(case["text"])
    read = [norm + "+" * clitic for norm, clitic in zip(words.norms, words.clitic, strict=True)]
    assert read == case["words"]


@settings(deadline=None, derandomize=True)
@given(st.one_of(PIECES, st.text(max_size=40)))
def test_words_tile_the_text(text: str) -> None:
    words = splitter()(text)
    at = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert text[at:start] in ("", " ")
        assert start < end
        at = end
    assert text[at:] in ("", " ")


@settings(deadline=None, derandomize=True)
@given(PIECES)
def test_a_doc_is_its_text(text: str) -> None:
    doc = pipeline()(text)
    words = words_of(doc)
    assert doc.text == text
    assert len(doc) == len(words)
    assert [token.idx for token in doc] == list(words.starts)
    assert [token.norm_ for token in doc] == list(words.norms)


@settings(deadline=None, derandomize=True)
@given(st.text(ARABIC, min_size=1, max_size=12))
def test_pieces_of_a_word_spell_it(word: str) -> None:
    pieces = splitter().split(fold(word)) if fold(word) else ()
    assert "".join(pieces).replace("\u0627\u0644", "\u0644") == fold(word).replace("\u0627\u0644", "\u0644")


def test_general_vocabulary_is_canonical() -> None:
    table = load("words")
    assert set(table) == {"layer", "version", "legend", "whole", "stems", "words", "names", "verbs"}
    for key in ("whole", "stems", "words", "names"):
        folded = [fold(word) for word in table[key]]
        assert len(folded) == len(set(folded)), f"{key}: {sorted(w for w in folded if folded.count(w) > 1)}"
        assert all(" " not in word and "\u0640" not in word for word in table[key])
    for row in table["verbs"]:
        assert set(row) <= {"form", "vowels", "lemmas"}
        assert len(row["lemmas"]) == len(set(row["lemmas"])), row["form"]
