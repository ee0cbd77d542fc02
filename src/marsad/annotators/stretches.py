"""Stretches of words: where a noun phrase ends, and what stands between two words."""

from __future__ import annotations

from marsad.annotators.phrases import is_finite, preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.text.tokens import ALEF, LAM, NOON, WAW, YEH

LONGEST_PHRASE = 6
_COMMAS = (",", "\u060c")


def has_break(scene: Scene, i: int, j: int) -> bool:
    """Whether a comma, a preposition or a verb stands between."""
    words = scene.words
    return any(words.kinds[k] in "pn" and words.norms[k] in ",\u060c;:" for k in range(i, j)) or any(
        preposition_ending_at(words, k) is not None or is_finite(words, k) for k in range(i, j)
    )


def is_only_times(scene: Scene, i: int, j: int) -> bool:
    """Whether nothing but times, "with" a weapon, commas and a named source between commas stands between."""
    words = scene.words
    timed = {k for t in scene.of("times", i, j) for k in range(t.i, t.j)}
    timed |= {
        k for w in scene.of("weapons", i, j) if w.i > i and preposition_ending_at(words, w.i - 1) for k in range(w.i - 1, w.j)
    }
    sourced = False
    for k in range(i, j):
        if words.kinds[k] in "ps":
            sourced = sourced and words.norms[k] not in _COMMAS
            continue
        found = preposition_ending_at(words, k)
        sourced = sourced or (found is not None and found[1] == "source")
        if not (sourced or k in timed or (found is not None and k + 1 in timed)):
            return False
    return not sourced


def find_phrase_end(scene: Scene, k: int, stop: int) -> int:
    """End of the noun phrase that begins at word `k`: before a preposition, a verb, a time or the next accusative."""
    words = scene.words
    j = k + 1
    while j < min(stop, k + LONGEST_PHRASE) and words.kinds[j] in "ad":
        if words.clitic[j] and words.norms[j] == LAM:
            if j + 1 >= stop or words.kinds[j + 1] != "a" or any(t.i <= j + 1 < t.j for t in scene.of("triggers", j + 1, j + 2)):
                break
            j += 2  # whom it belongs to, whatever its form
            continue
        if (
            any(t.i <= j < t.j for t in scene.of("times", j, j + 1))
            or (len(words.norms[j]) > 4 and words.norms[j].endswith(YEH + NOON))
            or (len(words.norms[j]) > 3 and words.norms[j].endswith(ALEF))
        ):
            break
        ends = words.norms[j] == WAW or is_finite(words, j) or preposition_ending_at(words, j) is not None or words.clitic[j]
        if ends:
            break
        j += 1
    return j
