"""Merging: which drafts of different sentences tell one event. Definite nouns point back; like events apart stay apart."""

from __future__ import annotations

from marsad.annotators.drafts import FIGHT, GENERIC, Draft, absorb, is_accused, is_told, unpoint
from marsad.annotators.frames import frame_table
from marsad.annotators.phrases import grammar, preposition_ending_at
from marsad.annotators.place_relations import finer, holds
from marsad.annotators.places import PlaceMention
from marsad.annotators.protests import PROTESTS
from marsad.annotators.responsibility import is_vague
from marsad.annotators.scenes import Scene
from marsad.annotators.sequences import follows_counted
from marsad.annotators.settings import agree, share
from marsad.annotators.sides import FORCES, SideMention
from marsad.annotators.typing_context import EXPLOSIVE

_NEAR_SENTENCES = 3
_MOST_EARLIER = 60
_SPOKEN = frozenset(
    ("threat", "demand", "agreement", "consultation", "support", "cooperation", "sanction", "judicial", "other_strategic")
)

_ROUNDED = 1
_LETHAL = frozenset(("small_arms", "sniper"))
_WIDE = frozenset(("country", "admin1", "admin2", "city", "natural"))
_POINTED = frozenset(("security_operation", "arrests", "abduction", "disrupted_weapons", "looting_destruction"))


def merge(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Events: drafts in the order of the text, each taken into an earlier one where they tell the same."""
    out: list[Draft] = []
    _find_sum(drafts)
    for draft in drafts:
        sweep = _sweep_of(scene, draft, out)
        if sweep is not None:
            absorb(scene, sweep, draft, fill=True, outcome=True)
            continue
        home = _protest_of(scene, draft, out) or _home_of(scene, draft, out[-_MOST_EARLIER:])
        if home is None:
            if not draft.reference or unpoint(scene, draft):
                out.append(draft)
        else:
            if home.beside and draft.place is not None and not draft.beside:
                home.place, home.beside = draft.place, False
            home.place = finer(home.place, draft.place)
            kind, certain = home.type, home.certain
            if is_accused(scene, draft):
                draft.actors = []
            if home.actors and all(is_vague(s) for s in home.actors) and any(not is_vague(s) for s in draft.actors):
                home.actors = list(draft.actors)
                home.targets = list(draft.targets) or home.targets
            absorb(scene, home, draft, fill=True)
            if kind in PROTESTS and home.type not in PROTESTS:
                home.type, home.certain = kind, certain
    return _without_left_over(scene, _without_sum(_likened(out)))


def _find_sum(drafts: list[Draft]) -> None:
    """Mark what opens a report as a sum where events at several places within its own follow whose tolls it contains."""
    told = [d for d in drafts if d.violent and not d.aggregate and not d.background and not d.definite]
    if len(told) < 3:
        return
    first, *others = told
    parts = [d for d in others if d.place is not None and toll_of(d) is not None and agree(first, d, loose=True)]
    places = {d.place.name or d.place.start: d.place for d in parts if d.place is not None}
    if len(places) < 2 or (first.place is not None and not _is_region(first.place, list(places.values()))):
        return
    for what in ("killed", "injured"):
        whole, held = toll_of(first, what), [toll_of(d, what) or 0 for d in parts]
        if whole is not None and whole > max(held) and sum(held) <= whole + _ROUNDED:
            first.sum = True


def _is_region(place: PlaceMention, parts: list[PlaceMention]) -> bool:
    """Whether a place is wide enough to hold places of which it is none itself."""
    if place.kind not in _WIDE or any(p.name is not None and p.name == place.name for p in parts):
        return False
    return place.kind != "city" or any(holds(place, p) for p in parts)


def toll_of(draft: Draft, what: str | None = None) -> int | None:
    """The highest number that a draft's own figures give of the killed or the injured (or of `what`)."""
    return max(
        (f.low or 0 for f in draft.figures if f.what == what or (what is None and f.what in ("killed", "injured"))), default=None
    )


def _likened(events: list[Draft]) -> list[Draft]:
    """Give what is "similar" to an event before it the sides and, where nothing settles it, the type of that one."""
    for n, event in enumerate(events):
        if not event.similar:
            continue
        model = next((e for e in reversed(events[:n]) if _types_fit(event, e) and not e.aggregate), None)
        if model is None:
            continue
        if not event.certain and model.violent and not model.harm:
            event.type, event.certain = model.type, True
        event.actors, event.targets = event.actors or list(model.actors), event.targets or list(model.targets)
    return events


def _without_sum(events: list[Draft]) -> list[Draft]:
    """Without the sum, told first, of events that the report tells one by one at different places."""
    if not events or not (events[0].sum and events[0].violent):
        return events
    first, *others = events
    parts = [e for e in others if e.violent and not e.aggregate and not e.background and e.place is not None and not e.inherited]
    names = {(p.place.name, p.place.start) for p in parts if p.place is not None}
    if len(names) < 2 or not all(agree(first, p, loose=True) for p in parts[:2]):
        return events
    for part in parts:
        part.date = part.date or first.date
    return others


def _without_left_over(scene: Scene, events: list[Draft]) -> list[Draft]:
    """Without tolls told by nouns alone, of nobody, where the report tells an event that they may well be of."""
    told = [e for e in events if e.violent and not e.harm and not e.aggregate]
    if not told:
        return events
    return [e for e in events if e in told or not _is_bare_toll(scene, e)]


def _is_bare_toll(scene: Scene, draft: Draft) -> bool:
    if not draft.harm or draft.aggregate or draft.targets or draft.actors:
        return False
    if draft.place is not None and not draft.inherited and draft.date is not None:
        return False
    return all(scene.triggers[n].pos != "verb" for n in draft.numbers)


def _opens_apart(scene: Scene, draft: Draft) -> bool:
    """Whether "in another incident" opens the sentence of a draft that does not point back."""
    if draft.definite:
        return False
    i, j = scene.sentence(scene.sentence_of(min(scene.triggers[n].i for n in draft.numbers)))
    norms, rules = scene.words.norms, grammar()
    return any(norms[k] in rules.openings and norms[k + 1] in rules.apart for k in range(i, min(i + 4, j - 1)))


def _home_of(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    if draft.apart or draft.aggregate or _opens_apart(scene, draft):
        return None
    if draft.reference or _is_outcome(scene, draft):
        return _pointed_at(scene, draft, earlier)
    if _is_later(draft):
        return next((e for e in reversed(earlier) if e.violent and not e.aggregate and e.figures), None)
    fit = [e for e in earlier if not e.aggregate and (_may_be_one(draft, e) or _is_its_weapon(draft, e))]
    if not fit:
        return None
    if draft.type in _SPOKEN and draft.type != "agreement":
        return None
    if draft.definite:
        fit = [e for e in fit if _is_close(draft, e)] or fit
        dated = [e for e in fit if share(draft, e)]
        bare = draft.date is None and draft.place is None
        return (dated or fit)[-1] if not draft.background or bare else (dated[-1] if dated else None)
    if _is_after(scene, draft):
        return None
    if draft.background and not (draft.harm and draft.date is None and draft.place is None):
        return None
    if draft.type in _SPOKEN:
        return None
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    near = [e for e in fit if at - scene.sentence_of(scene.triggers[e.numbers[-1]].i) <= _NEAR_SENTENCES]
    if not draft.violent:
        near = [e for e in near if scene.sentence_of(scene.triggers[e.numbers[0]].i) < at]
    close = [e for e in near if share(draft, e) or _same_sides(draft, e)]
    if close:
        return close[-1]
    bare = draft.date is None and draft.place is None and draft.violent
    if near and bare and (draft.harm or not draft.actors or is_told(scene, draft)):
        return near[-1]
    return None


def _sweep_of(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The sweep, or for damage the attack, told just before, that brought finds without a place and a day of their own."""
    if (
        draft.type not in ("disrupted_weapons", "looting_destruction")
        or draft.place is not None
        or draft.background
        or draft.aggregate
    ):
        return None
    if draft.status not in (None, "occurred") or draft.apart:
        return None
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    last = next((e for e in reversed(earlier) if not e.aggregate), None)
    if last is None or at - scene.sentence_of(scene.triggers[last.numbers[-1]].i) > 2 or not agree(draft, last):
        return None
    brings = last.type == "security_operation" or (last.violent and draft.type == "looting_destruction" and is_told(scene, draft))
    return last if brings else None


def _protest_of(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The protest told just before, of which arrests and shots without a place and a day of their own are a part."""
    shots = draft.type in FIGHT and _is_police(draft) and not draft.harm
    if draft.type not in ("arrests", *PROTESTS) and not shots:
        return None
    if draft.apart or draft.date is not None or draft.background or draft.aggregate:
        return None
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    last = next((e for e in reversed(earlier) if not e.aggregate and e.type not in _SPOKEN), None)
    if last is None or not (draft.place is None or (shots and agree(draft, last, loose=True))):
        return None
    if last.type not in PROTESTS or at - scene.sentence_of(scene.triggers[last.numbers[-1]].i) > 2:
        return None
    if shots:
        lethal = any(w.weapon in _LETHAL for w in draft.weapons) or any(f.what == "killed" and f.low for f in draft.figures)
        draft.type, draft.certain = (PROTESTS[0] if lethal else PROTESTS[1]), True
        last.targets = [s for s in last.actors if s.kind in ("protesters", "nationals", "civilians")] or last.targets
        last.actors, draft.targets = list(draft.actors), []
        last.type, last.certain = draft.type, True
    return last


def _is_police(draft: Draft) -> bool:
    """Whether forces of a state act against nobody else than a crowd."""
    acting = bool(draft.actors) and all(s.kind in FORCES and s.kind not in ("rebel", "militia") for s in draft.actors)
    return acting and all(s.kind in ("protesters", "civilians", "nationals") for s in draft.targets)


def _may_be_one(draft: Draft, other: Draft) -> bool:
    if not _types_fit(draft, other) or not agree(draft, other, loose=draft.definite):
        return False
    if other.sum and draft.place is not None and not draft.inherited and draft.place is not other.place and not draft.definite:
        return False
    if {draft.status or "occurred", other.status or "occurred"} & {"foiled", "threatened", "denied"} and (
        draft.status or "occurred"
    ) != (other.status or "occurred"):
        return False
    return not (
        _sides_conflict(draft.actors, other.actors) or (not draft.definite and _sides_conflict(draft.targets, other.targets))
    )


def _pointed_at(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """What "the incident", or a toll without a cause, is of: the last thing told before that can be at its time and place."""
    fit = [e for e in earlier if not e.aggregate and (e.violent or (draft.reference and e.type in _POINTED))]
    fit = [e for e in fit if e.status in (None, "occurred", draft.status) and agree(draft, e, loose=True)]
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    if not draft.reference:
        fit = [e for e in fit if at - scene.sentence_of(scene.triggers[e.numbers[-1]].i) <= _NEAR_SENTENCES]
    fit = [e for e in fit if e.background == draft.background] or fit
    shared = [e for e in fit if share(draft, e)] or fit
    return shared[-1] if shared else None


def _is_outcome(scene: Scene, draft: Draft) -> bool:
    """Whether a word of result opens deaths and injuries whose cause is told before: "it left three dead"."""
    if not draft.harm or draft.apart:
        return False
    first = min(scene.triggers[n].i for n in draft.numbers)
    low = scene.sentence(scene.sentence_of(first))[0]
    return any(t.kind == "result" and low <= t.i < first for t in scene.of("triggers", low, first))


def _is_later(draft: Draft) -> bool:
    """Whether it tells no more than that some of the victims told of before died."""
    return draft.harm and bool(draft.figures) and all(f.part for f in draft.figures)


def _is_its_weapon(draft: Draft, other: Draft) -> bool:
    """Whether a noun with the article names the weapon of an attack told before: "the device had been hidden"."""
    if not (draft.weak and draft.definite and not draft.harm and other.violent and agree(draft, other, loose=True)):
        return False
    return not {w.weapon for w in draft.weapons}.isdisjoint(w.weapon for w in other.weapons)


def _is_close(draft: Draft, other: Draft) -> bool:
    """Whether the types are of one family, so that a noun points to this rather than to any violence."""
    return draft.type in (GENERIC, other.type) or {draft.type, other.type} <= EXPLOSIVE or draft.harm


def _types_fit(a: Draft, b: Draft) -> bool:
    if a.type == b.type:
        return True
    if not (a.violent and b.violent):
        return False
    if a.type == GENERIC or b.type == GENERIC:
        return True
    if a.harm or b.harm:
        return not (a.certain and b.certain and a.type != b.type and {a.type, b.type} <= EXPLOSIVE)
    if a.certain and b.certain:
        return False
    return {a.type, b.type} <= EXPLOSIVE or {a.type, b.type} <= FIGHT or _is_open(a) or _is_open(b)


def _is_open(draft: Draft) -> bool:
    """Whether the frame of a draft is any attack and nothing settles which."""
    frame = frame_table().frames[draft.frames[0]]
    return not draft.certain and frame.evokes == GENERIC and frame.figures is None


def _sides_conflict(a: list[SideMention], b: list[SideMention]) -> bool:
    mine, theirs = [s for s in a if s.id], [s for s in b if s.id]
    if not mine or not theirs:
        return False
    return not any(_related(s, t) for s in mine for t in theirs)


def _related(a: SideMention, b: SideMention) -> bool:
    return a.id == b.id or a.id in b.within or b.id in a.within or is_vague(a) or is_vague(b) or "civilians" in (a.id, b.id)


def _same_sides(a: Draft, b: Draft) -> bool:
    def meet(x: list[SideMention], y: list[SideMention]) -> bool:
        return any(s.id and t.id and (s.id == t.id or s.id in t.within or t.id in s.within) for s in x for t in y)

    known = [[s for s in d.targets if s.id is not None] for d in (a, b)]
    return meet(a.actors, b.actors) and (meet(*known) or not known[0] or not known[1])


def _is_after(scene: Scene, draft: Draft) -> bool:
    """Whether the draft is what something else came after: "the day after the killing of"."""
    k = min(scene.triggers[n].i for n in draft.numbers)
    found = preposition_ending_at(scene.words, k - 1) if k else None
    return (found is not None and found[1] == "bad") or follows_counted(scene, k)
