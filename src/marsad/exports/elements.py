"""HTML elements as values: what is put inside one is escaped unless it is an element already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from marsad.exports.labels import Label

DOT = ' <span class="dot">·</span> '
VOID = frozenset({"meta", "input", "link"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def join(*content: str | None) -> Html:
    """Content one after another; plain text is escaped, None is nothing."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in content if part is not None))


def el(name: str, /, *content: str | None, **attributes: str | bool | None) -> Html:
    """An element. Attributes: a trailing `_` is dropped, other `_` become `-`; None and False leave the attribute out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{written}>" + ("" if name in VOID else f"{join(*content)}</{name}>"))


def bdi(text: object, *, lang: str | None = None) -> Html:
    """A name or a number, kept apart from the direction of what is around it."""
    return el("bdi", str(text), lang=lang)


def both(label: Label) -> Html:
    """A wording in both languages: Arabic first, English small after it."""
    if label.ar == label.en:
        return bdi(label.ar)
    return join(el("span", label.ar, class_="ar"), Html(" "), el("span", label.en, class_="en", lang="en", dir="ltr"))


def dotted(items: Iterable[Html | None]) -> Html:
    """Items in a row, with a dot between two; None is left out."""
    return Html(DOT.join(item for item in items if item))
