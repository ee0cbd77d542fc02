"""Antecedents: the people that stand before the harm verb that is said of them."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.harms import Trigger
from marsad.annotators.lines import Line
from marsad.annotators.members import Member
from marsad.annotators.pages import Page
from marsad.annotators.victim_nouns import NATIONAL
from marsad.annotators.victims import read_member

_NEAR, _FAR = 16, 45  # words back to the people, to those of a pronoun


def read_antecedent(page: Page, trigger: Trigger) -> list[Member]:
    """The people before a harm verb whose subject or object they are (sixty of them were killed); none where nothing agrees."""
    line, begin = page.line, page.stop_before(trigger.p)
    if trigger.p - 1 in page.part_spots:  # the part was killed, not the whole, unless nothing was said of the whole yet
        return _untold_whole(page, trigger, begin)
    if line.word(trigger.p - 1) in page.lists.clauses:
        return []
    relative = line.word(trigger.p - 1) in page.lists.relative and trigger.number == "s"
    far = line.word(trigger.p - 1) in page.lists.they
    for q in range(trigger.p - 1, max(begin, trigger.p - (_FAR if far else _NEAR)) - 1, -1):
        if q in page.part_spots or (page.is_harm(q) and page.triggers[q].harm.what == trigger.harm.what):
            continue
        member = read_member(line, q)
        if member is None or member.q > trigger.p or member.rule == "other":
            continue
        if member.rule == "named":
            if relative or (member.q == trigger.p and trigger.number == "s" and line.word(q - 1) in page.lists.that):
                return [replace(member, rule="relative" if relative else "named")]
            continue
        if q not in line.numbers and any(
            start in line.numbers and line.numbers[start][0] == q for start in range(max(q - 5, 0), q)
        ):
            continue  # counted: the number that ends here is read at its beginning
        if (trigger.harm.neutral and not member.counted) or (
            trigger.harm.what == "injured" and (member.p, "killed") in page.taken
        ):
            continue
        if _is_subject(page, trigger, member):
            assert member.head is not None
            culprit = line.w[member.head[0]] in page.lists.perpetrators
            return [member if culprit else replace(member, rule="relative")]
        if relative and member.form is not None and member.form.definite and member.form.number == "s" and not member.form.weak:
            return [replace(member, rule="relative")]
        if trigger.number == "d" and member.form is not None and member.form.number == "dp" and not member.counted:
            member = replace(member, low=2, high=2, vague=False)
        if far and not member.counted:
            continue
        free = line.word(q - 1) not in page.lists.after or (member.counted and member.form is not None)
        told = (
            trigger.number == "s" and member.counted and line.word(member.p - 1) in page.lists.that
        )  # that 20 at least was hurt
        if (_agrees(trigger, member) or told) and free and _is_whole(line, q):
            return [member]
    return []


def _is_subject(page: Page, trigger: Trigger, member: Member) -> bool:
    """Whether the one known before stands between "that" and the verb: he said that the attacker was killed."""
    form = member.form
    if form is None or member.head is None or not form.definite or form.weak or form.number != "s" or trigger.number != "s":
        return False
    return member.q == trigger.p and trigger.object is None and page.line.word(member.p - 1) in page.lists.that


def _untold_whole(page: Page, trigger: Trigger, begin: int) -> list[Member]:
    """The number that is broken down before its verb comes: sixty people, nine children among them, were killed."""
    among = max((p for p in page.parts if begin <= p < trigger.p), default=begin)
    for q in range(among - 1, max(begin, among - 5) - 1, -1):
        if q in page.line.numbers and (member := read_member(page.line, q)) is not None and _agrees(trigger, member):
            told = any((q, what) in page.taken for what in ("killed", "injured", "abducted", "arrested"))
            return [] if told or not member.counted else [member]
    return []


def _is_whole(line: Line, q: int) -> bool:
    return not any(start in line.numbers and q < line.numbers[start][0] for start in range(q - 6, q))


def _agrees(trigger: Trigger, member: Member) -> bool:
    form = member.form
    if not member.counted and (form is None or form.definite or form.weak or form.category == "group"):
        return False
    if not member.counted and form is not None and form.category == NATIONAL and form.number != "d":
        return False
    low = member.low or 0
    many = trigger.object or trigger.number
    if many == "p":
        return low >= (2 if trigger.object else 3) and (member.counted or (form is not None and form.number != "s"))
    if many == "d":
        return low == 2
    return low == 1
