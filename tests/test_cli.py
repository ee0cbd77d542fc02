"""The commands, run as a user runs them, on real files and pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len
from rich.console import Console

from marsad.cli.bidi import join_letters, orders_arabic, to_visual
from marsad.cli.entries import BadEntry, add_entry, find_faults
from marsad.cli.screens import Screen, progress
from marsad.lexicons.gazetteer import shared
from marsad.record import Coding

Row = dict[str, Any]
Run = Callable[..., Any]
GOLD = Path(__file__).resolve().parent.parent / "eval" / "gold"
VISUAL = yaml.safe_load((Path(__file__).parent / "data" / "bidi.yml").read_text(encoding="utf-8"))


@pytest.fixture
def report(golds: list[Row]) -> Row:
    """A report in the fields of gold, written to report.json."""
    return golds[0]


@pytest.fixture
def files(report: Row, run: Run) -> list[str]:
    """The same report as text, as JSON, and as a line of JSON."""
    Path("report.txt").write_text(report["text"], encoding="utf-8")
    Path("report.json").write_text(json.dumps(report), encoding="utf-8")
    Path("report.jsonl").write_text(json.dumps(report) + "\n\n", encoding="utf-8")
    return ["report.txt", "report.json", "report.jsonl"]


def test_the_summary_speaks_both_languages(run: Run, files: list[str], report: Row) -> None:
    ran = run("code", "report.json")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert any(report["outlet"] in line and report["published"] in line for line in lines)
    for word in ("Events · ", "Statements · ", "Times · ", "Places · ", "Who · ", "Where · "):
        assert word in ran.out
    assert max(map(len, lines)) < 140


def test_visual_order_holds_the_same_letters_joined(run: Run, files: list[str]) -> None:
    logical, visual = (run("code", "report.json", "--bidi", how).out for how in ("terminal", "visual"))
    assert any("\ufe70" <= char <= "\ufefc" for char in visual)
    assert not any("\ufb50" <= char <= "\ufefc" for char in logical)
    assert len(visual.splitlines()) == len(logical.splitlines())


def test_text_json_and_lines_read_alike(run: Run, files: list[str], report: Row) -> None:
    ran = run("code", *files, "--format", "jsonl", "--published", report["published"], "--outlet", report["outlet"])
    codings = [Coding.model_validate_json(line) for line in ran.out.splitlines()]
    assert [coding.id for coding in codings] == ["report", report["id"], report["id"]]
    assert len({coding.model_dump_json(include={"events", "timexes", "places", "statements"}) for coding in codings}) == 1


def test_what_the_input_says_counts_before_the_option(run: Run, files: list[str], report: Row) -> None:
    ran = run("code", "report.json", "--format", "jsonl", "--published", "1999-01-01")
    assert json.loads(ran.out)["published"] == report["published"]


def test_without_a_day_relative_times_stay_open(run: Run, files: list[str]) -> None:
    coding = json.loads(run("code", "report.txt", "--format", "jsonl").out)
    assert coding["published"] is None
    assert coding["timexes"]
    assert not any((timex["value"] or "").startswith("2") for timex in coding["timexes"])


def test_json_is_an_array(run: Run, files: list[str]) -> None:
    ran = run("code", *files, "--format", "json")
    assert [record["id"] for record in json.loads(ran.out)] == ["report", "iq-dev-01", "iq-dev-01"]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".txt"])
def test_standard_input_is_told_by_its_first_character(run: Run, files: list[str], suffix: str) -> None:
    ran = run("code", "-", "--format", "jsonl", given=Path(f"report{suffix}").read_bytes())
    assert ran.code == 0
    assert json.loads(ran.out)["events"]


def test_a_folder_is_read_in_order(run: Run, files: list[str]) -> None:
    ran = run("code", ".", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["iq-dev-01", "iq-dev-01", "report"]


def test_one_page(run: Run, files: list[str]) -> None:
    assert run("code", "report.json", "--format", "html", "--out", "pages/one.html").code == 0
    written = Path("pages/one.html").read_text(encoding="utf-8")
    assert written.startswith("<!doctype html>")
    assert run("code", "report.json", "--format", "html").out == written


def test_a_folder_of_pages(run: Run, files: list[str]) -> None:
    Path("english.txt").write_text("nothing to read here", encoding="utf-8")
    ran = run("code", *files, "english.txt", "--format", "html", "--out", "pages")
    assert ran.code == 1
    assert sorted(path.name for path in Path("pages").iterdir()) == [
        "index.html",
        "iq-dev-01-2.html",
        "iq-dev-01.html",
        "report.html",
    ]
    index = Path("pages/index.html").read_text(encoding="utf-8")
    assert 'href="iq-dev-01-2.html"' in index
    assert "got no Arabic letter" in index


def test_several_pages_need_a_folder(run: Run, files: list[str]) -> None:
    for out in ([], ["--out", "one.html"]):
        ran = run("code", *files, "--format", "html", *out)
        assert ran.code == 2
        assert "expected a folder for 3 reports" in " ".join(ran.err.replace("│", " ").split())


@pytest.mark.parametrize("form", ["summary", "json", "jsonl"])
def test_output_goes_to_a_file(run: Run, files: list[str], form: str) -> None:
    ran = run("code", "report.json", "--format", form, "--out", "deep/out")
    assert (ran.code, ran.out) == (0, "")
    assert "iq-dev-01" in Path("deep/out").read_text(encoding="utf-8")


def test_an_output_that_cannot_be_written(run: Run, files: list[str]) -> None:
    ran = run("code", "report.json", "--format", "json", "--out", "report.txt/x")
    assert ran.code == 1
    assert ran.err.startswith("error: report.txt/x: ")


def test_trace_shows_rules_and_words(run: Run, report: Row) -> None:
    ran = run("trace", report["text"], "--published", report["published"])
    assert ran.code == 0
    assert "times." in ran.out
    assert "e1 " in ran.out
    assert "s1 " in ran.out
    assert report["events"][0]["triggers"][0]["text"].split()[-1] in ran.out
    assert run("trace", "-", "--published", report["published"], given=report["text"].encode()).out == ran.out


@pytest.mark.parametrize("text", ["", "no Arabic here"])
def test_trace_of_nothing(run: Run, text: str) -> None:
    ran = run("trace", text)
    assert ran.code == 1
    assert ran.err.startswith("error: text: expected ")


def test_schema_is_json_schema(run: Run) -> None:
    assert json.loads(run("schema").out)["title"] == "Coding"


def test_evaluate_prints_every_figure(run: Run) -> None:
    ran = run("evaluate", str(GOLD), "--errors", "--layer", "events")
    assert ran.code == 0
    for name in (
        "time span",
        "time value",
        "place",
        "said what",
        "who said it",
        "stance",
        "event",
        "slots",
        "aggregate",
        "hands-free",
    ):
        assert any(line.startswith(name) for line in ran.out.splitlines()), name
    assert ": time missed" not in ran.out


@pytest.mark.parametrize(("by", "row"), [("type", "armed_clash"), ("outlet", "by outlet "), ("phenomenon", "status alleged")])
def test_evaluate_breaks_down(run: Run, by: str, row: str) -> None:
    ran = run("evaluate", str(GOLD), "--by", by)
    assert any(line.startswith(row) for line in ran.out.splitlines())


def test_evaluate_measures_codings_made_before(run: Run, golds: list[Row], perfect: Callable[[Row], Coding]) -> None:
    Path("coded.jsonl").write_text("".join(perfect(gold).model_dump_json() + "\n" for gold in golds), encoding="utf-8")
    ran = run("evaluate", str(GOLD), "--coded", "coded.jsonl", "--json")
    figures = json.loads(ran.out)
    assert {figure["f1"] for figure in figures["figures"].values()} == {1.0}
    assert figures["hands_free"] == 1
    assert run("evaluate", str(GOLD), "--coded", "nowhere.jsonl").code == 2


def test_evaluate_without_gold(run: Run) -> None:
    assert run("evaluate", "nowhere").code == 2
    Path("hollow").mkdir()
    assert run("evaluate", "hollow").code == 1


def test_the_lexicons_are_clean(run: Run) -> None:
    ran = run("lexicon", "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(" 0 faults\n")


def test_the_lexicons_are_counted(run: Run) -> None:
    ran = run("lexicon", "stats")
    rows = {line.split()[0]: line.split()[1:] for line in ran.out.splitlines()[1:]}
    assert all(int(count.replace(",", "")) for count in (rows["weapons"][0], rows["statements"][1], rows["gazetteer.sqlite"][0]))


LEXICON = """# kept as it is
first:
- {id: one, words: [\u0633\u064a\u0641]}   # and this

- id: two
  words:
  - \u0631\u0645\u062d

second: [{id: x, note: y}]
"""


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("marsad.cli.entries.FOLDER", tmp_path)
    path = tmp_path / "arms.yml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


def test_an_entry_is_added_where_it_belongs(lexicon: Path) -> None:
    assert add_entry("arms", "{id: three, words: [\u0642\u0648\u0633]}") == "arms.yml:8"
    written = lexicon.read_text(encoding="utf-8")
    assert written == LEXICON.replace("\n\nsecond", "\n- {id: three, words: [\u0642\u0648\u0633]}\n\nsecond")
    assert [entry["id"] for entry in yaml.safe_load(written)["first"]] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{id: one, words: []}", "expected an id of its own, got one"),
        ("{id: three}", "expected the keys words"),
        ("{id: three, words: [], colour: red}", "got the unknown colour"),
        ("{id: three, words: [\ufe8d\ufedf]}", "got a presentation form"),
        ("{id: three, words: [\u0633\u0640\u064a\u0641]}", "got a tatweel"),
        ("{id: three, words: [\u0633\u06cc\u0641]}", "got a Farsi letter"),
        ("{id: three, words: [}", "expected YAML"),
        ("three", "expected an entry in braces"),
        ("{id: three,\nwords: []}", "expected an entry on one line"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(lexicon: Path, entry: str, told: str) -> None:
    with pytest.raises(BadEntry, match=told):
        add_entry("arms", entry)
    assert lexicon.read_text(encoding="utf-8") == LEXICON


def test_unknown_lexicons_and_sections_are_named(lexicon: Path) -> None:
    with pytest.raises(BadEntry, match="expected one of the lexicons arms, got legs"):
        add_entry("legs", "{id: a}")
    with pytest.raises(BadEntry, match="expected a section, one of first, got third"):
        add_entry("arms", "{id: a}", section="third")


def test_faults_name_their_line(lexicon: Path) -> None:
    lexicon.write_text("a:\n- {id: x}\n- {id: x, b: \u0633\u0640\u064a\u0641}\na: 1\n", encoding="utf-8")
    assert sorted(find_faults(lexicon)) == [
        "arms.yml:1: the key 'a' stands twice",
        "arms.yml:2: the id 'x' stands twice",
        "arms.yml:3: a tatweel in '\u0633\u0640\u064a\u0641'",
    ]


def test_a_wrong_entry_is_told_by_the_command(run: Run, lexicon: Path) -> None:
    ran = run("lexicon", "add", "arms", "three")
    assert ran.code == 1
    assert ran.err.startswith("error: expected an entry in braces")
    assert run("lexicon", "add", "arms", "{id: three, words: []}").out == "added at arms.yml:8\n"


@pytest.fixture
def own_gazetteer(run: Run) -> Iterator[None]:
    """The gazetteer opened anew, with the places of this test's user and of nobody else."""
    shared.cache_clear()
    yield
    shared().close()
    shared.cache_clear()


@pytest.mark.usefixtures("own_gazetteer")
def test_places_are_found_and_imported(run: Run) -> None:
    name = VISUAL["place"]
    assert run("places", "find", name).code == 1
    Path("own.csv").write_text(f"name,lat,lon,country\n{name},12.5,44.25,YE\n{name},north,1,YE\n", encoding="utf-8")
    imported = run("places", "import", "own.csv")
    assert imported.code == 0
    assert "2 rows, 1 places added" in imported.out
    assert "left out 1: " in imported.err
    found = run("places", "find", name)
    assert found.code == 0
    assert "12.5000, 44.2500" in found.out


def test_a_file_that_holds_no_places(run: Run) -> None:
    for name in ("nowhere.csv", "report.csv"):
        Path("report.csv").write_text("a;b\n1;2\n", encoding="utf-8")
        ran = run("places", "import", name)
        assert ran.code == 1
        assert ran.err.startswith("error: ")
        assert name in ran.err


def test_version_and_help() -> None:
    done = subprocess.run([sys.executable, "-m", "marsad.cli", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("marsad 0.")
    helped = subprocess.run([sys.executable, "-m", "marsad.cli", "code", "--help"], capture_output=True, text=True, check=True)
    assert "--published" in helped.stdout


@pytest.mark.parametrize("case", VISUAL["lines"], ids=lambda case: case["what"])
def test_lines_as_they_are_seen(case: Row) -> None:
    assert to_visual(case["line"], rtl=case.get("rtl", False)) == "".join(chr(int(code, 16)) for code in case["seen"].split())


def test_latin_lines_stay_as_they_are() -> None:
    assert to_visual("e1 Armed clash (2)") == "e1 Armed clash (2)"
    assert join_letters("abc") == "abc"


@pytest.mark.parametrize(
    ("environment", "able"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"VTE_VERSION": "7002"}, True),
        ({"VTE_VERSION": "7002", "TMUX": "/tmp/x"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM": "screen-256color", "KONSOLE_VERSION": "1"}, False),
    ],
)
def test_terminals_that_order_arabic(environment: dict[str, str], able: bool) -> None:
    assert orders_arabic(environment) is able


def test_lines_are_no_wider_than_asked(golds: list[Row]) -> None:
    screen = Screen(Console(width=80, file=sys.stdout), visual=True)
    for gold in golds:
        assert all(cell_len(line) <= 60 for line in screen.wrap(gold["text"], 60))


def test_progress_on_what_is_no_terminal_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("counting", total=3) as steps:
        steps(1)
        steps(2, 3)
    assert capsys.readouterr() == ("", "")
