"""Totals: tolls that are said to stand at a number or to have grown to it, and which figures they replace."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.harms import harms
from marsad.annotators.lines import BREAKS, COMMA
from marsad.annotators.members import Member, joints
from marsad.annotators.pages import Draft, Page, add
from marsad.annotators.victims import read_member
from marsad.text.tokens import ARTICLE, WAW

_HARMED = frozenset(("killed", "injured"))


def find_tolls(page: Page) -> None:
    """Write down tolls whose number stands apart from the noun of the victims, and mark the figures that replace older ones."""
    line, small = page.line, page.lists
    p = 0
    while p < len(line.w):
        noun = line.person(p)
        if line.w[p] in small.toll_heads or (
            noun is not None and noun[1].number == "p" and noun[1].figures in _HARMED and line.word(p - 1) in small.rises
        ):
            _read_toll(page, p)
        p += 1
    for p, word in enumerate(line.w):
        if word in small.rises:
            _mark_revised(page, p)


def is_cumulative(page: Page, draft: Draft, begin: int) -> bool:
    """Whether the figure is a toll that has run up over a long time."""
    line, small = page.line, page.lists
    end = page.stop_after(draft.p)
    if any(word in small.since for word in line.w[begin : min(begin + 3, draft.p)]):
        return True
    if not (draft.revised or draft.rule == "figures.toll" or any(word in small.toll_heads for word in line.w[begin : draft.p])):
        return False
    for q in range(begin, min(end, draft.q + 12)):
        if line.w[q] in small.since or (line.w[q] in small.within and any(w in small.spans for w in line.w[q + 1 : q + 4])):
            return True
    return False


def settle(page: Page, member: Member) -> Member:
    """The member, exact where its bound is the verb of a toll: the number of victims reaches fifty."""
    line, small = page.line, page.lists
    if member.low is not None or line.w[member.p] not in small.reaching:
        return member
    heard = line.w[max(page.stop_before(member.p), member.p - 16) : member.p]
    return replace(member, low=member.high) if any(word in small.toll_heads for word in heard) else member


def _read_toll(page: Page, p: int) -> None:
    line = page.line
    what = _toll_of(page, p)
    if what is None:
        return
    begin, end = page.stop_before(p), page.stop_after(p)
    for q in (*range(p + 1, min(end, p + 30)), *range(p - 1, max(begin, p - 4) - 1, -1)):
        if q not in line.numbers or q in page.closed or q in page.part_spots or line.numbers[q][1].kind == "ordinal":
            continue
        before = line.word(q - 1)
        if _is_year(page, q) and before not in page.lists.toll_to:
            continue
        near = (
            (q < p and not any(word in BREAKS for word in line.w[q:p]))
            or before in page.lists.toll_to
            or line.word(q - 2) in page.lists.toll_to
            or before in page.lists.toll_verbs
            or p < q <= p + 5
        )
        if not near or any((q, w) in page.taken for w in ("killed", "injured", "arrested", "abducted", "displaced")):
            if near:
                return
            continue
        if before == joints().min and any(line.w[r] in page.lists.toll_to for r in range(q + 1, min(q + 4, end))):
            continue
        member = read_member(line, q)
        if member is not None and member.low is not None and member.high is not None and before == joints().min:
            member = replace(member, low=member.high)
        if member is not None and (member.form is None or member.form.category != "group"):
            if member.low == member.high and any(line.w[r] in page.lists.over for r in range(max(p - 3, 0), q)):
                member = replace(member, low=(member.low or 0) + 1, high=None)
            if member.head is None and line.w[p] in page.lists.backward:
                member = replace(member, head=_counted_before(page, p))
            add(page, [settle(page, member)], what, "figures.toll", (p, p + 1))
        return


def _is_year(page: Page, q: int) -> bool:
    """Whether digits are rather a year: four of them, with no noun of people behind."""
    end, number = page.line.numbers[q]
    digits = page.line.words.kinds[page.line.at[q]] == "d" and end == q + 1
    return digits and number.low == number.high and 1900 <= (number.low or 0) < 2100 and page.line.person(end) is None


def _counted_before(page: Page, p: int) -> tuple[int, int] | None:
    """The people whose number follows: all the attackers, and their number is 14."""
    for q in range(p - 1, max(p - 4, -1), -1):
        if (noun := page.line.person(q)) is not None:
            return q, noun[0]
    return None


def _toll_of(page: Page, p: int) -> str | None:
    line = page.line
    if (here := line.person(p)) is not None and here[1].figures is not None:
        return here[1].figures
    back = line.w[p] in page.lists.backward
    for q in range(p - 1, max(p - 6, -1), -1) if back else range(p + 1, min(p + 5, len(line.w))):
        if line.w[q] in BREAKS and not (back and line.w[q] == COMMA):
            break
        noun = line.person(q)
        if noun is not None and noun[1].figures is not None:
            return noun[1].figures
        if q in page.triggers:
            return page.triggers[q].harm.what
        if (
            line.w[q].startswith(ARTICLE)
            and (nouns := harms().words.get(line.w[q][2:])) is not None
            and nouns[0].kind == "masdar"
        ):
            return nouns[0].harm.what
    return "killed" if line.w[p] in page.lists.toll_names else None


def _mark_revised(page: Page, p: int) -> None:
    """Mark the figures that a toll has grown to; what the sentence breaks them into, and who died since, are parts of them."""
    line, begin, end = page.line, page.stop_before(p), page.stop_after(p)
    grown: list[Draft] = []
    for draft in page.between(begin, end):
        before = line.word(draft.p - 1)
        nearby = line.word(draft.p - 2) in page.lists.toll_to and not page.is_harm(draft.p - 1)
        reached = draft.p > p and (before in page.lists.toll_to or nearby)
        if not draft.part and (reached or (grown and before == WAW and draft.p - grown[-1].q <= 1)):
            draft.revised = True
            grown.append(draft)
    if not grown:
        return
    last, killed = grown[-1], next((d for d in grown if d.what == "killed"), None)
    among = next((q for q in range(last.q, end) if line.w[q] in page.lists.among), end)
    for draft in page.between(begin, end):
        if draft.p > among and draft.what == last.what and (draft.low or 0) < (last.low or 0):
            draft.part, draft.of = True, last
        if not draft.revised and draft.what == "killed" and draft.later:
            draft.part, draft.of = True, killed
