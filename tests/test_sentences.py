"""Sentences, clauses and quotations; the texts stand in data/sentences.yml."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.annotators import splitter
from marsad.text.sentences import find_clauses, find_quotes, find_sentences
from marsad.text.tokens import Words

DATA = yaml.safe_load((Path(__file__).parent / "data" / "sentences.yml").read_text(encoding="utf-8"))
MARKS = "\u00ab\u00bb\u201c\u201d\"'()[].!?\u061f\u2026\u060c,:-\u2022 \n\u06281a"


def printed(words: Words, ranges: list[tuple[int, int]]) -> list[str]:
    return [words.text_of(i, j).strip() for i, j in ranges]


def ids(row: dict[str, Any]) -> str:
    return str(row["text"])[:30]


@pytest.mark.parametrize("row", DATA["sentences"], ids=ids)
def test_sentences(row: dict[str, Any]) -> None:
    words = splitter()(row["text"])
    assert printed(words, find_sentences(words)) == row["parts"]


@pytest.mark.parametrize("row", DATA["clauses"], ids=ids)
def test_clauses(row: dict[str, Any]) -> None:
    words = splitter()(row["text"])
    assert printed(words, find_clauses(words, 0, len(words))) == row["parts"]


@pytest.mark.parametrize("row", DATA["quotes"], ids=ids)
def test_quotes(row: dict[str, Any]) -> None:
    words = splitter()(row["text"])
    assert printed(words, [(quote.i, quote.j) for quote in find_quotes(words)]) == row["parts"]


@settings(deadline=None, derandomize=True)
@given(st.text(MARKS, max_size=80))
def test_sentences_tile_the_words_and_quotes_nest(text: str) -> None:
    words = splitter()(text)
    ranges = find_sentences(words)
    assert [k for i, j in ranges for k in range(i, j)] == list(range(len(words)))
    assert all(i < j for i, j in ranges)
    quotes = find_quotes(words)
    for quote in quotes:
        assert quote.open < quote.i <= quote.j <= quote.close < len(words)
        for other in quotes:
            apart = other.close < quote.open or quote.close < other.open
            inside = quote.open < other.open and other.close < quote.close
            around = other.open < quote.open and quote.close < other.close
            assert other == quote or apart or inside or around


@pytest.mark.parametrize("unit", ["\u00ab ", '"', "\u00ab\u0628. ", "\u2019 ", "\u00ab \" ' ", ". ", "(", "\u0628 \n"])
def test_cost_is_linear_in_marks(unit: str) -> None:
    costs = []
    for count in (4_000, 40_000):
        words = splitter()(unit * count)
        started = time.perf_counter()
        find_sentences(words)
        costs.append(time.perf_counter() - started)
    assert costs[1] < 40 * costs[0] + 0.2
