"""Quotations: matched pairs of quotation marks, nested, within a paragraph. A stray mark is passed over.

Pairs are one of three families: guillemets, double marks, single marks. Which way a mark faces is told by the blanks beside it;
where they do not tell, by its glyph; where the glyph is the same for both, by what is open. Cost is linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.text.tokens import Words

GUILLEMETS, DOUBLE, SINGLE = range(3)
_FAMILIES = {
    "\u00ab": GUILLEMETS, "\u00bb": GUILLEMETS, "\u2039": GUILLEMETS, "\u203a": GUILLEMETS,
    "\u201c": DOUBLE, "\u201d": DOUBLE, "\u201e": DOUBLE, "\u201f": DOUBLE, '"': DOUBLE, "\u275d": DOUBLE, "\u275e": DOUBLE,
    "\u2018": SINGLE, "\u2019": SINGLE, "\u201a": SINGLE, "'": SINGLE, "`": SINGLE,
}  # fmt: skip
_OPENS = frozenset("\u00ab\u2039\u201c\u201e\u2018\u201a\u275d`")
_CLOSES = frozenset("\u00bb\u203a\u201d\u2019\u275e")
_BEFORE_OPENING = frozenset("([{:-\u2013\u2014/=")
_AFTER_CLOSING = frozenset(".,:;!?)]}\u060c\u061b\u061f\u2026-\u2013\u2014/")
_LONGEST_SINGLE = 40


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: words `i` to `j - 1` stand between the marks at the words `open` and `close`."""

    i: int
    j: int
    open: int
    close: int


def find_quotes(words: Words) -> list[Quote]:
    """Quotations of a text in order of their opening marks; inner ones follow the outer. Kept in `words.cache`."""
    known = words.cache.get("quotes")
    if known is None:
        known = words.cache["quotes"] = _pair_all(words)
    return list(known)


def is_paragraph_end(words: Words, k: int) -> bool:
    """True where word `k` is white space with at least two line breaks."""
    if words.kinds[k] != "n":
        return False
    printed = words.text_of(k, k + 1).replace("\r\n", "\n")
    return printed.count("\n") + printed.count("\r") >= 2


def _pair_all(words: Words) -> list[Quote]:
    marks = [k for k, kind in enumerate(words.kinds) if kind == "p" and words.text[words.starts[k]] in _FAMILIES]
    if not marks:
        return []
    found: list[Quote] = []
    paragraph: list[int] = []
    breaks = iter([*(k for k, kind in enumerate(words.kinds) if kind == "n" and is_paragraph_end(words, k)), len(words)])
    end = next(breaks)
    for k in [*marks, len(words)]:
        while end < k:
            found.extend(_pair(words, paragraph))
            paragraph = []
            end = next(breaks)
        paragraph.append(k)
    found.extend(_pair(words, [k for k in paragraph if k < len(words)]))
    return sorted(found, key=lambda q: (q.open, -q.close))


def _pair(words: Words, marks: list[int]) -> list[Quote]:
    """Quotations of one paragraph from the indices of its marks."""
    marks = [k for k in marks if not _is_apostrophe(words, k)]
    reversed_guillemets = _are_reversed(words, marks)
    stack: list[tuple[int, int]] = []
    open_count = [0, 0, 0]
    found: list[Quote] = []
    for k in marks:
        glyph = words.text[words.starts[k]]
        family = _FAMILIES[glyph]
        facing = _glyph_facing(glyph)
        if family != GUILLEMETS:
            facing = _facing(words, k) or facing
        elif reversed_guillemets:
            facing = -facing
        if facing < 0 or (facing == 0 and open_count[family]):
            if not open_count[family]:
                continue
            while True:
                start, other = stack.pop()
                open_count[other] -= 1
                if other == family:
                    break
            if k - start > 1 and not (family == SINGLE and k - start > _LONGEST_SINGLE):
                found.append(Quote(start + 1, k, start, k))
        else:
            stack.append((k, family))
            open_count[family] += 1
    return found


def _is_apostrophe(words: Words, k: int) -> bool:
    """True inside a Latin word and after digits (minutes, feet), where a mark quotes nothing."""
    if _FAMILIES[words.text[words.starts[k]]] == GUILLEMETS or k == 0 or words.ends[k - 1] != words.starts[k]:
        return False
    before = words.kinds[k - 1]
    if before == "d" and _FAMILIES[words.text[words.starts[k]]] == SINGLE:
        return True
    joined = k + 1 < len(words) and words.starts[k + 1] == words.ends[k]
    return before == "l" and joined and words.kinds[k + 1] == "l"


def _glyph_facing(glyph: str) -> int:
    return 1 if glyph in _OPENS else -1 if glyph in _CLOSES else 0


def _facing(words: Words, k: int) -> int:
    """1 opening, -1 closing, 0 where the blanks beside the mark do not tell."""
    open_side = k == 0 or words.ends[k - 1] < words.starts[k] or words.kinds[k - 1] in "ns" or words.clitic[k - 1]
    after = k + 1
    close_side = after >= len(words) or words.starts[after] > words.ends[k] or words.kinds[after] in "ns"
    if not open_side and words.norms[k - 1] in _BEFORE_OPENING:
        open_side = not close_side
    if not close_side and words.norms[after] in _AFTER_CLOSING:
        close_side = not open_side
    return int(open_side) - int(close_side)


def _are_reversed(words: Words, marks: list[int]) -> bool:
    """True where the blanks say that guillemets are printed the wrong way round in this paragraph."""
    balance = 0
    for k in marks:
        glyph = words.text[words.starts[k]]
        if _FAMILIES[glyph] == GUILLEMETS:
            balance += _facing(words, k) * _glyph_facing(glyph)
    return balance < -1
