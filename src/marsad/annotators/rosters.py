"""The actors that are known: identity, kind, country, arms, and whose side an actor is on; and the mention of an actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from marsad import lexicons

Side = Literal["state", "foreign_state", "nonstate", "tribe", "mob", "protester", "civilian"]
_BY_KIND: dict[str, Side] = {
    "rebel": "nonstate",
    "militia": "nonstate",
    "protesters": "protester",
    "rioters": "mob",
    "civilians": "civilian",
}
_MOST_ABOVE = 8


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor in the text: words `i` to `j - 1`, code points `start` to `end`.

    `id` is that of the lexicon, None for an unknown group; `within` are the ids above it, nearest first; `kind` is one of state,
    external, rebel, militia, civic, civilians, protesters, rioters, outlet, force. `head` tells how it was read: named, body,
    adjective, country (a government if it acts, else a place), epithet, people, nationals, group.
    """

    i: int
    j: int
    start: int
    end: int
    id: str | None
    within: tuple[str, ...]
    kind: str | None
    country: str | None
    rule: str
    head: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the lexicon; `within` is the chain of its parents, `by` resolves a bare institution by country."""

    id: str
    kind: str
    country: str | None
    within: tuple[str, ...]
    armed: bool
    generic: str | None
    by: dict[str, str]
    theatre: frozenset[str]
    active: tuple[int | None, int | None] | None


class Actors:
    """All actors by id."""

    def __init__(self, entries: Sequence[dict[str, object]]) -> None:
        parents = {str(e["id"]): e["parent"] for e in entries}
        self._all: dict[str, Actor] = {}
        for entry in entries:
            actor = _read(entry, parents)
            if actor.id in self._all:
                raise ValueError(f"actors.yml: expected each id once, got {actor.id} twice")
            self._all[actor.id] = actor
        meant = Counter(body for actor in self._all.values() if actor.generic == "body" for body in set(actor.by.values()))
        self.particular = frozenset(body for body, times in meant.items() if times == 1)
        """Bodies that one bare institution means, and no other."""

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._all.values())

    def get(self, actor: str | None) -> Actor | None:
        """The actor of an id; None for None and for ids that are not in the lexicon."""
        return self._all.get(actor) if actor is not None else None

    def within(self, actor: str | None) -> tuple[str, ...]:
        """Ids above an actor, nearest first; empty for an unknown one."""
        found = self.get(actor)
        return found.within if found is not None else ()

    def kind(self, actor: str | None) -> str | None:
        """Kind of an actor, None where unknown."""
        found = self.get(actor)
        return found.kind if found is not None else None

    def country(self, actor: str | None) -> str | None:
        """ISO 3166-1 home of an actor, None where it has none."""
        found = self.get(actor)
        return found.country if found is not None else None

    def is_armed(self, actor: str | None) -> bool:
        """Whether an actor carries arms: rebels, militias, and the armed bodies of states."""
        found = self.get(actor)
        return found is not None and found.armed

    def is_within(self, actor: str | None, above: str) -> bool:
        """Whether an actor is `above`, or belongs to it."""
        found = self.get(actor)
        return found is not None and (found.id == above or above in found.within)

    def side(self, actor: str | None, country: str | None = None) -> Side | None:
        """Side on which an actor stands in `country` (None: at home): a state at home, or a foreign one; None where unknown."""
        found = self.get(actor)
        if found is None:
            return None
        if found.id == "tribe" or "tribe" in found.within:
            return "tribe"
        if found.kind in ("state", "external"):
            abroad = found.country is None or (country is not None and found.country != country)
            return "foreign_state" if found.kind == "external" or abroad else "state"
        return _BY_KIND.get(found.kind)

    def is_active(self, actor: str, year: int | None) -> bool:
        """Whether an actor exists in a year; True where the year or its years are unknown."""
        found = self.get(actor)
        if found is None or found.active is None or year is None:
            return True
        first, last = found.active
        return (first is None or first <= year) and (last is None or year <= last)


def _read(entry: dict[str, object], parents: dict[str, object]) -> Actor:
    within: list[str] = []
    above = entry["parent"]
    while above is not None and len(within) < _MOST_ABOVE:
        within.append(str(above))
        above = parents[str(above)]
    kind, country, active = str(entry["kind"]), entry["country"], entry.get("active")
    return Actor(
        id=str(entry["id"]),
        kind=kind,
        country=str(country) if country is not None else None,
        within=tuple(within),
        armed=bool(entry.get("armed")) or kind in ("rebel", "militia"),
        generic=entry.get("generic"),  # type: ignore[arg-type]
        by=dict(entry.get("by") or {}),  # type: ignore[call-overload]
        theatre=frozenset(entry.get("theatre") or ([country] if country else [])),  # type: ignore[call-overload]
        active=tuple(active) if active is not None else None,  # type: ignore[arg-type]
    )


@cache
def actors() -> Actors:
    """The actors of `lexicons/actors.yml`, read once."""
    return Actors(lexicons.load("actors")["entries"])


def make_mention(
    span: tuple[int, int, int, int],
    actor: str | None,
    rule: str,
    head: str,
    *,
    above: tuple[str, ...] = (),
    country: str | None = None,
) -> ActorMention:
    """A mention of `actor` over `(i, j, start, end)`; `above` are classes to which the text, not the lexicon, assigns it."""
    i, j, start, end = span
    found = actors().get(actor)
    if found is None:
        return ActorMention(i, j, start, end, None, above, None, country, rule, head)
    within = found.within + tuple(a for a in above if a != found.id and a not in found.within)
    return ActorMention(i, j, start, end, found.id, within, found.kind, found.country or country, rule, head)
