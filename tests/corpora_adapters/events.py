"""Events as flat mappings: `{type, status, aggregate, date_start, date_end, date_precision, place, place_name, actors, …}`.

Figures (`killed`, `injured`, `abducted`, `arrested`, `munitions`) are one number where exact, else `[low, high]`. Sides are lists
in order of mention, each the actor's id, or the words as printed where it has none; the expected id may also be one that it
stands `within`. `weapons` are sorted, `responsibility` lists its kinds, `blamed` its actors, `breakdown` `[what, who, figure]`.
`published` is 2023-05-17, a Wednesday, where the item does not say otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from spacy.language import Language

PUBLISHED = date(2023, 5, 17)
TEXT_KEYS = ("place",)
FIGURES = ("killed", "injured", "abducted", "arrested", "munitions")


class SideId(str):
    """The id of a side, equal to every id that it stands within."""

    __slots__ = ("within",)
    within: tuple[str, ...]

    def __new__(cls, name: str, within: tuple[str, ...]) -> SideId:
        made = super().__new__(cls, name)
        made.within = within
        return made

    def __eq__(self, other: object) -> bool:
        return str(self) == other or other in self.within

    def __hash__(self) -> int:
        return hash(str(self))


def _sides(sides: Any, text: str) -> list[SideId]:
    ordered = sorted(sides, key=lambda side: side.start)
    return [SideId(side.id or text[side.start : side.end], tuple(side.within)) for side in ordered]


def _figure(low: int | None, high: int | None) -> int | list[int | None] | None:
    return low if low == high else [low, high]


def read(nlp: Language, text: str, item: dict[str, Any]) -> list[dict[str, Any]]:
    doc = nlp.make_doc(text)
    published = item.get("published", PUBLISHED)
    doc._.published = date.fromisoformat(published) if isinstance(published, str) else published
    return [_row(event, text) for event in nlp(doc)._.events]


def _row(event: Any, text: str) -> dict[str, Any]:
    place = event.place
    plain = ("type", "status", "aggregate", "date_start", "date_end", "date_precision")
    return {
        **{key: getattr(event, key) for key in plain},
        "place": text[place.start : place.end] if place is not None else None,
        "place_name": place.name if place is not None else None,
        "actors": _sides(event.actors, text),
        "targets": _sides(event.targets, text),
        "weapons": sorted(event.weapons),
        **{key: _figure(*found) if (found := getattr(event, key)) is not None else None for key in FIGURES},
        "breakdown": [[what, who, _figure(low, high)] for what, who, low, high in event.breakdown],
        "responsibility": [kind for kind, _, _ in event.responsibility],
        "blamed": [actor for _, actor, _ in event.responsibility],
    }
