"""Readings: what the layer of statements has read so far of a text: drafts, speakers, subjects.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.annotators.agreement import agrees, gender_of_cue
from marsad.annotators.contents import Content
from marsad.annotators.media import find_medium
from marsad.annotators.sayings import Saying
from marsad.annotators.speakers import Speaker, SpeakerBook
from marsad.annotators.speech import COMMAS, Speech
from marsad.annotators.subjects import sentence_subject

_NEAR = 8  # speakers among which a cue without a subject finds the one that agrees with it


@dataclass(slots=True)
class Draft:
    """A statement before contents are cut at each other. `cut`: word at which an earlier content of the sentence ends."""

    saying: Saying | None
    speaker: Speaker
    content: Content
    rule: str
    speaker_rule: str
    cue_i: int
    cue_j: int
    cut: int | None = None
    cut_after: int | None = None  # word at which its own content ends
    medium: str | None = None
    medium_span: tuple[int, int] = (0, 0)
    stance: str = "assert"
    stance_rule: str = ""
    echoes: Draft | None = None  # the statement whose content it takes up


@dataclass(slots=True)
class Readings:
    """What was read so far: drafts in order, speakers, and the subjects of cues by sentence."""

    speech: Speech
    book: SpeakerBook
    drafts: list[Draft] = field(default_factory=list)
    subjects: dict[int, list[tuple[int, Speaker]]] = field(default_factory=dict)

    def since(self, a: int) -> list[Draft]:
        """The drafts whose cues stand at word `a` or behind it, in order."""
        found: list[Draft] = []
        for draft in reversed(self.drafts):
            if draft.cue_i < a:
                break
            found.append(draft)
        return found[::-1]

    def note_subject(self, k: int, speaker: Speaker) -> None:
        """Remember the subject of the cue at word `k`."""
        self.subjects.setdefault(self.speech.sentence(k)[0], []).append((k, speaker))

    def subject_of_sentence(self, k: int) -> Speaker | None:
        """Subject of the cue before word `k` in its sentence, else of the sentence itself."""
        a, _ = self.speech.sentence(k)
        quote = self.speech.quote_around(k)
        for at, speaker in reversed(self.subjects.get(a, ())):
            if at < k and self.speech.quote_around(at) is quote:
                return speaker
        span = sentence_subject(self.speech, quote.i if quote is not None else a, k)
        return self.book.read(*span) if span is not None else None

    def carried_on(self, saying: Saying, speaker: Speaker | None) -> Speaker | None:
        """The speaker with whom a cue without a subject goes on: `speaker`, else the last one, if gender agrees."""
        gender = gender_of_cue(self.speech, saying)
        speaker = speaker or self.book.last
        if speaker is None or agrees(self.speech, gender, speaker):
            return speaker
        earlier = [s for _, s in self.book.spoken[: -_NEAR - 1 : -1] if agrees(self.speech, gender, s)]
        return next(iter(earlier), speaker)


def cut_before(speech: Speech, begin: int, a: int) -> int | None:
    """Where a content before the clause from word `begin` ends: before its joints; None where the clause is part of it."""
    k = begin
    while k > a:
        norm = speech.norms[k - 1]
        while_before = (
            norm not in speech.sets["prefixed"]
            and speech.norms[k] in speech.sets["whiles"]
            and norm in speech.sets["prepositions"]
        )
        joint = (
            while_before
            or norm in COMMAS
            or norm in speech.sets["prefixed"]
            or norm in speech.sets["auxiliaries"]
            or speech.words.clitic[k - 1]
        )
        if norm in speech.sets["that"] and speech.norms[k - 2] not in speech.sets["no_that_after"]:
            return None
        if not joint:
            break
        k -= 1
    return k


def add_medium(speech: Speech, draft: Draft, i: int, j: int) -> None:
    """Give a draft the medium that is named in words `i` to `j - 1`."""
    found = find_medium(speech, i, j)
    if found is not None:
        words = speech.words
        draft.medium, draft.medium_span = found[0], (words.starts[found[1]], words.ends[found[2] - 1])
