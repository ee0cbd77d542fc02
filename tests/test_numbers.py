"""Number words prove themselves, and numbers that break readers break nothing. Wordings stand in tests/corpora/numbers.yml."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from marsad.annotators import splitter
from marsad.annotators.numbers import Number, find_numbers, is_dual
from marsad.lexicons import load
from marsad.text.folding import fold
from marsad.text.numbers import NumberReader
from marsad.text.tokens import Words

SECTIONS = ("cardinals", "ordinals", "bounds", "vague", "fractions")
KEYS = {
    "cardinals": {"id", "class", "value", "forms", "bare", "hamza", "either", "examples", "not"},
    "ordinals": {"id", "value", "forms", "bound", "examples", "not"},
    "bounds": {"id", "effect", "before", "after", "examples", "not"},
    "vague": {"id", "low", "high", "times", "forms", "examples", "not"},
    "fractions": {"id", "numerator", "denominator", "plural", "forms", "examples", "not"},
}


def entries() -> list[Any]:
    table = load("numbers")
    return [pytest.param(section, row, id=f"{section}-{row['id']}") for section in SECTIONS for row in table[section]]


@cache
def words_of(text: str) -> Words:
    return splitter()(text)


def without(section: str, entry: dict[str, Any]) -> NumberReader:
    """A reader that lacks the entry: what it reads differently is the entry's doing."""
    table = dict(load("numbers"))
    table[section] = [row for row in table[section] if row["id"] != entry["id"]]
    return NumberReader(table)


@pytest.mark.parametrize(("section", "entry"), entries())
def test_entry_proves_itself(section: str, entry: dict[str, Any]) -> None:
    assert set(entry) <= KEYS[section]
    assert entry.get("examples"), "an entry without examples proves nothing"
    lacking = without(section, entry)
    for example in entry["examples"]:
        words = words_of(example)
        assert find_numbers(words) != lacking.read(words), f"{entry['id']} does not fire in {example}"
    for near_miss in entry.get("not", ()):
        words = words_of(near_miss)
        assert find_numbers(words) == lacking.read(words), f"{entry['id']} fires in {near_miss}"


def test_no_form_stands_in_two_entries() -> None:
    table = load("numbers")
    for section in ("cardinals", "ordinals", "vague", "fractions"):
        seen: dict[str, str] = {}
        for row in table[section]:
            for form in dict.fromkeys(map(fold, row["forms"])):
                if row.get("hamza") or row.get("bound"):
                    continue
                assert form not in seen, f"{form}: {row['id']} and {seen[form]}"
                seen[form] = row["id"]


def read(text: str) -> list[Number]:
    return find_numbers(splitter()(text))


@pytest.mark.parametrize("digits", ["9" * 400, "1," * 200 + "1", "0" * 50, "1.5" * 100, "1" * 16])
def test_endless_digits_are_no_number(digits: str) -> None:
    assert [n for n in read(digits) if n.low is not None and n.low > 10**15] == []


def test_numbers_tile_left_to_right_with_exact_offsets() -> None:
    text = "3,000 (3000) 14-15 7.5 10:20 2021/02/15 #_12 1.200"
    numbers = read(text)
    assert [(n.low, n.high, n.kind) for n in numbers] == [
        (3000, 3000, "cardinal"), (14, 15, "cardinal"), (None, None, "fraction"), (1200, 1200, "cardinal"),
    ]  # fmt: skip
    assert [text[n.start : n.end] for n in numbers] == ["3,000 (3000)", "14-15", "7.5", "1.200"]


def test_duals() -> None:
    table = load("numbers")
    assert not any(is_dual(fold(word)) for word in table["not_dual"])
    for row in table["fractions"]:
        assert not any(is_dual(fold(form)) for form in row["forms"] if fold(form).startswith(fold(row["forms"][0])))
