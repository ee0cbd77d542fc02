"""Phrases over folded words, longest match first. One walk from a word reads every phrase that begins there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Trie(Generic[T]):
    """Phrases as sequences of folded words, each with its values in the order in which they were added."""

    def __init__(self) -> None:
        self._root: dict[str, list[object]] = {}

    def add(self, words: Sequence[str], value: T) -> None:
        """Add a phrase of folded words. ValueError on an empty phrase."""
        if not words:
            raise ValueError("expected a phrase of at least one word, got none")
        level = self._root
        node: list[object] = []
        for word in words:
            node = level.setdefault(word, [None, {}])
            level = node[1]  # type: ignore[assignment]
        if node[0] is None:
            node[0] = []
        if value not in node[0]:  # type: ignore[operator]
            node[0].append(value)  # type: ignore[attr-defined]

    def matches(self, words: Sequence[str], i: int, *, skip: str = "_") -> Iterator[tuple[int, list[T]]]:
        """Yield `(end, values)` of each phrase that begins at word `i`, shortest first. Words equal to `skip` are passed over."""
        level, n = self._root, len(words)
        while i < n:
            word = words[i]
            i += 1
            if word == skip:
                continue
            node = level.get(word)
            if node is None:
                return
            if node[0] is not None:
                yield i, node[0]  # type: ignore[misc]
            level = node[1]  # type: ignore[assignment]
            if not level:
                return

    def longest(self, words: Sequence[str], i: int) -> tuple[int, list[T]] | None:
        """The longest phrase that begins at word `i`, as `(end, values)`, or None."""
        node = self._root.get(words[i])
        if node is None:
            return None
        found: tuple[int, list[T]] | None = None
        n = len(words)
        i += 1
        while True:
            if node[0] is not None:
                found = (i, node[0])  # type: ignore[assignment]
            while i < n and words[i] == "_":
                i += 1
            level: dict[str, list[object]] = node[1]  # type: ignore[assignment]
            if i >= n or not level or (node := level.get(words[i])) is None:
                return found
            i += 1
