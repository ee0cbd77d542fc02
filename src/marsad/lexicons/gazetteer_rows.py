"""Rows of imported files: what a line of a GeoNames dump, of a P-code sheet or of a list of places says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from marsad.lexicons.gazetteer import shared
from marsad.lexicons.gazetteer_keys import is_arabic, key_of
from marsad.lexicons.gazetteer_tables import KINDS, Row, weight_of

GEONAMES_WIDTH = 19
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


Rows = Iterator[tuple[int, Row | BadRow]]


def read_geonames(lines: Iterable[str], country: str | None, alternates: Mapping[int, list[str]]) -> Rows:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if not any(cells):
            continue
        try:
            yield number, _geonames_row(cells, country, alternates)
        except BadRow as err:
            yield number, err


def _geonames_row(cells: list[str], country: str | None, alternates: Mapping[int, list[str]]) -> Row:
    if len(cells) != GEONAMES_WIDTH or not cells[0].isdigit():
        raise BadRow(f"expected {GEONAMES_WIDTH} columns")
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


def read_table(path: Path, table: Iterator[list[str]], country: str | None) -> Rows:
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
