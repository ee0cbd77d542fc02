"""Folding: the form in which Arabic words are compared, and the way back to the printed text.

Hamza carriers, alif maqsura, ta marbuta, Persian letters and presentation forms are joined; marks, tatweel, zero-width and
bidirectional control characters disappear; Arabic-Indic and Persian digits become ASCII; Latin letters lose their case.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_JOINED = {
    0x0622: 0x0627,  # alef madda
    0x0623: 0x0627,  # alef hamza above
    0x0625: 0x0627,  # alef hamza below
    0x0671: 0x0627,  # alef wasla
    0x0672: 0x0627,
    0x0673: 0x0627,
    0x0624: 0x0648,  # waw hamza
    0x0626: 0x064A,  # yeh hamza
    0x0649: 0x064A,  # alef maksura
    0x06CC: 0x064A,  # Farsi yeh
    0x06D0: 0x064A,
    0x06D2: 0x064A,
    0x0629: 0x0647,  # teh marbuta
    0x06C0: 0x0647,
    0x06C1: 0x0647,
    0x06BE: 0x0647,
    0x06D5: 0x0647,
    0x06A9: 0x0643,  # keheh
    0x06AF: 0x0643,  # gaf
    0x06AA: 0x0643,
}
_GONE = frozenset(
    {0x0640, 0x00AD, 0xFEFF, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)}
)


def _fold_char(char: str) -> str:
    code = ord(char)
    if code in _GONE or unicodedata.combining(char):
        return ""
    if code in _JOINED:
        return chr(_JOINED[code])
    if 0x0660 <= code <= 0x0669 or 0x06F0 <= code <= 0x06F9:
        return str(code & 0xF)
    wide = unicodedata.normalize("NFKC", char)
    if wide != char:
        return "".join(_fold_char(c) for c in wide)
    return char.lower()


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = sys.intern(_fold_char(chr(code)))
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Folded form of `text`. Length may change; see `fold_with_offsets` for the way back."""
    return text.translate(_TABLE)


@dataclass(frozen=True)
class Folded:
    """A folded text; `offsets[k]` is the code point of the original that gave folded code point `k` (one more at the end)."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of the original that gave the folded half-open span. ValueError outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"expected 0 <= start <= end <= {len(self.text)}, got {start}, {end}")
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_words(words: Iterable[str]) -> frozenset[str]:
    """The words, folded."""
    return frozenset(map(fold, words))


def fold_with_offsets(text: str) -> Folded:
    """Folded text with the place in the original of each of its code points."""
    pieces: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        folded = _TABLE[ord(char)]
        pieces.append(folded)
        offsets.extend([at] * len(folded))
    offsets.append(len(text))
    return Folded("".join(pieces), tuple(offsets))
