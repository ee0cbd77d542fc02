"""The record: closed, complete, with evidence for every value, and the same bytes for the same text."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from marsad.cli.golds import report_of
from marsad.coder import Coder
from marsad.record import Coding, Event, Report, Statement, hash_text, json_schema

Row = dict[str, Any]
UNPROVEN = {"id", "triggers", "sources", "evidence", "aggregate", "date_precision", "start", "end", "text", "form"}


@pytest.fixture(scope="module")
def codings(coder: Coder, golds: list[Row]) -> list[Coding]:
    keys = ("published", "id", "outlet", "title", "url")
    return [coder.code(gold["text"], **{key: gold[key] for key in keys}) for gold in golds]


def filled(thing: Event | Statement) -> set[str]:
    """Fields that hold a value which the text must have given."""
    return {name for name in type(thing).model_fields if name not in UNPROVEN and getattr(thing, name) not in (None, [], "")}


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(ValidationError, match="headline"):
        Report.model_validate({"id": "a", "text": "b", "headline": "c"})


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2021-02-27", date(2021, 2, 27)),
        ("2021-02-27T21:30:00+03:00", datetime.fromisoformat("2021-02-27T21:30:00+03:00")),
        (None, None),
    ],
)
def test_days_and_times_of_publication(given: str | None, read: object) -> None:
    report = Report.model_validate({"id": "a", "text": "b", "published": given})
    assert report.published == read
    assert type(report.published) is type(read)


def test_the_schema_describes_every_field() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == set(Coding.model_fields)
    assert {"Timex", "Place", "Statement", "Event", "Evidence"} <= set(schema["$defs"])
    assert all(part.get("additionalProperties") is False for part in schema["$defs"].values() if part.get("type") == "object")


def test_codings_are_valid_records(codings: list[Coding]) -> None:
    for coding in codings:
        assert Coding.model_validate_json(coding.model_dump_json()) == coding


def test_spans_point_into_the_printed_text(codings: list[Coding]) -> None:
    for coding in codings:
        sides = [side for event in coding.events for side in (*event.actors, *event.targets, *event.triggers)]
        for mention in (*coding.timexes, *coding.places, *coding.statements, *sides):
            assert coding.text[mention.start : mention.end] == mention.text
        proofs = [e for owner in (*coding.events, *coding.statements) for found in owner.evidence.values() for e in found]
        for span in (span for proof in proofs for span in proof.spans):
            assert 0 <= span.start < span.end <= len(coding.text)


def test_every_value_has_its_evidence(codings: list[Coding]) -> None:
    for coding in codings:
        for owner in (*coding.events, *coding.statements):
            missing = filled(owner) - set(owner.evidence) - {"confidence"}  # reckoned, not read
            assert missing == set(), f"{coding.id} {owner.id}"
            for field, found in owner.evidence.items():
                assert found, f"{coding.id} {owner.id} {field}"
                assert all(proof.rule and proof.spans for proof in found), f"{coding.id} {owner.id} {field}"


def test_a_coding_names_versions_and_text(codings: list[Coding]) -> None:
    for coding in codings:
        assert coding.text_hash == hash_text(coding.text)
        assert coding.coder.startswith("marsad ")
        assert coding.lexicon == codings[0].lexicon != ""


def test_sources_are_statements_of_the_report(codings: list[Coding]) -> None:
    for coding in codings:
        said = [statement.id for statement in coding.statements]
        assert len(said) == len(set(said))
        assert all(set(event.sources) <= set(said) for event in coding.events)


def test_the_same_text_gives_the_same_bytes(coder: Coder, golds: list[Row]) -> None:
    for gold in golds[:5]:
        first, second = (coder.code(gold["text"], published=gold["published"]).model_dump_json() for _ in range(2))
        assert first == second
        assert json.loads(first)["text"] == gold["text"]


def test_two_processes_give_the_same_as_one(coder: Coder, golds: list[Row], codings: list[Coding]) -> None:
    reports = [report_of(gold) for gold in golds]
    assert list(coder.pipe(reports, processes=2)) == codings
