"""Homes: the earlier draft that each draft belongs to, if any. Definite nouns point back; like events apart stay apart."""

from __future__ import annotations

from marsad.annotators.drafts import Draft, is_told
from marsad.annotators.function_words import grammar
from marsad.annotators.likenesses import is_close, is_its_weapon, may_be_one, same_sides
from marsad.annotators.phrases import preposition_ending_at
from marsad.annotators.scenes import Scene
from marsad.annotators.sequences import follows_counted
from marsad.annotators.settings import agree, share

_NEAR_SENTENCES = 3
SPOKEN = frozenset(
    ("threat", "demand", "agreement", "consultation", "support", "cooperation", "sanction", "judicial", "other_strategic")
)
_POINTED = frozenset(("security_operation", "arrests", "abduction", "disrupted_weapons", "looting_destruction"))


def _opens_apart(scene: Scene, draft: Draft) -> bool:
    """Whether "in another incident" opens the sentence of a draft that does not point back."""
    if draft.definite:
        return False
    i, j = scene.sentence(scene.sentence_of(min(scene.triggers[n].i for n in draft.numbers)))
    norms, rules = scene.words.norms, grammar()
    return any(norms[k] in rules.openings and norms[k + 1] in rules.apart for k in range(i, min(i + 4, j - 1)))


def home_of(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The earlier draft that tells the same as this one; None where it opens something new."""
    if draft.apart or draft.aggregate or _opens_apart(scene, draft):
        return None
    if draft.reference or _is_outcome(scene, draft):
        return _pointed_at(scene, draft, earlier)
    if _is_later(draft):
        return next((e for e in reversed(earlier) if e.violent and not e.aggregate and e.figures), None)
    fit = [e for e in earlier if not e.aggregate and (may_be_one(draft, e) or is_its_weapon(draft, e))]
    if not fit or (draft.type in SPOKEN and draft.type != "agreement"):
        return None
    if draft.definite:
        return _definite_home(draft, fit)
    if _is_after(scene, draft):
        return None
    if draft.background and not (draft.harm and draft.date is None and draft.place is None):
        return None
    return None if draft.type in SPOKEN else _near_home(scene, draft, fit)


def _definite_home(draft: Draft, fit: list[Draft]) -> Draft | None:
    """What a noun with the article points to: rather what is of its family and at its time and place."""
    fit = [e for e in fit if is_close(draft, e)] or fit
    dated = [e for e in fit if share(draft, e)]
    bare = draft.date is None and draft.place is None
    return (dated or fit)[-1] if not draft.background or bare else (dated[-1] if dated else None)


def _near_home(scene: Scene, draft: Draft, fit: list[Draft]) -> Draft | None:
    """What was told a few sentences before with the same setting or sides, or that a draft without a setting goes on with."""
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    near = [e for e in fit if at - scene.sentence_of(scene.triggers[e.numbers[-1]].i) <= _NEAR_SENTENCES]
    if not draft.violent:
        near = [e for e in near if scene.sentence_of(scene.triggers[e.numbers[0]].i) < at]
    close = [e for e in near if share(draft, e) or same_sides(draft, e)]
    if close:
        return close[-1]
    bare = draft.date is None and draft.place is None and draft.violent
    if near and bare and (draft.harm or not draft.actors or is_told(scene, draft)):
        return near[-1]
    return None


def sweep_of(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The sweep, or for damage the attack, told just before, that brought finds without a place and a day of their own."""
    if (
        draft.type not in ("disrupted_weapons", "looting_destruction")
        or draft.place is not None
        or draft.background
        or draft.aggregate
    ):
        return None
    if draft.status not in (None, "occurred") or draft.apart:
        return None
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    last = next((e for e in reversed(earlier) if not e.aggregate), None)
    if last is None or at - scene.sentence_of(scene.triggers[last.numbers[-1]].i) > 2 or not agree(draft, last):
        return None
    brings = last.type == "security_operation" or (last.violent and draft.type == "looting_destruction" and is_told(scene, draft))
    return last if brings else None


def _pointed_at(scene: Scene, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """What "the incident", or a toll without a cause, is of: the last thing told before that can be at its time and place."""
    fit = [e for e in earlier if not e.aggregate and (e.violent or (draft.reference and e.type in _POINTED))]
    fit = [e for e in fit if e.status in (None, "occurred", draft.status) and agree(draft, e, loose=True)]
    at = scene.sentence_of(scene.triggers[draft.numbers[0]].i)
    if not draft.reference:
        fit = [e for e in fit if at - scene.sentence_of(scene.triggers[e.numbers[-1]].i) <= _NEAR_SENTENCES]
    fit = [e for e in fit if e.background == draft.background] or fit
    shared = [e for e in fit if share(draft, e)] or fit
    return shared[-1] if shared else None


def _is_outcome(scene: Scene, draft: Draft) -> bool:
    """Whether a word of result opens deaths and injuries whose cause is told before: "it left three dead"."""
    if not draft.harm or draft.apart:
        return False
    first = min(scene.triggers[n].i for n in draft.numbers)
    low = scene.sentence(scene.sentence_of(first))[0]
    return any(t.kind == "result" and low <= t.i < first for t in scene.of("triggers", low, first))


def _is_later(draft: Draft) -> bool:
    """Whether it tells no more than that some of the victims told of before died."""
    return draft.harm and bool(draft.figures) and all(f.part for f in draft.figures)


def _is_after(scene: Scene, draft: Draft) -> bool:
    """Whether the draft is what something else came after: "the day after the killing of"."""
    k = min(scene.triggers[n].i for n in draft.numbers)
    found = preposition_ending_at(scene.words, k - 1) if k else None
    return (found is not None and found[1] == "bad") or follows_counted(scene, k)
