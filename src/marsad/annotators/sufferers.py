"""Sufferers: the people whom a harm word is said of, in the words after it, or before it where grammar asks for that."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.antecedents import read_antecedent
from marsad.annotators.harms import Trigger
from marsad.annotators.lines import BREAKS, COMMA, STOP, Line
from marsad.annotators.members import Member
from marsad.annotators.pages import Page
from marsad.annotators.victim_nouns import NATIONAL
from marsad.annotators.victims import read_companions, read_group, read_member
from marsad.text.tokens import ALEF, ARTICLE, WAW

_NAMED = 3  # words of a name
_FAR, _NEAR, _MASDAR = 14, 8, 4  # words between a harm word and its people: active verb, passive verb, verbal noun


def read_light(page: Page, trigger: Trigger) -> list[Member]:
    """The people of a light verb whose complement is the harm: three workers were exposed to abduction."""
    line = page.line
    if trigger.kind not in ("masdar", "complement"):
        return []
    for q in range(trigger.p - 1, max(trigger.p - 10, -1), -1):
        if line.w[q] in BREAKS:
            return []
        if line.w[q] in page.lists.light:
            group = read_group(line, q + 1, is_harm=page.is_harm, figures=trigger.harm.what)
            plural = line.w[q].endswith(WAW + ALEF)
            return group or read_antecedent(page, replace(trigger, p=q, number="p" if plural else "s"))
    return []


def read_split(page: Page, trigger: Trigger) -> list[Member]:
    """The people inside a split expression ("met their end"), or before it."""
    line = page.line
    for q in range(trigger.q, min(trigger.q + 16, len(line.w))):
        if line.w[q] == STOP:
            return []
        if line.w[q] in trigger.harm.closer:
            group = read_direct(page, trigger, trigger.q) or _search(page, trigger, trigger.q, 10)
            group = [member for member in group if member.p < q]
            page.closed.add(q)
            return group or read_antecedent(page, trigger)
    return []


def read_after(page: Page, trigger: Trigger) -> list[Member]:
    """The people whom the harm word governs, after it or before it."""
    group = _governed(page, trigger)
    first = group[0] if group else None
    if first is None or first.form is None or not first.form.possessed or page.line.word(first.p - 1) != WAW:
        return group
    i, j = trigger.q, first.p - 1
    shut = page.lists.after | page.line.lists.hard_stops | BREAKS
    if not 0 < j - i <= _NAMED or any(word in shut for word in page.line.w[i:j]):
        return group
    return [Member(i, j, 1, 1, (i, j), None, True, "named"), *group]  # a name that no list holds, and his four guards


def _governed(page: Page, trigger: Trigger) -> list[Member]:
    harm = trigger.harm
    if harm.voice == "bi":
        return _after_bi(page, trigger)
    if harm.voice == "ala":
        return _after_ala(page, trigger)
    group = read_direct(page, trigger, trigger.q)
    if group and not _may_be_subject(trigger, group):
        return group
    if group and group[0].form is not None and group[0].form.nominative and trigger.number == "s":
        victim = read_member(page.line, group[-1].q, head="people")
        if victim is not None and victim.form is not None and victim.form.number in ("s", "sd", "d") and not victim.form.weak:
            return read_group(page.line, group[-1].q, is_harm=page.is_harm, figures=harm.what)
    limit = (
        0
        if trigger.number != "s" and harm.voice != "act"
        else _MASDAR
        if trigger.kind == "masdar"
        else _NEAR
        if harm.voice == "suffer"
        else _FAR
    )
    if trigger.kind == "phrase":
        limit = 0
    acting = bool(group) and not harm.active and not _is_construct(page, group[0])
    further = _search(page, trigger, group[0].q if group else trigger.q, limit, counted=acting)
    if further or group:
        return further or ([] if harm.active and _may_be_subject(trigger, group) else group)
    if trigger.kind != "verb" or harm.voice == "act":
        return []
    group = read_antecedent(page, trigger)
    return [*group, *read_companions(page.line, trigger.q)] if group else []


def _after_bi(page: Page, trigger: Trigger) -> list[Member]:
    line, small = page.line, page.lists
    for q in range(trigger.q, min(trigger.q + 10, len(line.w))):
        if line.w[q] == STOP or (q in page.triggers and q > trigger.p):
            break
        if line.w[q] == small.bi:
            group = read_group(line, q + 1, is_harm=page.is_harm, head=trigger.harm.head, figures=trigger.harm.what)
            if group and (group[0].counted or group[0].form is not None):
                return group
    return []


def _after_ala(page: Page, trigger: Trigger) -> list[Member]:
    """The people on whom hands were laid: seized in an ambush three of them, or that pronoun and its people."""
    line, small = page.line, page.lists
    for q in range(trigger.q, min(trigger.q + _FAR, len(line.w))):
        word = line.w[q]
        if word == STOP or (q in page.triggers and q > trigger.p):
            break
        if word in small.ala_them:
            number = small.ala_them[word]
            group = read_antecedent(page, replace(trigger, object=number))
            if group and page.is_free(group[0].p, trigger.harm.what):
                return group
            if number == "p":
                return []
            count = 1 if number == "s" else 2
            return [Member(q, q + 1, count, count, None, None, False, "pronoun")]
        if word == small.ala:
            group = read_direct(page, trigger, q + 1)
            if group or q == trigger.q:
                return group
    return []


def read_direct(page: Page, trigger: Trigger, p: int) -> list[Member]:
    """The people right behind a position, past adverbs."""
    line = page.line
    for _ in range(5):
        group = read_group(line, p, is_harm=page.is_harm, head=trigger.harm.head, figures=trigger.harm.what)
        if group:
            return group if _is_people(page, trigger, group[0]) else []
        if line.word(p) in page.lists.adverbs:
            p += 1
        elif line.word(p) == COMMA and trigger.kind == "verb":
            p = next((q + 1 for q in range(p + 1, min(p + 8, len(line.w))) if line.w[q] == COMMA), -1)
        else:
            break
        if p < 0 or page.is_harm(p):
            break
    return []


def _is_people(page: Page, trigger: Trigger, member: Member) -> bool:
    form = member.form
    if (
        form is not None
        and form.weak
        and not member.counted
        and trigger.kind == "verb"
        and (trigger.harm.neutral or trigger.harm.voice in ("either", "act"))
    ):
        return False
    if form is None or member.counted or form.number != "p" or not form.definite:
        return True
    assert member.head is not None
    return page.line.w[member.head[0]] in page.lists.perpetrators


def _may_be_subject(trigger: Trigger, group: list[Member]) -> bool:
    first = group[0]
    if (
        trigger.kind != "verb"
        or trigger.harm.voice != "either"
        or trigger.passive
        or first.counted
        or first.form is None
        or (len(group) > 1 and not trigger.harm.active)
    ):
        return False
    return (
        first.form.nominative
        or first.form.category in ("perpetrator", "militant")
        or (trigger.harm.active and first.form.number == "p" and first.form.category in ("military", "security"))
    )


def _is_construct(page: Page, member: Member) -> bool:
    return member.form is not None and member.form.number == "p" and page.line.word(member.q).startswith(ARTICLE)


def _search(page: Page, trigger: Trigger, p: int, limit: int, *, counted: bool = False) -> list[Member]:
    line, harm = page.line, trigger.harm
    bare = harm.voice in ("either", "act") and not counted
    for q in range(p, min(p + limit, len(line.w))):
        word = line.w[q]
        if (word in BREAKS and word != COMMA) or page.is_harm(q) or word in line.lists.hard_stops:
            break
        if word == COMMA and trigger.kind == "masdar":
            break
        if line.word(q - 1) in page.lists.after or q in page.part_spots:
            continue
        member = read_member(line, q, head=harm.head)
        if member is None or (
            member.form is None and member.rule not in ("number", "partitive", "others", "one_of", "called", "named")
        ):
            continue
        if (
            member.rule == "called"
            or (member.rule == "named" and bare and (line.word(q - 1) == COMMA or line.word(q - 1).startswith(ARTICLE)))
            or (member.counted and (member.form is not None or member.rule != "number"))
            or (bare and _is_object(line, member, trigger))
        ):
            return read_group(line, q, is_harm=page.is_harm, head=harm.head, figures=harm.what)
    return []


def _is_object(line: Line, member: Member, trigger: Trigger) -> bool:
    form = member.form
    if form is None or form.weak or form.possessed or form.id == NATIONAL or member.head is None:
        return False
    if form.number == "d":
        return not form.definite or (trigger.kind == "verb" and line.word(member.p - 1).startswith(ARTICLE))
    if form.number == "s" and trigger.harm.active and trigger.kind == "verb" and line.word(member.p - 1) == COMMA:
        return True
    return form.number in ("s", "sd") and (
        (form.definite and trigger.kind == "verb" and (line.word(member.p - 1).startswith(ARTICLE) or member.p - trigger.q == 1))
        or (trigger.kind == "masdar" and not form.definite and line.word(member.p - 1).startswith(ARTICLE))
        or (line.w[member.head[1] - 1].endswith(ALEF) and not form.definite)
    )
