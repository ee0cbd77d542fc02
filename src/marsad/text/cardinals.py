"""Cardinals, ordinals and parts without their bounds: one word range, one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.text.digits import is_code, read_digits
from marsad.text.folding import fold

if TYPE_CHECKING:
    from marsad.text.tokens import Words

ARTICLE = "\u0627\u0644"
_TANWIN = "\u064b"
_HAMZA = "\u0626"
_MOST = 10**15


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
        digits = read_digits(words.norms[k]) if k < len(words) and words.kinds[k] == "d" else None
        return (k + 1, digits.value) if digits is not None and digits.value is not None else None

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
        small = self._small_digits(words, k) or self._below_thousand(words, k)
        if small is None:
            return self._read_bare_scale(words, k, lexeme)
        end, value = small
        parts = self._lexeme(words, end)
        if parts is not None and parts.cls == "parts":
            return Read(end + 1, None, 1, "fraction", "parts")
        scale = 1
        while (after := self._lexeme(words, end)) is not None and after.cls in ("scale", "scale_plural") and not after.definite:
            if value * scale * after.value > _MOST:
                break
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

    def _read_digits(self, words: Words, k: int, *, joined: bool) -> Read | None:
        """Digits with the scale words behind them and what these are joined to. None for codes (see `digits`) and long runs."""
        digits = None if is_code(words, k, joined=joined) else read_digits(words.norms[k])
        if digits is None:
            return None
        end, scale = k + 1, 1
        while (after := self._lexeme(words, end)) is not None and after.cls in ("scale", "scale_plural", "hundred"):
            if after.definite or (after.cls == "hundred" and (after.value != 100 or scale > 1)) or scale * after.value > _MOST:
                break
            scale *= after.value
            end += 1
        if scale == 1 and after is not None and after.cls == "parts":
            return Read(end + 1, None, 1, "fraction", "parts")
        if scale == 1:
            kind, rule = ("cardinal", "digits") if digits.value is not None else ("fraction", "decimal")
            return Read(end, digits.value, 1, kind, rule)
        return self._add_rest(words, end, digits.units * scale // digits.per, scale)

    def _add_rest(self, words: Words, end: int, total: int, scale: int) -> Read:
        """What follows digits with a scale word after the conjunction: a half, or a number smaller than the scale."""
        if self._joins(words, end):
            half = self._read_half(words, end + 1, scale)
            if half is not None:
                return Read(half[0], total + half[1], scale, "cardinal", "digits")
            rest = self._read_sum(words, end + 1)
            if rest is not None and rest.value is not None and rest.value < scale:
                return Read(rest.end, total + rest.value, scale, "cardinal", "digits")
        return Read(end, total, scale, "cardinal", "digits")
