"""A coded report as one standalone right-to-left page: no request leaves it, and it needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.exports.cards import Anchors, event_card, heading, say_place, statement_card
from marsad.exports.elements import Html, bdi, both, dotted, el, join
from marsad.exports.labels import Label, label, labels, say_speaker, say_where
from marsad.exports.marking import Mark, mark_up
from marsad.record import Coding, Event, Failure, Place, Statement, Timex

ISOLATE, RELEASE = "\u2068", "\u2069"
HEADLINES = 4


@cache
def _style() -> str:
    return files("marsad.exports").joinpath("page.css").read_text(encoding="utf-8")


def _says(rule: str | None, *parts: str | None) -> str:
    told = " · ".join(f"{ISOLATE}{part}{RELEASE}" for part in parts if part)
    return f"{told}\n{ISOLATE}{rule}{RELEASE}" if rule else told


def _plain(told: Label) -> str:
    return told.ar if told.ar == told.en else f"{told.ar} ({told.en})"


def _time_says(timex: Timex) -> str:
    value = timex.value or _plain(label("interface", "unresolved"))
    mod = _plain(label("timex_mods", timex.mod)) if timex.mod else None
    return _says(timex.rule, value, mod, _plain(label("timex_types", timex.type)))


def _place_says(place: Place) -> str:
    name = say_where(place) or _plain(label("interface", "unresolved"))
    kind = _plain(label("place_kinds", place.kind)) if place.kind else None
    where = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else None
    return _says(place.rule, name, kind, where)


def _statement_says(statement: Statement) -> str:
    told = say_speaker(statement) or _plain(label("interface", "unnamed"))
    rule = next((e.rule for field in ("speaker", "stance") for e in statement.evidence.get(field, ())), None)
    return _says(rule, told, _plain(label("stances", statement.stance)))


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    layer: str
    says: str
    owner: str = ""


def _event_marks(event: Event) -> Iterable[_Found]:
    told = _plain(label("event_types", event.type))
    first = next(iter(event.evidence.get("type", ())), None)
    for t in event.triggers:
        says = _says(first.rule if first else None, told, _plain(label("statuses", event.status)))
        yield _Found(t.start, t.end, "triggers", says, event.id)
    for field, role in (("actors", "who"), ("targets", "whom")):
        rule = next((e.rule for e in event.evidence.get(field, ())), None)
        for side in getattr(event, field):
            yield _Found(side.start, side.end, "actors", _says(rule, _plain(label("interface", role)), told, side.id), event.id)
    yield from (
        _Found(s.start, s.end, "evidence", "", event.id) for found in event.evidence.values() for e in found for s in e.spans
    )


def _found(coding: Coding) -> Iterable[_Found]:
    yield from (_Found(t.start, t.end, "times", _time_says(t)) for t in coding.timexes)
    yield from (_Found(p.start, p.end, "places", _place_says(p)) for p in coding.places)
    for s in coding.statements:
        yield _Found(s.start, s.end, "statements", _statement_says(s), s.id)
        yield from (_Found(x.start, x.end, "evidence", "", s.id) for found in s.evidence.values() for e in found for x in e.spans)
    for event in coding.events:
        yield from _event_marks(event)


def find_marks(coding: Coding) -> tuple[list[Mark], Anchors]:
    """Everything to be marked in the text, once for each span and layer, and the anchor of each span."""
    merged: dict[tuple[int, int, str], dict[str, dict[str, None]]] = {}
    for found in _found(coding):
        if not 0 <= found.start < found.end <= len(coding.text):
            continue
        kept = merged.setdefault((found.start, found.end, found.layer), {"says": {}, "owners": {}})
        kept["says"][found.says] = None
        kept["owners"][found.owner] = None
    shown = {(start, end) for start, end, layer in merged if layer != "evidence"}
    marks: list[Mark] = []
    anchors: dict[tuple[int, int], str] = {}
    for n, ((start, end, layer), kept) in enumerate(merged.items(), 1):
        owners = " ".join(f"of-{owner}" for owner in kept["owners"] if owner)
        if layer == "evidence" and (start, end) in shown:
            continue
        marks.append(Mark(start, end, f"m{n}", f"{layer} {owners}".rstrip(), "\n".join(filter(None, kept["says"]))))
        anchors.setdefault((start, end), f"m{n}")
    return marks, Anchors(anchors)


def _pointing(coding: Coding) -> str:
    """Styles that light up what a card was read from while the card is pointed at."""
    owners = [*(event.id for event in coding.events), *(statement.id for statement in coding.statements)]
    lit = (f"body:has(#card-{owner}:is(:hover,:target,:focus-within)) .text .of-{owner}" for owner in owners)
    return f"{','.join(lit)}{{background:var(--lit)}}" if owners else ""


def _legend() -> Html:
    boxes = (
        el("label", el("input", type="checkbox", checked=True, id=f"show-{layer}"), el("span", both(told), class_=layer))
        for layer, told in labels("layers").items()
    )
    rules = el("label", el("input", type="checkbox", id="show-rules"), el("span", both(label("interface", "rule"))))
    return el("fieldset", el("legend", both(label("interface", "legend"))), *boxes, rules, class_="legend")


def _facts(coding: Coding) -> Html:
    parts: list[Html] = []
    if coding.outlet:
        parts.append(bdi(coding.outlet))
    if coding.published is not None:
        stamp = coding.published.isoformat()
        parts.append(el("time", bdi(stamp.replace("T", " ")[:16]), datetime=stamp))
    if coding.url and coding.url.startswith(("http://", "https://")):
        parts.append(el("a", both(label("interface", "source_page")), href=coding.url, rel="noopener noreferrer"))
    return el("p", dotted(parts), class_="facts")


def _times(coding: Coding, anchors: Anchors) -> Html:
    rows = (el("li", anchors.link(bdi(t.text), t), Html(" "), el("span", _value(t), class_="quiet")) for t in coding.timexes)
    return el("section", heading("times", len(coding.timexes)), el("ul", *rows, class_="found"))


def _value(timex: Timex) -> Html:
    return bdi(timex.value) if timex.value else both(label("interface", "unresolved"))


def _places(coding: Coding, anchors: Anchors) -> Html:
    distinct = {p.text: p for p in reversed(coding.places)}
    listed = [p for p in coding.places if distinct.get(p.text) is p]
    rows = (el("li", anchors.link(say_place(p), p)) for p in listed)
    return el("section", heading("places", len(listed)), el("ul", *rows, class_="found"))


def _section(name: str, cards: Sequence[Html]) -> Html:
    nothing = el("p", both(label("interface", "nothing_found")), class_="quiet") if not cards else None
    return el("section", heading(name, len(cards)), *cards, nothing)


def _page(title: str, style: str, *body: Html, home: str | None = None) -> str:
    home_link = el("nav", el("a", both(label("interface", "back")), href=home)) if home else None
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("style", Html(_style() + style)),
    )
    return f"<!doctype html>\n{el('html', head, el('body', home_link, *body), lang='ar', dir='rtl')}\n"


def to_page(coding: Coding, *, home: str | None = None) -> str:
    """The page of one coding; `home` is the address of a list of pages, if there is one."""
    marks, anchors = find_marks(coding)
    title = coding.title or coding.id
    events = [event_card(event, coding, anchors) for event in coding.events]
    said = [statement_card(statement, anchors) for statement in coding.statements]
    head = el("header", _facts(coding), el("h1", bdi(title)), class_="head")
    text = el("main", _legend(), el("div", Html(mark_up(coding.text, marks)), class_="text", lang="ar"))
    aside = el(
        "aside", _section("events", events), _section("statements", said), _times(coding, anchors), _places(coding, anchors)
    )
    foot = el(
        "footer",
        el("p", both(label("interface", "read_caution"))),
        el(
            "p",
            dotted(
                [
                    both(label("interface", "coded_by")),
                    bdi(coding.coder),
                    join(both(label("interface", "lexicon")), Html(" "), bdi(coding.lexicon)),
                ]
            ),
        ),
    )
    return _page(title, _pointing(coding), head, el("div", text, aside, class_="columns"), foot, home=home)


def _headline(coding: Coding, address: str) -> Html:
    types = list(dict.fromkeys(event.type for event in coding.events))[:HEADLINES]
    first = el("p", dotted(both(label("event_types", name)) for name in types), class_="facts")
    numbers = {name: len(getattr(coding, name)) for name in ("events", "statements", "places")}
    counts = dotted(join(both(label("interface", name)), Html(" "), bdi(n)) for name, n in numbers.items())
    link = el("a", bdi(coding.title or coding.id), href=address)
    return el("li", _facts(coding), el("h2", link), first, el("p", counts, class_="quiet"), class_="card")


def to_index(results: Iterable[tuple[Coding, str] | Failure]) -> str:
    """The page that lists coded reports with the addresses of their pages, and what could not be coded."""
    pages: list[Html] = []
    failures: list[Html] = []
    for result in results:
        if isinstance(result, Failure):
            failures.append(el("li", dotted([bdi(result.id), bdi(result.error)])))
        else:
            pages.append(_headline(*result))
    told = label("interface", "reports")
    failed = el("section", heading("failures", len(failures)), el("ul", *failures, class_="found")) if failures else None
    head = el("header", el("h1", both(told), Html(" "), bdi(len(pages))), class_="head")
    return _page(f"{told.ar} · Marsad", "", head, el("ul", *pages, class_="reports"), failed or Html(""))
