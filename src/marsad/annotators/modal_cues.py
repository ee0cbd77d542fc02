"""Modal cues: the words of `lexicons/modality.yml` with their scopes and effects, as one trie and the lists beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.annotators.frames import CueTrie, fold_phrase
from marsad.text.folding import fold_words
from marsad.text.tokens import PREPOSITIONS

_FAR = 12
_LISTS = (
    "carriers", "lam_governors", "lam_free", "lam_results", "short_since", "since", "future_times", "scope_breaks", "own_frames",
    "mass_frames", "state_frames", "state_before",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModalCue:
    """One entry of the lexicon: scope, effect and what bounds them (the keys are told in the lexicon)."""

    id: str
    scope: str
    effect: str
    far: int
    unless: frozenset[str]
    through: frozenset[str]
    only: frozenset[str]
    spare: frozenset[str]
    definite: bool
    perfect: bool
    imperfect: bool
    plural: bool
    since: bool


@dataclass(frozen=True, slots=True)
class ModalCues:
    """Cues by id; a trie with values `(kind, id, preposition at the end)`, kind cue, pseudo or period; lists of folded words."""

    cues: Mapping[str, ModalCue]
    trie: CueTrie
    lists: Mapping[str, frozenset[str]]


@cache
def modal_cues() -> ModalCues:
    """The cues of modality, read once."""
    data: Mapping[str, Any] = lexicons.load("modality")
    trie, open_ends = CueTrie(), PREPOSITIONS | fold_words(data["open_ends"])
    for entry in data["entries"]:
        for form in entry["forms"]:
            words = fold_phrase(form)
            ends = words[-1] if len(words) > 1 and words[-1] in open_ends else ""
            trie.add(words[:-1] if ends else words, ("cue", entry["id"], ends))
        for form in entry.get("pseudo", ()):
            trie.add(fold_phrase(form), ("pseudo", entry["id"], ""))
    for form in data["periods"]:
        trie.add(fold_phrase(form), ("period", "", ""))
    cues = {entry["id"]: _read_cue(entry) for entry in data["entries"]}
    return ModalCues(cues, trie, {name: fold_words(data[name]) for name in _LISTS})


def _read_cue(entry: Mapping[str, Any]) -> ModalCue:
    return ModalCue(
        id=entry["id"],
        scope=entry["scope"],
        effect=entry["effect"],
        far=entry.get("far", _FAR),
        unless=fold_words(entry.get("unless", ())),
        through=fold_words(entry.get("through", ())),
        only=frozenset(entry.get("only", ())),
        spare=frozenset(entry.get("spare", ())),
        definite=entry.get("definite", True),
        perfect=entry.get("perfect", True),
        imperfect=entry.get("imperfect", True),
        plural=entry.get("plural", False),
        since=entry.get("since", False),
    )
