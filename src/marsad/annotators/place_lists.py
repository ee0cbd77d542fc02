"""Lists of place names: the further names under a plural noun, the names that "among them" or a bracket brings, road ends."""

from __future__ import annotations

from marsad.annotators.place_cues import Noun, after, cues, is_known, is_verb, is_word
from marsad.annotators.place_found import Found
from marsad.annotators.place_words import end_of, is_glued_unknown, is_no_name, is_placed, is_quoted, match, unknown_end
from marsad.lexicons.gazetteer import Gazetteer
from marsad.text.forms import HEH
from marsad.text.tokens import ARTICLE, PROCLITICS, WAW, Words

_LONGEST_LIST = 24
_COUNTED = ("city", "village", "neighbourhood", "admin2")


def name_at(gazetteer: Gazetteer, words: Words, k: int, noun: Noun, head: int) -> Found | None:
    """A known or unknown name at word `k`, under a noun."""
    joined = unsplit(gazetteer, words, k)
    if joined is not None and (joined[1] or noun.unknown == "free"):
        return Found(k, k + 2, k, k + 2, joined[0], joined[1], noun, head)
    known = match(gazetteer, words, k, loose=True)
    if (
        known is not None
        and len(known[1]) == 1
        and is_no_name(words, k)
        and not _is_name_here(gazetteer, words, k, known[2], noun)
    ):
        if words.norms[k] not in cues()["compound"] and not (noun.inside and is_placed(gazetteer, words, k)):
            return None
        known = None
    if noun.plural and noun.facility is not None and (named := _each_of(gazetteer, words, k, noun, head)) is not None:
        return named
    if known is not None:
        end, key, ids = known
        longer = unknown_end(gazetteer, words, k, noun) if noun.unknown == "free" and len(key) == 1 else 0
        if longer > end and words.norms[k] in cues()["compound"]:
            return Found(k, longer, k, longer, tuple(words.norms[k:longer]), (), noun, head)
        return Found(k, end, k, end, key, ids, noun, head)
    end = unknown_end(gazetteer, words, k, noun)
    return Found(k, end, k, end, tuple(w for w in words.norms[k:end] if w != "_"), (), noun, head) if end else None


def _each_of(gazetteer: Gazetteer, words: Words, k: int, noun: Noun, head: int) -> Found | None:
    """One of several facilities of a kind ("the two bridges X and Y"), which the gazetteer knows by noun and name."""
    for single in cues().singles.get(noun.facility or "", ()):
        for key, ids in gazetteer.starting_with(single) if gazetteer.begins(single) else ():
            end = end_of(words, k, key[1:]) if len(key) > 1 and words.norms[k] == key[1] else 0
            if end:
                return Found(k, end, k, end, key[1:], ids, noun, head)
    return None


def _is_name_here(gazetteer: Gazetteer, words: Words, k: int, ids: tuple[int, ...], noun: Noun) -> bool:
    """Whether a plain word names one of our places: in quotation marks, or with its place, behind a noun of one place."""
    if noun.plural or noun.inside or noun.kind not in _COUNTED or words.norms[k] in cues()["not_names"]:
        return False
    ours = any(gazetteer.place(x).source == "marsad" for x in ids)
    unlike = words.norms[k - 1].endswith(HEH) and not words.norms[k].endswith(HEH) and noun.unknown == "free"  # no adjective
    return ours and (unlike or is_quoted(words, k) or is_placed(gazetteer, words, k))


def rest_of_list(gazetteer: Gazetteer, words: Words, first: Found, noun: Noun, head: int, *, dashes: bool) -> list[Found]:
    """The further names of a list under a plural noun, or the other end of a road."""
    table, out, last, at = cues(), [], first, first.j
    for _ in range(_LONGEST_LIST):
        k = after(words, at)
        if k < 0:
            break
        norm = words.norms[k]
        if (
            not dashes
            and norm not in table["ands"]
            and (stuck := _stuck_to_and(gazetteer, words, k, last, noun, head)) is not None
        ):
            out.append(stuck)
            last, at = stuck, stuck.j
            continue
        if norm not in table["dashes"] if dashes else norm not in table["ands"] and norm not in table["list_marks"]:
            break
        k = after(words, k + 1)
        if k >= 0 and words.norms[k] in table["ands"]:
            k = after(words, k + 1)
        if k < 0 or words.kinds[k] != "a" or (words.norms[k] in table.nouns and match(gazetteer, words, k) is None):
            break
        item = name_at(gazetteer, words, k, noun, head)
        if item is None and not dashes:
            item = _plain_word(gazetteer, words, k, noun, head) or _strange_word(words, k, noun, head)
        if item is None:
            if dashes or not _goes_on(gazetteer, words, k + 1):
                break
            at = k + 1
            continue
        item.prior = last
        out.append(item)
        last, at = item, item.j
        if dashes:
            break
    return out


def _stuck_to_and(gazetteer: Gazetteer, words: Words, k: int, last: Found, noun: Noun, head: int) -> Found | None:
    """A name at word `k` that the tokenizer left behind its conjunction."""
    known = glued(gazetteer, words, k)
    if known is not None:
        return Found(k, known[0], k, known[0], known[1], known[2], noun, head, prior=last, glued=True)
    norm = words.norms[k]
    if k == last.j and is_glued_unknown(words, k):
        return Found(k, k + 1, k, k + 1, (norm[1:],), (), noun, head, prior=last, glued=True)
    compound = len(norm) > 2 and norm[0] == WAW and norm[1:] in cues()["compound"] and not words.clitic[k]
    if k == last.j and compound and k + 1 < len(words) and words.kinds[k + 1] == "a" and not is_word(words.norms[k + 1]):
        return Found(k, k + 2, k, k + 2, (norm[1:], words.norms[k + 1]), (), noun, head, prior=last, glued=True)
    return None


def _plain_word(gazetteer: Gazetteer, words: Words, k: int, noun: Noun, head: int) -> Found | None:
    """A place of ours whose name is also a plain word, where it stands alone between the names of a list."""
    known = match(gazetteer, words, k)
    if known is None or words.norms[k] in cues()["directions"] or not _ends_item(words, known[0]):
        return None
    ours = tuple(x for x in known[2] if gazetteer.place(x).source == "marsad" and gazetteer.place(x).kind != "facility")
    return Found(k, known[0], k, known[0], known[1], ours, noun, head) if ours else None


def _strange_word(words: Words, k: int, noun: Noun, head: int) -> Found | None:
    """A word outside the language, whatever it looks like, where it stands alone between the names of a list of villages."""
    norm, table = words.norms[k], cues()
    if noun.unknown != "free" or len(norm) < 4 or words.clitic[k] or not _ends_item(words, k + 1):
        return None
    if is_known(norm) or is_verb(norm) or norm in table["not_names"] or norm in table.all_words:
        return None
    return Found(k, k + 1, k, k + 1, (norm,), (), noun, head)


def _ends_item(words: Words, k: int) -> bool:
    """Whether an item of a list ends before word `k`: at a comma, a conjunction, a bracket, or the end of the sentence."""
    table = cues()
    if k >= len(words) or words.kinds[k] in "np":
        return True
    return words.norms[k] in table["ands"] or words.norms[k] in table["list_marks"]


def _goes_on(gazetteer: Gazetteer, words: Words, k: int) -> bool:
    """Whether a list goes on with a known name after the comma or the conjunction at word `k`."""
    table, at = cues(), k
    while k < len(words) and (words.norms[k] in table["list_marks"] or words.norms[k] in table["ands"]):
        k += 1
    return at < k < len(words) and match(gazetteer, words, k) is not None and not is_no_name(words, k)


def introduced_list(gazetteer: Gazetteer, words: Words, k: int, noun: Noun, head: int) -> list[Found]:
    """The names that word `k` ("among them", "such as", "it reached") brings for a plural noun at `head` earlier in the sentence.

    One of them is known, or they are several and no plain words.
    """
    if k + 1 < len(words) and words.norms[k + 1] == ":":
        k += 1
    start = after(words, k + 1)
    if start < 0 or words.kinds[start] != "a" or words.clitic[start] or words.norms[start] in cues().nouns:
        return []
    first = name_at(gazetteer, words, start, noun, head) or _strange_word(words, start, noun, head)
    if first is None:
        return []
    items = [first, *rest_of_list(gazetteer, words, first, noun, head, dashes=False)]
    known = any(item.ids for item in items)
    strange = noun.unknown == "free" and len(items) > 1 and not any(is_word(word) for item in items for word in item.key)
    return items if known or strange else []


def glued(gazetteer: Gazetteer, words: Words, k: int) -> tuple[int, tuple[str, ...], tuple[int, ...]] | None:
    """A gazetteer name at word `k` behind a conjunction that the tokenizer left on; it must follow a name directly."""
    norm = words.norms[k]
    if words.kinds[k] != "a" or len(norm) < 3 or norm[0] not in PROCLITICS or words.clitic[k] or not gazetteer.begins(norm[1:]):
        return None
    for key, ids in gazetteer.starting_with(norm[1:]):
        if norm[0] != WAW and len(key) == 1:
            continue  # a preposition is left on before names of two words alone
        end = k + 1 if len(key) == 1 else end_of(words, k, key)
        if end and not (len(key) == 1 and (norm[1:] in cues()["never"] or norm[1:] in cues()["not_names"])):
            return end, key, ids
    return None


def unsplit(gazetteer: Gazetteer, words: Words, k: int) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
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
