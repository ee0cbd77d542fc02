"""Bad input: a clear message that names it, never a traceback, never a lost neighbour; in JSON lines the error is a record."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from marsad.coder import Coder, UnreadableReport
from marsad.record import Coding, Failure, Report

OTHER_SCRIPTS = "\u0424\u043e\u0442\u043e \u65b0\u805e \u05e9\u05dc\u05d5\u05dd"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Row = dict[str, Any]
Run = Callable[..., Ran]
TINY_PAGE = b"<!doctype html><html><head><title>Weather</title></head><body><nav><a href='/'>Home</a></nav></body></html>"


@pytest.fixture
def good(golds: list[Row]) -> str:
    """The text of a report that can be coded."""
    return str(golds[0]["text"])


def code_beside_good(run: Run, good: str, name: str, data: bytes) -> tuple[list[Row], str]:
    """Codes the bad input between two good ones; gives the records and the error output."""
    for neighbour in ("before.txt", "after.txt"):
        Path(neighbour).write_text(good, encoding="utf-8")
    Path(name).write_bytes(data)
    ran = run("code", "before.txt", name, "after.txt", "--format", "jsonl", "--published", "2021-03-07")
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert "Traceback" not in ran.err
    assert [records[0]["id"], records[-1]["id"]] == ["before", "after"]
    assert records[0]["events"] == records[-1]["events"] != []
    assert ran.code == int(any("error" in record for record in records))
    return records[1:-1], ran.err


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty file": ("empty.txt", b"", "expected a text, got an empty input"),
    "blank file": ("blank.txt", b" \n\t\n", "expected a text, got an empty input"),
    "no Arabic": ("english.txt", b"Three people were killed in the town on Sunday.", "got no Arabic letter"),
    "only punctuation": ("marks.txt", "\u060c\u061b\u061f!!! ... \u00ab\u00bb".encode(), "got no Arabic letter"),
    "invalid UTF-8": ("bytes.txt", b"abc \xff\xfe\xfd\xc3 def", "expected text in UTF-8 or windows-1256, got byte 0xff at 4"),
    "binary": ("picture.txt", bytes(range(256)) * 8, "expected text in UTF-8 or windows-1256"),
    "half a UTF-16": ("half.txt", b"\xff\xfe\x27\x06\x27", "expected utf-16-le"),
    "HTML without article": ("page.html", TINY_PAGE, "expected an HTML page with an article"),
    "HTML without elements": ("hollow.html", b"<!-- -->", "expected an HTML page with an article"),
    "no JSON": ("broken.json", b'{"text": ', "expected JSON"),
    "deep JSON": ("deep.json", b"[" * 100_000, "nested too deeply"),
    "JSON of another shape": ("list.json", b'["a"]', "expected a JSON object with a text, got str"),
    "unknown keys": ("keys.json", b'{"text": "x", "headline": "y", "body": "z"}', "the unknown 'body', 'headline'"),
    "no text": ("textless.json", b'{"id": "r"}', "expected the field 'text', found none"),
    "year 0": ("zero.json", b'{"text": "x", "published": "0000-01-01"}', "published: year 0 is out of range, got '0000-01-01'"),
    "year 99999": ("late.json", b'{"text": "x", "published": "99999-01-01"}', "'99999-01-01'"),
    "null bytes": ("null.json", b'{"text": "x\\u0000y"}', "expected text, got a null character at 1"),
    "lone surrogate": (
        "surrogate.json",
        b'{"text": "x \\ud83d y"}',
        "expected Unicode text in 'text', got a lone surrogate at 2",
    ),
    "surrogate in the title": ("title.json", b'{"text": "x", "title": "\\udc00"}', "expected Unicode text in 'title'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_message(run: Run, good: str, case: str) -> None:
    name, data, told = REFUSED[case]
    (record,), err = code_beside_good(run, good, name, data)
    assert set(record) == {"id", "error"}
    assert record["error"].startswith(name)
    assert told in record["error"]
    assert record["error"] in err


def test_null_bytes_in_a_text_file(run: Run, good: str) -> None:
    (record,), _ = code_beside_good(run, good, "null.txt", good.replace(" ", "\0", 1).encode())
    assert "got a null character at" in record["error"]


def test_five_megabytes(run: Run, good: str) -> None:
    data = (good + "\n\n").encode()
    began = time.monotonic()
    (record,), _ = code_beside_good(run, good, "long.txt", data * (5_000_000 // len(data) + 1))
    assert record["error"].startswith("long.txt: expected at most 1,000,000 characters, got ")
    assert time.monotonic() - began < 20


def test_five_megabytes_in_lines_go_through(run: Run, good: str) -> None:
    line = json.dumps({"text": good, "published": "2021-03-07"}).encode() + b"\n"
    Path("many.jsonl").write_bytes(line * 20 + b"{}\n")
    ran = run("code", "many.jsonl", "--format", "jsonl")
    records = [json.loads(each) for each in ran.out.splitlines()]
    assert len(records) == 21
    assert records[-1]["error"] == "many.jsonl:21: expected the field 'text', found none"


def test_windows_1256(run: Run, good: str) -> None:
    text = "".join(char for char in good if char in bytes(range(256)).decode("cp1256"))
    (record,), err = code_beside_good(run, good, "old.txt", text.encode("cp1256"))
    assert record["text"] == text
    assert "note: old.txt: read as windows-1256" in err


def test_a_few_broken_bytes(run: Run, good: str) -> None:
    data = good.encode()
    cut = data.index(b"\n")
    (record,), err = code_beside_good(run, good, "torn.txt", data[:cut] + b"\xd9" + data[cut:])
    assert "\ufffd" in record["text"]
    assert f"note: torn.txt: 1 characters are no UTF-8, the first at byte {cut}" in err


def test_a_byte_order_mark_is_no_text(run: Run, good: str) -> None:
    for name, data in (("mark.txt", b"\xef\xbb\xbf" + good.encode()), ("wide.txt", b"\xff\xfe" + good.encode("utf-16-le"))):
        (record,), _ = code_beside_good(run, good, name, data)
        assert record["text"] == good


def odd_texts(good: str) -> dict[str, str]:
    """Texts that are odd but can be coded."""
    lines = good.replace("\n", " ") + " "
    return {
        "mixed languages": f"Breaking news: 3 killed. {good} {OTHER_SCRIPTS} {good[:80]}",
        "one long line": lines * (200_000 // len(lines) + 1),
        "unbalanced quotes": "".join(f'\u00ab{word} " \u201c' for word in good.split()) + "\u00ab" * 300,
        "years nobody meets": f"0000-00-00 31/02/99999 {good} 99999-01-01 1/1/0",
        "a number of 400 places": good + " " + "9" * 400 + " " + "\u0661" * 400 + " " + good,
        "marks on everything": "".join(f"{char}\u0651\u064b" for char in good),
        "controls between": "\u200f\u202b".join(good),
    }


@pytest.mark.parametrize("case", list(odd_texts("a b")))
def test_coded_all_the_same(run: Run, good: str, case: str) -> None:
    text = odd_texts(good)[case]
    (record,), _ = code_beside_good(run, good, "odd.txt", text.encode())
    assert record["text"] == text
    for timex in record["timexes"]:
        assert text[timex["start"] : timex["end"]] == timex["text"]


def test_a_gold_file_with_unknown_keys(run: Run, golds: list[Row]) -> None:
    Path("gold.json").write_text(json.dumps({**golds[0], "verdict": 1}), encoding="utf-8")
    coded = run("code", "gold.json", "--format", "jsonl")
    assert coded.code == 1
    assert json.loads(coded.out)["error"] == "gold.json: expected the fields of a report, got the unknown 'verdict'"
    Path("gold").mkdir()
    Path("gold/good.json").write_text(json.dumps(golds[1]), encoding="utf-8")
    Path("gold/bad.json").write_text(
        json.dumps({**golds[0], "events": [{**golds[0]["events"][0], "verdict": 1}]}), encoding="utf-8"
    )
    measured = run("evaluate", "gold")
    assert measured.code == 1
    assert "gold/bad.json: expected the fields of the guidelines in events, got the unknown 'verdict'" in measured.err
    assert measured.out.startswith("1 reports")


def test_the_fields_of_gold_and_of_codings_are_known(run: Run, golds: list[Row], coder: Coder) -> None:
    gold = golds[0]
    Path("gold.json").write_text(json.dumps(gold), encoding="utf-8")
    coding = coder.code(gold["text"], published=gold["published"], id=gold["id"], outlet=gold["outlet"], title=gold["title"])
    Path("coding.json").write_text(coding.model_dump_json(), encoding="utf-8")
    ran = run("code", "gold.json", "coding.json", "--format", "jsonl")
    assert ran.code == 0
    assert [Coding.model_validate_json(line) for line in ran.out.splitlines()] == [coding, coding]


@pytest.mark.parametrize("day", ["0000-01-01", "99999-01-01", "yesterday", "2021-02-30"])
def test_a_day_that_is_none(run: Run, good: str, day: str) -> None:
    Path("a.txt").write_text(good, encoding="utf-8")
    ran = run("code", "a.txt", "--published", day)
    assert ran.code == 2
    assert day in ran.err


def test_missing_files_and_empty_folders(run: Run, good: str) -> None:
    Path("hollow").mkdir()
    (first, second), err = code_beside_good_and(run, good, ["none.txt", "hollow"])
    assert first["error"] == "none.txt: FileNotFoundError: No such file or directory"
    assert second["error"].startswith("hollow: expected files of .txt")
    assert "Traceback" not in err


def code_beside_good_and(run: Run, good: str, names: list[str]) -> tuple[list[Row], str]:
    Path("good.txt").write_text(good, encoding="utf-8")
    ran = run("code", *names, "good.txt", "--format", "jsonl")
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert records.pop()["id"] == "good"
    return records, ran.err


@pytest.mark.parametrize("text", ["", " \n", "abc", "\ud800", "\u0642\u0627\u0644 \udfff", "\u0628" * 1_000_001])
def test_the_coder_itself_never_stops(coder: Coder, good: str, text: str) -> None:
    bad = Report.model_construct(id="bad", text=text, title=None, outlet=None, url=None, published=None)
    first, failed, last = coder.pipe([Report(id="a", text=good), bad, Report(id="b", text=good)])
    assert isinstance(first, Coding)
    assert isinstance(last, Coding)
    assert isinstance(failed, Failure)
    assert failed.error.startswith("bad: expected ")


def test_mappings_and_strange_things_never_stop_the_others(coder: Coder, good: str) -> None:
    given: list[Any] = [
        {"id": "a", "text": good},
        {"id": "b"},
        7,
        {"id": "c", "text": good, "colour": "red"},
        Report(id="d", text=good),
    ]
    results = list(coder.pipe(given))
    assert [type(r).__name__ for r in results] == ["Coding", "Failure", "Failure", "Failure", "Coding"]
    assert [r.id for r in results] == ["a", "b", "?", "c", "d"]
    assert "text" in results[1].error
    assert "expected a Report or a mapping" in results[2].error
    assert "colour" in results[3].error


def test_a_fault_of_the_coder_is_told_and_stops_nothing(coder: Coder, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = coder.code_report

    def broken(report: Report) -> Coding:
        if report.id == "b":
            raise ZeroDivisionError("by nothing")
        return real(report)

    monkeypatch.setattr(coder, "code_report", broken)
    first, second, third = coder.pipe([Report(id=name, text=good) for name in "abc"])
    assert (first.id, third.id) == ("a", "c")
    assert isinstance(second, Failure)
    assert second.error.startswith("b: expected a coding, got ZeroDivisionError at test_bad_input.py:")


def test_garbage_is_collected_again_after_a_report_and_after_a_refused_one(coder: Coder, good: str) -> None:
    coder.code(good)
    assert gc.isenabled()
    with pytest.raises(UnreadableReport):
        coder.code("1234")
    assert gc.isenabled()
