"""Word forms: what inflection yields, and the letters that it is written with."""

from __future__ import annotations

from dataclasses import dataclass

HAMZA, ALEF, TEH_MARBUTA, TEH, SEEN, LAM, NOON, HEH, WAW, YEH = (
    "\u0621", "\u0627", "\u0629", "\u062a", "\u0633", "\u0644", "\u0646", "\u0647", "\u0648", "\u064a",
)  # fmt: skip
ALEF_MADDA, ALEF_HAMZA, WAW_HAMZA, ALEF_HAMZA_BELOW, YEH_HAMZA, ALEF_MAKSURA = (
    "\u0622", "\u0623", "\u0624", "\u0625", "\u0626", "\u0649",
)  # fmt: skip
KAF, MEEM, DAL, TAH = "\u0643", "\u0645", "\u062f", "\u0637"
ARTICLE = ALEF + LAM
_CARRIERS = {ALEF_HAMZA: HAMZA, ALEF_HAMZA_BELOW: HAMZA, WAW_HAMZA: HAMZA, YEH_HAMZA: HAMZA, ALEF_MADDA: HAMZA + ALEF}
_HAMZAS = str.maketrans(_CARRIERS)


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form. `text` is folded; two forms may share their letters (unvocalised active and passive do).

    `pos` verb, noun, masdar, active_participle, passive_participle; `tense` perfect, imperfect; `voice` active, passive;
    `person` 1 or 3; `gender` m, f; `number` sg, du, pl; `state` of verbs: short (jussive, subjunctive), of nouns: indefinite,
    definite (with the article), construct. None: does not apply, or holds for all.
    """

    text: str
    pos: str
    tense: str | None = None
    voice: str | None = None
    person: int | None = None
    gender: str | None = None
    number: str | None = None
    state: str | None = None


def split_hamzas(word: str) -> str:
    """`word` with every hamza as a letter of its own."""
    return word.translate(_HAMZAS)


def bare_of(norm: str) -> str:
    """A folded word without its article."""
    return norm[2:] if len(norm) > 4 and norm.startswith(ARTICLE) else norm
