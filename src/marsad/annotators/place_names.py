"""Where the names of places stand: gazetteer names, longest first, and names that only a place noun before them shows.

What a name stands after is read in `place_contexts`; which place it is, in `place_choices`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.annotators.place_cues import Noun, after, before, cues, is_word
from marsad.annotators.place_words import end_of, is_glued_unknown, is_no_name, is_placed, match, unknown_end
from marsad.lexicons.gazetteer import Gazetteer, GazetteerPlace
from marsad.text.tokens import ARTICLE, WAW, Words

_LONGEST_LIST = 24
_ROAD_END = Noun("village", None, False, "road", True)


@dataclass(slots=True, eq=False)
class Found:
    """A name in the text, words `i` to `j`, its core (without noun and adjectives) `a` to `b`; and what later steps find out.

    `ids` are the candidates in the gazetteer; `head` is the index of its place noun or -1; `prior` the name before it in a list.
    """

    i: int
    j: int
    a: int
    b: int
    key: tuple[str, ...]
    ids: tuple[int, ...]
    noun: Noun | None = None
    head: int = -1
    prior: Found | None = None
    context: str = "bare"
    accepted: bool = False
    rural: bool = False
    distance: tuple[float, str] | None = None
    later: Found | None = None
    child: Found | None = None
    parent: Found | None = None
    relation: str = ""
    country: str | None = None
    place: GazetteerPlace | None = None
    borrowed: GazetteerPlace | None = None
    tied: bool = False
    scene: bool = False
    vote: int = 0
    at_home: bool = False
    glued: bool = False
    options: list[GazetteerPlace] = field(default_factory=list)

    @property
    def named_after(self) -> bool:
        """Whether it is a facility or a feature of nature called by a noun and some other name ("the market of X")."""
        return self.noun is not None and self.noun.inside and self.i == self.head and self.a != self.i

    @property
    def unknown(self) -> bool:
        """Whether the gazetteer has no such name."""
        return not self.ids


def find_names(gazetteer: Gazetteer, words: Words, taken: frozenset[int]) -> list[Found]:
    """All names in order, not overlapping. `taken` are words that belong to something else (the outlet's own name)."""
    found: list[Found] = []
    nouns = cues().nouns
    k, n = 0, len(words)
    while k < n:
        if words.kinds[k] not in "al" or words.clitic[k] or k in taken:
            k += 1
            continue
        noun = nouns.get(words.norms[k])
        here = _after_noun(gazetteer, words, k, noun, taken) if noun is not None else _definite(gazetteer, words, k)
        if not here and found and found[-1].j == k and (stuck := _glued(gazetteer, words, k)) is not None:
            here = [Found(k, stuck[0], k, stuck[0], stuck[1], stuck[2], prior=found[-1], glued=True)]
        if not here:
            plain = match(gazetteer, words, k)
            if plain is not None and not (len(plain[1]) == 1 and is_no_name(words, k)):
                end, key, ids = plain
                here = [
                    Found(
                        k, end, k, end, key, ids, noun if len(key) > 1 else None, k if noun is not None and len(key) > 1 else -1
                    )
                ]
        found.extend(here)
        k = max(here[-1].j, k + 1) if here else k + 1
    return found


def _glued(gazetteer: Gazetteer, words: Words, k: int) -> tuple[int, tuple[str, ...], tuple[int, ...]] | None:
    """A gazetteer name at word `k` behind a conjunction that the tokenizer left on; it must follow a name directly."""
    norm = words.norms[k]
    if words.kinds[k] != "a" or len(norm) < 3 or norm[0] != WAW or words.clitic[k] or not gazetteer.begins(norm[1:]):
        return None
    for key, ids in gazetteer.starting_with(norm[1:]):
        end = k + 1 if len(key) == 1 else end_of(words, k, key)
        if end and not (len(key) == 1 and (norm[1:] in cues()["never"] or norm[1:] in cues()["not_names"])):
            return end, key, ids
    return None


def _after_noun(gazetteer: Gazetteer, words: Words, head: int, noun: Noun, taken: frozenset[int]) -> list[Found]:
    """The name or list of names that a place noun at word `head` heads; empty where none follows."""
    whole = match(gazetteer, words, head)
    if whole is not None and len(whole[1]) > 1:
        end, key, ids = whole
        return [Found(head, _with_adjectives(words, end, noun), head, end, key, ids, noun, head)]
    k = after(words, head + 1)
    if k >= 0 and words.kinds[k] == "a" and _is_between(words, head, k):
        further = after(words, k + 1)
        if further >= 0 and words.kinds[further] == "a" and match(gazetteer, words, further) is not None:
            k = further
    if k < 0 or k in taken or words.kinds[k] not in "al":
        return []
    road = words.norms[head] in cues()["roads"]
    if road and (dash := after(words, k + 1)) >= 0 and words.norms[dash] in cues()["dashes"]:
        noun = _ROAD_END
    one = _name_at(gazetteer, words, k, noun, head)
    if one is None:
        return []
    items = [one]
    if noun.plural or road:
        items += _rest_of_list(gazetteer, words, one, noun, head, dashes=road)
    if noun.inside and len(items) == 1 and not road and _joined(words, head, one.a):
        one.i = head
        one.j = _with_adjectives(words, one.b, noun)
        if one.j < len(words) and words.norms[one.j] in cues()["closing"] and words.norms[one.a - 1] in cues()["opening"]:
            one.j += 1
    return items


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


def _name_at(gazetteer: Gazetteer, words: Words, k: int, noun: Noun, head: int) -> Found | None:
    """A known or unknown name at word `k`, under a noun."""
    joined = _unsplit(gazetteer, words, k)
    if joined is not None and (joined[1] or noun.unknown == "free"):
        return Found(k, k + 2, k, k + 2, joined[0], joined[1], noun, head)
    known = match(gazetteer, words, k, loose=True)
    if known is not None and len(known[1]) == 1 and is_no_name(words, k):
        if words.norms[k] not in cues()["compound"]:
            return None
        known = None
    if known is not None:
        end, key, ids = known
        longer = unknown_end(gazetteer, words, k, noun) if noun.unknown == "free" and len(key) == 1 else 0
        if longer > end and words.norms[k] in cues()["compound"]:
            return Found(k, longer, k, longer, tuple(words.norms[k:longer]), (), noun, head)
        return Found(k, end, k, end, key, ids, noun, head)
    end = unknown_end(gazetteer, words, k, noun)
    return Found(k, end, k, end, tuple(w for w in words.norms[k:end] if w != "_"), (), noun, head) if end else None


def _unsplit(gazetteer: Gazetteer, words: Words, k: int) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """A name of one printed word whose first letter was split off as a clitic: its key and candidates."""
    if not words.clitic[k] or k + 1 >= len(words) or words.ends[k] != words.starts[k + 1]:
        return None
    rest = words.norms[k + 1]
    whole = words.norms[k] + rest
    for key, ids in gazetteer.starting_with(whole):
        if key == (whole,):
            return key, ids
    plain = (
        words.norms[k] in cues()["ands"]
        or rest.startswith(ARTICLE)
        or gazetteer.begins(rest)
        or is_word(rest)
        or rest in cues().nouns
    )
    return None if plain or len(whole) < 4 else ((whole,), ())


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


def _rest_of_list(gazetteer: Gazetteer, words: Words, first: Found, noun: Noun, head: int, *, dashes: bool) -> list[Found]:
    """The further names of a list under a plural noun, or the other end of a road."""
    table, out, last = cues(), [], first
    for _ in range(_LONGEST_LIST):
        k = after(words, last.j)
        if k < 0:
            break
        norm = words.norms[k]
        stuck = _glued(gazetteer, words, k)
        if stuck is not None and not dashes and norm not in table["ands"]:
            last = Found(k, stuck[0], k, stuck[0], stuck[1], stuck[2], noun, head, prior=last, glued=True)
            out.append(last)
            continue
        if not dashes and k == last.j and is_glued_unknown(words, k):
            last = Found(k, k + 1, k, k + 1, (norm[1:],), (), noun, head, prior=last, glued=True)
            out.append(last)
            continue
        if dashes and norm not in table["dashes"]:
            break
        if norm not in table["ands"] and norm not in table["list_marks"] and not dashes:
            break
        k = after(words, k + 1)
        if k >= 0 and words.norms[k] in table["ands"]:
            k = after(words, k + 1)
        if k < 0 or words.kinds[k] != "a" or (words.norms[k] in table.nouns and match(gazetteer, words, k) is None):
            break
        item = _name_at(gazetteer, words, k, noun, head)
        if item is None:
            break
        item.prior = last
        out.append(item)
        last = item
        if dashes:
            break
    return out


def noun_before(words: Words, name: Found) -> int:
    """Index of the word before a name and its noun; -1 at the start."""
    return before(words, name.head if name.head >= 0 else name.i)
