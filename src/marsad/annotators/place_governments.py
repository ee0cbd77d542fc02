"""Names that may stand for a government: a country or its seat is a place only where the text says so."""

from __future__ import annotations

from marsad.annotators.place_cues import before, cues
from marsad.annotators.place_found import Found, noun_before
from marsad.lexicons.gazetteer import GazetteerPlace
from marsad.text.tokens import Words

SURE = frozenset(("noun", "strong", "direction", "be", "distance", "dateline"))
_BACK = 4


def is_government(name: Found, places: list[GazetteerPlace]) -> bool:
    """Whether a name may stand for a government: a country, or a seat of one."""
    return name.noun is None and (name.key in cues().governments or any(p.kind == "country" for p in places))


def is_place_of_government(words: Words, name: Found, places: list[GazetteerPlace], context: str) -> bool:
    """Whether a name that may be a government is a place after what it stands after."""
    table, norms = cues(), words.norms
    country = any(p.kind == "country" for p in places)
    k = noun_before(words, name)
    if context == "be" and country and frozenset(_words_before(words, k, 2)) & table["actor_with"]:
        return False
    if context in SURE or context == "list":
        return True
    if context == "attributive":
        return not country and norms[k] not in table["owners"]
    if context == "event":
        return not country or norms[k] in table["country_events"]
    if context == "verb":
        return True
    if context == "lam":
        m = before(words, k)
        return m >= 0 and norms[m] in table["visits"] and not (country and norms[m] in table["belonging"])
    if context != "weak":
        return False
    earlier = frozenset(_words_before(words, k, _BACK))
    norm = norms[k]
    if norm in table["from_words"]:
        for word in _words_before(words, k, _BACK):
            if word in table["place_from"] or word in table["actor_from"]:
                return word not in table["actor_from"]
        return not country
    if norm in table["to_words"]:
        return not earlier & table["actor_to"]
    if norm in table["on_words"]:
        return bool(earlier & table["attack_on"])
    if norm in table["with_words"]:
        return bool(earlier & table["border"])
    if norm in table["off_words"]:
        return bool(earlier & (table["far"] | table["directions"]))
    return False


def _words_before(words: Words, k: int, count: int) -> list[str]:
    """The norms of up to `count` words before word `k` in the sentence, nearest first, clitics not counted."""
    out: list[str] = []
    while len(out) < count:
        k = before(words, k)
        if k < 0:
            break
        if not words.clitic[k]:
            out.append(words.norms[k])
    return out
