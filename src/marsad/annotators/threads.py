"""Threads: the turns in which responsibility for an event is claimed, denied and laid on others, and the event each is about."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.actors import ActorMention
from marsad.annotators.drafts import VIOLENT, Draft, heads_of
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import doing_of, is_supposing
from marsad.annotators.scenes import Scene
from marsad.annotators.statements import StatementMention
from marsad.text.forms import HEH
from marsad.text.tokens import ALEF, ARTICLE

BLAMED = VIOLENT | {"attack", "abduction", "looting_destruction", "violent_demonstration", "protest_intervention"}
_NEAR, _OPENING = 3, 3
BLAMING = frozenset(("accusing", "burdening", "attributing"))
_NOBODY = frozenset(("criminals", "perpetrators", "suspects"))


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a thread: kind, actor and `by` as printed, the span it was read from, the actor mention if there is one."""

    kind: str
    actor: str
    by: str | None
    start: int
    end: int
    mention: ActorMention | None
    rule: str


def turn_of(scene: Scene, kind: str, actor: ActorMention, by: str | None, rule: str) -> Turn:
    """The turn that lays responsibility on an actor of the text."""
    return Turn(kind, scene.words.text[actor.start : actor.end], by, actor.start, actor.end, actor, rule)


def can_act(actor: ActorMention) -> bool:
    """Whether responsibility may lie with an actor."""
    return actor.kind not in ("civilians", "protesters", "outlet") and actor.id not in _NOBODY


def may_be_blamed(draft: Draft) -> bool:
    """Whether somebody may be held responsible for what a draft tells."""
    return draft.type in BLAMED and not draft.aggregate


def homes_of_statement(scene: Scene, statement: StatementMention, drafts: list[Draft]) -> list[int]:
    """Indices of the events that a statement speaks of: one it names, else one of its sentence, else the one told before it.

    "Both blasts" are two: the last ones told.
    """
    fit = [(n, heads_of(scene, d)) for n, d in enumerate(drafts) if may_be_blamed(d)]
    before = [n for n, heads in fit if min(heads) < statement.i]
    dual = _dual(scene, statement.i, statement.j)
    if dual is not None and len(before) > 1:
        return _both(scene, drafts, before, dual)
    which = _ordinal(scene, statement)
    if which is not None and len(before) > which:
        return [before[which]]
    at = scene.sentence_of(statement.i)
    main = [n for n in before if not drafts[n].background]
    for n, heads in fit:
        if any(statement.i <= k < statement.j for k in heads):
            known = drafts[n].status == "denied" and _points_back(scene, statement)
            return sorted({*main[:1], n}) if known else [n]
    near = [n for n, heads in fit if min(heads) < statement.i and any(scene.sentence_of(k) == at for k in heads)]
    return near[-1:] or ([] if _is_of_other(scene, statement) else main[:1])


def homes_of_word(scene: Scene, k: int, drafts: list[Draft]) -> list[int]:
    """Indices of the events that words from `k` on blame somebody for: of their sentence, else the last one told just before."""
    i, j = scene.sentence(scene.sentence_of(k))
    placed = sorted((h, n) for n, d in enumerate(drafts) for h in heads_of(scene, d))
    within = [(abs(h - k), n) for h, n in placed if i <= h < j and may_be_blamed(drafts[n])]
    before = [n for h, n in placed if h < k]
    dual = _dual(scene, i, j)
    told = [n for n in dict.fromkeys(before) if may_be_blamed(drafts[n])]
    if dual is not None and len(told) > 1:
        return _both(scene, drafts, told, dual)
    if within:
        return [min(within)[1]]
    last = before[-1] if before else None
    if last is None or not may_be_blamed(drafts[last]):
        return []
    return [last] if scene.sentence_of(k) - max(scene.sentence_of(h) for h in heads_of(scene, drafts[last])) <= _NEAR else []


def _ordinal(scene: Scene, statement: StatementMention) -> int | None:
    """Which of the events told a blame is for: "laid the first to", "and the second to"."""
    words, rules = scene.words, grammar()
    cue = range(statement.cue_i, statement.cue_j) if statement.cue_i >= 0 else range(0)
    if any(doing_of(words, k) & BLAMING for k in cue):
        for norm in words.norms[max(0, statement.i - 1) : min(statement.i + 2, statement.j)]:
            if norm in rules.first_second:
                return rules.first_second[norm]
    return None


def _dual(scene: Scene, i: int, j: int) -> int | None:
    """The word that means two events told before at once: "both attacks"."""
    for t in scene.of("triggers", i, j):
        if i <= t.i < j and t.number == "du" and t.definite and t.kind != "light" and t.pos != "verb":
            return int(t.i)
    return None


def _both(scene: Scene, drafts: list[Draft], told: list[int], dual: int) -> list[int]:
    """The last two events told, other than what the dual was taken for where two of one kind were."""
    others = [n for n in told if dual not in heads_of(scene, drafts[n])]
    for n in reversed(others):
        alike = [m for m in others if drafts[m].type == drafts[n].type]
        if len(alike) > 1:
            return alike[-2:]
    return told[-2:]


def _points_back(scene: Scene, statement: StatementMention) -> bool:
    """Whether what is denied is a deed to something definite: "striking the facility"."""
    words = scene.words
    return any(norm.startswith(ARTICLE) for norm in words.norms[statement.i : min(statement.i + 2, statement.j)])


def _is_of_other(scene: Scene, statement: StatementMention) -> bool:
    """Whether a statement without an event of its own speaks of something else: by a pronoun of its sentence, or idly."""
    words, rules = scene.words, grammar()
    cue = range(statement.cue_i, statement.cue_j) if statement.cue_i >= 0 else range(0)
    said = any(doing_of(words, k) & BLAMING or is_supposing(words, k) for k in cue)
    if statement.stance == "accuse" and not said:
        return not any(norm.startswith((*rules.fault, *rules.link)) for norm in words.norms[statement.i : statement.j])
    pronoun = any(norm in rules.behind and norm.endswith((HEH, HEH + ALEF)) for norm in words.norms[statement.i : statement.j])
    first = scene.sentence(scene.sentence_of(statement.i))[0]
    return pronoun and statement.cue_i - first > _OPENING
