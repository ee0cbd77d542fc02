"""Bytes to text: Unicode with its marks of order, windows-1256 as older Arabic pages are written, and nothing guessed beyond."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
MOST_BROKEN = 0.05
LEAST_ARABIC = 0.85
BROKEN = "\ufffd"


class UnreadableInput(ValueError):
    """An input that cannot be read; the message says what was expected and what came."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what a reader should know about how it was read."""

    text: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Text of the bytes. `declared` is the charset that the input names for itself. UnreadableInput where nothing fits."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], name))
    if declared is not None and (text := _declared(data, declared)) is not None:
        return Decoded(text)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as err:
        return _repaired(data, err)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as err:
        raise UnreadableInput(f"expected {name} as its first bytes say, got byte 0x{data[err.start]:02x} at {err.start}") from err


def _declared(data: bytes, name: str) -> str | None:
    try:
        return data.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _repaired(data: bytes, err: UnicodeDecodeError) -> Decoded:
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count(BROKEN)
    sound = sum(char > "\x7f" for char in lenient) - broken
    if broken <= MOST_BROKEN * sound:
        return Decoded(lenient, (f"{broken} characters are no UTF-8, the first at byte {err.start}; read as {BROKEN}",))
    text = data.decode("cp1256")
    high = [char for char in text if char > "\x7f"]
    if high and sum("\u0621" <= char <= "\u0652" for char in high) >= LEAST_ARABIC * len(high):
        return Decoded(text, ("read as windows-1256",))
    raise UnreadableInput(f"expected text in UTF-8 or windows-1256, got byte 0x{data[err.start]:02x} at {err.start}")
