"""`marsad code`: reports in, codings out."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.screens import Bidi, Steps, open_screen, progress

if TYPE_CHECKING:
    from marsad.record import Coding, Failure, Report
    from marsad.sources.files import Read


class Format(StrEnum):
    """What codings are written as."""

    summary = "summary"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def code(
    inputs: Annotated[
        list[str], typer.Argument(help="Files (.txt .html .json .jsonl), folders, web addresses, or - for the standard input.")
    ],
    published: Annotated[str | None, typer.Option(help="Day of publication (YYYY-MM-DD) where the input has none.")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet where the input has none.")] = None,
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = Format.summary,
    out: Annotated[
        Path | None, typer.Option(help="Write here: a file, or for html a folder of pages with a list of them.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, help="Code in so many processes.")] = 1,
    bidi: Annotated[Bidi, typer.Option(help="Who orders Arabic in the summary: the terminal, or Marsad (visual).")] = Bidi.auto,
    allow_local: Annotated[bool, typer.Option("--allow-local", help="Also read web addresses that are not public.")] = False,
) -> None:
    """Code reports. One that cannot be read or coded is told of and never stops the others; the exit code is then 1."""
    from marsad.sources.files import Defaults, read_inputs

    _check_day(published)
    reads = read_inputs(inputs, Defaults(published=published, outlet=outlet), allow_local=allow_local)
    work = Work(processes=processes)
    try:
        with progress("coding") as steps:
            _write(work.results(reads, steps), form, out, bidi)
    except OSError as err:
        typer.echo(f"error: {out or 'standard output'}: {err.strerror or err}", err=True)
        raise typer.Exit(1) from err
    if work.failures:
        raise typer.Exit(1)


def _check_day(published: str | None) -> None:
    try:
        if published is not None:
            date.fromisoformat(published)
    except ValueError as err:
        raise typer.BadParameter(f"expected a day as YYYY-MM-DD, got {published} ({err})", param_hint="--published") from err


@dataclass(slots=True)
class Work:
    """The way from what was read to what was coded, with what failed told on the error output."""

    processes: int = 1
    failures: int = 0
    _names: deque[str] = field(default_factory=deque)
    _unread: deque[tuple[int, Failure]] = field(default_factory=deque)

    def results(self, reads: Iterable[Read], steps: Steps) -> Iterator[tuple[str, Coding | Failure]]:
        """Codings and failures in the order of the inputs, each with the name of its input."""
        from marsad.record import Failure

        for done, (name, result) in enumerate(self._ordered(reads), 1):
            told = _named(result, name) if isinstance(result, Failure) else result
            if isinstance(told, Failure):
                self.failures += 1
                tell("error", told.error)
            steps(done)
            yield name, told

    def _ordered(self, reads: Iterable[Read]) -> Iterator[tuple[str, Coding | Failure]]:
        coded = 0
        reports = self._reports(reads)
        first = next(reports, None)
        if first is not None:
            import marsad

            for result in marsad.load().pipe(chain([first], reports), processes=self.processes):
                yield from self._unread_until(coded)
                coded += 1
                yield self._names.popleft(), result
        yield from self._unread_until(None)

    def _reports(self, reads: Iterable[Read]) -> Iterator[Report]:
        """The reports that could be read; the others wait until their turn comes."""
        from marsad.record import Failure

        sent = 0
        for read in reads:
            for remark in read.remarks:
                tell("note", f"{read.name}: {remark}")
            if isinstance(read.result, Failure):
                self._unread.append((sent, read.result))
            else:
                sent += 1
                self._names.append(read.name)
                yield read.result

    def _unread_until(self, sent: int | None) -> Iterator[tuple[str, Failure]]:
        while self._unread and (sent is None or self._unread[0][0] <= sent):
            failure = self._unread.popleft()[1]
            yield failure.id, failure


def _named(failure: Failure, name: str) -> Failure:
    """The failure with an error that begins with the name of the input."""
    told = failure.error.removeprefix(f"{failure.id}: ").removeprefix(f"{name}: ")
    return failure.model_copy(update={"error": f"{name}: {told}"})


def tell(kind: str, message: str) -> None:
    """A line on the error output."""
    typer.echo(f"{kind}: {message}", err=True)


def _write(results: Iterator[tuple[str, Coding | Failure]], form: Format, out: Path | None, bidi: Bidi) -> None:
    from marsad.exports.jsonl import to_json, to_lines

    if form is Format.summary:
        _write_summary(results, out, bidi)
    elif form is Format.html:
        _write_pages([result for _, result in results], out)
    elif form is Format.json:
        _write_texts(iter([to_json(result for _, result in results)]), out)
    else:
        _write_texts(to_lines(result for _, result in results), out)


def _write_texts(texts: Iterator[str], out: Path | None) -> None:
    if out is None:
        for text in texts:
            sys.stdout.buffer.write(text.encode("utf-8"))
            sys.stdout.buffer.flush()
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as stream:
        stream.writelines(texts)


def _write_summary(results: Iterator[tuple[str, Coding | Failure]], out: Path | None, bidi: Bidi) -> None:
    from rich.console import Console

    from marsad.cli.screens import Screen
    from marsad.cli.summaries import show_coding
    from marsad.record import Coding

    if out is None:
        screen = open_screen(bidi)
        for _, result in results:
            if isinstance(result, Coding):
                show_coding(result, screen)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as stream:
        screen = Screen(Console(file=stream, width=110), bidi is Bidi.visual)
        for _, result in results:
            if isinstance(result, Coding):
                show_coding(result, screen)


def _write_pages(results: list[Coding | Failure], out: Path | None) -> None:
    """One coding goes to a file or to the standard output; several need a folder."""
    from marsad.exports.folders import write_pages
    from marsad.exports.html import to_page
    from marsad.record import Coding

    codings = [result for result in results if isinstance(result, Coding)]
    if out is not None and (out.suffix.lower() not in (".html", ".htm") or len(codings) > 1):
        if out.suffix.lower() in (".html", ".htm"):
            raise typer.BadParameter(f"expected a folder for {len(codings)} reports, got the file {out}", param_hint="--out")
        write_pages(results, out)
    elif len(codings) > 1:
        raise typer.BadParameter(f"expected a folder for {len(codings)} reports, got none", param_hint="--out")
    else:
        _write_texts((to_page(coding) for coding in codings), out)
