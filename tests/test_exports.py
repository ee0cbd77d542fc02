"""Exports: the codebook is complete, marks nest, a page stands alone and shows everything, failures are records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad import record
from marsad.exports.elements import bdi, el, join
from marsad.exports.html import find_marks, to_index, to_page
from marsad.exports.jsonl import to_json, to_lines
from marsad.exports.labels import label, labels, say_dates, say_figure
from marsad.exports.marking import Mark, mark_up, nest
from marsad.lexicons import load
from marsad.record import Coding, Event, Failure, Figure

GROUPS = {
    "event_types": record.EventType,
    "statuses": record.Status,
    "stances": record.Stance,
    "forms": record.Form,
    "place_kinds": record.PlaceKind,
    "timex_types": record.TimexType,
    "date_precisions": record.DatePrecision,
    "weapons": record.Weapon,
    "harms": record.Harm,
    "responsibility_kinds": record.ResponsibilityKind,
}
VOID = {"meta", "input", "link", "br"}
Perfect = Callable[[dict[str, Any]], Coding]


class Page(HTMLParser):
    """A page read: are its elements balanced, which anchors and links it has, which text stands in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.classes: list[str] = []
        self.body: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.classes += kind.split()
        if tag not in VOID:
            assert not (tag == "a" and any(name == "a" for name, _ in self.open)), "a link in a link"
            self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(kind == "text" for _, kind in self.open):
            self.body.append(data)


@pytest.mark.parametrize(("group", "values"), GROUPS.items(), ids=list(GROUPS))
def test_the_codebook_is_complete(group: str, values: Any) -> None:
    assert set(labels(group)) == set(get_args(values))


@pytest.mark.parametrize("group", load("codebook"))
def test_every_label_speaks_both_languages(group: str) -> None:
    for name, told in labels(group).items():
        assert told.ar.strip(), name
        assert told.en.strip(), name
        assert group == "interface" or re.search("[\u0621-\u064a]", told.ar), name


def test_event_types_carry_their_crosswalks() -> None:
    for entry in load("codebook")["event_types"]:
        assert set(entry) == {"id", "label", "acled", "plover", "gloss"}
        assert entry["acled"] is None or set(entry["acled"]) == {"type", "sub_type"}


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError, match="expected one of the codebook's statuses, got happened"):
        label("statuses", "happened")


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(2, 2, "2"), (5, None, "at least 5"), (None, 20, "at most 20"), (2, 3, "2 to 3"), (0, 0, "nobody"), (None, None, "some")],
)
def test_figures_in_words(low: int | None, high: int | None, told: str) -> None:
    assert say_figure(Figure(min=low, max=high)).en == told


def test_dates_are_no_finer_than_known(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    events: list[Event] = [event for gold in golds for event in perfect(gold).events]
    said = {event.date_precision: say_dates(event) for event in events}
    assert said["unknown"] == ""
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said["day"])
    assert re.fullmatch(r"\d{4}-\d\d", said["month"])


def test_content_is_escaped_and_elements_are_not() -> None:
    assert el("p", "<b>&", bdi("x"), class_='a"b') == '<p class="a&quot;b">&lt;b&gt;&amp;<bdi>x</bdi></p>'
    assert join("<", None) == "&lt;"


MARKS = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=12)


@given(MARKS)
def test_marks_nest_and_lose_nothing(found: list[tuple[int, int]]) -> None:
    marks = [Mark(a, min(60, a + n), f"m{k}", "times") for k, (a, n) in enumerate(found)]
    nested = nest(marks)
    for i, left in enumerate(nested):
        for right in nested[i + 1 :]:
            assert right.start >= left.end or right.end <= left.end
    covered = [sum(m.start <= at < m.end for m in marks) for at in range(60)]
    assert [sum(m.start <= at < m.end for m in nested) for at in range(60)] == covered
    assert sorted(m.anchor for m in nested if m.anchor) == sorted(m.anchor for m in marks)


@given(MARKS, st.text(alphabet="ab <&\n\u0627\u0628", min_size=90, max_size=90))
def test_marked_text_is_the_text(found: list[tuple[int, int]], text: str) -> None:
    marks = [Mark(a, min(90, a + n), f"m{k}", "times", "says") for k, (a, n) in enumerate(found)]
    read = Page(f'<div class="text">{mark_up(text, marks)}</div>')
    assert "".join(read.body).split() == text.split()


def test_a_mark_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a span inside the 3 characters"):
        mark_up("abc", [Mark(1, 9, "m1", "times")])


def test_pages_show_everything_and_stand_alone(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    for gold in golds:
        coding = perfect(gold)
        page = to_page(coding, home="index.html")
        read = Page(page)
        assert "".join(read.body).split() == coding.text.split()
        assert len(read.ids) == len(set(read.ids))
        inner = {link for link in read.links if link.startswith("#")}
        assert {link[1:] for link in inner} <= set(read.ids)
        cards = {f"card-{x.id}" for x in (*coding.events, *coding.statements)}
        assert cards <= set(read.ids)
        assert "<script" not in page
        assert not re.search(r"(src|@import|url\()", page.replace(coding.url or " ", ""))
        for layer in ("times", "places", "statements", "actors", "triggers"):
            assert layer in read.classes


def test_every_mark_says_value_and_rule(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    coding = perfect(golds[0])
    marks, _ = find_marks(coding)
    shown = [mark for mark in marks if not mark.layer.startswith("evidence")]
    assert all("gold.hand" in mark.says for mark in shown)
    timex = coding.timexes[0]
    assert timex.value is not None
    assert any(timex.value in mark.says for mark in shown if mark.span == (timex.start, timex.end))


def test_the_page_is_right_to_left_and_isolates_names(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    coding = perfect(golds[0])
    page = to_page(coding)
    assert '<html lang="ar" dir="rtl">' in page
    assert f"<bdi>{coding.outlet}</bdi>" in page
    css = re.sub(r"/\*.*?\*/", "", page[page.index("<style>") : page.index("</style>")])
    assert not re.search(r"(margin|padding|border)-(left|right)|[{;\s](left|right):|text-align:\s*(left|right)", css)


def test_hostile_text_stays_text(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    coding = perfect(golds[0]).model_copy(
        update={"title": "<script>alert(1)</script>", "url": "javascript:alert(1)", "outlet": '"><img>'}
    )
    page = to_page(coding)
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page


def test_the_index_lists_pages_and_failures(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    page = to_index([(perfect(golds[0]), "a.html"), Failure(id="bad.txt", error="expected Arabic")])
    read = Page(page)
    assert "a.html" in read.links
    assert "bad.txt" in page
    assert "expected Arabic" in page


def test_json_and_lines_hold_failures_too(golds: list[dict[str, Any]], perfect: Perfect) -> None:
    results = [perfect(golds[0]), Failure(id="bad.txt", error="expected Arabic")]
    lines = [json.loads(line) for line in to_lines(results)]
    assert lines[1] == {"id": "bad.txt", "error": "expected Arabic"}
    assert json.loads(to_json(results)) == lines
    assert Coding.model_validate(lines[0]) == results[0]
