"""Words that may be names: names of the gazetteer at a word, and the words that only a place noun before them makes names."""

from __future__ import annotations

from marsad.annotators.place_cues import NISBA, Noun, after, cues, is_known, is_verb, is_word
from marsad.lexicons.gazetteer import Gazetteer
from marsad.text.forms import HEH, MEEM, NOON, WAW
from marsad.text.tokens import ALEF, ARTICLE, PROCLITICS, SEEN, TEH, YEH, Words

_TANWIN = "\u064b"  # the mark of an indefinite object
_PEOPLED = ("admin1", "admin2", "city")
_OF_THEM = (HEH + ALEF, HEH + MEEM)
_PLURALS = (YEH + NOON, WAW + NOON, ALEF + TEH)


def match(
    gazetteer: Gazetteer, words: Words, k: int, *, loose: bool = False
) -> tuple[int, tuple[str, ...], tuple[int, ...]] | None:
    """The longest gazetteer name at word `k`: `(end, key, ids)`. `loose` lets one word stand with or without its article."""
    first = words.norms[k]
    if gazetteer.begins(first):
        for key, ids in gazetteer.starting_with(first):
            end = end_of(words, k, key)
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


def end_of(words: Words, k: int, key: tuple[str, ...]) -> int:
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


def unknown_end(gazetteer: Gazetteer, words: Words, k: int, noun: Noun) -> int:
    """End of a name outside the gazetteer at word `k`; 0 where the word can be none."""
    table = cues()
    if noun.unknown != "never" and is_quoted(words, k) and len(words.norms[k]) > 2:
        definite = noun.unknown == "free" and words.norms[k].startswith(ARTICLE)  # no adjective behind a noun without article
        if definite or not is_known(words.norms[k]):
            return k + 1
    placed = noun.inside and noun.facility != "checkpoint" and is_placed(gazetteer, words, k)
    native = placed and words.norms[k].startswith(ARTICLE) and not noun.plural  # "the mosque of the Indian", no adjective
    if noun.unknown == "never" or not _may_name(words, k, strict=noun.unknown == "strict" and not placed, native=native):
        return 0
    end, norm = k + 1, words.norms[k]
    if noun.inside and norm in table["given"] and (named := _person_end(words, k)) > end:
        return named
    follow = end + 1 if end + 1 < len(words) and words.norms[end] == "_" else end
    if (
        follow < len(words)
        and words.kinds[follow] == "a"
        and not words.clitic[follow]
        and words.ends[follow - 1] + 1 >= words.starts[follow]
    ):
        second = words.norms[follow]
        joins = norm in table["compound"] and second not in table["not_names"] and not is_verb(second)
        person = noun.inside and not norm.startswith(ARTICLE) and second.startswith(ARTICLE) and not is_word(second)
        if joins or (person and second not in table["not_names"]):
            return follow + 1
    if norm in table["compound"]:
        return 0
    if (
        noun.inside
        and noun.kind != "natural"
        and not placed
        and words.norms[k - 1] not in '#"\u00ab\u201c'
        and (follow >= len(words) or words.norms[follow] not in table["adjectives"])
        and not _is_for_somebody(words, follow)
    ):
        return 0
    return end


def _is_for_somebody(words: Words, k: int) -> bool:
    """Whether a phrase like "for the displaced" stands at word `k`, split or not."""
    phrases = cues().phrases
    if k + 1 < len(words) and words.clitic[k] and words.norms[k] + words.norms[k + 1][1:] in phrases:
        return True
    return k < len(words) and words.norms[k] in phrases


def is_quoted(words: Words, k: int) -> bool:
    """Whether word `k` stands alone in quotation marks or brackets."""
    table = cues()
    return 0 < k < len(words) - 1 and words.norms[k - 1] in table["opening"] and words.norms[k + 1] in table["closing"]


def _person_end(words: Words, k: int) -> int:
    """End of a person's name with that of the father at word `k` ("Khalid ibn al-Walid"), after which a building is called."""
    table, end = cues(), k + 1
    if end < len(words) and words.kinds[end] == "a" and not words.clitic[end] and words.norms[end] not in table["sons"]:
        while end < min(len(words), k + 3) and words.norms[end] in table["given"] and not words.clitic[end]:
            end += 1
        last = words.norms[end] if end < len(words) and words.kinds[end] == "a" and not words.clitic[end] else ""
        plain = is_known(last) or last in table["not_names"] or is_verb(last) or last in table.all_words or last in table["sons"]
        surname = last.startswith(ARTICLE) and last not in table["not_names"] and last not in table["adjectives"] and end > k + 1
        end += bool(last) and (surname or not plain)
    while end + 1 < len(words) and words.norms[end] in table["sons"] and words.kinds[end + 1] == "a":
        end += 2
        if words.norms[end - 1] in table["compound"] and end < len(words) and words.kinds[end] == "a":
            end += 1
    return end


def is_placed(gazetteer: Gazetteer, words: Words, k: int) -> bool:
    """Whether the text says right after word `k` where it is: "X in (the middle of) Y"."""
    table = cues()
    k = after(words, k + 1)
    if k >= 0 and words.norms[k] in table["adjectives"]:
        k = after(words, k + 1)
    if k < 0 or not (
        (words.norms[k] in table["clitics_in"] and words.clitic[k])
        or words.norms[k] in table["inside"]
        or words.norms[k] in table["near"]
    ):
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


def _may_name(words: Words, k: int, *, strict: bool, native: bool = False) -> bool:
    """Whether a word may be an unknown name: no function word, no verb, no adjective; with `strict`, no known word at all.

    `native` lets an adjective of nationality stand for a name.
    """
    norm, table = words.norms[k], cues()
    if words.kinds[k] != "a" or words.clitic[k] or norm in table["not_names"]:
        return False
    if norm in table["compound"]:
        return True
    if len(norm) < 3 or norm in table.nouns:
        return False
    if norm in table["directions"] or norm in table["strong"] or norm in table["adjectives"] or norm.endswith(_OF_THEM):
        return False
    if norm in table.nationality and not native:
        return False
    if norm[0] == WAW and norm[1] in PROCLITICS:
        return False
    if strict and is_known(norm):
        return False
    if norm.startswith(ARTICLE):
        return not strict or not norm.endswith(_PLURALS)
    if strict and (norm.endswith(HEH) or norm.endswith(_PLURALS[0])):
        return False
    future = norm[0] != SEEN or norm[1] in (ALEF, YEH, TEH, NOON)
    return not (is_word(norm) or is_verb(norm) or _is_adjective(norm) or (norm[0] in PROCLITICS and future and is_word(norm[1:])))


def _is_adjective(norm: str) -> bool:
    """Whether an indefinite word looks like an adjective or a present-tense verb and not like a name."""
    participle = len(norm) in (4, 5) and norm[1] == ALEF and norm[-1] == HEH
    return norm.endswith(NISBA) or participle or (norm[0] in YEH + TEH + MEEM and len(norm) <= 5 and not norm.endswith(ALEF))


def is_glued_unknown(words: Words, k: int) -> bool:
    """Whether word `k` is a conjunction and a word outside the vocabulary, written as one."""
    norm = words.norms[k]
    plain = norm[1:2] in (YEH, TEH, NOON) or is_word(norm) or is_word(norm[1:]) or norm[1:2] in PROCLITICS or is_verb(norm)
    return (
        words.kinds[k] == "a"
        and not words.clitic[k]
        and len(norm) > 4
        and norm[0] == WAW
        and not plain
        and norm[1:] not in cues()["not_names"]
    )


def is_no_name(words: Words, k: int) -> bool:
    """Whether a single word is too common to be a name, or printed so that it is another word."""
    table, norm = cues(), words.norms[k]
    if any(norm in names for names in table.short_names.values()):
        return False
    return (
        norm in table["never"]
        or norm in table["not_names"]
        or norm in table.nouns
        or words.text_of(k, k + 1) in table["not_printed"]
        or _TANWIN in words.text_of(k, k + 1)
    )
