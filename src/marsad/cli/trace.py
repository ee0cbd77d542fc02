"""`marsad trace "…"`: the tree of rules behind every value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.cli.screens import Bidi, Screen, open_screen

if TYPE_CHECKING:
    from rich.tree import Tree

    from marsad.record import Coding, Evidence


WIDEST = 10_000
QUOTED = 80


def trace(
    text: Annotated[str, typer.Argument(help="The text, or - for the standard input.")],
    published: Annotated[
        str | None, typer.Option(help="Day of publication (YYYY-MM-DD); relative dates stay open without it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet, whose time zone counts.")] = None,
    bidi: Annotated[Bidi, typer.Option(help="Who orders Arabic: the terminal, or Marsad (visual).")] = Bidi.auto,
) -> None:
    """Print the tree of rules behind every value of a text."""
    import sys

    import marsad
    from marsad.coder import UnreadableReport
    from marsad.sources.decoding import UnreadableInput, decode

    try:
        read = decode(sys.stdin.buffer.read()).text if text == "-" else text
        coding = marsad.load().code(read.strip("\r\n"), published=published, outlet=outlet)
    except (UnreadableReport, UnreadableInput) as err:
        typer.echo(f"error: {err}", err=True)
        raise typer.Exit(1) from err
    screen = open_screen(bidi)
    screen.console.print(build_tree(coding, screen), markup=False, highlight=False, soft_wrap=True, width=WIDEST)


def build_tree(coding: Coding, screen: Screen) -> Tree:
    """Layers, what they found, its values, and under each value the rules with the words they read."""
    from rich.text import Text
    from rich.tree import Tree

    from marsad.exports.labels import label

    tree = Tree(Text(f"{coding.coder} · lexicon {coding.lexicon}", "dim"))

    def branch(layer: str) -> Tree:
        return tree.add(Text(screen.label(label("layers", layer)), "bold"))

    def told(rule: str, words: str) -> Text:
        return Text(rule, "green").append("  ").append(screen.write(words))

    def prove(under: Tree, evidence: Iterable[Evidence]) -> None:
        for e in evidence:
            words = " … ".join(quote(coding.text[s.start : s.end]) for s in e.spans)
            under.add(told(e.rule, words))

    for layer, mentions in (("times", coding.timexes), ("places", coding.places)):
        stem = branch(layer) if mentions else None
        for mention in mentions:
            assert stem is not None
            value = getattr(mention, "value", None) or getattr(mention, "name", None) or "?"
            stem.add(Text(value, "cyan")).add(told(mention.rule, mention.text))
    for layer, owners in (("statements", coding.statements), ("triggers", coding.events)):
        stem = branch(layer) if owners else None
        for owner in owners:
            assert stem is not None
            node = stem.add(Text(f"{owner.id} {getattr(owner, 'type', None) or getattr(owner, 'stance', '')}", "bold"))
            for field, evidence in owner.evidence.items():
                head = Text(f"{field} ", "dim").append(screen.write(say_value(getattr(owner, field, None))), "cyan")
                prove(node.add(head), evidence)
    return tree


def quote(text: str) -> str:
    """Words on one line; of many, the first and the last."""
    words = " ".join(text.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED // 2]}…{words[-QUOTED // 2 :]}"


def say_value(value: Any) -> str:
    """A value of the record in a few words."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(say_value, value)))
    fields = value.model_dump(exclude_none=True) if hasattr(value, "model_dump") else None
    if fields is None:
        return " ".join(str(value).split())
    if {"min", "max"} & set(fields) and "what" not in fields:
        return f"{fields.get('min', '…')}–{fields.get('max', '…')}"
    shown = (
        fields[key] for key in ("text", "name", "role", "org", "id", "kind", "actor", "by", "what", "who") if fields.get(key)
    )
    return " / ".join(dict.fromkeys(map(str, shown)))
