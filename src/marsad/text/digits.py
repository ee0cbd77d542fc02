"""Digits: what a run of digits is worth, and which runs are no numbers (clock times, dates, types of arms, hashtags)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from marsad.text.tokens import Words

_PLAIN = re.compile(r"[0-9]{1,15}\Z")
_GROUPED = re.compile(r"([0-9]{1,3}(?:[.,\u066b\u066c][0-9]{3}){1,4})(?:[.\u066b]0{1,2})?\Z")
_DECIMAL = re.compile(r"([0-9]{1,12})[.,\u066b]([0-9]{1,12})\Z")
_NOT_DIGIT = re.compile(r"[^0-9]")
_JOINING_MARKS = frozenset("/:=+")
_DECIMAL_MARKS = frozenset(".,\u066b")
_DASHES = frozenset("-\u2013\u2014")


class Digits(NamedTuple):
    """The number `units / per`; `value` None where it is no integer."""

    value: int | None
    units: int
    per: int


def read_digits(norm: str) -> Digits | None:
    """A folded run of digits with its separators: a mark before three digits parts thousands, any other one decimals.

    None for more than 15 digits, for chains of marks, and for a zero before more than one digit.
    """
    if _PLAIN.match(norm):
        return None if len(norm) > 2 and norm[0] == "0" else Digits(int(norm), int(norm), 1)
    grouped = _GROUPED.match(norm)
    if grouped is not None and norm[0] != "0":
        value = int(_NOT_DIGIT.sub("", grouped.group(1)))
        return Digits(value, value, 1)
    decimal = _DECIMAL.match(norm)
    if decimal is None:
        return None
    units, per = int(decimal.group(1) + decimal.group(2)), 10 ** len(decimal.group(2))
    return Digits(units // per if units % per == 0 else None, units, per)


def is_code(words: Words, k: int, *, joined: bool = False) -> bool:
    """True for digits inside a clock time, a date, a hashtag, an address, a type (F-16). `joined`: a mark may stand before."""
    return (not joined and _is_code_before(words, k)) or _is_code_after(words, k)


def _touch(words: Words, k: int) -> bool:
    """True where words `k` and `k + 1` both stand and nothing is between them."""
    return 0 <= k < len(words) - 1 and words.ends[k] == words.starts[k + 1]


def _is_code_before(words: Words, k: int) -> bool:
    mark = k - 1
    if not _touch(words, mark):
        return False
    norm = words.norms[mark]
    if norm == "_" or words.kinds[mark] == "l":
        return True
    adjoins = _touch(words, mark - 1) and words.kinds[mark - 1] in "adl"
    if norm in _DECIMAL_MARKS:
        return not adjoins
    return adjoins and (norm in _JOINING_MARKS or (norm in _DASHES and not words.clitic[mark - 1]))


def _is_code_after(words: Words, k: int) -> bool:
    mark = k + 1
    if not _touch(words, k):
        return False
    if words.kinds[mark] == "l" or words.norms[mark] == "_":
        return True
    if not _touch(words, mark) or words.kinds[mark + 1] != "d":
        return False
    return words.norms[mark] in _JOINING_MARKS or (words.norms[mark] in _DASHES and _is_chain(words, k))


def _is_chain(words: Words, k: int) -> bool:
    """True where a third number follows after a second dash, or both numbers look like years."""
    if _touch(words, k + 2) and words.norms[k + 3] in _DASHES:
        return True
    return all(len(words.norms[at]) == 4 and words.norms[at][0] in "12" for at in (k, k + 2))
