"""Parts: figures without a harm word of their own: counted nouns, joint figures, breakdowns of a total, tolls that are said to have grown."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.counts import Draft, Page, add, add_joint, is_denied
from marsad.annotators.harms import harms
from marsad.annotators.victims import AYN, BREAKS, COMMA, HEH, STOP, WN, Member, PersonForm, joints, read_group, read_member
from marsad.text.tokens import ARTICLE, WAW

_BARE = frozenset(("qatil", "shahid", "jarih", "juththa", "isaba", "musab", "duhaya", "dahiyya", "halat_wafat", "wafat"))
_HARMED = frozenset(("killed", "injured"))


def find_parts(page: Page) -> None:
    """Note the groups that stand after a word of breakdown, so that nothing else takes them."""
    line, small = page.line, page.lists
    for p, word in enumerate(line.w):
        start = None
        if word in small.among or (word in small.one_each and line.word(p - 1) != WAW):
            start = p + 1
        elif word == small.between and (noun := line.person(p + 1)) is not None and noun[1].definite and noun[1].figures in _HARMED:
            if line.word(noun[0]) != WAW:
                start = noun[0]
        if start is None:
            continue
        group = _part_group(page, start)
        number = _number_right_before(page, p) if word in small.among else None
        if number is not None:
            head = group[0] if group and not group[0].counted else None
            group = [Member(number.p, p, number.low, number.high, head.head if head else None, head.form if head else None, True, "number")]
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
    group = read_group(line, start, is_harm=page.is_harm, figures=None)
    if group or line.word(start) != joints().min:
        return group
    return []


def place_parts(page: Page) -> None:
    """Give the noted groups the figure that they are part of."""
    line = page.line
    for p, group in page.parts.items():
        noun = line.person(p + 1) if line.w[p] == page.lists.between else None
        figures = noun[1].figures if noun is not None else None
        whole = _whole_before(page, p, figures)
        after = group[-1].q
        what = figures or (page.triggers[after].harm.what if after in page.triggers else None) or (whole.what if whole is not None else None)
        if what is None:
            continue
        if line.w[p] in page.lists.one_each:
            group = [Member(m.p, m.q, 1, 1, m.head, m.form, m.counted, m.rule) for m in group[:1]]
        for member in group:
            if not page.is_free(member.p, what):
                continue
            page.taken.update((q, what) for q in range(member.p, member.q))
            category = member.form.category if member.form is not None else None
            page.drafts.append(
                Draft(member.p, member.q, what, member.low, member.high, "figures.part", head=member.head, category=category, trigger=(p, p + 1), part=True, of=whole)
            )


def _whole_before(page: Page, p: int, what: str | None) -> Draft | None:
    begin = page.stop_before(p)
    near = [d for d in page.drafts if d.q <= p and not d.part and d.low != 0 and (what is None or d.what == what)]
    same = [d for d in near if d.p >= begin]
    pool = same or (near if what is not None else [])
    return max(pool, key=lambda d: (d.q, d.what == "killed"), default=None)


def find_joint(page: Page) -> None:
    """Write down figures for dead and wounded together: before `between` and two of their nouns, or before two nouns."""
    line, small = page.line, page.lists
    for p, word in enumerate(line.w):
        if word == small.between and _two_harms(page, p + 1):
            member = _number_before(page, p) or _number_after(page, p)
            if member is not None and member.low is not None:
                add_joint(page, [member], (member.low, member.high), (p, p + 4))
                page.closed.update(range(p, p + 4))
        elif p in line.numbers and p not in page.closed:
            member = read_member(line, p)
            if member is None or member.head is None or not _two_harms(page, member.head[0]):
                continue
            vague = member.form is not None and member.form.definite
            if vague or (member.low or 0) >= 3:
                q = member.head[0] + 3
                add_joint(page, [member], (member.low or 1, member.high), (member.head[0], q))
                page.closed.update(range(p, q))


def _two_harms(page: Page, p: int) -> bool:
    first = page.line.person(p)
    if first is None or page.line.word(first[0]) != WAW:
        return False
    second = page.line.person(first[0] + 1)
    if second is None or {first[1].figures, second[1].figures} != _HARMED:
        return False
    return first[1].definite == second[1].definite and (first[1].number == second[1].number)


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


def find_counted(page: Page) -> None:
    """Write down nouns that say themselves what befell the people: with a number, dual, or bare and indefinite."""
    line = page.line
    for p in range(len(line.w)):
        if p in page.part_spots or p in page.closed:
            continue
        if p in line.numbers:
            member = read_member(line, p)
            form = member.form if member is not None else None
            if member is None or form is None or form.figures is None or any((p, what) in page.taken for what in ("killed", "injured", "abducted", "arrested")):
                continue
            if form.id in page.lists.stock or line.word(p - 1) in page.lists.denials or form.definite and member.low == 1:
                continue
            if form.definite and not member.vague and member.head is not None and line.word(member.head[0] - 1) == joints().min:
                _add_some_of(page, member, form.figures)
            elif form.figures in _HARMED or not _is_release(page, p):
                add(page, _with_others(page, member), form.figures, f"figures.{form.id}", member.head)
        elif (noun := line.person(p)) is not None and noun[1].id in _BARE and page.is_free(p, noun[1].figures or ""):
            _add_bare(page, p, *noun)


def _with_others(page: Page, member: Member) -> list[Member]:
    """The member and the bare number that goes on from it: seventeen cases of this and two of that."""
    line = page.line
    group = read_group(line, member.p, is_harm=page.is_harm, figures=member.form.figures if member.form is not None else None)
    more = [m for m in group[1:2] if m.rule == "number" and line.word(m.q) == page.lists.bi]
    return [member, *more]


def _add_some_of(page: Page, member: Member, what: str) -> None:
    draft = add(page, [member], what, "figures.some_of", member.head)
    if draft is not None:
        draft.part, draft.of = True, _whole_before(page, member.p, what)


def _is_release(page: Page, p: int) -> bool:
    heard = page.line.w[max(page.stop_before(p), p - 16) : p]
    return any(word in page.lists.release for word in heard)


def _add_bare(page: Page, p: int, q: int, form: PersonForm) -> None:
    line, what = page.line, form.figures
    if what is None:
        return
    before = line.word(p - 1)
    number = line.numbers.get(q)
    if number is not None and number[1].kind != "ordinal" and (form.number != "s") and before not in page.lists.toll_heads:
        member = read_member(line, q)
        if member is not None and (member.form is None or member.form.figures in (None, what) or form.id == "juththa"):
            add(page, [member], what, f"figures.{form.id}", (p, q))
        return
    if form.definite or form.possessed or before in page.lists.not_bare or before in page.lists.toll_heads:
        return
    if _repeats(page, p, what) or form.number == "p" and (before in page.lists.rises or is_denied(page, p)):
        return
    if any((p, other) in page.taken for other in _HARMED):
        return
    if form.number == "p" and not _ends_phrase(page, q):
        return
    if form.number == "s" and form.id in ("musab", "dahiyya", "duhaya", "isaba"):
        return
    member = read_member(line, p)
    if member is None:
        return
    inner = read_member(line, q) if form.id == "juththa" else None
    if inner is not None and not inner.counted and inner.form is not None:
        member = Member(p, inner.q, member.low, member.high, inner.head, inner.form, False, member.rule)
    add(page, [member], what, f"figures.{form.id}", (p, q))


def _ends_phrase(page: Page, q: int) -> bool:
    """Whether a bare plural is indefinite: no genitive follows it."""
    line, after = page.line, page.line.word(q)
    if after.startswith(ARTICLE) or after in page.lists.among:
        return False
    if after in BREAKS or after == WAW or line.words.kinds[line.at[q]] != "a" or line.words.clitic[line.at[q]]:
        return True
    return after in joints().attributes or after in line.lists.hard_stops or line.person(q) is not None or after.endswith((AYN, WN, HEH)) or page.is_harm(q)


def _repeats(page: Page, p: int, what: str) -> bool:
    """Whether the noun only says again what a figure shortly before said: three of our sons fell as martyrs."""
    for draft in page.drafts:
        if draft.what == what and 0 < p - draft.q + 1 <= 9 and not any(page.line.w[q] in BREAKS or page.line.w[q] == WAW for q in range(draft.q, p)):
            return True
    return False


def find_tolls(page: Page) -> None:
    """Write down tolls whose number stands apart from the noun of the victims, and mark the figures that replace older ones."""
    line, small = page.line, page.lists
    p = 0
    while p < len(line.w):
        noun = line.person(p)
        if line.w[p] in small.toll_heads or (noun is not None and noun[1].number == "p" and noun[1].figures in _HARMED and line.word(p - 1) in small.rises):
            _read_toll(page, p)
        p += 1
    for p, word in enumerate(line.w):
        if word in small.rises:
            _mark_revised(page, p)


def _read_toll(page: Page, p: int) -> None:
    line = page.line
    what = _toll_of(page, p)
    if what is None:
        return
    begin, end = page.stop_before(p), page.stop_after(p)
    for q in (*range(p + 1, min(end, p + 30)), *range(p - 1, max(begin, p - 4) - 1, -1)):
        if q not in line.numbers or q in page.closed or q in page.part_spots:
            continue
        before = line.word(q - 1)
        near = q < p or before in page.lists.toll_to or line.word(q - 2) in page.lists.toll_to or before in page.lists.toll_verbs or q <= p + 3
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
            add(page, [member], what, "figures.toll", (p, p + 1))
        return


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
        if line.w[q].startswith(ARTICLE) and (nouns := harms().words.get(line.w[q][2:])) is not None and nouns[0].kind == "masdar":
            return nouns[0].harm.what
    return "killed" if line.w[p] in page.lists.toll_names else None


def _mark_revised(page: Page, p: int) -> None:
    begin, end = page.stop_before(p), page.stop_after(p)
    last: Draft | None = None
    for draft in sorted((d for d in page.drafts if begin <= d.p < end and not d.part), key=lambda d: d.p):
        before = page.line.word(draft.p - 1)
        reached = before in page.lists.toll_to or page.line.word(draft.p - 2) in page.lists.toll_to
        if (reached and draft.p > p) or (last is not None and before == WAW and draft.p - last.q <= 1):
            draft.revised, last = True, draft
    if last is not None:
        among = next((q for q in range(last.q, end) if page.line.w[q] in page.lists.among), end)
        for draft in page.drafts:
            if among < draft.p < end and draft.what == last.what and (draft.low or 0) < (last.low or 0):
                draft.part, draft.of = True, last
            if begin <= draft.p < end and not draft.revised and draft.what == "killed" and draft.rule.startswith(("figures.masra", "figures.tuwuffiya", "figures.faraqa")):
                draft.part, draft.of = True, next((d for d in page.drafts if d.revised and d.what == "killed" and begin <= d.p < end), None)


__all__ = ["STOP", "find_counted", "find_joint", "find_parts", "find_tolls", "place_parts"]
