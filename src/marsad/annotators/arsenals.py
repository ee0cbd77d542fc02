"""Arsenals: the tables of weapons.yml, every phrase in its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from marsad import lexicons
from marsad.annotators.victim_nouns import HEH, SUFFIXES, fold_set, split_phrase, words_in
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, NOON, TEH, YEH
from marsad.text.tries import Trie

_DUALS = (ALEF + NOON, YEH + NOON)


@dataclass(frozen=True, slots=True)
class Preference:
    """Another id, where one of the words stands in the sentence or within so many words."""

    near: frozenset[str]
    within: int | None
    weapon: str


@dataclass(frozen=True, slots=True)
class Arm:
    """An entry of weapons.yml."""

    id: str
    weapon: str
    prefer: tuple[Preference, ...]
    yields_to: frozenset[str]
    not_after: frozenset[str]
    counts_as: frozenset[str]
    anaphor: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an entry: number (s, d, p) where it is counted, kind "word", "adjective" or "none"."""

    arm: Arm | None
    number: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Split:
    """A split expression: verb and noun."""

    id: str
    weapon: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    within: int


@dataclass(frozen=True, slots=True)
class Arsenal:
    """The tables of weapons.yml."""

    trie: Trie[Form]
    heads: frozenset[str]
    splits: tuple[Split, ...]


@cache
def arsenal() -> Arsenal:
    """The weapon words of the lexicon."""
    data = lexicons.load("weapons")
    firsts = _first_words(data["weapons"])
    trie: Trie[Form] = Trie()
    for phrase in data["none"]:
        _put(trie, phrase, Form(None, None, "none"))
    for entry in data["weapons"]:
        prefer = tuple(Preference(fold_set(p["near"]), p.get("within"), p["weapon"]) for p in entry.get("prefer", ()))
        arm = Arm(
            entry["id"], entry["weapon"], prefer, frozenset(entry.get("yields_to", ())), fold_set(entry.get("not_after")),
            frozenset(entry.get("counts_as", ())), frozenset(entry.get("anaphor", ())),
        )  # fmt: skip
        for phrase in entry.get("not", ()):
            _put(trie, phrase, Form(None, None, "none"))
        for phrase, number in _counted(entry, firsts):
            _put(trie, phrase, Form(arm, number, "word"))
        for adjective in entry.get("adjectives", ()):
            for form in _variants((fold(adjective),)):
                _add(trie, form, Form(arm, None, "adjective"))
            _add(trie, (fold(adjective) + HEH,), Form(arm, None, "adjective"))
            _add(trie, (ARTICLE + fold(adjective) + HEH,), Form(arm, None, "adjective"))
    splits = tuple(Split(s["id"], s["weapon"], fold_set(s["verbs"]), fold_set(s["nouns"]), s["within"]) for s in data["splits"])
    return Arsenal(trie, fold_set(data["heads"]), splits)


def _counted_forms(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    munition = entry.get("munition") or {}
    for number, key in (("s", "singular"), ("d", "dual"), ("p", "plural")):
        yield from ((phrase, number) for phrase in words_in(munition.get(key)))


def _first_words(entries: Sequence[dict[str, Any]]) -> dict[str, str]:
    return {phrase.split()[0]: number for entry in entries for phrase, number in _counted_forms(entry)}


def _counted(entry: dict[str, Any], firsts: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    yield from _counted_forms(entry)
    for word in entry["words"]:
        yield word, firsts.get(word.split()[0]) if entry.get("munition") else None


def _put(trie: Trie[Form], phrase: str, form: Form) -> None:
    for variant in _variants(split_phrase(phrase), dual=form.number == "d"):
        _add(trie, variant, form)


def _add(trie: Trie[Form], words: Sequence[str], form: Form) -> None:
    trie.add(words, form)


def _variants(words: Sequence[str], *, dual: bool = False) -> Iterable[tuple[str, ...]]:
    """Forms of a phrase: bare, article on each word or on the last, tanwin, oblique dual, possessive ending on the first word."""
    base = tuple(words)
    out: dict[tuple[str, ...], None] = {base: None}
    nouns = [k for k, word in enumerate(base) if len(word) > 2 and not word.startswith(ARTICLE)]
    if dual:
        for form in [base]:
            out[tuple(_oblique(word, k) for k, word in enumerate(form))] = None
    for form in list(out):
        out[tuple(ARTICLE + w if k in nouns else w for k, w in enumerate(form))] = None
        if len(base) > 1 and len(base) - 1 in nouns:
            out[(*form[:-1], ARTICLE + form[-1])] = None
        if len(base) > 2 and len(base[1]) > 1 and not base[1].startswith(ARTICLE):
            out[(form[0], ARTICLE + form[1], *form[2:])] = None
    if dual or base[0].startswith(ARTICLE) or len(base[0]) < 3:
        return out
    for ends in product(("", ALEF), repeat=min(len(base), 2)):
        if all(not end or not base[k].endswith((HEH, ALEF)) for k, end in enumerate(ends)):
            out[tuple(w + ends[k] if k < 2 else w for k, w in enumerate(base))] = None
    stem = base[0][:-1] + TEH if base[0].endswith(HEH) else base[0]
    for suffix in SUFFIXES:
        out[(stem + suffix, *(ARTICLE + w if k + 1 in nouns else w for k, w in enumerate(base[1:])))] = None
    return out


def _oblique(word: str, k: int) -> str:
    if word.endswith(_DUALS[0]):
        return word[:-2] + _DUALS[1]
    return word[:-1] + YEH if k == 0 and word.endswith(ALEF) else word
