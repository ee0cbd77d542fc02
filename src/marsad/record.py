"""The record: what goes into Marsad and what comes out, in the vocabulary of the coding guidelines.

Offsets are Unicode code points, half-open.

Every mention carries `start` and `end` into the report's text and the `rule` that read it; every value of an event or a
statement stands in `evidence`, by field name, with the spans it was read from and the rule that read it.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal["country", "admin1", "admin2", "city", "village", "neighbourhood", "facility", "natural"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["assert", "confirm", "deny", "claim", "accuse", "condemn", "threaten", "demand", "pledge"]
Status = Literal["occurred", "alleged", "foiled", "threatened", "denied"]
DatePrecision = Literal["day", "range", "week", "month", "year", "unknown"]
Weapon = Literal[
    "rocket", "missile", "drone", "aircraft", "artillery", "mortar", "ied", "car_bomb", "suicide_vest", "mine",
    "small_arms", "sniper", "grenade", "rpg", "knife", "chemical", "other",
]  # fmt: skip
Harm = Literal["killed", "injured", "abducted", "arrested"]
HARMS: tuple[Harm, ...] = get_args(Harm)
ResponsibilityKind = Literal["claimed", "accused", "denied", "suspected"]
EventType = Literal[
    "territory_regained", "territory_overtaken", "armed_clash", "chemical_weapon", "air_drone_strike", "suicide_bomb",
    "shelling_missile", "ied_mine", "grenade", "sexual_violence", "attack_civilians", "abduction", "peaceful_protest",
    "protest_intervention", "excessive_force", "violent_demonstration", "mob_violence", "agreement", "arrests",
    "change_to_group", "disrupted_weapons", "base_established", "looting_destruction", "transfer_of_territory",
    "other_strategic", "security_operation", "withdrawal", "cooperation", "consultation", "support", "sanction", "threat",
    "demand", "judicial", "displacement",
]  # fmt: skip


class Model(BaseModel):
    """Base of every record: closed, so that an unknown key is an error and not a loss."""

    model_config = ConfigDict(extra="forbid")


class Report(Model):
    """A report as published. `published` is a date, or an aware date-time; None when unknown."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | datetime | None = None

    @field_validator("published", mode="before")
    @classmethod
    def _date_or_time(cls, value: object) -> object:
        if isinstance(value, str):
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        return value


class Span(Model):
    """Half-open span of the report's text, in Unicode code points."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Evidence(Model):
    """Where a value was read, and by which rule."""

    rule: str
    spans: list[Span]


class Mention(Span):
    """A stretch of the report's text."""

    text: str


class Timex(Mention):
    """A time expression; `value` is TIMEX3, None where the text (or a missing publication date) does not settle it."""

    type: TimexType
    value: str | None
    mod: Literal["START", "MID", "END"] | None = None
    rule: str


class PlaceRef(Model):
    """A resolved place: English name, ISO 3166-1 country, degrees WGS84; `precision` is UCDP's level 1 (exact) to 7."""

    text: str
    name: str | None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    kind: PlaceKind | None = None
    geoname: str | None = None
    precision: Annotated[int, Field(ge=1, le=7)] | None = None


class Place(PlaceRef, Mention):
    """A place name in the text, resolved; `name` None where homonyms stay undecided."""

    rule: str


class Speaker(Model):
    """Who speaks: name without titles, role as written, organisation spoken for."""

    name: str | None = None
    role: str | None = None
    org: str | None = None


class Statement(Span):
    """Something that somebody is reported to have said; the span is that of its content."""

    id: str
    text: str
    speaker: Speaker
    form: Form
    stance: Stance
    cue: str | None
    medium: str | None = None
    evidence: dict[str, list[Evidence]]


class Side(Mention):
    """One side of an event; `id` of the actor lexicon or None, `within` the ids above it."""

    id: str | None = None
    within: list[str] = []


class Figure(Model):
    """A count; `max` None for "at least", `min` None for "up to"."""

    min: int | None
    max: int | None


class BreakdownItem(Figure):
    """A part of a toll: of which harm, who they are as written."""

    what: Harm
    who: str


class Responsibility(Model):
    """One turn of the responsibility thread, as written."""

    kind: ResponsibilityKind
    actor: str
    by: str | None = None


class Event(Model):
    """One thing that happened, is said to have happened, was foiled or is threatened.

    `confidence` from 0 to 1: how many of a hundred events read in this manner are right in type and status.
    """

    id: str
    type: EventType
    triggers: list[Mention]
    status: Status
    aggregate: bool
    date_start: date | None
    date_end: date | None
    date_precision: DatePrecision
    place: PlaceRef | None
    actors: list[Side]
    targets: list[Side]
    weapons: list[Weapon]
    munitions: Figure | None
    killed: Figure | None
    injured: Figure | None
    abducted: Figure | None
    arrested: Figure | None
    breakdown: list[BreakdownItem]
    responsibility: list[Responsibility]
    sources: list[str]
    confidence: float | None = None
    evidence: dict[str, list[Evidence]]


class Coding(Model):
    """A coded report. `text_hash` is SHA-256 of the UTF-8 text; `coder` and `lexicon` name the versions that coded it."""

    id: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: date | datetime | None = None
    text: str
    text_hash: str
    coder: str
    lexicon: str
    hashtags: list[str]
    timexes: list[Timex]
    places: list[Place]
    statements: list[Statement]
    events: list[Event]


class Incident(Model):
    """The same event in several reports: `events` are pairs of coding id and event id. Filled by the incidents room."""

    id: str
    events: list[tuple[str, str]]


class Failure(Model):
    """A report that could not be coded: which one, and what was expected."""

    id: str
    error: str


def hash_text(text: str) -> str:
    """SHA-256 of the UTF-8 text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def json_schema() -> dict[str, Any]:
    """JSON Schema of `Coding` (draft 2020-12)."""
    return Coding.model_json_schema()
