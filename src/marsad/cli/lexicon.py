"""`marsad lexicon check|add|stats`: the words, for those who tend them."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="Check the lexicons, add to them, count them.", no_args_is_help=True)


@app.command("check")
def check() -> None:
    """Check every lexicon: it parses, its letters are plain, no key and no id stands twice. The exit code is 1 for any fault."""
    from marsad.cli.entries import find_faults, lexicon_files

    files = lexicon_files()
    faults = [fault for file in files.values() for fault in find_faults(file)]
    for fault in faults:
        typer.echo(f"error: {fault}", err=True)
    typer.echo(f"{len(files)} lexicons, {len(faults)} faults")
    if faults:
        raise typer.Exit(1)


@app.command("add")
def add(
    lexicon: Annotated[str, typer.Argument(help="The lexicon, as `marsad lexicon stats` names it: weapons, places/iq …")],
    entry: Annotated[str, typer.Argument(help="The entry as YAML: '{id: …, words: […]}'.")],
    section: Annotated[str | None, typer.Option(help="The list inside the lexicon, where it has several.")] = None,
) -> None:
    """Add an entry to the end of a list of a lexicon. Keys that no other entry there has and unclean letters are refused."""
    from marsad.cli.entries import BadEntry, add_entry

    try:
        where = add_entry(lexicon, entry, section=section)
    except BadEntry as err:
        typer.echo(f"error: {err}", err=True)
        raise typer.Exit(1) from err
    typer.echo(f"added at {where}")


@app.command("stats")
def stats() -> None:
    """Count entries, wordings and examples of every lexicon, and the places of the gazetteer."""
    from marsad.cli.entries import count_entries, lexicon_files
    from marsad.lexicons.gazetteer import SHIPPED, shared

    typer.echo(f"{'lexicon':22} {'entries':>8} {'wordings':>9} {'examples':>9}")
    for name, file in lexicon_files().items():
        counts = count_entries(file)
        typer.echo(f"{name:22} {counts.entries:8,} {counts.wordings:9,} {counts.examples:9,}")
    typer.echo(f"{SHIPPED.name:22} {shared().count_places():8,}")
