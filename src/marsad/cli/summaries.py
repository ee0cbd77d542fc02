"""A coding in the terminal: what happened and who says so, in two languages."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from marsad.cli.screens import Screen
from marsad.exports.labels import Label, label, say_dates, say_figure, say_speaker, say_where
from marsad.record import HARMS, Coding, Event, PlaceRef, Statement

QUOTED = 160
Value = tuple[Label, str]


def show_coding(coding: Coding, screen: Screen) -> None:
    """Print the summary of one coding."""
    facts = [x for x in (coding.outlet, coding.published and coding.published.isoformat(), coding.id) if x]
    screen.print()
    for line in screen.wrap(coding.title or coding.text.strip().splitlines()[0][:QUOTED], screen.console.width):
        screen.print(Text(line, "bold"))
    screen.print(Text("  ".join(screen.write(str(fact)) for fact in facts), "dim"))
    _heading("events", len(coding.events), screen)
    for event in coding.events:
        _show_event(event, coding, screen)
    _heading("statements", len(coding.statements), screen)
    for statement in coding.statements:
        _show_statement(statement, screen)
    _show_found("times", [(t.text, t.value or "?") for t in coding.timexes], screen)
    _show_found("places", list(dict.fromkeys((p.text, say_place(p)) for p in coding.places)), screen)


def _heading(name: str, count: int, screen: Screen) -> None:
    screen.print()
    screen.print(Text(f"{screen.label(label('interface', name))} ({count})", "underline"))


def _show_found(name: str, rows: list[tuple[str, str]], screen: Screen) -> None:
    _heading(name, len(rows), screen)
    for text, value in rows:
        told = Text("  ").append(screen.write(" ".join(text.split())))
        screen.print(told.append("  ").append(value, "cyan"))


def _show_event(event: Event, coding: Coding, screen: Screen) -> None:
    head = Text(f"  {event.id} ", "dim").append(screen.label(label("event_types", event.type)), "bold red")
    head.append("  ").append(screen.label(label("statuses", event.status)), "yellow" if event.status != "occurred" else "dim")
    if event.aggregate:
        head.append("  ").append(screen.label(label("interface", "aggregate")), "yellow")
    screen.print(head)
    for told, value in event_values(event, coding):
        screen.row(told, value)


def say_place(place: PlaceRef) -> str:
    """The resolved place in English, or a question mark."""
    return say_where(place) or "?"


def event_values(event: Event, coding: Coding) -> Iterator[Value]:
    """The filled values of an event, labelled, in the order in which one asks for them."""
    for name, sides in (("who", event.actors), ("whom", event.targets)):
        for side in sides:
            yield label("interface", name), f"{side.text} ({side.id})" if side.id else side.text
    if event.place:
        yield label("interface", "where"), f"{event.place.text} ({say_place(event.place)})"
    days = say_dates(event)
    yield label("interface", "when"), days or label("date_precisions", "unknown").en
    if event.weapons:
        yield label("interface", "how"), ", ".join(label("weapons", weapon).en for weapon in event.weapons)
    if event.munitions:
        yield label("interface", "munitions"), say_figure(event.munitions).en
    for harm in HARMS:
        figure = getattr(event, harm)
        if figure is not None:
            yield label("harms", harm), say_figure(figure).en
    for item in event.breakdown:
        yield label("interface", "of_whom"), f"{item.who} ({item.what} {say_figure(item).en})"
    for r in event.responsibility:
        yield label("responsibility_kinds", r.kind), f"{r.actor} ← {r.by}" if r.by else r.actor
    speakers = {s.id: speaker_of(s) for s in coding.statements}
    said_by = list(dict.fromkeys(f"{speakers[x]}" for x in event.sources if x in speakers))
    if said_by:
        yield label("interface", "reported_by"), " / ".join(said_by)


def speaker_of(statement: Statement) -> str:
    """The speaker as the report gives him."""
    return say_speaker(statement) or "?"


def _show_statement(statement: Statement, screen: Screen) -> None:
    speaker = statement.speaker
    told = list(dict.fromkeys(x for x in (speaker.name, speaker.role, speaker.org) if x)) or ["?"]
    head = Text(f"  {statement.id} ", "dim").append(screen.label(label("stances", statement.stance)), "bold magenta")
    screen.print(head.append("  ").append(screen.write(" / ".join(told))))
    content = " ".join(statement.text.split())
    for line in screen.wrap(content if len(content) <= QUOTED else content[:QUOTED] + "…", screen.console.width - 6):
        screen.print(Text("     ").append(line, "italic"))
