"""`marsad evaluate GOLD`: how well the coder does on gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.screens import Steps, progress

if TYPE_CHECKING:
    from marsad.cli.intervals import Interval
    from marsad.cli.tallies import Figure, Tally

Row = dict[str, Any]


class By(StrEnum):
    """What the figures are broken down by."""

    type = "type"
    outlet = "outlet"
    phenomenon = "phenomenon"


class Layer(StrEnum):
    """Layers whose differences are listed."""

    times = "times"
    places = "places"
    statements = "statements"
    events = "events"


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file, or a folder of them.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference.")] = False,
    layer: Annotated[Layer | None, typer.Option(help="Of the differences, list only those of one layer.")] = None,
    by: Annotated[By | None, typer.Option(help="Break the figures down.")] = None,
    coded: Annotated[Path | None, typer.Option(help="Measure these codings (JSON lines) instead of coding the gold now.")] = None,
    intervals: Annotated[bool, typer.Option("--intervals", help="Print 95 % confidence intervals of F1.")] = False,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Print how many events of each confidence are right.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    processes: Annotated[int, typer.Option(min=1, help="Code in so many processes.")] = 1,
) -> None:
    """Print the figures of the guidelines' scorer for any folder of gold. The exit code is 1 where a gold file cannot be used."""
    from marsad.cli.golds import BadGold, read_golds
    from marsad.cli.scoring import score_reports

    if not gold.exists():
        raise typer.BadParameter(f"expected a gold file or folder, found none at {gold}", param_hint="GOLD")
    found = list(read_golds(gold))
    bad = [row for row in found if isinstance(row, BadGold)]
    golds = [row for row in found if not isinstance(row, BadGold)]
    for fault in bad:
        typer.echo(f"error: {fault}", err=True)
    with progress("coding", total=len(golds)) as steps:
        codings = read_codings(coded) if coded else code_golds(golds, steps, processes=processes)
    tally = score_reports(golds, codings)
    if errors:
        for d in tally.differences:
            if layer is None or d.layer in (layer.value, "report"):
                typer.echo(f"{d.report}: {d.message}")
    if as_json:
        typer.echo(json.dumps(as_figures(tally, golds, codings, by, intervals=intervals), ensure_ascii=False, indent=1))
    else:
        for line in figure_lines(tally, intervals=intervals):
            typer.echo(line)
        for title, table in broken_down(tally, golds, codings, by).items():
            typer.echo(f"\nby {title}")
            for name, figure in table.figures.items():
                bounds = table.intervals().get(name) if intervals else None
                typer.echo(figure_line(name, figure, coded=title != By.phenomenon, bounds=bounds))
    if reliability and not as_json:
        from marsad.cli.reliability import reliability_lines, tell_reliability

        typer.echo("\n" + "\n".join(reliability_lines(tell_reliability(golds, codings))))
    if bad or not golds:
        raise typer.Exit(1)


def code_golds(golds: list[Row], steps: Steps, *, processes: int = 1) -> dict[str, Row]:
    """Codings of the gold reports by id, as parsed JSON; what could not be coded is left out and told of."""
    import marsad
    from marsad.cli.golds import report_of
    from marsad.record import Coding

    reports = map(report_of, golds)
    codings = {}
    for done, result in enumerate(marsad.load().pipe(reports, processes=processes), 1):
        steps(done)
        if isinstance(result, Coding):
            codings[result.id] = result.model_dump(mode="json")
        else:
            typer.echo(f"error: {result.error}", err=True)
    return codings


def read_codings(path: Path) -> dict[str, Row]:
    """Codings of a file of JSON lines by id; failures among them are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        return {row["id"]: row for row in rows if "error" not in row}
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise typer.BadParameter(f"expected codings as JSON lines in {path}, got {err!r}", param_hint="--coded") from err


def figure_line(name: str, figure: Figure, *, coded: bool = True, bounds: Interval | None = None) -> str:
    """One printed row; without `coded` only what was found of gold is known."""
    between = "" if bounds is None else f"  [{bounds[0]:.3f}, {bounds[1]:.3f}]"
    if not coded:
        return f"{name:26} R {figure.recall:.3f}{between}  ({figure.right} of {figure.gold} gold)"
    shares = f"P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}{between}"
    return f"{name:26} {shares}  ({figure.right} of {figure.gold} gold, {figure.coded} coded)"


def figure_lines(tally: Tally, *, intervals: bool = False) -> list[str]:
    """The printed rows of all figures; with `intervals` in brackets where F1 lies in 95 of 100 draws of reports."""
    from marsad.cli.intervals import all_figures, find_intervals

    bounds = find_intervals(tally.parts, all_figures) if intervals else {}
    rows = [f"{tally.reports} reports"]
    for name, figure in tally.figures().items():
        shown = f"  {name.removeprefix('slot ')}" if name.startswith("slot ") else name
        rows.append(figure_line(shown, figure, bounds=bounds.get(name)))
    free, between = tally.hands_free, bounds.get("hands-free")
    tail = "" if between is None else f"  [{between[0]:.3f}, {between[1]:.3f}]"
    return [*rows, f"{'hands-free':26} {'-' if free is None else f'{free:.4f}'}{tail}"]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One table of a breakdown: its figures, and what makes them of a tally, for the intervals."""

    figures: Mapping[str, Figure]
    parts: list[Tally]
    table: Callable[[Tally], Mapping[str, Figure]]

    def intervals(self) -> dict[str, Interval]:
        """Intervals of the figures."""
        from marsad.cli.intervals import find_intervals

        return find_intervals(self.parts, self.table)


def broken_down(tally: Tally, golds: Iterable[Row], codings: Mapping[str, Row], by: By | None) -> dict[str, Breakdown]:
    """The tables that `by` asks for: title to rows."""
    from marsad.cli.scoring import score_reports
    from marsad.cli.tallies import Tally

    if by is By.type:
        return {"type": Breakdown(tally.types(), tally.parts, Tally.types)}
    if by is By.phenomenon:
        return {"phenomenon": Breakdown(tally.phenomena(), tally.parts, Tally.phenomena)}
    if by is None:
        return {}
    outlets: dict[str, list[Row]] = {}
    for gold in golds:
        outlets.setdefault(gold.get("outlet") or "-", []).append(gold)
    tallies = {f"outlet {outlet}": score_reports(rows, codings) for outlet, rows in sorted(outlets.items())}
    return {title: Breakdown(t.figures(), t.parts, Tally.figures) for title, t in tallies.items()}


def as_figures(tally: Tally, golds: list[Row], codings: Mapping[str, Row], by: By | None, *, intervals: bool = False) -> Row:
    """All figures as JSON."""
    from marsad.cli.intervals import all_figures, find_intervals

    def row(figure: Figure, bounds: Interval | None) -> Row:
        shares = {"precision": figure.precision, "recall": figure.recall, "f1": figure.f1}
        between = {} if bounds is None else {"interval": [round(x, 4) for x in bounds]}
        counts = {"right": figure.right, "gold": figure.gold, "coded": figure.coded}
        return {**{key: round(x, 4) for key, x in shares.items()}, **between, **counts}

    tables = {}
    for title, table in broken_down(tally, golds, codings, by).items():
        held = table.intervals() if intervals else {}
        tables[title] = {name: row(f, held.get(name)) for name, f in table.figures.items()}
    bounds = find_intervals(tally.parts, all_figures) if intervals else {}
    figures = {name: row(figure, bounds.get(name)) for name, figure in tally.figures().items()}
    return {"reports": tally.reports, "figures": figures, "hands_free": tally.hands_free, "by": tables}
