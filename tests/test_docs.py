"""What exists is described, what is described exists, and the README's example gives what it says."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
import yaml

from marsad import record
from marsad.cli import app
from marsad.cli.code import Format
from marsad.cli.evaluate import By, Layer, figure_lines
from marsad.cli.screens import Bidi
from marsad.cli.tallies import Tally
from marsad.coder import LAYERS
from marsad.lexicons import load, stems

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MODELS = tuple(
    getattr(record, name)
    for name in ("Coding", "Timex", "Place", "Statement", "Speaker", "Event", "Side", "Figure", "BreakdownItem", "Responsibility",
                 "Evidence", "Span", "Failure", "Incident")
)  # fmt: skip
VALUES = tuple(
    getattr(record, name)
    for name in ("TimexType", "PlaceKind", "Form", "Stance", "Status", "DatePrecision", "Weapon", "Harm", "ResponsibilityKind",
                 "EventType")
)  # fmt: skip
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    waiting: list[tuple[str, Any]] = [("marsad", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        inside = getattr(command, "commands", None)
        if inside is None:
            yield name, command
        else:
            waiting += [(f"{name} {verb}", sub) for verb, sub in inside.items()]


def section(name: str) -> str:
    """The part of commands.md about a top-level command."""
    title = "## " + " ".join(name.split()[:2])
    return read("commands.md").split(title + "\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda x: x if isinstance(x, str) else "")
def test_every_command_and_option_is_described(name: str, command: Any) -> None:
    told = section(name)
    if len(name.split()) > 2:
        assert f"`{name}" in told
    for option in (flag for param in command.params for flag in param.opts if flag.startswith("--")):
        assert option == "--help" or f"`{option}" in told, option
    assert command.help


@pytest.mark.parametrize(("option", "choices"), [("format", Format), ("bidi", Bidi), ("by", By), ("layer", Layer)])
def test_every_choice_of_an_option_is_described(option: str, choices: type[StrEnum]) -> None:
    told = read("commands.md")
    assert f"`--{option} " in told
    assert [choice.value for choice in choices if choice.value not in told] == []


def test_described_options_exist() -> None:
    known = {flag for _, command in commands() for param in command.params for flag in param.opts} | {"--help", "--version"}
    told = set(re.findall(r"`(--[a-z-]+)", read("commands.md")))
    assert told <= known


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_described(layer: str) -> None:
    told = read("layers.md").split(f"## {layer}\n", 1)[1].split("\n## ", 1)[0]
    assert f"`marsad_{layer}`" in told
    assert f"`doc._.{layer}`" in told
    assert f"`marsad_{layer}`" in read("python.md")


def test_every_lexicon_is_described_and_no_other() -> None:
    told = set(re.findall(r"^\| `([a-z_]+)` \|", read("lexicons.md"), re.MULTILINE))
    assert told == set(stems())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_the_record_is_described(model: Any) -> None:
    told = read("record.md")
    assert [name for name in model.model_fields if f"`{name}`" not in told] == []


def test_every_value_of_the_record_is_described() -> None:
    told = read("record.md")
    assert [value for values in VALUES for value in get_args(values) if f"`{value}`" not in told] == []


def test_the_table_of_types_is_the_codebook() -> None:
    told = read("record.md")
    for entry in load("codebook")["event_types"]:
        acled = f"{entry['acled']['type']}: {entry['acled']['sub_type']}" if entry["acled"] else ""
        row = f"| `{entry['id']}` | {entry['label']['ar']} | {entry['gloss']} | {acled} | {entry['plover'] or ''} |"
        assert row in told


def test_every_page_is_in_the_menu_and_links_lead_somewhere() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    menu = set(re.findall(r"[\w/]+\.md", str(yaml.safe_load(settings)["nav"])))
    assert menu == {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_example_gives_what_it_says() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    said = [line.removeprefix("# ") for line in blocks[0].splitlines() if line.startswith("# ")]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(blocks[0], "README.md", "exec"), {})
    assert output.getvalue().splitlines() == said


def test_code_in_the_pages_can_be_read_by_python() -> None:
    for page in PAGES:
        for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            compile(block, page.name, "exec")


def test_make_targets_that_are_named_exist() -> None:
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8"))) <= rules, page.name


def test_figures_stand_only_where_the_command_that_prints_them_is_named() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        if re.search(r"\b0\.\d{2,3}\b|\b\d{2}(\.\d)?\s?%", text):
            assert page.name == "accuracy.md", page.name
            assert {"make eval", "make bench"} <= set(re.findall(r"`(make [a-z]+)`", text))
    assert figure_lines(Tally())[0] == "0 reports"


def test_credits_name_every_library_that_is_installed() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.findall(r'^  "([A-Za-z0-9_-]+)[^"]*"', settings.split("dependencies = [", 1)[1].split("]", 1)[0], re.MULTILINE)
    assert [name for name in needed if name.lower() not in notice] == []
    assert "geonames" in notice
    assert "creative commons attribution 4.0" in notice


def licences(name: str) -> dict[str, str]:
    """What each installed distribution that a plain installation brings says of its licence."""
    seen: dict[str, str] = {}
    waiting = [name]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        with contextlib.suppress(PackageNotFoundError):
            found = distribution(name) if name not in seen else None
            if found is not None:
                about = found.metadata
                kinds = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
                seen[name] = " ".join([about.get("License-Expression") or "", (about.get("License") or "")[:80], *kinds])
                needs = [line for line in found.requires or [] if "extra ==" not in line]
                waiting += [match[0] for line in needs if (match := re.match(r"[A-Za-z0-9._-]+", line))]
    return seen


def test_nothing_under_the_gpl_alone_is_installed() -> None:
    found = licences("marsad")
    assert {"spacy", "pydantic", "trafilatura", "hijridate"} <= set(found)
    free = re.compile(r"MPL|MIT|BSD|Apache|LGPL|Python|ISC|Unlicense|CNRI|Zlib|CC0", re.IGNORECASE)
    assert {name: text for name, text in found.items() if re.search(r"GPL|General Public", text) and not free.search(text)} == {}
