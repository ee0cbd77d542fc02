"""Members: one counted group of people, the small words by which groups hang together, and how many a noun alone tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from marsad import lexicons
from marsad.annotators.lines import BREAKS, Line
from marsad.annotators.victim_nouns import PersonForm, Phrases, fold_set, read_phrases
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, TEH, WAW, YEH

DUAL_VOWEL = re.compile("\u064e\u0651?\u064a[\u064b-\u0652]*(?:\u0646|\u0647)[^\u0646]{0,6}$")
_TANWIN = "\u064b"
FAMILIES = frozenset(("aila", "usra"))


@dataclass(frozen=True, slots=True)
class Member:
    """One counted group: positions `p` to `q - 1`, bounds, and its noun (`head` positions), if one is printed."""

    p: int
    q: int
    low: int | None
    high: int | None
    head: tuple[int, int] | None
    form: PersonForm | None
    counted: bool
    rule: str
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Joints:
    """The small words by which groups hang together."""

    min: str
    waw: str
    with_: str
    each: frozenset[str]
    one_of: frozenset[str]
    others: dict[str, tuple[int, int | None]]
    ordinals: frozenset[str]
    composed: frozenset[str]
    whole: frozenset[str]
    added: Phrases
    called: Phrases
    attributes: frozenset[str]
    that: frozenset[str]
    of_them: frozenset[str]


@cache
def joints() -> Joints:
    """The small words of figures.yml."""
    data = lexicons.load("figures")["joints"]
    others = {fold(word): (row["min"], row["max"]) for row in data["others"] for word in row["forms"]}
    return Joints(
        fold(data["min"]), WAW, fold(data["with"]), fold_set(data["each"]), fold_set(data["one_of"]), others,
        fold_set(data["ordinals"]), fold_set(data["composed"]), fold_set(data["whole"]), read_phrases(data["added"]),
        read_phrases(data["called"]), fold_set(data["attributes"]), fold_set(lexicons.load("figures")["that"]),
        fold_set(lexicons.load("figures")["breakdown"]["of_them"]),
    )  # fmt: skip


def read_family(line: Line, p: int, q: int, form: PersonForm) -> Member | None:
    """A family whose members are counted: a whole family of six."""
    small, r = joints(), q
    while r < q + 3 and (line.word(r) in small.whole or line.word(r) in small.composed):
        r += 1
    inner = line.numbers.get(r)
    if inner is None or line.word(r - 1) not in small.composed:
        return None
    noun = line.person(inner[0])
    if noun is None and line.word(inner[0]) not in BREAKS:
        return None
    return Member(p, noun[0] if noun is not None else inner[0], inner[1].low, inner[1].high, (p, q), form, True, "group")


def count_of(line: Line, p: int, q: int, form: PersonForm) -> tuple[int, int | None, str]:
    """How many people a noun tells by its own form, and the name of the form."""
    if form.number == "s":
        return (1, 1, "singular") if form.id not in FAMILIES else (3, None, "plural")
    if form.number == "d":
        return 2, 2, "dual"
    if form.number == "sd":
        return (2, 2, "dual") if _is_construct(line, p, q) else (1, 1, "singular")
    if (form.number == "dp" or form.possessed) and DUAL_VOWEL.search(line.words.text_of(line.at[q - 1], line.at[q - 1] + 1)):
        return 2, 2, "dual"
    return 3, None, "plural"


def _is_construct(line: Line, p: int, q: int) -> bool:
    """Whether a form in alif is a dual before its genitive (two herders of sheep), not an accusative."""
    printed, after = line.words.text_of(line.at[p], line.at[p] + 1), line.word(q)
    if (
        _TANWIN in printed
        or line.word(p - 1) in joints().that
        or not line.w[p].endswith(YEH + ALEF)
        or after in BREAKS
        or after.endswith(ALEF)
        or after[0] in (YEH, TEH)
    ):
        return False
    return (
        q < len(line.w)
        and line.words.kinds[line.at[q]] == "a"
        and after not in joints().attributes
        and not line.words.clitic[line.at[q]]
    )
