"""Victim nouns: every form of the nouns of people that a figure may count, with what the form says of their number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, NOON, PROCLITICS, TEH, WAW, YEH
from marsad.text.tries import Trie

Phrases = dict[str, tuple[tuple[str, ...], ...]]  # by first word
NATIONAL = "foreigner"
HEH, MEEM, HAMZA = chr(0x647), chr(0x645), chr(0x621)
SUFFIXES = {HEH: "s", HEH + ALEF: "s", HEH + MEEM: "p", HEH + NOON: "p", HEH + MEEM + ALEF: "d", NOON + ALEF: "we"}
AN, AYN, WN = ALEF + NOON, YEH + NOON, WAW + NOON


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One form of a noun of people.

    Number: s, d, p; dp where the letters fit dual and sound plural, sd singular and dual; empty where a phrase means nobody.
    """

    id: str
    number: str
    category: str
    figures: str | None
    definite: bool = False
    possessed: bool = False
    nominative: bool = False
    weak: bool = False


def words_in(value: Any) -> list[str]:
    """All strings of a nested YAML list, or of the one under `forms`, in order."""
    if isinstance(value, dict):
        return words_in(value["forms"])
    return [value] if isinstance(value, str) else [s for item in value or () for s in words_in(item)]


def fold_set(value: Any) -> frozenset[str]:
    """Folded strings of a nested YAML list."""
    return frozenset(fold(s) for s in words_in(value))


def split_phrase(phrase: str) -> tuple[str, ...]:
    """Folded words of a phrase as the tokenizer splits them; it is asked only where a word may carry a proclitic."""
    from marsad.annotators import splitter

    words = tuple(fold(phrase).split())
    return tuple(splitter()(phrase).norms) if any(word[0] in PROCLITICS for word in words) else words


def read_phrases(phrases: Iterable[str]) -> Phrases:
    """Phrases as the tokenizer splits them, by their first word."""
    found: Phrases = {}
    for phrase in phrases:
        norms = split_phrase(phrase)
        found[norms[0]] = (*found.get(norms[0], ()), norms)
    return found


def with_waw(words: frozenset[str]) -> frozenset[str]:
    """The words, and the same after a conjunction that the tokenizer left on them."""
    return words | {WAW + word for word in words}


@cache
def weak_forms() -> frozenset[str]:
    """Nouns of people that count people only behind a number or a title, some of them only without the article."""
    weak = lexicons.load("figures")["weak"]
    both = fold_set(weak["forms"])
    return both | {ARTICLE + word for word in both} | fold_set(weak["bare"])


@cache
def people() -> tuple[dict[str, PersonForm], Trie[PersonForm]]:
    """Forms of the nouns of people: single words, and phrases."""
    data, weak = lexicons.load("people"), weak_forms()
    entries = [*(data["entries"] if isinstance(data, dict) else data), *lexicons.load("figures")["counted"]]
    single: dict[str, PersonForm] = {}
    phrases: Trie[PersonForm] = Trie()
    for phrase in lexicons.load("figures")["nobody"]["phrases"]:
        phrases.add(fold(phrase).split(), PersonForm("", "", "", None))
    made = [pair for entry in entries for forms in (entry, entry.get("feminine") or {}) for pair in _forms(entry, forms)]
    made.sort(key=lambda pair: pair[1].possessed)
    counted = {entry["id"] for entry in lexicons.load("figures")["counted"]}
    for text, form in made:
        if form.possessed and form.id in counted:
            continue
        parts = text.split()
        if len(parts) > 1:
            phrases.add(parts, form)
        elif text not in single:
            single[text] = replace(form, weak=True) if text in weak else form
    for text, form in _nationals():
        single.setdefault(text, form)
    return single, phrases


def _nationals() -> Iterable[tuple[str, PersonForm]]:
    """Adjectives of nationality as nouns: fifteen Palestinians; bare, they are people only right behind a harm word."""
    rows = lexicons.load("nationalities")["countries"]
    for adjective in (fold(word) for row in rows for word in row.get("adjectives", ()) if " " not in word):
        for ending, number in (
            ("", "s"),
            (ALEF, "s"),
            (HEH, "s"),
            (AN, "d"),
            (TEH + AN, "d"),
            (TEH + AYN, "d"),
            (WN, "p"),
            (AYN, "p"),
            (ALEF + TEH, "p"),
        ):
            form = PersonForm(NATIONAL, number, NATIONAL, None, nominative=ending == WN)
            yield adjective + ending, form
            yield ARTICLE + adjective + ending, replace(form, definite=True)


def _forms(entry: dict[str, Any], forms: dict[str, Any]) -> Iterable[tuple[str, PersonForm]]:
    plurals = [fold(p) for p in words_in(forms.get("plural"))]

    def make(number: str, **marks: bool) -> PersonForm:
        return PersonForm(
            entry["id"], number, entry.get("category", "victim"), entry.get("figures") or entry.get("what"), **marks
        )

    if "dual" in forms:
        yield from _duals(fold(forms["dual"]), frozenset(plurals), make)
    if "singular" in forms:
        yield from _endings(fold(forms["singular"]), "s", make)
    for plural in plurals:
        yield from _endings(plural, "p", make)


def _endings(word: str, number: str, make: Callable[..., PersonForm]) -> Iterable[tuple[str, PersonForm]]:
    first, _, rest = word.partition(" ")
    tail = f" {rest}" if rest else ""
    sound = number == "p" and first[-2:] in (AYN, WN)
    nominative = number == "p" and first.endswith(WN)
    if sound and first.endswith(AYN):
        yield from ((f"{prefix}{first}{tail}", make("p", definite=bool(prefix))) for prefix in ("", ARTICLE))
    else:
        yield word, make(number, nominative=nominative)
        yield ARTICLE + word, make(number, definite=True, nominative=nominative)
    if rest:
        return
    stem = first[:-1] + TEH if first.endswith(HEH) else first[:-1] if sound else first
    if sound:
        yield stem, make(number, nominative=nominative)
    elif not first.endswith((HEH, ALEF, HAMZA)):
        yield first + ALEF, make(number)
        if first.endswith(YEH) and number == "s" and len(first) <= 4:
            yield first[:-1], make(number)
    stems = (
        (stem[:-1] + WAW, stem[:-1] + YEH, stem)
        if stem.endswith(HAMZA)
        else (stem[:-1] + ALEF, stem)
        if stem.endswith(YEH) and number == "p" and not sound
        else (stem,)
    )
    for base in stems:
        for suffix in SUFFIXES:
            yield base + suffix, make(number, possessed=True, nominative=nominative)


def _duals(word: str, plurals: frozenset[str], make: Callable[..., PersonForm]) -> Iterable[tuple[str, PersonForm]]:
    first, _, rest = word.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = first[:-2] if first.endswith(AN) else first[:-1]
    oblique = stem + AYN
    number = "dp" if oblique in plurals or stem + WN in plurals else "d"
    for prefix in ("", ARTICLE):
        yield f"{prefix}{stem}{AN}{tail}", make("d", definite=bool(prefix))
        if oblique not in plurals or not prefix:
            yield f"{prefix}{oblique}{tail}", make(number, definite=bool(prefix))
    yield f"{stem}{ALEF}{tail}", make("d" if rest or stem.endswith(TEH) else "sd")
    if number == "d":
        yield f"{stem}{YEH}{tail}", make("d")
    if not rest:
        for suffix in SUFFIXES:
            yield stem + ALEF + suffix, make("d", possessed=True)
            if number == "d":
                yield stem + YEH + suffix, make("d", possessed=True)
