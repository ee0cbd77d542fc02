"""Weapons: the words that name a weapon or a munition, the weapon id that they mean where they stand, and how many there were.

Counts follow the guidelines: a bare singular 1, 1; a dual 2, 2; a plural only with its number. Tables come from weapons.yml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.annotators.arsenals import Arm, Arsenal, Form, Preference, arsenal
from marsad.annotators.lines import BREAKS, STOP, CountedNumber, Line
from marsad.annotators.members import joints
from marsad.text.tokens import ARTICLE, PREPOSITIONS, WAW, Words

_CACHE = "weapons"
_SENTENCE, _RECENT = 60, 20  # words of a sentence on either side; mentions that are still in mind
_SHADDA = "\u0651"


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon: word indices, code points, id of the guidelines, the rule; `munition`: it is counted, `low`, `high` how many.

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
        if (form.kind == "word" and _is_meant(line, p, form)) or (form.kind == "adjective" and _hangs(line, p, table, spots)):
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
        if word in table.heads or (word.startswith(ARTICLE) and word[2:] in table.heads):
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
    return WeaponMention(
        i, j, words.starts[i], words.ends[j - 1], weapon, rule, form.number is not None, low, high, form.number == "p"
    )


def _is_near(line: Line, p: int, q: int, preference: Preference) -> bool:
    begin, end = p, q
    far = _SENTENCE if preference.within is None else preference.within
    while begin > 0 and line.w[begin - 1] != STOP and p - begin < far:
        begin -= 1
    while end < len(line.w) and line.w[end] != STOP and end - q < far:
        end += 1
    return any(
        line.w[k] in preference.near or (line.w[k][2:] in preference.near and line.w[k].startswith(ARTICLE))
        for k in (*range(begin, p), *range(q, end))
    )


def _count(line: Line, p: int, q: int, form: Form) -> tuple[int | None, int | None]:
    if form.number is None:
        return None, None
    for start in range(max(0, p - 6), p):
        held = line.numbers.get(start)
        if (
            held is not None
            and held[1].kind not in ("ordinal", "fraction")
            and held[0] in (p, p - 1)
            and (held[0] == p or len(line.w[p - 1]) == 2)
        ):
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
    for n, ((p, _, form), printed) in enumerate(zip(spots, found, strict=True)):
        mention = printed
        arm = form.arm
        assert arm is not None
        if arm.anaphor and form.kind == "word" and line.w[p].startswith(ARTICLE):
            last = next((m for m in reversed(kept[-_RECENT:]) if m.weapon in arm.anaphor or m.weapon == mention.weapon), None)
            if last is not None and last.weapon != mention.weapon:
                mention = replace(mention, weapon=last.weapon, rule=f"weapons.{arm.id}.anaphor")
        if arm.yields_to:
            begin, end = line.at[_bound(line, p, -1)], line.at[_bound(line, p, 1)]
            near = found[max(0, n - _RECENT) : n + _RECENT]
            if any(m.weapon in arm.yields_to and begin <= m.i <= end for m in near):
                continue
        kept.append(mention)
    return kept


def _bound(line: Line, p: int, step: int) -> int:
    for _ in range(_SENTENCE):
        if not 0 < p + step < len(line.w) - 1 or line.w[p + step] == STOP:
            break
        p += step
    return p
