"""The layer of times: every expression that names a date, a time, a length or a repeated time, with its TIMEX3 value.

    mentions = find_times(words, published=date(2021, 2, 27))

Values follow the coding guidelines. Relative expressions are resolved against `published` (its own local day, when it carries an
offset) and against what the text has told; without `published` they keep their span and have no value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from spacy.language import Language
from spacy.tokens import Doc

from marsad.annotators import prepare
from marsad.annotators.calendars import date_range, length_back
from marsad.annotators.time_days import Setting
from marsad.annotators.time_expressions import Expression, find_expression
from marsad.annotators.time_lengths import find_duration
from marsad.annotators.time_stretches import follows, look_back, put_after, share_ends
from marsad.annotators.time_values import Resolver
from marsad.annotators.time_words import STOPS, TimeWords, time_lexicon
from marsad.text.tokens import ARTICLE, LAM, PREPOSITIONS, SEEN, TEH, YEH, Words, words_of

_MODS = ("START", "MID", "END")


@dataclass(frozen=True, slots=True)
class TimexMention:
    """A time expression: words `i` to `j`, code points `start` to `end`, TIMEX3 type, value and mod, and the rule that read it.

    `entries` are the ids of the lexicon entries that it used. `begin` and `finish` bound the days that it covers where that is
    more than its value tells (the last three days, a night between two days). `since` and `until`: the preposition before it.
    """

    i: int
    j: int
    start: int
    end: int
    type: str
    value: str | None
    mod: str | None
    rule: str
    entries: tuple[str, ...] = ()
    begin: date | None = None
    finish: date | None = None
    since: bool = False
    until: bool = False


@dataclass(frozen=True, slots=True)
class AnchorDate:
    """Days that a mention covers: ISO dates, `precision` as in the guidelines; open ends for since and until."""

    mention: TimexMention
    start: str | None
    end: str | None
    precision: str
    since: bool
    until: bool


def find_times(words: Words, published: date | datetime | None = None) -> list[TimexMention]:
    """Time expressions of a text in order, without overlap."""
    tw = TimeWords(words, time_lexicon())
    expressions = _find_expressions(tw)
    resolver = Resolver(published)
    places = _Places(tw)
    for k in range(len(expressions) - 2, -1, -1):  # from the right, so that the last end of a list is shared by all
        expressions[k] = share_ends(tw, expressions[k], expressions[k + 1])
    mentions: list[TimexMention] = []
    before: Expression | None = None
    for expression in expressions:
        earlier = mentions[-1].value if follows(tw, expression, before) else None
        mentions.append(_read(tw, expression, resolver, places.setting(expression), earlier))
        before = expression
    return mentions


def _find_expressions(tw: TimeWords) -> list[Expression]:
    found: list[Expression] = []
    v = 0
    while v < tw.n:
        if tw.kinds[v] != "d" and tw.norms[v] not in tw.lexicon.heads and tw.norms[v] != ARTICLE:
            v += 1
            continue
        expression = find_expression(tw, v)
        trap = tw.hit(v, "trap")
        if trap is not None and (expression is None or expression.end <= trap[0]):
            v = trap[0]
            continue
        if expression is None:
            v += 1
            continue
        ends = [expression]
        while (before := look_back(tw, ends[0], floor=found[-1].end if found else 0)) is not None:
            ends.insert(0, before)
        found += ends
        v = expression.end
    return found


class _Places:
    """Sentence and paragraph numbers of positions, and whether a clause announces."""

    def __init__(self, tw: TimeWords) -> None:
        self._tw = tw
        self._at, self._sentence, self._paragraph = 0, 0, 0

    def setting(self, e: Expression) -> Setting:
        """The setting of an expression; expressions come in the order of the text."""
        tw = self._tw
        while self._at < e.v:
            if tw.kinds[self._at] == "n":
                self._paragraph += 1
                self._sentence += 1
            elif tw.norms[self._at] in STOPS:
                self._sentence += 1
            self._at += 1
        return Setting(self._sentence, self._paragraph, self._announces(e), _governed(tw, e.v, "since"))

    def _announces(self, e: Expression) -> bool:
        """Whether a future particle or a word of plan governs the expression: in its clause before it, or two words on."""
        tw = self._tw
        if _governed(tw, e.v, "since") or tw.is_in(e.v - 1, "event_noun"):
            return False
        if tw.is_in(e.v - 1, "session") and (tw.norm(e.v - 2) == LAM or tw.is_in(e.v - 2, "toward")):
            return True
        start = tw.sentence_start(e.v)
        commas = 0
        for u in range(e.v - 1, start - 1, -1):
            if tw.norms[u] in ("\u060c", ","):
                commas += 1
                if u < e.v - 1 and commas > 1:
                    return False
            if self._is_cue(u, e.v):
                return not any(tw.is_in(w, "relative_pronoun") for w in range(u + 1, e.v))
        if start == e.v:
            return any(self._is_cue(u, u) for u in range(e.end, min(e.end + 2, tw.n)))
        return tw.is_in(start, "scheduled_verb")

    def _is_cue(self, u: int, v: int) -> bool:
        """Whether the word at `u` announces what stands at `v`: a future particle, of the planned, called for, decided."""
        tw = self._tw
        if tw.norms[u] == SEEN and tw.words.clitic[tw.at[u]]:
            return True
        if tw.is_in(u, "planned"):
            beside = v - u == 1 or (v - u == 2 and tw.is_in(u + 1, "time_preposition"))
            return beside or (tw.is_in(u - 1, "of") and not tw.is_in(u - 2, "relative_pronoun"))
        if tw.is_in(u, "call_verb"):
            return any(tw.is_in(w, "toward") for w in range(u + 1, v))
        if tw.is_in(u, "that"):
            return tw.is_in(u - 1, "on_event") and tw.norm(u + 1)[:1] in (YEH, TEH)
        if tw.is_in(u, "resolve_verb"):
            return any(tw.is_in(w, "that") and tw.norm(w + 1)[:1] in (YEH, TEH) for w in range(u + 1, v - 1))
        return tw.is_in(u, "future_cue")


def _read(tw: TimeWords, e: Expression, resolver: Resolver, at: Setting, earlier: str | None) -> TimexMention:
    first = e.atoms[0]
    since, until = _governed(tw, e.v, "since"), _governed(tw, e.v, "until")
    if first.kind == "later" and not first.get("from_now") and resolver.spans.later_base(at) is None:
        shorter = find_duration(tw, e.v + 1)
        if shorter is not None:
            e = Expression(e.v + 1, shorter[0], (shorter[1],))
    kind, value = resolver.resolve(e, at)
    value, rule = put_after(e, value, earlier), _rule(e)
    if since and first.kind == "duration" and not first.get("definite") and _is_punctual(tw, e.v):
        kind, value, rule = "DATE", resolver.since_event(first), "times.since.punctual"
    resolver.days.told.add(value, at, counted=first.kind == "ago")
    i, j = tw.at[e.v], tw.at[e.end - 1] + 1
    begin, finish = _bounds(e, kind, value, resolver.day, since=since)
    used = [entry for atom in e.atoms for entry in atom.entries]
    if rule == "times.since.punctual":
        used.insert(0, "preposition.since")
    entries = tuple(dict.fromkeys(used))
    mod = next((atom.get("mod") for atom in e.atoms if atom.get("mod") in _MODS), None)
    return TimexMention(
        i, j, tw.start_of(e.v), tw.words.ends[j - 1], kind, value, mod, rule, entries, begin, finish, since, until
    )  # fmt: skip


def _rule(e: Expression) -> str:
    """The rule of an expression: that of its first atom, with what was joined to it."""
    return "+".join([e.atoms[0].rule, *(atom.rule.removeprefix("times.") for atom in e.atoms[1:])])


def _governed(tw: TimeWords, v: int, cls: str) -> bool:
    """Whether a preposition stands before the expression, with at most one word between (since about a month)."""
    return tw.is_in(v - 1, cls) or (tw.is_in(v - 2, cls) and (tw.is_in(v - 1, "about") or tw.is_in(v - 1, "day_word")))


def _is_punctual(tw: TimeWords, v: int) -> bool:
    """Whether the nearest verb before the preposition tells an event and not a state."""
    start = tw.sentence_start(v, reach=10)
    for u in range(v - 2, start - 1, -1):
        if tw.is_in(u, "state_cue") or tw.norms[u] in ("\u060c", ","):
            return False
        if tw.is_in(u, "punctual_verb") and tw.norm(u - 1) not in PREPOSITIONS:
            return not tw.is_in(u - 1, "state_cue")
    return False


def _bounds(e: Expression, kind: str, value: str | None, day: date | None, *, since: bool) -> tuple[date | None, date | None]:
    first = e.atoms[0]
    pair = e.atom("pair")
    if kind == "TIME" and pair is not None and e.atom("past_midnight", "midnight") is None and value is not None:
        night = date.fromisoformat(value[:10])
        return night, date.fromordinal(night.toordinal() + 1)
    back = since or (first.get("definite") and first.get("relation") in ("last", "recent"))
    if kind == "DURATION" and day is not None and value is not None and back:
        begin = length_back(day, value)
        return (begin, day) if begin is not None else (None, None)
    return None, None


def anchor_of(mention: TimexMention) -> AnchorDate | None:
    """Days that a mention covers, or None where it names none. Since leaves the end open, until the beginning."""
    if mention.begin is not None and mention.finish is not None:
        end = None if mention.since else mention.finish.isoformat()
        return AnchorDate(mention, mention.begin.isoformat(), end, "range", mention.since, mention.until)
    stretch = date_range(mention.value)
    if stretch is None:
        return None
    first, last, precision = stretch
    start, end = first.isoformat(), last.isoformat()
    if mention.since:
        return AnchorDate(mention, start, None, "range", True, False)
    if mention.until:
        return AnchorDate(mention, None, end, "range", False, True)
    return AnchorDate(mention, start, end, precision, False, False)


def anchor_dates(mentions: list[TimexMention]) -> list[AnchorDate]:
    """Days that the mentions cover, in the order of the text; mentions that name no day are left out."""
    return [anchor for mention in mentions if (anchor := anchor_of(mention)) is not None]


@Language.factory("marsad_times", assigns=["doc._.times"])
def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The layer as a pipeline component; sets `doc._.times`."""
    prepare(nlp)

    def annotate(doc: Doc) -> Doc:
        report = doc._.report
        doc._.times = find_times(words_of(doc), report.published if report is not None else doc._.published)
        return doc

    return annotate
