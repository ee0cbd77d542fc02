"""Responsibility threads: who claims, accuses, suspects and denies, read from statements and hung on the event they speak of."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.actors import ActorMention
from marsad.annotators.blames import find_blames
from marsad.annotators.denials import read_denial
from marsad.annotators.drafts import VIOLENT, Draft
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.nationalities import nationalities
from marsad.annotators.phrases import BARE, GENITIVE, START, doing_of, govern, is_supposing, preposition_ending_at
from marsad.annotators.rosters import actors, make_mention
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import SideMention
from marsad.annotators.statements import StatementMention
from marsad.annotators.threads import BLAMED, BLAMING, Turn, can_act, homes_of_statement, turn_of
from marsad.text.folding import fold
from marsad.text.tokens import BEH, LAM, WAW

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
_CLAIMED = VIOLENT | {"territory_overtaken", "territory_regained"}
_SHORTEST, _COMPLEMENT = 3, 8
_KINDS = {"claim": "claimed", "accuse": "accused", "deny": "denied"}


def find_turns(scene: Scene, drafts: list[Draft]) -> dict[int, list[Turn]]:
    """Turns by index of the draft they belong to, in the order of the text."""
    turns: dict[int, list[Turn]] = {}
    for statement in scene.statements:
        kind = _kind_of(scene, statement)
        if kind is None:
            continue
        for home in homes_of_statement(scene, statement, drafts):
            for turn in _turns(scene, statement, kind, drafts[home]):
                turns.setdefault(home, []).append(turn)
    _find_own(scene, drafts, turns)
    find_blames(scene, drafts, turns)
    return {home: _settle(sorted(thread, key=lambda turn: turn.start)) for home, thread in turns.items()}


def _settle(thread: list[Turn]) -> list[Turn]:
    """The thread, in which a ministry or an office that denies denies for the side that was accused."""
    accused = [t for t in thread if t.kind != "denied" and t.mention is not None and t.mention.id is not None]
    return [replace(t, actor=whole.actor) if (whole := _whole(t, accused)) is not None else t for t in thread]


def _whole(turn: Turn, accused: list[Turn]) -> Turn | None:
    """The turn that accused the side for which an office without arms denies."""
    office = turn.mention if turn.kind == "denied" and turn.actor == turn.by else None
    if office is None or actors().is_armed(office.id):
        return None
    return next((t for t in accused if t.mention is not None and t.mention.id in office.within), None)


def _find_own(scene: Scene, drafts: list[Draft], turns: dict[int, list[Turn]]) -> None:
    """Attacks that a side tells of in the first person are claimed, whatever its verb: "we struck a tank"."""
    for n, draft in enumerate(drafts):
        if draft.type not in _CLAIMED or draft.aggregate or draft.repels or draft.status not in (None, "occurred"):
            continue
        for number in draft.numbers:
            trigger = scene.triggers[number]
            told = scene.said_at(trigger.i) if trigger.pos == "verb" and trigger.person == 1 else ()
            for statement in (scene.statements[m] for m in told):
                by, speaker = _printed(statement), _speaker_mention(scene, statement)
                armed = speaker is not None and actors().is_armed(speaker.id)
                if by is not None and armed and all(t.kind != "claimed" for t in turns.get(n, ())):
                    rule = "events.responsibility.own"
                    turns.setdefault(n, []).append(Turn("claimed", by, by, trigger.start, trigger.end, speaker, rule))


def _kind_of(scene: Scene, statement: StatementMention) -> str | None:
    """What a statement does in a thread; who only supposes suspects."""
    cue = range(statement.cue_i, statement.cue_j) if statement.cue_i >= 0 else range(0)
    if statement.stance in ("accuse", "assert", "confirm") and any(is_supposing(scene.words, k) for k in cue):
        return "suspected"
    return _KINDS.get(statement.stance)


def _turns(scene: Scene, statement: StatementMention, kind: str, draft: Draft) -> list[Turn]:
    by = _printed(statement)
    speaker = _speaker_mention(scene, statement)
    if kind == "claimed":
        rule = "events.responsibility.claimed"
        group = _named_group(scene, statement) if statement.speaker_actor is None else None
        if group is not None:
            return [turn_of(scene, kind, group, scene.words.text[group.start : group.end], rule)]
        claims = by is not None and _may_claim(scene, statement, speaker, draft)
        return [Turn(kind, by, by, statement.start, statement.end, speaker, rule)] if claims and by else []
    if kind == "denied":
        denial = read_denial(scene, statement, by, speaker)
        return [denial] if denial is not None else []
    return _blamed(scene, statement, kind, by)


def _blamed(scene: Scene, statement: StatementMention, kind: str, by: str | None) -> list[Turn]:
    """Whom a statement accuses or suspects: the words that it begins with, else the sides in it that bear the blame."""
    rule = f"events.responsibility.{kind}"
    if not _is_of_violence(scene, statement):
        return []
    laid = _attributed(scene, statement)
    if laid is not None:
        return [turn_of(scene, kind, laid, by, rule)]
    named = _accused_phrase(scene, statement)
    if named is not None and not any(a.i <= named[0] < a.j for a in scene.of("actors", named[0], named[0] + 1)):
        words = scene.words
        return [Turn(kind, words.text_of(*named), by, words.starts[named[0]], words.ends[named[1] - 1], None, rule)]
    sides = [a for a in scene.of("actors", statement.i, statement.j) if statement.i <= a.i < statement.j and can_act(a)]
    for n, a in enumerate(sides):
        if _is_blamed(scene, statement, a, kind):
            joined = [b for b in sides[n + 1 :] if _is_joined(scene, a, b)]
            return [turn_of(scene, kind, x, by, rule) for x in (a, *joined[:1])]
    nation = _nation_of(scene, statement) if kind == "suspected" else None
    return [turn_of(scene, kind, nation, by, rule)] if nation is not None else []


def _attributed(scene: Scene, statement: StatementMention) -> ActorMention | None:
    """The side to which a verb of attributing lays an attack: "attributed the strike to"."""
    words = scene.words
    cue = range(statement.cue_i, statement.cue_j) if statement.cue_i >= 0 else range(0)
    if not any("attributing" in doing_of(words, k) for k in cue):
        return None
    sides: list[ActorMention] = [a for a in scene.of("actors", statement.i, statement.j) if statement.i < a.i < statement.j]
    for a in sides:
        found = preposition_ending_at(words, a.i - 1)
        if found is not None and found[1] in ("ila", "li") and can_act(a):
            return a
    return None


def _is_joined(scene: Scene, a: ActorMention, b: ActorMention) -> bool:
    """Whether "and" joins the two."""
    words = scene.words
    return 0 < b.i - a.j <= 2 and words.norms[b.i - 1] == WAW and words.clitic[b.i - 1]


def _is_of_violence(scene: Scene, statement: StatementMention) -> bool:
    """Whether an accusation is of an event or of the fault for one, not of words and breaches."""
    words, rules = scene.words, grammar()
    cue = range(statement.cue_i, statement.cue_j) if statement.cue_i >= 0 else range(0)
    if not any("accusing" in doing_of(words, k) for k in cue):
        return True
    of = next((k for k in range(max(statement.i - 1, 0), statement.j) if words.norms[k] == BEH and words.clitic[k]), None)
    if of is None:
        return True
    last = min(of + _COMPLEMENT, statement.j)
    fault = any(norm.startswith((*rules.fault, *rules.link)) for norm in words.norms[of + 1 : last])
    frames = frame_table().frames
    return fault or any(
        of < t.i < last and (frames[t.frame].families | {frames[t.frame].evokes}) & BLAMED for t in scene.of("triggers", of, last)
    )


def _nation_of(scene: Scene, statement: StatementMention) -> ActorMention | None:
    """The nation that an adjective says of a weapon or a raid: "that they were Jordanian"."""
    words, known = scene.words, nationalities().adjectives
    for k in range(statement.i, min(statement.j, statement.i + _COMPLEMENT)):
        adjective = known.get(words.norms[k])
        if adjective is not None and not adjective.definite and not adjective.ambiguous:
            actor = adjective.nation.forces or adjective.nation.actor
            span = (k, k + 1, words.starts[k], words.ends[k])
            return make_mention(span, actor, "actors.adjective.attack", "adjective", country=adjective.nation.country)
    return None


def _is_blamed(scene: Scene, statement: StatementMention, actor: ActorMention, kind: str) -> bool:
    """Whether the actor opens its clause in what is said, or a word of fault or agency precedes it."""
    place = govern(scene.words, actor.i, statement.i, verbs=scene.verbs).place
    if place in ("ala_yad", "min_qibal"):
        return True
    if kind == "suspected" and any(n in grammar().befalling for n in scene.words.norms[statement.i : actor.i]):
        return False
    return place in (START, BARE, GENITIVE) or bool(
        set(scene.words.norms[max(statement.i - 2, actor.i - 4) : actor.i]) & grammar().fault
    )


def _accused_phrase(scene: Scene, statement: StatementMention) -> tuple[int, int] | None:
    """Words of whoever is accused where the content begins with them: "accused armed parties of ..." ."""
    words = scene.words
    if statement.cue_i < 0 or not any(BLAMING & doing_of(words, k) for k in range(statement.cue_i, statement.cue_j)):
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


def _named_group(scene: Scene, statement: StatementMention) -> ActorMention | None:
    """The group that speaks under a description of itself: "a group that calls itself X claimed"."""
    role = statement.speaker_role or statement.speaker_org
    at = scene.words.text.rfind(role, 0, statement.start) if role is not None and statement.cue_i >= 0 else -1
    if at < 0:
        return None
    i = scene.words.at(at)
    j = statement.cue_i if statement.cue_i > i else statement.i
    found = [a for a in scene.of("actors", i, j) if i <= a.i < j and can_act(a)]
    return found[0] if found and (actors().is_armed(found[0].id) or found[0].head == "group") else None


def _is_named(mention: str, printed: str) -> bool:
    return len(mention) >= _SHORTEST and (mention in printed or printed in mention)
