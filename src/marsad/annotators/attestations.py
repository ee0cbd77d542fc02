"""Attestations: statements that no verb of the sentence reports: "according to X", verbal nouns, "in a statement", "X: …".

Indices are word indices, half-open.
"""

from __future__ import annotations

from marsad.annotators.adverbs import skip_adverbs
from marsad.annotators.complements import complement_at
from marsad.annotators.contents import Content, read_content
from marsad.annotators.echoes import is_last, told_before
from marsad.annotators.noun_phrases import read_phrase
from marsad.annotators.readings import Draft, Readings, add_medium
from marsad.annotators.sayings import Saying
from marsad.annotators.speakers import Speaker
from marsad.annotators.speech import COLON, COMMAS, Speech, is_noun_of
from marsad.annotators.subjects import issuer_of, skip_joints, subject_after
from marsad.annotators.verb_phrases import names_somebody
from marsad.annotators.word_classes import is_adjective
from marsad.text.forms import bare_of
from marsad.text.tokens import CONJUNCTIONS, FEH, LAM

_SHORTEST = 3


def read_source(readings: Readings, saying: Saying, *, verb: bool) -> Draft | None:
    """CONTENT, according to X; according to X, CONTENT; and between two halves. `verb`: the cue is "according to what X said"."""
    speech = readings.speech
    a, b = speech.sentence(saying.i)
    quote = speech.quote_around(saying.i)
    a, limit = (quote.i, quote.j) if quote is not None else (a, b)
    if not verb and (told := told_before(readings, saying, a, limit)) is not None:
        return _take_up(readings, saying, told, a)
    found = _read_verb_source(readings, saying, limit) if verb else _read_named_source(readings, saying, limit)
    if found is None:
        return None
    speaker, cue_j, end, medium_from = found
    cue_i = (
        saying.i - 1
        if saying.i > a and speech.words.clitic[saying.i - 1] and speech.norms[saying.i - 1] in CONJUNCTIONS
        else saying.i
    )
    begin = skip_joints(speech, a, cue_i)
    leads = begin >= cue_i
    if leads and saying.entry.guarded:
        return None  # at the head of a sentence it means "also"
    content = _content_behind(speech, end, limit) if leads else _content_before(readings, a, cue_i, end, limit)
    if content is None:
        return None
    draft = Draft(
        saying, speaker, content, f"statements.{saying.entry.id}.{'before' if leads else 'behind'}", "source", saying.i, cue_j
    )
    draft.cut = None if leads else cue_i - (speech.norms[cue_i - 1] in COMMAS)
    add_medium(speech, draft, medium_from, end)
    return draft


def _take_up(readings: Readings, saying: Saying, t: int, a: int) -> Draft | None:
    """What "in his words" adds: the medium of the statement before; a statement of who spoke last where the sentence has none."""
    speech = readings.speech
    earlier = [d for d in readings.since(a) if d.cue_i < saying.i]
    if earlier:
        limit = speech.sentence(t)[1]
        if saying.i > earlier[-1].content.i and is_last(
            speech, skip_adverbs(speech, max(read_phrase(speech, t, limit), t + 1), limit), limit
        ):
            earlier[-1].cut_after = saying.i
        if speech.norms[t] not in speech.sets["own_words"]:
            add_medium(speech, earlier[-1], t, t + 4)
        return None
    cue_i = saying.i
    content = _content_before(readings, a, cue_i, t + 1, cue_i) if skip_joints(speech, a, cue_i) < cue_i else None
    if content is None or readings.book.last is None:
        return None
    return Draft(saying, readings.book.last, content, f"statements.{saying.entry.id}.again", "chain", saying.i, saying.j)


_Found = tuple[Speaker, int, int, int]


def _read_named_source(readings: Readings, saying: Saying, limit: int) -> _Found | None:
    speech, t = readings.speech, saying.j
    if t < limit and speech.norms[t] == LAM and speech.words.clitic[t]:
        t += 1
    if (
        t >= limit
        or speech.kinds[t] == "d"
        or is_noun_of("not_sources", speech.norms[t])
        or speech.norms[t] in speech.sets["relatives"]
    ):
        return None
    medium_from = t
    if is_noun_of("rumours", speech.norms[t]) and t + 3 < limit and speech.norms[t + 1] in speech.sets["relatives"]:
        owner = next((u for u in range(t + 3, min(limit, t + 6)) if names_somebody(speech, u)), None)
        t = owner if owner is not None else t
    counted = bare_of(speech.norms[t]) in speech.sets["accounts"] and not speech.is_medium(t) and t + 1 < limit
    if counted and names_somebody(speech, t + 1) and not is_adjective(speech, t + 1):
        t += 1
    if speech.is_medium(t) and (behind := issuer_of(speech, t, limit)) is not None:
        return readings.book.read(*behind), t + 1, behind[1], medium_from
    found = subject_after(speech, t, limit)
    if found is None:
        return None
    end = found[1]
    given = next(
        (u for u in range(end, min(limit, end + 6)) if speech.norms[u] in speech.sets["name_givers"] and u + 1 in speech.open_at),
        None,
    )
    if given is not None:
        end = speech.open_at[given + 1].close + 1
        found = (found[0], end)
    return readings.book.read(*found), saying.j, end, medium_from


def _read_verb_source(readings: Readings, saying: Saying, limit: int) -> _Found | None:
    speech, v = readings.speech, saying.j
    verbs = [s for s in speech.saying_at.get(v, ()) if s.shape in ("perfect", "imperfect")]
    if not verbs or v >= limit:
        return None
    t = skip_adverbs(speech, v + 1, limit, complements=verbs[0].entry.relays)
    relay = next((s for s in verbs if s.entry.relays), None)
    found = subject_after(speech, t, limit)
    if relay is not None:
        for u in range(v + 1, min(limit - 1, v + 10)):
            if speech.norms[u] in relay.entry.relays:
                found = subject_after(speech, u + 1, limit)
                break
    if found is None:
        return None
    after = skip_adverbs(speech, found[1], limit)
    that = after < limit and speech.is_that(after) and speech.norms[after] not in speech.sets["bare_that"]
    if that and speech.norms[saying.j - 1] in speech.sets["relatives"]:
        return None  # "at what X said was a depot" is no source of the sentence
    objects = any(s.entry.takes_object for s in verbs) and after < limit and speech.is_opener(after)
    if saying.entry.guarded and (objects or any(complement_at(speech, s.entry, after, limit) for s in verbs)):
        return None
    return readings.book.read(*found), v + 1, found[1], v + 1


def _content_behind(speech: Speech, end: int, limit: int) -> Content | None:
    """The content behind a source that opens the sentence: from the comma on."""
    t = end
    while t < limit and speech.norms[t] not in COMMAS and speech.norms[t] != COLON and not _resumes(speech, t):
        t += 1
    if t >= limit:
        t = end
    if t < limit and _resumes(speech, t):
        t += 1
        t += t < limit and speech.norms[t] in speech.sets["particles"]
    return read_content(
        speech, t + (t < limit and speech.norms[t] in COMMAS), limit, after_colon=t < limit and speech.norms[t] == COLON
    )


def _resumes(speech: Speech, t: int) -> bool:
    """Whether "fa-" at word `t`, split off or not, opens the main clause behind "according to X"."""
    if speech.words.norms[t] != speech.norms[t] and speech.words.norms[t][0] == FEH:
        return True
    after = t + 1
    return (
        speech.words.clitic[t]
        and speech.norms[t] == FEH
        and after < speech.n
        and (after in speech.verbs or speech.is_that(after) or speech.norms[after] in speech.sets["particles"])
    )


def _content_before(readings: Readings, a: int, cue_i: int, end: int, limit: int) -> Content | None:
    """The content before a source: the sentence so far, or its last clause behind background; and beyond, if broken off."""
    speech = readings.speech
    begin, stop = skip_joints(speech, a, cue_i), cue_i
    taken = [d for d in readings.since(a) if d.cue_i < cue_i and d.content.i >= a]
    quote = speech.close_at.get(stop - 1) or speech.close_at.get(stop - 2)
    if quote is not None and quote.j - quote.i > 5 and quote.open >= a:
        inside = begin if begin in (quote.open, quote.i) else quote.open
        if quote.open - begin < _SHORTEST:
            return read_content(speech, inside, stop)
    clauses = _clauses(speech, begin, stop)
    if taken:
        first = min(min(d.cue_i, d.cut if d.cut is not None else d.cue_i) for d in taken)
        free = [c for c in clauses if all(d.content.quoted and d.content.j < c for d in taken)]
        if first - begin >= _SHORTEST + 1:
            return read_content(speech, begin, first)
        return read_content(speech, free[0], stop) if free else None
    if _is_background(speech, begin):
        begin = _last_report(speech, clauses, stop)
    elif speech.is_time(begin) or speech.norms[begin] in speech.sets["adverbial_prepositions"]:
        later = [c for c in clauses[1:] if c in speech.verbs]
        begin = later[0] if later else begin
    elif stop - begin > 25:
        later = [c for c in clauses[1:] if c in speech.verbs and speech.norms[c - 1] in speech.sets["auxiliaries"]]
        begin = later[-1] if later and stop - later[-1] >= _SHORTEST else begin
    broken_off = stop - begin <= 8 and end < limit - 2 and speech.norms[end] in COMMAS
    broken_off = broken_off and speech.norms[end + 1] not in speech.sets["relatives"]
    if end < limit - 3 and speech.norms[stop - 1] not in COMMAS and _goes_on(speech, end):
        return read_content(speech, begin, limit)
    if broken_off and not speech.grammar.breaks.longest(speech.norms, end + 1):
        return read_content(speech, begin, limit)
    return read_content(speech, begin, stop)


def _goes_on(speech: Speech, k: int) -> bool:
    """Whether the sentence goes on at word `k` behind a source that no commas set off."""
    plain = speech.kinds[k] == "a" and not speech.words.clitic[k] and speech.norms[k] not in speech.sets["prepositions"]
    return plain and k not in speech.verbs and not speech.is_time(k) and not speech.norms[k].startswith(speech.article)


def _clauses(speech: Speech, i: int, j: int) -> list[int]:
    """Beginnings of the clauses of words `i` to `j - 1`, behind commas and joints."""
    found = [i]
    for k in range(i, j - 1):
        if speech.norms[k] in COMMAS and speech.quote_around(k) is speech.quote_around(i):
            found.append(skip_joints(speech, k + 1, j))
    return [c for c in found if c < j]


def _is_background(speech: Speech, k: int) -> bool:
    """Whether a sentence begins with a verb in the imperfect: a state that the outlet describes."""
    return speech.norms[k] in speech.sets["background"]


def _last_report(speech: Speech, clauses: list[int], stop: int) -> int:
    """Where the last clause with a verb in the perfect begins; the sentence where there is none."""
    for k in range(stop - _SHORTEST, clauses[0], -1):
        if (
            k in speech.verbs
            and speech.norms[k][0] not in speech.sets["imperfect_prefixes"]
            and not speech.norms[k].startswith(speech.article)
        ):
            return k
    return clauses[0]


def read_report(readings: Readings, saying: Saying) -> Draft | None:
    """In a statement of X: …; the statement of X says that …"""
    speech, t = readings.speech, saying.j
    a, b = speech.sentence(saying.i)
    if skip_joints(speech, a, saying.i) < saying.i - 1 or bool(readings.since(a)):
        return None
    if t < b and not speech.is_medium(t) and not speech.is_medium(t - 1) and speech.norms[t] not in speech.sets["relatives"]:
        return None
    noun = t if t < b and speech.is_medium(t) else t - 1
    behind = issuer_of(speech, noun, b)
    end = behind[1] if behind is not None else noun + 1
    t = skip_adverbs(speech, end, b)
    complement = complement_at(speech, saying.entry, t, b)
    if complement is None:
        return None
    speaker = readings.book.read(*behind) if behind is not None else readings.book.last
    content = read_content(speech, complement.t, b, after_colon=complement.kind == "colon")
    if content is None or speaker is None:
        return None
    draft = Draft(saying, speaker, content, f"statements.{saying.entry.id}.report", "issuer", saying.i, saying.j)
    draft.medium, draft.medium_span = speech.words.text_of(noun, noun + 1), (speech.words.starts[noun], speech.words.ends[noun])
    return draft
