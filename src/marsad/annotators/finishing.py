"""Finishing: from drafts to events with all their slots and the evidence of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from marsad.annotators.arms import is_prey
from marsad.annotators.confidence import find_confidence, find_marks
from marsad.annotators.doers import UTTERED, find_doers
from marsad.annotators.drafts import Draft, decide, heads_of, is_accused, is_told
from marsad.annotators.event_dates import ONCE
from marsad.annotators.event_times import Dated, range_of
from marsad.annotators.figures import breakdown, toll
from marsad.annotators.frames import frame_table
from marsad.annotators.gaps import fill_doers
from marsad.annotators.places import PlaceMention
from marsad.annotators.protests import PROTESTS
from marsad.annotators.scenes import Scene
from marsad.annotators.targets import find_targets, oppose
from marsad.annotators.threads import Turn

if TYPE_CHECKING:
    from marsad.annotators.events import EventMention

_HARMS = ("killed", "injured", "abducted", "arrested")
_EACH = frozenset(
    (
        "shelling_missile",
        "air_drone_strike",
        "peaceful_protest",
        "territory_overtaken",
        "territory_regained",
        "transfer_of_territory",
    )
)
_ARMED = frozenset(
    ("disrupted_weapons", "security_operation", "arrests", "protest_intervention", "violent_demonstration", "threat")
)
_WEAKER = frozenset(("other_strategic", "change_to_group", "cooperation", "support", "consultation", "demand", "withdrawal"))


def finish(scene: Scene, drafts: list[Draft], turns: dict[int, list[Turn]]) -> list[EventMention]:
    """Events of the drafts that hold enough to be one."""
    from marsad.annotators.events import EventMention

    out = []
    told = [slots for n, draft in enumerate(drafts) if (slots := _Slots(scene, draft, turns.get(n, []))).is_event()]
    fill_doers(scene, told)
    for slots in told:
        draft, values = slots.draft, slots.values()
        marks = find_marks(scene, draft, values)
        event = EventMention(**values, confidence=find_confidence(marks), marks=marks)
        out.append(event)
        if draft.type in _EACH and not (event.killed or (0,))[0] and not (event.injured or (0,))[0]:
            out += [replace(event, place=place) for place in draft.elsewhere]
    return out


class _Slots:
    def __init__(self, scene: Scene, draft: Draft, thread: list[Turn]) -> None:
        self.scene, self.draft, self.thread = scene, draft, thread
        self.evidence: dict[str, list[tuple[str, tuple[tuple[int, int], ...]]]] = {}
        self.actors = find_doers(scene, draft, thread)
        self.targets = find_targets(scene, draft, self.actors)
        draft.actors, draft.targets = self.actors, self.targets
        kind, certain = draft.type, draft.certain
        if not draft.certain or draft.generic:
            decide(scene, draft, last=True)
        if draft.type in PROTESTS and kind in PROTESTS:
            draft.type, draft.certain = kind, certain
        self.actors, self.targets = oppose(scene, draft, self.actors, self.targets)
        self.dated: Dated | None = range_of(draft.date) if draft.date is not None else None

    def is_event(self) -> bool:
        """Whether the draft holds enough: a bare mention of harm or attack without anybody, anywhere or any day is none."""
        draft = self.draft
        if draft.type is None or draft.type in ("attack", "none"):
            return False
        summed = draft.aggregate and (draft.date is not None or (draft.place is not None and not draft.inherited))
        if draft.harm and not draft.figures and not (self.targets and self.actors) and not summed:
            return False
        if draft.weak and not (draft.figures and (draft.place is not None or draft.date is not None)):
            return False
        if draft.type in _WEAKER and not self._is_told_in_full():
            return False
        told = draft.figures or (draft.place is not None and not draft.inherited) or self.actors or self.targets
        if draft.definite and not told and not summed:
            return False
        if not told and draft.date is None and not self._has_verb() and is_told(self.scene, self.draft):
            return False
        held = [self.actors, self.targets, draft.place, draft.date, draft.figures, draft.weapons]
        return any(held) or not draft.definite

    def _is_told_in_full(self) -> bool:
        """Of developments without violence: who, and to whom, where or when; a verb in the past tells enough with one side."""
        frames = (frame_table().frames[name] for name in self.draft.frames)
        set_in = self.draft.date is not None or self.draft.place is not None
        if set_in and any(frame.dated for frame in frames):
            return True
        if self.actors and (set_in or self.targets):
            return True
        return bool(self.actors or self.targets) and self._has_verb()

    def values(self) -> dict[str, Any]:
        """Fields of the event."""
        scene, draft = self.scene, self.draft
        triggers = tuple(sorted({(scene.triggers[n].start, scene.triggers[n].end) for n in draft.numbers}))
        rules: list[tuple[str, tuple[tuple[int, int], ...]]] = [
            (f"events.frame.{scene.triggers[n].frame}", ((scene.triggers[n].start, scene.triggers[n].end),))
            for n in draft.numbers
        ]
        self.evidence["type"] = self.evidence["triggers"] = rules
        start, end, precision = self._dates()
        self._prove_status()
        for field, sides in (("actors", self.actors), ("targets", self.targets)):
            for side in sides:
                self._note(field, side.rule, (side.start, side.end))
        return {
            "type": draft.type,
            "status": self._status(),
            "aggregate": draft.aggregate,
            "triggers": triggers,
            "date_start": start,
            "date_end": end,
            "date_precision": precision,
            "place": self._place(),
            "actors": tuple(self.actors),
            "targets": tuple(self.targets),
            "weapons": self._weapons(),
            "munitions": self._figure("munitions"),
            **{what: self._figure(what) for what in _HARMS},
            "breakdown": self._breakdown(),
            "responsibility": self._responsibility(),
            "sources": self._sources(),
            "evidence": self.evidence,
        }

    def _status(self) -> str:
        """Status; what only an accusation tells is alleged."""
        status = self.draft.status or "occurred"
        published = self.scene.published
        if status == "occurred" and self.dated is not None and published is not None and self.dated.start > published:
            return "threatened"
        if status == "occurred" and self.draft.violent and is_accused(self.scene, self.draft):
            return "alleged"
        return status

    def _note(self, field: str, rule: str, *spans: tuple[int, int]) -> None:
        self.evidence.setdefault(field, []).append((rule, spans))

    def _prove_status(self) -> None:
        """What settles the status: the word that negates, plans or foils, where there is one; else the words that state it."""
        words, settled = self.scene.words, False
        for n in self.draft.numbers:
            mode = self.scene.modality[n]
            if mode.status is not None and mode.cue is not None and mode.rule is not None:
                settled = True
                self._note("status", mode.rule, (words.starts[mode.cue[0]], words.ends[mode.cue[1] - 1]))
        if not settled:
            self.evidence["status"] = self.evidence["type"]

    def _dates(self) -> tuple[Any, Any, str]:
        found = self.dated
        if found is None:
            return None, None, "unknown"
        self._note("date_start", found.mention.rule, (found.mention.start, found.mention.end))
        open_end = found.mention.since and found.start != self.scene.published
        if open_end and (self.draft.aggregate or self.draft.type not in ONCE):
            return found.start, None, "range"
        self.evidence["date_end"] = self.evidence["date_start"]
        return found.start, found.end, found.precision

    def _place(self) -> PlaceMention | None:
        place = self.draft.place if self.draft.type not in UTTERED else None
        if place is not None:
            self._note("place", place.rule, (place.start, place.end))
        return place

    def _has_verb(self) -> bool:
        return any(self.scene.triggers[n].pos == "verb" for n in self.draft.numbers)

    def _weapons(self) -> tuple[str, ...]:
        out: dict[str, None] = {}
        if self.draft.type not in _ARMED and not self.draft.violent:
            return ()
        ids = {w.weapon for w in self.draft.weapons}
        triggers = [self.scene.triggers[n] for n in self.draft.numbers] if self.draft.type == "armed_clash" else []
        for w in self.draft.weapons:
            if w.weapon == "aircraft" and ("drone" in ids or any(is_prey(self.scene, t, w) for t in triggers)):
                continue
            if w.weapon not in out:
                out[w.weapon] = None
                self._note("weapons", w.rule, (w.start, w.end))
        return tuple(out)

    def _figure(self, what: str) -> tuple[int | None, int | None] | None:
        mine = [f for f in self.draft.figures if f.what == what]
        if not mine:
            return None
        for f in mine:
            self._note(what, f.rule, (f.start, f.end))
        return toll(self.draft.figures, what)

    def _breakdown(self) -> tuple[tuple[str, str, int | None, int | None], ...]:
        parts = [p for p in breakdown(self.draft.figures, self.scene.words) if p[0] in _HARMS]
        for what, _, _, _, spans in parts:
            self._note("breakdown", f"figures.breakdown.{what}", *spans)
        return tuple((what, who, low, high) for what, who, low, high, _ in parts)

    def _responsibility(self) -> tuple[tuple[str, str, str | None], ...]:
        out: list[tuple[str, str, str | None]] = []
        for turn in self.thread:
            self._note("responsibility", turn.rule, (turn.start, turn.end))
            if (turn.kind, turn.actor, turn.by) not in out:
                out.append((turn.kind, turn.actor, turn.by))
        return tuple(out)

    def _sources(self) -> tuple[int, ...]:
        return tuple(sorted({n for k in heads_of(self.scene, self.draft) for n in self.scene.said_at(k)}))
