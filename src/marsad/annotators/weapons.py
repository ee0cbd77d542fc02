"""Weapons: the words that name a weapon or a munition, the weapon id that they mean where they stand, and how many there were.

Counts follow the guidelines: a bare singular 1, 1; a dual 2, 2; a plural only with its number. Tables come from weapons.yml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from marsad import lexicons
from marsad.annotators import prepare
from marsad.annotators.victims import BREAKS, HEH, STOP, SUFFIXES, CountedNumber, Line, fold_set, joints, words_in
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, NOON, PREPOSITIONS, TEH, WAW, YEH, Words, words_of
from marsad.text.tries import Trie

__all__ = ["WeaponFinder", "WeaponMention", "create", "find_weapons"]

Doc.set_extension("weapons", default=None, force=True)

_CACHE = "weapons"
_SHADDA = "\u0651"
_DUALS = (ALEF + NOON, YEH + NOON)


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon: word indices, code points, id of the guidelines, the entry that read it; `munition`: it is counted, `low`, `high` how many.

    A munition without a number (a generic plural) has None, None; `plural` tells it from what is not counted at all.
    """

    i: int
    j: int
    start: int
    end: int
    weapon: str
    rule: str
    munition: bool
    low: int | None
    high: int | None
    plural: bool = False


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
    from marsad.annotators import splitter

    for variant in _variants(splitter()(phrase).norms, dual=form.number == "d"):
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


def find_weapons(words: Words, numbers: Sequence[CountedNumber] | None = None) -> list[WeaponMention]:
    """Weapons of a text in order, computed once a text. `numbers` where they are known: without them plurals have no count."""
    held = words.cache.get(_CACHE)
    if held is not None and (numbers is None or held[0]):
        found: list[WeaponMention] = held[1]
        return found
    found = _find(Line(words, numbers or ()))
    words.cache[_CACHE] = (numbers is not None, found)
    return found


def _find(line: Line) -> list[WeaponMention]:
    table = arsenal()
    spots: list[tuple[int, int, Form]] = []
    p = 0
    while p < len(line.w):
        match = table.trie.longest(line.w, p)
        if match is None:
            split = _split_at(line, p, table)
            if split is not None:
                spots.append(split)
            p += 1
            continue
        end, forms = match
        form = _chosen(line, p, forms, table, spots)
        if form is not None:
            spots.append((p, end, form))
        p = end
    found = [_mention(line, p, q, form) for p, q, form in spots]
    return _settle(line, spots, found)


def _chosen(line: Line, p: int, forms: Sequence[Form], table: Arsenal, spots: Sequence[tuple[int, int, Form]]) -> Form | None:
    if any(form.kind == "none" for form in forms):
        return None
    for form in forms:
        if form.kind == "word" and _is_meant(line, p, form) or form.kind == "adjective" and _hangs(line, p, table, spots):
            return form
    return None


def _split_at(line: Line, p: int, table: Arsenal) -> tuple[int, int, Form] | None:
    for split in table.splits:
        if line.w[p] in split.verbs:
            for q in range(p + 1, min(p + 1 + split.within, len(line.w))):
                if line.w[q] in BREAKS:
                    break
                if line.w[q] in split.nouns and table.trie.longest(line.w, q) is None:
                    return q, q + 1, Form(Arm(split.id, split.weapon, (), *[frozenset()] * 4), None, "word")
    return None


def _is_meant(line: Line, p: int, form: Form) -> bool:
    before = line.word(p - 1)
    if before == chr(0x643):  # like a ...
        return False
    assert form.arm is not None
    if before in form.arm.not_after or (before in PREPOSITIONS and line.word(p - 2) in form.arm.not_after):
        return _SHADDA in line.words.text_of(line.at[p], line.at[p] + 1)
    return True


def _hangs(line: Line, p: int, table: Arsenal, spots: Sequence[tuple[int, int, Form]]) -> bool:
    for q in range(p - 1, max(p - 5, -1), -1):
        word = line.w[q]
        if word in BREAKS:
            return False
        if word in table.heads or word.startswith(ARTICLE) and word[2:] in table.heads:
            return True
    return bool(spots) and spots[-1][2].kind == "adjective" and line.word(p - 1) == WAW and spots[-1][1] == p - 1


def _mention(line: Line, p: int, q: int, form: Form) -> WeaponMention:
    arm, words = form.arm, line.words
    assert arm is not None
    weapon, rule = arm.weapon, f"weapons.{arm.id}"
    for preference in arm.prefer:
        if _is_near(line, p, q, preference):
            weapon, rule = preference.weapon, f"{rule}.{preference.weapon}"
            break
    if not arm.counts_as or weapon in arm.counts_as:
        low, high = _count(line, p, q, form)
    else:
        form, low, high = Form(arm, None, "word"), None, None
    i, j = line.at[p], line.at[q - 1] + 1
    return WeaponMention(i, j, words.starts[i], words.ends[j - 1], weapon, rule, form.number is not None, low, high, form.number == "p")


def _is_near(line: Line, p: int, q: int, preference: Preference) -> bool:
    begin, end = p, q
    far = preference.within
    while begin > 0 and line.w[begin - 1] != STOP and (far is None or p - begin < far):
        begin -= 1
    while end < len(line.w) and line.w[end] != STOP and (far is None or end - q < far):
        end += 1
    return any(line.w[k] in preference.near or line.w[k][2:] in preference.near and line.w[k].startswith(ARTICLE) for k in (*range(begin, p), *range(q, end)))


def _count(line: Line, p: int, q: int, form: Form) -> tuple[int | None, int | None]:
    if form.number is None:
        return None, None
    for start in range(max(0, p - 6), p):
        held = line.numbers.get(start)
        if held is not None and held[1].kind not in ("ordinal", "fraction") and held[0] in (p, p - 1) and (held[0] == p or len(line.w[p - 1]) == 2):
            if held[1].low == 1 and form.number == "p":
                return 1, 1
            return held[1].low, held[1].high
    if form.number == "d":
        return 2, 2
    if form.number == "p" and line.word(p - 1) in joints().one_of:
        return 1, 1
    return (1, 1) if form.number == "s" else (None, None)


def _settle(line: Line, spots: Sequence[tuple[int, int, Form]], found: Sequence[WeaponMention]) -> list[WeaponMention]:
    kept: list[WeaponMention] = []
    for (p, _, form), mention in zip(spots, found, strict=True):
        arm = form.arm
        assert arm is not None
        if arm.anaphor and form.kind == "word" and line.w[p].startswith(ARTICLE):
            last = next((m for m in reversed(kept) if m.weapon in arm.anaphor or m.weapon == mention.weapon), None)
            if last is not None and last.weapon != mention.weapon:
                mention = replace(mention, weapon=last.weapon, rule=f"weapons.{arm.id}.anaphor")
        if arm.yields_to:
            begin, end = line.at[_bound(line, p, -1)], line.at[_bound(line, p, 1)]
            if any(m.weapon in arm.yields_to and begin <= m.i <= end for m in found):
                continue
        kept.append(mention)
    return kept


def _bound(line: Line, p: int, step: int) -> int:
    while 0 < p + step < len(line.w) - 1 and line.w[p + step] != STOP:
        p += step
    return p


@Language.factory("marsad_weapons", assigns=["doc._.weapons"])
def create(nlp: Language, name: str) -> WeaponFinder:
    """The component that finds weapons."""
    prepare(nlp)
    return WeaponFinder()


class WeaponFinder:
    """Sets `doc._.weapons`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the weapons of a doc."""
        doc._.weapons = find_weapons(words_of(doc), getattr(doc._, "numbers", None) or None)
        return doc
