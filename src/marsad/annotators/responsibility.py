"""Responsibility threads: who claims, accuses, suspects and denies, read from statements and hung on the event they speak of."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.actors import ActorMention
from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import BARE, GENITIVE, START, doing_of, govern, grammar
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import SideMention
from marsad.annotators.statements import StatementMention
from marsad.text.folding import fold
from marsad.text.tokens import LAM

_VAGUE = frozenset(
    (
        "unidentified_armed",
        "suicide_bombers",
        "snipers",
        "fighters",
        "suspects",
        "criminals",
        "perpetrators",
        "jihadists",
        "terrorists",
        "security_forces_other",
    )
)
_SHORTEST = 3
_KINDS = {"claim": "claimed", "accuse": "accused", "deny": "denied"}


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


def find_turns(scene: Scene, drafts: list[Draft]) -> dict[int, list[Turn]]:
    """Turns by index of the draft they belong to, in the order of the text."""
    turns: dict[int, list[Turn]] = {}
    for statement in scene.statements:
        kind = _KINDS.get(statement.stance)
        if kind is None:
            continue
        home = _spoken_of(scene, statement, drafts)
        turn = _turn(scene, statement, kind, drafts[home]) if home is not None else None
        if home is not None and turn is not None:
            turns.setdefault(home, []).append(turn)
    _find_passive(scene, drafts, turns)
    return turns


def _find_passive(scene: Scene, drafts: list[Draft], turns: dict[int, list[Turn]]) -> None:
    """Accusations that nobody is said to make: "of which the group was accused"."""
    words = scene.words
    cued = {k for s in scene.statements if s.cue_i >= 0 for k in range(s.cue_i, s.cue_j)}
    for k in range(len(words)):
        if words.kinds[k] != "a" or k in cued or "accusing" not in doing_of(words, k):
            continue
        accused = next((a for a in scene.of("actors", k, k + 4) if k < a.i <= k + 3 and _can_act(a)), None)
        home = max((n for n, d in enumerate(drafts) if d.violent and min(heads_of(scene, d)) < k), default=None)
        if (
            accused is None
            or home is None
            or scene.sentence_of(k) not in {scene.sentence_of(h) for h in heads_of(scene, drafts[home])}
        ):
            continue
        turn = Turn(
            "accused",
            words.text[accused.start : accused.end],
            None,
            accused.start,
            accused.end,
            accused,
            "events.responsibility.passive",
        )
        turns.setdefault(home, []).append(turn)


def _spoken_of(scene: Scene, statement: StatementMention, drafts: list[Draft]) -> int | None:
    """The violent event that a statement speaks of: one it names, else one of its sentence, else the one the report is about."""
    main = near = None
    at = scene.sentence_of(statement.i)
    for n, draft in enumerate(drafts):
        if not draft.violent or draft.aggregate:
            continue
        heads = heads_of(scene, draft)
        if any(statement.i <= k < statement.j for k in heads):
            return n
        if min(heads) < statement.i:
            main = n if main is None and not draft.background else main
            near = n if any(scene.sentence_of(k) == at for k in heads) else near
    return near if near is not None else main


def _turn(scene: Scene, statement: StatementMention, kind: str, draft: Draft) -> Turn | None:
    by = _printed(statement)
    speaker = _speaker_mention(scene, statement)
    rule = f"events.responsibility.{kind}"
    if kind == "claimed":
        if not _may_claim(scene, statement, speaker, draft):
            return None
        return Turn(kind, by, by, statement.start, statement.end, speaker, rule) if by else None
    if kind == "denied":
        may = speaker is None or actors().is_armed(speaker.id) or speaker.kind in ("state", "external", "rebel", "militia")
        return (
            Turn(kind, by, by, statement.start, statement.end, speaker, rule)
            if by and may and _denies_part(scene, statement)
            else None
        )
    named = _accused_phrase(scene, statement)
    if named is not None and not any(a.i <= named[0] < a.j for a in scene.of("actors", named[0], named[0] + 1)):
        printed = scene.words.text_of(*named)
        return Turn(
            kind, printed, by, scene.words.starts[named[0]], scene.words.ends[named[1] - 1], None, f"events.responsibility.{kind}"
        )
    accused = next(
        (
            a
            for a in scene.of("actors", statement.i, statement.j)
            if statement.i <= a.i < statement.j and _can_act(a) and _is_blamed(scene, statement, a)
        ),
        None,
    )
    if accused is None:
        return None
    words = scene.words
    if statement.cue_i >= 0 and set(words.norms[statement.cue_i : statement.cue_j]) & grammar().suspicion:
        kind = "suspected"
    return Turn(
        kind, words.text[accused.start : accused.end], by, accused.start, accused.end, accused, f"events.responsibility.{kind}"
    )


def _is_blamed(scene: Scene, statement: StatementMention, actor: ActorMention) -> bool:
    """Whether the actor opens its clause in what is said, or a word of fault precedes it."""
    place = govern(scene.words, actor.i, statement.i, verbs=scene.verbs).place
    return place in (START, BARE, GENITIVE) or bool(
        set(scene.words.norms[max(statement.i - 2, actor.i - 4) : actor.i]) & grammar().fault
    )


def _accused_phrase(scene: Scene, statement: StatementMention) -> tuple[int, int] | None:
    """Words of whoever is accused where the content begins with them: "accused armed parties of ..." ."""
    words = scene.words
    if statement.cue_i < 0 or not any("accusing" in doing_of(words, k) for k in range(statement.cue_i, statement.cue_j)):
        return None
    i = statement.i
    while i < statement.j and words.kinds[i] != "a":
        i += 1
    j = i
    while (
        j < statement.j
        and words.kinds[j] in "ald"
        and not (words.clitic[j] and words.norms[j] != LAM)
        and words.norms[j] not in grammar().fault
    ):
        j += 1
    return (i, j) if j > i else None


def _may_claim(scene: Scene, statement: StatementMention, speaker: ActorMention | None, draft: Draft) -> bool:
    """Whether the speaker may have done it: armed or unknown, speaking for itself, and no other than who did it."""
    role = statement.speaker_role
    if role is not None and statement.speaker_name is None and not any(word in fold(role) for word in grammar().spokesmen):
        return False
    if speaker is None:
        return True
    if not actors().is_armed(speaker.id) and speaker.kind not in ("rebel", "militia", "external"):
        return False
    heads = [t for t in scene.of("triggers", statement.i, statement.j) if statement.i <= t.i < statement.j and t.kind == "event"]
    if heads and frame_table().frames[heads[0].frame].figures is not None and heads[0].pos != "verb":
        return False  # who tells of the dead does not say who killed them
    known = [s for s in draft.actors if s.id is not None and not is_vague(s)]
    return not known or any(s.id == speaker.id or s.id in speaker.within or speaker.id in s.within for s in known)


def is_vague(side: SideMention) -> bool:
    """Whether a side is only somebody: unnamed gunmen, an attacker."""
    return side.id in _VAGUE or any(above in _VAGUE for above in side.within)


def _can_act(actor: ActorMention) -> bool:
    return actor.kind not in ("civilians", "protesters", "outlet")


def _printed(statement: StatementMention) -> str | None:
    return statement.speaker_org or statement.speaker_name or statement.speaker_role


def _speaker_mention(scene: Scene, statement: StatementMention) -> ActorMention | None:
    if statement.speaker_actor is not None:
        return next((a for a in scene.actors if a.id == statement.speaker_actor), None)
    printed = fold(statement.speaker_org or "")
    if len(printed) < _SHORTEST:
        return None
    fit = [a for a in scene.actors if a.kind != "outlet" and _is_named(fold(scene.words.text[a.start : a.end]), printed)]
    before = [a for a in fit if a.i < statement.j]
    nearest = before or fit
    return nearest[-1] if nearest else None


def _is_named(mention: str, printed: str) -> bool:
    return len(mention) >= _SHORTEST and (mention in printed or printed in mention)


def _denies_part(scene: Scene, statement: StatementMention) -> bool:
    """Whether what is denied is a part in the event: a word of link or fault in the content."""
    low, high = max(0, statement.i - 3), statement.j
    rules = grammar()
    if any(statement.i <= w.i < statement.j for w in scene.of("weapons", statement.i, statement.j)):
        return True
    return any(norm in rules.fault or norm.startswith(tuple(rules.link)) for norm in scene.words.norms[low:high])
