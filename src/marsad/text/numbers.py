"""Numbers: digits and number words as integers with bounds, read from a table of words (see `lexicons/numbers.yml`).

Bounds follow the coding guidelines: exact n, n; at least n, none; more than n + 1, none; up to none, n; about n, n.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.text.cardinals import CardinalReader, Read
from marsad.text.folding import fold
from marsad.text.tries import Trie

if TYPE_CHECKING:
    from marsad.text.tokens import Words

_DUAL_FEMININES = ("\u062a\u0627\u0646", "\u062a\u064a\u0646")
_DUALS = ("\u0627\u0646", "\u064a\u0646")
_ARTICLE = "\u0627\u0644"
_PROCLITICS = frozenset("\u0648\u0641\u0628\u0644\u0643")
_REACH_AFTER = 3  # words between a number and the bound behind it ("17 persons at least")
_NESTED = 3
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at words `i` to `j - 1` (code points `start` to `end`); without the bounds before it, it begins at `at`.

    `low` and `high` are inclusive, None where open. `kind`: cardinal, vague, fraction (percentages carry the percent as bounds,
    other parts no bounds) or ordinal (ranks, and numbers that are names: brigades, articles, years; never counts).
    """

    i: int
    j: int
    start: int
    end: int
    low: int | None
    high: int | None
    rule: str
    kind: str
    at: int


class _Bound(NamedTuple):
    id: str
    effect: str


class _Vague(NamedTuple):
    id: str
    low: int
    high: int | None
    times: bool


class NumberReader:
    """Reads the numbers of texts by a table of words."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._cardinals = CardinalReader(table)
        self._before: Trie[_Bound] = Trie()
        self._after: Trie[_Bound] = Trie()
        self._vague: Trie[_Vague] = Trie()
        self._between: Trie[str] = Trie()
        self._percent: Trie[str] = Trie()
        for row in table["bounds"]:
            bound = _Bound(row["id"], row["effect"])
            _add_all(self._before, row.get("before", ()), bound)
            _add_all(self._after, row.get("after", ()), bound)
        for row in table["vague"]:
            _add_all(self._vague, row["forms"], _Vague(row["id"], row["low"], row["high"], bool(row.get("times"))))
        joiners = table["joiners"]
        _add_all(self._between, joiners["between"], "between")
        _add_all(self._percent, joiners["percent"], "percent")
        self._percent_before = frozenset(map(fold, joiners["percent_before"]))
        self._to = frozenset(map(fold, joiners["to"]))
        self._from = frozenset(map(fold, joiners["from"]))
        self._and = fold(joiners["and"])
        self._names = frozenset(map(fold, table["names"]))
        self._not_after = frozenset(map(fold, table["not_after"]))
        self._not_dual = frozenset(map(fold, table["not_dual"]))
        self._not_before: Trie[str] = Trie()
        _add_all(self._not_before, table["not_before"], "no")
        phrases = [phrase for row in table["bounds"] for phrase in row.get("before", ())]
        phrases += [phrase for row in table["vague"] for phrase in row["forms"]] + list(joiners["between"])
        firsts = {parts[0] for phrase in phrases for parts in _variants(phrase)}
        self._starts = self._cardinals.words | firsts

    def read(self, words: Words) -> list[Number]:
        """Numbers of a text from left to right, none inside another."""
        found: list[Number] = []
        k, n = 0, len(words)
        norms, kinds, starts = words.norms, words.kinds, self._starts
        while k < n:
            number = self._read_at(words, k, 0) if kinds[k] == "d" or norms[k] in starts else None
            if number is None:
                k += 1
            else:
                found.append(number)
                k = number.j
        return found

    def is_dual(self, norm: str, *, sure: bool = True) -> bool:
        """True where a folded noun ends as a dual; `sure` asks for the feminine ending, which no plural shares."""
        if norm in self._not_dual or len(norm) < 5:
            return False
        return norm.endswith(_DUAL_FEMININES if sure else _DUALS)

    def _read_at(self, words: Words, k: int, depth: int) -> Number | None:
        if k >= len(words) or depth > _NESTED:
            return None
        number = self._read_bounded(words, k, depth) or self._read_between(words, k) or self._read_vague(words, k)
        return number or self._read_plain(words, k)

    def _read_bounded(self, words: Words, k: int, depth: int) -> Number | None:
        for end, bounds in reversed(list(self._before.matches(words.norms, k))):
            inner = self._read_at(words, self._skip_article(words, end), depth + 1)
            if inner is None or inner.kind == "ordinal":
                continue
            return replace(_bind(inner, bounds[0]), i=k, start=words.starts[k])
        return None

    def _skip_article(self, words: Words, k: int) -> int:
        """Past brackets, a preposition split off and an article printed apart, as they stand between bound and number."""
        while k < len(words) and (words.norms[k] in ("(", '"', _ARTICLE) or (words.clitic[k] and words.norms[k] != self._and)):
            k += 1
        return k

    def _read_between(self, words: Words, k: int) -> Number | None:
        longest = self._between.longest(words.norms, k)
        if longest is None:
            return None
        at = self._skip_article(words, longest[0])
        for first in self._cardinals.read_all(words, at):
            j = first.end
            if j + 1 >= len(words) or words.norms[j] != self._and:
                continue
            second = self._cardinals.read(words, self._skip_article(words, j + 1))
            if second is None or second.value is None or first.value is None:
                continue
            low = first.value * second.scale if first.scale == 1 and first.value < second.value // second.scale else first.value
            if low <= second.value:
                return replace(_number(words, (k, second.end), (low, second.value), "range"), at=at)
        return None

    def _read_vague(self, words: Words, k: int) -> Number | None:
        longest = self._vague.longest(words.norms, k)
        if longest is None or self._word_before(words, k) in self._not_after:
            return None
        end, values = longest
        vague = values[0]
        scale = self._cardinals.scale_at(words, end) if vague.times else None
        factor, j = scale or 1, end + 1 if scale else end
        high = vague.high * factor if vague.high is not None else None
        return _number(words, (k, j), (vague.low * factor, high), vague.id, "vague")

    def _read_plain(self, words: Words, k: int) -> Number | None:
        first = self._cardinals.read(words, k)
        if first is None:
            return None
        before = self._word_before(words, k)
        if before in self._not_after and words.kinds[k] != "d":
            return None
        if first.kind == "ordinal":
            if first.end < len(words) and self._not_before.longest(words.norms, first.end) is not None:
                return None
            return _number(words, (k, first.end), (first.value, first.value), first.rule, "ordinal")
        percent = self._percent.longest(words.norms, first.end) if first.end < len(words) else None
        if percent is not None or before in self._percent_before:
            end = percent[0] if percent is not None else first.end
            return _number(words, (k, end), (first.value, first.value), "percent", "fraction")
        if first.kind == "fraction" or first.value is None:
            return _number(words, (k, first.end), (None, None), first.rule, "fraction")
        if before in self._names and (words.kinds[k] == "d" or first.value > 999):
            return _number(words, (k, first.end), (first.value, first.value), "name", "ordinal")
        return self._bind_after(words, self._read_range(words, k, first) or self._close_brackets(words, k, first))

    def _word_before(self, words: Words, k: int) -> str:
        k -= 1
        while k > 0 and (words.clitic[k] or words.norms[k] in ("(", '"', "_", "#", ":", _ARTICLE)):
            k -= 1
        return words.norms[k] if k >= 0 else ""

    def _read_range(self, words: Words, k: int, first: Read) -> Number | None:
        """The range that begins with the number `first` at `k`."""
        if first.value is None or first.end + 1 >= len(words):
            return None
        joiner = words.norms[first.end]
        if joiner not in self._to or self._word_before(words, k) in self._from:
            return None
        second = self._cardinals.read(words, self._skip_article(words, first.end + 1), joined=True)
        if second is None or second.value is None or second.kind != "cardinal" or second.value <= first.value:
            return None
        if words.kinds[k] == "d" and first.end == k + 1 and first.value in _YEARS and second.value not in _YEARS:
            return None  # the toll rose since October 2023 to 57,418
        low = first.value * second.scale if first.scale == 1 and first.value < second.value // second.scale else first.value
        return _number(words, (k, second.end), (low, second.value), "range")

    def _close_brackets(self, words: Words, k: int, first: Read) -> Number:
        """The number `first` at `k`, with the same number repeated in brackets behind it."""
        j = first.end
        if j + 2 < len(words) and words.norms[j] == "(" and words.norms[j + 2] == ")":
            again = self._cardinals.read(words, j + 1)
            if again is not None and again.value == first.value:
                j += 3
        return _number(words, (k, j), (first.value, first.value), first.rule)

    def _bind_after(self, words: Words, number: Number) -> Number:
        """`number` with the bound that stands behind it, directly or after the counted noun."""
        for k in range(number.j, min(number.j + _REACH_AFTER + 1, len(words))):
            longest = self._after.longest(words.norms, k)
            if longest is not None:
                bound = _bind(number, longest[1][0])
                end = longest[0]
                return bound if k > number.j else replace(bound, j=end, end=words.ends[end - 1])
            if words.kinds[k] not in "as" or words.clitic[k]:
                break
        return number


def _number(
    words: Words, span: tuple[int, int], bounds: tuple[int | None, int | None], rule: str, kind: str = "cardinal"
) -> Number:
    i, j = span
    return Number(i, j, words.starts[i], words.ends[j - 1], *bounds, f"numbers.{rule}", kind, i)


def _add_all(trie: Trie[Any], phrases: Iterable[str], value: Any) -> None:
    for phrase in phrases:
        for parts in _variants(phrase):
            trie.add(parts, value)


def _variants(phrase: str) -> list[tuple[str, ...]]:
    """Folded words of a phrase, with and without a first letter split off as a proclitic: both are how texts may come."""
    found: list[tuple[str, ...]] = [()]
    for word in fold(phrase).split():
        options: list[tuple[str, ...]] = [(word,)]
        if len(word) > 2 and word[0] in _PROCLITICS:
            options.append((word[0], word[1:]))
        found = [(*parts, *option) for parts in found for option in options]
    return found


def _bind(number: Number, bound: _Bound) -> Number:
    low, high = number.low, number.high
    rule = f"numbers.{bound.id}"
    if number.kind == "fraction" or bound.effect == "about":
        return replace(number, rule=rule)
    base = low if low is not None else high
    if base is None:
        return replace(number, rule=rule)
    if number.kind == "vague" and bound.effect in ("more_than", "at_least"):
        return replace(number, rule=rule, high=None)
    if bound.effect == "at_least":
        return replace(number, rule=rule, low=base, high=None)
    if bound.effect == "more_than":
        return replace(number, rule=rule, low=base + 1, high=None)
    top = high if high is not None else base
    if bound.effect == "some_more":
        return replace(number, rule=rule, low=base + 1, high=base + 9)
    return replace(number, rule=rule, low=None, high=top - 1 if bound.effect == "less_than" else top)
