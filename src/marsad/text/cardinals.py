"""Cardinals, ordinals and parts without their bounds: one word range, one value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.text.folding import fold

if TYPE_CHECKING:
    from marsad.text.tokens import Words

ARTICLE = "\u0627\u0644"
_TANWIN = "\u064b"
_HAMZA = "\u0626"
_MOST_DIGITS = 15
_PLAIN = re.compile(r"[0-9]{1,15}\Z")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,\u066b\u066c][0-9]{3})+\Z")
_DECIMAL = re.compile(r"[0-9]{1,12}[.,\u066b][0-9]{1,12}\Z")
_DATE_MARKS = frozenset("/:=+")
_DASHES = frozenset("-\u2013\u2014")


class Read(NamedTuple):
    """What was read up to word `end`: `value` None where it is no integer; `scale` the largest scale word in it (else 1)."""

    end: int
    value: int | None
    scale: int
    kind: str
    rule: str


class _Lexeme(NamedTuple):
    cls: str
    value: int
    definite: bool
    hamza: bool
    either: bool
    parts: int  # denominator of fractions


class CardinalReader:
    """Reads digits, number words and their compounds at a word; `words` are the folded words with which one may begin."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._lexemes: dict[str, _Lexeme] = {}
        self._ordinals: dict[str, tuple[int, bool]] = {}
        self._and = fold(table["joiners"]["and"])
        for row in table["cardinals"]:
            self._add(row, row["class"], row["value"], 1)
        for row in table["fractions"]:
            self._add(row, "parts" if row.get("plural") else "fraction", row["numerator"], row["denominator"])
        for row in table["ordinals"]:
            for form in row["forms"]:
                norm = fold(form)
                for text in (norm,) if norm.startswith(ARTICLE) else (norm, ARTICLE + norm):
                    self._ordinals.setdefault(text, (row["value"], bool(row.get("bound"))))
        self.words = frozenset(self._lexemes) | frozenset(self._ordinals)

    def _add(self, row: Mapping[str, Any], cls: str, value: int, parts: int) -> None:
        for form in row["forms"]:
            norm = fold(form)
            lexeme = _Lexeme(cls, value, False, bool(row.get("hamza")), bool(row.get("either")), parts)
            self._lexemes.setdefault(norm, lexeme)
            if not row.get("bare"):
                self._lexemes.setdefault(ARTICLE + norm, lexeme._replace(definite=True))

    def read(self, words: Words, k: int, *, joined: bool = False) -> Read | None:
        """The longest cardinal, ordinal or part that begins at word `k`. `joined`: a mark may stand before it."""
        return next(iter(self.read_all(words, k, joined=joined)), None)

    def read_all(self, words: Words, k: int, *, joined: bool = False) -> list[Read]:
        """Every reading at word `k`, longest first (a compound may also be its first word and a conjunction)."""
        if k >= len(words):
            return []
        found: list[Read] = []
        if words.kinds[k] == "d":
            full = self._read_digits(words, k, joined=joined)
            return [full] if full is not None else []
        ordinal = self._read_ordinal(words, k)
        if ordinal is not None:
            return [ordinal]
        full = self._read_sum(words, k)
        if full is not None:
            found.append(full)
        lexeme = self._lexeme(words, k)
        if lexeme is not None and lexeme.cls in ("unit", "tens", "ten") and (full is None or full.end > k + 1):
            found.append(Read(k + 1, lexeme.value, 1, "cardinal", "words"))
        return found

    def scale_at(self, words: Words, k: int) -> int | None:
        """The hundred, thousand, million at word `k` that a vague quantity multiplies."""
        lexeme = self._lexeme(words, k)
        return lexeme.value if lexeme is not None and lexeme.cls in ("scale_plural", "scale") else None

    def _lexeme(self, words: Words, k: int) -> _Lexeme | None:
        if k >= len(words):
            return None
        lexeme = self._lexemes.get(words.norms[k])
        return None if lexeme is None or (lexeme.hamza and _HAMZA not in words.text_of(k, k + 1)) else lexeme

    def _joins(self, words: Words, k: int) -> bool:
        return k + 1 < len(words) and words.norms[k] == self._and and words.kinds[k] == "a"

    def _below_hundred(self, words: Words, k: int) -> tuple[int, int] | None:
        lexeme = self._lexeme(words, k)
        if lexeme is None:
            return None
        if lexeme.cls in ("ten", "teen", "tens"):
            return k + 1, lexeme.value
        if lexeme.cls not in ("unit", "bound"):
            return None
        after = self._lexeme(words, k + 1)
        if after is not None and after.cls == "ten" and not after.definite:
            return k + 2, lexeme.value + 10
        if 0 < lexeme.value < 10 and self._joins(words, k + 1):
            tens = self._lexeme(words, k + 2)
            if tens is not None and tens.cls == "tens" and tens.definite == lexeme.definite:
                return k + 3, lexeme.value + tens.value
        return (k + 1, lexeme.value) if lexeme.cls == "unit" else None

    def _below_thousand(self, words: Words, k: int) -> tuple[int, int] | None:
        lexeme = self._lexeme(words, k)
        if lexeme is None:
            return None
        value, end = 0, k
        if lexeme.cls == "hundred":
            value, end = lexeme.value, k + 1
        elif lexeme.cls == "unit" and 2 < lexeme.value < 10:
            hundred = self._lexeme(words, k + 1)
            if hundred is not None and hundred.cls == "hundred" and hundred.value == 100:
                value, end = lexeme.value * 100, k + 2
        if not value:
            return self._below_hundred(words, k)
        if self._joins(words, end):
            rest = self._small_digits(words, end + 1) or self._below_hundred(words, end + 1)
            if rest is not None and 0 < rest[1] < 100:
                return rest[0], value + rest[1]
        return end, value

    def _small_digits(self, words: Words, k: int) -> tuple[int, int] | None:
        read = self._read_digits(words, k, joined=True, scaled=False) if k < len(words) and words.kinds[k] == "d" else None
        return (read.end, read.value) if read is not None and read.value is not None else None

    def _read_sum(self, words: Words, k: int) -> Read | None:
        """Thousands, hundreds and units joined by the conjunction, each part smaller than the scale before it."""
        total, pos, last, top = 0, k, 0, 1
        end = k
        while True:
            part = self._read_part(words, pos)
            if part is None or (last and part.value is not None and part.value >= last):
                break
            if part.value is None:
                return part if not last else Read(end, total, top, "cardinal", "words")
            total, end, last = total + part.value, part.end, part.scale
            top = max(top, part.scale)
            if last == 1 or not self._joins(words, end):
                break
            half = self._read_half(words, end + 1, last)
            if half is not None:
                return Read(half[0], total + half[1], top, "cardinal", "words")
            pos = end + 1
        return Read(end, total, top, "cardinal", "words") if end > k else None

    def _read_part(self, words: Words, k: int) -> Read | None:
        lexeme = self._lexeme(words, k)
        if lexeme is not None and lexeme.cls in ("fraction", "parts"):
            return self._read_fraction(words, k, lexeme)
        small = (self._small_digits(words, k) or self._below_thousand(words, k)) if lexeme is not None or words.kinds[k : k + 1] == ("d",) else None
        if small is None:
            return self._read_bare_scale(words, k, lexeme)
        end, value = small
        parts = self._lexeme(words, end)
        if parts is not None and parts.cls == "parts":
            return Read(end + 1, None, 1, "fraction", "parts")
        scale = 1
        while (after := self._lexeme(words, end)) is not None and after.cls in ("scale", "scale_plural") and not after.definite:
            scale *= after.value
            end += 1
        return Read(end, value * scale, scale, "cardinal", "words")

    def _read_bare_scale(self, words: Words, k: int, lexeme: _Lexeme | None) -> Read | None:
        if lexeme is None or lexeme.cls not in ("scale", "scale_dual"):
            return None
        count = 2 if lexeme.cls == "scale_dual" or (lexeme.either and self._is_construct(words, k)) else 1
        end, scale = k + 1, lexeme.value
        after = self._lexeme(words, end)
        if after is not None and after.cls == "scale" and after.value > scale and not after.definite:
            end, scale = end + 1, scale * after.value
        return Read(end, count * scale, scale, "cardinal", "words")

    def _is_construct(self, words: Words, k: int) -> bool:
        """True where an accusative or dual form without tanwin is followed by a noun: the dual in construct."""
        plain = _TANWIN not in words.text_of(k, k + 1)
        return plain and k + 1 < len(words) and words.kinds[k + 1] == "a" and not words.clitic[k + 1]

    def _read_fraction(self, words: Words, k: int, lexeme: _Lexeme) -> Read | None:
        if lexeme.cls == "parts":
            return None
        after = self._lexeme(words, k + 1)
        if after is not None and after.cls == "scale":
            return Read(k + 2, after.value * lexeme.value // lexeme.parts, after.value, "cardinal", "words")
        return Read(k + 1, None, 1, "fraction", "part")

    def _read_half(self, words: Words, k: int, scale: int) -> tuple[int, int] | None:
        """Half, third or quarter of the scale before the conjunction, with the scale repeated or not."""
        lexeme = self._lexeme(words, k)
        if lexeme is None or lexeme.cls != "fraction" or scale == 1:
            return None
        after = self._lexeme(words, k + 1)
        end = k + 2 if after is not None and after.cls == "scale" and after.definite else k + 1
        return end, scale * lexeme.value // lexeme.parts

    def _read_ordinal(self, words: Words, k: int) -> Read | None:
        found = self._ordinals.get(words.norms[k])
        if found is None:
            return None
        value, bound = found
        after = self._lexeme(words, k + 1)
        if after is not None and after.cls == "ten" and not after.definite:
            return Read(k + 2, value + 10, 1, "ordinal", "ordinal")
        if self._joins(words, k + 1):
            tens = self._lexeme(words, k + 2)
            if tens is not None and tens.cls == "tens":
                return Read(k + 3, value + tens.value, 1, "ordinal", "ordinal")
        return None if bound else Read(k + 1, value, 1, "ordinal", "ordinal")

    def _read_digits(self, words: Words, k: int, *, joined: bool, scaled: bool = True) -> Read | None:
        """Digits with thousands separators, decimals, and scale words behind them. None for clock times, dates, codes, long runs."""
        norm = words.norms[k]
        if (scaled and self._is_code(words, k, joined=joined)) or len(norm) > 2 * _MOST_DIGITS:
            return None
        value: int | None = None
        parts: tuple[int, int] | None = None
        if _PLAIN.match(norm):
            if len(norm) > 2 and norm[0] == "0":
                return None
            value = int(norm)
        elif _GROUPED.match(norm) and norm[0] != "0":
            value = int(re.sub(r"[^0-9]", "", norm))
        elif _DECIMAL.match(norm):
            whole, _, rest = re.sub(r"[^0-9]", ".", norm).partition(".")
            parts = int(whole + rest), 10 ** len(rest)
            value = parts[0] // parts[1] if parts[0] % parts[1] == 0 else None
        else:
            return None
        end = k + 1
        if not scaled:
            return Read(end, value, 1, "cardinal", "digits")
        return self._scale_digits(words, end, value, parts)

    def _scale_digits(self, words: Words, end: int, value: int | None, parts: tuple[int, int] | None) -> Read:
        scale = 1
        while (after := self._lexeme(words, end)) is not None and after.cls in ("scale", "scale_plural", "hundred"):
            if after.definite or (after.cls == "hundred" and (after.value != 100 or scale > 1)):
                break
            scale *= after.value
            end += 1
        if scale == 1:
            if after is not None and after.cls == "parts":
                return Read(end + 1, None, 1, "fraction", "parts")
            return Read(end, value, 1, "cardinal" if value is not None else "fraction", "digits" if value is not None else "decimal")
        if value is None and parts is not None:
            total = parts[0] * scale // parts[1]
        else:
            total = (value or 0) * scale
        while self._joins(words, end):
            half = self._read_half(words, end + 1, scale)
            rest = Read(half[0], half[1], 1, "", "") if half is not None else self._read_part(words, end + 1)
            if rest is None or rest.value is None or rest.value >= scale:
                break
            total, end = total + rest.value, rest.end
            if rest.scale == 1:
                break
        return Read(end, total, scale, "cardinal", "digits")

    def _is_code(self, words: Words, k: int, *, joined: bool) -> bool:
        """True for digits that are part of a clock time, a date, a decimal chain, a hashtag, an address, a type (F-16)."""
        before, after = k - 1, k + 1
        if before >= 0 and words.ends[before] == words.starts[k] and not joined:
            mark = words.norms[before]
            if mark == "_" or words.kinds[before] == "l" or (before > 0 and mark in _DATE_MARKS and self._adjoins(words, before)):
                return True
            if mark in _DASHES and before > 0 and self._adjoins(words, before) and not words.clitic[before - 1]:
                return True
        if after < len(words) and words.starts[after] == words.ends[k]:
            if words.kinds[after] == "l" or words.norms[after] == "_":
                return True
            touches = after + 1 < len(words) and words.starts[after + 1] == words.ends[after]
            if touches and words.norms[after] in _DATE_MARKS and words.kinds[after + 1] == "d":
                return True
            if touches and words.norms[after] in _DASHES and words.kinds[after + 1] == "d":
                return self._is_chain(words, k)
        return False

    def _adjoins(self, words: Words, mark: int) -> bool:
        return words.ends[mark - 1] == words.starts[mark] and words.kinds[mark - 1] in "adl"

    def _is_chain(self, words: Words, k: int) -> bool:
        """True where a third number follows after a second dash, or both numbers look like years."""
        third = k + 3
        if third < len(words) and words.norms[third] in _DASHES and words.starts[third] == words.ends[k + 2]:
            return True
        return all(len(words.norms[at]) == 4 and words.norms[at][0] in "12" for at in (k, k + 2))
