"""The command line: one file a verb. Heavy modules are imported by the verb that needs them."""

from __future__ import annotations

from typing import Annotated

import typer

import marsad
from marsad.cli import code, evaluate, lexicon, places, schema, trace

app = typer.Typer(
    name="marsad",
    help="Reads Arabic news and writes down, with the evidence, who did what to whom, where and when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"marsad {marsad.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)] = False,
) -> None:
    """Reads Arabic news and writes down, with the evidence, who did what to whom, where and when, and who says so."""


app.command("code")(code.code)
app.command("trace")(trace.trace)
app.command("schema")(schema.schema)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(places.app, name="places")
