"""Numerals inside time expressions: figures and number words as plain integers, ordinals as the number that they rank.

Lengths and dates need the bare value (seven in "more than seven minutes"), not the bounds that the numbers layer gives.
"""

from __future__ import annotations

from marsad.annotators.time_words import TimeWords
from marsad.text.tokens import ARTICLE, WAW

_TENS = range(20, 100, 10)


def figure(tw: TimeWords, v: int) -> int | None:
    """Whole number printed in digits at `v`, without separators."""
    norm = tw.norm(v)
    return int(norm) if v < tw.n and tw.kinds[v] == "d" and norm.isdigit() and len(norm) < 8 else None


def _cardinal(tw: TimeWords, v: int) -> int | None:
    table = tw.lexicon.numerals["cardinal"]
    norm = tw.norm(v)
    found = table.get(norm)
    return table.get(norm[len(ARTICLE) :]) if found is None and norm.startswith(ARTICLE) else found


def _below_hundred(tw: TimeWords, v: int) -> tuple[int, int] | None:
    """End and value of a numeral from 1 to 99 in words: three, three ten, three and twenty, twenty."""
    value = _cardinal(tw, v)
    if value is None or value >= 100:
        return None
    if value < 10:
        if tw.norm(v + 1) in _ten_words(tw):
            return v + 2, value + 10
        if tw.norm(v + 1) == WAW and (tens := _cardinal(tw, v + 2)) in _TENS:
            return v + 3, value + (tens or 0)
    return v + 1, value


def _ten_words(tw: TimeWords) -> frozenset[str]:
    table = tw.lexicon.numerals["cardinal"]
    cached = tw.lexicon.sets.get("ten")
    if cached is None:
        cached = tw.lexicon.sets["ten"] = frozenset(word for word, value in table.items() if value == 10)
    return cached


def _below_thousand(tw: TimeWords, v: int) -> tuple[int, int] | None:
    value = _cardinal(tw, v)
    if value is not None and 100 <= value < 1000:
        rest = _below_hundred(tw, v + 2) if tw.norm(v + 1) == WAW else None
        return (rest[0], value + rest[1]) if rest is not None else (v + 1, value)
    return _below_hundred(tw, v)


def number(tw: TimeWords, v: int) -> tuple[int, int] | None:
    """End and value of a whole number at `v`, in figures or words (two thousand and fourteen), with or without article."""
    value = figure(tw, v)
    if value is not None:
        return v + 1, value
    if tw.norm(v) == ARTICLE and (value := figure(tw, v + 1)) is not None:
        return v + 2, value
    value = _cardinal(tw, v)
    if value is None:
        return None
    if value >= 1000:
        rest = _below_thousand(tw, v + 2) if tw.norm(v + 1) == WAW else None
        return (rest[0], value + rest[1]) if rest is not None else (v + 1, value)
    return _below_thousand(tw, v)


def ordinal(tw: TimeWords, v: int, *, feminine: bool = False) -> tuple[int, int] | None:
    """End and rank of an ordinal with the article: fifth, fifteenth, twenty-fifth."""
    tables = tw.lexicon.numerals
    table = tables["ordinal_feminine"] if feminine else tables["ordinal"]
    norm = tw.norm(v)
    value = table.get(norm)
    if value is None:
        return None
    if value < 10:
        if tw.norm(v + 1) in _ten_words(tw):
            return v + 2, value + 10
        if tw.norm(v + 1) == WAW and (tens := tables["ordinal"].get(tw.norm(v + 2))) in _TENS:
            return v + 3, value + (tens or 0)
    return v + 1, value
