"""Conjugation: the third and first persons of a verb, perfect and imperfect, active and passive, from its lemma and pattern.

Stems are written as sounds (see `forms.spell`) with the radicals as digits, so that hollow, doubled, assimilated, defective and
hamzated roots come out of a handful of templates.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.text.folding import fold
from marsad.text.forms import ALEF, ALEF_MAKSURA, DAL, HAMZA, TAH, TEH, WAW, YEH, Form, spell, split_hamzas

# perfect active, perfect passive, imperfect active, imperfect passive; V and v: vowels of form I in perfect and imperfect.
# After "|" the stem before a consonant.
_SOUND = {
    "I": ("1a2V3", "1u2i3", "a12v3", "u12a3"),
    "II": ("1a22a3", "1u22i3", "u1a22i3", "u1a22a3"),
    "III": ("1A2a3", "1U2i3", "u1A2i3", "u1A2a3"),
    "IV": ("'a12a3", "'u12i3", "u12i3", "u12a3"),
    "V": ("ta1a22a3", "tu1u22i3", "ata1a22a3", "uta1a22a3"),
    "VI": ("ta1A2a3", "tu1U2i3", "ata1A2a3", "uta1A2a3"),
    "VII": ("in1a2a3", "un1u2i3", "an1a2i3", "un1a2a3"),
    "VIII": ("i1a2a3", "u1u2i3", "a1a2i3", "u1a2a3"),
    "IX": ("i12a33|i12a3a3", "u12u33", "a12a33|a12a3i3", "u12a33"),
    "X": ("ista12a3", "ustu12i3", "asta12i3", "usta12a3"),
    "QI": ("1a23a4", "1u23i4", "u1a23i4", "u1a23a4"),
    "QII": ("ta1a23a4", "tu1u23i4", "ata1a23a4", "uta1a23a4"),
    "QIV": ("i12a3a44|i12a34a4", "u12u3i44", "a12a3i44|a12a34i4", "u12a3a44"),
}
_HOLLOW = {
    "I": ("1A3|1X3", "1I3|1i3", "a1L3|a1v3", "u1A3|u1a3"),
    "IV": ("'a1A3|'a1a3", "'u1I3|'u1i3", "u1I3|u1i3", "u1A3|u1a3"),
    "VII": ("in1A3|in1a3", "un1I3|un1i3", "an1A3|an1a3", "un1A3|un1a3"),
    "VIII": ("i1A3|i1a3", "u1I3|u1i3", "a1A3|a1a3", "u1A3|u1a3"),
    "X": ("ista1A3|ista1a3", "ustu1I3|ustu1i3", "asta1I3|asta1i3", "usta1A3|usta1a3"),
}
_DOUBLED = {
    "I": ("1a22|1a2V2", "1u22|1u2i2", "a1v22|a12v2", "u1a22|u12a2"),
    "III": ("1A22|1A2a2", "1U22|1U2i2", "u1A22|u1A2i2", "u1A22|u1A2a2"),
    "IV": ("'a1a22|'a12a2", "'u1i22|'u12i2", "u1i22|u12i2", "u1a22|u12a2"),
    "VI": ("ta1A22|ta1A2a2", "tu1U22|tu1U2i2", "ata1A22|ata1A2a2", "uta1A22|uta1A2a2"),
    "VII": ("in1a22|in1a2a2", "un1u22|un1u2i2", "an1a22|an1a2i2", "un1a22|un1a2a2"),
    "VIII": ("i1a22|i1a2a2", "u1u22|u1u2i2", "a1a22|a1a2i2", "u1a22|u1a2a2"),
    "X": ("ista1a22|ista12a2", "ustu1i22|ustu12i2", "asta1i22|asta12i2", "usta1a22|usta12a2"),
}
_PREFIX_LENGTHS = {"IV": 1, "V": 1, "VI": 1, "VII": 2, "X": 3, "QII": 1, "QIV": 1}
_QUADRILITERAL = {("II", 4): "QI", ("V", 5): "QII"}  # four radicals follow the pattern of a doubled second one
_LONG = {"a": "A", "i": "I", "u": "U"}

# prefix, ending, person, gender, number, state; V the stem before vowels, C before consonants, S shortened
_PERFECT = (
    ("", "V", "", 3, "m", "sg", None), ("", "V", "at", 3, "f", "sg", None), ("", "V", "A", 3, "m", "du", None),
    ("", "V", "atA", 3, "f", "du", None), ("", "V", "U", 3, "m", "pl", None), ("", "C", "na", 3, "f", "pl", None),
    ("", "C", "tu", 1, None, "sg", None), ("", "C", "nA", 1, None, "pl", None),
)  # fmt: skip
_IMPERFECT = (
    ("y", "V", "", 3, "m", "sg", None), ("t", "V", "", 3, "f", "sg", None), ("'", "V", "", 1, None, "sg", None),
    ("n", "V", "", 1, None, "pl", None), ("y", "V", "Ani", 3, "m", "du", None), ("t", "V", "Ani", 3, "f", "du", None),
    ("y", "V", "Una", 3, "m", "pl", None), ("y", "C", "na", 3, "f", "pl", None), ("y", "V", "A", 3, "m", "du", "short"),
    ("t", "V", "A", 3, "f", "du", "short"), ("y", "V", "U", 3, "m", "pl", "short"), ("y", "S", "", 3, "m", "sg", "short"),
    ("t", "S", "", 3, "f", "sg", "short"), ("n", "S", "", 1, None, "pl", "short"), ("'", "S", "", 1, None, "sg", "short"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stem:
    """`full` before vowels and at the end, `short` before consonants; `weak` a, i, u: the final vowel of a defective stem."""

    full: str
    short: str
    weak: str = ""
    waw: bool = False


@dataclass(frozen=True, slots=True)
class Root:
    """Radicals of a verb, how they behave (sound, hollow, doubled, defective), and the vowels of form I."""

    radicals: tuple[str, ...]
    kind: str
    past: str
    present: str


def inflect_verb(
    lemma: str, *, form: str, vowels: str | None = None, vocalised: str | None = None, imperfect: str | None = None
) -> list[Form]:
    """Forms of a verb: third persons and the first, perfect and imperfect with its shortened forms, active and passive.

    `lemma` is the first word of what is given: past tense, third person masculine singular, as printed (hamzas help) or folded.
    `form` I to X, QI, QII, QIV; `vowels` past~present of form I (`a~u`); `vocalised` is read instead of the lemma where given;
    `imperfect` (third masculine singular) corrects irregular verbs. Folded, without duplicates. ValueError on an unknown form.
    """
    if form not in _SOUND:
        raise ValueError(f"expected a verb form of {', '.join(_SOUND)}, got {form!r} for {lemma!r}")
    form, root = find_root(vocalised or lemma, form, vowels=vowels, imperfect=imperfect)
    found: dict[Form, None] = {}
    for number, stem in enumerate(find_stems(root, form, imperfect)):
        tense, voice = ("perfect", "imperfect")[number // 2], ("active", "passive")[number % 2]
        for prefix, base, ending, person, gender, count, state in _PERFECT if tense == "perfect" else _IMPERFECT:
            for sounds in _join(stem, base, ending, past=not prefix):
                found[Form(spell(prefix + sounds), "verb", tense, voice, person, gender, count, state)] = None
    return list(found)


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


def find_root(lemma: str, form: str, *, vowels: str | None = None, imperfect: str | None = None) -> tuple[str, Root]:
    """The form by which a verb is conjugated (four radicals make a Q form) and its root. ValueError where there is none."""
    letters = _letters_of(lemma)
    form = _QUADRILITERAL.get((form, len(letters)), form)
    past, _, present = (vowels or "").replace("-", "~").partition("~")
    if not {past, present} <= {"", "a", "i", "u"}:
        raise ValueError(f"expected vowels such as a~u, got {vowels!r} for {letters!r}")
    cut = _PREFIX_LENGTHS.get(form, 0)
    rest = list(letters[cut:])
    if form == "VIII":
        rest = _cut_eighth(letters)
    elif form in ("III", "VI") and len(rest) >= 3 and rest[1] == ALEF:
        del rest[1]
    if rest and rest[0] == ALEF:
        rest[0] = HAMZA
    if form == "IV" and len(rest) == 2 and imperfect is not None and _has_hamza_first(imperfect):
        rest.insert(0, HAMZA)
    if len(rest) == 2 and rest[1] not in (ALEF, ALEF_MAKSURA):
        return form, Root((rest[0], rest[1], rest[1]), "doubled", past or "a", present or "u")
    if len(rest) != (4 if form.startswith("Q") else 3):
        raise ValueError(f"expected the radicals of a verb of form {form}, got {letters!r}")
    return form, _weigh(rest, form, past, present)


def _has_hamza_first(imperfect: str) -> bool:
    """True for the imperfect of form IV that shows a hamza before its two other radicals."""
    return len(fold(imperfect)) == 4 and fold(imperfect)[1] == WAW


def _cut_eighth(letters: str) -> list[str]:
    """Radicals of form VIII; the first is the whole cluster before the vowel (two letters, or one that swallowed the infix)."""
    if len(letters) >= 5:
        return [letters[1:3], *letters[3:]]
    if len(letters) == 4 and letters[2] in (TEH, TAH, DAL) and letters[1] not in (TEH, TAH, DAL):
        return [letters[1:3], letters[3]]
    return [letters[1] * 2, *letters[2:]]


def _weigh(rest: list[str], form: str, past: str, present: str) -> Root:
    middle, last = rest[1], rest[-1]
    if middle == ALEF and form in _HOLLOW:
        if form == "I" and (past, present) == ("a", "a"):
            rest[1] = HAMZA
        else:
            return Root((*rest[:-1], fold(rest[-1]) if rest[-1] != HAMZA else HAMZA), "hollow", past or "a", present or "u")
    if last in (ALEF_MAKSURA, YEH, ALEF):
        if last == ALEF and (form != "I" or present == "a"):
            rest[-1] = HAMZA
        elif last == ALEF:
            return Root((*rest[:-1], WAW), "defective", "a", present or "u")
        else:
            if form == "I":
                past = past or ("i" if last == YEH else "a")
                present = present or ("a" if past == "i" else "i")
            return Root((*rest[:-1], YEH), "defective", past, present)
    return Root(tuple(rest), "sound", past or "a", present or "u")


def find_stems(root: Root, form: str, imperfect: str | None = None) -> list[_Stem]:
    """Stems of the perfect and the imperfect, each active and passive, as sounds."""
    table = {"hollow": _HOLLOW, "doubled": _DOUBLED}.get(root.kind, _SOUND)
    templates = list(table.get(form, _SOUND[form]))
    first = root.radicals[0]
    drops = form == "I" and first == WAW and root.kind != "doubled" and root.present in ("a", "i")
    if drops and (imperfect is None or fold(imperfect)[1:2] != WAW):
        templates[2] = templates[2].replace("1", "")
    stems = [_make_stem(template, root) for template in templates]
    if imperfect is not None and form == "I":
        given = _read_imperfect(imperfect, root)
        if spell("y" + given.full) != spell("y" + stems[2].full) or given.weak != stems[2].weak:
            shorter = len(fold(imperfect)) < len(spell("y" + _close(stems[2])))
            stems[2:] = [given, given if shorter else stems[3]]
    return stems


def _close(stem: _Stem) -> str:
    return stem.full + {"a": "Y", "i": "I", "u": "U"}.get(stem.weak, "")


def _make_stem(template: str, root: Root) -> _Stem:
    full, _, short = template.partition("|")
    weak = ""
    if root.kind == "defective":
        last = "4" if "4" in full else "3"
        full = full[: full.rindex(last)]
        vowel = full[-1].replace("V", root.past).replace("v", root.present)
        full, weak = full[:-1], vowel
    return _Stem(fill(full, root), fill(short or full, root), weak, root.radicals[-1] == WAW and template == _SOUND["I"][0])


def fill(template: str, root: Root) -> str:
    """A template with the radicals of a root in place of its digits."""
    long = _LONG.get(root.present, "U")
    swaps = {"V": root.past, "v": root.present, "L": long, "X": "u" if long == "U" else "i"}
    swaps.update({str(k + 1): radical for k, radical in enumerate(root.radicals)})
    swaps.update({"'": HAMZA})
    return "".join(swaps.get(c, c) for c in template)


def _read_imperfect(imperfect: str, root: Root) -> _Stem:
    letters = _letters_of(imperfect)[1:]
    last = letters[-1]
    if last in (YEH, ALEF_MAKSURA, WAW) and root.kind == "defective":
        weak = {WAW: "u", YEH: "i", ALEF_MAKSURA: "a"}[last]
        return _Stem(letters[:-1], letters[:-1], weak)
    sounds = _part_doubles(letters).replace(ALEF, "A")
    short = sounds[:-2] + sounds[-1] if root.kind == "hollow" and len(sounds) == 3 else sounds
    return _Stem(sounds, short)


def _part_doubles(letters: str) -> str:
    """`letters` with a vowel between two equal ones, so that they are not taken for one doubled letter."""
    return "".join(c + "a" if c == letters[k + 1 : k + 2] else c for k, c in enumerate(letters))


def _join(stem: _Stem, base: str, ending: str, *, past: bool) -> list[str]:
    """Sounds of stem and ending, with the spellings that print a hamza before a long u in two ways."""
    if stem.weak:
        return _join_weak(stem, base, ending, past=past)
    if base == "S":
        return [stem.short] if stem.short != stem.full else []
    sounds = (stem.short if base == "C" else stem.full) + ending
    silent = ALEF if ending == "U" else ""
    if ending[:1] == "U" and stem.full[-1:] == HAMZA:
        letters = spell(("" if past else "y") + stem.full)[0 if past else 1 :]
        return [sounds + silent, _part_doubles(letters).replace(HAMZA, "H") + ending + silent]
    return [sounds + silent]


_WEAK = {  # before each ending: what the weak vowel becomes
    "a": {"": "Y", "at": "at", "A": "ayA", "atA": "atA", "U": "aw" + ALEF, "na": "ayna", "tu": "aytu", "nA": "aynA",
          "Ani": "ayAni", "Una": "awna"},
    "i": {"": "I", "at": "iyat", "A": "iyA", "atA": "iyatA", "U": "U" + ALEF, "na": "Ina", "tu": "Itu", "nA": "InA",
          "Ani": "iyAni", "Una": "Una"},
    "u": {"": "U", "A": "uwA", "U": "U" + ALEF, "na": "Una", "Ani": "uwAni", "Una": "Una"},
}  # fmt: skip


def _join_weak(stem: _Stem, base: str, ending: str, *, past: bool) -> list[str]:
    if base == "S":
        return [stem.full + ("" if stem.weak != "a" else "a")]
    joined = _WEAK[stem.weak][ending]
    if stem.waw and past and stem.weak == "a":
        joined = "A" if joined == "Y" else joined.replace("y", "w")
    return [stem.full + joined]
