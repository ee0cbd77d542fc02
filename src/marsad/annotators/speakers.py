"""Speakers: from the noun phrase beside a cue to name, role and organisation, with what was said of the speaker before.

Short names, titles alone, "the source" and "the statement" point back to the full speaker earlier in the report.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from marsad.annotators.speech import COMMAS, Speech, is_noun_of
from marsad.annotators.word_classes import may_be_name
from marsad.text.folding import fold
from marsad.text.forms import bare_of
from marsad.text.tokens import ALEF, ARTICLE, LAM, NOON

_MARKS = " \u00ab\u00bb\u201c\u201d\u201e\"'#()[]\u2018\u2019"
_MEMORY = 80  # speakers that a short phrase may point back to
_SHORT = 3  # words of a phrase that may point back


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `i` to `j - 1` are the words of the phrase that was read (empty for a speaker carried on); `head` its first
    noun, folded and without article; `actor` an id of the actor lexicon."""

    i: int
    j: int
    name: str | None = None
    role: str | None = None
    org: str | None = None
    actor: str | None = None
    head: str = ""


class SpeakerBook:
    """The speakers of a report in the order in which they spoke."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.spoken: list[tuple[int, Speaker]] = []

    def note(self, at: int, speaker: Speaker) -> None:
        """Remember that a speaker spoke at word `at`."""
        self.spoken.append((at, speaker))

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self.spoken[-1][1] if self.spoken else None

    def read(self, i: int, j: int) -> Speaker:
        """The speaker named by the phrase `i` to `j - 1`, resolved where the phrase points back."""
        speaker = build_speaker(self.speech, i, j)
        found = self._resolve(speaker)
        return speaker if found is None else found

    def _resolve(self, speaker: Speaker) -> Speaker | None:
        speech = self.speech
        if speaker.name is not None:
            return self._by_name(speaker)
        phrase = [k for k in range(speaker.i, speaker.j) if speech.kinds[k] == "a"]
        if len(phrase) == 2 and speech.norms[phrase[0]] in speech.sets["same_before"]:
            return self.read(phrase[1], speaker.j)
        if (found := self._by_office(speaker, phrase)) is not None:
            return found
        if phrase and len(phrase) > 1 and self._is_description(speech.norms[phrase[0]], speaker):
            return self.last
        if not phrase or len(phrase) > _SHORT:
            return self._with_body(speaker)
        first = speech.norms[phrase[0]]
        if first in speech.sets["last_ones"]:
            return self.last
        if speech.is_medium(phrase[0]):
            definite = all(speech.norms[k].startswith(ARTICLE) for k in phrase)
            return self.last if definite and not any(k in speech.actor_at for k in phrase) else None
        if (found := self._by_epithet(phrase[0])) is not None:
            return found
        definite = first.startswith(ARTICLE) or any(speech.norms[k] in speech.sets["same"] for k in phrase)
        if definite and (found := self._by_head(speaker, phrase)) is not None:
            return found
        if self._is_description(first, speaker) or (first.startswith(ARTICLE) and bare_of(first) in speech.sets["source_heads"]):
            return self.last
        if len(phrase) == 1 and speaker.actor is None and (found := self._by_family_name(first)) is not None:
            return found
        return self._with_body(speaker)

    def _is_description(self, norm: str, speaker: Speaker) -> bool:
        """Whether a definite noun only says what the person is who spoke last: the activist, the leader in the party."""
        described = norm.startswith(ARTICLE) and bare_of(norm) in self.speech.sets["descriptions"]
        known = any(s.name is None and s.head == speaker.head for _, s in self.spoken[-_MEMORY:])
        return described and not known and self.last is not None and self.last.name is not None

    def _by_epithet(self, k: int) -> Speaker | None:
        """The body that an epithet at word `k` stands for, as it was named before: "the movement"."""
        epithet = self.speech.actor_at.get(k)
        if epithet is None or epithet.head != "epithet" or epithet.id is None:
            return None
        for _, earlier in self.spoken[: -_MEMORY - 1 : -1]:
            if earlier.actor == epithet.id and earlier.org is not None and earlier.name is None and earlier.role is None:
                return earlier
        named = [a for a in self.speech.actors if a.id == epithet.id and a.head == "named" and a.i < k]
        if not named:
            return None
        org = printed(self.speech, named[0].i, named[0].j)
        return Speaker(k, int(epithet.j), None, None, org, epithet.id, _head(self.speech, named[0].i, named[0].j))

    def _by_office(self, speaker: Speaker, phrase: list[int]) -> Speaker | None:
        """The named speaker who bears the whole office that the phrase names again."""
        words = {bare_of(self.speech.norms[k]) for k in phrase}
        if len(words) < 2 or speaker.role is None or speaker.head not in self.speech.sets["persons"]:
            return None
        for _, earlier in self.spoken[: -_MEMORY - 1 : -1]:
            office = [bare_of(word) for word in fold(earlier.role or "").split()]
            if earlier.name is not None and words <= set(office) and office[0] == speaker.head:
                return earlier
        return None

    def _by_head(self, speaker: Speaker, phrase: list[int]) -> Speaker | None:
        """The earlier speaker with the same head: best one that all words of the phrase describe, else the latest."""
        words = {bare_of(self.speech.norms[k]) for k in phrase} - self.speech.sets["same"]
        found: list[Speaker] = []
        for _, earlier in self.spoken[: -_MEMORY - 1 : -1]:
            described = {bare_of(word) for word in fold(f"{earlier.role or ''} {earlier.org or ''}").split()}
            dual = speaker.head == earlier.head + NOON and earlier.head.endswith(ALEF)
            if earlier.head != speaker.head and not dual and (speaker.head not in described or speaker.role is None):
                continue
            if words <= described and earlier.head == speaker.head:
                return earlier
            if words <= described or len(phrase) == 1 or speaker.org is None or earlier.name:
                found.append(earlier)
        found.sort(key=lambda s: s.head != speaker.head)
        own = [s for s in found if not self.speech.sets["own_bodies"] & set(fold(s.role or "").split())]
        return next(iter(own or found), None)

    def _by_name(self, speaker: Speaker) -> Speaker | None:
        mine = set(fold(speaker.name or "").split())
        for _, earlier in self.spoken[-_MEMORY:]:
            theirs = set(fold(earlier.name or "").split())
            if earlier.name and (mine <= theirs or (speaker.role is None and theirs & mine and theirs <= mine)):
                return earlier if len(theirs) >= len(mine) else replace(earlier, name=speaker.name)
        return None

    def _by_family_name(self, norm: str) -> Speaker | None:
        plain = bare_of(norm)
        for _, earlier in self.spoken[: -_MEMORY - 1 : -1]:
            if earlier.name and plain in {bare_of(w) for w in fold(earlier.name).split()}:
                return earlier
        for person in self.speech.persons:
            if person.name and plain in {bare_of(w) for w in fold(person.name).split()}:
                return speaker_of_person(self.speech, person, person.i, person.j)
        return None

    def _with_body(self, speaker: Speaker) -> Speaker | None:
        """A speaker "in its name" gets the body that was spoken of last."""
        if speaker.org is not None or speaker.role is None:
            return None
        speech = self.speech
        if not any(speech.norms[k] in speech.sets["own_bodies"] for k in range(speaker.i, speaker.j)):
            return None
        for _, earlier in self.spoken[: -_MEMORY - 1 : -1]:
            if earlier.org is not None:
                return replace(speaker, org=earlier.org)
        return None


_ENDS = _MARKS + "".join(sorted(COMMAS))


def clean(text: str) -> str:
    """A phrase without quotation marks, hashes and brackets at its ends."""
    return text.strip(_ENDS).replace("\n", " ")


def printed(speech: Speech, i: int, j: int) -> str:
    """The phrase of words `i` to `j - 1` cleaned, with the article that a preposition before it has swallowed."""
    while i < j and speech.kinds[i] not in "ald":
        i += 1
    text = clean(speech.words.text_of(i, j))
    swallowed = i > 0 and speech.words.clitic[i - 1] and speech.norms[i].startswith(ARTICLE) and text.startswith(LAM)
    return ARTICLE + text[1:] if swallowed else text


def speaker_of_person(speech: Speech, person: Any, i: int, j: int) -> Speaker:
    """The speaker that a mention of a person makes; the rest of its phrase gives role and organisation where it has none."""
    role, org = person.role, person.org
    before = printed(speech, i, max(i, person.i))
    if not role and before:
        role = before
    head = _head(speech, i, j)
    quotes = [speech.open_at[k] for k in range(i, person.j) if k in speech.open_at]
    if head in speech.sets["correspondents"] and any(clean(speech.words.text_of(q.i, q.j)) == person.name for q in quotes):
        return Speaker(i, j, None, printed(speech, i, j), org or person.name, None, head)
    return Speaker(i, j, person.name, role or None, org or None, None, head)


def _head(speech: Speech, i: int, j: int) -> str:
    for k in range(i, j):
        if speech.kinds[k] in "al" and not speech.words.clitic[k]:
            return bare_of(speech.norms[k])
    return ""


def build_speaker(speech: Speech, i: int, j: int) -> Speaker:
    """Name, role and organisation of the phrase `i` to `j - 1`, from the phrase alone."""
    for k in range(i, j):
        person = speech.person_at.get(k)
        if person is not None and person.name and person.j <= j:
            return speaker_of_person(speech, person, i, j)
    text = printed(speech, i, j)
    head = _head(speech, i, j)
    comma = _name_before_office(speech, i, j)
    if comma is not None:
        return Speaker(i, j, printed(speech, i, comma), printed(speech, comma + 1, j), _inner_org(speech, comma, j), None, head)
    tail = _unknown_name(speech, i, j)
    if tail is not None:
        return Speaker(i, j, printed(speech, tail, j), printed(speech, i, tail) or None, _inner_org(speech, i, tail), None, head)
    first = next((k for k in range(i, j) if speech.kinds[k] in "al"), i)
    name, text = _quoted_name(speech, i, j, text)
    actor = speech.actor_at.get(first) or speech.actor_at.get(i)
    inner = next((speech.actor_at[k] for k in range(first + 1, j) if k in speech.actor_at), None)
    if is_noun_of("persons", head) and (actor is None or actor.head not in ("named", "country", "adjective")):
        org = printed(speech, inner.i, inner.j) if inner is not None else None
        return Speaker(i, j, name, text or None, org, getattr(inner, "id", None), head)
    if actor is not None or is_noun_of("org_heads", head) or speech.norms[i] == "#" or i in speech.open_at:
        return Speaker(i, j, name, None, text or None, getattr(actor, "id", None), head)
    if name is None and _is_name(speech, i, j):
        return Speaker(i, j, text or None, None, None, None, head)
    return Speaker(i, j, name, text or None, None, None, head)


def _is_name(speech: Speech, i: int, j: int) -> bool:
    """Whether a phrase is nothing but words that may be names."""
    words = [k for k in range(i, j) if speech.kinds[k] in "al"]
    return bool(words) and len(words) <= 4 and j - i == len(words) and all(may_be_name(bare_of(speech.norms[k])) for k in words)


def _inner_org(speech: Speech, i: int, j: int) -> str | None:
    found = next((speech.actor_at[k] for k in range(i + 1, j) if k in speech.actor_at), None)
    return printed(speech, found.i, min(found.j, j)) if found is not None else None


def _name_before_office(speech: Speech, i: int, j: int) -> int | None:
    """The comma between two or three words that are in no lexicon and the office that they bear."""
    comma = next((k for k in range(i, min(j, i + 5)) if speech.norms[k] in COMMAS), None)
    if comma is None or comma - i < 2 or comma + 1 >= j or not is_noun_of("persons", speech.norms[comma + 1]):
        return None
    plain = all(speech.kinds[k] == "a" and k not in speech.actor_at for k in range(i, comma))
    titled = is_noun_of("persons", speech.norms[i]) or is_noun_of("org_heads", speech.norms[i])
    family = comma - i == 2 and speech.norms[i + 1].startswith(ARTICLE) and speech.norms[comma + 1].startswith(ARTICLE)
    first = not titled or family
    if family and titled and not speech.norms[i].startswith(ARTICLE):
        return comma if plain else None
    return comma if plain and first and may_be_name(speech.norms[i]) and not speech.norms[i].startswith(ARTICLE) else None


def _unknown_name(speech: Speech, i: int, j: int) -> int | None:
    """Where a name begins that no other layer knows: behind the comma, or behind an office whose mention has no name."""
    for k in range(i + 1, j - 1):
        if speech.norms[k] in COMMAS and 2 <= j - k - 1 <= 4 and all(speech.kinds[w] == "a" for w in range(k + 1, j)):
            plain = not is_noun_of("persons", speech.norms[k + 1]) and not speech.norms[k + 1].startswith(ARTICLE)
            return k + 1 if plain and k + 1 not in speech.actor_at else None
    office = speech.person_at.get(i)
    if (
        office is not None
        and office.name is None
        and office.j <= j - 2
        and all(speech.kinds[w] == "a" for w in range(office.j, j))
    ):
        return int(office.j)
    return None


def _quoted_name(speech: Speech, i: int, j: int, text: str) -> tuple[str | None, str]:
    """A name given in quotation marks after "by the name of", and the text before it."""
    for k in range(i, j):
        spoken_for = k > i and is_noun_of("persons", speech.norms[k - 1])
        if speech.norms[k] in speech.sets["name_givers"] and k + 1 < j and k + 1 in speech.open_at and not spoken_for:
            quote = speech.open_at[k + 1]
            return printed(speech, quote.i, quote.j), printed(speech, i, max(i + 1, k - 3))
    return None, text
