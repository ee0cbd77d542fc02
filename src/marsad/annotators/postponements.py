"""Postponements: cues that stand behind their content, between two halves of it, or take up what was said.

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.contents import Content, read_content
from marsad.annotators.readings import Draft, Readings, cut_before
from marsad.annotators.sayings import Saying
from marsad.annotators.speakers import Speaker
from marsad.annotators.speech import COMMAS, STOPS, Speech
from marsad.annotators.subjects import skip_joints, subject_after
from marsad.annotators.verb_phrases import names_somebody, points_back

_SHORTEST_CLAUSE = 3


def read_behind_content(
    readings: Readings, saying: Saying, speaker: Speaker, rule: str, at: tuple[int, int, int]
) -> Draft | None:
    """A cue behind its content or between two halves of it: «…», said X, «…»."""
    speech, (a, cue_i, t) = readings.speech, at
    if not (saying.entry.speech or saying.entry.that) or cue_i != saying.i or cue_i == a:
        return _read_relative(readings, saying, speaker, rule, at)
    if saying.entry.guarded and not names_somebody(speech, speaker.i):
        return None
    c = cue_i - 1
    comma = speech.norms[c] in COMMAS
    c -= comma
    quote = speech.close_at.get(c)
    if quote is not None and quote.j - quote.i >= _SHORTEST_CLAUSE:
        content = Content(quote.i, quote.j, speech.words.starts[quote.i], True, "direct")
        second = speech.open_at.get(t) or speech.open_at.get(t - 1)
        if second is not None and second.open >= saying.j and second.close < speech.n:
            content = Content(quote.i, second.j, content.start, True, "direct")
        return Draft(saying, speaker, content, f"statements.{saying.entry.id}.behind", rule, saying.i, saying.j)
    if comma and not saying.entry.guarded:
        begin = skip_joints(speech, a, c)
        if (
            c + 1 - begin >= _SHORTEST_CLAUSE
            and speech.norms[begin] not in speech.sets["prepositions"]
            and not speech.is_time(begin)
        ):
            found = read_content(speech, begin, c + 1)
            if found is not None:
                return Draft(saying, speaker, found, f"statements.{saying.entry.id}.behind", rule, saying.i, saying.j)
    return _read_relative(readings, saying, speaker, rule, at)


def _read_relative(readings: Readings, saying: Saying, speaker: Speaker, rule: str, at: tuple[int, int, int]) -> Draft | None:
    """A verb with a pronoun for its object in a relative clause: a curfew that X announced, which X denies."""
    speech, (a, cue_i, _) = readings.speech, at
    if rule != "subject" or (not (saying.suffix and saying.entry.takes_object) and not points_back(speech, saying)):
        return None
    begin = cue_i
    while begin > a and not (
        speech.norms[begin - 1] in COMMAS or speech.norms[begin - 1] in STOPS or speech.kinds[begin - 1] in "np"
    ):
        if (
            speech.is_time(begin - 1) and speech.norms[begin - 1] not in speech.sets["units"] and speech.kinds[begin - 1] != "d"
        ) or speech.norms[begin - 1] in speech.sets["relatives"]:
            break
        begin -= 1
    if cue_i - begin < 2 or speech.norms[begin] in speech.sets["prepositions"]:
        return None
    content = read_content(speech, begin, cue_i)
    if content is None:
        return None
    return Draft(saying, speaker, content, f"statements.{saying.entry.id}.relative", rule, saying.i, saying.j)


def back_phrase(speech: Speech, k: int, a: int) -> int | None:
    """Beginning of "which" before the verb at word `k`, where it takes up all that was said."""
    for p in range(max(a, k - 3), k):
        found = speech.grammar.backs.longest(speech.norms, p)
        if found is not None and found[0] == k:
            return p
    return None


def read_back(readings: Readings, saying: Saying, back: int, at: tuple[int, int]) -> Draft | None:
    """…, which X denies: the content is what was said before in the sentence."""
    speech, (a, limit) = readings.speech, at
    if not saying.suffix and not points_back(speech, saying):
        return None
    t = skip_adverbs(speech, saying.j, limit)
    subject = subject_after(speech, t, limit)
    earlier = [d for d in readings.since(a) if d.cue_i < saying.i]
    if subject is None or not earlier:
        return None
    cut = cut_before(speech, back, a)
    draft = Draft(
        saying,
        readings.book.read(*subject),
        earlier[-1].content,
        f"statements.{saying.entry.id}.back",
        "subject",
        saying.i,
        saying.j,
    )
    draft.echoes = earlier[-1]
    draft.cut = cut
    return draft
