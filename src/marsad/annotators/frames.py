"""Frames: the words that evoke events, read from `lexicons/events.yml`, with every inflected form and every cue they ask for.

Building the table takes some tens of milliseconds, once a process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.text.folding import fold
from marsad.text.forms import bare_of
from marsad.text.tokens import ARTICLE

_NEAR, _NEAR_PHRASE = 12, 8
STRIKES = frozenset(
    (
        "attack",
        "armed_clash",
        "shelling_missile",
        "air_drone_strike",
        "ied_mine",
        "suicide_bomb",
        "grenade",
        "attack_civilians",
        "looting_destruction",
    )
)
_ALEF, _WAW, _NOON, _YEH, _TEH, _HEH = (chr(c) for c in (0x627, 0x648, 0x646, 0x64A, 0x62A, 0x647))


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. `evokes` is a type of the codebook, `attack` (see `decide`) or None; `requires` and `excludes` are cue ids."""

    id: str
    kind: str
    pos: str
    evokes: str | None
    status: str | None
    figures: str | None
    decide: tuple[Mapping[str, Any], ...]
    roles: Mapping[str, Mapping[str, tuple[str, ...]]]
    aggregate_if: tuple[str, ...]
    requires: frozenset[int]
    excludes: frozenset[int]
    occurrence: frozenset[int]
    weak: bool
    near: int
    subject_first: bool
    takes_bi: bool
    no_enclitic: bool
    weak_definite: bool
    no_shadda: bool
    dated: bool
    noun_requires: frozenset[int]
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word form may be: a frame's verb, masdar, noun or participle with its features; `plain` forms bear no article."""

    frame: str
    pos: str
    voice: str | None = None
    tense: str | None = None
    number: str | None = None
    gender: str | None = None
    person: int | None = None
    weak: bool = False


@dataclass(slots=True)
class CueTrie:
    """Phrases of folded words with ids. Loose tries hold words without the article."""

    root: dict[str, Any] = field(default_factory=dict)

    def add(self, phrase: tuple[str, ...], value: object) -> None:
        """Add a phrase of folded words."""
        level = self.root
        for word in phrase:
            level = level.setdefault(word, {})
        values = level.setdefault("", [])
        if value not in values:
            values.append(value)


@dataclass(frozen=True, slots=True)
class FrameTable:
    """All frames, readings by folded form, phrases of nouns, and the cues that frames require or that shut them out."""

    frames: Mapping[str, Frame]
    heads: Mapping[str, list[Reading]]
    phrases: CueTrie
    loose: CueTrie
    strict: CueTrie


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """Folded words of a printed phrase."""
    return tuple(fold(phrase).split())


def may_strike(frame: Frame) -> bool:
    """Whether what the frame evokes strikes somebody or something."""
    return bool((frame.families | {frame.evokes}) & STRIKES)


@cache
def frame_table() -> FrameTable:
    """The table of frames, built once."""
    return _Builder(lexicons.load("events")).build()


class _Builder:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.plurals = frozenset(fold(word) for word in data["broken_plurals"])
        self.heads: dict[str, list[Reading]] = {}
        self.frames: dict[str, Frame] = {}
        self.phrases, self.loose, self.strict = CueTrie(), CueTrie(), CueTrie()
        self.cues: dict[tuple[str, bool], int] = {}

    def build(self) -> FrameTable:
        for entry in self.data["frames"]:
            mine = self._add_forms(entry)
            self.frames[entry["id"]] = self._frame(entry, mine)
        return FrameTable(self.frames, self.heads, self.phrases, self.loose, self.strict)

    def _frame(self, entry: Mapping[str, Any], forms: set[str]) -> Frame:
        decide = entry.get("decide", ())
        decide = tuple(self.data["decide_lists"][decide] if isinstance(decide, str) else decide)
        roles = entry["roles"]
        roles = self.data["role_lists"][roles] if isinstance(roles, str) else roles
        evokes = entry.get("evokes")
        families = {rule["type"] for rule in decide} | ({evokes} if evokes else set())
        excludes, occurrence = self._excludes(self._words(entry.get("excludes", ())), forms)
        return Frame(
            id=entry["id"],
            kind=entry.get("kind", "event"),
            pos=entry["pos"],
            evokes=evokes,
            status=entry.get("status"),
            figures=entry.get("figures"),
            decide=decide,
            roles={place: {key: tuple(value) for key, value in held.items()} for place, held in roles.items()},
            aggregate_if=tuple(entry.get("aggregate_if", ())),
            requires=frozenset(self._cue(word, loose=True) for word in self._words(entry.get("requires", ()))),
            excludes=excludes,
            occurrence=occurrence,
            weak=bool(entry.get("weak")),
            near=entry.get("near", _NEAR_PHRASE if entry["pos"] == "phrase" else _NEAR),
            subject_first=bool(entry.get("subject_first")),
            takes_bi=bool(entry.get("takes_bi")),
            no_enclitic=bool(entry.get("no_enclitic")),
            weak_definite=bool(entry.get("weak_definite")),
            no_shadda=bool(entry.get("no_shadda")),
            dated=bool(entry.get("dated")),
            noun_requires=frozenset(self._cue(word, loose=True) for word in self._words(entry.get("noun_requires", ()))),
            families=frozenset(families - {"attack", "none"}),
        )

    def _words(self, listed: list[str]) -> Iterator[str]:
        for word in listed:
            if word.startswith("$"):
                yield from self.data["word_lists"][word[1:]]
            else:
                yield word

    def _excludes(self, listed: Iterator[str], forms: set[str]) -> tuple[frozenset[int], frozenset[int]]:
        clause, occurrence = set[int](), set[int]()
        for phrase in listed:
            folded = fold_phrase(phrase)
            holds = len(folded) > 1 and any(word in forms or bare_of(word) in forms for word in folded)
            (occurrence if holds else clause).add(self._cue(phrase, loose=False))
        return frozenset(clause), frozenset(occurrence)

    def _cue(self, phrase: str, *, loose: bool) -> int:
        folded = fold_phrase(phrase)
        key = (" ".join(folded), loose)
        found = self.cues.get(key)
        if found is None:
            found = self.cues[key] = len(self.cues)
            if loose:
                bare = tuple(bare_of(word) for word in folded)
                self.loose.add(bare, found)
                if not bare[-1].endswith((_ALEF, _HEH, _NOON)):
                    self.loose.add((*bare[:-1], bare[-1] + _ALEF), found)
            else:
                self.strict.add(folded, found)
                if not any(word.startswith(ARTICLE) for word in folded):
                    self.strict.add(tuple(ARTICLE + word for word in folded), found)
        return found

    def _add_forms(self, entry: Mapping[str, Any]) -> set[str]:
        frame, mine = entry["id"], set[str]()
        weak_words = frozenset(fold(word) for word in entry.get("weak_words", ()))
        dropped = frozenset(fold(word) for word in entry.get("drop", ()))
        if entry.get("form") and entry.get("verbs", True):
            kept: dict[tuple[object, ...], Reading] = {}
            for form in lexicons.verb_forms(entry):
                if (form.person == 1 and form.number == "sg") or (form.number == "pl" and form.gender == "f"):
                    continue  # too rare in news, and the letters of common words
                if form.text not in dropped and (form.tense == "perfect" or not entry.get("perfect_only")):
                    marks = (form.voice, form.tense, form.number, form.gender, form.person)
                    if marks not in kept:
                        kept[marks] = Reading(frame, "verb", *marks)
                    self._add(form.text, kept[marks], mine)
        for key in ("masdar", "active_participle", "passive_participle", "nouns"):
            pos = "noun" if key == "nouns" else key
            for word in entry.get(key, ()):
                folded = fold_phrase(word)
                named = not weak_words.isdisjoint((folded[-1], fold(word)))
                weak = named or bool(entry.get("weak")) or key == "passive_participle"
                if len(folded) > 1:
                    self._add_phrase(folded, frame, pos, weak=weak)
                else:
                    self._add_noun(word, frame, pos, mine, dropped, weak=weak)
        return mine

    def _add_phrase(self, folded: tuple[str, ...], frame: str, pos: str, *, weak: bool) -> None:
        number = self._number(bare_of(folded[0]))
        self.phrases.add(tuple(bare_of(word) for word in folded), Reading(frame, pos, number=number, weak=weak))

    def _add_noun(self, printed: str, frame: str, pos: str, mine: set[str], dropped: frozenset[str], *, weak: bool) -> None:
        word = bare_of(fold(printed))
        number = self._number(word)
        if word in dropped:
            return
        self._add(word, Reading(frame, pos, number=number, gender=_gender(word), weak=weak), mine)
        if number != "sg":
            return
        for text, count, gender in _endings(word, pos):
            if text not in dropped:
                self._add(text, Reading(frame, pos, number=count, gender=gender, weak=weak), mine)

    def _number(self, word: str) -> str:
        if word in self.plurals or word.endswith((_ALEF + _TEH, _WAW + _NOON)):
            return "pl"
        if word.endswith((_ALEF + _NOON, _YEH + _NOON)) and len(word) > 5:
            return "du" if word.endswith(_TEH + _ALEF + _NOON) or word.endswith(_ALEF + _NOON) else "pl"
        return "sg"

    def _add(self, form: str, reading: Reading, mine: set[str]) -> None:
        mine.add(form)
        readings = self.heads.get(form)
        if readings is None:
            self.heads[form] = [reading]
        elif reading not in readings:
            readings.append(reading)


def _endings(word: str, pos: str) -> list[tuple[str, str, str]]:
    """Forms of a singular noun of action or participle, without article: `(text, number, gender)`.

    Nouns of action have no sound masculine plural, and constructs only where they do not look like adjectives of relation.
    """
    feminine = word.endswith(_HEH) and len(word) > 3
    base = word[:-1] + _TEH if feminine else word
    cases = (_ALEF + _NOON, _YEH + _NOON)
    forms = [(base + case, "du", "f" if feminine else "m") for case in cases]
    forms.append((base[:-1] + _ALEF + _TEH if feminine else word + _ALEF + _TEH, "pl", "f"))
    if feminine:
        return [*forms, (base + _ALEF, "du", "f"), (base + _YEH, "du", "f")]
    forms.append((word + _ALEF, "sg", "m"))
    if "participle" in pos:
        forms += [(word + _WAW + _NOON, "pl", "m"), (word + _YEH + _NOON, "pl", "m"), (word + _HEH, "sg", "f")]
    if pos == "passive_participle":
        forms += [(word + _WAW, "pl", "m"), (word + _YEH, "pl", "m")]
    return forms


def _gender(word: str) -> str:
    return "f" if word.endswith((_HEH, _ALEF + _TEH)) else "m"
