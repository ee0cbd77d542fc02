"""Counts: what hangs on the harm words of a line, written down as drafts of figures. Positions are those of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from marsad import lexicons
from marsad.annotators.harms import Trigger
from marsad.annotators.victims import BREAKS, COMMA, NATIONAL, STOP, SUFFIXES, Line, Member, fold_set, read_group, read_member, with_waw
from marsad.text.folding import fold
from marsad.text.tokens import ALEF, ARTICLE, WAW

_FAR, _NEAR, _MASDAR = 14, 8, 4  # words between a harm word and its people: active verb, passive verb, verbal noun


@dataclass(slots=True)
class Draft:
    """A figure while it is read; positions of the line."""

    p: int
    q: int
    what: str
    low: int | None
    high: int | None
    rule: str
    head: tuple[int, int] | None = None
    category: str | None = None
    trigger: tuple[int, int] | None = None
    part: bool = False
    of: Draft | None = None
    joint: bool = False
    revised: bool = False
    own: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """Closed lists of figures.yml."""

    adverbs: frozenset[str]
    after: frozenset[str]
    among: frozenset[str]
    one_each: frozenset[str]
    between: str
    bi: str
    place: str
    stock: frozenset[str]
    light: frozenset[str]
    relative: frozenset[str]
    denials: frozenset[str]
    not_bare: frozenset[str]
    court: frozenset[str]
    carried_out: frozenset[str]
    release: frozenset[str]
    perpetrators: frozenset[str]
    rises: frozenset[str]
    toll_verbs: frozenset[str]
    toll_heads: frozenset[str]
    toll_names: frozenset[str]
    toll_to: frozenset[str]
    boast: frozenset[str]
    boasts: tuple[tuple[str, ...], ...]
    sayings: frozenset[str]
    over: frozenset[str]
    backward: frozenset[str]
    since: frozenset[str]
    earlier: tuple[tuple[str, ...], ...]


@cache
def lists() -> Lists:
    """Closed lists of figures.yml."""
    from marsad.annotators import splitter

    data = lexicons.load("figures")
    revision = data["revision"]
    return Lists(
        adverbs=fold_set(data["adverbs"]["forms"]),
        after=fold_set(data["before"]["circumstance"]),
        among=fold_set(data["breakdown"]["among"]["forms"]),
        one_each=fold_set(data["breakdown"]["one_each"]["forms"]),
        between=fold(data["joint"]["between"]),
        bi=fold(data["joint"]["bi"]),
        stock=frozenset(data["stock"]["ids"]),
        place=fold(data["joint"]["place"]),
        light=fold_set(data["light"]),
        relative=fold_set(data["relative"]),
        denials=with_waw(fold_set(data["before"]["deny"])),
        not_bare=fold_set(data["before"]["not_bare"]),
        court=fold_set(data["court"]["forms"]),
        carried_out=fold_set(data["court"]["unless"]),
        release=fold_set(data["release"]["forms"]),
        perpetrators=fold_set(data["perpetrators"]["forms"]),
        rises=fold_set(revision["rises"]),
        toll_verbs=fold_set(revision["verbs"]),
        toll_heads=fold_set(revision["heads"]),
        toll_names=fold_set(revision["names"]),
        toll_to=fold_set(revision["to"]),
        boast=fold_set(data["boast"]["forms"]),
        boasts=tuple(tuple(splitter()(phrase).norms) for phrase in data["boast"]["phrases"]),
        sayings=fold_set(data["sayings"]["forms"]),
        over=fold_set(data["over"]["forms"]),
        backward=fold_set(data["backward"]["forms"]),
        since=fold_set(data["since"]["forms"]),
        earlier=tuple(tuple(splitter()(phrase).norms) for phrase in revision["earlier"]),
    )


@dataclass(slots=True)
class Page:
    """What is known of a line while its figures are read."""

    line: Line
    triggers: dict[int, Trigger]
    lists: Lists
    drafts: list[Draft] = field(default_factory=list)
    taken: set[tuple[int, str]] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    parts: dict[int, list[Member]] = field(default_factory=dict)
    part_spots: set[int] = field(default_factory=set)

    def drop_vague_heads(self) -> None:
        """Forget vague numbers that are the head of a toll: the number of those who were killed."""
        for p, (end, number) in list(self.line.numbers.items()):
            if number.kind == "vague" and end in self.triggers and self.triggers[end].kind == "verb" and self.line.w[p] in self.lists.toll_heads:
                del self.line.numbers[p]

    def is_harm(self, p: int) -> bool:
        """Whether a harm word begins at the position."""
        return p in self.triggers

    def is_free(self, p: int, what: str) -> bool:
        """Whether the number or noun at the position still has no figure of that kind."""
        return (p, what) not in self.taken and p not in self.closed

    def stop_before(self, p: int) -> int:
        """Position after the last stop before `p`."""
        while p > 0 and self.line.w[p - 1] != STOP:
            p -= 1
        return p

    def stop_after(self, p: int) -> int:
        """Position of the first stop from `p` on."""
        while p < len(self.line.w) and self.line.w[p] != STOP:
            p += 1
        return p


# ----- what hangs on a harm word


def read_trigger(page: Page, trigger: Trigger) -> None:
    """Write down what hangs on one harm word."""
    harm, line = trigger.harm, page.line
    if trigger.p in page.closed or (harm.sentence and _is_sentence(page, trigger.p)):
        return
    partner = page.triggers.get(trigger.q + 1) if line.word(trigger.q) == WAW else None
    if partner is not None and partner.harm.what != harm.what and trigger.object is None and partner.object is None:
        if trigger.number == partner.number == "p" and (group := _antecedent(page, trigger)):
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
        page.drafts.append(Draft(trigger.p, trigger.q, harm.what, 1, 1, f"figures.{harm.id}.pronoun", trigger=(trigger.p, trigger.q)))


def _has_subject(page: Page, trigger: Trigger) -> bool:
    group = _antecedent(page, trigger) if trigger.kind == "verb" else []
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
            return group or _antecedent(page, replace(trigger, p=q, number="p" if plural else "s"))
    return []


def _within(page: Page, trigger: Trigger) -> list[Member]:
    line = page.line
    for q in range(trigger.q, min(trigger.q + 16, len(line.w))):
        if line.w[q] == STOP:
            return []
        if line.w[q] in trigger.harm.closer:
            group = _direct(page, trigger, trigger.q) or _search(page, trigger, trigger.q, 10)
            group = [member for member in group if member.p < q]
            return group or _antecedent(page, trigger)
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
    limit = 0 if trigger.number != "s" and harm.voice != "act" else _MASDAR if trigger.kind == "masdar" else _NEAR if harm.voice == "suffer" else _FAR
    if trigger.kind == "phrase":
        limit = 0
    subject = bool(group) and _is_construct(page, group[0])
    further = _search(page, trigger, group[-1].q if group else trigger.q, limit, counted=bool(group) and not subject)
    if further or group:
        return further or group
    return _antecedent(page, trigger) if trigger.kind == "verb" and harm.voice != "act" else []


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
    if form is not None and form.weak and not member.counted and trigger.kind == "verb" and (trigger.harm.neutral or trigger.harm.voice == "either"):
        return False
    if form is None or member.counted or form.number != "p" or not form.definite:
        return True
    assert member.head is not None
    return page.line.w[member.head[0]] in page.lists.perpetrators


def _may_be_subject(trigger: Trigger, group: list[Member]) -> bool:
    first = group[0]
    if trigger.kind != "verb" or trigger.harm.voice != "either" or trigger.passive or first.counted or first.form is None or len(group) > 1:
        return False
    return first.form.nominative or first.form.category in ("perpetrator", "militant")


def _is_construct(page: Page, member: Member) -> bool:
    return member.form is not None and member.form.number == "p" and page.line.word(member.q).startswith(ARTICLE)


def _search(page: Page, trigger: Trigger, p: int, limit: int, *, counted: bool = False) -> list[Member]:
    line, harm = page.line, trigger.harm
    bare = harm.voice in ("either", "act") and not counted
    for q in range(p, min(p + limit, len(line.w))):
        word = line.w[q]
        if word in BREAKS and word != COMMA or page.is_harm(q) or word in line.lists.hard_stops:
            break
        if word == COMMA and trigger.kind == "masdar":
            break
        if line.word(q - 1) in page.lists.after or q in page.part_spots:
            continue
        member = read_member(line, q, head=harm.head)
        if member is None or member.form is None and member.rule not in ("number", "partitive", "others", "one_of"):
            continue
        if member.counted and (member.form is not None or member.rule != "number") or (bare and _is_object(line, member, trigger)):
            return read_group(line, q, is_harm=page.is_harm, head=harm.head, figures=harm.what)
    return []


def _is_object(line: Line, member: Member, trigger: Trigger) -> bool:
    form = member.form
    if form is None or form.weak or form.possessed or form.id == NATIONAL or member.head is None:
        return False
    if form.number == "d":
        return not form.definite
    return form.number in ("s", "sd") and (
        form.definite and line.word(member.p - 1).startswith(ARTICLE) and trigger.kind == "verb" or
        trigger.kind == "masdar" and not form.definite and line.word(member.p - 1).startswith(ARTICLE)
        or line.w[member.head[1] - 1].endswith(ALEF) and not form.definite
    )


def _antecedent(page: Page, trigger: Trigger) -> list[Member]:
    line, begin = page.line, page.stop_before(trigger.p)
    relative = line.word(trigger.p - 1) in page.lists.relative and trigger.number == "s"
    for q in range(trigger.p - 1, max(begin, trigger.p - 16) - 1, -1):
        if q in page.part_spots or page.is_harm(q) and page.triggers[q].harm.what == trigger.harm.what:
            continue
        member = read_member(line, q)
        if member is None or member.q > trigger.p or (member.rule in ("other", "named")):
            continue
        if q - 1 in line.numbers and line.numbers[q - 1][0] >= q:
            continue
        if trigger.harm.neutral and not member.counted or (trigger.harm.what == "injured" and (member.p, "killed") in page.taken):
            continue
        if relative and member.form is not None and member.form.definite and member.form.number == "s" and not member.form.weak:
            return [replace(member, rule="relative")]
        if trigger.number == "d" and member.form is not None and member.form.number == "dp" and not member.counted:
            member = replace(member, low=2, high=2, vague=False)
        if _agrees(trigger, member) and line.word(q - 1) not in page.lists.after and _is_whole(line, q):
            return [member]
    return []


def _is_whole(line: Line, q: int) -> bool:
    return not any(start < q < end for start, (end, _) in line.numbers.items() if q - 6 <= start)


def _agrees(trigger: Trigger, member: Member) -> bool:
    form = member.form
    if not member.counted and (form is None or form.definite or form.weak or form.category in ("group", NATIONAL)):
        return False
    low = member.low or 0
    many = trigger.object or trigger.number
    if many == "p":
        return low >= 3 and (member.counted or form is not None and form.number != "s")
    if many == "d":
        return low == 2
    return low == 1


# ----- writing figures down


def add(page: Page, members: Sequence[Member], what: str, rule: str, trigger: tuple[int, int] | None) -> Draft | None:
    """Write down a group: one draft, or the sum with its parts; None where all of it is taken."""
    members = [m for m in members if page.is_free(m.p, what)]
    if not members:
        return None
    for member in members:
        page.taken.update((p, what) for p in range(member.p, member.q))
    first = members[0]
    if len(members) == 1 or _are_apart(page, members):
        drafts = [_draft(page, member, what, rule, trigger) for member in members]
        page.drafts.extend(drafts)
        return drafts[0]
    low = sum(m.low or 0 for m in members)
    high = None if any(m.high is None for m in members) else sum(m.high or 0 for m in members)
    total = Draft(first.p, members[-1].q, what, low, high, f"{rule}.sum", trigger=trigger)
    page.drafts.append(total)
    for member in members:
        draft = _draft(page, member, what, f"{rule}.{member.rule}", trigger)
        draft.part, draft.of = True, total
        page.drafts.append(draft)
    return total


def _are_apart(page: Page, members: Sequence[Member]) -> bool:
    """Whether each group has a place or an event of its own: eleven in the raids and two in the shelling."""
    line = page.line
    return all(any(line.word(q) == page.lists.place for q in (m.q, m.q + 1)) and not (m.form is not None and m.form.possessed) for m in members)


def _draft(page: Page, member: Member, what: str, rule: str, trigger: tuple[int, int] | None) -> Draft:
    category = member.form.category if member.form is not None else None
    own = member.counted and (member.form.possessed if member.form is not None else _is_possessed(page, member))
    return Draft(member.p, member.q, what, member.low, member.high, rule, head=member.head, category=category, trigger=trigger, own=own, vague=member.vague)


def _is_possessed(page: Page, member: Member) -> bool:
    if member.rule != "partitive" or member.head is None:
        return False
    word = page.line.w[member.head[0]]
    return not word.startswith(ARTICLE) and len(word) > 4 and word.endswith(tuple(SUFFIXES))


def _emit(page: Page, trigger: Trigger, group: list[Member]) -> None:
    what, form = trigger.harm.what, group[0].form
    if trigger.harm.neutral and form is not None and form.figures is not None:
        what = form.figures
    rule = f"figures.{trigger.harm.id}" + (".relative" if group[0].rule == "relative" else "")
    draft = add(page, group, what, rule, (trigger.p, trigger.q))
    if draft is not None and form is not None and what == "killed" and _is_of_victims(trigger, group[0]):
        draft.part = True
        draft.rule += ".later"


def _is_of_victims(trigger: Trigger, member: Member) -> bool:
    """Whether the group is taken out of the victims: two of the wounded, one of the victims."""
    form = member.form
    assert form is not None
    return form.figures == "injured" or trigger.harm.later and (form.category == "victim" and form.definite and (member.counted or member.rule == "one_of"))


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


def add_joint(page: Page, group: Sequence[Member], value: tuple[int, int | None], trigger: tuple[int, int]) -> None:
    """Killed and injured of one common figure: each from one to all but one."""
    low, high = value
    first, last = group[0], group[-1]
    for what in ("killed", "injured"):
        if not page.is_free(first.p, what):
            continue
        page.taken.update((p, what) for p in range(first.p, last.q))
        bound = max(1, high - 1) if high is not None else None
        category = first.form.category if first.form is not None else None
        page.drafts.append(Draft(first.p, last.q, what, 1, bound, "figures.joint", head=first.head, category=category, trigger=trigger, joint=True))


def _emit_pronoun(page: Page, trigger: Trigger) -> None:
    what, spot = trigger.harm.what, (trigger.p, trigger.q)
    if trigger.object == "we":
        return
    group = _antecedent(page, trigger) if trigger.kind == "verb" else []
    if group and page.is_free(group[0].p, what):
        add(page, group, what, f"figures.{trigger.harm.id}.antecedent", spot)
    elif not group and trigger.object in ("s", "d"):
        number = 1 if trigger.object == "s" else 2
        page.drafts.append(Draft(trigger.p, trigger.q, what, number, number, f"figures.{trigger.harm.id}.pronoun", trigger=spot))
