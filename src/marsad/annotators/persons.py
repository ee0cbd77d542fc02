"""Persons: names with the titles before and after them, the body they speak for, and short names resolved in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.annotators.rosters import ActorMention
from marsad.text.tokens import Words


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person or an office in the text: words `i` to `j - 1`; `name` without titles, `role` and `org` as written, or None.

    `actor` is the id of the actor that the office belongs to.
    """

    i: int
    j: int
    start: int
    end: int
    name: str | None
    role: str | None
    org: str | None
    rule: str
    actor: str | None


def find_persons(words: Words, *, actors: Sequence[ActorMention] = ()) -> list[PersonMention]:
    """Mentions of persons in order of the text."""
    return []
