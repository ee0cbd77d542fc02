"""Folding joins what print varies, and every folded letter leads back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.folding import fold, fold_with_offsets

LETTERS = "".join(
    chr(code) for code in (*range(0x620, 0x670), *range(0x671, 0x6D6), 0xFEFB, 0xFDF2, 0x200D, 0x202B, 0x2066, 0xFEFF)
)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("\u0622\u0623\u0625\u0671", "\u0627\u0627\u0627\u0627"),  # alef with hamza, madda, wasla
        ("\u0624\u0626", "\u0648\u064a"),  # hamza on waw and yeh
        ("\u0649\u06cc", "\u064a\u064a"),  # alef maksura, Farsi yeh
        ("\u0629\u06c1\u06be", "\u0647\u0647\u0647"),  # teh marbuta, other hehs
        ("\u06a9\u06af", "\u0643\u0643"),  # keheh, gaf
        ("\u0628\u0640\u0640\u064e\u0651\u0628", "\u0628\u0628"),  # tatweel, marks
        ("\u200f\u0628\u200b\u202b\u2066\ufeff\u00ad", "\u0628"),  # characters that do not print
        ("\ufefb", "\u0644\u0627"),  # a ligature
        ("\u0663\u06f3", "33"),  # both sets of digits
        ("NATO", "nato"),
    ],
)
def test_print_variants_are_joined(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None, derandomize=True)
@given(st.one_of(st.text(LETTERS, max_size=40), st.text(max_size=40)))
def test_the_way_back(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for k in range(len(folded.text)):
        start, end = folded.span(k, k + 1)
        assert folded.text[k] in fold(text[start:end])
    start, end = folded.span(0, len(folded.text))
    assert fold(text[start:end]) == folded.text


def test_spans_outside_are_refused() -> None:
    folded = fold_with_offsets("abc")
    with pytest.raises(ValueError, match="expected 0 <= start"):
        folded.span(2, 9)
