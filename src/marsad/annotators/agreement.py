"""Agreement: the gender that a cue without a subject asks of its speaker, and the gender of a speaker."""

from __future__ import annotations

from marsad.annotators.sayings import PARTICIPLE, Saying
from marsad.annotators.speakers import Speaker
from marsad.annotators.speech import Speech
from marsad.text.folding import fold
from marsad.text.forms import ALEF, HEH, NOON, TEH, WAW, YEH, bare_of

MASCULINE, FEMININE = "m", "f"
_PEOPLE = (WAW + NOON, YEH + NOON)
_SOUND_FEMININE = ALEF + TEH
_MARBUTA = chr(0x629)


def gender_of_cue(speech: Speech, saying: Saying) -> str | None:
    """The gender of a verb or participle in the third person singular; None where its form leaves it open."""
    norm = speech.norms[saying.i]
    if saying.plural:
        return None
    if saying.suffix and norm.endswith(saying.suffix):
        norm = norm[: -len(saying.suffix)]
    if saying.shape == "perfect":
        return FEMININE if norm.endswith(TEH) else MASCULINE
    if saying.shape == "imperfect":
        return FEMININE if norm.startswith(TEH) else MASCULINE
    if saying.shape == PARTICIPLE:
        return FEMININE if norm.endswith(HEH) else MASCULINE
    return None


def gender_of(speech: Speech, phrase: str | None) -> str | None:
    """The gender of the first noun of a printed phrase; None where that is people or not known."""
    printed = (phrase or "").split()
    if not printed:
        return None
    head = bare_of(fold(printed[0]))
    if head.endswith(_PEOPLE) or head in speech.sets["mixed_plurals"]:
        return None
    if head.endswith(_SOUND_FEMININE) or head in speech.sets["inanimate_plurals"] or _ends_in_marbuta(printed[0]):
        return FEMININE
    return MASCULINE if head in speech.sets["persons"] or head in speech.sets["org_heads"] else None


def _ends_in_marbuta(word: str) -> bool:
    """Whether the last letter of a printed word is the feminine ending, and not the suffix that folds like it."""
    letters = [char for char in word if fold(char)]
    return bool(letters) and letters[-1] == _MARBUTA


def agrees(speech: Speech, gender: str | None, speaker: Speaker) -> bool:
    """Whether a speaker, or the body for which he speaks, may be the subject of a cue of that gender."""
    found = {gender_of(speech, phrase) for phrase in (speaker.role, speaker.org) if phrase}
    if speech.sets["own_bodies"] & set(fold(speaker.role or "").split()):
        return True
    return gender is None or not found or None in found or gender in found
