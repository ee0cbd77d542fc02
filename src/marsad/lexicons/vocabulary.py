"""The vocabulary: every folded form that the lexicons hold or generate, with lemma, part of speech and features.

It tells the tokenizer where a proclitic ends and a word begins, and gives tokens their `lemma_`, `pos_` and `morph`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.lexicons import verb_key
from marsad.text.conjugation import inflect_verb
from marsad.text.derivation import derive_nouns
from marsad.text.folding import fold
from marsad.text.inflection import Form, inflect_noun
from marsad.text.tokens import ARTICLE, LAM, PREPOSITIONS, PROCLITICS

WORD_KEYS = frozenset(
    (
        "name_ar", "aliases", "names", "capital", "lemma", "forms", "singular", "dual", "plural", "plurals", "masdar",
        "active_participle", "passive_participle", "participle", "nouns", "words", "demonyms", "members", "heads", "adjectives",
        "portfolios", "imperfect", "whole", "stems",
    )
)  # fmt: skip
NOUN_KEYS = frozenset(
    ("singular", "masdar", "active_participle", "passive_participle", "nouns", "heads", "adjectives", "stems", "adjective")
)
GENERAL = "words"
_POS = {"verb": "VERB", "noun": "NOUN", "masdar": "NOUN", "active_participle": "ADJ", "passive_participle": "ADJ"}


def collect_words(data: dict[str, Any]) -> dict[str, list[str]]:
    """Folded form to `[lemma, part of speech, features]` over all lexicons; the first reading of a form stays."""
    words: dict[str, list[str]] = {}
    data = {stem: node for stem, node in data.items() if stem != GENERAL}
    for stem in sorted(data):
        for entry in _entries(data[stem]):
            for form in _inflected(entry):
                words.setdefault(form.text, [fold(str(entry.get("lemma", ""))), _POS.get(form.pos, "X"), _features(form)])
            for word in _listed(entry, first=True):
                words.setdefault(word, ["", "", ""])
    for stem in sorted(data):
        for entry in _entries(data[stem]):
            for word in _listed(entry, first=False):
                if not _has_proclitic(word, words):
                    words.setdefault(word, ["", "", ""])
    words.pop("", None)
    for word in [w for w in words if _is_preposition_and_noun(w, words)]:
        del words[word]
    return words


def collect_general(node: Mapping[str, Any]) -> dict[str, str]:
    """The general vocabulary (lexicons/words.yml): particles, names, verb forms, nouns; each folded and joined by blanks."""
    verbs: dict[str, None] = {}
    nouns = dict.fromkeys(fold(word) for key in ("stems", "words") for word in node[key])
    for row in node["verbs"]:
        for lemma in row["lemmas"]:
            verbs.update(dict.fromkeys(f.text for f in inflect_verb(lemma, form=row["form"], vowels=row.get("vowels"))))
            nouns.update(dict.fromkeys(_derived(lemma, row)))
    listed = {"particles": map(fold, node["whole"]), "names": map(fold, node["names"])}
    return {part: " ".join(words) for part, words in {**listed, "verbs": verbs, "nouns": nouns}.items()}


def _derived(lemma: str, row: Mapping[str, Any]) -> Iterator[str]:
    """Regular verbal nouns and participles of a verb, but those that look too much like other words."""
    for nouns in derive_nouns(lemma, form=row["form"], vowels=row.get("vowels")).values():
        yield from (noun for noun in nouns if len(noun) > 3 and noun[0] not in PROCLITICS)


def _is_preposition_and_noun(word: str, words: dict[str, list[str]]) -> bool:
    """Whether a listed word is only a preposition, the article and a word of four letters or more that is known by itself."""
    return word[0] in PREPOSITIONS and word[1:3] == ARTICLE and len(word) > 6 and not words[word][0] and word[3:] in words


def _has_proclitic(word: str, words: dict[str, list[str]]) -> bool:
    """Whether a word from inside a phrase only stands there with a proclitic: it would keep the tokenizer from splitting it."""
    rest = word[1:]
    if word[0] not in PROCLITICS or len(rest) < 3:
        return False
    if word[0] == LAM and word not in words:
        return True  # nouns that begin with lam also stand first somewhere
    return rest.startswith(ARTICLE) or rest in words


def _entries(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _entries(value)
    elif isinstance(node, list):
        for value in node:
            yield from _entries(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _listed(entry: dict[str, Any], *, first: bool) -> Iterator[str]:
    """Folded words of an entry: the first ones of its phrases, or the others."""
    for key, value in entry.items():
        if key not in WORD_KEYS:
            continue
        for phrase in _strings(value):
            printed = phrase.replace("/", " ").split()
            for word in printed[:1] if first else printed[1:]:
                folded = fold(word).strip("()[]{}.,:\"'")
                if len(folded) > 1:
                    yield folded
                    if key in NOUN_KEYS:
                        for form in inflect_noun(folded):
                            yield form.text


def _inflected(entry: dict[str, Any]) -> Iterator[Form]:
    lemma, form = entry.get("lemma"), entry.get("form")
    if isinstance(lemma, str) and isinstance(form, str) and entry.get("pos") in ("verb", "phrase"):
        vocalised, vowels = entry.get("vocalised"), entry.get("vowels")
        yield from inflect_verb(lemma.split()[0], form=form, vowels=vowels, vocalised=vocalised)


def collect_verbs(data: dict[str, Any]) -> dict[str, Any]:
    """Forms of all verbs: `{features: [...], verbs: {key: "text code text code …"}}`, a code being an index of `features`."""
    codes: dict[tuple[Any, ...], int] = {}
    verbs: dict[str, str] = {}
    for stem in sorted(data):
        for entry in _entries(data[stem]):
            packed = [(f.text, (f.tense, f.voice, f.person, f.gender, f.number, f.state)) for f in _inflected(entry)]
            if packed:
                verbs[verb_key(entry)] = " ".join(f"{text} {codes.setdefault(marks, len(codes))}" for text, marks in packed)
    return {"features": [list(marks) for marks in codes], "verbs": verbs}


def _features(form: Form) -> str:
    pairs = {
        "Aspect": {"perfect": "Perf", "imperfect": "Imp"}.get(form.tense or ""),
        "Gender": {"m": "Masc", "f": "Fem"}.get(form.gender or ""),
        "Number": {"sg": "Sing", "du": "Dual", "pl": "Plur"}.get(form.number or ""),
        "Person": str(form.person) if form.person else None,
        "Voice": {"active": "Act", "passive": "Pass"}.get(form.voice or ""),
    }
    return "|".join(f"{name}={value}" for name, value in pairs.items() if value)
