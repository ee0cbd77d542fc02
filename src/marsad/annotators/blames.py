"""Blames: responsibility laid on somebody in the narrator's own words: fingers pointed, fingerprints, beliefs, claims aside."""

from __future__ import annotations

from marsad.annotators.actors import ActorMention
from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.frames import frame_table
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import doing_of, is_supposing, preposition_ending_at
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.threads import Turn, can_act, homes_of_word, may_be_blamed, turn_of
from marsad.text.inflection import strip_enclitics
from marsad.text.tokens import WAW

_SOON, _FAR = 3, 9
_FARTHEST = 14


def find_blames(scene: Scene, drafts: list[Draft], turns: dict[int, list[Turn]]) -> None:
    """Add the turns that no statement gives to those of `turns`, by index of their draft."""
    words, rules = scene.words, grammar()
    cued = {k for s in scene.statements if s.cue_i >= 0 for k in range(s.cue_i, s.cue_j)}
    for k, norm in enumerate(words.norms):
        if words.kinds[k] != "a" or k in cued:
            continue
        turn: Turn | None = None
        if norm in rules.fingers:
            turn = _pointed(scene, k)
        elif norm in rules.prints or norm in rules.remnants:
            turn = _printed(scene, k)
        elif norm in rules.origins or (norm in rules.areas_of and _is_launched(scene, k)):
            turn = _from(scene, k)
        elif is_supposing(words, k):
            turn = _believed(scene, k)
        elif {"accusing", "attributing"} & (doing := doing_of(words, k)) or ("burdening" in doing and _names_fault(scene, k)):
            turn = _accused(scene, k)
            if turn is not None:
                told = homes_of_word if turn.by is not None or "burdening" in doing else _told_here
                _add(scene, turns, told(scene, k, drafts), turn)
            continue
        else:
            turn = _claimed(scene, k)
        if turn is not None:
            _add(scene, turns, homes_of_word(scene, k, drafts), turn)


def _add(scene: Scene, turns: dict[int, list[Turn]], homes: list[int], turn: Turn) -> None:
    """Hang the turn on each event, and with it the side that "and" joins to the one blamed."""
    found = [turn]
    if turn.mention is not None and turn.kind != "claimed":
        j = turn.mention.j
        joined = (a for a in scene.of("actors", j, j + 3) if j < a.i <= j + 2 and can_act(a))
        found += [
            turn_of(scene, turn.kind, a, turn.by, turn.rule)
            for a in joined
            if scene.words.norms[a.i - 1] == WAW and scene.words.clitic[a.i - 1]
        ]
    for home in homes:
        known = turns.setdefault(home, [])
        known += [new for new in found if all((t.kind, t.actor) != (new.kind, new.actor) for t in known)]


def _told_here(scene: Scene, k: int, drafts: list[Draft]) -> list[int]:
    """The last event told before in the sentence of word `k`."""
    fit = [n for n, d in enumerate(drafts) if may_be_blamed(d) and min(heads_of(scene, d)) < k]
    at = scene.sentence_of(k)
    return [n for n in fit[-1:] if any(scene.sentence_of(h) == at for h in heads_of(scene, drafts[n]))]


def _before(scene: Scene, actor: ActorMention) -> str | None:
    """The grammatical place that the preposition right before a side gives it."""
    k = actor.i - 1
    while k > 0 and scene.words.kinds[k] in "ps":
        k -= 1
    found = preposition_ending_at(scene.words, k)
    return found[1] if found is not None else None


def _next_actor(scene: Scene, k: int, far: int) -> ActorMention | None:
    """The first side that may act behind word `k`, in its sentence."""
    stop = min(k + far + 1, scene.sentence(scene.sentence_of(k))[1])
    return next((a for a in scene.of("actors", k, stop) if k < a.i < stop and can_act(a)), None)


def _accused(scene: Scene, k: int) -> Turn | None:
    """Who is accused where nobody is said to accuse: "of which the group was accused", "which is laid to the army"."""
    accuser, actor = _pair(scene, k)
    if actor is not None and accuser is not None:
        by = scene.words.text[accuser.start : accuser.end]
        return turn_of(scene, "accused", actor, by, "events.responsibility.accused")
    actor = _next_actor(scene, k, _SOON)
    if actor is None:
        beyond = _next_actor(scene, k, _SOON + _SOON)
        actor = beyond if beyond is not None and _before(scene, beyond) == "ila" else None
    return turn_of(scene, "accused", actor, None, "events.responsibility.passive") if actor is not None else None


def _pair(scene: Scene, k: int) -> tuple[ActorMention | None, ActorMention | None]:
    """The accuser right behind the verb and the accused right behind the accuser."""
    near = [a for a in scene.of("actors", k, k + _FAR) if k < a.i < k + _FAR]
    one, other = (near[0], near[1]) if len(near) > 1 else (None, None)
    if one is None or other is None or one.i != k + 1 or other.i != one.j or not can_act(other):
        return None, None
    return one, other


def _is_launched(scene: Scene, k: int) -> bool:
    """Whether a word of areas stands behind "from" and a missile's launch."""
    before = preposition_ending_at(scene.words, k - 1) if k else None
    if before is None or before[1] != "min":
        return False
    frames = frame_table().frames
    return any(
        0 < k - t.j <= _SOON and t.pos == "verb" and "shelling_missile" in (frames[t.frame].families | {frames[t.frame].evokes})
        for t in scene.of("triggers", k - _FAR, k)
    )


def _from(scene: Scene, k: int) -> Turn | None:
    """Whose areas missiles came from: accused by whoever says so, else suspected."""
    actor = _next_actor(scene, k, _SOON)
    if actor is None or actor.head == "country" or not actors().is_armed(actor.id):
        return None
    by = _by(scene, k)
    return turn_of(scene, "suspected", actor, by, "events.responsibility.origin")


def _names_fault(scene: Scene, k: int) -> bool:
    return any(norm in grammar().fault for norm in scene.words.norms[k + 1 : k + _FAR])


def _pointed(scene: Scene, k: int) -> Turn | None:
    """Whom fingers point at: "the finger of accusation is pointed at"."""
    actor = _next_actor(scene, k, _FAR)
    if actor is None or not k or scene.words.norms[k - 1] not in grammar().pointing:
        return None
    if _before(scene, actor) not in ("ila", "li"):
        return None
    return turn_of(scene, "accused", actor, None, "events.responsibility.pointed")


def _printed(scene: Scene, k: int) -> Turn | None:
    """Whose fingerprints an attack bears, or of whose remnants somebody says that a mine is."""
    actor = _next_actor(scene, k, 2)
    remnant, by = scene.words.norms[k] in grammar().remnants, _by(scene, k)
    if actor is None or (remnant and (by is None or actor.head == "adjective")):
        return None
    return turn_of(scene, "accused" if remnant else "suspected", actor, by, "events.responsibility.prints")


def _believed(scene: Scene, k: int) -> Turn | None:
    """Who is believed to have done it, by a word of belonging, agency or fault between the belief and the side."""
    actor = _next_actor(scene, k, _FARTHEST)
    if actor is None:
        return None
    words, rules = scene.words, grammar()
    before = _before(scene, actor)
    agent = before in ("ala_yad", "min_qibal")
    belongs = before in ("min", "ila", "li") and any(norm in rules.belonging for norm in words.norms[k + 1 : actor.i])
    fault = any(norm in rules.fault for norm in words.norms[k + 1 : actor.i])
    behind = any(norm in rules.behind for norm in words.norms[actor.j : actor.j + _SOON])
    if not (agent or belongs or fault or behind):
        return None
    by = _by(scene, k)
    return turn_of(scene, "suspected", actor, by, "events.responsibility.believed")


def _by(scene: Scene, k: int) -> str | None:
    """Who is said to tell the sentence of word `k`, where somebody is."""
    for n in scene.said_at(k):
        s = scene.statements[n]
        return s.speaker_org or s.speaker_name or s.speaker_role
    return None


def _claimed(scene: Scene, k: int) -> Turn | None:
    """Who claimed what a pronoun on the verb takes up: "an attack that the group claimed"."""
    for stem, _ in strip_enclitics(scene.words.norms[k]):
        if "claiming" in grammar().doing.get(stem, ()):
            actor = _next_actor(scene, k, _SOON)
            if actor is not None and actors().is_armed(actor.id):
                printed = scene.words.text[actor.start : actor.end]
                return turn_of(scene, "claimed", actor, printed, "events.responsibility.claimed")
    return None
