"""Function words: prepositions, openers of clauses and the small closed lists of the event grammar, folded."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.text.folding import fold
from marsad.text.tries import Trie

_DOING = (
    "achieving", "announcing", "accusing", "calling", "standing", "claiming", "burdening", "supposing", "repelling",
    "attributing", "joining",
)  # fmt: skip
_READ_APART = frozenset(("lasts", "defending", "taking"))  # last words of prepositions; frames


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words of the event grammar. A set of words has the name of its list in the lexicon `grammar`."""

    ends: Trie[str]
    lasts: frozenset[str]
    longest_preposition: int
    openers: Trie[bool]
    relatives: frozenset[str]
    demonstratives: frozenset[str]
    apart: frozenset[str]
    same: frozenset[str]
    perpetrators: frozenset[str]
    results: frozenset[str]
    suspicion: frozenset[str]
    fault: frozenset[str]
    link: frozenset[str]
    doing: dict[str, frozenset[str]]
    hospitals: frozenset[str]
    place_references: frozenset[str]
    scenes: frozenset[str]
    onlys: frozenset[str]
    borders: frozenset[str]
    openings: frozenset[str]
    reporting: frozenset[str]
    seeing: frozenset[str]
    coming: frozenset[str]
    wheres: frozenset[str]
    same_time: frozenset[str]
    lying: frozenset[str]
    parts_of: frozenset[str]
    towards: frozenset[str]
    on_the_way: frozenset[str]
    witnesses: frozenset[str]
    later: tuple[str, ...]
    insides: frozenset[str]
    referents: dict[str, frozenset[str]]
    rankings: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    that_after: frozenset[str]
    that_before: frozenset[str]
    next_day: frozenset[str]
    eve: frozenset[str]
    abouts: frozenset[str]
    counted_from: frozenset[str]
    whens: frozenset[str]
    regions: frozenset[str]
    spread: frozenset[str]
    anyone: frozenset[str]
    spokesmen: frozenset[str]
    similar: frozenset[str]
    military: frozenset[str]
    spots: frozenset[str]
    ordinals: frozenset[str]
    remainders: frozenset[str]
    qualities: frozenset[str]
    pronouns: frozenset[str]
    hosting: frozenset[str]
    that_they: frozenset[str]
    kin: frozenset[str]
    accused: frozenset[str]
    bodies: frozenset[str]
    transparent: frozenset[str]
    voices: frozenset[str]
    meanwhile: frozenset[str]
    areas: frozenset[str]
    behind: frozenset[str]
    fingers: frozenset[str]
    efforts: frozenset[str]
    framing: frozenset[str]
    latter: frozenset[str]
    collectives: frozenset[str]
    origins: frozenset[str]
    areas_of: frozenset[str]
    called: frozenset[str]
    crowds: frozenset[str]
    persons: frozenset[str]
    pointing: frozenset[str]
    prints: frozenset[str]
    remnants: frozenset[str]
    belonging: frozenset[str]
    deeds: frozenset[str]
    befalling: frozenset[str]
    uses: frozenset[str]
    defending: frozenset[str]
    first_second: dict[str, int]
    taking: frozenset[str]
    backed: frozenset[str]
    objects: dict[str, str]


@cache
def grammar() -> Grammar:
    """The function words, folded, read once."""
    data = lexicons.load("grammar")
    ends: Trie[str] = Trie()
    lasts: set[str] = set()
    most = 1
    for place, phrases in data["prepositions"].items():
        for phrase in phrases:
            words = fold(phrase).split()
            ends.add(words[::-1], place)
            lasts.add(words[-1])
            most = max(most, len(words))
    openers: Trie[bool] = Trie()
    for phrase in data["openers"]:
        openers.add(fold(phrase).split(), True)
    sets = {
        f.name: frozenset(fold(word) for word in data[f.name])
        for f in fields(Grammar)
        if f.type == "frozenset[str]" and f.name not in _READ_APART
    }
    objects = {fold(w): kind for kind, listed in data["objects"].items() for w in listed}
    return Grammar(
        ends=ends,
        lasts=frozenset(lasts),
        longest_preposition=most,
        openers=openers,
        objects=objects,
        later=tuple(fold(word) for word in data["later"]),
        referents={fold(noun): frozenset(kinds) for noun, kinds in data["referents"].items()},
        defending=frozenset(data["defending"]),
        first_second={fold(w): n for n, listed in enumerate(data["first_second"]) for w in listed},
        taking=frozenset(data["taking"]),
        doing=_read_doing(data),
        **sets,
    )


def _read_doing(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Forms of the verbs of doing and their nouns, each with the kinds of doing that it tells."""
    doing: dict[str, set[str]] = {}
    for key in _DOING:
        for entry in data[key]:
            forms = [form.text for form in lexicons.verb_forms(entry)]
            for form in (*forms, *(fold(noun) for noun in entry.get("nouns", ()))):
                doing.setdefault(form, set()).add(key)
    return {form: frozenset(keys) for form, keys in doing.items()}
