"""Inflection: the forms under which nouns, verbs and phrases are printed, and the way back from their suffixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from marsad.text.folding import fold
from marsad.text.forms import ALEF, ALEF_MAKSURA, ARTICLE, HAMZA, HEH, KAF, MEEM, NOON, TEH, TEH_MARBUTA, WAW, YEH, Form, bare_of
from marsad.text.forms import split_hamzas as _split_hamzas

__all__ = ["Form", "find_singulars", "inflect_noun", "inflect_phrase", "strip_enclitics"]

_CASES = (ALEF + NOON, YEH + NOON)  # dual
_PLURAL_CASES = (WAW + NOON, YEH + NOON)
_FEMININES = ALEF + TEH
_NOUN_ENDINGS = (
    *(TEH + case for case in _CASES), TEH + ALEF, TEH + YEH, _FEMININES, *_CASES, _PLURAL_CASES[0], ALEF, YEH, WAW, HEH,
)  # fmt: skip
_ENCLITICS = (
    HEH + MEEM + ALEF, HEH + ALEF, HEH + MEEM, HEH + NOON, NOON + ALEF, KAF + MEEM, NOON + YEH, HEH, KAF, YEH,
)  # fmt: skip


def inflect_noun(
    singular: str,
    *,
    plurals: Sequence[str] = (),
    feminine: str | bool | None = None,
    dual: bool = True,
    sound: bool | None = None,
    pos: str = "noun",
) -> list[Form]:
    """Forms of a noun or an adjective: bare, with the article, with tanwin alef, dual and sound plural with their constructs.

    `singular` and `plurals` as printed or folded, without article; `feminine` a word, or True for the regular one.
    `sound`: build sound plurals; None builds them only where no `plurals` are given. Folded, without duplicates; proclitics
    and suffixes are not built (see the tokenizer and `strip_enclitics`).
    """
    found: dict[Form, None] = {}
    gender = "f" if _is_feminine(singular) else "m"
    wants_sound = (not plurals) if sound is None else sound
    _add_singular(found, singular, pos, gender)
    if dual:
        _add_endings(found, _before_ending(singular), _CASES, pos, gender, "du")
    if wants_sound:
        _add_sound(found, singular, pos, gender)
    for plural in plurals:
        _add_plural(found, plural, pos)
    if feminine:
        word = feminine if isinstance(feminine, str) else _feminine_of(singular)
        for form in inflect_noun(word, dual=dual, pos=pos):
            found[form] = None
    return list(found)


def inflect_phrase(
    words: Sequence[str],
    *,
    plurals: Sequence[str] = (),
    adjective_plurals: Sequence[str] = (),
    idafa: bool = False,
    human: bool = False,
) -> list[tuple[tuple[str, ...], Form]]:
    """Forms of a noun with what follows it, as tuples of folded words with the form of the head.

    Adjectives agree in definiteness, gender and number with the head (plurals of things take the feminine singular, of people
    (`human`) the sound plural or `adjective_plurals`). With `idafa` the rest is a genitive: only its last word takes the article.
    """
    head, rest = words[0], list(words[1:])
    found: dict[tuple[tuple[str, ...], Form], None] = {}
    for form in inflect_noun(head, plurals=plurals, sound=not plurals and (human or _is_feminine(head))):
        if not rest:
            found[(form.text,), form] = None
        elif idafa:
            for tail in (tuple(map(fold, rest)), (*map(fold, rest[:-1]), _with_article(fold(rest[-1])))):
                if form.state != "definite" and not form.text.endswith(_CASES if form.number == "du" else ()):
                    found[(form.text, *tail), form] = None
        elif form.state != "construct":
            for tail in _agreeing(rest, form, adjective_plurals, human=human):
                found[(form.text, *tail), form] = None
    return list(found)


@lru_cache(maxsize=1 << 16)
def strip_enclitics(norm: str) -> tuple[tuple[str, str], ...]:
    """Candidate `(stem, suffix)` readings of a folded word that may end in an object or possessive suffix, longest suffix first.

    Stems are given as they would stand alone: teh marbuta (folded heh), final yeh of defective verbs, the silent alef of plurals
    and the free hamza come back. What is no word is for the caller's lexicon to refuse.
    """
    found: dict[tuple[str, str], None] = {}
    for suffix in _ENCLITICS:
        stem = norm[: -len(suffix)]
        if len(stem) < 2 or not norm.endswith(suffix):
            continue
        found[stem, suffix] = None
        last = stem[-1]
        if last == TEH and len(stem) > 2:
            found[stem[:-1] + HEH, suffix] = None
        elif last == ALEF:
            found[stem[:-1] + YEH, suffix] = None
        elif last == WAW:
            found[stem + ALEF, suffix] = None
        if last in (WAW, YEH) and stem[-2] == ALEF:
            found[stem[:-1] + HAMZA, suffix] = None
    return tuple(found)


def find_singulars(norm: str) -> Iterator[str]:
    """Folded words of which a folded noun or adjective may be a form: without article, dual, sound plural, tanwin, gender.

    The way back from `inflect_noun`; what is no word is for the caller's lexicon to refuse.
    """
    bare = bare_of(norm)
    for word in (norm, bare) if bare != norm else (norm,):
        yield word
        for ending in _NOUN_ENDINGS:
            stem = word[: -len(ending)]
            if len(stem) < 3 or not word.endswith(ending):
                continue
            yield stem
            if ending == _FEMININES or ending[0] == TEH:
                yield stem + HEH
            if ending[0] == TEH:
                break


def _is_feminine(word: str) -> bool:
    return word.endswith(TEH_MARBUTA) or (word.endswith(HEH) and len(word) > 3 and word[-2] != ALEF)


def _feminine_of(word: str) -> str:
    return word + TEH_MARBUTA


def _with_article(norm: str) -> str:
    return norm if norm.startswith(ARTICLE) and len(norm) > 5 and norm[2] != TEH else ARTICLE + norm


def _before_ending(word: str) -> str:
    """`word` as it stands before a dual ending: with teh for teh marbuta, yeh for alif maksura."""
    if _is_feminine(word):
        return fold(word[:-1]) + TEH
    return fold(word)


def _add_singular(found: dict[Form, None], word: str, pos: str, gender: str) -> None:
    norm = fold(word)
    found[Form(norm, pos, gender=gender, number="sg")] = None
    found[Form(ARTICLE + norm, pos, gender=gender, number="sg", state="definite")] = None
    tanwin = _tanwin(word)
    if tanwin is not None:
        found[Form(tanwin, pos, gender=gender, number="sg", state="indefinite")] = None


def _tanwin(word: str) -> str | None:
    plain = _split_hamzas(word)
    if _is_feminine(word) or word[-1] in (ALEF, ALEF_MAKSURA) or plain.endswith((ALEF + HAMZA,)):
        return None
    return fold(word) + ALEF


def _add_endings(found: dict[Form, None], base: str, cases: Sequence[str], pos: str, gender: str, number: str) -> None:
    bases = [base]
    if base.endswith(ALEF + HAMZA):
        bases.append(base[:-1] + WAW)
    for stem in bases:
        for case in cases:
            found[Form(stem + case, pos, gender=gender, number=number, state="indefinite")] = None
            found[Form(ARTICLE + stem + case, pos, gender=gender, number=number, state="definite")] = None
            found[Form(stem + case[0], pos, gender=gender, number=number, state="construct")] = None
    if base.endswith(ALEF + HAMZA):  # the hamza takes a seat before yeh and waw
        for case in cases[1:] if number == "du" else cases:
            seat = base[:-1] + (YEH if case[0] == YEH else WAW)
            found[Form(seat + case, pos, gender=gender, number=number, state="indefinite")] = None
            found[Form(ARTICLE + seat + case, pos, gender=gender, number=number, state="definite")] = None


def _add_sound(found: dict[Form, None], word: str, pos: str, gender: str) -> None:
    norm = fold(word)
    if gender == "m":
        if pos != "masdar":
            _add_endings(found, norm, _PLURAL_CASES, pos, gender, "pl")
        if norm.endswith(ALEF + HAMZA):
            norm = norm[:-1] + HAMZA
    else:
        norm = norm[:-1]
    for text, state in ((norm + _FEMININES, None), (ARTICLE + norm + _FEMININES, "definite")):
        found[Form(text, pos, gender="f", number="pl", state=state)] = None


def _add_plural(found: dict[Form, None], plural: str, pos: str) -> None:
    norm = fold(plural)
    if norm.endswith(_PLURAL_CASES) and len(norm) > 4 and norm[-2] == WAW:
        _add_endings(found, norm[:-2], _PLURAL_CASES, pos, "m", "pl")
        return
    gender = "f" if norm.endswith(_FEMININES) and len(norm) > 4 else None
    found[Form(norm, pos, gender=gender, number="pl")] = None
    found[Form(ARTICLE + norm, pos, gender=gender, number="pl", state="definite")] = None
    tanwin = _tanwin(plural)
    if tanwin is not None and gender is None:
        found[Form(tanwin, pos, number="pl", state="indefinite")] = None


def _agreeing(rest: Sequence[str], form: Form, plurals: Sequence[str], *, human: bool) -> list[tuple[str, ...]]:
    options = [tuple(_agree(word, form, human=human))[:4] for word in rest]
    if human and form.number == "pl" and plurals:
        options[-1] = tuple(ARTICLE + fold(p) if form.state == "definite" else fold(p) for p in plurals)
    width = max(len(option) for option in options)
    return [tuple(option[k % len(option)] for option in options) for k in range(width)]


def _agree(adjective: str, form: Form, *, human: bool) -> list[str]:
    """Forms of the adjective that go with the head's form; both cases where the head does not show its case."""
    base = fold(adjective[:-1]) if _is_feminine(adjective) else fold(adjective)
    article = ARTICLE if form.state == "definite" else ""
    feminine = form.gender == "f"
    if form.number == "du":
        case = ALEF + NOON if form.text.endswith(_CASES[0]) else YEH + NOON
        return [article + base + (TEH if feminine else "") + case]
    if form.number == "pl":
        if not human:
            return [article + base + HEH, article + base + _FEMININES]
        if feminine:
            return [article + base + _FEMININES]
        cases = [c for c in _PLURAL_CASES if form.text.endswith(c)] or list(_PLURAL_CASES)
        return [article + base + case for case in cases]
    if feminine or _is_feminine(adjective):
        return [article + base + HEH]
    return [base + ALEF] if form.state == "indefinite" else [article + base]
