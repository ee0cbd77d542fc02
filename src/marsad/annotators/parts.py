"""Parts: breakdowns of a total, and figures for dead and wounded together."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.lines import BREAKS, COMMA
from marsad.annotators.members import Member
from marsad.annotators.pages import FAR, Draft, Page, add_joint
from marsad.annotators.victims import read_group, read_member
from marsad.text.tokens import WAW

_HARMED = frozenset(("killed", "injured"))


def find_parts(page: Page) -> None:
    """Note the groups that stand after a word of breakdown, so that nothing else takes them."""
    line, small = page.line, page.lists
    for p, word in enumerate(line.w):
        start = None
        if page.is_harm(p - 1):
            continue
        if word in small.among or (word in small.one_each and line.word(p - 1) != WAW):
            start = p + 1
        elif word == small.between and (noun := line.person(p + 1)) is not None and noun[1].definite:
            start = noun[0] if noun[1].figures in _HARMED and line.word(noun[0]) != WAW else None
        if start is None:
            continue
        group = _part_group(page, start)
        number = _number_right_before(page, p) if word in small.of_them else None
        if number is not None:
            head = group[0] if group and not group[0].counted else None
            group = [
                Member(
                    number.p, p, number.low, number.high, head.head if head else None, head.form if head else None, True, "number"
                )
            ]
        if group:
            page.parts[p] = group
            page.part_spots.update(q for member in group for q in range(member.p, member.q))


def _number_right_before(page: Page, p: int) -> Member | None:
    """The number in "three of them (were civilians)", where no harm word governs it."""
    line = page.line
    for q in range(p - 1, max(p - 4, -1), -1):
        if q in line.numbers and line.numbers[q][0] == p and line.numbers[q][1].kind != "ordinal" and q - 1 not in page.triggers:
            return read_member(line, q)
    return None


def _part_group(page: Page, start: int) -> list[Member]:
    line = page.line
    if line.word(start) == COMMA:
        return []
    return read_group(line, start, is_harm=page.is_harm, figures=None)


def place_parts(page: Page) -> None:
    """Give the noted groups the figure that they are part of."""
    line = page.line
    for p, group in page.parts.items():
        noun = line.person(p + 1) if line.w[p] == page.lists.between else None
        figures = noun[1].figures if noun is not None else None
        whole = whole_before(page, p, figures)
        after = group[-1].q
        what = (
            figures
            or (page.triggers[after].harm.what if after in page.triggers else None)
            or (whole.what if whole is not None else None)
        )
        if what is None:
            continue
        members = group
        if line.w[p] in page.lists.one_each:
            members = [replace(m, low=1, high=1) for m in group[:1]]
        for member in members:
            if not page.is_free(member.p, what):
                continue
            page.taken.update((q, what) for q in range(member.p, member.q))
            category = member.form.category if member.form is not None else None
            page.write(
                Draft(
                    member.p,
                    member.q,
                    what,
                    member.low,
                    member.high,
                    "figures.part",
                    head=member.head,
                    category=category,
                    trigger=(p, p + 1),
                    part=True,
                    of=whole,
                )
            )


def whole_before(page: Page, p: int, what: str | None) -> Draft | None:
    """The figure that a part which stands at the position belongs to: the nearest before it, of its kind where that is known."""
    begin = page.stop_before(p)
    for low in (begin, *([begin - FAR] if what is not None else [])):
        pool = [d for d in page.between(low, p) if d.q <= p and not d.part and d.low != 0 and what in (None, d.what)]
        if pool:
            return max(pool, key=lambda d: (d.q, d.what == "killed"))
    return None


def find_joint(page: Page) -> None:
    """Write down figures for dead and wounded together: before `between` and two of their nouns, or before two nouns."""
    line, small = page.line, page.lists
    for p, word in enumerate(line.w):
        if word == small.between and _two_harms(page, p + 1):
            member = (
                _number_before(page, p) or _number_after(page, p) or Member(p, p + 1, 1, None, None, None, False, "joint", True)
            )
            if member is not None and member.low is not None:
                add_joint(page, [member], (member.low, member.high), (p, p + 4))
                page.closed.update(range(p, p + 4))
        elif p in line.numbers and p not in page.closed:
            counted = read_member(line, p)
            if counted is None or counted.head is None or not _two_harms(page, counted.head[0]):
                continue
            vague = counted.form is not None and counted.form.definite
            if vague or (counted.low or 0) >= 3:
                q = counted.head[0] + 3
                add_joint(page, [counted], (counted.low or 1, counted.high), (counted.head[0], q))
                page.closed.update(range(p, q))


def _two_harms(page: Page, p: int) -> bool:
    first = page.line.person(p)
    if first is None or page.line.word(first[0]) != WAW:
        return False
    second = page.line.person(first[0] + 1)
    if second is None or {first[1].figures, second[1].figures} != _HARMED:
        return False
    return first[1].definite == second[1].definite and first[1].number[-1:] == second[1].number[-1:]


def _number_before(page: Page, p: int) -> Member | None:
    line = page.line
    for q in range(p - 1, max(p - 8, -1), -1):
        if line.w[q] in BREAKS:
            return None
        if q in line.numbers and line.numbers[q][1].kind != "ordinal":
            return read_member(line, q)
    return None


def _number_after(page: Page, p: int) -> Member | None:
    return read_member(page.line, p + 4) if p + 4 in page.line.numbers else None
