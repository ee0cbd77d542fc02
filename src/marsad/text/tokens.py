"""Words of a text with exact offsets, proclitics split off, and the spaCy tokenizer made of them.

A proclitic (conjunction, preposition, future particle, and the preposition lam before the article) becomes a word of its own
when the whole is no known word and what remains is one, or when the remainder carries the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from marsad.text.folding import fold

if TYPE_CHECKING:  # the lexicons are built where spaCy is not installed
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ALEF, BEH, FEH, KAF, LAM, WAW, SEEN, YEH, TEH, NOON = (
    chr(c) for c in (0x627, 0x628, 0x641, 0x643, 0x644, 0x648, 0x633, 0x64A, 0x62A, 0x646)
)
ARTICLE = ALEF + LAM
TEH_MARBUTA = chr(0x629)
ALEF_HAMZA = chr(0x623)
CONJUNCTIONS = frozenset((WAW, FEH))
PREPOSITIONS = frozenset((BEH, LAM, KAF))
PROCLITICS = CONJUNCTIONS | PREPOSITIONS | {SEEN}

_LETTER = (
    "\u0620-\u063f\u0640-\u064a\u066e\u066f\u0671-\u06d3\u06d5"
    "\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08ff"
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_WORD = re.compile(
    rf"(?P<a>[{_LETTER}](?:[{_LETTER}{_MARK}]|[{_HIDDEN}](?=[{_LETTER}{_MARK}]))*)"
    r"|(?P<l>[^\W\d_\u0600-\u06ff]+)"
    r"|(?P<d>\d+(?:[.,\u066b\u066c]\d+)*)"
    r"|(?P<s>\s+)"
    r"|(?P<p>.)",
    re.DOTALL,
)
_CACHED_WORDS = 100_000
_UNDESCRIBED = ("", "", "")
_Row = tuple[int, int, str, str, bool]
WORDS_KEY = "marsad_words"


class Words:
    """The words of a text as parallel tuples: folded `norms`, code point `starts` and `ends`, `kinds`, `clitic`.

    Kinds: "a" Arabic word, "l" Latin word, "d" digits, "p" one mark or symbol, "n" white space with a line break, "s" other
    white space and hidden characters. Single spaces between words are no words. `sentences` is filled by the tokenizer;
    `cache` holds what the layers compute once for a text.
    """

    __slots__ = ("cache", "clitic", "ends", "kinds", "norms", "sentences", "starts", "text")

    def __init__(self, text: str, rows: list[tuple[int, int, str, str, bool]]) -> None:
        self.text = text
        self.starts: tuple[int, ...]
        self.ends: tuple[int, ...]
        self.norms: tuple[str, ...]
        self.kinds: tuple[str, ...]
        self.clitic: tuple[bool, ...]
        self.starts, self.ends, self.norms, self.kinds, self.clitic = zip(*rows, strict=True) if rows else ((), (), (), (), ())
        self.sentences: list[tuple[int, int]] = []
        self.cache: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self.norms)

    def at(self, offset: int) -> int:
        """Index of the word that holds code point `offset`, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def text_of(self, i: int, j: int) -> str:
        """Printed text of words `i` to `j - 1`; empty for an empty range."""
        return self.text[self.starts[i] : self.ends[j - 1]] if j > i else ""


class WordSplitter:
    """Splits texts into `Words`. `is_known`: a folded form is a word of the lexicon; `is_verb`: it can only be a verb form.

    `run_on`: words that archives print without the space after them ("northofTown"); `says`: a folded form is a verb of saying
    that takes no preposition, so that its subject follows; `is_noun`: a folded form is a noun that a preposition may govern.
    """

    def __init__(
        self,
        is_known: Callable[[str], bool],
        *,
        is_verb: Callable[[str], bool] = lambda _: False,
        run_on: tuple[str, ...] = (),
        says: Callable[[str], bool] = lambda _: False,
        is_noun: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self._is_known = is_known
        self._is_verb = is_verb
        self._says = says
        self._is_noun = is_noun
        self._run_on = tuple(sorted(run_on, key=len, reverse=True))
        self._pieces = lru_cache(maxsize=_CACHED_WORDS)(self._split_printed)

    def __call__(self, text: str) -> Words:
        rows: list[tuple[int, int, str, str, bool]] = []
        for match in _WORD.finditer(text):
            kind, start, end = match.lastgroup or "p", match.start(), match.end()
            if kind == "a":
                for length, norm, clitic in self._pieces(match.group()):
                    rows.append((start, start + length, norm, "a", clitic))
                    start += length
            elif kind == "s":
                printed = match.group()
                if rows and printed[0] == " " and rows[-1][3] not in "ns":
                    start += 1
                if start < end:
                    rows.append(
                        (
                            start,
                            end,
                            "\n" if "\n" in printed or "\r" in printed else " ",
                            "n" if "\n" in printed or "\r" in printed else "s",
                            False,
                        )
                    )
            else:
                printed = match.group()
                norm = fold(printed) or " "
                rows.append((start, end, norm, "s" if norm == " " else kind, False))
        return Words(text, self._join_names(rows))

    def _join_names(self, rows: list[_Row]) -> list[_Row]:
        """The rows with names made whole that begin like a preposition: behind a verb of saying, where what remains is no noun or
        the text has the word again."""
        found: dict[tuple[str, str], int] = {}
        spoken: set[tuple[str, str]] = set()
        for k in range(1, len(rows)):
            clitic, word = rows[k - 1], rows[k]
            single = clitic[4] and clitic[2] in (BEH, KAF) and clitic[1] == word[0] and not word[4] and word[3] == "a"
            if not single or word[2].startswith(ARTICLE) or len(word[2]) < 3:
                continue
            pair = (clitic[2], word[2])
            found[pair] = found.get(pair, 0) + 1
            if k > 1 and rows[k - 2][3] == "a" and self._says(rows[k - 2][2]):
                spoken.add(pair)
        names = {pair for pair in spoken if found[pair] > 1 or not self._is_noun(pair[1])}
        if not names:
            return rows
        out: list[_Row] = []
        for row in rows:
            before = out[-1] if out else None
            if before is not None and before[4] and before[1] == row[0] and (before[2], row[2]) in names:
                out[-1] = (before[0], row[1], before[2] + row[2], "a", False)
            else:
                out.append(row)
        return out

    def _split_printed(self, printed: str) -> tuple[tuple[int, str, bool], ...]:
        if (cut := self._missing_space(printed)) > 0:
            return self._split_printed(printed[:cut]) + self._split_printed(printed[cut:])
        norm = fold(printed)
        if len(norm) == 1 and norm in PROCLITICS:
            return ((len(printed), norm, True),)
        pieces = self.split(norm)
        if len(pieces) == 1 and len(norm) > 3 and printed[0] == WAW and printed[1] == ALEF_HAMZA:
            pieces = (WAW, norm[1:])  # no word has that hamza behind its first letter: "and one of", not "one"
        if len(pieces) == 1:
            return ((len(printed), norm or printed, False),)
        out: list[tuple[int, str, bool]] = []
        at = 0
        for clitic in pieces[:-1]:
            end = at + 1
            while end < len(printed) and not fold(printed[end]):
                end += 1
            out.append((end - at, clitic, True))
            at = end
        out.append((len(printed) - at, pieces[-1], False))
        return tuple(out)

    def _missing_space(self, printed: str) -> int:
        """Where a space was lost: after a letter that only ends words, or a run-on word before a known one; 0 for nowhere."""
        at = printed.find(TEH_MARBUTA)
        if at >= 2 and len(printed) - at > 3 and all(c >= ALEF and fold(c) for c in printed[at + 1 : at + 3]):
            return at + 1
        lead = int(printed[0] == WAW)
        for word in self._run_on:
            if printed.startswith(word, lead) and len(printed) - len(word) > 4 and not self._is_known(fold(printed)):
                rest = fold(printed[lead + len(word) :])
                if self._is_known(rest) and (rest.startswith(ARTICLE) or len(rest) > 4):
                    return lead + len(word)
        return 0

    def split(self, norm: str) -> tuple[str, ...]:
        """Proclitics of a folded form and the folded rest (with its article restored after lam)."""
        if len(norm) < 3 or norm[0] not in PROCLITICS or self._is_known(norm):
            return (norm,)
        return self._strip(norm, PROCLITICS) or (norm,)

    def _strip(self, norm: str, allowed: frozenset[str]) -> tuple[str, ...] | None:
        clitic, rest = norm[0], norm[1:]
        if clitic not in allowed or len(rest) < 2:
            return None
        if clitic == LAM and rest[0] == LAM and len(rest) > 2:
            return (clitic, ARTICLE + rest if self._is_known(rest) else ALEF + rest)
        if clitic == SEEN:
            return (clitic, rest) if rest[0] in (ALEF, YEH, TEH, NOON) and len(rest) > 2 and self._is_known(rest) else None
        if self._is_known(rest) and not (clitic in (BEH, KAF) and self._is_verb(rest)):
            return (clitic, rest)
        if clitic in CONJUNCTIONS:
            further = self._strip(rest, PREPOSITIONS | {SEEN}) if len(rest) > 2 else None
            if further is not None:
                return (clitic, *further)
        if rest.startswith(ARTICLE) and len(rest) > 4:
            return (clitic, rest)
        return None


class MarsadTokenizer:
    """spaCy tokenizer: `doc.text` is the text unchanged; the `Words` stand in `doc.user_data`."""

    def __init__(
        self,
        vocab: Vocab,
        splitter: WordSplitter,
        *,
        find_sentences: Callable[[Words], list[tuple[int, int]]] | None = None,
        describe: Callable[[str], tuple[str, str, str] | None] | None = None,
    ) -> None:
        self.vocab = vocab
        self._splitter = splitter
        self._find_sentences = find_sentences
        self._describe = describe
        self._norms: dict[str, str] = {}

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words = self._splitter(text)
        n = len(words)
        printed = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
        others = self._set_norms(printed, words.norms)
        spaces = [words.ends[k] != (words.starts[k + 1] if k + 1 < n else len(text)) for k in range(n)]
        attributes: dict[str, list[str]] = {}
        if self._describe is not None and n:
            described = [self._describe(norm) or _UNDESCRIBED for norm in words.norms]
            attributes = dict(zip(("lemmas", "pos", "morphs"), map(list, zip(*described, strict=True)), strict=True))
        if self._find_sentences is not None:
            words.sentences = self._find_sentences(words)
            begins = {i for i, _ in words.sentences}
            attributes["sent_starts"] = [k in begins for k in range(n)]  # type: ignore[misc]
        doc = Doc(self.vocab, words=printed, spaces=spaces, user_data={WORDS_KEY: words}, **attributes)  # type: ignore[arg-type]
        for k in others:
            doc[k].norm_ = words.norms[k]
        return doc

    def _set_norms(self, printed: list[str], norms: tuple[str, ...]) -> list[int]:
        """Give lexemes the first norm that their word was met with; the tokens whose norm is another one are for the doc."""
        others = []
        if len(self._norms) > _CACHED_WORDS:
            self._norms.clear()
        for k, (word, norm) in enumerate(zip(printed, norms, strict=True)):
            held = self._norms.get(word)
            if held is None:
                self._norms[word] = norm
                self.vocab[word].norm_ = norm
            elif held != norm:
                others.append(k)
        return others

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the tokenizer is made from the lexicon."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> MarsadTokenizer:
        """The tokenizer itself: see `to_bytes`."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to keep: see `to_bytes`."""

    def from_disk(self, _path: Any, **_: Any) -> MarsadTokenizer:
        """The tokenizer itself: see `to_bytes`."""
        return self


def words_of(doc: Doc) -> Words:
    """The `Words` of a doc made by our tokenizer. ValueError for any other doc."""
    words = doc.user_data.get(WORDS_KEY)
    if not isinstance(words, Words):
        raise ValueError("expected a doc made by the Marsad tokenizer, got one of another tokenizer")
    return words
