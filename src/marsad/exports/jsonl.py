"""Codings as JSON and as JSON lines; a report that could not be coded is a record too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.record import Coding, Failure


def to_json(results: Iterable[Coding | Failure]) -> str:
    """A JSON array of codings and failures, indented, in UTF-8 letters."""
    records = ",\n".join(result.model_dump_json(indent=1) for result in results)
    return f"[\n{records}\n]\n"


def to_lines(results: Iterable[Coding | Failure]) -> Iterator[str]:
    """One JSON object a line. A failure has the keys `id` and `error` and no others."""
    return (result.model_dump_json() + "\n" for result in results)
