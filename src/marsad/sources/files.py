"""Files to reports: plain text, pages, JSON and JSON lines with the fields of the gold format."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import ValidationError

from marsad.record import Coding, Failure, Report
from marsad.sources.decoding import UnreadableInput, decode
from marsad.sources.pages import decode_page, fetch_page, find_article

SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl")
MOST_BYTES = 50_000_000
LONE = re.compile("[\ud800-\udfff]")
GOLD_ONLY = frozenset({"origin", "labeller", "layers", "wire_of"})
IGNORED = (frozenset(Coding.model_fields) - frozenset(Report.model_fields)) | GOLD_ONLY


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a report whose input does not say it."""

    published: str | None = None
    outlet: str | None = None

    def fill(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with the defaults where it says nothing."""
        known = {key: value for key, value in (("published", self.published), ("outlet", self.outlet)) if value is not None}
        return row | {key: value for key, value in known.items() if row.get(key) is None}


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one input, or of one line of it: `name` is the input as its user knows it."""

    name: str
    result: Report | Failure
    remarks: tuple[str, ...] = field(default=())


def read_inputs(names: list[str], defaults: Defaults, *, allow_local: bool = False) -> Iterator[Read]:
    """Reports of files, folders, web addresses and `-` (standard input), in order; what cannot be read is a failure."""
    for name in names:
        try:
            yield from _read_one(name, defaults, allow_local=allow_local)
        except (UnreadableInput, OSError) as err:
            yield _failed(name, err)


def _failed(name: str, err: Exception | str) -> Read:
    told = f"{type(err).__name__}: {err.strerror}" if isinstance(err, OSError) and err.strerror else str(err)
    return Read(name, Failure(id=name, error=f"{name}: {told}"))


def _read_one(name: str, defaults: Defaults, *, allow_local: bool) -> Iterator[Read]:
    if "://" in name:
        page = fetch_page(name, allow_local=allow_local)
        yield (
            _read_page(name, page.data, defaults, url=name, charset=page.charset)
            if page.is_html
            else _read_text(name, page.data, defaults)
        )
    elif name == "-":
        yield from _read_stream("-", sys.stdin.buffer, "", defaults)
    elif (path := Path(name)).is_dir():
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not inside:
            raise UnreadableInput(f"expected files of {', '.join(SUFFIXES)} in the folder, found none")
        yield from read_inputs([str(p) for p in inside], defaults)
    else:
        with path.open("rb") as stream:
            yield from _read_stream(name, stream, path.suffix.lower(), defaults)


def _read_stream(name: str, stream: BinaryIO, suffix: str, defaults: Defaults) -> Iterator[Read]:
    if suffix == ".jsonl":
        yield from _read_lines(name, stream, defaults)
        return
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableInput(f"expected at most {MOST_BYTES:,} bytes, got more; long archives go into .jsonl")
    if not data.strip():
        raise UnreadableInput("expected a text, got an empty input")
    kind = suffix if suffix in SUFFIXES else _sniff(data)
    if kind in (".html", ".htm"):
        yield _read_page(name, data, defaults)
    elif kind in (".json", ".jsonl"):
        yield from _read_json(name, data, defaults)
    else:
        yield _read_text(name, data, defaults)


def _sniff(data: bytes) -> str:
    """What an input without a telling name is, by its first character."""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return {b"{": ".jsonl", b"[": ".json", b"<": ".html"}.get(first, ".txt")


def _read_text(name: str, data: bytes, defaults: Defaults) -> Read:
    decoded = decode(data)
    if decoded.text.count("\0") > len(decoded.text) // 4:
        raise UnreadableInput("expected text, got binary data")
    row = {"id": Path(name).stem or name, "text": decoded.text.strip("\r\n\ufeff")}
    return _as_report(name, row, defaults, decoded.remarks)


def _read_page(name: str, data: bytes, defaults: Defaults, *, url: str | None = None, charset: str | None = None) -> Read:
    decoded = decode_page(data, charset)
    article = find_article(decoded.text.replace("\0", ""))
    row = {"id": name if url else Path(name).stem or name, "url": url, "text": article.text}
    row |= {"title": article.title, "outlet": article.outlet, "published": article.published}
    return _as_report(name, row, defaults, decoded.remarks)


def _read_json(name: str, data: bytes, defaults: Defaults) -> Iterator[Read]:
    decoded = decode(data)
    try:
        parsed = json.loads(decoded.text)
    except RecursionError:
        raise UnreadableInput("expected a report in JSON, got one nested too deeply") from None
    except ValueError as err:
        if decoded.text.lstrip().startswith("{") and "\n" in decoded.text.strip() and "Extra data" in str(err):
            yield from _read_lines(name, iter(data.splitlines(keepends=True)), defaults)
            return
        raise UnreadableInput(f"expected JSON, got {err}") from err
    rows = parsed if isinstance(parsed, list) else [parsed]
    for k, row in enumerate(rows):
        where = name if len(rows) == 1 else f"{name}[{k}]"
        yield _read_row(where, row, defaults, decoded.remarks)


def _read_lines(name: str, lines: BinaryIO | Iterator[bytes], defaults: Defaults) -> Iterator[Read]:
    any_line = False
    for k, line in enumerate(lines, 1):
        if not line.strip():
            continue
        any_line, where = True, f"{name}:{k}"
        try:
            decoded = decode(line)
            yield _read_row(where, json.loads(decoded.text), defaults, decoded.remarks)
        except RecursionError:
            yield _failed(where, "expected a report in JSON, got one nested too deeply")
        except UnreadableInput as err:
            yield _failed(where, err)
        except ValueError as err:
            yield _failed(where, f"expected JSON on the line, got {err}")
    if not any_line:
        raise UnreadableInput("expected a report a line, got an empty input")


def _read_row(where: str, row: Any, defaults: Defaults, remarks: tuple[str, ...]) -> Read:
    if not isinstance(row, dict):
        return _failed(where, f"expected a JSON object with a text, got {type(row).__name__}")
    unknown = sorted(set(row) - set(Report.model_fields) - IGNORED)
    if unknown:
        return _failed(where, f"expected the fields of a report, got the unknown {', '.join(map(repr, unknown))}")
    kept = {key: value for key, value in row.items() if key in Report.model_fields}
    return _as_report(where, {"id": Path(where).stem if "id" not in row else row["id"], **kept}, defaults, remarks)


def _as_report(name: str, row: dict[str, Any], defaults: Defaults, remarks: tuple[str, ...]) -> Read:
    text = row.get("text")
    if isinstance(text, str) and "\0" in text:
        return _failed(name, f"expected text, got a null character at {text.index(chr(0))}")
    for key, value in row.items():
        if isinstance(value, str) and (lone := LONE.search(value)):
            return _failed(name, f"expected Unicode text in {key!r}, got a lone surrogate at {lone.start()}")
    try:
        return Read(name, Report.model_validate(defaults.fill(row)), remarks)
    except ValidationError as err:
        return _failed(name, "; ".join(_fault(dict(fault)) for fault in err.errors()[:3]))
    except ValueError as err:
        return _failed(name, str(err))


def _fault(fault: dict[str, Any]) -> str:
    """One fault of a report's field in words."""
    place, value = ".".join(map(str, fault["loc"])), fault.get("input")
    if fault["type"] == "missing":
        return f"expected the field {place!r}, found none"
    shown = f"{value!r:.60}"
    told = str(fault["msg"]).removeprefix("Value error, ")
    return f"{place}: {told}, got {shown}"
