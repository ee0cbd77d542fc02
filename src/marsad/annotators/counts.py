"""Counts: what hangs on the harm words of a text, written down as drafts of figures. Positions are those of the line."""

from __future__ import annotations

from marsad.annotators.antecedents import read_antecedent
from marsad.annotators.harms import Trigger
from marsad.annotators.lines import BREAKS
from marsad.annotators.members import Member
from marsad.annotators.pages import FAR, Draft, Page, add, add_joint
from marsad.annotators.sufferers import read_after, read_direct, read_light, read_split
from marsad.text.tokens import WAW


def read_trigger(page: Page, trigger: Trigger) -> None:
    """Write down what hangs on one harm word."""
    harm, line = trigger.harm, page.line
    if trigger.p in page.closed or (harm.sentence and _is_sentence(page, trigger.p)) or _is_commemorated(page, trigger):
        return
    if harm.what == "injured" and line.word(trigger.q) in page.lists.wound:
        return
    partner = page.triggers.get(trigger.q + 1) if line.word(trigger.q) == WAW else None
    if partner is not None and partner.harm.what != harm.what and trigger.object is None and partner.object is None:
        if trigger.number == partner.number == "p" and (group := read_antecedent(page, trigger)):
            _emit_pair(page, trigger, partner, group)
            return
        if _has_subject(page, trigger):
            partner = None
    if partner is not None and partner.harm.what != harm.what and trigger.object is None and partner.object is None:
        group = read_after(page, partner)
        if group:
            _emit_pair(page, trigger, partner, group)
        return
    if trigger.object is not None and (group := _with_companions(page, trigger, partner)):
        page.closed.add(trigger.q + 1)
        _emit(page, trigger, group)
        return
    if trigger.object is not None:
        group = read_direct(page, trigger, trigger.q) if trigger.object == "we" else []
        if group:
            _emit(page, trigger, group)
        else:
            _emit_pronoun(page, trigger)
        return
    group = read_split(page, trigger) if harm.closer else read_light(page, trigger)
    if not group and not harm.closer and trigger.kind != "complement":
        group = read_after(page, trigger)
    if harm.neutral and group and group[0].vague and is_denied(page, trigger.p):
        return
    if harm.neutral and group and group[0].rule == "other":
        return  # another rocket fell, or another fell wounded: its noun is counted
    if group:
        _emit(page, trigger, group)
    elif harm.implicit and trigger.kind == "verb" and line.word(trigger.p - 1) == WAW and line.word(trigger.q) == page.lists.bi:
        page.write(Draft(trigger.p, trigger.q, harm.what, 1, 1, f"figures.{harm.id}.pronoun", trigger=(trigger.p, trigger.q)))


def _with_companions(page: Page, trigger: Trigger, partner: Trigger | None) -> list[Member]:
    """The one who is told before and those who shared his lot: led to his death and the death of two guards."""
    if partner is None or trigger.kind != "masdar" or partner.harm.what != trigger.harm.what or partner.object is not None:
        return []
    if trigger.object not in ("s", "d") or page.line.word(trigger.p - 1) not in page.lists.pronoun_after.get(
        trigger.harm.what, ()
    ):
        return []
    count = 1 if trigger.object == "s" else 2
    others = read_after(page, partner)
    return [Member(trigger.p, trigger.q, count, count, None, None, False, "pronoun"), *others] if others else []


def _has_subject(page: Page, trigger: Trigger) -> bool:
    group = read_antecedent(page, trigger) if trigger.kind == "verb" else []
    return bool(group) and trigger.p - group[0].q < 3


def _is_commemorated(page: Page, trigger: Trigger) -> bool:
    return trigger.harm.later and any(word in page.lists.anniversary for word in page.line.w[max(trigger.p - 5, 0) : trigger.p])


def _is_sentence(page: Page, p: int) -> bool:
    heard = page.line.w[max(page.stop_before(p), p - 14) : min(p + 6, len(page.line.w))]
    return any(word in page.lists.court for word in heard) and not any(word in page.lists.carried_out for word in heard)


def is_denied(page: Page, p: int) -> bool:
    """Whether a word of denial stands shortly before, in the same clause."""
    for q in range(p - 1, max(p - 8, -1), -1):
        if page.line.w[q] in BREAKS:
            return False
        if page.line.w[q] in page.lists.denials or page.line.w[q] in page.lists.unknown:
            return True
    return False


def is_denied_by(page: Page, p: int) -> bool:
    """Whether somebody denies it, shortly before in the same clause."""
    for q in range(p - 1, max(p - 10, -1), -1):
        if page.line.w[q] in BREAKS:
            return False
        if page.line.w[q] in page.lists.denying:
            return True
    return False


def _emit(page: Page, trigger: Trigger, group: list[Member]) -> None:
    what, form = trigger.harm.what, group[0].form
    if trigger.harm.neutral and form is not None and form.figures is not None:
        what = form.figures
    rule = f"figures.{trigger.harm.id}" + (
        f".{group[0].rule}" if len(group) == 1 and group[0].rule in ("relative", "pronoun") else ""
    )
    draft = add(page, group, what, rule, (trigger.p, trigger.q))
    if draft is not None:
        draft.later = trigger.harm.later
    if draft is not None and form is not None and what == "killed" and _is_one_more(page, trigger, group[0]):
        return
    if draft is not None and form is not None and what == "killed" and _is_of_victims(trigger, group[0]):
        draft.part = True
        draft.rule += ".later"
    elif draft is not None and group[-1].counted and page.line.word(group[-1].q) in page.lists.of_them:
        whole = _larger_before(page, draft)
        draft.part, draft.of = whole is not None, whole


def _is_one_more(page: Page, trigger: Trigger, member: Member) -> bool:
    """Whether a wounded person told beside the dead died: counted two dead and a wounded man who died later."""
    form = member.form
    if form is None or form.figures != "injured" or form.definite or member.q != trigger.p or member.counted:
        return False
    nouns = (page.line.person(q) for q in range(max(member.p - 4, 0), member.p))
    return any(noun is not None and noun[1].figures == "killed" and not noun[1].definite for noun in nouns)


def _larger_before(page: Page, draft: Draft) -> Draft | None:
    """The toll shortly before, out of which "eleven of them" are taken."""
    fit = [d for d in page.between(draft.p - FAR, draft.p) if d.what == draft.what and not d.part and d is not draft]
    return next((d for d in reversed(fit) if (d.low or 0) > (draft.low or 0)), None)


def _is_of_victims(trigger: Trigger, member: Member) -> bool:
    """Whether the group is taken out of the victims: two of the wounded, one of the victims."""
    form = member.form
    assert form is not None
    if form.definite and form.figures == "killed" and not member.vague and (member.counted or member.rule == "one_of"):
        return True
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
    if trigger.object == "we" or (
        trigger.kind == "masdar" and before not in page.lists.pronoun_after.get(what, ()) and before not in page.lists.done
    ):
        return
    done = trigger.kind == "verb" or before in page.lists.done
    group = read_antecedent(page, trigger) if done else []
    if group and page.is_free(group[0].p, what):
        add(page, group, what, f"figures.{trigger.harm.id}.antecedent", spot)
    elif not group and trigger.object in ("s", "d"):
        number = 1 if trigger.object == "s" else 2
        page.write(Draft(trigger.p, trigger.q, what, number, number, f"figures.{trigger.harm.id}.pronoun", trigger=spot))
