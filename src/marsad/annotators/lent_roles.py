"""Lent roles: the subject of the verb that a noun completes, where that subject does what the noun names."""

from __future__ import annotations

from marsad.annotators.phrases import AND, BARE, GENITIVE, START, doing_of, govern
from marsad.annotators.role_sheets import ACT, RoleSheet
from marsad.annotators.sides import FORCES, SideMention, sides_between
from marsad.annotators.stretches import LONGEST_PHRASE
from marsad.text.tokens import WAW

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
    )
)


def read_matrix(sheet: RoleSheet) -> None:
    """The subject of the verb that the noun completes, where that subject does what the noun names."""
    if ACT not in (*sheet.roles.get(GENITIVE, ()), *sheet.frame.roles.get("verb", {}).get("subject", ())):
        return
    words = sheet.scene.words
    for side in sides_between(sheet.scene, sheet.low, sheet.trigger.i):
        found = govern(words, side.i, sheet.low, verbs=sheet.scene.verbs)
        if found.place not in (BARE, START, AND) and not (side.i and "announcing" in doing_of(words, side.i - 1)):
            continue
        doing = {what for k in (found.i, side.i - 1, *range(side.j, sheet.trigger.i)) if k >= 0 for what in doing_of(words, k)}
        announced = "announcing" in doing and sheet.frame.evokes in _OWN and side.kind in FORCES
        announced = announced or (sheet.trigger.enclitic is not None and found.place == BARE)
        announced = announced or (sheet.frame.evokes == "peaceful_protest" and "calling" in doing)
        if announced or "achieving" in doing:
            sheet.add(sheet.found.actors, side, "events.role.matrix")
            _add_joined(sheet, side)
            return
    for k in range(sheet.low, sheet.trigger.i - 1):
        if "achieving" in doing_of(words, k) and sheet.trigger.i - k <= LONGEST_PHRASE:
            sheet.give_chunk(k + 1, GENITIVE if sheet.roles.get(GENITIVE) else "subject")
            return


def _add_joined(sheet: RoleSheet, side: SideMention) -> None:
    """The side that "and" joins to one that acts acts too."""
    words = sheet.scene.words
    for other in sides_between(sheet.scene, side.j, min(sheet.trigger.i, side.j + 4)):
        if words.norms[other.i - 1] == WAW and words.clitic[other.i - 1]:
            sheet.add(sheet.found.actors, other, "events.role.joined")
