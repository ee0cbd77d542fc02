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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from marsad.lexicons.gazetteer import shared, user_file
from marsad.lexicons.gazetteer_rows import GEONAMES_WIDTH, BadRow, Rows, read_geonames, read_table
from marsad.lexicons.gazetteer_tables import FORMAT, SCHEMA, write_rows, write_summary

csv.field_size_limit(10_000_000)
_SHOWN = 20
_STEP = 2000


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: rows read, places added, places known already, rows left out by reason, the first of them."""

    path: Path
    rows: int
    added: int
    known: int
    bad: Mapping[str, int]
    examples: tuple[tuple[int, str], ...] = field(default=())


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
        return read_table(path, _sheet_rows(path), country)
    lines = _lines(path)
    first = next(lines, "")
    lines = _chain(first, lines)
    if first.count("\t") == GEONAMES_WIDTH - 1 and first.split("\t")[0].strip().isdigit():
        return read_geonames(lines, country, _alternate_names(alternates))
    delimiter = max(",;\t", key=first.count)
    return read_table(path, csv.reader(lines, delimiter=delimiter), country)


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
