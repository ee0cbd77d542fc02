"""Grammatical places: which preposition, verb or noun governs a noun phrase, and where clauses with a subject of their own begin.

Works on folded words; indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.function_words import grammar
from marsad.lexicons import is_general_verb, known_words
from marsad.text.tokens import ALEF, ARTICLE, CONJUNCTIONS, WAW, Words

_QUOTES = frozenset("\"'()[]#_\u00ab\u00bb\u201c\u201d\u2018\u2019\u2039\u203a")
_MOST_STEPS = 7
_SHORTEST_ACCUSATIVE = 4
FI = chr(0x641) + chr(0x64A)
_NOTHING: frozenset[str] = frozenset()
BARE, GENITIVE, START, AND = "bare", "genitive", "start", "and"


@dataclass(frozen=True, slots=True)
class Governed:
    """What governs a noun phrase: its grammatical place, the governing words `i` to `j - 1`, and where the phrase begins."""

    place: str
    i: int
    j: int
    start: int


def is_finite(words: Words, k: int) -> bool:
    """Whether word `k` reads first as a finite verb."""
    found = known_words().get(words.norms[k])
    return found[1] == "VERB" if found is not None else is_general_verb(words.norms[k])


def doing_of(words: Words, k: int) -> frozenset[str]:
    """What kinds of doing word `k` tells: achieving, announcing, accusing, calling; none for any other word."""
    return grammar().doing.get(words.norms[k], _NOTHING)


def is_accusative(words: Words, k: int) -> bool:
    """Whether word `k` is an indefinite accusative by its ending: no genitive and no subject."""
    norm = words.norms[k]
    return len(norm) > _SHORTEST_ACCUSATIVE and norm.endswith(ALEF) and not norm.startswith(ARTICLE)


def is_supposing(words: Words, k: int) -> bool:
    """Whether word `k` tells what is only believed."""
    return words.norms[k] in grammar().suspicion or "supposing" in doing_of(words, k)


def preposition_ending_at(words: Words, k: int) -> tuple[int, str] | None:
    """The longest preposition whose last word is `k`, as `(first word, grammatical place)`."""
    if words.norms[k] not in grammar().lasts:
        return None
    low = max(-1, k - grammar().longest_preposition)
    backwards = words.norms[k:low:-1] if low >= 0 else words.norms[k::-1]
    found = grammar().ends.longest(backwards, 0) if backwards else None
    return None if found is None else (k - found[0] + 1, found[1][0])


def govern(words: Words, i: int, floor: int, *, verbs: frozenset[int] | set[int] = frozenset()) -> Governed:
    """What governs the noun phrase that holds word `i`, looking left as far as `floor`; `verbs` are words known to be verbs."""
    rules, norms, kinds = grammar(), words.norms, words.kinds
    k, steps = i - 1, 0
    while k >= floor and steps < _MOST_STEPS:
        norm, kind = norms[k], kinds[k]
        if kind in "ps" and norm in _QUOTES:
            k -= 1
            continue
        if kind in "pn":
            return Governed(START, k, k + 1, k + 1)
        if k in verbs or is_finite(words, k):
            return Governed(BARE, k, k + 1, k + 1)
        if norm == WAW and words.clitic[k]:
            return Governed(AND, k, k + 1, k + 1)
        found = preposition_ending_at(words, k)
        if found is not None:
            return Governed(found[1], found[0], k + 1, k + 1)
        if rules.openers.longest(norms, k) is not None or norm in rules.relatives:
            return Governed(START, k, k + 1, k + 1)
        k -= 1
        steps += 1
    return Governed(START, k, k + 1, k + 1)


def find_openers(words: Words, i: int, j: int, *, verbs: frozenset[int] | set[int]) -> list[int]:
    """Words of a sentence at which a clause with a subject of its own begins: `i` first, then openers and joined verbs."""
    norms, kinds = words.norms, words.kinds
    cuts, opened = [i], i
    for k in range(i + 1, j):
        if kinds[k] == "p" and norms[k] in ";\u061b":
            cuts.append(k + 1)
        elif kinds[k] != "a":
            continue
        elif _joins_clause(words, k, j, verbs) or (k >= opened and _opens(words, k)):
            cuts.append(k)
            found = grammar().openers.longest(norms, k)
            opened = found[0] if found is not None else k
    return sorted(set(cuts))


def _joins_clause(words: Words, k: int, stop: int, verbs: frozenset[int] | set[int]) -> bool:
    """Whether a conjunction joins a verb, or after a comma a place that sets the scene of what follows."""
    if not words.clitic[k] or k + 1 >= stop:
        return False
    norm = words.norms[k]
    if norm in CONJUNCTIONS and (k + 1 in verbs or is_finite(words, k + 1)):
        return True
    return norm == WAW and words.kinds[k - 1] == "p" and words.norms[k + 1] == FI


def _opens(words: Words, k: int) -> bool:
    """Whether a word or phrase that opens a clause begins at word `k`."""
    norm = words.norms[k]
    if len(norm) == 1 or _is_complementizer(norm) or words.norms[k - 1] == ALEF:
        return False
    return grammar().openers.longest(words.norms, k) is not None


def _is_complementizer(norm: str) -> bool:
    return norm == ALEF + chr(0x646)
