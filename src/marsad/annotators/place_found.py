"""A name of a place that was found in a text, with its candidates and what the later steps of the place layer find out."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.annotators.place_cues import Noun, before
from marsad.lexicons.gazetteer import GazetteerPlace
from marsad.text.tokens import Words


@dataclass(slots=True, eq=False)
class Found:
    """A name in the text, words `i` to `j`, its core (without noun and adjectives) `a` to `b`; and what later steps find out.

    `ids` are the candidates in the gazetteer; `head` is the index of its place noun or -1; `prior` the name before it in a list.
    """

    i: int
    j: int
    a: int
    b: int
    key: tuple[str, ...]
    ids: tuple[int, ...]
    noun: Noun | None = None
    head: int = -1
    prior: Found | None = None
    context: str = "bare"
    accepted: bool = False
    rural: bool = False
    distance: tuple[float, str] | None = None
    later: Found | None = None
    child: Found | None = None
    parent: Found | None = None
    relation: str = ""
    country: str | None = None
    place: GazetteerPlace | None = None
    borrowed: GazetteerPlace | None = None
    tied: bool = False
    scene: bool = False
    vote: int = 0
    at_home: bool = False
    glued: bool = False
    options: list[GazetteerPlace] = field(default_factory=list)

    @property
    def named_after(self) -> bool:
        """Whether it is a facility or a feature of nature called by a noun and some other name ("the market of X")."""
        return self.noun is not None and self.noun.inside and self.i == self.head and self.a != self.i

    @property
    def unknown(self) -> bool:
        """Whether the gazetteer has no such name."""
        return not self.ids


def noun_before(words: Words, name: Found) -> int:
    """Index of the word before a name and its noun; -1 at the start."""
    return before(words, name.head if name.head >= 0 else name.i)
