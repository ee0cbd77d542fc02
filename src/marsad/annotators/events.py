"""Events: what happened, to whom, where and when, assembled from the other layers.

Triggers give drafts, drafts of one event are joined, figures, dates, places and responsibility are hung on them; every value
keeps the span it was read from and the rule that read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from marsad.annotators import prepare
from marsad.annotators.drafts import Draft
from marsad.annotators.figures import find_figures
from marsad.annotators.finishing import finish
from marsad.annotators.joining import read_sentence
from marsad.annotators.merging import merge
from marsad.annotators.modality import read_modality
from marsad.annotators.place_returns import inherit_places
from marsad.annotators.places import PlaceMention
from marsad.annotators.responsibility import find_turns
from marsad.annotators.scenes import Scene
from marsad.annotators.settings import settle_sentence
from marsad.annotators.sides import SideMention
from marsad.annotators.tolls import hang_figures
from marsad.annotators.triggers import find_triggers
from marsad.annotators.weapons import find_weapons
from marsad.text.tokens import words_of

Spans = tuple[tuple[int, int], ...]
Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event of a report. Dates are days, `date_end` None for an open range; figures are `(low, high)` or None;
    `sources` are indices of statements; `evidence` gives for each field the rules and code point spans it was read from;
    `confidence` from 0 to 1, reckoned of the `marks`."""

    type: str
    status: str
    aggregate: bool
    triggers: Spans
    date_start: date | None
    date_end: date | None
    date_precision: str
    place: PlaceMention | None
    actors: tuple[SideMention, ...]
    targets: tuple[SideMention, ...]
    weapons: tuple[str, ...]
    munitions: Range | None
    killed: Range | None
    injured: Range | None
    abducted: Range | None
    arrested: Range | None
    breakdown: tuple[tuple[str, str, int | None, int | None], ...]
    responsibility: tuple[tuple[str, str, str | None], ...]
    sources: tuple[int, ...]
    evidence: dict[str, list[tuple[str, Spans]]]
    confidence: float
    marks: dict[str, float]


def find_events(scene: Scene) -> list[EventMention]:
    """Events of a scene, in the order of their first triggers."""
    drafts: list[Draft] = []
    for index in range(len(scene.words.sentences)):
        found = read_sentence(scene, index)
        settle_sentence(scene, index, found, drafts)
        drafts += found
    hang_figures(scene, drafts)
    events = merge(scene, drafts)
    inherit_places(scene, events)
    turns = find_turns(scene, events)
    return finish(scene, events, turns)


def scene_of(doc: Doc) -> Scene:
    """The scene of a doc that carries the other layers."""
    words = words_of(doc)
    names = [(p.i, p.j) for p in doc._.persons or ()]
    names += [(p.i, p.j) for p in doc._.places or ()]
    names += [(a.i, a.j) for a in doc._.actors or () if a.head == "named"]
    triggers = find_triggers(words, names=names)
    return Scene(
        words=words,
        triggers=triggers,
        modality=read_modality(words, triggers),
        figures=find_figures(words, doc._.numbers or [], [p for p in doc._.persons or () if p.name is not None]),
        weapons=find_weapons(words),
        times=doc._.times or [],
        places=doc._.places or [],
        actors=doc._.actors or [],
        persons=doc._.persons or [],
        statements=doc._.statements or [],
        published=doc._.published,
    )


@Language.factory(
    "marsad_events",
    requires=["doc._.numbers", "doc._.times", "doc._.places", "doc._.actors", "doc._.statements"],
    assigns=["doc._.events"],
)
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The events layer as a pipeline component."""
    prepare(nlp)

    def annotate(doc: Doc) -> Doc:
        doc._.events = find_events(scene_of(doc))
        return doc

    return annotate
