"""Roles beside a noun: its genitive and adjective, and the subject of a verb that takes it up by a pronoun."""

from __future__ import annotations

from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import BARE, GENITIVE, START, is_accusative
from marsad.annotators.role_sheets import ACT, RoleSheet
from marsad.annotators.sides import FORCES, Phrase, sides_between
from marsad.annotators.stretches import has_break
from marsad.annotators.verb_roles import give_object_after
from marsad.text.forms import HEH, TEH_MARBUTA
from marsad.text.inflection import strip_enclitics


def read_noun(sheet: RoleSheet, before: list[Phrase], after: list[Phrase]) -> None:
    for p in after:
        if _is_adjective(p) and p.i - sheet.trigger.j <= 4 and not has_break(sheet.scene, sheet.trigger.j, p.i):
            sheet.give(p, "adjective")
    _read_latter(sheet)
    _read_maker(sheet, after)
    counted = sheet.trigger.definite and sheet.frame.figures is not None  # with the article a noun governs nobody
    for p in after if not counted else ():
        if sheet.is_taken(p):
            continue
        if (
            p.governed.place in (GENITIVE, START, BARE)
            and p.governed.start <= sheet.trigger.head + 1
            and not has_break(sheet.scene, sheet.trigger.j, p.i)
            and not is_accusative(sheet.scene.words, p.i)
        ):
            sheet.give(p, "adjective" if _is_adjective(p) else "object" if sheet.trigger.enclitic is not None else GENITIVE)
            give_object_after(sheet, p, after)
            break
    else:
        if (sheet.roles.get(GENITIVE) or ("",))[0] == ACT and sheet.trigger.pos == "masdar" and sheet.trigger.enclitic is None:
            sheet.give_chunk(sheet.trigger.j, GENITIVE)
    sheet.join(after)


def _read_latter(sheet: RoleSheet) -> None:
    """Who was named last acts where a noun is annexed to "the latter" and its object follows."""
    words, t = sheet.scene.words, sheet.trigger
    if t.j >= sheet.high or words.norms[t.j] not in grammar().latter:
        return
    begin = sheet.scene.sentence(sheet.scene.sentence_of(t.i))[0]
    fit = [s for s in sides_between(sheet.scene, begin, t.i) if s.kind in FORCES]
    if fit:
        sheet.add(sheet.found.actors, fit[-1], "events.role.latter")


def read_remnants(sheet: RoleSheet) -> None:
    """Whose remnants the mine is that went off."""
    words = sheet.scene.words
    for p in sheet.mentions():
        k = p.i - 1
        if sheet.trigger.i < k and words.norms[k] in grammar().remnants and p.kind in FORCES and p.head != "adjective":
            sheet.add(sheet.found.actors, p, "events.role.remnants")
            sheet.used.append((p.i, p.j))
            return


def _is_adjective(phrase: Phrase) -> bool:
    """Whether a nationality qualifies the noun itself, not a force or a base beside it."""
    return phrase.side.head == "adjective" and phrase.j - phrase.i == 1


def _read_maker(sheet: RoleSheet, after: list[Phrase]) -> None:
    """The subject of a verb that takes up the noun by a pronoun: "a mine that the group planted"."""
    words = sheet.scene.words
    for p in after:
        if not sheet.trigger.j < p.i <= sheet.trigger.j + 3 or sheet.is_taken(p):
            continue
        if words.text_of(p.i - 1, p.i).endswith(TEH_MARBUTA):
            continue
        for stem, suffix in strip_enclitics(words.norms[p.i - 1]):
            if suffix[0] == HEH and any(reading.pos == "verb" for reading in frame_table().heads.get(stem, ())):
                sheet.add(sheet.found.actors, p.side, "events.role.maker")
                sheet.used.append((p.i, p.j))
                return
