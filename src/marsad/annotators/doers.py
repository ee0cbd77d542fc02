"""Doers: who acts in an event, chosen from the sides of its triggers, from who claims or is blamed, and from crowds."""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.drafts import Draft, heads_of, is_told
from marsad.annotators.function_words import grammar
from marsad.annotators.numbers import find_numbers
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.protests import PROTESTS
from marsad.annotators.responsibility import is_vague
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import SideMention
from marsad.annotators.stretches import find_phrase_end
from marsad.annotators.threads import Turn

_MUTUAL = frozenset(("agreement", "consultation"))
UTTERED = frozenset(("threat", "demand"))
_RALLIES = frozenset(("peaceful_protest", "violent_demonstration", "protest_intervention"))
_FAR = 14
_HARMS = ("killed", "injured", "abducted", "arrested")


def find_doers(scene: Scene, draft: Draft, thread: list[Turn]) -> list[SideMention]:
    """Actors of a draft; a threat's targets and the second side of an agreement are set apart on the way."""
    cued = any(scene.cued_at(k) for k in heads_of(scene, draft))
    told = draft.type == "threat" and is_told(scene, draft)
    if draft.type in UTTERED and (not draft.actors or cued or told):
        speaker = _utterer(scene, draft)
        if speaker is not None:
            draft.targets += [s for s in draft.actors if s.id != speaker.id and s.i != speaker.i]
            return [speaker]
    if draft.type in _MUTUAL and len(draft.actors) == 2 and not draft.targets:
        draft.targets = draft.actors[1:]
        return draft.actors[:1]
    if draft.type in PROTESTS:
        return _protesters(scene, draft)
    if draft.actors and not all(is_vague(s) for s in draft.actors):
        return [_owner(scene, s) for s in draft.actors]
    for kind in ("claimed",) if draft.actors else ("claimed", "accused", "suspected"):
        found = [side for t in thread if t.kind == kind and (side := side_of(scene, t)) is not None]
        if found:
            return found[:1]
    return draft.actors


def side_of(scene: Scene, turn: Turn) -> SideMention | None:
    """The side that a turn names, or its words where no actor is known there."""
    a, words = turn.mention, scene.words
    if a is None:
        start = words.text.rfind(turn.actor, 0, turn.start)
        if start < 0:
            return None
        i, j = words.at(start), words.at(start + len(turn.actor) - 1) + 1
        a = next((m for m in scene.of("actors", i, j) if m.i < j and i < m.j and m.kind != "outlet"), None)
        if a is None:
            return SideMention(i, j, words.starts[i], words.ends[j - 1], None, (), "", turn.rule)
    return SideMention(a.i, a.j, a.start, a.end, a.id, a.within, a.kind or "", turn.rule)


def _utterer(scene: Scene, draft: Draft) -> SideMention | None:
    """Who utters a threat or a demand: the speaker of the statement that holds its words or is told by them."""
    for k in heads_of(scene, draft):
        for number in sorted({*scene.said_at(k), *scene.cued_at(k)}):
            s = scene.statements[number]
            by = s.speaker_org or s.speaker_name or s.speaker_role
            mention = next((a for a in scene.actors if s.speaker_actor is not None and a.id == s.speaker_actor), None)
            return side_of(scene, Turn("claimed", by, by, s.start, s.end, mention, "events.role.speaker")) if by else None
    return None


def _owner(scene: Scene, side: SideMention) -> SideMention:
    """The name of whom "its fighters" belong to, where the list of actors would not tell them apart."""
    if side.head != "possessed":
        return side
    named = [a for a in scene.of("actors", max(0, side.i - 40), side.i) if a.id == side.id and a.head in ("named", "group")]
    if not named or named[-1].i >= side.i:
        return side
    a = named[-1]
    return replace(side, i=a.i, j=a.j, start=a.start, end=a.end)


def _protesters(scene: Scene, draft: Draft) -> list[SideMention]:
    """Who protests, as such: a crowd where no side is named, students and residents as the protesters that they are."""
    found = draft.actors
    if not found and draft.type in _RALLIES and draft.status in (None, "occurred"):
        crowd = _crowd(scene, draft)
        found = [crowd] if crowd is not None else []
    kinds = ("civilians", "civic", "protesters", "nationals")
    more = ("protesters", "rioters") if draft.type == "violent_demonstration" else ("protesters",)
    return [
        replace(s, within=(*s.within, *(m for m in more if m != s.id and m not in s.within))) if s.kind in kinds else s
        for s in found
    ]


def _crowd(scene: Scene, draft: Draft) -> SideMention | None:
    """The crowd of a protest by its number or its noun, nearest to a word that tells it: "hundreds of residents came out"."""
    words, rules = scene.words, grammar()
    harmed = {k for f in draft.figures if f.what in _HARMS for k in range(f.i, f.j)}
    best: tuple[int, int] | None = None
    for head in heads_of(scene, draft):
        i, j = scene.sentence(scene.sentence_of(head))
        numbers = {n.i: n.j for n in find_numbers(words) if max(i, head - _FAR) <= n.i < min(j, head + _FAR)}
        for k in range(max(i, head - _FAR), min(j, head + _FAR)):
            counted = k in numbers and numbers[k] < j and words.norms[numbers[k]] in rules.persons
            if k in harmed or not (words.norms[k] in rules.crowds or counted):
                continue
            if (best is None or abs(k - head) < best[0]) and not any(t.i <= k < t.j for t in scene.of("times", k, k + 1)):
                best = (abs(k - head), k)
    if best is None:
        return None
    k = best[1]
    j = find_phrase_end(scene, k, scene.sentence(scene.sentence_of(k))[1])
    found = preposition_ending_at(words, j) if j < len(words) else None
    if found is not None and found[1] == "min" and found[0] == j and j + 1 < len(words) and words.kinds[j + 1] == "a":
        j = find_phrase_end(scene, j + 1, scene.sentence(scene.sentence_of(k))[1])
    return SideMention(k, j, words.starts[k], words.ends[j - 1], "protesters", (), "protesters", "events.role.crowd")
