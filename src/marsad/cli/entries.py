"""Entries of the lexicon files as they stand in YAML: checked, counted, added without touching what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from marsad.lexicons import FOLDER

UNCLEAN = {
    "a presentation form": re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"),
    "a Farsi letter": re.compile("[\u06cc\u06a9\u06be\u06c0-\u06c3\u06d5]"),
    # After a prefix, before a digit or a quotation mark, it is how the prefix is written.
    "a tatweel": re.compile("\u0640(?=[\u0621-\u065f])"),
    "a control character": re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"),
}
ARABIC = re.compile("[\u0621-\u064a]")
EXAMPLES = frozenset({"examples", "example", "not", "near_misses"})


class BadEntry(ValueError):
    """An entry that cannot be taken in; the message says what was expected and what came."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries (mappings in lists), wordings (Arabic strings in them) and examples."""

    entries: int
    wordings: int
    examples: int


def lexicon_files() -> dict[str, Path]:
    """Lexicon names and files, in order: `weapons`, `places/iq`."""
    return {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in sorted(FOLDER.rglob("*.yml"))}


def _compose(text: str, path: Path) -> yaml.Node:
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as err:
        raise BadEntry(f"{path.name}: expected YAML, got {err}") from err
    if node is None:
        raise BadEntry(f"{path.name}: expected entries, got an empty file")
    return node


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, yaml.MappingNode):
            waiting.extend(part for pair in found.value for part in pair)
        elif isinstance(found, yaml.SequenceNode):
            waiting.extend(found.value)


def find_faults(path: Path) -> Iterator[str]:
    """Faults of one lexicon file, each with its line."""
    try:
        root = _compose(path.read_text(encoding="utf-8"), path)
    except BadEntry as err:
        yield str(err)
        return
    for node in _walk(root):
        where = f"{path.name}:{node.start_mark.line + 1}"
        if isinstance(node, yaml.ScalarNode):
            yield from (f"{where}: {what} in {node.value!r}" for what in _unclean(node.value))
        elif isinstance(node, yaml.MappingNode):
            keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
            yield from (f"{where}: the key {key!r} stands twice" for key, n in keys.items() if n > 1)
        elif isinstance(node, yaml.SequenceNode):
            ids = Counter(ident for item in node.value if (ident := _ident(item)) is not None)
            yield from (f"{where}: the id {ident!r} stands twice" for ident, n in ids.items() if n > 1)


def _unclean(text: str) -> Iterator[str]:
    """What is wrong with the letters of a wording. A letter alone is spoken of, not spelt with."""
    if len(text) > 1:
        yield from (what for what, pattern in UNCLEAN.items() if pattern.search(text))


def _ident(node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value.value for key, value in node.value if getattr(key, "value", None) == "id"), None)


def count_entries(path: Path) -> Counts:
    """Counts of one lexicon file."""
    entries = wordings = examples = 0
    waiting: list[tuple[Any, bool]] = [
        (yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), False)
    ]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, dict):
            waiting.extend((value, inside or key in EXAMPLES) for key, value in node.items())
        elif isinstance(node, list):
            entries += sum(isinstance(item, dict) for item in node) if not inside else 0
            waiting.extend((item, inside) for item in node)
        elif isinstance(node, str) and ARABIC.search(node):
            wordings, examples = wordings + (not inside), examples + inside
    return Counts(entries, wordings, examples)


def add_entry(lexicon: str, entry: str, *, section: str | None = None) -> str:
    """Write an entry after the last one of its list; gives file and line. BadEntry where it does not fit there."""
    files = lexicon_files()
    path = files.get(lexicon)
    if path is None:
        raise BadEntry(f"expected one of the lexicons {', '.join(files)}, got {lexicon}")
    text = path.read_text(encoding="utf-8")
    rows = _rows(_compose(text, path), section)
    _check_entry(entry, rows)
    line = max(
        node.end_mark.line
        for item in rows.value
        for node in _walk(item)
        if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False)
    )
    indent = " " * (text.splitlines()[rows.value[0].start_mark.line].index("-"))
    lines = text.splitlines(keepends=True)
    before = "".join(lines[: line + 1])
    before += "" if before.endswith("\n") else "\n"
    written = f"{before}{indent}- {entry.strip()}\n{''.join(lines[line + 1 :])}"
    if len(_rows(_compose(written, path), section).value) != len(rows.value) + 1:
        raise BadEntry(f"{path.name}: expected one entry more after adding, found another number; nothing was written")
    try:
        path.write_text(written, encoding="utf-8")
    except OSError as err:
        raise BadEntry(f"{path}: expected to write there, got {err.strerror}") from err
    return f"{path.name}:{before.count(chr(10)) + 1}"


def _rows(root: yaml.Node, section: str | None) -> yaml.SequenceNode:
    """The list that takes the entry: the file itself, the named section, or its only list of entries."""
    if isinstance(root, yaml.SequenceNode):
        return root
    lists = {
        key.value: value
        for key, value in root.value
        if isinstance(value, yaml.SequenceNode)
        and not value.flow_style
        and any(isinstance(item, yaml.MappingNode) for item in value.value)
    }
    if section is None and len(lists) == 1:
        return next(iter(lists.values()))
    if section not in lists:
        raise BadEntry(f"expected a section, one of {', '.join(lists)}, got {section or 'none'}")
    return lists[section]


def _check_entry(entry: str, rows: yaml.SequenceNode) -> None:
    if "\n" in entry.strip():
        raise BadEntry("expected an entry on one line, got several")
    node = _compose(entry, Path("entry"))
    if not isinstance(node, yaml.MappingNode) or not node.flow_style:
        raise BadEntry(f"expected an entry in braces, got {entry.strip()!r:.60}")
    for part in _walk(node):
        for what in _unclean(part.value) if isinstance(part, yaml.ScalarNode) else ():
            raise BadEntry(f"expected plain letters, got {what} in {part.value!r}")
    siblings = [{key.value for key, _ in item.value} for item in rows.value if isinstance(item, yaml.MappingNode)]
    keys = {key.value for key, _ in node.value}
    unknown = sorted(keys - set().union(*siblings))
    if unknown:
        raise BadEntry(f"expected keys that the list has, got the unknown {', '.join(unknown)}")
    missing = sorted(set.intersection(*siblings) - keys)
    if missing:
        raise BadEntry(f"expected the keys {', '.join(missing)}, which every entry there has")
    ident = _ident(node)
    if ident is not None and ident in {_ident(item) for item in rows.value}:
        raise BadEntry(f"expected an id of its own, got {ident}, which is there already")
