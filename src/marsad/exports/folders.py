"""Pages of many codings in one folder, with the page that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from marsad.exports.html import to_index, to_page
from marsad.record import Coding, Failure

INDEX = "index.html"
LONGEST = 80


def page_name(ident: str, taken: set[str]) -> str:
    """A file name for a coding's page, none of `taken` and no other than letters, digits, dots, hyphens and underscores."""
    stem = re.sub(r"[^\w.-]+", "-", ident).strip("-.")[:LONGEST] or "report"
    name, n = f"{stem}.html", 1
    while name in taken or name == INDEX:
        n += 1
        name = f"{stem}-{n}.html"
    return name


def write_pages(results: Iterable[Coding | Failure], folder: Path) -> Path:
    """Write a page for each coding and the list of them; gives the path of the list."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    listed: list[tuple[Coding, str] | Failure] = []
    for result in results:
        if isinstance(result, Failure):
            listed.append(result)
            continue
        name = page_name(result.id, taken)
        taken.add(name)
        (folder / name).write_text(to_page(result, home=INDEX), encoding="utf-8")
        listed.append((result, name))
    index = folder / INDEX
    index.write_text(to_index(listed), encoding="utf-8")
    return index
