"""Roles: who acts and who is struck, by the grammatical place in which a noun phrase stands to a trigger.

The lexicon of frames says which place holds which role; this module and those beside it find the places.
"""

from __future__ import annotations

from itertools import pairwise

from marsad.annotators.frames import may_strike
from marsad.annotators.function_words import grammar
from marsad.annotators.lent_roles import read_framed, read_matrix, read_repelled
from marsad.annotators.nationals import PAIR
from marsad.annotators.noun_roles import read_noun, read_remnants
from marsad.annotators.phrases import AND, BARE, GENITIVE, START, Governed, preposition_ending_at
from marsad.annotators.role_sheets import ACT, BY, STRUCK, RoleSheet
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, Phrase, Roles, SideMention
from marsad.annotators.stretches import has_break
from marsad.annotators.things import ThingReader, find_hosted, thing_kind
from marsad.annotators.triggers import Trigger
from marsad.annotators.verb_roles import read_verb

_DIRECT = ("subject", "passive_subject", "object", GENITIVE, "adjective")
_NEAR, _CLOSE = 12, 4


def find_roles(scene: Scene, trigger: Trigger) -> Roles:
    """Sides of the event that a trigger evokes, read in its segment and, for a relative clause, beside its head."""
    known = scene.roles.get(trigger.i)
    if known is None:
        known = scene.roles[trigger.i] = _read(scene, trigger)
    return Roles(list(known.actors), list(known.targets))


def _read(scene: Scene, trigger: Trigger) -> Roles:
    sheet = RoleSheet(scene, trigger, lambda other: find_roles(scene, other))
    phrases = [sheet.phrase(m) for m in sheet.mentions()]
    for one, other in pairwise(phrases):
        if other.side.rule == PAIR and other.i - one.j <= 1:
            other.governed = Governed(AND, one.j, other.i, other.i)
        elif other.i == one.j and one.side.head == "person" and one.i <= other.governed.i < one.j:
            other.governed = Governed(START, one.j, one.j, one.j)  # nothing in a name governs who is named next
    before = [p for p in phrases if p.j <= trigger.i]
    after = [p for p in phrases if p.i >= trigger.j or sheet.is_inside(p)]
    if trigger.pos == "verb":
        read_verb(sheet, before, after)
    else:
        read_noun(sheet, before, after)
    spots: set[int] = set()
    for phrase in after:
        if phrase.governed.i not in spots or phrase.governed.place in (BARE, START):
            _read_place(sheet, phrase)
        spots.add(phrase.governed.i)
    if trigger.pos != "verb" and sheet.frame.kind != "light":
        _read_light(sheet)
    if not sheet.found.actors and may_strike(sheet.frame):
        read_remnants(sheet)
    if trigger.frame in grammar().defending:
        _read_beaten(sheet)
    sheet.found.targets = [t for t in sheet.found.targets if all(t.i != a.i for a in sheet.found.actors)]
    if not sheet.found.targets and may_strike(sheet.frame):
        _read_struck(sheet, after)
    if may_strike(sheet.frame) and sheet.frame.figures is None:
        _read_things(sheet)
    if trigger.pos != "verb" and sheet.frame.kind != "light" and not sheet.found.actors:
        read_matrix(sheet)
    if trigger.pos != "verb" and trigger.frame not in grammar().defending:
        read_repelled(sheet)
    if trigger.pos != "verb":
        read_framed(sheet)
    if sheet.found.actors:
        sheet.join_backers(phrases)
    return sheet.found


def _read_things(sheet: RoleSheet) -> None:
    """The thing that was struck, or who is said to be in it, where nobody stands in the place of the target."""
    if sheet.found.targets:
        return
    things: list[SideMention] = []
    for t in (sheet.trigger, *(_lights(sheet) if sheet.trigger.pos != "verb" else ())):
        things = ThingReader(sheet.scene, t, dict(RoleSheet(sheet.scene, t, sheet.read).roles), sheet.found).find()
        if things:
            break
    if all(thing.id is None for thing in things):
        hosted = find_hosted(sheet.scene, sheet.trigger)
        things = things if hosted is None else [hosted]
    sheet.found.targets += things


def _read_struck(sheet: RoleSheet, after: list[Phrase]) -> None:
    """People at whom, on whom or among whom something struck, where the frame does not say which place holds them."""
    for p in after:
        if sheet.is_taken(p) or p.i - sheet.trigger.j > _NEAR or sheet.has_event(p.governed.j, p.i):
            continue
        if sheet.scene.words.norms[p.j - 1] in grammar().anyone:
            continue
        if p.governed.place == "ila" and has_break(sheet.scene, sheet.trigger.j, p.governed.i):
            continue  # what was ascribed to them, or sent to them later
        place, people = p.governed.place, p.side.head in ("people", "nationals", "named", "possessed", "person")
        if people and (place in ("ala", "didd", "ila") or (place == "fi" and p.side.head == "people")):
            sheet.add(sheet.found.targets, p.side, f"events.role.{place}")
            return


def _read_light(sheet: RoleSheet) -> None:
    """Sides of the light verb whose object or subject the noun is: "launched an attack", "an attack they launched"."""
    for t in _lights(sheet):
        lent = sheet.read(t)
        if lent.actors and STRUCK in sheet.roles.get(GENITIVE, ()):  # who launches it is told: the genitive is what it struck
            struck = [s for s in sheet.found.actors if s.rule == f"events.role.{GENITIVE}"]
            sheet.found.targets += struck
            sheet.found.actors = [s for s in sheet.found.actors if s not in struck]
        for mine, theirs in ((sheet.found.actors, lent.actors), (sheet.found.targets, lent.targets)):
            for side in theirs:
                if not any(s.i == side.i for s in (*sheet.found.actors, *sheet.found.targets)):
                    mine.append(side)


def _lights(sheet: RoleSheet) -> list[Trigger]:
    """The light verbs that the noun completes, or that take it up right behind it."""
    found = []
    for t in sheet.scene.of("triggers", sheet.low, sheet.trigger.j + 5):
        if t.kind == "light" and t.pos in ("verb", "masdar"):
            before = sheet.low <= t.i < sheet.trigger.i and not sheet.has_event(t.j, sheet.trigger.i)
            if before or 0 <= t.i - sheet.trigger.j <= 4:
                found.append(t)
    return found


def _read_beaten(sheet: RoleSheet) -> None:
    """Whoever began the attack that is beaten off is what its defenders acted against."""
    j = sheet.trigger.j
    for t in sheet.scene.of("triggers", j, j + _CLOSE):
        if j <= t.i < min(sheet.high, j + _CLOSE) and t.kind == "event" and t.pos != "verb":
            for side in sheet.read(t).actors:
                if all(s.i != side.i for s in sheet.found.actors):
                    sheet.add(sheet.found.targets, side, side.rule)


def _is_made_by(sheet: RoleSheet, phrase: Phrase) -> bool:
    """Whether "of" names whose attack it is: "a raid of the coalition's planes"; a verbal noun's object stands so too."""
    trigger = sheet.trigger
    names = sheet.roles.get(GENITIVE, ())
    acts = ACT in names and (STRUCK not in names or names.index(ACT) < names.index(STRUCK))
    k = phrase.governed.i
    if any(thing_kind(sheet.scene.words.norms[x]) is not None for x in range(trigger.j, k)):
        return False  # whose the thing is that was struck
    near = (
        k - trigger.j < _CLOSE
        and trigger.frame not in grammar().taking
        and trigger.pos != "verb"
        and not has_break(sheet.scene, trigger.j, k)
    )
    return acts and near and phrase.side.kind in FORCES and not sheet.found.actors and sheet.frame.figures is None


def _read_place(sheet: RoleSheet, phrase: Phrase) -> None:
    place = phrase.governed.place
    if sheet.has_event(phrase.governed.j, phrase.i):  # the preposition governs another event, whose side this is
        return
    if any(
        (p := preposition_ending_at(sheet.scene.words, k)) is not None and p[1] == "bad_dun"
        for k in range(sheet.trigger.j, phrase.i)
    ):
        return
    if place not in _DIRECT and place in sheet.roles and not sheet.is_taken(phrase):
        sheet.give(phrase, place)
    elif place in ("min_qibal", "ala_yad") and not sheet.is_taken(phrase):
        sheet.add(sheet.found.actors, phrase.side, f"events.role.{place}")
    elif place == "li" and sheet.trigger.frame in grammar().defending and not sheet.is_taken(phrase):
        sheet.give(phrase, "object")  # whose attack is beaten off
    elif place == "li" and _is_made_by(sheet, phrase):
        sheet.give(phrase, BY)
    elif place in ("didd", "passing") and not sheet.is_taken(phrase):
        sheet.add(sheet.found.targets, phrase.side, f"events.role.{place}")
