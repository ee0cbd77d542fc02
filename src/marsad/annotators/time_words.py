"""Time words: the entries of `lexicons/times.yml`, and a text seen as a row of them.

`TimeWords` leaves out white space and the underscores of hashtags, so that a rule reads across them; `at[v]` leads back to the
word index of the text. Positions `v` and ends are indices of that row, ends exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marsad import lexicons
from marsad.text.folding import fold
from marsad.text.tokens import ARTICLE, WAW, Words
from marsad.text.tries import Trie

KEYS = frozenset(
    (
        "id", "class", "forms", "examples", "not", "note", "value", "shape", "unit", "number", "calendar", "bare", "tail",
        "begins", "offset", "to", "mod", "weekday", "free", "counted", "after", "not_after", "not_before", "within", "falls",
    )
)  # fmt: skip
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_FOLDED_LISTS = ("after", "not_after", "not_before")
_NUMERALS = frozenset(("cardinal", "ordinal", "ordinal_feminine", "nth"))
STOPS = frozenset(".!?\u061f\u2026\n;\u061b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of the lexicon: id, class, and what the entry says beside its forms."""

    id: str
    cls: str
    data: Mapping[str, Any]

    def get(self, key: str) -> Any:
        """A field of the entry, or None."""
        return self.data.get(key)


Hits = dict[str, list[tuple[int, Entry]]]


class TimeLexicon:
    """The entries by phrase, and the context words by class."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.phrases: Trie[Entry] = Trie()
        self.sets: dict[str, frozenset[str]] = {}
        self.heads: set[str] = set()
        self.numerals: dict[str, dict[str, int]] = {}
        context: dict[str, set[str]] = {}
        for row in raw["entries"]:
            entry = _read_entry(row)
            for form in row["forms"]:
                pieces = _PIECE.findall(fold(str(form)))
                context.setdefault(entry.cls, set()).add(" ".join(pieces))
                if not row["id"].startswith("context."):
                    self.phrases.add(pieces, entry)
                    self.heads.add(pieces[0])
            if "value" in row and row["class"] in _NUMERALS:
                self.numerals.setdefault(entry.cls, {}).update((fold(form), row["value"]) for form in row["forms"])
        self.sets = {cls: frozenset(forms) for cls, forms in context.items()}

    def words(self, cls: str) -> frozenset[str]:
        """Folded forms of a class. KeyError for a class that the lexicon does not hold."""
        return self.sets[cls]


def _read_entry(row: Mapping[str, Any]) -> Entry:
    unknown = set(row) - KEYS
    if unknown:
        raise ValueError(f"times.yml: {row.get('id')}: unknown keys {', '.join(sorted(unknown))}")
    data = {k: v for k, v in row.items() if k not in ("id", "class", "forms", "examples", "not", "note")}
    for key in _FOLDED_LISTS:
        if key in data:
            data[key] = frozenset(fold(str(word)) for word in data[key])
    return Entry(row["id"], row["class"], data)


@cache
def time_lexicon() -> TimeLexicon:
    """The lexicon, read once."""
    return TimeLexicon(lexicons.load("times"))


class TimeWords:
    """A text as a row of words for the rules. `ref[v]` are the entries of the phrases that begin at `v`, by class."""

    __slots__ = ("_hits", "at", "cut", "kinds", "lexicon", "n", "norms", "words")

    def __init__(self, words: Words, lexicon: TimeLexicon) -> None:
        self.words, self.lexicon = words, lexicon
        kinds, norms = words.kinds, words.norms
        heads = lexicon.heads
        self.at = [k for k, norm in enumerate(norms) if kinds[k] != "s" and norm != "_"]
        self.norms = [norms[k] for k in self.at]
        self.kinds = [kinds[k] for k in self.at]
        self.cut: set[int] = set()
        for v in range(len(self.at) - 1, -1, -1):
            norm = self.norms[v]
            if norm[0] == WAW and norm not in heads and norm[1:] in heads:  # the conjunction hidden in a name of the gazetteer
                self._cut_conjunction(v, norm)
        self.n = len(self.at)
        self._hits: dict[int, Hits] = {}

    def _cut_conjunction(self, v: int, norm: str) -> None:
        self.at.insert(v, self.at[v])
        self.norms[v : v + 1] = [norm[0], norm[1:]]
        self.kinds.insert(v, "a")
        self.cut = {v + 1} | {w + 1 for w in self.cut}

    def hits(self, v: int) -> Hits:
        """Entries whose phrases begin at `v`, by class, longest first."""
        found = self._hits.get(v)
        if found is None:
            found = {}
            if v < self.n and self.norms[v] in self.lexicon.heads:
                for end, entries in self.lexicon.phrases.matches(self.norms, v):
                    for entry in entries:
                        found.setdefault(entry.cls, []).insert(0, (end, entry))
            self._hits[v] = found
        return found

    def hit(self, v: int, cls: str) -> tuple[int, Entry] | None:
        """The longest phrase of a class that begins at `v` and whose neighbours allow it."""
        for end, entry in self.hits(v).get(cls, ()):
            if self._allowed(v, end, entry):
                return end, entry
        return None

    def _allowed(self, v: int, end: int, entry: Entry) -> bool:
        data = entry.data
        if "after" in data and self.norm(v - 1) not in data["after"]:
            return False
        if "not_after" in data and self.norm(v - 1) in data["not_after"]:
            return False
        return not ("not_before" in data and self.norm(end) in data["not_before"])

    def norm(self, v: int) -> str:
        """Folded word at `v`, or an empty string outside the text."""
        return self.norms[v] if 0 <= v < self.n else ""

    def is_in(self, v: int, cls: str) -> bool:
        """Whether the single word at `v` is among the forms of a class."""
        return self.norm(v) in self.lexicon.sets[cls]

    def has_article(self, v: int) -> bool:
        """Whether the word at `v` carries the article."""
        norm = self.norm(v)
        return len(norm) > 3 and norm.startswith(ARTICLE)

    def printed(self, v: int, end: int) -> str:
        """Printed text of the row from `v` to `end`."""
        return self.words.text_of(self.at[v], self.at[end - 1] + 1)

    def start_of(self, v: int) -> int:
        """Code point at which the word at `v` begins."""
        return self.words.starts[self.at[v]] + (v in self.cut)

    def sentence_start(self, v: int, *, reach: int = 25) -> int:
        """First position of the sentence in which `v` stands, at most `reach` words before it."""
        u = v
        while u > 0 and v - u < reach and self.norms[u - 1] not in STOPS and self.kinds[u - 1] != "n":
            u -= 1
        return u
