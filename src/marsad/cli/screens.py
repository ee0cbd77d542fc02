"""What a person sees in the terminal: consoles, Arabic that can be read in any of them, progress on what takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock, Timer
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from marsad.cli.bidi import orders_arabic, to_visual

if TYPE_CHECKING:
    from marsad.exports.labels import Label

PATIENCE_SECONDS = 2.0
LABEL_CELLS = 30
LEAST_CELLS = 20
LRM = "\u200e"


class Bidi(StrEnum):
    """Who orders Arabic: the terminal, Marsad, or whichever the terminal's environment tells."""

    auto = "auto"
    terminal = "terminal"
    visual = "visual"


@dataclass(frozen=True, slots=True)
class Screen:
    """A console, and how Arabic is written to it: as seen (`visual`), or in reading order with marks between columns."""

    console: Console
    visual: bool = False

    def write(self, text: str, *, rtl: bool = False) -> str:
        """One line's piece, ready to be printed."""
        if self.visual:
            return to_visual(text, rtl=rtl)
        return f"{LRM}{text}{LRM}" if self.console.is_terminal and not text.isascii() else text

    def label(self, told: Label) -> str:
        """A wording in both languages."""
        return told.en if told.ar == told.en else f"{told.en} · {self.write(told.ar)}"

    def wrap(self, text: str, width: int) -> list[str]:
        """Lines of a text, at most `width` cells each, ready to be printed; a longer word stands alone."""
        lines: list[list[str]] = [[]]
        room = width
        for word in text.split():
            if lines[-1] and cell_len(word) + 1 > room:
                lines.append([])
                room = width
            lines[-1].append(word)
            room -= cell_len(word) + 1
        return [self.write(" ".join(words), rtl=True) for words in lines if words]

    def row(self, told: Label, value: str, *, indent: int = 4, style: str = "") -> None:
        """A labelled value; long ones go on below."""
        head = self.label(told)
        lines = self.wrap(value, max(LEAST_CELLS, self.console.width - indent - LABEL_CELLS - 1))
        for k, line in enumerate(lines):
            text = Text(" " * indent)
            text.append((head if k == 0 else "") + " " * max(1, LABEL_CELLS - cell_len(head if k == 0 else "")), "dim")
            self.print(text.append(line, style))

    def print(self, text: Text | str = "") -> None:
        """Print a line as it is, without wrapping or markup."""
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)


def open_screen(bidi: Bidi) -> Screen:
    """The standard output. Into a file or a pipe Arabic goes in reading order unless `visual` is asked for."""
    console = Console(file=sys.stdout)
    if bidi is Bidi.auto:
        return Screen(console, console.is_terminal and not orders_arabic())
    return Screen(console, bidi is Bidi.visual)


class Steps(Protocol):
    """What a long task reports to."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """So many are done, of so many if that is known."""


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Steps]:
    """A bar on the error output that appears after two seconds, where that is a terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(what, total=total)
    lock, closed = Lock(), False

    def appear() -> None:
        with lock:
            if not closed:
                bar.start()

    timer = Timer(PATIENCE_SECONDS, appear)
    timer.daemon = True
    timer.start()
    try:
        yield lambda done, total=None: bar.update(task, completed=done, **({} if total is None else {"total": total}))
    finally:
        timer.cancel()
        with lock:
            closed = True
            bar.stop()
