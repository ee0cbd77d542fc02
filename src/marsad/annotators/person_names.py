"""Names of persons: two to four words, told by given names, particles and words that are in no lexicon."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from typing import cast

from marsad.annotators.nationalities import nationalities
from marsad.annotators.scopes import is_verb, vocabulary
from marsad.annotators.title_words import title_words
from marsad.annotators.units import Units
from marsad.lexicons import known_words
from marsad.text.tokens import ALEF, ARTICLE, FEH, NOON, YEH

_SHORTEST_FAMILY = 5
_THAT = frozenset((ALEF + NOON,))


def read_name(units: Units, u: int, *, sure: bool = False, titled: bool = False, closed: bool = False) -> int | None:
    """End of the name of two to four words that begins at unit `u`; None where none does.

    `sure`: the first word must be a given name that is no ordinary word; `titled`: a rank stands before, so that any word may be;
    `closed`: a title stands before, so that any noun is a family name that stands between a given name and a mark.
    """
    table = title_words()
    if u >= len(units) or units.clitics[u] or units.kinds[u] not in "al":
        return None
    word = units.bare[u]
    if word in vocabulary().stops and not _is_printed_name(units, u):
        return None
    given = word in table.names or (titled and not is_verb(word) and u + 1 < len(units) and _is_surely_name(units, u + 1))
    given = given or is_of_god(units, u, alone=True)
    if word in table.particles and not given:
        given = u + 1 < len(units) and _may_follow(units, u + 1)
    if not given and (sure or word.startswith(ARTICLE) or not _is_unknown(word)):
        return None
    if sure and word in table.common_names and not _stands_before_family(units, u):
        return None
    end = _end_of_name(units, u, given=given, closed=closed)
    if end == u + 1:
        return None
    if (
        not given
        and end == u + 2
        and not (_is_unknown(units.bare[u + 1]) or units.bare[u + 1] in table.names or _is_family(units.bare[u + 1]))
    ):
        return None
    return end


def _stands_before_family(units: Units, u: int) -> bool:
    """Whether a given name that is an ordinary word too has a family name behind it, or a given name and an unknown word."""
    if u + 1 < len(units) and _is_family(units.bare[u + 1]) and units.bare[u + 1] not in known_words():
        return True
    return (
        u + 2 < len(units)
        and units.bare[u + 1] in title_words().names
        and not units.clitics[u + 1]
        and _is_unknown(units.bare[u + 2])
    )


def _end_of_name(units: Units, u: int, *, given: bool, closed: bool) -> int:
    """Where the words that may belong to the name at unit `u` end: at most four, particles not counted."""
    table = title_words()
    end, parts = u + 1, 1
    while end < len(units) and parts < 4 and units.kinds[end] in "al":
        if units.clitics[end]:
            if not (given and _begins_like_and(units, end)):
                break
            parts, end = parts + 1, end + 1
            continue
        after_particle = (
            units.bare[end - 1] in table.particles and units.bare[end] not in vocabulary().stops and not is_verb(units.bare[end])
        )
        of_god = end > u + 1 and units.bare[end - 1] in table.name_ends
        lone = given and ((closed and end == u + 1) or of_god) and _closes_phrase(units, end)
        if not (after_particle or units.bare[end] in table.name_ends or _may_follow(units, end) or lone):
            break
        full = (
            end > u + 1
            and units.bare[end - 1].startswith(ARTICLE)
            and units.bare[end - 2] not in table.particles
            and units.bare[end - 1] not in table.name_ends
        )
        if full and not (_is_family(units.bare[end], strict=True) or is_of_god(units, end)):
            break
        parts += units.bare[end - 1] not in table.particles
        end += 1
    return end


def _may_follow(units: Units, u: int) -> bool:
    """Whether unit `u` may be a further word of a name."""
    table = title_words()
    word = units.bare[u]
    if units.kinds[u] not in "al" or word in table.aka or (word in vocabulary().stops and not _is_printed_name(units, u)):
        return False
    if (
        word in table.names
        or word in table.particles
        or (word.startswith(ARTICLE) and (word[2:] in table.names or word[2:] in table.particles))
    ):
        return True
    if is_of_god(units, u):
        return True
    if word in table.qualifiers or is_verb(word) or (word in table.first and word not in table.bare_not):
        return False
    return _is_unknown(word) or _is_family(word) or (is_place(word) and word not in known_words())


def read_lone_name(units: Units, u: int) -> int | None:
    """End of a name behind an office that no other rule reads: a given name, alone or with words that no lexicon knows, right
    before a mark, a preposition or the complementizer."""
    table, end = title_words(), u
    if u >= len(units) or units.clitics[u] or units.kinds[u] != "a" or units.bare[u].startswith(ARTICLE):
        return None
    while end < len(units) and end < u + 3 and units.kinds[end] == "a" and not units.clitics[end] and not _is_closer(units, end):
        word = units.bare[end]
        if is_verb(word) and word not in table.names:
            return None
        if end > u and not (word in table.names or _is_unknown(word) or _is_family(word, strict=True)):
            return None
        end += 1
    if end == u or not (end >= len(units) or units.clitics[end] or _is_closer(units, end)):
        return None
    sure = units.bare[u] in table.names and (end > u + 1 or units.bare[u] not in table.particles)
    return end if sure or (end > u + 1 and units.bare[u] in table.first) else None


def _is_closer(units: Units, u: int) -> bool:
    word = units.bare[u]
    return units.kinds[u] in "pn" or units.is_quoted(u) or word in _THAT or word in vocabulary().stops


def _begins_like_and(units: Units, u: int) -> bool:
    """Whether unit `u` is a name that begins like the conjunction fa-, which joins no nouns."""
    if units.clitics[u] != FEH or units.bare[u].startswith(ARTICLE) or len(units.bare[u]) < 3:
        return False
    after = u + 1
    return after >= len(units) or _is_closer(units, after) or _is_family(units.bare[after], strict=True)


def _closes_phrase(units: Units, u: int) -> bool:
    """Whether unit `u` is an indefinite noun right before a mark, a complementizer or the end."""
    word, after = units.bare[u], u + 1
    if word.startswith(ARTICLE) or word in vocabulary().stops or is_verb(word) or len(word) < 3:
        return False
    return after >= len(units) or units.kinds[after] in "pn" or units.is_quoted(after) or units.bare[after] in _THAT


def is_of_god(units: Units, u: int, *, alone: bool = False) -> bool:
    """Whether unit `u` makes a name with the definite word behind it that only ends names: gift of God, glory of religion.

    `alone`: no name stands before; then only God's own name tells."""
    ends = title_words().god if alone else title_words().name_ends
    return (
        u + 1 < len(units)
        and units.kinds[u] == "a"
        and not units.clitics[u + 1]
        and units.bare[u + 1] in ends
        and not units.bare[u].startswith(ARTICLE)
        and not is_verb(units.bare[u])
        and units.bare[u] not in vocabulary().stops
    )


def _is_surely_name(units: Units, u: int) -> bool:
    word = units.bare[u]
    return not units.clitics[u] and (
        word in title_words().names or (_is_family(word) and word.endswith(YEH) and word not in known_words())
    )


def _is_printed_name(units: Units, u: int) -> bool:
    """Whether a name that folds like a preposition is printed as the name."""
    return units.bare[u] in title_words().names and units.words.text[units.words.ends[units.at[u]] - 1] == YEH


def is_place(word: str) -> bool:
    """Whether a folded word is a name of the gazetteer."""
    return len(word) > 2 and bool(_gazetteer()(word))


@cache
def _gazetteer() -> Callable[[str], bool]:
    shared = import_module("marsad.lexicons.gazetteer").shared()
    return cast(Callable[[str], bool], shared.has_word)


def _is_family(word: str, *, strict: bool = False) -> bool:
    """Whether a definite word may be a family name; `strict`: it is no ordinary word."""
    if not word.startswith(ARTICLE) or len(word) < _SHORTEST_FAMILY:
        return False
    known = known_words()
    if strict:
        return (word not in known and word[2:] not in known) or word in nationalities().adjectives
    return word.endswith(YEH) or word not in known or word[2:] not in known


@lru_cache(maxsize=1 << 15)
def _is_unknown(word: str) -> bool:
    """Whether a folded word is in no lexicon."""
    if len(word) < 3 or word in known_words() or is_verb(word):
        return False
    return not (word.startswith(ARTICLE) and word[2:] in known_words()) and not word.isdigit() and not is_place(word)
