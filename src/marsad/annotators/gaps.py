"""Gaps: who acts in an event that names nobody, where the report around it leaves one doer only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.phrases import doing_of
from marsad.annotators.places import PlaceMention
from marsad.annotators.responsibility import is_vague
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, SideMention, sides_between
from marsad.annotators.threads import Turn

_BOMBARDMENT = frozenset(("air_drone_strike", "shelling_missile"))
_MUTUAL = ("agreement", "consultation")
_RAIDS = frozenset(("arrests", "security_operation"))
_OWN = frozenset(("arrests", "security_operation", "disrupted_weapons"))
_MARKS = frozenset("-\u2013\u2014\u2022\u25cf\u25aa\u2b55*\u25e6\u25ab")
_SENTENCES = 2
_ABROAD = frozenset(("IL", "TR", "RU", "US", "SA", "IR"))
_RULE = "events.role.around"


class Told(Protocol):
    """An event in the making."""

    draft: Draft
    actors: list[SideMention]
    targets: list[SideMention]
    thread: list[Turn]


def fill_doers(scene: Scene, told: Sequence[Told]) -> None:
    """Give each event that names no doer the one that the report leaves: of a list, of a fight, of all strikes or raids."""
    for n, event in enumerate(told):
        parties = event.draft.type in _MUTUAL and bool(event.actors) and all(s.id == "all_parties" for s in event.actors)
        if (event.actors and not parties) or event.draft.status not in (None, "occurred") or event.draft.aggregate:
            continue
        if event.draft.type in _MUTUAL:
            if parties:
                event.targets = []
            _resolve_parties(told[:n], event)
            continue
        if event.draft.type == "security_operation" and (joined := _participants(scene, event)):
            event.actors = joined
            continue
        found = _issuer(scene, event) or _struck_before(scene, told[:n], event) or _only(scene, told, event)
        found = found or _only_air_force(scene, event)
        if found is not None:
            event.actors = [replace(found, rule=_RULE)]
            event.targets = [t for t in event.targets if t.i != found.i]


def _resolve_parties(earlier: Sequence[Told], event: Told) -> None:
    """Both sides of an agreement that names none are those of the last fight, talks or agreement told."""
    for last in reversed(earlier):
        sides = (*last.actors[:1], *last.targets[:1])
        if len(sides) == 2 and last.draft.type in (*_MUTUAL, "armed_clash") and all(s.kind in FORCES for s in sides):
            event.actors = [replace(last.actors[0], rule=_RULE)]
            event.targets = [replace(last.targets[0], rule=_RULE)]
            return


def _participants(scene: Scene, event: Told) -> list[SideMention]:
    """The forces that the next sentences say take part in an operation."""
    words = scene.words
    at = scene.sentence_of(heads_of(scene, event.draft)[0])
    for sentence in range(at, min(at + _SENTENCES + 1, len(words.sentences))):
        i, j = scene.sentence(sentence)
        k = next((k for k in range(i, j) if "joining" in doing_of(words, k)), None)
        if k is not None:
            fit = [s for s in sides_between(scene, k, j) if s.kind in FORCES]
            return [replace(s, rule="events.role.joining") for s in fit]
    return []


def _issuer(scene: Scene, event: Told) -> SideMention | None:
    """The force whose work a list tells item by item."""
    if event.draft.type not in _OWN and not any(_is_nonstate(scene, t) for t in event.targets):
        return None
    at = scene.sentence_of(heads_of(scene, event.draft)[0])
    if not _is_item(scene, at):
        return None
    while at > 0 and _is_item(scene, at):
        at -= 1
    i = scene.sentence(max(0, at - 1))[0]
    j = scene.sentence(at)[1]
    fit = [a for a in scene.of("actors", i, j) if i <= a.i < j and a.kind in ("state", "external") and actors().is_armed(a.id)]
    if not fit:
        return None
    a = fit[-1]
    return SideMention(a.i, a.j, a.start, a.end, a.id, a.within, a.kind or "", _RULE, a.head)


def _is_item(scene: Scene, sentence: int) -> bool:
    """Whether a sentence is an item of a list: it begins with a mark, or with a number and a mark."""
    words = scene.words
    i, j = scene.sentence(sentence)
    while i < j and words.kinds[i] == "n":
        i += 1
    if i >= j:
        return False
    return words.norms[i] in _MARKS or (words.kinds[i] == "d" and i + 1 < j and words.norms[i + 1] in _MARKS | {".", ")"})


def _is_nonstate(scene: Scene, side: SideMention) -> bool:
    return actors().side(side.id, scene.country) == "nonstate" or side.kind == "armed_group"


def _struck_before(scene: Scene, earlier: Sequence[Told], event: Told) -> SideMention | None:
    """Whoever was struck just before is the other side of a fight "with" somebody."""
    if event.draft.type != "armed_clash" or not any(t.rule == "events.role.maa" for t in event.targets) or not earlier:
        return None
    last = earlier[-1]
    gap = scene.sentence_of(heads_of(scene, event.draft)[0]) - scene.sentence_of(heads_of(scene, last.draft)[-1])
    fit = [s for s in (*last.targets, *last.actors) if s.id is not None and s.kind in (*FORCES, "civic", "post")]
    fit = [s for s in fit if s.id not in {t.id for t in event.targets} and s.head != "people"]
    return fit[0] if fit and 0 <= gap <= _SENTENCES and not is_vague(fit[0]) else None


def _only(scene: Scene, told: Sequence[Told], event: Told) -> SideMention | None:
    """The one state whose strikes or raids all the others of the report are."""
    kinds = _BOMBARDMENT if event.draft.type in _BOMBARDMENT else _RAIDS if event.draft.type in _RAIDS else None
    if kinds is None or event.thread:
        return None
    others = [e for e in told if e is not event and e.draft.type in kinds and e.actors and e.draft.status in (None, "occurred")]
    sides = [s for e in others for s in e.actors]
    roots = {(s.within or (s.id,))[-1] for s in sides}
    told_before = others and others[0].draft.numbers[0] < event.draft.numbers[0] and not any(e.thread for e in others)
    if not told_before or len(roots) != 1 or any(s.kind not in ("state", "external") or s.id is None for s in sides):
        return None
    side = sides[0]
    home = actors().country(side.id)
    if _is_at_home(event.draft.place, home) and kinds is _BOMBARDMENT and side.kind == "external":
        return None
    if any(t.id is not None and {t.id, *t.within} & {side.id, *side.within} for t in event.targets):
        return None
    rivals = {(s.within or (s.id,))[-1] for e in told for s in e.actors if e.draft.violent and s.kind in FORCES} - roots
    return side if not rivals else None


def _only_air_force(scene: Scene, event: Told) -> SideMention | None:
    """The one state in arms that the report names before a raid from the air, where it is not what the raid struck."""
    if event.draft.type != "air_drone_strike" or event.thread:
        return None
    k = heads_of(scene, event.draft)[0]
    armed = [a for a in scene.actors if a.i < k and a.kind in ("state", "external") and actors().is_armed(a.id)]
    roots = {(a.within or (a.id,))[-1] for a in armed}
    place, home = event.draft.place, actors().country(armed[0].id) if armed else None
    struck = any(t.id is not None and (t.within or (t.id,))[-1] in roots for t in event.targets)
    if len(roots) != 1 or place is None or struck or home not in _ABROAD or place.country == home:
        return None
    a = armed[-1]
    return SideMention(a.i, a.j, a.start, a.end, a.id, a.within, a.kind or "", _RULE, a.head)


def _is_at_home(place: PlaceMention | None, country: str | None) -> bool:
    return place is not None and country is not None and place.country == country
