"""What holds for every event: proof of each value, places of the coding, the same bytes twice, one bad report loses no other.

`tests/corpora/events.yml` is the specification of the layer, and `tests/data/events.yml` holds the reports used here.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml

from marsad import lexicons
from marsad.coder import LAYERS, Coder, ImpossibleOrder, build_pipeline
from marsad.record import Coding, Event, Failure, Report
from marsad.text.folding import fold

HERE = Path(__file__).parent
REPORTS: dict[str, Any] = yaml.safe_load((HERE / "data" / "events.yml").read_text(encoding="utf-8"))
ITEMS: list[dict[str, Any]] = yaml.safe_load((HERE / "corpora" / "events.yml").read_text(encoding="utf-8"))
TEXTS = [text for item in ITEMS for text in item["texts"]]
PUBLISHED = date(2023, 5, 17)
VALUES = (
    "date_start", "place", "actors", "targets", "weapons", "munitions", "killed", "injured", "abducted", "arrested", "breakdown",
    "responsibility",
)  # fmt: skip
WAYS = sorted({tuple(LAYERS[:k] + LAYERS[k + 1 :]) for k in range(len(LAYERS) - 1)})


def reports() -> list[Report]:
    return [Report(id=r["id"], text=r["text"], published=r["published"]) for r in REPORTS["reports"]]


@cache
def codings() -> tuple[tuple[str, Coding], ...]:
    """Every text of the corpus and every report, coded: (text, coding)."""
    coder = Coder()
    texts = [*TEXTS, *(r["text"] for r in REPORTS["reports"])]
    return tuple((text, coder.code(text, published=PUBLISHED)) for text in texts)


def all_events() -> list[tuple[str, Coding, Event]]:
    return [(text, coding, event) for text, coding in codings() for event in coding.events]


def test_the_reports_hold_events() -> None:
    by_id = dict(codings())
    assert all(by_id[r["text"]].events for r in REPORTS["reports"])
    assert len(all_events()) > len(TEXTS) // 2


def test_every_value_of_an_event_is_proven() -> None:
    for text, _, event in all_events():
        assert event.evidence["type"], f"expected proof of the type in {text}"
        assert event.evidence["status"]
        for field in VALUES:
            if getattr(event, field) not in (None, []):
                assert event.evidence.get(field), f"expected proof of {field}={getattr(event, field)} in {text}"


def test_proof_lies_in_the_text_and_names_its_rule() -> None:
    for text, _, event in all_events():
        found = [e for evidence in event.evidence.values() for e in evidence]
        assert all(e.rule and " " not in e.rule and "." in e.rule for e in found)
        assert all(e.spans for e in found)
        assert all(0 <= s.start < s.end <= len(text) for e in found for s in e.spans)
        assert all(text[t.start : t.end] == t.text for t in (*event.triggers, *event.actors, *event.targets))


def test_rules_of_frames_stand_in_the_lexicon() -> None:
    frames = {frame["id"] for frame in lexicons.load("events")["frames"]}
    named = {e.rule for _, _, event in all_events() for e in event.evidence["type"] if e.rule.startswith("events.frame.")}
    assert named
    assert {rule.removeprefix("events.frame.") for rule in named} <= frames


def test_figures_and_dates_are_in_order() -> None:
    for text, _, event in all_events():
        for field in ("killed", "injured", "abducted", "arrested", "munitions"):
            figure = getattr(event, field)
            if figure is not None and figure.min is not None and figure.max is not None:
                assert 0 <= figure.min <= figure.max, text
        if event.date_start is not None and event.date_end is not None:
            assert event.date_start <= event.date_end, text
        if event.date_start is None and event.date_end is None:
            assert event.date_precision == "unknown", text


def test_the_place_of_an_event_is_a_place_of_the_coding() -> None:
    for text, coding, event in all_events():
        if event.place is not None:
            assert event.place.text in text
            mine = fold(event.place.text)
            assert any(mine in fold(p.text) or fold(p.text) in mine or p.name == event.place.name for p in coding.places), text


def test_sources_are_statements_of_the_coding() -> None:
    for _, coding, event in all_events():
        assert set(event.sources) <= {s.id for s in coding.statements}
    for _, coding in codings():
        assert [e.id for e in coding.events] == [f"e{n}" for n in range(1, len(coding.events) + 1)]


def test_events_come_in_the_order_of_the_text_once_each() -> None:
    for text, _, event in all_events():
        starts = [t.start for t in event.triggers]
        assert starts, text
        assert starts == sorted(set(starts)), text
        sides = [(s.start, s.id) for s in (*event.actors, *event.targets)]
        assert len(sides) == len(set(sides)), f"the same side twice in {text}"


@pytest.mark.parametrize("text", REPORTS["negative"])
def test_what_did_not_happen_is_no_event(coder: Coder, text: str) -> None:
    assert [(e.type, e.status) for e in coder.code(text, published=PUBLISHED).events] == []


def test_the_same_text_gives_the_same_bytes_from_another_coder(coder: Coder) -> None:
    other = Coder()
    for report in reports():
        first, second, third = coder.code_report(report), coder.code_report(report), other.code_report(report)
        assert first.model_dump_json() == second.model_dump_json() == third.model_dump_json()


def test_a_report_does_not_change_the_next(coder: Coder) -> None:
    alone = {r.id: coder.code_report(r).model_dump_json() for r in reports()}
    for order in permutations(reports(), 2):
        assert [coder.code_report(r).model_dump_json() for r in order] == [alone[r.id] for r in order]


def test_a_text_told_twice_has_no_more_events(coder: Coder) -> None:
    """A report with its first paragraph again at the end tells nothing new."""
    for report in reports():
        again = report.text + "\n\n" + report.text.split("\n\n")[0]
        once, twice = coder.code_report(report), coder.code(again, published=report.published)
        assert len(twice.events) <= len(once.events), report.id


def test_without_a_day_of_publication_nothing_is_dated_relatively(coder: Coder) -> None:
    found = [e for r in reports() for e in coder.code(r.text).events]
    assert found
    assert all(e.date_start is None for e in found)


def test_layers_alone_in_a_plain_spacy_pipeline() -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("marsad_times")
    doc = nlp(REPORTS["reports"][3]["text"])
    assert doc._.times
    assert doc._.events is None


def test_the_spacy_way_gives_the_same_events() -> None:
    by_hand = spacy.blank("ar")
    for layer in LAYERS:
        by_hand.add_pipe(f"marsad_{layer}")
    built = build_pipeline()
    for report in reports():
        first, second = by_hand(report.text)._.events, built(report.text)._.events
        assert first
        assert first == second


@pytest.mark.parametrize("order", WAYS, ids="-".join)
def test_an_impossible_order_is_refused(order: tuple[str, ...]) -> None:
    with pytest.raises(ImpossibleOrder, match=r"requires doc\._\.\w+"):
        build_pipeline(order)


def test_events_first_is_refused_and_the_message_names_the_order() -> None:
    with pytest.raises(ImpossibleOrder, match=r"marsad_events requires .*order: events, numbers"):
        build_pipeline(("events", *LAYERS[:-1]))


def test_two_processes_give_the_same_in_the_same_order(coder: Coder) -> None:
    bad = Report.model_construct(id="bad", text="\ud800", title=None, outlet=None, url=None, published=None)
    many = [r.model_copy(update={"id": f"{r.id}-{n}"}) for n in range(12) for r in reports()]
    many.insert(17, bad)
    one, two = list(coder.pipe(many)), list(coder.pipe(many, processes=2))
    assert [c.id for c in two] == [r.id for r in many]
    assert one == two
    assert [c.id for c in two if isinstance(c, Failure)] == ["bad"]


def test_a_bad_report_loses_no_neighbour(coder: Coder) -> None:
    good = reports()[0]
    empty = Report.model_construct(id="empty", text=" ", title=None, outlet=None, url=None, published=None)
    before, failed, after = coder.pipe([good, empty, good])
    assert isinstance(before, Coding)
    assert isinstance(failed, Failure)
    assert failed.id == "empty"
    assert before == after
    assert before.events


def test_every_type_of_the_codebook_is_specified() -> None:
    """Each type is expected of a wording that is read, not only of one that is not read yet."""
    expected = set()
    for item in ITEMS:
        if "xfail" not in item and "expect" in item:
            wanted = item["expect"] if isinstance(item["expect"], list) else [item["expect"]]
            expected |= {want["type"] for want in wanted if "type" in want}
    assert expected == {entry["id"] for entry in lexicons.load("codebook")["event_types"]}
