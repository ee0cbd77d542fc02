"""`marsad schema`: the JSON Schema of a coding."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema of a coding."""
    from marsad.record import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))
