"""Cue phrases found in a text: where the words stand that frames, metaphors and modality ask for.

Words are compared in several prints: with the prepositions and conjunctions before them joined on, alone, and (loosely) without
article and suffix. Positions are word indices, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from marsad.annotators.clauses import find_clauses
from marsad.text.forms import ALEF, HEH, NOON, YEH, bare_of
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE, CONJUNCTIONS, LAM, Words

_KEY = "prints"
_CACHED = 100_000
Found = dict[Any, list[tuple[int, int]]]
_kept: dict[int, Mapping[str, Any]] = {}


class Print:
    """The prints of a word behind its clitics: strict, loose, and loose with the stems that suffixes leave.

    Words of one form share one; `hits` remembers for each trie, by its identity, which of them begin a phrase there.
    """

    __slots__ = ("cut", "hits", "strict", "wide")

    def __init__(self, strict: tuple[str, ...], wide: tuple[str, ...], cut: tuple[str, ...]) -> None:
        self.strict, self.wide, self.cut = strict, wide, cut
        self.hits: dict[int, tuple[str, ...]] = {}


Prints = list[tuple[int, Print]]


def find_prints(words: Words) -> Prints:
    """Each content word as `(k, its prints)`, computed once for a text."""
    found: Prints | None = words.cache.get(_KEY)
    if found is None:
        found = words.cache[_KEY] = _find_prints(words)
    return found


def _find_prints(words: Words) -> Prints:
    out: Prints = []
    conjunction = preposition = ""
    bare = find_clauses(words).bare
    for k, norm in enumerate(words.norms):
        kind = words.kinds[k]
        if kind not in "ald":
            conjunction = preposition = ""
            continue
        if words.clitic[k]:
            if norm in CONJUNCTIONS and not preposition:
                conjunction = norm
            else:
                preposition += norm
            continue
        out.append((k, _print_of(norm, bare[k], conjunction, preposition)))
        conjunction = preposition = ""
    return out


@lru_cache(maxsize=_CACHED)
def _print_of(norm: str, bare: str, conjunction: str, preposition: str) -> Print:
    strict = [norm]
    if norm[0] in CONJUNCTIONS and len(norm) > 4:
        strict.append(norm[1:])
    if preposition:
        strict.append(_join(preposition, norm))
    if conjunction:
        strict.append(conjunction + strict[-1])
    plain = bare_of(strict[1]) if len(strict) > 1 and norm.endswith(strict[1]) else bare
    wide = tuple(strict) if plain == norm else (plain, *strict)
    return Print(tuple(strict), wide, (*wide, *_cut_stems(norm)))


def _join(preposition: str, norm: str) -> str:
    return LAM + norm[1:] if preposition == LAM and norm.startswith(ARTICLE) else preposition + norm


def find_cues(words: Words, root: Mapping[str, Any], *, loose: bool) -> Found:
    """Where each value of a trie stands: spans of word indices by value, in order. Phrases do not cross clauses.

    What a word form hits in a trie is remembered with the form; tries are kept, so that no other takes the identity of one.
    """
    prints, end = find_prints(words), find_clauses(words).end
    trie = 2 * id(_kept.setdefault(id(root), root)) + loose
    found: Found = {}
    for at, (k, form) in enumerate(prints):
        hits = form.hits.get(trie)
        if hits is None:
            forms = form.strict if not loose else _loose_prints(form, known=form.wide[0] in root)
            hits = form.hits[trie] = tuple(word for word in forms if word in root)
        for word in hits:
            _walk(prints, at, root[word], end[k], (k, found), loose)
    return found


def _loose_prints(form: Print, *, known: bool) -> tuple[str, ...]:
    """Where the word itself is one of the phrases, the letter of its ending is no suffix, longer ones still may be."""
    if not known or len(form.cut) == len(form.wide):
        return form.cut
    return (*form.wide, *(stem for stem in form.cut[len(form.wide) :] if len(form.wide[0]) - len(stem) > 1))


@lru_cache(maxsize=_CACHED)
def _cut_stems(norm: str) -> tuple[str, ...]:
    return tuple(bare_of(stem) for stem, suffix in strip_enclitics(norm) if _is_cut(stem, suffix))


def _is_cut(stem: str, suffix: str) -> bool:
    """Suffixes of the third person, and of the first plural where no dual or tanwin has the same letters."""
    return suffix[0] == HEH or (suffix == NOON + ALEF and stem[-1] not in (ALEF, YEH))


def _walk(prints: Prints, at: int, level: Mapping[str, Any], stop: int, target: tuple[int, Found], loose: bool) -> None:
    k, found = target
    values = level.get("")
    last = prints[at][0]
    if values:
        for value in values:
            spans = found.setdefault(value, [])
            if not spans or spans[-1] != (k, last + 1):
                spans.append((k, last + 1))
    if len(level) > (1 if values else 0) and at + 1 < len(prints) and prints[at + 1][0] < stop:
        following = prints[at + 1]
        for word in following[1].wide if loose else following[1].strict:
            further = level.get(word)
            if further is not None:
                _walk(prints, at + 1, further, stop, target, loose)
