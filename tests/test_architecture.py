"""The house keeps its shape: imports run one way, words stay in the lexicons, an annotator is three files with one stem."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import marsad

PACKAGE = Path(marsad.__file__).parent
TESTS = Path(__file__).parent

# room -> rooms that it may import; "lexicons" stands for the loader of the YAML.
MAY_IMPORT: dict[str, set[str]] = {
    "record": set(),
    "text": set(),
    "lexicons": {"text"},
    "annotators": {"text", "lexicons", "record"},
    "codings": {"annotators", "record", "text"},
    "traces": {"record"},
    "coder": {"annotators", "codings", "traces", "record", "text", "lexicons"},
    "sources": {"record", "text"},
    "incidents": {"record"},
    "exports": {"record", "lexicons"},
    "store": {"record", "incidents"},
    "digest": {"store", "record", "lexicons"},
    "site": {"store", "exports", "lexicons", "record"},
    "batch": {"sources", "coder", "incidents", "exports", "record"},
}
MAY_IMPORT["cli"] = set(MAY_IMPORT)
NO_ROOMS = {"utils", "util", "helpers", "common", "core", "services", "misc"}
CORE_ROOMS = {"record", "text", "lexicons", "annotators", "codings", "traces", "coder", "exports", "cli"}
EXTRAS = {"django", "ray", "psycopg"}
LAYERS = ("numbers", "times", "places", "actors", "statements", "events")
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that a module imports, inside functions too."""
    package = ("marsad", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


def faults(path: Path) -> Iterator[str]:
    room = room_of(path)
    for line, name in imported(path):
        parts = name.split(".")
        where = f"{path.relative_to(PACKAGE)}:{line}"
        if parts[0] in EXTRAS and room in CORE_ROOMS:
            yield f"{where}: the core imports {parts[0]}, which only an extra installs"
        if parts[0] != "marsad" or len(parts) < 2 or parts[1] in {room, "__version__", "load"}:
            continue
        if room != "__init__" and parts[1] not in MAY_IMPORT[room]:
            yield f"{where}: {room} imports {parts[1]}, against the stream"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    assert room_of(path) in {*MAY_IMPORT, "__init__"}, "a room that the table of imports does not know"
    assert list(faults(path)) == []


def test_a_wrong_import_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    (tmp_path / "text").mkdir()
    wrong = tmp_path / "text" / "letters.py"
    wrong.write_text("def f():\n    from ..record import Report\n    import marsad.lexicons\n    import django\n")
    assert len(list(faults(wrong))) == 3


@pytest.mark.parametrize("path", [*modules(), *sorted(TESTS.rglob("*.py"))], ids=lambda p: p.name)
def test_no_arabic_letter_in_code(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [k for k, line in enumerate(lines, 1) if ARABIC.search(line)] == [], "words belong into YAML"


def test_no_nameless_rooms() -> None:
    assert [p for p in PACKAGE.rglob("*") if p.stem in NO_ROOMS] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_three_files_with_one_stem(layer: str) -> None:
    assert (PACKAGE / "annotators" / f"{layer}.py").is_file()
    assert (PACKAGE / "lexicons" / f"{layer}.yml").is_file()
    assert (TESTS / "corpora" / f"{layer}.yml").is_file()
