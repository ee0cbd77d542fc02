"""Where the names of places stand: gazetteer names, longest first, and names that only a place noun before them shows.

What a name stands after is read in `place_contexts`; which place it is, in `place_choices`.
"""

from __future__ import annotations

from marsad.annotators.place_cues import Noun, after, cues
from marsad.annotators.place_found import Found
from marsad.annotators.place_lists import glued, introduced_list, name_at, rest_of_list
from marsad.annotators.place_words import is_no_name, is_placed, match
from marsad.lexicons.gazetteer import Gazetteer
from marsad.text.tokens import ARTICLE, Words

_SETTLED = ("admin1", "admin2", "city", "village", "neighbourhood")
_LATER = 24
_ROAD_END = Noun("village", None, False, "road", True)


def find_names(gazetteer: Gazetteer, words: Words, taken: frozenset[int]) -> list[Found]:
    """All names in order, not overlapping. `taken` are words that belong to something else (the outlet's own name)."""
    found: list[Found] = []
    nouns, introducers, stops = cues().nouns, cues()["introducers"], cues()["stops"]
    plural, head = None, -1  # the last plural noun of the sentence, for names that come later in it
    k, n = 0, len(words)
    while k < n:
        if words.kinds[k] == "n" or words.norms[k] in stops:
            plural = None
        if words.kinds[k] not in "al" or words.clitic[k] or k in taken:
            k += 1
            continue
        norm = words.norms[k]
        noun = nouns.get(norm)
        here = _after_noun(gazetteer, words, k, noun, taken) if noun is not None else _definite(gazetteer, words, k)
        many = noun or (nouns.get(norm[2:]) if norm.startswith(ARTICLE) else None)
        if many is not None and many.plural and not many.inside and many.kind in _SETTLED:
            plural, head = many, k
        if not here and found and found[-1].j == k and (stuck := glued(gazetteer, words, k)) is not None:
            here = [Found(k, stuck[0], k, stuck[0], stuck[1], stuck[2], prior=found[-1], glued=True)]
        if not here and plural is not None and norm in introducers and k - head <= _LATER:
            here = introduced_list(gazetteer, words, k, plural, head)
        here = here or _plain(gazetteer, words, k, noun)
        if not here and (stuck := glued(gazetteer, words, k)) is not None and len(stuck[1]) > 1:
            here = [Found(k, stuck[0], k, stuck[0], stuck[1], stuck[2], glued=True)]
        found.extend(here)
        k = max(here[-1].j, k + 1) if here else k + 1
    return found


def _plain(gazetteer: Gazetteer, words: Words, k: int, noun: Noun | None) -> list[Found]:
    """The name of the gazetteer at word `k`, which begins with `noun` if that is one."""
    known = match(gazetteer, words, k)
    if known is None or (len(known[1]) == 1 and is_no_name(words, k)):
        return []
    end, key, ids = known
    headed = noun is not None and len(key) > 1
    return [Found(k, end, k, end, key, ids, noun if headed else None, k if headed else -1)]


def _after_noun(gazetteer: Gazetteer, words: Words, head: int, noun: Noun, taken: frozenset[int]) -> list[Found]:
    """The name or list of names that a place noun at word `head` heads; empty where none follows."""
    whole = match(gazetteer, words, head)
    if whole is not None and len(whole[1]) > 1:
        end, key, ids = whole
        return [Found(head, _with_adjectives(words, end, noun), head, end, key, ids, noun, head)]
    colon = noun.plural and head + 1 < len(words) and words.norms[head + 1] == ":"
    k = after(words, head + 1 + colon)
    if colon and not noun.inside:
        return introduced_list(gazetteer, words, head, noun, head)
    if k >= 0 and words.kinds[k] == "a" and _is_between(words, head, k):
        further = after(words, k + 1)
        if further >= 0 and words.kinds[further] == "a" and match(gazetteer, words, further) is not None:
            k = further
    if k < 0 or k in taken or words.kinds[k] not in "al":
        return []
    if noun.kind == "facility" and (inner := cues().nouns.get(words.norms[k])) is not None and inner.inside:
        return []  # "the post of the bridge X": the bridge has the name
    if noun.inside and (called := _in_quotes(words, head, k)) > k:
        key = tuple(w for w in words.norms[k:called] if w not in "_-")
        return [Found(head, called + 1, k, called, key, _ids_of(gazetteer, (words.norms[head], *key)), noun, head)]
    road = words.norms[head] in cues()["roads"]
    if road and (dash := after(words, k + 1)) >= 0 and words.norms[dash] in cues()["dashes"]:
        noun = _ROAD_END
    one = name_at(gazetteer, words, k, noun, head)
    if one is None:
        return []
    if noun.inside and one.unknown:
        one.ids = _ids_of(gazetteer, (words.norms[head], *one.key))
    items = [one]
    if noun.plural or road:
        items += rest_of_list(gazetteer, words, one, noun, head, dashes=road)
    if noun.inside and len(items) == 1 and not road and _joined(words, head, one.a):
        one.i = head
        one.j = _with_adjectives(words, one.b, noun)
        if one.j < len(words) and words.norms[one.j] in cues()["closing"] and words.norms[one.a - 1] in cues()["opening"]:
            one.j += 1
    return items


def _in_quotes(words: Words, head: int, k: int) -> int:
    """End of a name of two to four words in quotation marks right behind its noun; 0 where none stands."""
    table = cues()
    if k != head + 2 or words.norms[head + 1] not in table["quotes"] or words.norms[head] in table["sites"]:
        return 0
    end = next((m for m in range(k + 1, min(k + 5, len(words))) if words.norms[m] in table["closing"]), 0)
    return end if end > k + 1 and all(words.kinds[m] in "al" for m in range(k, end)) else 0


def _ids_of(gazetteer: Gazetteer, key: tuple[str, ...]) -> tuple[int, ...]:
    """The places of a name of the gazetteer, given as its folded words."""
    return next((ids for words, ids in gazetteer.starting_with(key[0]) if words == key), ()) if gazetteer.begins(key[0]) else ()


def _definite(gazetteer: Gazetteer, words: Words, k: int) -> list[Found]:
    """A building or road called by noun and adjective ("the big market"), where the text says right after in which place."""
    table = cues()
    if words.norms[k] not in table["definite"] or k + 1 >= len(words) or not words.norms[k + 1].startswith(ARTICLE):
        return []
    if (
        match(gazetteer, words, k) is not None
        or words.norms[k + 1] not in table["adjectives"] - table["general"]
        or not is_placed(gazetteer, words, k + 1)
    ):
        return []
    noun = Noun("facility", None, True, "never", False)
    return [Found(k, k + 2, k, k + 2, tuple(words.norms[k : k + 2]), (), noun, k)]


def _joined(words: Words, head: int, k: int) -> bool:
    """Whether noun and name are written as one phrase, with nothing but spaces, quotes or hashtag marks between."""
    return all(words.norms[m] in '#_\u00ab"\u201c(' for m in range(head + 1, k))


def _is_between(words: Words, head: int, k: int) -> bool:
    """Whether word `k` is an adjective that may stand between a noun and its name."""
    norm, table = words.norms[k], cues()
    if norm in table["noun_adjectives"]:
        return True
    return words.norms[head] in table["capitals_nouns"] and norm in table.nationality


def _with_adjectives(words: Words, end: int, noun: Noun) -> int:
    """The end of a facility's name with the adjectives that belong to it."""
    table = cues()
    if not noun.inside:
        return end
    for _ in range(2):
        k = end + 1 if end < len(words) and words.norms[end] == "_" else end
        if (
            k < len(words)
            and words.kinds[k] == "a"
            and words.norms[k] in table["adjectives"] | table.phrases
            and k == after(words, end)
        ):
            end = k + 1
        elif k + 1 < len(words) and words.clitic[k] and words.norms[k] + words.norms[k + 1][1:] in table.phrases:
            end = k + 2
        else:
            break
    return end
