"""Victims: the noun phrases that count people, read over a line of words without quotation marks and brackets.

A `Member` is one counted group (a number with or without its noun, a dual, a bare singular or plural); a list of them joined
by the conjunction is what befell together. Positions `p`, `q` are places in the `Line`, half-open; values follow the guidelines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from marsad.annotators.lines import BREAKS, COMMA, CountedNumber, Line
from marsad.annotators.members import DUAL_VOWEL, FAMILIES, Member, count_of, joints, read_family
from marsad.annotators.victim_nouns import AYN, NATIONAL, WN, PersonForm
from marsad.text.tokens import ALEF, ARTICLE, YEH

_REACH = 10


def read_member(line: Line, p: int, *, head: str | None = None) -> Member | None:
    """The group that is counted from position `p`, or None. `head`: "people" or "armed" wants a noun of (armed) people."""
    found = line.numbers.get(p)
    member: Member | None
    small = joints()
    if found is not None and found[1].kind != "ordinal":
        member = _read_number(line, p, *found)
    elif line.word(p) in small.each and line.word(p + 1) == small.min:
        return read_member(line, p + 2, head=head)
    elif line.word(p) in small.one_of:
        member = _read_one_of(line, p)
    elif (length := line.sees(p, small.called)) > 0:
        member = Member(p, p + length + 1, 1, 1, (p + length, p + length + 1), None, False, "called")
    elif p in line.names:
        member = Member(p, line.names[p], 1, 1, (p, line.names[p]), None, False, "named")
    elif (noun := line.person(p)) is not None:
        member = _read_noun(line, p, *noun)
    else:
        member = _read_other(line, p)
    if member is None or (head is not None and not _is_head(member, head) and line.word(member.q) not in small.of_them):
        return None
    if (found is not None and found[1].kind == "vague") or (member.high is None and not member.counted):
        member = replace(member, vague=True)
    return _bound(line, member)


def _is_head(member: Member, head: str) -> bool:
    form = member.form
    if form is None:
        return (
            (head == "armed" and (member.counted or member.rule == "other"))
            or member.rule in ("named", "called", "unknown")
            or (head == "people" and member.rule in ("one_of", "other", "others"))
        )
    return head == "people" or form.category in ("military", "militant", "security", "perpetrator", "commander") or member.counted


def _read_number(line: Line, p: int, q: int, number: CountedNumber) -> Member | None:
    if number.kind == "fraction" or line.word(q) == "%" or (number.low is None and number.high is None):
        return None
    low, high = number.low, number.high
    small = joints()
    r = q + 1 if line.word(q) == small.min and line.word(q + 1) not in line.lists.hard_stops else q
    noun = line.person(r)
    word = line.word(r)
    if noun is not None:
        end = noun[0]
        if line.word(end) in small.others and end == r:
            end += 1
        return Member(p, end, low, high, (r, end), noun[1], True, "counted")
    if word in line.lists.things or (word.startswith(ARTICLE) and word[2:] in line.lists.things):
        return None
    if word in small.others:
        return Member(p, r + 1, low, high, None, None, True, "others")
    if r > q or line.word(q - 1) == small.min:
        end = r + 1
        while end < r + 3 and line.word(end).startswith(ARTICLE):
            end += 1
        return Member(p, end, low, high, (r, end), None, True, "partitive") if word not in BREAKS else None
    if len(word) > 4 and word.endswith((AYN, WN, YEH + ALEF)) and q not in line.numbers:
        return Member(p, q + 1, low, high, (q, q + 1), None, True, "unknown")
    return Member(p, q, low, high, None, None, True, "number")


def _read_one_of(line: Line, p: int) -> Member | None:
    r = p + 2 if line.word(p + 1) == joints().min else p + 1
    noun = line.person(r)
    if noun is not None and (noun[1].number != "s"):
        return Member(p, noun[0], 1, 1, (r, noun[0]), noun[1], True, "one_of")
    word = line.word(r)
    unknown = word.startswith(ARTICLE) and word.endswith((AYN, WN))
    return Member(p, r + 1, 1, 1, (r, r + 1), None, True, "one_of") if unknown or (r == p + 2 and word not in BREAKS) else None


def _read_noun(line: Line, p: int, q: int, form: PersonForm) -> Member | None:
    small = joints()
    after = line.numbers.get(q)
    if form.category == "group":
        if line.word(q) in small.composed and (inner := line.numbers.get(q + 1)) is not None:
            member = read_member(line, q + 1)
            return Member(p, member.q, inner[1].low, inner[1].high, (p, q), form, True, "group") if member is not None else None
        return None
    if after is not None and form.number != "s" and after[1].kind == "cardinal":
        member = _read_number(line, q, *after)
        if member is not None and (
            (member.form is None and member.rule in ("number", "partitive")) or line.word(after[0]) == small.min
        ):
            return Member(p, after[0], after[1].low, after[1].high, (p, q), form, True, "noun_number")
    if form.id in FAMILIES and form.number == "s" and (family := read_family(line, p, q, form)) is not None:
        return family
    low, high, rule = count_of(line, p, q, form)
    return Member(p, q, low, high, (p, q), form, False, rule)


def _read_other(line: Line, p: int) -> Member | None:
    word, small = line.word(p), joints()
    if word in small.others:
        low, high = small.others[word]
        if high is None and DUAL_VOWEL.search(line.words.text_of(line.at[p], line.at[p] + 1)):
            low, high = 2, 2
        return Member(p, p + 1, low, high, None, None, False, "other")
    if word in small.ordinals:
        return Member(p, p + 1, 1, 1, None, None, False, "other")
    return None


def _bound(line: Line, member: Member) -> Member:
    if member.high is None or not member.counted or member.low != member.high:
        return member
    for q in range(member.q, min(member.q + 3, len(line.w))):
        if line.w[q] in BREAKS and line.w[q] != COMMA:
            break
        if line.sees(q, line.lists.at_least):
            return replace(member, high=None)
        if line.sees(q, line.lists.at_most):
            return replace(member, low=None)
    return member


def read_group(
    line: Line, p: int, *, is_harm: Callable[[int], bool], head: str | None = None, figures: str | None = None
) -> list[Member]:
    """The members from position `p` on that the conjunction joins, none where no group begins there.

    `is_harm` tells where another harm word begins, which ends the group; nouns that name another harm than `figures` end it too.
    """
    first = read_member(line, p, head=head)
    if first is None:
        return []
    members, q, limit = [first], first.q, first.q + _REACH
    small, named = joints(), first.form is not None and first.form.definite  # names may follow, joined among themselves
    while q < min(limit, len(line.w)):
        word = line.w[q]
        if word == COMMA and line.word(q + 1) == small.waw:
            q += 1
            continue
        length = line.sees(q + 1, small.added) + 1 if word == COMMA else line.sees(q, small.added)
        if (
            length > 1
            and (added := read_member(line, q + length, head="people")) is not None
            and (added.rule == "named" or (added.form is not None and added.form.figures in (None, figures)))
        ):
            members.append(added)
            q, limit = added.q, added.q + _REACH
            continue
        if word in BREAKS or is_harm(q) or word in line.lists.hard_stops:
            break
        if word == small.with_ and _are_companions(line, q + 1):
            word = small.waw
        if word != small.waw:
            q += 1
            continue
        member = None if is_harm(q + 1) else read_member(line, q + 1)
        if member is not None and _joins(member, first, figures) and not _goes_on(line, members[-1], member):
            members.append(member)
            q, limit = member.q, member.q + _REACH
        elif (line.word(q + 1).startswith(ARTICLE) or named) and not is_harm(q + 1):
            q += 2
        else:
            break
    return members


def _are_companions(line: Line, p: int) -> bool:
    """Whether people of the one before stand there: (with) his brother, three of his guards."""
    if (noun := line.person(p)) is not None:
        return noun[1].possessed
    member = read_member(line, p) if p in line.numbers else None
    return member is not None and member.form is not None and member.form.possessed


def read_companions(line: Line, p: int) -> list[Member]:
    """The people who shared the lot of the subject of a verb that ends at `p`: was killed in the attack with three of his men."""
    for q in range(p, min(p + _REACH, len(line.w))):
        if line.w[q] in BREAKS or line.w[q] in line.lists.hard_stops or line.w[q] == joints().waw:
            break
        if line.w[q] == joints().with_ and _are_companions(line, q + 1):
            member = read_member(line, q + 1)
            return [member] if member is not None else []
    return []


def _goes_on(line: Line, last: Member, member: Member) -> bool:
    """Whether a bare plural only goes on with the group that the last is counted out of: five of the officers and soldiers."""
    out_of = last.counted and last.head is not None and line.word(last.head[0] - 1) == joints().min
    return out_of and not member.counted and member.p - last.q == 1 and member.form is not None and member.form.number == "p"


def _joins(member: Member, first: Member, figures: str | None) -> bool:
    form = member.form
    if form is None:
        return member.rule != "other" or member.low is not None
    if form.figures is not None and form.figures != figures:
        return False
    if member.counted:
        return True
    if form.weak or form.id == NATIONAL:
        return False
    return not form.definite or (form.number == "s" and first.form is not None and first.form.definite)
