"""Statements: who says what, in which form and stance, by which cue and through which medium.

A statement's span is that of its content, in code points. See `lexicons/statements.yml` for the cues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from marsad.annotators import prepare
from marsad.annotators.attributions import Draft, find_drafts
from marsad.annotators.speech import Speech
from marsad.text.tokens import Words, words_of


@dataclass(frozen=True, slots=True)
class StatementMention:
    """A statement: words `i` to `j - 1` and code points `start` to `end` of its content.

    `form` direct, indirect or mixed; `cue` as printed with its words `cue_i` to `cue_j - 1` (None and -1 where there is none);
    `medium` as printed or None; `rules` tells for each value which rule read it from which code points.
    """

    start: int
    end: int
    i: int
    j: int
    speaker_name: str | None
    speaker_role: str | None
    speaker_org: str | None
    speaker_actor: str | None
    form: str
    stance: str
    cue: str | None
    cue_i: int
    cue_j: int
    medium: str | None
    rules: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = field(default_factory=dict)


def find_statements(
    words: Words,
    actors: Sequence[Any] = (),
    persons: Sequence[Any] = (),
    *,
    places: Sequence[Any] = (),
    times: Sequence[Any] = (),
) -> list[StatementMention]:
    """Statements of a text in the order of their contents; the sequences are mentions of the other layers."""
    speech = Speech(words, persons, actors, places, times)
    return [_mention(speech, draft) for draft in find_drafts(speech)]


def _mention(speech: Speech, draft: Draft) -> StatementMention:
    words, content, speaker = speech.words, draft.content, draft.speaker
    span = (content.start, words.ends[content.j - 1])
    cue_span = ((words.starts[draft.cue_i], words.ends[draft.cue_j - 1]),) if draft.cue_j > draft.cue_i >= 0 else ()
    who_span = ((words.starts[speaker.i], words.ends[speaker.j - 1]),) if speaker.j > speaker.i else ()
    rules: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {
        "content": (draft.rule, (span, *cue_span)),
        "speaker": (f"statements.speaker.{draft.speaker_rule}", who_span or cue_span or (span,)),
        "stance": (draft.stance_rule, cue_span or (span,)),
        "form": (f"statements.form.{content.form}", (span,)),
    }
    if cue_span:
        rules["cue"] = (draft.rule, cue_span)
    if draft.medium is not None:
        rules["medium"] = ("statements.medium", (draft.medium_span,))
    return StatementMention(
        span[0], span[1], content.i, content.j, speaker.name, speaker.role, speaker.org, speaker.actor,
        content.form, draft.stance, words.text_of(draft.cue_i, draft.cue_j) or None, draft.cue_i, draft.cue_j,
        draft.medium, rules,
    )  # fmt: skip


@Language.factory("marsad_statements", requires=["doc._.actors", "doc._.persons"], assigns=["doc._.statements"])
def create(nlp: Language, name: str) -> Any:
    """The annotator of statements."""
    prepare(nlp)

    def annotate(doc: Doc) -> Doc:
        doc._.statements = find_statements(
            words_of(doc), doc._.actors or (), doc._.persons or (), places=doc._.places or (), times=doc._.times or ()
        )
        return doc

    return annotate
