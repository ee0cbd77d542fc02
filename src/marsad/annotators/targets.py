"""Targets: whom or what an event struck, chosen from the sides of its triggers and from the victims of its figures.

A side that was struck comes first, then who was killed, hurt or taken, then the thing that was hit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.annotators.drafts import Draft, heads_of
from marsad.annotators.figures import FigureMention
from marsad.annotators.function_words import grammar
from marsad.annotators.people import civilians_of
from marsad.annotators.rosters import actors
from marsad.annotators.scenes import Scene
from marsad.annotators.sides import FORCES, SideMention, sides_between
from marsad.annotators.stretches import find_phrase_end
from marsad.annotators.typing_context import EXPLOSIVE
from marsad.text.tokens import ALEF, ARTICLE

_HARMS = ("killed", "injured", "abducted", "arrested", "displaced")
_UTTERED = frozenset(("threat", "demand"))
_MILITARY = frozenset(("post", "armed_vehicle"))
_ACCUSED_WITHIN = 30
_NOBODY = ("person", "victim")
_GUNMEN = ("unidentified_armed", "jihadists", "fighters", "suicide_bombers", "rebels_generic")
_CROWDS = frozenset(("protesters", "nationals", "civilians"))


def find_targets(scene: Scene, draft: Draft, acting: list[SideMention]) -> list[SideMention]:
    """Targets of a draft whose actors are known."""
    firsts = {s.i for s in acting}
    targets = [s for s in draft.targets if s.i not in firsts]
    if draft.type == "peaceful_protest":
        return []
    if draft.type == "violent_demonstration":
        targets = [s for s in targets if s.head]
    if draft.type in _UTTERED and not targets:
        return _addressees(scene, draft, acting)
    if draft.type == "judicial" and not targets:
        return _accused(scene, draft)
    if draft.violent:
        targets = _without_perpetrators(scene, draft, targets)
    if draft.type == "security_operation":
        return [s for s in targets if s.head and not s.harmed]
    if draft.type == "disrupted_weapons":
        return [s for s in targets if s.kind in FORCES]
    targets = [_relative_of(scene, s) for s in targets]
    known = [s for s in targets if s.id is not None or s.head == "person"]
    struck = [s for s in known if not s.harmed]
    if struck:
        return struck
    things = [s for s in targets if s not in known and s.kind != "venue"]
    protected = [s for s in things if s.kind == "protected"]
    if protected:
        return protected
    victims = _without_attackers(draft, known or _victims(scene, draft))
    if any(s.kind in _MILITARY for s in things):
        victims = [s for s in victims if s.kind in FORCES] or victims
    return victims or things


def oppose(
    scene: Scene, draft: Draft, actors: list[SideMention], targets: list[SideMention]
) -> tuple[list[SideMention], list[SideMention]]:
    """Sides of a protest: where it was broken up, who protests acts and the police stand against them; where it was fired
    on, the police act."""
    if draft.type not in ("protest_intervention", "excessive_force"):
        return actors, targets
    crowd = [s for s in (*actors, *targets) if s.kind in _CROWDS]
    police = [s for s in (*actors, *targets) if s.kind in FORCES]
    if not police:
        return actors, targets
    if not crowd and draft.type == "protest_intervention":
        crowd = _crowd(scene, draft)
    return (crowd, police) if draft.type == "protest_intervention" else (police, crowd)


def _crowd(scene: Scene, draft: Draft) -> list[SideMention]:
    """Who protested, by the first word for protesters in the sentence."""
    for k in heads_of(scene, draft):
        i, j = scene.sentence(scene.sentence_of(k))
        for side in sides_between(scene, i, j):
            if side.kind == "protesters":
                return [replace(side, rule="events.role.crowd")]
    return []


def _relative_of(scene: Scene, side: SideMention) -> SideMention:
    """The relative whom the side only tells apart: "the commander's son"."""
    words, k = scene.words, side.i - 1
    if k < 0 or words.clitic[side.i] or _bare(words.norms[k]).rstrip(ALEF) not in grammar().kin:
        return side
    return replace(side, i=k, start=words.starts[k], id="civilians", within=(), kind="civilians", head="people")


def _without_perpetrators(scene: Scene, draft: Draft, sides: list[SideMention]) -> list[SideMention]:
    """Without the attackers who died in their own attack."""
    kept = [s for s in sides if not (s.harmed and _bare(scene.words.norms[s.i]) in grammar().perpetrators)]
    return kept if kept or draft.type in EXPLOSIVE or draft.actors else sides


def _without_attackers(draft: Draft, sides: list[SideMention]) -> list[SideMention]:
    """Without the gunmen who died beside the soldiers, where nobody is told to have struck: they are who attacked."""
    forces = [s for s in sides if s.kind in ("state", "external")]
    return [s for s in sides if s.id not in _GUNMEN] if forces and not draft.actors else sides


def _bare(norm: str) -> str:
    return norm[2:] if norm.startswith(ARTICLE) else norm


def _victims(scene: Scene, draft: Draft) -> list[SideMention]:
    """Who was killed, hurt, taken or driven out, by the figures."""
    found: list[SideMention] = []
    for figure in draft.figures:
        if (
            figure.what not in _HARMS
            or figure.who is None
            or (figure.part and not _is_summand(scene, figure))
            or figure.side == "perpetrator"
            or (figure.who_category in _NOBODY and not _is_body(scene, draft, figure.who))
            or (scene.words.norms[figure.who[1] - 1] in grammar().anyone and not _is_body(scene, draft, figure.who))
            or (figure.low, figure.high) == (0, 0)
        ):
            continue
        side = _victim(scene, draft, figure, figure.who)
        if side is not None and all((s.id, s.i) != (side.id, side.i) and (s.id is None or s.id != side.id) for s in found):
            found.append(side)
    return found


def _is_body(scene: Scene, draft: Draft, who: tuple[int, int]) -> bool:
    """Whether a body was found of whom nothing else is known."""
    return draft.type == "attack_civilians" and _bare(scene.words.norms[who[0]]) in grammar().bodies


def _is_summand(scene: Scene, figure: FigureMention) -> bool:
    """Whether a figure is one of those that were added up, not one that another was broken into."""
    return figure.of is not None and scene.figures[figure.of].rule.endswith(".sum")


def _accused(scene: Scene, draft: Draft) -> list[SideMention]:
    """Who stands before the court: the first of the accused behind the words that tell what it did."""
    words = scene.words
    for i in heads_of(scene, draft):
        end = min(scene.sentence(scene.sentence_of(i))[1], i + _ACCUSED_WITHIN)
        for k in range(i + 1, end):
            if words.norms[k] in grammar().accused and not any(s.i <= k < s.j for s in draft.actors):
                j = find_phrase_end(scene, k, end)
                return [SideMention(k, j, words.starts[k], words.ends[j - 1], None, (), "", "events.role.accused", "people")]
    return []


def _victim(scene: Scene, draft: Draft, figure: FigureMention, who: tuple[int, int]) -> SideMention | None:
    i, j = who
    words = scene.words
    actor = next((a for a in scene.of("actors", i, j) if a.i < j and i < a.j), None)
    rule = f"{figure.rule}.who"
    if actor is not None:
        if any(s.id == actor.id for s in draft.actors):
            return None
        return SideMention(i, j, words.starts[i], words.ends[j - 1], actor.id, actor.within, actor.kind or "", rule)
    if figure.who_category is None or any(s.i < j and i < s.j for s in draft.actors):
        return None
    j = max(j, find_phrase_end(scene, i, min(len(words), i + 3)))
    id = "civilians" if figure.who_category == "victim" else civilians_of(figure.who_category)
    return SideMention(
        i, j, words.starts[i], words.ends[j - 1], id, actors().within(id), "civilians" if id is not None else "", rule
    )


def _addressees(scene: Scene, draft: Draft, acting: Iterable[SideMention]) -> list[SideMention]:
    """Whom a threat or a demand is uttered to: the first side in its words, other than the speaker."""
    ids = {s.id for s in acting}
    for n in draft.numbers:
        k = scene.triggers[n].i
        for s in [scene.statements[number] for number in sorted({*scene.said_at(k), *scene.cued_at(k)})]:
            if s.j > s.i:
                limit = s.j if draft.type == "threat" else min(s.j, s.i + 4)
                for a in scene.of("actors", s.i, limit):
                    if s.i <= a.i < limit and a.kind not in ("outlet", "civilians") and a.id not in ids and a.head != "country":
                        return [
                            SideMention(a.i, a.j, a.start, a.end, a.id, a.within, a.kind or "", "events.role.addressee", a.head)
                        ]
    return []
