"""The coder: builds the pipeline, codes reports, and says which rule read what.

coder = marsad.load()
coding = coder.code(text, published="2021-02-27")
"""

from __future__ import annotations

import gc
import multiprocessing
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc

import marsad
from marsad.codings import code_doc
from marsad.lexicons import digest
from marsad.record import Coding, Failure, Report
from marsad.text.tokens import ALEF
from marsad.traces import Traced, trace_coding

LAYERS = ("numbers", "times", "places", "actors", "statements", "events")
MOST_CHARACTERS = 1_000_000
_CHUNK = 32


class UnreadableReport(ValueError):
    """A report that cannot be coded; the message names it and says what was expected."""


class ImpossibleOrder(ValueError):
    """A pipeline in which a component requires what nothing before it assigns."""


def build_pipeline(layers: Sequence[str] = LAYERS) -> Language:
    """A blank Arabic pipeline with the named layers. ImpossibleOrder when one requires what none before it assigns."""
    nlp = spacy.blank("ar")
    nlp.max_length = MOST_CHARACTERS + 1
    assigned: set[str] = set()
    for layer in layers:
        import_module(f"marsad.annotators.{layer}")
        name = f"marsad_{layer}"
        meta = Language.get_factory_meta(name)
        missing = [what for what in meta.requires if what not in assigned]
        if missing:
            raise ImpossibleOrder(
                f"{name} requires {', '.join(missing)}, which nothing before it assigns (order: {', '.join(layers)})"
            )
        nlp.add_pipe(name)
        assigned.update(meta.assigns)
    return nlp


@contextmanager
def _no_collection(*, built: bool = False) -> Iterator[None]:
    """Without garbage collection, which would walk what grows again and again; what was `built` is then left alone.

    A report is coded without it, too: nothing of it can go before it is done, and the collection waits for so long at most.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if built:
            gc.freeze()
        if enabled:
            gc.enable()


class Coder:
    """Codes reports. Same text and same versions give the same coding, byte for byte."""

    def __init__(self, layers: Sequence[str] = LAYERS) -> None:
        self._layers = tuple(layers)
        with _no_collection(built=True):
            self.nlp = build_pipeline(layers)
            self.nlp(ALEF)  # fills the tables that are built at first use

    @cached_property
    def versions(self) -> tuple[str, str]:
        """Versions of coder and lexicon."""
        gazetteer = import_module("marsad.lexicons.gazetteer").shared().version
        return f"marsad {marsad.__version__}", f"{digest()[:12]}+{gazetteer[:12]}"

    def code(self, text: str, *, published: str | date | datetime | None = None, id: str = "text", **about: str | None) -> Coding:
        """Code one text; `about` may hold `title`, `outlet`, `url`. UnreadableReport as for `code_report`."""
        return self.code_report(_as_report({"id": id, "text": text, "published": published, **about}, id))

    def code_report(self, report: Report) -> Coding:
        """Code one report. UnreadableReport for no text, no Arabic, or more than a million characters."""
        with _no_collection():
            return code_doc(self.read(report), report, versions=self.versions)

    def read(self, report: Report) -> Doc:
        """The spaCy Doc of a report with all layers on it. Errors as for `code_report`."""
        _check(report)
        doc = self.nlp.make_doc(report.text)
        doc._.report = report
        published = report.published
        doc._.published = published.date() if isinstance(published, datetime) else published
        return self.nlp(doc)

    def pipe(self, reports: Iterable[Report | Mapping[str, Any]], *, processes: int = 1) -> Iterator[Coding | Failure]:
        """Code many reports in order; one that cannot be coded gives a `Failure` and never stops the others.

        A report may be a mapping with the fields of `Report`.
        """
        if processes <= 1:
            for report in reports:
                yield self._try(report)
            return
        source = iter(reports)
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_start_worker, initargs=(self._layers,)) as pool:
            running: deque[Future[list[Coding | Failure]]] = deque()
            while chunk := list(islice(source, _CHUNK)):
                running.append(pool.submit(_code_chunk, chunk))
                if len(running) > 2 * processes:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()

    def trace(self, text: str, *, published: str | date | datetime | None = None) -> list[Traced]:
        """Every value of the coding of a text with the rule that read it, in the order of the text."""
        return trace_coding(self.code(text, published=published))

    def _try(self, report: Report | Mapping[str, Any]) -> Coding | Failure:
        name = _name_of(report)
        try:
            return self.code_report(_as_report(report, name))
        except UnreadableReport as err:
            return Failure(id=name, error=str(err))
        except Exception as err:  # a fault of ours in one report, told with its place, must not lose the others
            at = traceback.extract_tb(err.__traceback__)[-1]
            where = f"{Path(at.filename).name}:{at.lineno}"
            return Failure(id=name, error=f"{name}: expected a coding, got {type(err).__name__} at {where}: {err}")


_workers: list[Coder] = []


def _start_worker(layers: tuple[str, ...]) -> None:
    _workers[:] = [Coder(layers)]


def _code_chunk(reports: list[Report | Mapping[str, Any]]) -> list[Coding | Failure]:
    return [_workers[0]._try(report) for report in reports]


def _name_of(report: object) -> str:
    """The id of a report, or of what was given for one."""
    name = report.get("id") if isinstance(report, Mapping) else getattr(report, "id", None)
    return name if isinstance(name, str) and name else "?"


def _as_report(report: object, name: str) -> Report:
    """A report, made of a mapping where it is one. UnreadableReport on anything else."""
    if isinstance(report, Report):
        return report
    if not isinstance(report, Mapping):
        raise UnreadableReport(f"{name}: expected a Report or a mapping of its fields, got {type(report).__name__}")
    try:
        return Report.model_validate(dict(report))
    except ValidationError as err:
        first = err.errors()[0]
        raise UnreadableReport(f"{name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from err


def _check(report: Report) -> None:
    if not report.text.strip():
        raise UnreadableReport(f"{report.id}: expected a text, got an empty one")
    try:
        report.text.encode("utf-8")
    except UnicodeEncodeError as err:
        raise UnreadableReport(f"{report.id}: expected Unicode text, got a lone surrogate at {err.start}") from err
    if len(report.text) > MOST_CHARACTERS:
        raise UnreadableReport(f"{report.id}: expected at most {MOST_CHARACTERS:,} characters, got {len(report.text):,}")
    if not any("\u0620" <= char <= "\u064a" or "\ufb50" <= char <= "\ufefc" for char in report.text):
        raise UnreadableReport(f"{report.id}: expected Arabic text, got no Arabic letter")
