"""Conjugation: the third and first persons of a verb, perfect and imperfect, active and passive, from its lemma and pattern.

The forms come from `mazini`; what is done here is to find the root of a printed lemma, and to fold what comes back. Only the
building of the lexicons conjugates; a coder that runs reads the compiled forms.
"""

from __future__ import annotations

from dataclasses import dataclass

from mazini import Conjugation, conjugate
from mazini.errors import MaziniError

from marsad.text.folding import fold
from marsad.text.forms import ALEF, ALEF_HAMZA, ALEF_MAKSURA, DAL, HAMZA, TAH, TEH, WAW, WAW_HAMZA, YEH, Form, split_hamzas

FORMS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII", "QIV")
_CODES = {"QI": "Iq", "QII": "IIq", "QIV": "IVq"}
_PREFIX_LENGTHS = {"IV": 1, "V": 1, "VI": 1, "VII": 2, "X": 3, "QII": 1, "QIV": 1}
_QUADRILITERAL = {("II", 4): "QI", ("V", 5): "QII"}  # four radicals follow the pattern of a doubled second one
_INFIXES = (TEH, TAH, DAL)
_HOLLOW = ("I", "IV", "VII", "VIII", "X")
_TENSES = (("perfect", "past", None), ("imperfect", "ind", None), ("imperfect", "sub", "short"), ("imperfect", "juss", "short"))
_VOICES = (("active", ""), ("passive", "_pass"))
_PERSONS: tuple[tuple[str, int, str | None, str], ...] = (
    ("3ms", 3, "m", "sg"), ("3fs", 3, "f", "sg"), ("3md", 3, "m", "du"), ("3fd", 3, "f", "du"), ("3mp", 3, "m", "pl"),
    ("3fp", 3, "f", "pl"), ("1s", 1, None, "sg"), ("1p", 1, None, "pl"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Root:
    """Radicals of a verb (a hamza without seat), and the vowels of form I."""

    radicals: tuple[str, ...]
    past: str
    present: str


def inflect_verb(lemma: str, *, form: str, vowels: str | None = None, vocalised: str | None = None) -> list[Form]:
    """Forms of a verb: third persons and the first, perfect and imperfect with its shortened forms, active and passive.

    `lemma` is the first word of what is given: past tense, third person masculine singular, as printed (hamzas help) or folded.
    `form` I to X, QI, QII, QIV; `vowels` past~present of form I (`a~u`); `vocalised` is read instead of the lemma where given.
    Folded, without duplicates. ValueError on an unknown form, or on letters that are no verb of it.
    """
    found: dict[Form, None] = {}
    verb = conjugate_verb(vocalised or lemma, form=form, vowels=vowels)
    for tense, base, state in _TENSES:
        for voice, infix in _VOICES:
            for slot, person, gender, number in _PERSONS:
                for printed in verb.slots.get(f"{base}{infix}_{slot}", ()):
                    for text in _spellings(printed.form):
                        found[Form(text, "verb", tense, voice, person, gender, number, state)] = None
    return list(found)


def conjugate_verb(lemma: str, *, form: str, vowels: str | None = None) -> Conjugation:
    """All forms of a verb, vocalised, with the full passive. ValueError as for `inflect_verb`."""
    if form not in FORMS:
        raise ValueError(f"expected a verb form of {', '.join(FORMS)}, got {form!r} for {lemma!r}")
    form, root = find_root(lemma, form, vowels=vowels)
    weights = (root.past, root.present) if form == "I" else None
    try:
        return conjugate("_".join(root.radicals), _CODES.get(form, form), passive=True, vowels=weights)
    except MaziniError as err:
        raise ValueError(f"expected a verb of form {form}, got {lemma!r}: {err}") from err


def _spellings(printed: str) -> list[str]:
    """A form folded; where a long u follows a hamza, also as it is printed with the hamza on an alef or without a seat."""
    bare = "".join(c for c in printed if fold(c))
    seats = (WAW_HAMZA, ALEF_HAMZA, HAMZA) if WAW_HAMZA + WAW in bare else (WAW_HAMZA,)
    return [fold(bare.replace(WAW_HAMZA + WAW, seat + WAW)) for seat in seats]


def _letters_of(word: str) -> str:
    """Letters of the first word: hamzas without seats, a final alif maksura kept, the rest folded."""
    word = word.split()[0] if word.split() else ""
    kept = [c for c in word if fold(c)]
    if len(kept) < 2:
        raise ValueError(f"expected a verb of at least two letters, got {word!r}")
    letters = [split_hamzas(c) if split_hamzas(c) != c else fold(c) for c in kept]
    if kept[-1] == ALEF_MAKSURA:
        letters[-1] = ALEF_MAKSURA
    return "".join(letters)


def find_root(lemma: str, form: str, *, vowels: str | None = None) -> tuple[str, Root]:
    """The form by which a verb is conjugated (four radicals make a Q form) and its root. ValueError where there is none."""
    letters = _letters_of(lemma)
    form = _QUADRILITERAL.get((form, len(letters)), form)
    past, _, present = (vowels or "").replace("-", "~").partition("~")
    if not {past, present} <= {"", "a", "i", "u"}:
        raise ValueError(f"expected vowels such as a~u, got {vowels!r} for {letters!r}")
    rest = list(letters[_PREFIX_LENGTHS.get(form, 0) :])
    if form == "VIII":
        rest = _cut_eighth(letters)
    elif form in ("III", "VI") and len(rest) >= 3 and rest[1] == ALEF:
        del rest[1]
    if rest and rest[0] == ALEF:
        rest[0] = HAMZA
    if len(rest) == 2 and rest[1] not in (ALEF, ALEF_MAKSURA):
        rest.append(rest[1])
        return form, Root(tuple(rest), past or "a", present or "u")
    if len(rest) != (4 if form.startswith("Q") else 3):
        raise ValueError(f"expected the radicals of a verb of form {form}, got {letters!r}")
    return form, _weigh(rest, form, past, present)


def _cut_eighth(letters: str) -> list[str]:
    """Radicals of form VIII: without the infix, which may have swallowed a first waw or come into the first radical."""
    if len(letters) >= 5:
        return [letters[1], *letters[3:]]
    if len(letters) == 4 and letters[2] in _INFIXES and letters[1] not in _INFIXES:
        return [letters[1], letters[3]]
    return [WAW if letters[1] == TEH else letters[1], *letters[2:]]


def _weigh(rest: list[str], form: str, past: str, present: str) -> Root:
    """The root with its weak radicals written as waw or yeh."""
    middle, last = rest[1], rest[-1]
    if middle == ALEF and form in _HOLLOW:
        if form == "I" and (past, present) == ("a", "a"):
            rest[1] = HAMZA
        else:
            rest[1] = YEH if present == "i" else WAW
            return Root(tuple(rest), past or "a", present or "u")
    if last == ALEF and form == "I" and present != "a":
        return Root((*rest[:-1], WAW), "a", present or "u")
    if last == ALEF:
        rest[-1] = HAMZA
    elif last in (ALEF_MAKSURA, YEH):
        rest[-1] = YEH
        if form == "I":
            past = past or ("i" if last == YEH else "a")
            present = present or ("a" if past == "i" else "i")
    return Root(tuple(rest), past or "a", present or "u")
