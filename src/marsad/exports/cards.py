"""Cards of a coded report: each event and statement in words a reader follows, each value linked to where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from marsad.exports.elements import Html, bdi, both, dotted, el, join
from marsad.exports.labels import Label, label, say_dates, say_figure, say_speaker, say_where
from marsad.record import HARMS, Coding, Event, Evidence, PlaceRef, Side, Span, Statement

MUTUAL = frozenset({"armed_clash", "agreement", "consultation", "cooperation", "mob_violence"})


def linked(content: Html, anchors: Sequence[str]) -> Html:
    """Content linked to the first anchor, with small numbered links to the others."""
    if not anchors:
        return content
    others = (el("a", str(n), href=f"#{anchor}") for n, anchor in enumerate(anchors[1:], 2))
    more = el("sup", join(*others)) if len(anchors) > 1 else None
    return join(el("a", content, href=f"#{anchors[0]}"), more)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Anchors of the marked text, by span."""

    by_span: dict[tuple[int, int], str]

    def link(self, content: Html, *spans: Span) -> Html:
        """Content linked to the spans that it was read from."""
        at = ((span.start, span.end) for span in spans)
        return linked(content, list(dict.fromkeys(self.by_span[span] for span in at if span in self.by_span)))

    def prove(self, content: Html, evidence: Iterable[Evidence]) -> Html:
        """Content linked to the spans of its evidence."""
        return self.link(content, *(span for e in evidence for span in e.spans))


def _rules(evidence: Iterable[Evidence]) -> Html | None:
    rules = list(dict.fromkeys(e.rule for e in evidence))
    return el("span", *(el("code", rule) for rule in rules), class_="rule", dir="ltr") if rules else None


def _row(name: str, content: Html | None, evidence: Iterable[Evidence] = ()) -> Html | None:
    if not content:
        return None
    return el("div", el("dt", both(label("interface", name))), el("dd", content, _rules(evidence)), class_="row")


def _list(items: Iterable[Html]) -> Html | None:
    rows = list(items)
    return el("ul", *(el("li", item) for item in rows)) if rows else None


def _pill(group: str, value: str) -> Html:
    return el("span", both(label(group, value)), class_=f"pill {value}")


def say_place(place: PlaceRef) -> Html:
    """A place as printed, with its resolved name, division and country."""
    name = say_where(place)
    where = bdi(name, lang="en") if name else both(label("interface", "unresolved"))
    kind = el("span", both(label("place_kinds", place.kind)), class_="quiet") if place.kind else None
    return dotted([bdi(place.text), el("span", where, class_="quiet"), kind])


def _sides(sides: list[Side], anchors: Anchors) -> Html | None:
    def one(side: Side) -> Html:
        name = anchors.link(bdi(side.text), side)
        return join(name, Html(" "), el("code", side.id, class_="id") if side.id else None)

    return _list(one(side) for side in sides)


def _toll(event: Event, anchors: Anchors) -> Html | None:
    def lines() -> Iterator[Html]:
        for harm in HARMS:
            figure = getattr(event, harm)
            if figure is not None:
                told = join(both(label("harms", harm)), Html(" "), el("strong", both(say_figure(figure)), class_="number"))
                yield anchors.prove(told, event.evidence.get(harm, ()))

    return _list(lines())


def _breakdown(event: Event) -> Html | None:
    return _list(
        dotted([both(label("harms", item.what)), bdi(item.who), el("strong", both(say_figure(item)), class_="number")])
        for item in event.breakdown
    )


def _responsibility(event: Event) -> Html | None:
    def one(kind: str, actor: str, by: str | None) -> Html:
        said = join(both(label("interface", "according_to")), Html(" "), bdi(by)) if by else None
        return dotted([both(label("responsibility_kinds", kind)), bdi(actor), said])

    return _list(one(r.kind, r.actor, r.by) for r in event.responsibility)


def speaker_name(statement: Statement) -> Html:
    """The speaker as the report gives him: name, else role, else organisation."""
    told = say_speaker(statement)
    return bdi(told) if told else both(label("interface", "unnamed"))


def _sources(event: Event, statements: dict[str, Statement]) -> Html | None:
    by_speaker: dict[Html, list[str]] = {}
    for source in event.sources:
        if source in statements:
            by_speaker.setdefault(speaker_name(statements[source]), []).append(f"card-{source}")
    return _list(linked(name, cards) for name, cards in by_speaker.items())


def _weapons(event: Event, anchors: Anchors) -> Html | None:
    told = dotted(both(label("weapons", weapon)) for weapon in event.weapons)
    return anchors.prove(told, event.evidence.get("weapons", ())) if told else None


def _when(event: Event, anchors: Anchors) -> Html:
    precision = both(label("date_precisions", event.date_precision))
    days = say_dates(event)
    if not days:
        return el("span", precision, class_="quiet")
    proof = [e for name in ("date_start", "date_end", "date") for e in event.evidence.get(name, ())]
    return dotted([anchors.prove(bdi(days), proof), el("span", precision, class_="quiet")])


def event_card(event: Event, coding: Coding, anchors: Anchors) -> Html:
    """One event: who did what to whom, where, when, with what, at what cost, who answers for it, who says so."""
    proof, mutual = event.evidence, event.type in MUTUAL
    statements = {s.id: s for s in coding.statements}
    munitions = el("strong", both(say_figure(event.munitions)), class_="number") if event.munitions else None
    rows = (
        _row("one_side" if mutual else "who", _sides(event.actors, anchors), proof.get("actors", ())),
        _row("other_side" if mutual else "whom", _sides(event.targets, anchors), proof.get("targets", ())),
        _row(
            "where",
            anchors.prove(say_place(event.place), proof.get("place", ())) if event.place else None,
            proof.get("place", ()),
        ),
        _row("when", _when(event, anchors), proof.get("date_start", proof.get("date", ()))),
        _row("how", _weapons(event, anchors), proof.get("weapons", ())),
        _row(
            "munitions", anchors.prove(munitions, proof.get("munitions", ())) if munitions else None, proof.get("munitions", ())
        ),
        _row("toll", _toll(event, anchors), [e for harm in HARMS for e in proof.get(harm, ())]),
        _row("of_whom", _breakdown(event), proof.get("breakdown", ())),
        _row("responsibility", _responsibility(event), proof.get("responsibility", ())),
        _row("reported_by", _sources(event, statements)),
        _row("triggers", _triggers(event, anchors), proof.get("type", ())),
    )
    aggregate = el("span", both(label("interface", "aggregate")), class_="pill aggregate") if event.aggregate else None
    head = el("header", el("h3", both(label("event_types", event.type))), _pill("statuses", event.status), aggregate)
    return el("article", head, el("dl", *rows), class_="card event", id=f"card-{event.id}")


def _triggers(event: Event, anchors: Anchors) -> Html | None:
    return dotted(anchors.link(bdi(trigger.text), trigger) for trigger in event.triggers) if event.triggers else None


def statement_card(statement: Statement, anchors: Anchors) -> Html:
    """One statement: who said what, how, through whom."""
    proof, speaker = statement.evidence, statement.speaker
    said = el("blockquote", anchors.link(bdi(statement.text), statement))
    rows = (
        _row("role", bdi(speaker.role) if speaker.role and speaker.name else None),
        _row("organisation", bdi(speaker.org) if speaker.org and (speaker.name or speaker.role) else None),
        _row("cue", anchors.prove(bdi(statement.cue), proof.get("cue", ())) if statement.cue else None, proof.get("stance", ())),
        _row("medium", bdi(statement.medium) if statement.medium else None, proof.get("medium", ())),
        _row("form", both(label("forms", statement.form)), proof.get("form", ())),
    )
    head = el(
        "header", el("h3", anchors.prove(speaker_name(statement), proof.get("speaker", ()))), _pill("stances", statement.stance)
    )
    return el("article", head, said, el("dl", *rows), class_="card statement", id=f"card-{statement.id}")


def heading(name: str, count: int) -> Html:
    """A section's heading with its count."""
    told: Label = label("interface", name)
    return el("h2", both(told), Html(" "), el("bdi", str(count), class_="count"))
