"""`marsad places import|find`: the gazetteer, and adding places to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.screens import Bidi, open_screen, progress

app = typer.Typer(help="Find places, and add places of your own.", no_args_is_help=True)


@app.command("import")
def import_places(
    file: Annotated[
        Path, typer.Argument(help="A GeoNames country dump, an OCHA P-code sheet, or a CSV of name, lat, lon; .gz and .zip too.")
    ],
    country: Annotated[str | None, typer.Option(help="ISO code of the country, where the file names none.")] = None,
    alternates: Annotated[Path | None, typer.Option(help="The GeoNames file of alternate names for a country dump.")] = None,
) -> None:
    """Add the places of a file to your own gazetteer."""
    from marsad.lexicons.gazetteer_imports import import_file

    try:
        with progress(f"reading {file.name}") as steps:
            report = import_file(file, country=country, alternates=alternates, progress=steps)
    except (OSError, ValueError) as err:
        told = str(err) if str(file) in str(err) else f"{file}: {err}"
        typer.echo(f"error: {told}", err=True)
        raise typer.Exit(1) from err
    typer.echo(f"{file}: {report.rows:,} rows, {report.added:,} places added, {report.known:,} known already")
    for reason, count in report.bad.items():
        typer.echo(f"left out {count:,}: {reason}", err=True)
    for number, reason in report.examples[:3]:
        typer.echo(f"  row {number}: {reason}", err=True)


@app.command("find")
def find_places(
    name: Annotated[str, typer.Argument(help="A place's name in Arabic.")],
    bidi: Annotated[Bidi, typer.Option(help="Who orders Arabic: the terminal, or Marsad (visual).")] = Bidi.auto,
) -> None:
    """List all places of a name, the weightiest first. The exit code is 1 where there is none."""
    from marsad.lexicons.gazetteer import shared

    screen = open_screen(bidi)
    found = shared().find(name)
    for place in found:
        where = ", ".join(dict.fromkeys(x for x in (place.name_en, place.admin2, place.admin1, place.country) if x))
        at = f"{place.lat:.4f}, {place.lon:.4f}" if place.lat is not None and place.lon is not None else "-"
        screen.print(
            f"{screen.write(place.name)}  {where}  {place.facility or place.kind}  {at}  weight {place.weight}  {place.source}"
        )
    if not found:
        typer.echo(f"error: expected a name that the gazetteer has, got {name}", err=True)
        raise typer.Exit(1)
