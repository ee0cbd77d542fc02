"""The cue words of places, folded, from `lexicons/places.yml`, and the small tests of words that the place layer shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from marsad import lexicons
from marsad.lexicons.gazetteer_keys import key_of
from marsad.text.folding import fold
from marsad.text.tokens import ARTICLE, Words

_GRAMMAR = (
    "strong",
    "weak",
    "directions",
    "bodies",
    "events",
    "verbs",
    "heads",
    "titles",
    "place_from",
    "attack_on",
    "border",
    "adjectives",
)
_AS_PRINTED = ("not_printed", "region", "urban", "dashes")
_OPENING = frozenset("#_\"'(\u00ab\u201c\u2018[{<")
_CLOSING = frozenset("_\"')\u00bb\u201d\u2019]}>")
NISBA = "\u064a\u0647"


@dataclass(frozen=True, slots=True)
class Noun:
    """A place noun: kind of the place it names, whether it belongs to the place's text, and which unknown names it carries."""

    kind: str
    facility: str | None
    inside: bool
    unknown: str
    plural: bool


@dataclass(frozen=True)
class Cues:
    """Tables of `lexicons/places.yml`. Sets hold single folded words; phrases are tuples of them."""

    nouns: dict[str, Noun]
    singles: dict[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    governments: frozenset[tuple[str, ...]]
    noun_only: frozenset[tuple[str, ...]]
    phrases: frozenset[str]
    marked: dict[str, str]
    nationality: dict[str, str]
    surnames: dict[str, str]
    compass: dict[str, tuple[int, int]]
    short_names: dict[str, frozenset[str]]
    all_words: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


@cache
def cues() -> Cues:
    """The tables, built once."""
    data = lexicons.load("places")
    nouns = {
        fold(word): Noun(row["kind"], row.get("facility"), row["span"] == "in", row["unknown"], row.get("plural", False))
        for row in data["nouns"]
        for word in row["words"]
    }
    nationality: dict[str, str] = {}
    for country, adjectives in data["adjectives_of"].items():
        for adjective in adjectives:
            stem = fold(adjective)
            for ending in ("", *data["adjective_endings"]):
                nationality.setdefault(stem + fold(ending), country)
                nationality.setdefault(ARTICLE + stem + fold(ending), country)
    for country, groups in data["groups_of"].items():
        nationality.update((fold(group), country) for group in groups)
    words = {
        name: frozenset(word if name in _AS_PRINTED else fold(str(word)) for word in value)
        for name, value in data.items()
        if isinstance(value, list) and isinstance(value[0], str)
    }
    singles: dict[str, list[str]] = {}
    for word, noun in nouns.items():
        if noun.facility is not None and not noun.plural:
            singles.setdefault(noun.facility, []).append(word)
    return Cues(
        nouns=nouns,
        singles={facility: tuple(found) for facility, found in singles.items()},
        words=words,
        all_words=frozenset(nouns).union(*(words[name] for name in _GRAMMAR)),
        governments=frozenset(key_of(name) for name in data["governments"]),
        noun_only=frozenset(key_of(name) for name in data["noun_only"]),
        phrases=frozenset(fold(word) for word in data["adjective_phrases"]),
        marked=dict(data["marked"]),
        nationality=nationality,
        surnames={fold(name): country for country, names in data["surnames_of"].items() for name in names},
        short_names={country: frozenset(map(fold, names)) for country, names in data["short_names"].items()},
        compass={fold(word): (point[0], point[1]) for word, point in data["compass"].items()},
    )


@cache
def _verbs() -> frozenset[str]:
    return frozenset(word for word, (_, pos, _) in lexicons.known_words().items() if pos == "VERB")


def is_verb(norm: str) -> bool:
    """Whether the lexicons know a folded word as a form of a verb."""
    return norm in _verbs()


def is_word(norm: str) -> bool:
    """Whether a folded word, or it without its article, stands in the vocabulary."""
    known = lexicons.known_words()
    return norm in known or (norm.startswith(ARTICLE) and len(norm) > 4 and norm[2:] in known)


def is_known(norm: str) -> bool:
    """Whether a folded word stands in the vocabulary of the lexicons or of the general language, inflected or not."""
    return is_word(norm) or lexicons.is_general(norm) or (norm.startswith(ARTICLE) and lexicons.is_general(norm[2:]))


def before(words: Words, k: int) -> int:
    """Index of the word before `k`, over quotes, brackets and hash signs; -1 at the start of a paragraph or sentence."""
    k -= 1
    while k >= 0:
        norm, kind = words.norms[k], words.kinds[k]
        if kind == "n" or norm in cues()["stops"]:
            return -1
        if kind == "s" or (kind == "p" and (norm in _OPENING or norm in _CLOSING)):
            k -= 1
            continue
        return k
    return -1


def after(words: Words, k: int) -> int:
    """Index of the word at or after `k`, over quotes, brackets and hash signs; -1 where the paragraph or sentence ends."""
    while k < len(words):
        norm, kind = words.norms[k], words.kinds[k]
        if kind == "n" or norm in cues()["stops"]:
            return -1
        if kind == "s" or (kind == "p" and (norm in _OPENING or norm in _CLOSING)):
            k += 1
            continue
        return k
    return -1
