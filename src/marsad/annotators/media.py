"""Media: the statement, post, interview or agency through which a speaker speaks, as printed.

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.noun_phrases import read_phrase
from marsad.annotators.speech import Speech
from marsad.text.tokens import LAM


def find_medium(speech: Speech, i: int, j: int) -> tuple[str, int, int] | None:
    """The medium named in words `i` to `j - 1`: `(text, begin, end)`, or None."""
    for t in range(i, j):
        if speech.kinds[t] != "a":
            continue
        before = speech.norms[t - 1] if t else ""
        if speech.is_medium(t) and (before in speech.sets["adverbial_prepositions"] or t == i):
            end = t + 1
            while end < j and speech.kinds[end] == "a" and speech.norms[end] not in speech.sets["prepositions"] and end < t + 3:
                if speech.has_finite_saying(end) or speech.is_time(end):
                    break
                end += 1
            return speech.words.text_of(t, end), t, end
        if before == LAM and (t in speech.open_at or getattr(speech.actor_at.get(t), "kind", None) == "outlet"):
            end = read_phrase(speech, t, j)
            return speech.words.text_of(t, max(end, t + 1)), t, max(end, t + 1)
    return None
