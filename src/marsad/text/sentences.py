"""Sentences, clauses and quotations of a text, as half-open ranges of words.

A sentence ends at a full stop, question or exclamation mark or ellipsis that stands in no quotation, at the end of a quotation
whose last mark is a full stop, at a paragraph end, before a bullet, and at a line break, unless the line was only wrapped: it
carries no final mark, it is long, and the first word of the next line would not have fitted the longest line of the paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.text.quotes import Quote, find_quotes, is_paragraph_end

if TYPE_CHECKING:
    from marsad.text.tokens import Words

__all__ = ["Quote", "find_clauses", "find_quotes", "find_sentences"]

QUESTION, COMMA, SEMICOLON, FULL_STOP = "\u061f", "\u060c", "\u061b", "\u06d4"
_STOPS = frozenset((".", "!", "?", QUESTION, "...", FULL_STOP, "\u203c", "!!", "??"))
_BULLETS = frozenset("\u2022\u25aa\u25cf\u25c6\u25a0\u25ba\u27a2\u2023\u25e6\u2666\u25cb\u2713\u2714*\u00b7-\u2013\u2014")
_ALWAYS_BULLETS = frozenset("\u2022\u25aa\u25cf\u25c6\u25a0\u25ba\u27a2\u2023\u25e6")
_CLOSERS = frozenset(")]}\u00bb\u201d\u2019")
_SEPARATORS = frozenset((",", COMMA, ";", SEMICOLON, ":", "(", ")", "[", "]", "{", "}", "\u2013", "\u2014"))
_NUMBER_MARKS = frozenset(".)-\u2013:")
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 220
_BRACKET = 8  # words from a stop to the bracket around it
_KICKER = 3  # words before ".." that are no sentence yet


def find_sentences(words: Words) -> list[tuple[int, int]]:
    """Sentences as ranges that tile all words in order; a line break belongs to the sentence that it ends."""
    depth, closes_sentence = _read_quotes(words)
    wrapped = _find_wrapped(words)
    ranges: list[tuple[int, int]] = []
    start, k, n = 0, 0, len(words)
    while k < n:
        kind, ends = words.kinds[k], False
        if kind == "n":
            ends = k not in wrapped and (depth[k] == 0 or is_paragraph_end(words, k))
        elif kind == "p":
            if words.norms[k] in _ALWAYS_BULLETS and k > start and depth[k] == 0:
                ranges.append((start, k))
                start = k
            elif k in closes_sentence:
                ends = True
            elif words.norms[k] in _STOPS and depth[k] == 0:
                ends = _is_stop(words, k, start)
        k += 1
        if ends:
            k = _skip_closers(words, k, depth)
            if k > start:
                ranges.append((start, k))
            start = k
    if start < n:
        ranges.append((start, n))
    return _join_blank(words, ranges)


def find_clauses(words: Words, i: int, j: int) -> list[tuple[int, int]]:
    """Ranges of `i` to `j - 1` between commas, semicolons, colons, dashes, brackets and line breaks; the marks are in none."""
    ranges: list[tuple[int, int]] = []
    start = i
    for k in range(i, j):
        if words.kinds[k] == "n" or (words.kinds[k] == "p" and _separates(words, k)):
            if k > start:
                ranges.append((start, k))
            start = k + 1
    if start < j:
        ranges.append((start, j))
    return ranges


def _separates(words: Words, k: int) -> bool:
    norm = words.norms[k]
    if norm in _SEPARATORS:
        return True
    if norm != "-":
        return False
    before = k == 0 or words.ends[k - 1] < words.starts[k]
    after = k + 1 >= len(words) or words.ends[k] < words.starts[k + 1]
    return before and after


def _read_quotes(words: Words) -> tuple[list[int], frozenset[int]]:
    """How many quotations cover each word, and the closing marks that end a sentence (a full stop stands before them)."""
    change = [0] * (len(words) + 1)
    closing: set[int] = set()
    for quote in find_quotes(words):
        change[quote.open] += 1
        change[quote.close + 1] -= 1
        if words.norms[quote.j - 1] in (".", "..."):
            closing.add(quote.close)
    depth, level = [], 0
    for k in range(len(words)):
        level += change[k]
        depth.append(level)
    return depth, frozenset(k for k in closing if depth[k] == 1)


def _is_stop(words: Words, k: int, start: int) -> bool:
    """True unless the mark belongs to a number, an abbreviation, a domain, a list number, or a short kicker before two dots."""
    if words.norms[k] != ".":
        return True
    before, after = k - 1, k + 1
    joined_before = before >= 0 and words.ends[before] == words.starts[k]
    joined_after = after < len(words) and words.starts[after] == words.ends[k]
    dots_after = joined_after and words.norms[after] == "."
    if dots_after or (joined_before and words.norms[before] == "."):
        return not dots_after and k - start > _KICKER + 1
    if not joined_before:
        return True
    if joined_after and _in_short_bracket(words, k):
        return False
    if joined_after and words.kinds[before] in "ld" and words.kinds[after] in "ld":
        return False
    if words.kinds[before] == "d":
        return before != start or after >= len(words)
    if len(words.norms[before]) == 1 and words.kinds[before] in "al" and not _ends_line(words, after):
        return before > start and words.kinds[before - 1] == "d"
    return True


def _in_short_bracket(words: Words, k: int) -> bool:
    """Whether a full stop stands in a bracket of a few words: an abbreviation with points."""
    opened = next((b for b in range(k - 1, max(k - _BRACKET, -1), -1) if words.norms[b] in "()"), None)
    closed = next((b for b in range(k + 1, min(k + _BRACKET, len(words))) if words.norms[b] in "()"), None)
    return opened is not None and closed is not None and words.norms[opened] == "(" and words.norms[closed] == ")"


def _ends_line(words: Words, k: int) -> bool:
    return k >= len(words) or words.kinds[k] == "n"


def _skip_closers(words: Words, k: int, depth: list[int]) -> int:
    """First word after the marks and blanks that still belong to a sentence which ends before word `k`."""
    while k < len(words):
        printed = words.text[words.starts[k]]
        closes = printed in _CLOSERS or (printed in "\"'" and depth[k] == 0 and words.ends[k - 1] == words.starts[k])
        is_mark = words.kinds[k] == "p" and (closes or words.norms[k] in _STOPS)
        is_blank = words.kinds[k] in "ns" and k > 0 and words.kinds[k - 1] != "n"
        if not is_mark and not is_blank:
            break
        k += 1
    return k


def _join_blank(words: Words, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`ranges` with those that hold only blanks joined to their neighbours."""
    joined: list[tuple[int, int]] = []
    pending: int | None = None
    for begin, j in ranges:
        i = begin if pending is None else pending
        pending = None
        if all(words.kinds[k] in "ns" for k in range(i, j)):
            if joined:
                joined[-1] = (joined[-1][0], j)
            else:
                pending = i
        else:
            joined.append((i, j))
    if pending is not None:
        joined.append((pending, len(words)))
    return joined


def _find_wrapped(words: Words) -> frozenset[int]:
    """Single line breaks inside a sentence: see the head of this module."""
    wrapped: list[int] = []
    block: list[int] = []
    for k, kind in enumerate(words.kinds):
        if kind != "n":
            continue
        if is_paragraph_end(words, k):
            wrapped.extend(_read_block(words, block, words.starts[k]))
            block = []
        else:
            block.append(k)
    if block:
        wrapped.extend(_read_block(words, block, len(words.text)))
    return frozenset(wrapped)


def _read_block(words: Words, breaks: list[int], end: int) -> list[int]:
    """The wrapped ones of the line breaks of one paragraph, which ends at code point `end`."""
    if not breaks:
        return []
    first = words.text.rfind("\n", 0, max(words.starts[breaks[0]], 0)) + 1
    edges = [first, *(words.ends[k] for k in breaks)]
    stops = [*(words.starts[k] for k in breaks), end]
    widths = [b - a for a, b in zip(edges, stops, strict=True)]
    widest = max(widths)
    if widest > _LONGEST_WRAPPED:
        return []
    found = []
    for line, k in enumerate(breaks):
        after = k + 1
        if k == 0 or after >= len(words) or widths[line] < _SHORTEST_WRAPPED:
            continue
        if words.norms[k - 1] in _STOPS or words.norms[k - 1] == ":" or _is_bullet(words, after):
            continue
        end_of_word = after
        while end_of_word + 1 < len(words) and words.starts[end_of_word + 1] == words.ends[end_of_word]:
            end_of_word += 1
        if widths[line] + 1 + words.ends[end_of_word] - words.starts[after] > widest:
            found.append(k)
    return found


def _is_bullet(words: Words, k: int) -> bool:
    """True where a line that begins at word `k` is an item of a list."""
    if words.norms[k] in _BULLETS and words.kinds[k] == "p":
        return True
    following = words.norms[k + 1] if k + 1 < len(words) else ""
    return following in _NUMBER_MARKS and (words.kinds[k] == "d" or len(words.norms[k]) == 1)
