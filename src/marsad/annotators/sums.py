"""Sums: the value of a harm over the figures of one event, and its breakdown, by the rules of the guidelines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from marsad.text.tokens import Words

if TYPE_CHECKING:
    from marsad.annotators.figures import FigureMention

Value = tuple[int | None, int | None]
Part = tuple[str, str, int | None, int | None, tuple[tuple[int, int], ...]]

_GENERAL = frozenset(("person", "victim", "prisoner", "displaced", "group"))


def toll(figures: Sequence[FigureMention], what: str) -> Value | None:
    """Lowest and highest number of one harm; None where no figure says it.

    Parts are not added; a revised toll replaces older ones, an earlier and lower one falls away, a boast counts only alone;
    groups named in one breath are summed, as are the own losses of different sides; what differs gives lowest to highest.
    """
    mine = [f for f in figures if f.what == what]
    some = max((f.low or 0 for f in mine if f.rule == "figures.some_of"), default=0)
    whole = [f for f in mine if not f.part and not (f.joint and _is_itemised(figures))]
    if any(not (f.cumulative or f.earlier) for f in whole):
        whole = [f for f in whole if not f.cumulative]
    if some and all(f.boast for f in whole):
        return some, None
    if not whole:
        return _sum([(f.low, f.high) for f in _distinct(mine)]) if mine else None
    value = _of_wholes(_current(whole), what)
    if some > (value[0] or 0) and (value[1] is None or value[1] >= some):
        return some, value[1]
    return value


def _is_itemised(figures: Sequence[FigureMention]) -> bool:
    """Whether dead and wounded are told apart as well: their common figure adds nothing."""
    exact = {f.what for f in figures if not (f.joint or f.part or f.earlier or f.vague or f.boast) and (f.low, f.high) != (0, 0)}
    return {"killed", "injured"} <= exact


def _of_wholes(whole: list[FigureMention], what: str) -> Value:
    if what == "munitions":
        return _of_munitions(whole)
    exact = [f for f in whole if not f.joint]
    joint = [f for f in whole if f.joint]
    culprits = [f for f in exact if f.side == "perpetrator"]
    if joint or len(culprits) < len(exact):
        exact = [f for f in exact if f.side != "perpetrator"]
    else:
        culprits = []
    told = {(f.low, f.high) for f in exact if not f.own}
    own = [f for f in _distinct([f for f in exact if f.own]) if (f.low, f.high) not in told]
    values = _by_turn([f for f in exact if not f.own])
    if own:
        extra = _sum([(f.low, f.high) for f in own])
        values = [_sum([value, extra]) for value in values] or [extra]
    if culprits and values and not joint:
        most = max(culprits, key=lambda f: f.low or 0)
        values = [_sum([value, (most.low, most.high)]) for value in values]
    if not values:
        return _range([(f.low, f.high) for f in joint])
    low, high = _range(values)
    highs = [f.high for f in joint if f.high is not None]
    return low, max([high, *highs]) if high is not None and highs else high


def _current(whole: list[FigureMention]) -> list[FigureMention]:
    serious = [f for f in whole if not f.boast] or whole
    serious = [f for f in serious if not f.superseded] or serious
    revised = [f for f in serious if f.revised]
    if revised:
        return revised
    serious = [f for f in serious if (f.low, f.high) != (0, 0)] or serious
    plain = [f for f in serious if not f.rule.endswith((".pronoun", ".relative"))] or serious
    plain = [f for f in plain if not f.vague] or plain
    now = [f for f in plain if not f.earlier]
    if now:
        least = max(f.low or 0 for f in now)
        plain = [f for f in plain if not f.earlier or (f.high or f.low or 0) > least]
    return plain


def _of_munitions(whole: Sequence[FigureMention]) -> Value:
    best: dict[str, Value] = {}
    for f in whole:
        if (f.weapon or "") not in best or (f.low or 0) > (best[f.weapon or ""][0] or 0):
            best[f.weapon or ""] = (f.low, f.high)
    if len(best) > 1 and best.get("drone") == (1, 1):
        del best["drone"]  # what it fired is counted
    return _sum(list(best.values()))


def _by_turn(figures: Sequence[FigureMention]) -> list[Value]:
    ordered = sorted(figures, key=lambda f: (f.sentence, f.turn, f.i))
    turns = [
        [(f.low, f.high) for f in _distinct(list(group))] for _, group in groupby(ordered, key=lambda f: (f.sentence, f.turn))
    ]
    whole = [turn for turn in turns if not any(len(turn) < len(other) and all(v in other for v in turn) for other in turns)]
    return [_sum(turn) for turn in whole]  # a turn that says a part of what another says only says it again


def _distinct(figures: Sequence[FigureMention]) -> list[FigureMention]:
    kept: list[FigureMention] = []
    for f in figures:
        same = (g for g in kept if f.low == g.low and (f.who_text == g.who_text or f.who is None or g.who is None))
        if not any(f.high == g.high or (f.low or 0) > 3 for g in same):
            kept.append(f)
    return kept


def _sum(values: Sequence[Value]) -> Value:
    if len(values) == 1:
        return values[0]
    low = sum(low or 0 for low, _ in values)
    return low, None if any(high is None for _, high in values) else sum(high or 0 for _, high in values)


def _range(values: Sequence[Value]) -> Value:
    if len(values) == 1:
        return values[0]
    lows = [low for low, _ in values if low is not None]
    highs = [high for _, high in values if high is not None]
    low = min(lows, default=None)
    least = max((least or 0 for least, high in values if high is None), default=-1)
    if max(highs, default=-1) <= least:
        return low, None
    return low, max(highs, default=None)


def breakdown(figures: Sequence[FigureMention], words: Words) -> list[Part]:
    """Groups of the figures that are told apart: kind of harm, group as written, bounds, code point spans."""
    out: dict[tuple[str, str], Part] = {}
    for f in figures:
        if f.what is None or f.what == "munitions" or f.who is None or f.joint or f.rule.endswith(".pronoun"):
            continue
        if (not f.part and f.who_category in _GENERAL) or f.who_text is None or ((f.low, f.high) == (0, 0) and not f.part):
            continue
        i, j = f.who
        out.setdefault(
            (f.what, f.who_text), (f.what, f.who_text, f.low, f.high, ((words.starts[i], words.ends[j - 1]), (f.start, f.end)))
        )
    return list(out.values())
