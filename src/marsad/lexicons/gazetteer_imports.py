"""Imports into the user's own gazetteer: GeoNames country dumps, OCHA P-code sheets, lists of name, lat, lon.

A row that cannot be used never stops its file: it is counted, and the report says why. A file is taken in whole or, on an
error of the disk or a wrong file, not at all.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from marsad.lexicons.gazetteer import shared, user_file
from marsad.lexicons.gazetteer_keys import is_arabic, key_of
from marsad.lexicons.gazetteer_tables import FORMAT, KINDS, SCHEMA, Row, weight_of, write_rows, write_summary

csv.field_size_limit(10_000_000)
_SHOWN = 20
_STEP = 2000
_GEONAMES_WIDTH = 19
_CODES = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "PPLX": "neighbourhood", "AIRP": "facility", "AIRB": "facility",
    "AIRF": "facility", "CMP": "facility", "CMPRF": "facility", "DAM": "facility", "HSP": "facility", "INSM": "facility",
    "MILB": "facility", "OILF": "facility", "OILR": "facility", "PRN": "facility", "PRT": "facility", "BDG": "facility",
}  # fmt: skip
_CLASSES = {
    "P": "city",
    "T": "natural",
    "H": "natural",
    "V": "natural",
    "L": "natural",
    "S": "facility",
    "A": "admin2",
    "R": "facility",
}
_FEATURES = {
    "locality": "village", "settlement": "village", "town": "city", "hamlet": "village", "borough": "neighbourhood",
    "suburb": "neighbourhood", "quarter": "neighbourhood", "admin3": "admin2", "campus": "facility", "region": "admin1",
    "governorate": "admin1", "district": "admin2",
}  # fmt: skip
_HEADERS = {
    "name": ("name", "name_ar", "arabic", "namear", "ar_name"),
    "lat": ("lat", "latitude", "y", "center_lat", "point_y"),
    "lon": ("lon", "lng", "long", "longitude", "x", "center_lon", "point_x"),
    "name_en": ("name_en", "english", "asciiname", "en_name"),
    "variants": ("variants", "alt_ar", "variants_ar", "alternatenames"),
    "country": ("country", "countrycode", "iso2", "adm0_pcode"),
    "admin1": ("admin1", "adm1_en", "admin1name_en", "admin1_en"),
    "admin2": ("admin2", "adm2_en", "admin2name_en", "admin2_en"),
    "kind": ("kind", "feature", "type"),
    "population": ("population", "pop"),
    "geonameid": ("geonames_id", "geonameid"),
    "weight": ("weight",),
}


class BadRow(ValueError):
    """A row that cannot be used, with the reason in words."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: rows read, places added, places known already, rows left out by reason, the first of them."""

    path: Path
    rows: int
    added: int
    known: int
    bad: Mapping[str, int]
    examples: tuple[tuple[int, str], ...] = field(default=())


Rows = Iterator[tuple[int, Row | BadRow]]


def import_file(
    path: Path,
    *,
    country: str | None = None,
    progress: Callable[[int], None] | None = None,
    alternates: Path | None = None,
    target: Path | None = None,
) -> ImportReport:
    """Add the places of a file to the user's gazetteer, at once usable in this process.

    `country` is the ISO code where the file names none; `alternates` a GeoNames alternateNames file; `progress` is called with
    the number of rows read. FileNotFoundError, or ValueError naming the file, when it is none of the known kinds.
    """
    target = target if target is not None else user_file()
    rows = _read(Path(path), country, Path(alternates) if alternates is not None else None)
    target.parent.mkdir(parents=True, exist_ok=True)
    db = _open_target(target)
    counts: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    examples: list[tuple[int, str]] = []
    try:
        db.execute("BEGIN IMMEDIATE")
        for number, row in rows:
            counts["rows"] += 1
            if progress is not None and counts["rows"] % _STEP == 0:
                progress(counts["rows"])
            if isinstance(row, BadRow):
                bad[str(row)] += 1
                if len(examples) < _SHOWN:
                    examples.append((number, str(row)))
            else:
                counts["added" if write_rows(db, [row]) else "known"] += 1
        write_summary(db, _version(db))
        db.commit()
    except BaseException:
        db.rollback()
        raise
    finally:
        db.close()
    if progress is not None:
        progress(counts["rows"])
    if target == user_file():
        shared().reopen()
    return ImportReport(path, counts["rows"], counts["added"], counts["known"], dict(sorted(bad.items())), tuple(examples))


def _open_target(target: Path) -> sqlite3.Connection:
    db = sqlite3.connect(target, timeout=60, isolation_level=None)
    try:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if "meta" not in tables:
            db.executescript(SCHEMA)
            with db:
                write_summary(db, "0")
        stored = dict(db.execute("SELECT key, value FROM meta WHERE key = 'format'")).get("format")
        if stored != str(FORMAT):
            raise ValueError(f"{target}: expected a gazetteer of format {FORMAT}, got {stored}: move it away and import again")
    except BaseException:
        db.close()
        raise
    return db


def _version(db: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for (ref,) in db.execute("SELECT ref FROM places ORDER BY ref"):
        digest.update(f"{ref}\n".encode())
    return digest.hexdigest()[:16]


def _read(path: Path, country: str | None, alternates: Path | None) -> Rows:
    if not path.exists():
        raise FileNotFoundError(f"expected a file of places at {path}, found none")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _read_table(path, _sheet_rows(path), country)
    lines = _lines(path)
    first = next(lines, "")
    lines = _chain(first, lines)
    if first.count("\t") == _GEONAMES_WIDTH - 1 and first.split("\t")[0].strip().isdigit():
        return _read_geonames(lines, country, _alternate_names(alternates))
    delimiter = max(",;\t", key=first.count)
    return _read_table(path, csv.reader(lines, delimiter=delimiter), country)


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def _lines(path: Path) -> Iterator[str]:
    """Lines of a plain, gzipped or zipped text. Bytes that are no UTF-8 are replaced."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = [
                m for m in archive.namelist() if m.lower().endswith((".txt", ".csv", ".tsv")) and "readme" not in m.lower()
            ]
            if not members:
                raise ValueError(f"{path}: expected a .txt or .csv inside, got {', '.join(archive.namelist()[:5]) or 'nothing'}")
            best = max(members, key=lambda m: archive.getinfo(m).file_size)
            with archive.open(best) as raw:
                yield from io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
    elif path.suffix.lower() == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as text:
            yield from text
    else:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
            yield from text


def _sheet_rows(path: Path) -> Iterator[list[str]]:
    try:
        import openpyxl  # type: ignore[import-untyped, unused-ignore]
    except ImportError as err:
        raise ValueError(f"{path}: reading .xlsx needs openpyxl (pip install openpyxl); or save the sheet as CSV") from err
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = max(book.worksheets, key=lambda s: (s.title.lower()[-1:].isdigit(), s.title))
    for row in sheet.iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]


def _alternate_names(path: Path | None) -> dict[int, list[str]]:
    """Arabic names of a GeoNames alternateNames file by geonameid, preferred ones first, without colloquial and historic ones."""
    names: dict[int, list[str]] = {}
    if path is None:
        return names
    for line in _lines(path):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < 4 or cells[2] != "ar" or not cells[1].isdigit() or "1" in (cells[6:7] + cells[7:8]):
            continue
        known = names.setdefault(int(cells[1]), [])
        known.insert(0 if cells[4:5] == ["1"] else len(known), cells[3])
    return names


def _read_geonames(lines: Iterable[str], country: str | None, alternates: Mapping[int, list[str]]) -> Rows:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if not any(cells):
            continue
        try:
            yield number, _geonames_row(cells, country, alternates)
        except BadRow as err:
            yield number, err


def _geonames_row(cells: list[str], country: str | None, alternates: Mapping[int, list[str]]) -> Row:
    if len(cells) != _GEONAMES_WIDTH or not cells[0].isdigit():
        raise BadRow(f"expected {_GEONAMES_WIDTH} columns")
    geonameid, code = int(cells[0]), cells[7]
    names = [*alternates.get(geonameid, ()), *cells[3].split(",")]
    population = int(cells[14]) if cells[14].isdigit() else 0
    kind = _CODES.get(code) or ("country" if code.startswith("PCLI") else _CLASSES.get(cells[6]))
    if kind is None:
        raise BadRow("no kind of place that is used")
    if kind == "city" and population < 5000 and not code.startswith("PPLA"):
        kind = "village"
    lat, lon = _degrees(cells[4], cells[5])
    return Row(
        names=_arabic(names), name_en=cells[2] or cells[1], kind=kind, country=cells[8] or country, lat=lat, lon=lon,
        weight=weight_of(population), source="import", geonameid=geonameid, ref=f"geonames:{geonameid}",
    )  # fmt: skip


def _read_table(path: Path, table: Iterator[list[str]], country: str | None) -> Rows:
    header = [cell.strip().lower() for cell in next(table, [])]
    columns = {key: header.index(n) for key, names in _HEADERS.items() for n in names if n in header}
    level = max((n for n in range(4) if _level_name(header, n)), default=None)
    if "name" not in columns and level is not None:
        columns |= _pcode_columns(header, level)
    if "name" not in columns or not ({"lat", "lon"} <= set(columns) or "pcode" in columns):
        raise ValueError(
            f"{path}: expected a GeoNames dump, a P-code sheet or the columns name, lat, lon; got {', '.join(header)[:200]}"
        )
    for number, cells in enumerate(table, 2):
        if not any(cells):
            continue
        values = {key: cells[k].strip() for key, k in columns.items() if k < len(cells)}
        try:
            yield number, _table_row(values, country, level)
        except BadRow as err:
            yield number, err


def _level_name(header: list[str], level: int) -> str | None:
    forms = (f"adm{level}_ar", f"admin{level}name_ar", f"admin{level}_ar", f"adm{level}_name1", f"adm{level}_name_ar")
    return next((form for form in forms if form in header), None)


def _pcode_columns(header: list[str], level: int) -> dict[str, int]:
    """Columns of an OCHA sheet at its finest level: Arabic and English name, P-code, country."""
    wanted = {"name": [_level_name(header, level)]}
    wanted["name_en"] = [f"adm{level}_en", f"admin{level}name_en", f"admin{level}_en", f"adm{level}_name"]
    wanted["pcode"] = [f"adm{level}_pcode", f"admin{level}pcode"]
    wanted["country"] = ["adm0_pcode", "admin0pcode", "iso2"]
    return {key: header.index(n) for key, names in wanted.items() for n in names if n in header}


def _table_row(values: Mapping[str, str], country: str | None, level: int | None) -> Row:
    names = _arabic([values.get("name", ""), *values.get("variants", "").replace(";", "|").split("|")])
    code = (values.get("country") or country or "")[:2].upper() or None
    pcode = values.get("pcode")
    if pcode and not (values.get("lat") or values.get("lon")):
        lat, lon = _known_point(names, code)
    else:
        lat, lon = _degrees(values.get("lat", ""), values.get("lon", ""))
    population = int(p) if (p := values.get("population", "").split(".")[0]).isdigit() else 0
    geonameid = int(g) if (g := values.get("geonameid", "")).isdigit() else None
    weight = min(5, int(values["weight"])) if values.get("weight", "").isdigit() else weight_of(population)
    ref = f"pcode:{pcode}" if pcode else f"list:{code}:{' '.join(key_of(names[0]))}:{lat:.4f}:{lon:.4f}"
    return Row(
        names=names, name_en=values.get("name_en") or names[0], kind=_kind(values.get("kind", ""), level if pcode else None),
        country=code, lat=lat, lon=lon, weight=weight, source="import", admin1=values.get("admin1") or None,
        admin2=values.get("admin2") or None, geonameid=geonameid, ref=ref,
    )  # fmt: skip


def _kind(value: str, level: int | None) -> str:
    if level is not None:
        return ("country", "admin1", "admin2", "admin2")[level]
    feature, _, code = value.lower().partition(":")
    if code.upper().startswith("PPLA"):
        return "city"
    return feature if feature in KINDS else _FEATURES.get(feature, "village" if value else "city")


def _known_point(names: tuple[str, ...], country: str | None) -> tuple[float, float]:
    for place in (p for name in names for p in shared().find(name)):
        if place.country == country and place.lat is not None and place.lon is not None:
            return place.lat, place.lon
    raise BadRow("no coordinates, and no known place of that name to take them from")


def _arabic(names: Iterable[str]) -> tuple[str, ...]:
    """The names in Arabic letters; those in other letters are left out. BadRow where none remains."""
    kept = tuple(dict.fromkeys(n.strip() for n in names if n.strip() and is_arabic(n.strip()) and key_of(n)))
    if not kept:
        raise BadRow("no Arabic name")
    return kept


def _degrees(lat: str, lon: str) -> tuple[float, float]:
    try:
        y, x = float(lat), float(lon)
    except ValueError as err:
        raise BadRow("no coordinates" if not lat or not lon else "coordinates are no numbers") from err
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        raise BadRow("coordinates out of range")
    return y, x
