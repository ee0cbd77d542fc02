"""Contents: from where to where a statement's content runs.

A content in quotation marks ends with them, unless the sentence runs on behind; any other ends with its sentence, before a
further cue, a word of the outlet's own about what was said, or the phrase that attributes it. Indices are word indices.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.annotators.speech import COLON, COMMAS, DASHES, LONGEST_NAME, STOPS, Speech
from marsad.text.forms import bare_of
from marsad.text.sentences import Quote
from marsad.text.tokens import ARTICLE, CONJUNCTIONS, LAM, WAW

_BULLETS = frozenset("-\u2022\u25cf\u2013*\u25aa")


@dataclass(frozen=True, slots=True)
class Content:
    """Words `i` to `j - 1`, `start` the code point at which the first one is cut; `quoted`: the marks decide the end; `form`."""

    i: int
    j: int
    start: int
    quoted: bool
    form: str


def read_content(speech: Speech, t: int, limit: int, *, after_colon: bool = False, start: int | None = None) -> Content | None:
    """The content that begins at word `t`, not beyond `limit`; None where nothing is left of it."""
    while t < limit and (speech.kinds[t] in "ns" or speech.norms[t] == COLON or (speech.norms[t] in DASHES and after_colon)):
        t += 1
        start = None
    quote = speech.open_at.get(t)
    if quote is None and after_colon and speech.norms[t : t + 1] == ("(",):
        close = _closing_bracket(speech, t, limit)
        if close is not None:
            return Content(t + 1, close, speech.words.starts[t + 1], True, "direct")
    if quote is not None:
        return _read_quoted(speech, quote.i, quote.j, quote.close, limit, colon=after_colon)
    last = limit - 1
    while last > t and speech.kinds[last] in "ns":
        last -= 1
    end = _list_end(speech, limit) if speech.norms[last] == COLON else limit
    return _finish(speech, t, end, False, "direct" if after_colon else None, start)


def _closing_bracket(speech: Speech, t: int, limit: int) -> int | None:
    for k in range(t + 1, min(limit, speech.n)):
        if speech.norms[k] == ")":
            return k
    return None


def _read_quoted(speech: Speech, i: int, j: int, close: int, limit: int, *, colon: bool = False) -> Content | None:
    """A content that begins with a quotation: the quotation, or more where the sentence runs on with it."""
    after = close + 1
    while after < limit and speech.norms[after] in STOPS:
        after += 1
    if after < limit and after == close + 1:
        norms = speech.norms
        joins = (
            norms[after] in COMMAS
            and after + 1 < limit
            and (_goes_on(speech, after + 1) or (not colon and _is_open(speech, after + 1)))
        )
        runs_on = speech.kinds[after] in "ad" and not speech.words.clitic[after] and j - i <= 2 * LONGEST_NAME
        runs_on = runs_on or (speech.words.clitic[after] and (norms[after] != WAW or not speech.saying_at.get(after + 1)))
        if (runs_on and speech.grammar.comments.longest(norms, after) is None) or joins:
            return _finish(speech, i, limit, False, "mixed", None)
    return _finish(speech, i, j, True, "direct", None)


def _is_open(speech: Speech, k: int) -> bool:
    """Whether a clause that begins at word `k` behind a quotation belongs to what is said: no joint, no cue opens it."""
    plain = speech.kinds[k] == "a" and not speech.words.clitic[k] and not speech.saying_at.get(k) and k in speech.verbs
    return (
        plain
        and speech.grammar.breaks.longest(speech.norms, k) is None
        and speech.grammar.comments.longest(speech.norms, k) is None
    )


def _goes_on(speech: Speech, k: int) -> bool:
    """Whether "and that" at word `k` carries the content on."""
    if speech.norms[k] == WAW and speech.words.clitic[k]:
        k += 1
    return k < speech.n and speech.norms[k] in speech.sets["that"]


def _list_end(speech: Speech, limit: int) -> int:
    """The end of the list that a sentence which ends with a colon announces."""
    k = limit
    while k < speech.n:
        _, b = speech.sentence(k)
        if b <= k:
            break
        first = next((w for w in range(k, b) if speech.kinds[w] not in "ns"), None)
        if first is None or speech.norms[first] not in _BULLETS:
            break
        k = b
    return k


def _finish(speech: Speech, i: int, j: int, quoted: bool, form: str | None, start: int | None) -> Content | None:
    i, j = trim(speech, i, j)
    if i >= j:
        return None
    if form is None:
        form = form_of(speech, i, j)
    return Content(i, j, first_code_point(speech, i) if start is None else start, quoted, form)


def form_of(speech: Speech, i: int, j: int) -> str:
    """Mixed where words of the speaker, and not only a name, stand in quotation marks in words `i` to `j - 1`; else indirect."""
    for k in range(max(i - 1, 0), j):
        quote = speech.open_at.get(k)
        if quote is None or quote.close > j:
            continue
        named = k > 0 and (bare_of(speech.norms[k - 1]) in speech.sets["name_heads"] or speech.words.clitic[k - 1])
        actor = speech.actor_at.get(quote.i)
        if not named and (actor is None or actor.j < quote.j):
            return "mixed"
    return "indirect"


def first_code_point(speech: Speech, i: int) -> int:
    """Where word `i` begins, with the preposition that has swallowed its article."""
    words = speech.words
    swallowed = i > 0 and words.clitic[i - 1] and words.norms[i].startswith(ARTICLE) and words.text[words.starts[i]] == LAM
    return int(words.starts[i - 1] if swallowed else words.starts[i])


def trim(speech: Speech, i: int, j: int) -> tuple[int, int]:
    """Words `i` to `j - 1` without marks, blanks and lone conjunctions at either end."""
    norms, kinds = speech.norms, speech.kinds
    while i < j and (
        (speech.words.clitic[i] and norms[i] in CONJUNCTIONS and i + 1 < j and norms[i + 1] in speech.sets["that"])
        or kinds[i] in "ns"
        or norms[i] in speech.sets["that"]
        or norms[i] in COMMAS
        or norms[i] in STOPS
        or norms[i] == COLON
        or norms[i] in DASHES
    ):
        i += 1
    while j > i:
        k = j - 1
        loose = kinds[k] in "ns" or norms[k] in COMMAS or norms[k] in STOPS or norms[k] == COLON or norms[k] in DASHES
        loose = loose or (speech.words.clitic[k] and norms[k] == WAW)
        quote = speech.close_at.get(k)
        if not loose and quote is not None and quote.open < i:
            loose = True
        if not loose and k in speech.open_at and speech.open_at[k].close >= j:
            loose = True
        if not loose:
            break
        j -= 1
    while i < j and i in speech.open_at and speech.open_at[i].close == j - 1:
        i, j = i + 1, j - 1
    quote = speech.close_at.get(j - 1) if j > i else None
    if quote is not None and quote.open > i and quote.j - quote.i > 0:
        j -= 1
    while i < j and i in speech.open_at:
        i += 1
    return i, j


def _is_amid(speech: Speech, k: int, level: Quote | None) -> bool:
    """Whether "amid" stands before word `k`, and not "in the middle of"."""
    place = k in speech.place_at or bare_of(speech.norms[k]) in speech.sets["place_heads"] or speech.norms[k].startswith(ARTICLE)
    return not place and speech.quote_around(k) is level


def _names(speech: Speech, quote: Quote) -> bool:
    """Whether a short quotation is the name of something: no verb stands in it, and a noun or preposition before it takes it."""
    short = quote.j - quote.i <= LONGEST_NAME and not any(k in speech.verbs for k in range(quote.i, quote.j))
    before = speech.norms[quote.open - 1] if quote.open else ""
    takes = (
        speech.words.clitic[quote.open - 1]
        or before in speech.sets["prepositions"]
        or bare_of(before) in speech.sets["name_heads"]
    )
    return short and (takes or (speech.mention_at(quote.i) is not None and speech.mention_at(quote.i).j >= quote.j))


def cut_circumstances(speech: Speech, i: int, j: int, *, wide: bool) -> int:
    """The end of a content that is a noun phrase: before "and it is …" of the outlet and, with `wide`, before the occasion on
    which it was said, where no relative clause has begun."""
    for k in range(i + 2, j - 1):
        norm = speech.norms[k]
        if norm in speech.sets["relatives"] and norm.startswith(ARTICLE):
            return j
        if norm in COMMAS and speech.norms[k + 1] in speech.sets["it_is"] | {WAW}:
            after = k + 1 + (speech.norms[k + 1] == WAW)
            if after < j - 1 and speech.norms[after] in speech.sets["it_is"] and speech.norms[after + 1].startswith(ARTICLE):
                return k
        if norm in COMMAS and speech.norms[k + 1] in speech.sets["turns"]:
            return k
        if wide and speech.grammar.circumstances.longest(speech.norms, k) is not None:
            return k
    return j


def skip_rumour(speech: Speech, i: int, j: int) -> int:
    """Where what is denied begins behind "the news that speaks of", "what is told about"; else `i`."""
    truth = speech.norms[i] in speech.sets["truth"]
    if i + truth >= j or bare_of(speech.norms[i + truth]) not in speech.sets["rumours"]:
        return i
    for k in range(i + 1 + truth, min(j - 1, i + 9)):
        if speech.norms[k] in COMMAS:
            break
        if speech.norms[k] in speech.sets["about"]:
            return k + 1
    return i


def cut_comments(speech: Speech, i: int, j: int) -> int:
    """The end of the content in words `i` to `j - 1`: before a remark of the outlet, or behind a quotation that closes it."""
    norms = speech.norms
    for k in range(i + 2, j - 1):
        quote = speech.close_at.get(k)
        if quote is not None and norms[k + 1] in COMMAS and quote.j - quote.i > 2 and not _goes_on(speech, k + 2):
            joined = norms[k + 2] == WAW or speech.words.clitic[k + 2] or k + 2 in speech.open_at
            if joined and speech.words.clitic[k + 2] and k + 3 < j and norms[k + 3] in speech.sets["also"]:
                continue
            if (
                joined
                or (quote.open > i and not _names(speech, quote))
                or speech.grammar.breaks.longest(norms, k + 2) is not None
            ):
                j = k + 1
                break
    level = speech.level(i, j)
    for k in range(i + 1, j):
        if speech.kinds[k] != "a":
            continue
        shift = speech.grammar.shifts.longest(norms, k) if speech.words.clitic[k - 1] else None
        if shift is not None and shift[0] - k > 2 and speech.quote_around(k) is level:
            return k - 1
        if norms[k] in speech.sets["amid"] and norms[k - 1] in COMMAS and _is_amid(speech, k + 1, level):
            return k
        found = speech.grammar.comments.longest(norms, k)
        if found is not None and found[0] <= j and speech.quote_around(k) is level:
            if norms[k] in speech.sets["negations"] and not (norms[k - 1] in COMMAS or speech.words.clitic[k - 1]):
                continue
            if norms[k] in speech.sets["echoes"] and found[0] + 1 < j:
                continue
            return k - 1 if speech.words.clitic[k - 1] else k
    return j
