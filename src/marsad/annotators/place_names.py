"""Where the names of places stand: gazetteer names, longest first, and names that only a place noun before them shows.

What a name stands after is read in `place_contexts`; which place it is, in `place_choices`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.annotators.place_cues import NISBA, Noun, after, before, cues, is_verb, is_word
from marsad.lexicons.gazetteer import Gazetteer, GazetteerPlace
from marsad.text.forms import HEH, MEEM, NOON, WAW
from marsad.text.tokens import ALEF, ARTICLE, PROCLITICS, TEH, YEH, Words

_LONGEST_LIST = 24
_ROAD_END = Noun("village", None, False, "road", True)
_PLURALS = (YEH + NOON, WAW + NOON, ALEF + TEH)
_PEOPLED = ("admin1", "admin2", "city")


@dataclass(slots=True, eq=False)
class Found:
    """A name in the text, words `i` to `j`, its core (without noun and adjectives) `a` to `b`; and what later steps find out.

    `ids` are the candidates in the gazetteer; `head` is the index of its place noun or -1. `prior` is the name before it in a list.
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


def match(gazetteer: Gazetteer, words: Words, k: int, *, loose: bool = False) -> tuple[int, tuple[str, ...], tuple[int, ...]] | None:
    """The longest gazetteer name at word `k`: `(end, key, ids)`. `loose` lets one word stand with or without its article."""
    first = words.norms[k]
    if gazetteer.begins(first):
        for key, ids in gazetteer.starting_with(first):
            end = _end_of(words, k, key)
            if end:
                return end, key, ids
    if loose and len(first) > 4:
        other = first[2:] if first.startswith(ARTICLE) else ARTICLE + first
        if gazetteer.begins(other):
            for key, ids in gazetteer.starting_with(other):
                if len(key) == 1:
                    kept = tuple(x for x in ids if (p := gazetteer.place(x)).weight >= 2 and p.kind in _PEOPLED and not p.common)
                    return (k + 1, key, kept) if kept else None
    return None


def _end_of(words: Words, k: int, key: tuple[str, ...]) -> int:
    """End of the name `key` at word `k`, passing over the underscores of hashtags; 0 where it does not stand there."""
    norms, n = words.norms, len(words)
    k += 1
    for part in key[1:]:
        while k < n and norms[k] == "_":
            k += 1
        if k >= n or norms[k] != part or words.kinds[k] not in "ald":
            return 0
        k += 1
    return k


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
            if plain is not None and not (len(plain[1]) == 1 and _is_no_name(words, k)):
                end, key, ids = plain
                here = [Found(k, end, k, end, key, ids, noun if len(key) > 1 else None, k if noun is not None and len(key) > 1 else -1)]
        found.extend(here)
        k = max(here[-1].j, k + 1) if here else k + 1
    return found


def _glued(gazetteer: Gazetteer, words: Words, k: int) -> tuple[int, tuple[str, ...], tuple[int, ...]] | None:
    """A gazetteer name at word `k` behind a conjunction that the tokenizer left on; it must follow a name directly."""
    norm = words.norms[k]
    if words.kinds[k] != "a" or len(norm) < 3 or norm[0] != WAW or words.clitic[k] or not gazetteer.begins(norm[1:]):
        return None
    for key, ids in gazetteer.starting_with(norm[1:]):
        end = k + 1 if len(key) == 1 else _end_of(words, k, key)
        if end and not (len(key) == 1 and (norm[1:] in cues()["never"] or norm[1:] in cues()["not_names"])):
            return end, key, ids
    return None


def _is_no_name(words: Words, k: int) -> bool:
    """Whether a single word is too common to be a name, or printed so that it is another word."""
    table, norm = cues(), words.norms[k]
    if any(norm in names for names in table.short_names.values()):
        return False
    return norm in table["never"] or norm in table["not_names"] or norm in table.nouns or words.text_of(k, k + 1) in table["not_printed"]


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
    return items


def _definite(gazetteer: Gazetteer, words: Words, k: int) -> list[Found]:
    """A building or road called by noun and adjective ("the big market"), where the text says right after in which place."""
    table = cues()
    if words.norms[k] not in table["definite"] or k + 1 >= len(words) or not words.norms[k + 1].startswith(ARTICLE):
        return []
    if match(gazetteer, words, k) is not None or words.norms[k + 1] not in table["adjectives"] - table["general"] or not _is_placed(gazetteer, words, k + 1):
        return []
    noun = Noun("facility", None, True, "never", False)
    return [Found(k, k + 2, k, k + 2, tuple(words.norms[k : k + 2]), (), noun, k)]


def _joined(words: Words, head: int, k: int) -> bool:
    """Whether noun and name are written as one phrase, with nothing but spaces, quotes or hashtag marks between."""
    return all(words.norms[m] in "#_\u00ab\"\u201c(" for m in range(head + 1, k))


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
    if known is not None and len(known[1]) == 1 and _is_no_name(words, k):
        if words.norms[k] not in cues()["compound"]:
            return None
        known = None
    if known is not None:
        end, key, ids = known
        longer = _unknown_end(gazetteer, words, k, noun) if noun.unknown == "free" and len(key) == 1 else 0
        if longer > end and words.norms[k] in cues()["compound"]:
            return Found(k, longer, k, longer, tuple(words.norms[k:longer]), (), noun, head)
        return Found(k, end, k, end, key, ids, noun, head)
    end = _unknown_end(gazetteer, words, k, noun)
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
    plain = words.norms[k] in cues()["ands"] or rest.startswith(ARTICLE) or gazetteer.begins(rest) or is_word(rest) or rest in cues().nouns
    return None if plain or len(whole) < 4 else ((whole,), ())


def _unknown_end(gazetteer: Gazetteer, words: Words, k: int, noun: Noun) -> int:
    """End of a name outside the gazetteer at word `k`; 0 where the word can be none."""
    table = cues()
    placed = noun.inside and _is_placed(gazetteer, words, k)
    if noun.unknown == "never" or not _may_name(words, k, strict=noun.unknown == "strict" and not placed):
        return 0
    end, norm = k + 1, words.norms[k]
    follow = end + 1 if end + 1 < len(words) and words.norms[end] == "_" else end
    if follow < len(words) and words.kinds[follow] == "a" and not words.clitic[follow] and words.ends[follow - 1] + 1 >= words.starts[follow]:
        second = words.norms[follow]
        joins = norm in table["compound"] and second not in table["not_names"] and not is_verb(second)
        person = noun.inside and not norm.startswith(ARTICLE) and second.startswith(ARTICLE) and not is_word(second)
        if joins or (person and second not in table["not_names"]):
            return follow + 1
    if norm in table["compound"]:
        return 0
    if noun.inside and noun.kind != "natural" and not placed and words.norms[k - 1] not in "#\"\u00ab\u201c" and (follow >= len(words) or words.norms[follow] not in table["adjectives"]):
        return 0
    return end


def _is_placed(gazetteer: Gazetteer, words: Words, k: int) -> bool:
    """Whether the text says right after word `k` where it is: "X in (the middle of) Y"."""
    table = cues()
    k = after(words, k + 1)
    if k >= 0 and words.norms[k] in table["adjectives"]:
        k = after(words, k + 1)
    if k < 0 or not (words.norms[k] in table["clitics_in"] and words.clitic[k] or words.norms[k] in table["inside"] or words.norms[k] in table["near"]):
        return False
    for _ in range(3):
        k = after(words, k + 1)
        if k < 0:
            return False
        if words.norms[k] in table.nouns or match(gazetteer, words, k) is not None:
            return True
        if words.norms[k] not in table["near"] and words.norms[k] not in table["inside"]:
            return False
    return False


def _may_name(words: Words, k: int, *, strict: bool) -> bool:
    """Whether a word may be an unknown name: no function word, no verb, no adjective; with `strict`, no known word at all."""
    norm, table = words.norms[k], cues()
    if words.kinds[k] != "a" or words.clitic[k] or norm in table["not_names"]:
        return False
    if norm in table["compound"]:
        return True
    if len(norm) < 3 or norm in table.nouns:
        return False
    if norm in table["directions"] or norm in table.nationality or norm in table["strong"] or norm in table["adjectives"]:
        return False
    if norm[0] == WAW and norm[1] in PROCLITICS:
        return False
    if strict and is_word(norm):
        return False
    if norm.startswith(ARTICLE):
        return not strict or not norm.endswith(_PLURALS)
    if strict and norm.endswith(HEH):
        return False
    return not (is_word(norm) or is_verb(norm) or _is_adjective(norm) or (norm[0] in PROCLITICS and is_word(norm[1:])))


def _is_adjective(norm: str) -> bool:
    """Whether an indefinite word looks like an adjective or a present-tense verb and not like a name."""
    participle = len(norm) in (4, 5) and norm[1] == ALEF and norm[-1] == HEH
    return norm.endswith(NISBA) or participle or (norm[0] in YEH + TEH + MEEM and len(norm) <= 5 and not norm.endswith(ALEF))


def _with_adjectives(words: Words, end: int, noun: Noun) -> int:
    """The end of a facility's name with the adjectives that belong to it."""
    table = cues()
    if not noun.inside:
        return end
    for _ in range(2):
        k = end + 1 if end < len(words) and words.norms[end] == "_" else end
        if k < len(words) and words.kinds[k] == "a" and words.norms[k] in table["adjectives"] | table.phrases and k == after(words, end):
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
