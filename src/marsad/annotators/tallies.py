"""Tallies: figures without a harm word: counted nouns, and people whom a wave of arrests reached."""

from __future__ import annotations

from marsad.annotators.counts import is_denied
from marsad.annotators.harms import harms
from marsad.annotators.lines import BREAKS, COLON, STOP
from marsad.annotators.members import Member, joints
from marsad.annotators.pages import Page, add
from marsad.annotators.parts import whole_before
from marsad.annotators.totals import settle
from marsad.annotators.victim_nouns import AYN, HEH, WN, PersonForm
from marsad.annotators.victims import read_group, read_member
from marsad.text.tokens import ARTICLE, LAM, WAW

_BARE = frozenset(("qatil", "shahid", "jarih", "juththa", "isaba", "musab", "duhaya", "dahiyya", "halat_wafat", "wafat"))
_HARMED = frozenset(("killed", "injured"))


def find_counted(page: Page) -> None:
    """Write down nouns that say themselves what befell the people: with a number, dual, or bare and indefinite."""
    line = page.line
    for p in range(len(line.w)):
        if p in page.part_spots or p in page.closed:
            continue
        if p in line.numbers:
            member = read_member(line, p)
            member = settle(page, member) if member is not None else None
            form = member.form if member is not None else None
            if (
                member is None
                or form is None
                or form.figures is None
                or any((p, what) in page.taken for what in ("killed", "injured", "abducted", "arrested"))
            ):
                continue
            if (
                (form.id in page.lists.stock and not _is_beside_dead(page, p))
                or _is_moved(page, p)
                or _is_increase(page, p)
                or line.word(p - 1) in page.lists.denials
                or (form.definite and member.low == 1)
            ):
                continue
            if form.definite and not member.vague and member.head is not None and line.word(member.head[0] - 1) == joints().min:
                _add_some_of(page, member, form.figures)
            elif form.figures in _HARMED or not _is_release(page, p):
                add(page, _with_others(page, member), form.figures, f"figures.{form.id}", member.head)
        elif (noun := line.person(p)) is not None and noun[1].id in _BARE and page.is_free(p, noun[1].figures or ""):
            _add_bare(page, p, *noun)


def find_reached(page: Page) -> None:
    """Write down whom a wave of arrests or abductions reached: the arrests took in twenty young men."""
    line = page.line
    for p, word in enumerate(line.w):
        what = _wave_before(page, p) if word in page.lists.reach else None
        if what is None:
            continue
        for q in range(p + 1, min(p + 8, len(line.w))):
            if line.w[q] in BREAKS or page.is_harm(q):
                break
            member = read_member(line, q) if q in line.numbers and page.is_free(q, what) else None
            if member is not None and member.form is not None:
                group = read_group(line, q, is_harm=page.is_harm, figures=what)
                add(page, group, what, "figures.reach", (p, p + 1))
                break


def find_likewise(page: Page) -> None:
    """Write down who are as many as those before: three were killed and as many wounded."""
    line = page.line
    for p, word in enumerate(line.w):
        if word not in page.lists.like:
            continue
        before = [d for d in page.between(page.stop_before(p), p) if d.what in _HARMED and not d.part]
        noun = line.person(p + 2) if line.word(p + 1) == joints().min else None
        what = noun[1].figures if noun is not None else page.triggers[p - 1].harm.what if p - 1 in page.triggers else None
        if before and what is not None and what != before[-1].what:
            member = Member(p, p + 1, before[-1].low, before[-1].high, None, None, True, "like")
            add(page, [member], what, "figures.like", (p - 1, p))


def _wave_before(page: Page, p: int) -> str | None:
    line = page.line
    for q in range(p - 1, max(page.stop_before(p), p - 16) - 1, -1):
        word = line.w[q].removeprefix(ARTICLE)
        if word in page.lists.raids:
            return "arrested"
        readings = harms().words.get(word, ())
        wave = next((r.harm.what for r in readings if r.kind == "masdar" and r.object is None), None)
        if wave is not None:
            return wave if wave not in _HARMED else None
    return None


def _is_increase(page: Page, p: int) -> bool:
    """Whether the number tells by how much a toll grew."""
    line = page.line
    return line.word(p - 1) == page.lists.bi and any(line.w[q] in page.lists.rises for q in range(max(p - 6, 0), p))


def _is_beside_dead(page: Page, p: int) -> bool:
    """Whether the number of captives goes on from that of the dead or wounded: twenty killed and fifteen prisoners."""
    before = [d for d in page.between(p - 8, p) if d.what in _HARMED and not d.part and d.q <= p]
    return bool(before) and p - before[-1].q <= 5 and not any(page.line.w[q] == STOP for q in range(before[-1].q, p))


def _is_moved(page: Page, p: int) -> bool:
    """Whether the dead or wounded are those of another day: a funeral of three, to carry twenty wounded."""
    line, small = page.line, page.lists
    if line.word(p - 1) in small.families or line.word(p - 2) in small.families:
        return True
    for q in range(p - 1, max(p - 4, -1), -1):
        if line.w[q] in BREAKS:
            return False
        if line.w[q] in small.moved or (line.w[q] in small.moving and line.word(q - 1) == LAM):
            return True
    return False


def _with_others(page: Page, member: Member) -> list[Member]:
    """The member and the bare number that goes on from it: seventeen cases of this and two of that."""
    line = page.line
    group = read_group(line, member.p, is_harm=page.is_harm, figures=member.form.figures if member.form is not None else None)
    more = [m for m in group[1:2] if m.rule == "number" and line.word(m.q) == page.lists.bi]
    return [member, *more]


def _add_some_of(page: Page, member: Member, what: str) -> None:
    draft = add(page, [member], what, "figures.some_of", member.head)
    if draft is not None:
        draft.part, draft.of = True, whole_before(page, member.p, what)


def _is_release(page: Page, p: int) -> bool:
    heard = page.line.w[max(page.stop_before(p), p - 16) : p]
    return any(word in page.lists.release for word in heard)


def _add_bare(page: Page, p: int, q: int, form: PersonForm) -> None:
    line, what = page.line, form.figures
    if what is None:
        return
    before = line.word(p - 1)
    if _is_moved(page, p):
        return
    if line.word(q) == COLON and q + 1 in line.numbers and form.number != "s":  # the dead: 3
        end, told = line.numbers[q + 1]
        if told.kind != "ordinal":
            add(page, [Member(q + 1, end, told.low, told.high, None, None, True, "number")], what, f"figures.{form.id}", (p, q))
        return
    number = line.numbers.get(q)
    if (
        number is not None
        and q not in page.part_spots
        and number[1].kind != "ordinal"
        and (form.number != "s")
        and before not in page.lists.toll_heads
    ):
        member = read_member(line, q)
        if member is not None and (member.form is None or member.form.figures in (None, what) or form.id == "juththa"):
            add(page, [member], what, f"figures.{form.id}", (p, q))
        return
    if form.definite or form.possessed or before in page.lists.not_bare or before in page.lists.toll_heads:
        return
    if _repeats(page, p, what) or (form.number == "p" and (before in page.lists.rises or is_denied(page, p))):
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
    if form.id == "juththa" and (after := line.person(q)) is not None and after[1].definite and after[1].figures is not None:
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
    return (
        after in joints().attributes
        or after in line.lists.hard_stops
        or line.person(q) is not None
        or after.endswith((AYN, WN, HEH))
        or page.is_harm(q)
    )


def _repeats(page: Page, p: int, what: str) -> bool:
    """Whether the noun only says again what a figure shortly before said: three of our sons fell as martyrs."""
    for draft in page.between(p - 30, p + 1):
        if (
            draft.what == what
            and 0 < p - draft.q + 1 <= 9
            and not any(page.line.w[q] in BREAKS or page.line.w[q] == WAW for q in range(draft.q, p))
        ):
            return True
    return False
