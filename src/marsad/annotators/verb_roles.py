"""Roles beside a verb: its subject before or behind it, its object, and the subject that a joined verb shares."""

from __future__ import annotations

from marsad.annotators.function_words import grammar
from marsad.annotators.lent_roles import HARMS, read_matrix
from marsad.annotators.numbers import counted_from, find_numbers
from marsad.annotators.phrases import BARE, GENITIVE, START, govern, is_accusative, is_finite, preposition_ending_at
from marsad.annotators.role_sheets import ACT, RoleSheet
from marsad.annotators.sides import FORCES, Phrase, SideMention, sides_between
from marsad.annotators.stretches import has_break, is_only_times
from marsad.annotators.things import thing_kind
from marsad.text.tokens import ARTICLE, LAM, NOON, YEH

_PEOPLE = ("people", "nationals")
_IDLE = ("post", "building", "protected", "venue", "gathering", "vehicle")
_BODIES = ("named", "body", "group")
_OBJECT, _LEADING = 5, 8
_DAMMA, _FIRST = chr(0x64F), 4


def read_verb(sheet: RoleSheet, before: list[Phrase], after: list[Phrase]) -> None:
    """Give the subject and the object of the verb, or of a passive verb its subject, the roles that the frame names."""
    trigger = sheet.trigger
    bare, subject = _bare(sheet, after), _leading_subject(sheet, before)
    passive, own = _is_passive(sheet, subject, bare), trigger.enclitic is None
    owners = [] if passive else [p for p in bare if _owns_thing(sheet, p)]
    bare = [p for p in bare if p not in owners]
    if bare and (_follows_pronoun(sheet) or _is_counted_victim(sheet, bare[0])):
        sheet.give(bare[0], "object")
        if subject is not None and own and not _follows_pronoun(sheet):
            sheet.give(subject, "subject")
    elif passive:
        for p in bare[:1] or ([subject] if subject is not None else []):
            sheet.give(p, "passive_subject")
    elif own and _has_pronoun_after(sheet) and bare:
        sheet.give(bare[0], "subject")
    elif own and not _has_pronoun_after(sheet) and (_is_relative(sheet) or (trigger.number == "pl" and bare)):
        for p in bare[:1]:
            sheet.give(p, "object")
        head = _antecedent(sheet, before) if _is_relative(sheet) else subject
        if head is not None:
            sheet.give(head, "subject")
    elif subject is not None and own:
        sheet.give(subject, "subject")
        for p in bare[:1]:
            sheet.give(p, "object")
    elif bare:
        sheet.give(bare[0], "subject")
        give_object_after(sheet, bare[0], after)
    elif own and trigger.number != "pl":
        suffers = sheet.frame.figures in HARMS and trigger.voice is None and not _has_object(sheet, trigger.j + 1)
        if not suffers:  # of unmarked voice and without an object: what follows the verb suffers it
            sheet.give_chunk(trigger.j, "subject")
    for p in owners[:1]:
        sheet.give(p, "object")
    sheet.join(before)
    sheet.join(after)
    if not passive and not sheet.found.actors and not _is_relative(sheet):
        _carry_subject(sheet)
    if not passive and not sheet.found.actors and subject is None and own:
        _give_collective(sheet)
    if not sheet.found.actors and (
        not own or trigger.voice is None or _follows_pronoun(sheet)
    ):  # of the letters of verb and noun
        read_matrix(sheet)


def _bare(sheet: RoleSheet, after: list[Phrase]) -> list[Phrase]:
    """The phrases that the verb governs without a preposition: behind it, in it, or behind a time."""
    bare = [p for p in after if p.governed.place == BARE and p.governed.i == sheet.trigger.head]
    bare += [p for p in after if sheet.is_inside(p)]
    bare += [
        p
        for p in after
        if p.governed.place == START and p.i > sheet.trigger.j and is_only_times(sheet.scene, sheet.trigger.j, p.i)
    ]
    return bare


def _is_passive(sheet: RoleSheet, subject: Phrase | None, bare: list[Phrase]) -> bool:
    """Whether the verb is passive. Of the letters that do not tell, a force before the verb makes an active one."""
    trigger = sheet.trigger
    if trigger.number == "pl" and bare:  # "they killed three": its subject is in the verb
        return False
    if trigger.voice == "passive":
        forced = subject is not None and subject.side.kind in FORCES and ACT in sheet.roles.get("subject", ())
        if not forced or subject is None or _is_marked(sheet):
            return True
        if sheet.frame.figures is not None:
            return not (bare or _is_body(subject))
        return bool(bare) and subject.j != trigger.i
    if trigger.voice is None and sheet.frame.figures in HARMS and subject is not None and not bare:
        suffers = subject.side.kind in ("civilians", "protesters") or subject.side.head in _PEOPLE
        return suffers and not _has_object(sheet, trigger.j)
    people = len(bare) == 1 and (
        bare[0].side.kind in ("civilians", "person", "protesters")
        or (bare[0].side.head in _PEOPLE and not _is_abductor(sheet, bare[0].side) and not _has_object(sheet, bare[0].j))
    )
    return trigger.voice is None and sheet.frame.figures is not None and people and subject is None


def _is_marked(sheet: RoleSheet) -> bool:
    """Whether the passive is printed with its vowel."""
    return _DAMMA in sheet.scene.words.text[sheet.trigger.start : sheet.trigger.start + _FIRST]


def _is_abductor(sheet: RoleSheet, side: SideMention) -> bool:
    """Whether armed men stand behind a verb of taking people, which they do and seldom suffer."""
    return sheet.frame.figures in ("abducted", "arrested") and side.kind == "militia"


def _has_object(sheet: RoleSheet, j: int) -> bool:
    """Whether something from word `j` on may be an object: a number, or a noun in the accusative."""
    words = sheet.scene.words
    for k in range(j, min(j + _OBJECT, sheet.high)):
        if words.kinds[k] == "d" or is_accusative(words, k) or words.norms[k].endswith(YEH + NOON):
            return True
        if words.kinds[k] != "a" or preposition_ending_at(words, k) is not None or is_finite(words, k):
            return any(t.i <= k < t.j for t in sheet.scene.of("times", k, k + 1)) or words.norms[k] in grammar().transparent
    return any(n.i in range(j, j + 2) for n in find_numbers(words))


def _is_counted_victim(sheet: RoleSheet, phrase: Phrase) -> bool:
    """Whether a number of civilians stands behind a verb of harm that is active: they do not do it."""
    counted = counted_from(sheet.scene.words, phrase.i) != phrase.i
    return counted and sheet.frame.figures is not None and sheet.trigger.voice != "passive" and phrase.side.kind == "civilians"


def _follows_pronoun(sheet: RoleSheet) -> bool:
    """Whether the verb's subject is the pronoun of "that it" right before it."""
    k = sheet.trigger.i - 1
    return k >= 0 and sheet.scene.words.norms[k] in grammar().that_they


def _is_body(phrase: Phrase | None) -> bool:
    """Whether the phrase names a body, which kills, takes and holds but is not killed or taken, and no people of one."""
    return phrase is not None and phrase.side.head in _BODIES and not phrase.side.rule.startswith("actors.members")


def _owns_thing(sheet: RoleSheet, phrase: Phrase) -> bool:
    """Whether the phrase is or owns a thing that cannot act: behind a verb it is what was struck."""
    words = sheet.scene.words
    first = phrase.i if words.norms[phrase.i] != LAM else phrase.i - 1
    return any(thing_kind(words.norms[k]) in _IDLE for k in (first, first - 1) if k >= sheet.trigger.j)


def _has_pronoun_after(sheet: RoleSheet) -> bool:
    """Whether a preposition with a pronoun follows the verb of a relative clause: its subject is then its own."""
    k = sheet.trigger.j
    return k < sheet.high and sheet.scene.words.norms[k] in grammar().pronouns - grammar().meanwhile


def _antecedent(sheet: RoleSheet, before: list[Phrase]) -> Phrase | None:
    """The side that a relative clause tells of, if it stands right before."""
    near = (p for p in reversed(before) if 0 <= sheet.trigger.i - p.j <= 3)
    return next((p for p in near if not sheet.has_event(p.j, sheet.trigger.i)), None)


def _carry_subject(sheet: RoleSheet) -> None:
    """A joined verb without a subject of its own has that of the verb before it in the sentence."""
    scene = sheet.scene
    k = sheet.trigger.i - 1
    if k < 1 or not scene.words.clitic[k] or not sheet.low:
        return
    if sheet.frame.figures in HARMS and ACT not in sheet.roles.get("subject", (ACT,)):
        return
    begin = scene.sentence(scene.sentence_of(k))[0]
    last = next((t for t in reversed(scene.of("triggers", begin, k)) if begin <= t.i and t.pos == "verb"), None)
    known = sheet.read(last).actors if last is not None else []
    for side in known:
        sheet.add(sheet.found.actors, side, "events.role.carried")
    taken: set[int] = set()
    fit: SideMention | None = None
    for side in () if known else sides_between(scene, begin, k):
        found = govern(scene.words, side.i, begin, verbs=scene.verbs)
        if found.place in (START, BARE) and found.i not in taken and side.kind != "civilians":
            fit = side
        if found.place == BARE:
            taken.add(found.i)
    if fit is not None:
        sheet.add(sheet.found.actors, fit, "events.role.carried")


def _give_collective(sheet: RoleSheet) -> None:
    """An armed group of no known name that opens the clause of the verb: "the takfiri organisations attacked"."""
    scene, words, t = sheet.scene, sheet.scene.words, sheet.trigger
    for k in range(max(sheet.low, t.i - _LEADING), t.i):
        if words.norms[k] in grammar().collectives and govern(words, k, sheet.low, verbs=scene.verbs).place == START:
            j = k + 1
            while j < t.i and words.norms[j].startswith(ARTICLE) and j - k < 3:
                j += 1
            side = SideMention(k, j, words.starts[k], words.ends[j - 1], None, (), "rebel", "events.role.collective")
            sheet.add(sheet.found.actors, side, side.rule)
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
        beside = (BARE, GENITIVE, START) if p.i == subject.j else (BARE, GENITIVE)
        direct = p.governed.place in beside and p.i - subject.j <= 4 and not has_break(sheet.scene, subject.j, p.i)
        if p.i >= subject.j and (direct or (p.governed.place == START and is_only_times(sheet.scene, subject.j, p.i))):
            sheet.give(p, "object")
            return
