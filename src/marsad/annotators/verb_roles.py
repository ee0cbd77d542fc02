"""Roles beside a verb: its subject before or behind it, its object, and the subject that a joined verb shares."""

from __future__ import annotations

from marsad.annotators.lent_roles import read_matrix
from marsad.annotators.phrases import BARE, GENITIVE, START, govern, grammar
from marsad.annotators.role_sheets import ACT, RoleSheet
from marsad.annotators.sides import FORCES, Phrase, sides_between
from marsad.annotators.stretches import has_break, is_only_times


def read_verb(sheet: RoleSheet, before: list[Phrase], after: list[Phrase]) -> None:
    passive = sheet.trigger.voice == "passive"
    bare = [p for p in after if p.governed.place == BARE and p.governed.i == sheet.trigger.head]
    bare += [p for p in after if sheet.is_inside(p)]
    bare += [
        p
        for p in after
        if p.governed.place == START and p.i > sheet.trigger.j and is_only_times(sheet.scene, sheet.trigger.j, p.i)
    ]
    subject = _leading_subject(sheet, before)
    if (
        passive
        and sheet.frame.figures is None
        and subject is not None
        and not bare
        and subject.side.kind in FORCES
        and ACT in sheet.roles.get("subject", ())
    ):
        passive = False
    if passive:
        for p in bare[:1] or ([subject] if subject is not None else []):
            sheet.give(p, "passive_subject")
    elif (
        sheet.trigger.voice is None
        and sheet.frame.figures
        and len(bare) == 1
        and bare[0].side.kind in ("civilians", "person", "protesters")
        and subject is None
    ):
        sheet.give(bare[0], "passive_subject")
    elif (
        sheet.trigger.enclitic is None
        and not _has_pronoun_after(sheet)
        and (_is_relative(sheet) or (sheet.trigger.number == "pl" and bare))
    ):
        for p in bare[:1]:
            sheet.give(p, "object")
        head = _antecedent(sheet, before) if _is_relative(sheet) else subject
        if head is not None:
            sheet.give(head, "subject")
    elif subject is not None and sheet.trigger.enclitic is None:
        sheet.give(subject, "subject")
        for p in bare[:1]:
            sheet.give(p, "object")
    else:
        for p in bare[:1]:
            sheet.give(p, "subject")
            give_object_after(sheet, p, after)
        if not bare and subject is not None and sheet.trigger.enclitic is None:
            sheet.give(subject, "subject")
        elif not bare and sheet.trigger.enclitic is None and sheet.trigger.number != "pl":
            sheet.give_chunk(sheet.trigger.j, "subject")
    sheet.join(after)
    if not passive and not sheet.found.actors and not _is_relative(sheet):
        _carry_subject(sheet)
    if not sheet.found.actors and sheet.trigger.enclitic is not None:
        read_matrix(sheet)


def _has_pronoun_after(sheet: RoleSheet) -> bool:
    """Whether a preposition with a pronoun follows the verb of a relative clause: its subject is then its own."""
    k = sheet.trigger.j
    return k < sheet.high and sheet.scene.words.norms[k] in grammar().pronouns


def _antecedent(sheet: RoleSheet, before: list[Phrase]) -> Phrase | None:
    """The side that a relative clause tells of, if it stands right before."""
    return next((p for p in reversed(before) if 0 <= sheet.trigger.i - p.j <= 3), None)


def _carry_subject(sheet: RoleSheet) -> None:
    """A joined verb without a subject of its own has that of the verb before it in the sentence."""
    words = sheet.scene.words
    k = sheet.trigger.i - 1
    if k < 1 or not words.clitic[k] or not sheet.low:
        return
    begin = sheet.scene.sentence(sheet.scene.sentence_of(k))[0]
    for side in reversed(sides_between(sheet.scene, begin, k)):
        place = govern(words, side.i, begin, verbs=sheet.scene.verbs).place
        if place in (START, BARE) and side.kind not in ("civilians",):
            sheet.add(sheet.found.actors, side, "events.role.carried")
            return


def _leading_subject(sheet: RoleSheet, before: list[Phrase]) -> Phrase | None:
    fit = [p for p in before if _is_leading(sheet, p) and sheet.trigger.i - p.j <= 12]
    return fit[-1] if fit else None


def _is_leading(sheet: RoleSheet, phrase: Phrase) -> bool:
    """Whether the phrase opens its clause, or follows an auxiliary that evokes nothing."""
    place = phrase.governed.place
    return place == START or (
        place == BARE and phrase.governed.i not in sheet.scene.verbs and phrase.governed.i not in sheet.scene.attributed
    )


def _is_relative(sheet: RoleSheet) -> bool:
    """Whether the verb tells of the noun before it: its subject, or with a pronoun on the verb its object."""
    k = sheet.trigger.i - 1
    if k >= 0 and sheet.scene.words.norms[k] in grammar().relatives:
        return True
    return any(
        0 <= sheet.trigger.i - t.j <= 2 and t.pos != "verb" and sheet.low <= t.i
        for t in sheet.scene.of("triggers", sheet.low, sheet.trigger.i)
    ) or any(w.j == sheet.trigger.i for w in sheet.scene.of("weapons", sheet.low, sheet.trigger.i))


def give_object_after(sheet: RoleSheet, subject: Phrase, after: list[Phrase]) -> None:
    for p in after:
        direct = p.governed.place in (BARE, GENITIVE) and p.i - subject.j <= 4 and not has_break(sheet.scene, subject.j, p.i)
        if p.i >= subject.j and (direct or (p.governed.place == START and is_only_times(sheet.scene, subject.j, p.i))):
            sheet.give(p, "object")
            return
