"""Links between names: which place the text puts another in or near, in the phrase or by the opening of the sentence."""

from __future__ import annotations

from itertools import pairwise

from marsad.annotators.place_cues import after, cues
from marsad.annotators.place_found import Found
from marsad.text.tokens import Words

_GAP = 8
_OPENING = 6


def link_parents(words: Words, names: list[Found]) -> None:
    """Set `parent` and `relation` ("in" or "near") where the text says where a name lies; members of a list share it."""
    for left, right in pairwise(names):
        if (
            right.prior is left
            or (left.head >= 0 and left.head == right.head)
            or (left.noun is None and any(p.kind == "country" for p in left.options))
        ):
            continue
        relation = _relation(words, left, right)
        if relation:
            left.parent, left.relation, right.child = right, relation, left
    for left, right in pairwise(names):
        begin = right.head if right.head >= 0 else right.i
        joined = left.j + 1 == begin and words.norms[left.j] in cues()["ands"]
        if joined and left.parent is None and right.parent is not None and left.noun is not None and left.noun is right.noun:
            left.parent, left.relation = right.parent, right.relation  # "the valleys A and valley B in C"
    _link_town(words, names)
    for name in reversed(names):
        if name.prior is not None and name.parent is not None and name.prior.parent is None:
            name.prior.parent, name.prior.relation = name.parent, name.relation
    _link_scenes(words, names)
    for name in names:
        following = after(words, name.j)
        if following == name.j and name.parent is None:
            name.country = cues().nationality.get(words.norms[following]) if words.norms[following].endswith("\u0647") else None


def _link_town(words: Words, names: list[Found]) -> None:
    """Names that lie in or by "the town" lie in the town named last ("the quarter X in the middle of the city")."""
    table, town = cues(), None
    for name in names:
        if town is not None and name.parent is None and name.noun is not None:
            k, steps = after(words, name.j), 0
            relation = "near"
            while (
                k >= 0 and steps < 3 and (words.norms[k] in table["near"] or words.norms[k] in table["inside"] or words.clitic[k])
            ):
                relation = "in" if words.norms[k] in table["inside"] or words.norms[k] in table["clitics_in"] else relation
                k, steps = after(words, k + 1), steps + 1
            if steps and k >= 0 and words.norms[k] in table["the_town"]:
                name.parent, name.relation = town, relation
        if _is_town(name) and name.context not in ("attributive", "event", "weak", "bare"):
            town = name


def _link_scenes(words: Words, names: list[Found]) -> None:
    """Quarters, villages and facilities without a parent lie in the town that opens their sentence ("In X, the quarter Y")."""
    sentences, at, scene = words.sentences, 0, None
    for name in names:
        while at < len(sentences) and sentences[at][1] <= name.i:
            at, scene = at + 1, None
        begin = sentences[at][0] if at < len(sentences) else 0
        if scene is None and name.i - begin <= _OPENING and name.context in ("be", "strong", "noun") and _is_town(name):
            scene = name
        elif (
            scene is not None
            and name.parent is None
            and name.noun is not None
            and name.noun.kind in ("neighbourhood", "facility", "village")
        ):
            name.parent, name.relation, name.scene = scene, "in", True


def _is_town(name: Found) -> bool:
    return any(p.kind in ("city", "admin2") and p.weight >= 2 for p in name.options) and not name.named_after


def _relation(words: Words, left: Found, right: Found) -> str:
    """How two neighbours relate: "in", "near", or "" where words stand between that are no relation."""
    table, norms = cues(), words.norms
    end = right.head if right.head >= 0 else right.i
    if end - left.j > _GAP or end < left.j:
        return ""
    relation = ""
    k = after(words, left.j)
    if 0 <= k < end - 1 and norms[k] in table["list_marks"]:
        further = after(words, k + 1)
        k = further if norms[further] in table["directions"] or norms[further] in table["lying"] else k
    while 0 <= k < end:
        norm = norms[k]
        if words.clitic[k]:
            if norm in table["clitics_in"]:
                relation = relation or "in"
            elif norm not in table["clitics_to"]:
                return ""
        elif norm in table["near"]:
            relation = "near"
        elif norm in table["inside"] or norm in table["countryside"]:
            relation = relation or "in"
        elif (
            norm not in table.nationality
            and norm not in table["noun_adjectives"]
            and norm not in table["borders_of"]
            and norm not in table["lying"]
        ):
            return ""
        k = after(words, k + 1)
    return relation if k >= 0 else ""
