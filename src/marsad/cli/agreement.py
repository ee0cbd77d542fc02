"""When two values count as the same: folding of names, distances on the map, sides, figures, responsibility.

These are the rules of the project's guidelines for measuring; they know gold and codings as parsed JSON.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import Any

from marsad.lexicons import load

Row = dict[str, Any]

COUNTS = ("munitions", "killed", "injured", "abducted", "arrested")
CORE = ("type", "status", "date", "place", "actors", "targets", "killed", "injured", "abducted", "arrested")
SLOTS = (*CORE, "weapons", "munitions", "responsibility")
EARTH_DIAMETER_KM = 12742.0
ALIKE = 0.5

_JOINED = str.maketrans(
    {
        0x0622: 0x0627,
        0x0623: 0x0627,
        0x0625: 0x0627,
        0x0671: 0x0627,
        0x0649: 0x064A,
        0x0629: 0x0647,
        0x0626: 0x064A,
        0x0624: 0x0648,
    }
)
_PREFIX = re.compile("^[\u0648\u0641\u0628\u0644\u0643]?(?:\u0627\u0644|\u0644\u0644)")


@cache
def families() -> dict[str, str]:
    """Event type to what counts as the same type: ACLED's event type, or the type itself outside ACLED and where ACLED lumps."""
    found = {}
    for entry in load("codebook")["event_types"]:
        acled = entry["acled"]["type"] if entry["acled"] else ""
        found[entry["id"]] = entry["id"] if acled in ("", "Strategic developments") else acled
    return found


def same_family(gold: str, coded: str) -> bool:
    """Whether an event of type `coded` counts as found for one of type `gold`."""
    return families().get(gold) == families().get(coded)


def stance_of(stance: str | None) -> str | None:
    """A stance as it is compared: confirming counts as asserting."""
    return "assert" if stance == "confirm" else stance


@cache
def plain(text: str) -> str:
    """A name as it is compared: no marks, joined letters, single spaces."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c) and c != "\u0640")
    return re.sub(r"[\W_]+", " ", kept.translate(_JOINED)).strip().lower()


@cache
def _bare_words(text: str) -> frozenset[str]:
    return frozenset(_PREFIX.sub("", word) for word in plain(text).split()) - {""}


def alike(left: str, right: str) -> bool:
    """Whether two descriptions share half of the words of the shorter one, articles and proclitics aside."""
    a, b = _bare_words(left), _bare_words(right)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= ALIKE


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (*left, *right))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(half)))


def _radius_km(kind: str | None) -> float:
    if kind in ("admin1", "natural"):
        return 60
    return 30 if kind == "admin2" else 20


def same_place(gold: Row | None, coded: Row | None) -> bool:
    """Whether two resolved places are one: the same country, the same name there, or near enough for its kind."""
    if not gold or not coded:
        return not gold and not coded
    if gold.get("kind") == "country":
        return coded.get("country") == gold.get("country") and coded.get("kind", "country") == "country"
    same_name = plain(gold.get("name") or "") == plain(coded.get("name") or "")
    if coded.get("lat") is None or gold.get("lat") is None:
        return same_name
    if same_name and gold.get("country") == coded.get("country"):
        return True
    return distance_km((gold["lat"], gold["lon"]), (coded["lat"], coded["lon"])) <= _radius_km(gold.get("kind"))


def same_side(gold: Row, coded: Row) -> bool:
    """Whether two sides are one: by id (or an id above it) where both have one, else by their words."""
    if gold.get("id") and coded.get("id"):
        return gold["id"] in (coded["id"], *coded.get("within", ()))
    return alike(gold["text"], coded["text"])


def same_sides(gold: list[Row], coded: list[Row]) -> bool:
    """Whether every gold side is among the coded ones, and nothing else is."""
    return all(any(same_side(g, c) for c in coded) for g in gold) and all(any(same_side(g, c) for g in gold) for c in coded)


def same_responsibility(gold: list[Row], coded: list[Row]) -> bool:
    """Whether both hold the same kinds, and each gold actor stands under its kind."""
    if {row["kind"] for row in gold} != {row["kind"] for row in coded}:
        return False
    return all(any(c["kind"] == g["kind"] and alike(g["actor"], c["actor"]) for c in coded) for g in gold)


def same_speaker(gold: Row | None, coded: Row | None) -> bool:
    """Whether two speakers are one: by name where gold has one, else by role and organisation."""
    gold, coded = gold or {}, coded or {}
    if gold.get("name"):
        return alike(gold["name"], coded.get("name") or "")
    told = " ".join(gold.get(key) or "" for key in ("role", "org"))
    return alike(told, " ".join(coded.get(key) or "" for key in ("role", "org", "name")))


def slots_of(event: Row, place: Row | None) -> Row:
    """The compared slots of an event; None where a slot is empty."""
    dates = (event.get("date_start"), event.get("date_end"))
    slots: Row = {name: event.get(name) or None for name in ("actors", "targets", "responsibility")}
    slots |= {"type": event["type"], "status": event["status"], "date": dates if any(dates) else None, "place": place or None}
    slots["weapons"] = frozenset(event.get("weapons") or ()) or None
    for name in COUNTS:
        figure = event.get(name)
        slots[name] = (figure["min"], figure["max"]) if figure else None
    return slots


def same_slot(name: str, gold: Any, coded: Any) -> bool:
    """Whether a slot was coded right; an empty slot is right only for an empty one."""
    if gold is None or coded is None:
        return gold is coded
    if name == "place":
        return same_place(gold, coded)
    if name in ("actors", "targets"):
        return same_sides(gold, coded)
    if name == "responsibility":
        return same_responsibility(gold, coded)
    return bool(gold == coded)
