"""Media: the statement, post, interview or agency through which a speaker speaks, as printed.

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.speech import COLON, COMMAS, LONGEST_NAME, Speech
from marsad.annotators.word_classes import is_adjective, may_be_name
from marsad.text.tokens import ARTICLE, LAM


def find_medium(speech: Speech, i: int, j: int) -> tuple[str, int, int] | None:
    """The medium named in words `i` to `j - 1`: `(text, begin, end)`, or None."""
    for t in range(i, j):
        before = speech.norms[t - 1] if t else ""
        if speech.is_medium(t) and (before in speech.sets["adverbial_prepositions"] or t == i):
            return _medium(speech, t, _end_of_noun(speech, t, j))
        if before == LAM and t in speech.open_at:
            quote = speech.open_at[t]
            return _medium(speech, quote.i, min(quote.j, j))
        outlet = speech.actor_at.get(t)
        if before == LAM and outlet is not None and outlet.kind == "outlet":
            return _medium(speech, t, min(int(outlet.j), j))
        if before == LAM and (end := _end_of_outlet(speech, t, j)) > t:
            return _medium(speech, t + (speech.norms[t] == "("), end)
        if before in speech.sets["adverbial_prepositions"] and speech.norms[t] in speech.sets["platforms"]:
            return _medium(speech, t, t + 1)
    return None


def _end_of_outlet(speech: Speech, t: int, j: int) -> int:
    """End of an unknown outlet's name behind "to": in brackets, or right before the complementizer or colon."""
    if speech.norms[t] == "(":
        return next((k for k in range(t + 1, min(j, t + 6)) if speech.norms[k] == ")"), t)
    end = t
    while end < j and speech.kinds[end] in "al" and not speech.is_that(end) and may_be_name(speech.norms[end]):
        end += 1
    closes = end < j and (speech.is_that(end) or speech.norms[end] == COLON or speech.norms[end] in COMMAS)
    return end if closes and end - t <= 3 else t


def _end_of_noun(speech: Speech, t: int, j: int) -> int:
    """End of the noun of a medium with its adjectives, its name, and the platform on which it stands."""
    outlet = speech.actor_at.get(t)
    if outlet is not None and outlet.kind == "outlet":
        return min(int(outlet.j), j)
    end = t + 1
    while end < j and speech.kinds[end] == "a" and is_adjective(speech, end):
        end += 1
    quote = speech.open_at.get(end) or (
        speech.open_at.get(end + 1) if end < j and speech.norms[end] in speech.sets["platform_prepositions"] else None
    )
    if quote is not None and quote.close < j and quote.j - quote.i <= LONGEST_NAME:
        return quote.close + 1
    return end


def _medium(speech: Speech, i: int, j: int) -> tuple[str, int, int]:
    text = speech.words.text_of(i, max(j, i + 1))
    swallowed = i > 0 and speech.words.clitic[i - 1] and speech.norms[i].startswith(ARTICLE) and text.startswith(LAM)
    return ARTICLE + text[1:] if swallowed else text, i, max(j, i + 1)
