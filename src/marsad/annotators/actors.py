"""Actors: bodies, groups and peoples that act, suffer or speak, each with its identity and the identities above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from marsad.annotators import prepare
from marsad.annotators.epithets import find_epithets, find_possessed
from marsad.annotators.groups import extend_heads, find_groups
from marsad.annotators.names import find_bodies, find_countries, find_names
from marsad.annotators.nationals import find_adjectives, find_nationals, find_pairs
from marsad.annotators.people import find_people
from marsad.annotators.rosters import ActorMention, Actors, actors
from marsad.annotators.scopes import Scope
from marsad.text.tokens import Words, words_of

__all__ = ["ActorMention", "Actors", "actor_at", "actors", "create", "find_actors"]


def find_actors(
    words: Words,
    *,
    country: str | None = None,
    places: Iterable[str | None] = (),
    taken: Iterable[tuple[int, int]] = (),
    published: date | None = None,
) -> list[ActorMention]:
    """Mentions of actors in order of the text, none overlapping another.

    `country` is that of the report, if known; else it is voted for by the names in the text and by `places`, the countries of
    its places; `taken` are the words of those places, in which common nouns mean nobody. `published` tells which of an
    institution's successors is meant.
    """
    scope = Scope(
        words, country=country, places=tuple(places), taken=taken, year=published.year if published is not None else None
    )
    find_names(scope)
    find_adjectives(scope)
    find_groups(scope)
    find_bodies(scope)
    find_epithets(scope)
    extend_heads(scope)
    find_pairs(scope)
    find_countries(scope)
    find_possessed(scope)
    find_people(scope)
    find_nationals(scope)
    return scope.mentions()


def actor_at(mentions: Sequence[ActorMention], i: int, j: int) -> ActorMention | None:
    """The mention that shares a word with words `i` to `j - 1`, the longest of several; None without one."""
    at = bisect_right(mentions, i, key=lambda mention: mention.j)
    best: ActorMention | None = None
    for mention in mentions[at:]:
        if mention.i >= j:
            break
        if best is None or mention.j - mention.i > best.j - best.i:
            best = mention
    return best


def _outside_names(mentions: Sequence[ActorMention], persons: Iterable[Any], text: str) -> list[ActorMention]:
    """The mentions but common nouns that are words of a person's name."""
    spans = [(at, at + len(p.name)) for p in persons if p.name is not None and (at := text.find(p.name, p.start, p.end)) >= 0]
    return [m for m in mentions if m.head != "people" or not any(a <= m.start and m.end <= b for a, b in spans)]


@Language.factory("marsad_actors", requires=[], assigns=["doc._.actors", "doc._.persons"])
def create(nlp: Language, name: str) -> Any:
    """The annotator of actors and persons."""
    from marsad.annotators.persons import find_persons

    prepare(nlp)

    def annotate(doc: Doc) -> Doc:
        words = words_of(doc)
        found = doc._.places or ()
        doc._.actors = find_actors(
            words,
            places=[place.country for place in found],
            taken=[(place.i, place.j) for place in found],
            published=doc._.published,
        )
        doc._.persons = find_persons(words, actors=doc._.actors, places=[(place.i, place.j) for place in found])
        doc._.actors = _outside_names(doc._.actors, doc._.persons, words.text)
        return doc

    return annotate
