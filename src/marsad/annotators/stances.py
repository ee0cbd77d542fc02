"""Stances: assert, deny, claim, accuse … from the cue and, where the cue leaves it open, from the content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from marsad import lexicons
from marsad.annotators.sayings import CueEntry
from marsad.annotators.speech import Speech, phrase_trie
from marsad.text.folding import fold
from marsad.text.forms import ALEF, bare_of
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import ARTICLE
from marsad.text.tries import Trie

_FIRST_WORDS = 4
_NEAR = 24  # a denial that stands further on in a content is not all that it says


@cache
def _conditions() -> tuple[tuple[str, str, Trie[bool], frozenset[str]], ...]:
    """Conditions on the content in order: `(id, stance, phrases, first words)`."""
    found = []
    for raw in lexicons.load("statements")["conditions"]:
        trie = phrase_trie(raw["has"])
        found.append((raw["id"], raw["stance"], trie, frozenset(map(fold, raw.get("starts", ())))))
    return tuple(found)


def read_stance(
    speech: Speech, entry: CueEntry, i: int, j: int, *, own: bool = False, holes: Sequence[tuple[int, int]] = ()
) -> tuple[str, str]:
    """Stance and the rule that gave it, of the content in words `i` to `j - 1`. `own`: the speaker is an armed group;
    `holes`: what others say inside it."""
    norms = speech.norms
    first = [k for k in range(i, min(j, i + _FIRST_WORDS)) if speech.kinds[k] == "a"]
    for condition in entry.when:
        if condition.starts and first and _starts(norms[first[0]], condition.words):
            return condition.stance, f"statements.{entry.id}.when"
        if condition.starts and len(first) > 1 and speech.words.clitic[first[0]] and _starts(norms[first[1]], condition.words):
            return condition.stance, f"statements.{entry.id}.when"
        if not condition.starts and any(norms[k] in condition.words for k in range(i, j)):
            return condition.stance, f"statements.{entry.id}.when"
    if entry.by_content == ():
        return entry.stance, f"statements.{entry.id}"
    mine = [k for k in range(i, j) if speech.kinds[k] == "a" and not any(a <= k < b for a, b in holes)]
    for ident, stance, trie, starts in _conditions():
        if entry.by_content is not None and ident not in entry.by_content:
            continue
        if ident == "own_attack" and not own:
            continue
        near = mine[:_NEAR] if ident == "not_so" else mine
        if (starts and first and norms[first[0]] in starts) or any(trie.longest(norms, k) for k in near):
            return stance, f"statements.content.{ident}"
    return entry.stance, f"statements.{entry.id}"


def _starts(norm: str, words: frozenset[str]) -> bool:
    """Whether a content begins with one of `words`; with the article it is rather a name: the "Support Forces"."""
    return norm in words or (not norm.startswith(ARTICLE) and is_one(norm, words))


def is_one(norm: str, words: frozenset[str]) -> bool:
    """Whether a folded word, without article or suffix, is one of `words`."""
    return (
        norm in words
        or bare_of(norm) in words
        or (norm.endswith(ALEF) and norm[:-1] in words)
        or any(stem in words for stem, _ in strip_enclitics(norm))
    )
