"""Words as names are printed: proclitics joined to their word, quotation marks, `#` and `_` passed over."""

from __future__ import annotations

import re

from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, LAM, Words

QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d\u201e\u201f\u2018\u2019\u2039\u203a\u0060\u00b4")
_OPENING = {
    "\u00ab": "\u00bb",
    "\u201c": "\u201d",
    "\u2039": "\u203a",
    "\u2018": "\u2019",
    "\u201e": "\u201d",
    '"': '"',
    "(": ")",
    "\u201d": "\u201c",
}
_SKIPPED = QUOTES | {"_", "#", "/"}
_UNIT = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
_KEY = "actor_units"


class Units:
    """The words of a text as units: a word with its proclitics, or a mark.

    `bare[u]` is the folded word without proclitics, `joined[u]` with them, `clitics[u]` the proclitics, `at[u]` the index of
    the word, `kinds[u]` its kind. Marks in `QUOTES`, `#` and `_` are no units, so that a name reads across them.
    """

    __slots__ = ("at", "bare", "clitics", "joined", "kinds", "quoted", "words")

    def __init__(self, words: Words) -> None:
        self.words = words
        self.bare: list[str] = []
        self.joined: list[str] = []
        self.clitics: list[str] = []
        self.at: list[int] = []
        self.kinds: list[str] = []
        self.quoted: list[bool] = []
        pending, mark = "", False
        for k, norm in enumerate(words.norms):
            kind = words.kinds[k]
            if kind == "s" or norm in _SKIPPED:
                mark = mark or norm in QUOTES
                continue
            if words.clitic[k] and k + 1 < len(words) and words.starts[k + 1] == words.ends[k]:
                pending += norm
                continue
            self.bare.append(norm)
            self.joined.append(_join(pending, norm) if pending else norm)
            self.clitics.append(pending)
            self.at.append(k)
            self.kinds.append(kind)
            self.quoted.append(mark)
            pending, mark = "", False

    def __len__(self) -> int:
        return len(self.bare)

    def span(self, u: int, v: int) -> tuple[int, int, int, int]:
        """`(i, j, start, end)` of units `u` to `v - 1`, without the first proclitics, a quotation closed if it opens inside.

        Where the preposition lam has swallowed the article, `start` takes it in, so that the printed text is whole words.
        """
        words, i, j = self.words, self.at[u], self.at[v - 1] + 1
        wanted: list[str] = []
        for k in range(i, j):
            norm = words.norms[k]
            if wanted and norm == wanted[-1]:
                wanted.pop()
            elif norm in _OPENING and norm in QUOTES:
                wanted.append(_OPENING[norm])
        if wanted and j < len(words) and words.norms[j] == wanted[-1]:
            j += 1
        start = words.starts[i]
        if (
            i
            and words.clitic[i - 1]
            and words.norms[i - 1] == LAM
            and words.text[start] == LAM
            and words.norms[i].startswith(ALEF)
        ):
            start = words.starts[i - 1]  # the preposition has swallowed the article's alef
        return i, j, start, words.ends[j - 1]

    def printed_end(self, u: int) -> str:
        """Last letter of unit `u` as printed, marks left out."""
        words, k = self.words, self.at[u]
        printed = [char for char in words.text[words.starts[k] : words.ends[k]] if fold(char)]
        return printed[-1] if printed else ""

    def printed(self, u: int) -> str:
        """Unit `u` as printed."""
        return self.words.text_of(self.at[u], self.at[u] + 1)

    def is_quoted(self, u: int) -> bool:
        """Whether a quotation mark stands right before unit `u`."""
        return self.quoted[u]

    def closes(self, u: int) -> bool:
        """Whether a quotation mark stands right after unit `u`."""
        k = self.at[u] + 1
        return k < len(self.words) and self.words.norms[k] in QUOTES


def units_of(words: Words) -> Units:
    """The units of a text, made once."""
    found = words.cache.get(_KEY)
    if not isinstance(found, Units):
        found = Units(words)
        words.cache[_KEY] = found
    return found


def _join(clitics: str, norm: str) -> str:
    """Proclitics and their word; lam before an article whose noun begins with lam is written as before any other noun."""
    if clitics.endswith(LAM) and norm.startswith(ARTICLE + LAM):
        return clitics + ARTICLE + norm[3:]
    return clitics + norm


def phrase_of(text: str) -> tuple[str, ...]:
    """A printed phrase as the joined units that a text would give: folded, lam with the article written out."""
    out: list[str] = []
    for word in _UNIT.findall(fold(text)):
        if word not in _SKIPPED:
            out.append(LAM + ALEF + word[1:] if word.startswith(LAM + LAM) else word)
    return tuple(out)
