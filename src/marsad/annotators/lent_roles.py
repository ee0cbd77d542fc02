"""Lent roles: the subject of the verb that a noun completes, where that subject does what the noun names."""

from __future__ import annotations

from marsad.annotators.frames import may_strike
from marsad.annotators.function_words import grammar
from marsad.annotators.phrases import AND, BARE, GENITIVE, START, doing_of, govern, preposition_ending_at
from marsad.annotators.role_sheets import ACT, RoleSheet
from marsad.annotators.rosters import ActorMention, actors
from marsad.annotators.sides import FORCES, SideMention, sides_between
from marsad.annotators.stretches import LONGEST_PHRASE, is_only_times
from marsad.text.tokens import WAW

MATRIX = "events.role.matrix"
HARMS = ("killed", "injured")
_GOVERNING = ("bi", "an", "min", "fi", "ala")
_NEAR, _FIGURE = 3, 8
_FRAMES = frozenset(("security_operation", "agreement"))
_OWN = frozenset(
    (
        "arrests",
        "disrupted_weapons",
        "territory_regained",
        "territory_overtaken",
        "security_operation",
        "withdrawal",
        "attack",
        "looting_destruction",
        "sanction",
    )
)


def read_matrix(sheet: RoleSheet) -> None:
    """The subject of the verb that the noun completes, where that subject does what the noun names."""
    if ACT not in (*sheet.roles.get(GENITIVE, ()), *sheet.frame.roles.get("verb", {}).get("subject", ())):
        return
    words = sheet.scene.words
    sides = sides_between(sheet.scene, sheet.low, sheet.trigger.i)
    for n, side in reversed(list(enumerate(sides))):  # the nearest: who announces stands before whom he tells of
        found = govern(words, side.i, sheet.low, verbs=sheet.scene.verbs)
        if found.place == AND and n and found.i - sides[n - 1].j <= _NEAR:
            continue  # joined to the one before it, with which it is read
        if found.place not in (BARE, START, AND) and not (side.i and "announcing" in doing_of(words, side.i - 1)):
            continue
        spots = [k for k in (found.i, side.i - 1, *range(side.j, sheet.trigger.i)) if k >= 0 and doing_of(words, k)]
        if found.place == BARE and found.i in sheet.scene.verbs and found.i not in spots:
            continue  # it is the subject of another event
        doing = {what for k in spots for what in doing_of(words, k)}
        owned = (
            sheet.trigger.enclitic is not None
            and sheet.trigger.pos != "verb"
            and found.place == BARE
            and sheet.frame.figures not in HARMS
        )
        if owned or (_does(sheet, side, doing) and _is_complement(sheet, max(side.j, *(k + 1 for k in spots)))):
            sheet.add(sheet.found.actors, side, MATRIX)
            _add_joined(sheet, side)
            return
    for k in range(sheet.low, sheet.trigger.i - 1):
        if "achieving" in doing_of(words, k) and sheet.trigger.i - k <= LONGEST_PHRASE:
            sheet.give_chunk(k + 1, GENITIVE if sheet.roles.get(GENITIVE) else "subject")
            return


def read_framed(sheet: RoleSheet) -> None:
    """Whoever acts in the clause also does what frames it: "seized the town within operation X", "under a deal"."""
    scene, t = sheet.scene, sheet.trigger
    if sheet.found.actors or sheet.frame.evokes not in _FRAMES:
        return
    i = scene.sentence(scene.sentence_of(t.i))[0]
    if not any(norm in grammar().framing for norm in scene.words.norms[max(i, t.i - _NEAR) : t.i]):
        return
    last = next((o for o in reversed(scene.of("triggers", i, t.i)) if i <= o.i and o.pos == "verb" and o.j < t.i), None)
    for side in sheet.read(last).actors if last is not None else ():
        if side.kind in FORCES:
            sheet.add(sheet.found.actors, side, "events.role.framed")


def read_repelled(sheet: RoleSheet) -> None:
    """The subject of a verb of breaking an attack acts against whoever began it: "the army broke attacks of the militia"."""
    words, t = sheet.scene.words, sheet.trigger
    k = next((k for k in range(t.i - 1, sheet.low - 1, -1) if "repelling" in doing_of(words, k)), None)
    if k is None or not may_strike(sheet.frame) or not _is_complement(sheet, k + 1):
        return
    if any(doing_of(words, m) for m in range(k + 1, t.i)):
        return
    for side in sides_between(sheet.scene, k, t.i):
        if side.kind in FORCES and govern(words, side.i, sheet.low, verbs=sheet.scene.verbs | {k}).i == k:
            begun = [s for s in sheet.found.actors if s.i != side.i]
            sheet.found.actors, sheet.found.targets = [], begun or sheet.found.targets
            sheet.add(sheet.found.actors, side, MATRIX)
            return


def _does(sheet: RoleSheet, side: SideMention, doing: set[str]) -> bool:
    """Whether the subject of a verb of such doing does what the noun names: who announces a death seldom caused it."""
    if "achieving" in doing or ("standing" in doing and _stands_behind(sheet)):
        return True
    if "calling" in doing and sheet.frame.evokes in ("peaceful_protest", "security_operation"):
        return True
    if "announcing" not in doing or side.kind not in FORCES or _is_voice(sheet, side):
        return False
    if sheet.trigger.definite and may_strike(sheet.frame):
        return False  # "announced the attack": it was told of before
    if sheet.frame.figures not in HARMS and (sheet.frame.evokes in _OWN or sheet.trigger.frame in grammar().defending):
        return True
    struck = any(_is_foe(side, t) for t in sheet.found.targets) or any(_is_foe(side, a) for a in _counted(sheet))
    return struck and may_strike(sheet.frame) and actors().is_armed(side.id)


def _is_voice(sheet: RoleSheet, side: SideMention) -> bool:
    """Whether a body only speaks for others: a media cell, a health office."""
    return any(norm in grammar().voices for norm in sheet.scene.words.norms[side.i : side.j])


def _counted(sheet: RoleSheet) -> list[ActorMention]:
    """The people that a figure of the trigger counts."""
    scene, t = sheet.scene, sheet.trigger
    who = [f.who for f in scene.of("figures", t.i, t.j + _FIGURE) if f.who is not None and f.trigger and f.trigger[0] == t.i]
    return [a for i, j in who for a in scene.of("actors", i, j) if a.i < j and i < a.j]


def _is_foe(side: SideMention, target: SideMention | ActorMention) -> bool:
    """Whether an armed target, or a post or vehicle of one, belongs to others than the side."""
    if target.id is None:
        return target.kind in ("post", "armed_group", "armed_vehicle")
    mine = {side.id, *side.within}
    return actors().is_armed(target.id) and mine.isdisjoint({target.id, *target.within} - {"security_forces_other"})


def _is_complement(sheet: RoleSheet, k: int) -> bool:
    """Whether the verb before word `k` governs the noun: directly, by "of" or "with", or joined by "and" to one it governs."""
    words, t = sheet.scene.words, sheet.trigger
    before = t.i - 1
    joined = before >= 0 and words.clitic[before] and words.norms[before] == WAW
    between = [e for e in sheet.scene.of("triggers", k, t.i) if k <= e.i < t.i and e.kind == "event" and not e.weak]
    if any(e.pos == "verb" for e in between) or (between and not joined):
        return False
    if any(words.norms[m] in grammar().relatives and words.norms[m] not in grammar().transparent for m in range(k, before)):
        return False
    found = preposition_ending_at(words, before) if before >= k else None
    if found is not None and found[1] == "min":  # "managed to", not "after a week of"
        return is_only_times(sheet.scene, k, found[0]) or words.kinds[found[0] - 1] == "p"
    return found is None or found[1] in _GOVERNING or _stands_behind(sheet)


def _stands_behind(sheet: RoleSheet) -> bool:
    return sheet.trigger.i > 0 and sheet.scene.words.norms[sheet.trigger.i - 1] in grammar().behind


def _add_joined(sheet: RoleSheet, side: SideMention) -> None:
    """The side that "and" joins to one that acts acts too."""
    words = sheet.scene.words
    for other in sides_between(sheet.scene, side.j, min(sheet.trigger.i, side.j + 4)):
        if words.norms[other.i - 1] == WAW and words.clitic[other.i - 1]:
            sheet.add(sheet.found.actors, other, "events.role.joined")
