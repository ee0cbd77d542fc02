"""Attributions: every statement of a text as a draft, read cue by cue from left to right, then cut at each other.

Indices are word indices, half-open.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.annotators.announcements import read_document, read_label, read_we
from marsad.annotators.attestations import read_report, read_source
from marsad.annotators.contents import Content, cut_circumstances, cut_comments, form_of, skip_rumour, trim
from marsad.annotators.nominals import read_idiom, read_nominal
from marsad.annotators.readings import Draft, Readings, add_medium
from marsad.annotators.sayings import NOMINAL, PARTICIPLE, WE, CueEntry, Saying, cue_table
from marsad.annotators.speakers import SpeakerBook
from marsad.annotators.speech import Speech
from marsad.annotators.stances import read_stance
from marsad.annotators.utterances import read_utterance

__all__ = ["Draft", "find_drafts"]

_ACT = 6  # words that tell whose act was carried out
_CALLS = frozenset(("threaten", "pledge", "condemn", "deny"))
_SOON = 6  # words behind a content among which its medium may stand
_NEIGHBOURS = 12  # drafts beside each other that may share their content
_VERBAL = frozenset(("perfect", "imperfect", "short", PARTICIPLE))


def find_drafts(speech: Speech) -> list[Draft]:
    """Statements in the order of their contents, each with its stance."""
    readings = Readings(speech, SpeakerBook(speech))
    cues: list[tuple[int, list[Saying]]] = sorted(speech.saying_at.items())
    labels = speech.sentences
    at = 0
    done = 0
    for k, sayings in cues:
        while at < len(labels) and labels[at][0] <= k:
            _take(readings, read_label(readings, *labels[at]) or read_document(readings, *labels[at]))
            at += 1
        if k < done:
            continue
        draft = next((d for s in sayings if (d := _read(readings, s)) is not None), None)
        _take(readings, draft)
        if draft is not None:
            done = max(k + 1, draft.cue_j)
    for a, b in labels[at:]:
        _take(readings, read_label(readings, a, b) or read_document(readings, a, b))
    return _finish(speech, readings.drafts)


def _take(readings: Readings, draft: Draft | None) -> None:
    if draft is None or any(d.cue_j == draft.cue_j for d in readings.since(draft.cue_i) if d.cue_i == draft.cue_i):
        return
    previous = readings.drafts[-1] if readings.drafts else None
    if draft.medium is None and previous is not None and previous.speaker == draft.speaker and draft.speaker_rule != "source":
        draft.medium, draft.medium_span = previous.medium, previous.medium_span
    readings.drafts.append(draft)
    readings.book.note(draft.cue_i, draft.speaker)
    readings.note_subject(draft.cue_i, draft.speaker)


def _read(readings: Readings, saying: Saying) -> Draft | None:
    if saying.shape in _VERBAL:
        return read_utterance(readings, saying)
    if saying.shape == WE:
        return read_we(readings, saying)
    if saying.shape in ("source", "source_verb"):
        return read_source(readings, saying, verb=saying.shape == "source_verb")
    if saying.shape == "report":
        return read_report(readings, saying)
    if saying.shape == "phrase":
        return read_idiom(readings, saying)
    if saying.shape == NOMINAL:
        return read_nominal(readings, saying)
    return None


def _finish(speech: Speech, drafts: list[Draft]) -> list[Draft]:
    cuts: dict[int, list[tuple[int, int]]] = {}
    for draft in drafts:
        if draft.cut is not None:
            cuts.setdefault(speech.sentence(draft.cue_i)[0], []).append((draft.cut, draft.cue_i))
    found: list[Draft] = []
    for draft in drafts:
        content = draft.content
        if draft.echoes is not None:
            draft.content = content = _last_words(speech, draft.echoes.content)
        elif not content.quoted:
            cut = _cut_content(speech, draft, cuts.get(speech.sentence(max(content.i, 0))[0], []))
            if cut is None:
                continue
            draft.content = content = cut
        if draft.saying is not None and draft.saying.shape in _VERBAL and draft.echoes is None:
            _find_medium(speech, draft)
        found.append(draft)
    found.sort(key=lambda d: (d.content.i, d.content.j, d.cue_i))
    for n, draft in enumerate(found):
        _set_stance(speech, draft, found[n + 1 : n + _NEIGHBOURS])
    return [d for n, d in enumerate(found) if not _is_double(found, n)]


def _find_medium(speech: Speech, draft: Draft) -> None:
    """A medium that stands before the clause of the cue or behind the content."""
    a, b = speech.sentence(draft.cue_i) if draft.cue_i >= 0 else (0, 0)
    first = draft.cut if draft.cut is not None else draft.cue_i
    behind = draft.content.j
    while behind < b and speech.kinds[behind] == "p":
        behind += 1
    adverb = behind < b and speech.norms[behind] in speech.sets["adverbial_prepositions"]
    for i, j in ((behind, min(b, behind + _SOON) if adverb else behind), (max(a, first - 2 * _SOON), first)):
        if draft.medium is None and i < j:
            add_medium(speech, draft, i, j)


def _set_stance(speech: Speech, draft: Draft, drafts: list[Draft]) -> None:
    entry = draft.saying.entry if draft.saying is not None else _colon()
    i, j = draft.content.i, draft.content.j
    inner = [d.content for d in drafts if d.echoes is None and i < d.content.i and d.content.j <= j and d.content.quoted]
    holes = [(content.i, content.j) for content in inner]
    draft.stance, draft.stance_rule = read_stance(
        speech, entry, i, j, own=_is_armed(speech, draft) and _may_be_own(speech, draft), holes=holes
    )


def _cut_content(speech: Speech, draft: Draft, cuts: list[tuple[int, int]]) -> Content | None:
    content = draft.content
    quote = speech.level(content.i, content.j)
    end = content.j if draft.cut_after is None else min(content.j, max(draft.cut_after, content.i + 1))
    for cut, cue in cuts:
        inner = speech.quote_around(cue)
        if cue != draft.cue_i and content.i < cut < end and (inner is quote or inner is None):
            end = cut
    end = cut_comments(speech, content.i, end)
    if draft.rule.endswith((".object", ".preposition")):
        end = cut_circumstances(speech, content.i, end, wide=draft.saying is not None and draft.saying.entry.stance in _CALLS)
    begin = skip_rumour(speech, content.i, end) if draft.saying is not None and draft.saying.entry.stance == "deny" else content.i
    i, j = trim(speech, begin, end)
    if i >= j:
        return None
    form = content.form if content.form == "direct" else form_of(speech, i, j)
    return replace(content, i=i, j=j, form=form, start=content.start if i == content.i else speech.words.starts[i])


def _last_words(speech: Speech, content: Content) -> Content:
    """The quotation with which a content ends, where something else is its beginning: that is what is taken up."""
    quote = speech.close_at.get(content.j)
    if quote is None or quote.open <= content.i or quote.j - quote.i < 2 or content.form != "mixed":
        return content
    return Content(quote.i, quote.j, speech.words.starts[quote.i], True, "direct")


def _is_armed(speech: Speech, draft: Draft) -> bool:
    """Whether the speaker is an armed group, which claims what it says it struck; what states struck is asserted."""
    if draft.saying is not None and draft.saying.entry.claims:
        return True
    speaker = draft.speaker
    for k in range(speaker.i, speaker.j):
        actor = speech.actor_at.get(k)
        if actor is not None and actor.kind is not None:
            return actor.kind in ("rebel", "militia")
    return speaker.head in speech.sets["armed"]


def _may_be_own(speech: Speech, draft: Draft) -> bool:
    """Whether what a content tells first may be the speaker's own deed: a verb whose subject is a pronoun, or an act that was
    announced and to which no other nationality is given."""
    i, j = draft.content.i, draft.content.j
    if any(speech.norms[k] in speech.sets["beating_off"] for k in range(i, min(j, i + 3))):
        return False
    b = i - 1
    while b > 0 and (speech.kinds[b] in "ns" or b in speech.open_at):
        b -= 1
    before = speech.words.norms[b] if i else ""
    announced = draft.rule.endswith((".object", ".preposition"))
    if (i in speech.verbs and not announced) or before in speech.sets["bare_that"]:
        own = speech.norms[i] in speech.sets["own_men"]
        return own or (before in speech.sets["that"] and before not in speech.sets["bare_that"])
    if speech.norms[i] not in speech.sets["carrying_out"]:
        return True
    others = [speech.actor_at[k] for k in range(i + 1, min(j, i + _ACT)) if k in speech.actor_at]
    return all(a.head != "adjective" or a.id == draft.speaker.actor for a in others)


def _is_double(found: list[Draft], n: int) -> bool:
    draft = found[n]
    for earlier in found[max(n - _NEIGHBOURS, 0) : n]:
        same = earlier.content.i == draft.content.i and earlier.content.j == draft.content.j
        if same and earlier.speaker == draft.speaker:
            return True
    return any(_is_relay_of(draft, later) for later in found[n + 1 : n + _NEIGHBOURS])


def _is_relay_of(draft: Draft, later: Draft) -> bool:
    """Whether a later cue, nearer to the same content, tells who speaks."""
    same = later.content.i == draft.content.i and later.content.j == draft.content.j
    return same and later.echoes is None and later.speaker != draft.speaker and draft.cue_i < later.cue_i < draft.content.i


def _colon() -> CueEntry:
    return cue_table().entries["colon"]
