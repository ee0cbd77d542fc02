"""Sides of events: the mentions of actors, offices and people that may act or be struck, and what governs them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from marsad.annotators.phrases import Governed
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene

FORCES = frozenset(("state", "external", "rebel", "militia", "force"))


@dataclass(frozen=True, slots=True)
class SideMention:
    """A side of an event: words `i` to `j - 1`, actor id or None, ids above it, rule; `kind` of the actor or of the thing.

    `harmed`: it stands in the place of those who were killed, hurt or taken.
    """

    i: int
    j: int
    start: int
    end: int
    id: str | None
    within: tuple[str, ...]
    kind: str
    rule: str
    head: str = ""
    harmed: bool = False


@dataclass(slots=True)
class Phrase:
    """A noun phrase near a trigger: the mention's words, what governs it, and what it is."""

    i: int
    j: int
    governed: Governed
    side: SideMention


@dataclass(slots=True)
class Roles:
    """Sides of one trigger and the prepositional places that a later step may need."""

    actors: list[SideMention]
    targets: list[SideMention]


def are_related(a: SideMention, b: SideMention) -> bool:
    """Whether two sides are one actor, or one of them is within the other; sides without an id are related to none."""
    return bool(a.id and b.id) and (a.id == b.id or a.id in b.within or b.id in a.within)


def sides_between(scene: Scene, i: int, j: int) -> list[SideMention]:
    """Sides that begin at words `i` to `j - 1`, in order: offices and holders, else actors that are no places or outlets."""
    if scene.sides is None:
        scene.sides = _find_sides(scene)
    starts, sides = scene.sides
    return sides[bisect_left(starts, i) : bisect_left(starts, j)]


def _find_sides(scene: Scene) -> tuple[list[int], list[SideMention]]:
    """All sides of a text by their first words, with these."""
    words = scene.words
    offices = [
        SideMention(
            p.i, p.j, words.starts[p.i], words.ends[p.j - 1], p.actor, actors().within(p.actor), "person", p.rule, "person"
        )
        for p in scene.persons
    ]
    covered = {k for p in offices for k in range(p.i, p.j)}
    bodies = [
        SideMention(a.i, a.j, words.starts[a.i], words.ends[a.j - 1], a.id, a.within, a.kind or "", a.rule, a.head)
        for a in scene.actors
        if a.kind != "outlet"
        and a.i not in covered
        and not (a.i in scene.placed and (a.kind == "civilians" or a.id == "tribe" or a.head == "country"))
    ]
    found = sorted(offices + bodies, key=lambda s: s.i)
    return [s.i for s in found], found
