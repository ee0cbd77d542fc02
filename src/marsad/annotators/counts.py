"""Counts: what hangs on the harm words of a text, written down as drafts of figures. Positions are those of the line."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.antecedents import read_antecedent
from marsad.annotators.harms import Trigger
from marsad.annotators.lines import BREAKS, COMMA, STOP, Line
from marsad.annotators.pages import Draft, Page, add, add_joint
from marsad.annotators.victim_nouns import NATIONAL
from marsad.annotators.victims import Member, read_group, read_member
from marsad.text.tokens import ALEF, ARTICLE, WAW

_FAR, _NEAR, _MASDAR = 14, 8, 4  # words between a harm word and its people: active verb, passive verb, verbal noun


def read_trigger(page: Page, trigger: Trigger) -> None:
    """Write down what hangs on one harm word."""
    harm, line = trigger.harm, page.line
    if trigger.p in page.closed or (harm.sentence and _is_sentence(page, trigger.p)):
        return
    partner = page.triggers.get(trigger.q + 1) if line.word(trigger.q) == WAW else None
    if partner is not None and partner.harm.what != harm.what and trigger.object is None and partner.object is None:
        if trigger.number == partner.number == "p" and (group := read_antecedent(page, trigger)):
            _emit_pair(page, trigger, partner, group)
            return
        if _has_subject(page, trigger):
            partner = None
    if partner is not None and partner.harm.what != harm.what and trigger.object is None and partner.object is None:
        group = _after(page, partner)
        if group:
            _emit_pair(page, trigger, partner, group)
        return
    if trigger.object is not None:
        group = _direct(page, trigger, trigger.q) if trigger.object == "we" else []
        if group:
            _emit(page, trigger, group)
        else:
            _emit_pronoun(page, trigger)
        return
    group = _within(page, trigger) if harm.closer else _suffered(page, trigger)
    if not group and not harm.closer and trigger.kind != "complement":
        group = _after(page, trigger)
    if harm.neutral and group and group[0].vague and is_denied(page, trigger.p):
        return
    if group:
        _emit(page, trigger, group)
    elif harm.implicit and trigger.kind == "verb" and line.word(trigger.p - 1) == WAW and line.word(trigger.q) == page.lists.bi:
        page.write(Draft(trigger.p, trigger.q, harm.what, 1, 1, f"figures.{harm.id}.pronoun", trigger=(trigger.p, trigger.q)))


def _has_subject(page: Page, trigger: Trigger) -> bool:
    group = read_antecedent(page, trigger) if trigger.kind == "verb" else []
    return bool(group) and trigger.p - group[0].q < 3


def _is_sentence(page: Page, p: int) -> bool:
    heard = page.line.w[max(page.stop_before(p), p - 14) : min(p + 6, len(page.line.w))]
    return any(word in page.lists.court for word in heard) and not any(word in page.lists.carried_out for word in heard)


def is_denied(page: Page, p: int) -> bool:
    """Whether a word of denial stands shortly before, in the same clause."""
    for q in range(p - 1, max(p - 8, -1), -1):
        if page.line.w[q] in BREAKS:
            return False
        if page.line.w[q] in page.lists.denials:
            return True
    return False


def _suffered(page: Page, trigger: Trigger) -> list[Member]:
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


def _within(page: Page, trigger: Trigger) -> list[Member]:
    line = page.line
    for q in range(trigger.q, min(trigger.q + 16, len(line.w))):
        if line.w[q] == STOP:
            return []
        if line.w[q] in trigger.harm.closer:
            group = _direct(page, trigger, trigger.q) or _search(page, trigger, trigger.q, 10)
            group = [member for member in group if member.p < q]
            page.closed.add(q)
            return group or read_antecedent(page, trigger)
    return []


def _after(page: Page, trigger: Trigger) -> list[Member]:
    harm = trigger.harm
    if harm.voice == "bi":
        return _after_bi(page, trigger)
    group = _direct(page, trigger, trigger.q)
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
    subject = bool(group) and _is_construct(page, group[0])
    further = _search(page, trigger, group[-1].q if group else trigger.q, limit, counted=bool(group) and not subject)
    if further or group:
        return further or ([] if harm.active and _may_be_subject(trigger, group) else group)
    return read_antecedent(page, trigger) if trigger.kind == "verb" and harm.voice != "act" else []


def _after_bi(page: Page, trigger: Trigger) -> list[Member]:
    line, small = page.line, page.lists
    for q in range(trigger.q, min(trigger.q + 10, len(line.w))):
        if line.w[q] == STOP or (q in page.triggers and q > trigger.p):
            break
        if line.w[q] == small.bi:
            group = read_group(line, q + 1, is_harm=page.is_harm, figures=trigger.harm.what)
            if group and (group[0].counted or group[0].form is not None):
                return group
    return []


def _direct(page: Page, trigger: Trigger, p: int) -> list[Member]:
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
        and (trigger.harm.neutral or trigger.harm.voice == "either")
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
        or len(group) > 1
    ):
        return False
    return first.form.nominative or first.form.category in ("perpetrator", "militant")


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
        if member is None or (member.form is None and member.rule not in ("number", "partitive", "others", "one_of", "called")):
            continue
        if (
            member.rule == "called"
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
    return form.number in ("s", "sd") and (
        (form.definite and trigger.kind == "verb" and (line.word(member.p - 1).startswith(ARTICLE) or member.p - trigger.q == 1))
        or (trigger.kind == "masdar" and not form.definite and line.word(member.p - 1).startswith(ARTICLE))
        or (line.w[member.head[1] - 1].endswith(ALEF) and not form.definite)
    )


def _emit(page: Page, trigger: Trigger, group: list[Member]) -> None:
    what, form = trigger.harm.what, group[0].form
    if trigger.harm.neutral and form is not None and form.figures is not None:
        what = form.figures
    rule = f"figures.{trigger.harm.id}" + (".relative" if group[0].rule == "relative" else "")
    draft = add(page, group, what, rule, (trigger.p, trigger.q))
    if draft is not None:
        draft.later = trigger.harm.later
    if draft is not None and form is not None and what == "killed" and _is_of_victims(trigger, group[0]):
        draft.part = True
        draft.rule += ".later"


def _is_of_victims(trigger: Trigger, member: Member) -> bool:
    """Whether the group is taken out of the victims: two of the wounded, one of the victims."""
    form = member.form
    assert form is not None
    return form.figures == "injured" or (
        trigger.harm.later and (form.category == "victim" and form.definite and (member.counted or member.rule == "one_of"))
    )


def _emit_pair(page: Page, first: Trigger, second: Trigger, group: list[Member]) -> None:
    page.closed.add(second.p)
    whats = (first.harm.what, second.harm.what)
    if set(whats) != {"killed", "injured"}:
        for trigger in (first, second):
            add(page, group, trigger.harm.what, f"figures.{trigger.harm.id}", (trigger.p, trigger.q))
        return
    low = sum(m.low or 0 for m in group)
    high = None if any(m.high is None for m in group) else sum(m.high or 0 for m in group)
    add_joint(page, group, (low, high), (first.p, second.q))


def _emit_pronoun(page: Page, trigger: Trigger) -> None:
    what, spot, before = trigger.harm.what, (trigger.p, trigger.q), page.line.word(trigger.p - 1)
    if trigger.object == "we" or (trigger.kind == "masdar" and before not in page.lists.pronoun_after.get(what, ())):
        return
    group = read_antecedent(page, trigger) if trigger.kind == "verb" else []
    if group and page.is_free(group[0].p, what):
        add(page, group, what, f"figures.{trigger.harm.id}.antecedent", spot)
    elif not group and trigger.object in ("s", "d"):
        number = 1 if trigger.object == "s" else 2
        page.write(Draft(trigger.p, trigger.q, what, number, number, f"figures.{trigger.harm.id}.pronoun", trigger=spot))
