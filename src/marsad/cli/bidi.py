"""Arabic for terminals that print letters as they come: joined letter forms, in the order in which they are seen.

A line at a time, after wrapping. The Unicode bidirectional algorithm without explicit embeddings and paired brackets: control
characters are dropped, directions follow the letters. Letter forms come from the decompositions in Python's Unicode database.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import cache

FORMS = ("isolated", "final", "initial", "medial")
TATWEEL = "\u0640"
CONTROLS = frozenset(map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb\u2039\u203a", ")(][}{><\u00bb\u00ab\u203a\u2039")
STRONG = {"L": "L", "R": "R", "AL": "R"}
# Terminals that order Arabic themselves; all others get it ordered.
ABLE = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "WT_BIDI")
ABLE_PROGRAMS = frozenset({"Apple_Terminal", "mintty"})


def orders_arabic(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal, going by its environment, orders and joins Arabic itself; multiplexers do not."""
    if environment.get("TMUX") or environment.get("TERM", "").startswith(("screen", "tmux")):
        return False
    return any(environment.get(name) for name in ABLE) or environment.get("TERM_PROGRAM") in ABLE_PROGRAMS


@cache
def _shapes() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Forms of each letter, and of each pair that is written as one (lam and alef)."""
    letters: dict[str, dict[str, str]] = {}
    pairs: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBFF), *range(0xFE80, 0xFEFD)):
        form, _, base = unicodedata.decomposition(chr(code)).partition("> ")
        form, plain = form.removeprefix("<"), "".join(chr(int(x, 16)) for x in base.split())
        if form in FORMS and plain:
            (letters if len(plain) == 1 else pairs).setdefault(plain, {}).setdefault(form, chr(code))
    return letters, {pair: forms for pair, forms in pairs.items() if pair[0] == "\u0644"}


def _joins_after(char: str) -> bool:
    return char == TATWEEL or "initial" in _shapes()[0].get(char, ())


def _joins_before(char: str) -> bool:
    return char == TATWEEL or "final" in _shapes()[0].get(char, ())


def join_letters(text: str) -> str:
    """The text with each Arabic letter in the form that it has between its neighbours."""
    letters, pairs = _shapes()
    bare = [k for k, char in enumerate(text) if not unicodedata.combining(char)]
    out = list(text)
    before = False
    skip = -1
    for n, k in enumerate(bare):
        if k == skip:
            continue
        char = text[k]
        after = bare[n + 1] if n + 1 < len(bare) else None
        pair = pairs.get(char + text[after]) if after is not None else None
        if pair is not None and after is not None:
            out[k], out[after] = pair["final" if before and _joins_before(char) else "isolated"], ""
            before, skip = False, after
            continue
        follows = after is not None and _joins_after(char) and _joins_before(text[after])
        leads = before and _joins_before(char)
        form = "medial" if leads and follows else "final" if leads else "initial" if follows else "isolated"
        out[k] = letters.get(char, {}).get(form, char)
        before = _joins_after(char)
    return "".join(out)


def _resolve_weak(kinds: list[str], base: str) -> None:
    """Marks, digits and what stands between and beside digits (rules W1 to W7)."""
    strong, last = base, base
    for k in range(len(kinds)):
        if kinds[k] == "NSM":
            kinds[k] = last
        elif kinds[k] == "EN" and strong == "AL":
            kinds[k] = "AN"
        last = kinds[k]
        strong = last if last in STRONG else strong
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for k in range(1, len(kinds) - 1):
        left, right = kinds[k - 1], kinds[k + 1]
        if left == right and ((kinds[k] == "ES" and left == "EN") or (kinds[k] == "CS" and left in ("EN", "AN"))):
            kinds[k] = left
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        beside = ""
        for k in order:
            if kinds[k] == "ET" and beside == "EN":
                kinds[k] = "EN"
            beside = kinds[k]
    strong = base
    for k, kind in enumerate(kinds):
        if kind in STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[k] = "L"
        elif kind in ("ES", "ET", "CS"):
            kinds[k] = "ON"


def _resolve_neutral(kinds: list[str], base: str) -> None:
    """Spaces and marks take the direction of their neighbours where these agree, else that of the line (N1, N2)."""
    k = 0
    while k < len(kinds):
        if kinds[k] in ("L", "R", "EN", "AN"):
            k += 1
            continue
        end = k
        while end < len(kinds) and kinds[end] not in ("L", "R", "EN", "AN"):
            end += 1
        left = base if k == 0 else "L" if kinds[k - 1] == "L" else "R"
        right = base if end == len(kinds) else "L" if kinds[end] == "L" else "R"
        kinds[k:end] = [left if left == right else base] * (end - k)
        k = end


def order_visually(line: str, *, rtl: bool) -> str:
    """The letters of a line from left to right as they are seen, in a line that itself runs right to left or not."""
    clusters: list[str] = []
    for char in line:
        if char in CONTROLS:
            continue
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    base = "R" if rtl else "L"
    kinds = [unicodedata.bidirectional(cluster[0]) or "L" for cluster in clusters]
    trailing = len(kinds)
    while trailing and kinds[trailing - 1] in ("WS", "S", "B"):
        trailing -= 1
    _resolve_weak(kinds, base)
    _resolve_neutral(kinds, base)
    own = 1 if rtl else 0
    levels = [_level(kind, own) for kind in kinds[:trailing]] + [own] * (len(kinds) - trailing)
    shown = [c.translate(MIRRORED) if level % 2 else c for c, level in zip(clusters, levels, strict=True)]
    for level in range(max(levels, default=0), 0, -1):
        k = 0
        while k < len(levels):
            end = k
            while end < len(levels) and levels[end] >= level:
                end += 1
            shown[k:end] = reversed(shown[k:end])
            levels[k:end] = reversed(levels[k:end])
            k = max(end, k + 1)
    return "".join(shown)


def _level(kind: str, own: int) -> int:
    if own % 2:
        return own if kind == "R" else own + 1
    return {"L": own, "R": own + 1}.get(kind, own + 2)


def to_visual(line: str, *, rtl: bool = False) -> str:
    """A line as a terminal without knowledge of Arabic must print it to be readable."""
    if line.isascii():
        return line
    return order_visually(join_letters(line), rtl=rtl)
