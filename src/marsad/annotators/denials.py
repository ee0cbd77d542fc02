"""Denials: of whom a statement denies that he did it, and whether it denies that at all rather than the event."""

from __future__ import annotations

from marsad.annotators.actors import ActorMention
from marsad.annotators.frames import frame_table, may_strike
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import GENITIVE, govern, preposition_ending_at
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.statements import StatementMention
from marsad.annotators.threads import Turn, can_act, turn_of

_SELF, _RUMOUR = 4, 8
_RULE = "events.responsibility.denied"


def read_denial(scene: Scene, statement: StatementMention, by: str | None, speaker: ActorMention | None) -> Turn | None:
    """The turn in which a statement denies a part in an event: of a side it names, else of its speaker; None without any."""
    if by is None:
        return None
    able = speaker is not None and (actors().is_armed(speaker.id) or speaker.kind in ("state", "external", "rebel", "militia"))
    k = _link(scene, statement)
    if k is not None:
        named = next((a for a in scene.of("actors", k, k + _SELF) if k < a.i < k + _SELF and can_act(a)), None)
        if named is not None and _owns(scene, k, named):
            return turn_of(scene, "denied", named, by, _RULE)
        if able or (speaker is None and _is_own(scene, k)):
            return Turn("denied", by, by, statement.start, statement.end, speaker, _RULE)
        return None
    if able and (_denies_deed(scene, statement) or _denies_use(scene, statement)):
        return Turn("denied", by, by, statement.start, statement.end, speaker, _RULE)
    return _denies_of_other(scene, statement, by)


def _link(scene: Scene, statement: StatementMention) -> int | None:
    """The first word of link or fault in what is denied, or just before it; none behind the event, whose link it then is."""
    rules, norms = grammar(), scene.words.norms
    told = [t.i for t in scene.of("triggers", statement.i, statement.j) if t.i >= statement.i and t.kind != "light"]
    for k in range(max(0, statement.i - 3), min([statement.j, *told])):
        linked = norms[k] in rules.fault or norms[k] in rules.behind or norms[k].startswith(tuple(rules.link))
        if scene.words.kinds[k] == "a" and linked:
            return k
    return None


def _is_own(scene: Scene, k: int) -> bool:
    """Whether the link is the speaker's own by a pronoun: "its link", "any link of it"."""
    norms = scene.words.norms
    if norms[k] not in grammar().link and norms[k] not in grammar().fault:
        return True
    return any(norms[n] in grammar().pronouns for n in range(k + 1, min(k + 3, len(norms))))


def _owns(scene: Scene, k: int, named: ActorMention) -> bool:
    """Whether the side named behind the word of link is the one linked: annexed to it, or behind "of"."""
    found = govern(scene.words, named.i, k + 1)
    return named.i == k + 1 or found.place in ("li", GENITIVE)


def _denies_deed(scene: Scene, statement: StatementMention) -> bool:
    """Whether what is denied is a deed of one's own: a verbal noun of striking or killing right behind the cue."""
    for t in scene.of("triggers", statement.i, statement.i + 3):
        if not statement.i <= t.i < min(statement.i + 3, statement.j) or t.kind != "event":
            continue
        frame = frame_table().frames[t.frame]
        passive = frame.figures is not None and scene.words.norms[t.i] not in grammar().deeds
        return may_strike(frame) and not passive and not t.definite and not _is_befalling(scene, statement, t.i)
    return False


def _is_befalling(scene: Scene, statement: StatementMention, k: int) -> bool:
    """Whether a word of happening governs the noun: the event is denied, not a part in it."""
    behind = range(max(statement.cue_j, statement.i - _RUMOUR), k)
    return any(scene.words.norms[n] in grammar().befalling for n in behind) or (
        preposition_ending_at(scene.words, k - 1) is not None and k > statement.i
    )


def _denies_use(scene: Scene, statement: StatementMention) -> bool:
    """Whether the use of a weapon is denied."""
    norms = scene.words.norms
    return any(
        statement.i < w.i < statement.j and any(norms[n] in grammar().uses for n in range(max(statement.i, w.i - 3), w.i))
        for w in scene.of("weapons", statement.i, statement.j)
    )


def _denies_of_other(scene: Scene, statement: StatementMention, by: str) -> Turn | None:
    """The side that a clause of denial clears: "denied that the army's planes had bombed the market"."""
    for a in scene.of("actors", statement.i, statement.i + _SELF):
        if not statement.i <= a.i < statement.i + _SELF or not actors().is_armed(a.id):
            continue
        deeds = [t for t in scene.of("triggers", a.j, a.j + _SELF) if a.j <= t.i < a.j + _SELF and t.kind == "event"]
        for t in deeds:
            if t.pos == "verb" and t.voice != "passive" and may_strike(frame_table().frames[t.frame]):
                return turn_of(scene, "denied", a, by, _RULE)
    return None
