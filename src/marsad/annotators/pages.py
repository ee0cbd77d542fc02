"""Pages: what is known of a text while its figures are read, and how a figure is written down. Positions are of the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from marsad import lexicons
from marsad.annotators.harms import Trigger
from marsad.annotators.lines import STOP, Line
from marsad.annotators.members import Member
from marsad.annotators.victim_nouns import SUFFIXES, Phrases, fold_set, read_phrases, with_waw
from marsad.text.folding import fold
from marsad.text.tokens import ARTICLE

FAR = 150  # words back to the whole, where it is known what the part is of
_LONGEST = 120  # words to which a sentence is read on from one of its words


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
    later: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """Closed lists of figures.yml."""

    adverbs: frozenset[str]
    after: frozenset[str]
    among: frozenset[str]
    of_them: frozenset[str]
    one_each: frozenset[str]
    between: str
    bi: str
    ala: str
    ala_them: dict[str, str]
    place: str
    stock: frozenset[str]
    light: frozenset[str]
    relative: frozenset[str]
    clauses: frozenset[str]
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
    pronoun_after: dict[str, frozenset[str]]
    boasts: Phrases
    sayings: frozenset[str]
    over: frozenset[str]
    backward: frozenset[str]
    earlier: Phrases
    anniversary: frozenset[str]
    unknown: frozenset[str]
    superseded: Phrases
    wound: frozenset[str]
    reach: frozenset[str]
    like: frozenset[str]
    done: frozenset[str]
    raids: frozenset[str]
    moved: frozenset[str]
    moving: frozenset[str]
    families: frozenset[str]
    since: frozenset[str]
    within: frozenset[str]
    spans: frozenset[str]
    reaching: frozenset[str]
    denying: frozenset[str]
    that: frozenset[str]
    they: frozenset[str]


@cache
def lists() -> Lists:
    """Closed lists of figures.yml."""
    data = lexicons.load("figures")
    revision = data["revision"]
    return Lists(
        adverbs=fold_set(data["adverbs"]["forms"]),
        after=fold_set(data["before"]["circumstance"]),
        among=fold_set(data["breakdown"]["among"]["forms"]),
        of_them=fold_set(data["breakdown"]["of_them"]),
        one_each=fold_set(data["breakdown"]["one_each"]["forms"]),
        between=fold(data["joint"]["between"]),
        bi=fold(data["joint"]["bi"]),
        ala=fold(data["joint"]["ala"]),
        ala_them={fold(form): number for number, forms in data["ala_them"].items() for form in forms},
        stock=frozenset(data["stock"]["ids"]),
        place=fold(data["joint"]["place"]),
        light=fold_set(data["light"]),
        relative=fold_set(data["relative"]),
        clauses=with_waw(fold_set(data["clauses"])),
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
        pronoun_after={what: fold_set(words) for what, words in data["pronoun_after"].items()},
        boast=fold_set(data["boast"]["forms"]),
        boasts=read_phrases(data["boast"]["phrases"]),
        sayings=fold_set(data["sayings"]["forms"]),
        over=fold_set(data["over"]["forms"]),
        backward=fold_set(data["backward"]["forms"]),
        earlier=read_phrases(revision["earlier"]),
        unknown=fold_set(data["before"]["unknown"]),
        superseded=read_phrases(revision["superseded"]),
        anniversary=fold_set(data["before"]["anniversary"]),
        wound=fold_set(data["wound"]),
        done=fold_set(data["done"]),
        like=fold_set(data["like"]),
        reach=fold_set(data["reach"]["forms"]),
        raids=fold_set(data["reach"]["raids"]),
        moved=fold_set(data["moved"]["always"]),
        moving=fold_set(data["moved"]["planned"]),
        since=fold_set(data["since"]["forms"]),
        within=fold_set(data["since"]["within"]),
        spans=fold_set(data["since"]["spans"]),
        reaching=fold_set(revision["reaching"]),
        families=fold_set(data["moved"]["families"]),
        that=fold_set(data["that"]),
        they=fold_set(data["they"]),
        denying=fold_set(data["boast"]["denying"]),
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
    places: dict[int, list[Draft]] = field(default_factory=dict)

    def write(self, draft: Draft) -> None:
        """Write a draft down."""
        self.drafts.append(draft)
        self.places.setdefault(draft.p, []).append(draft)

    def between(self, begin: int, end: int) -> list[Draft]:
        """Drafts that begin from `begin` on and before `end`, in order."""
        return [draft for p in range(max(begin, 0), end) for draft in self.places.get(p, ())]

    def drop_vague_heads(self) -> None:
        """Forget vague numbers that are the head of a toll: the number of those who were killed."""
        for p, (end, number) in list(self.line.numbers.items()):
            if (
                number.kind == "vague"
                and end in self.triggers
                and self.triggers[end].kind == "verb"
                and self.line.w[p] in self.lists.toll_heads
            ):
                del self.line.numbers[p]

    def is_harm(self, p: int) -> bool:
        """Whether a harm word begins at the position."""
        return p in self.triggers

    def is_free(self, p: int, what: str) -> bool:
        """Whether the number or noun at the position still has no figure of that kind."""
        return (p, what) not in self.taken and p not in self.closed

    def stop_before(self, p: int) -> int:
        """Position after the last stop before `p`, not farther than a long sentence reaches."""
        least = max(0, p - _LONGEST)
        while p > least and self.line.w[p - 1] != STOP:
            p -= 1
        return p

    def stop_after(self, p: int) -> int:
        """Position of the first stop from `p` on, not farther than a long sentence reaches."""
        most = min(len(self.line.w), p + _LONGEST)
        while p < most and self.line.w[p] != STOP:
            p += 1
        return p


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
        for draft in drafts:
            page.write(draft)
        return drafts[0]
    low = sum(m.low or 0 for m in members)
    high = None if any(m.high is None for m in members) else sum(m.high or 0 for m in members)
    total = Draft(first.p, members[-1].q, what, low, high, f"{rule}.sum", trigger=trigger)
    page.write(total)
    for member in members:
        draft = _draft(page, member, what, f"{rule}.{member.rule}", trigger)
        draft.part, draft.of = True, total
        page.write(draft)
    return total


def _are_apart(page: Page, members: Sequence[Member]) -> bool:
    """Whether each group has a place or an event of its own: eleven in the raids and two in the shelling."""
    line = page.line
    return all(
        any(line.word(q) == page.lists.place for q in (m.q, m.q + 1)) and not (m.form is not None and m.form.possessed)
        for m in members
    )


def _draft(page: Page, member: Member, what: str, rule: str, trigger: tuple[int, int] | None) -> Draft:
    category = member.form.category if member.form is not None else None
    own = member.counted and (member.form.possessed if member.form is not None else _is_possessed(page, member))
    return Draft(
        member.p,
        member.q,
        what,
        member.low,
        member.high,
        rule,
        head=member.head,
        category=category,
        trigger=trigger,
        own=own,
        vague=member.vague,
    )


def _is_possessed(page: Page, member: Member) -> bool:
    if member.rule != "partitive" or member.head is None:
        return False
    word = page.line.w[member.head[0]]
    return not word.startswith(ARTICLE) and len(word) > 4 and word.endswith(tuple(SUFFIXES))


def add_joint(page: Page, group: Sequence[Member], value: tuple[int, int | None], trigger: tuple[int, int]) -> None:
    """Killed and injured of one common figure: each from one to all but one."""
    high = value[1]
    first, last = group[0], group[-1]
    for what in ("killed", "injured"):
        if not page.is_free(first.p, what):
            continue
        page.taken.update((p, what) for p in range(first.p, last.q))
        bound = max(1, high - 1) if high is not None else None
        category = first.form.category if first.form is not None else None
        page.write(
            Draft(
                first.p, last.q, what, 1, bound, "figures.joint", head=first.head, category=category, trigger=trigger, joint=True
            )
        )
