"""Web pages: the article in a page, and fetching one over HTTP from public addresses only."""

from __future__ import annotations

import ipaddress
import json
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marsad.sources.decoding import Decoded, UnreadableInput, decode

MOST_BYTES = 20_000_000
MOST_HOPS = 5
SECONDS = 20.0
LEAST_LETTERS = 40
AGENT = "Marsad (+reads one page at a person's request)"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date.issued']/@content",
    "//time[@pubdate]/@datetime",
)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says for itself; nothing is guessed from its address or its prose."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    data: bytes
    charset: str | None
    is_html: bool


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """Text of a page: the charset of the reply, else that of its meta element. UnreadableInput where nothing fits."""
    named = _CHARSET.search(data[:4096])
    return decode(data, declared=charset or (named.group(1).decode("ascii") if named else None))


def find_article(page: str) -> Article:
    """The article of an HTML page. UnreadableInput where there is none."""
    import trafilatura
    from lxml import etree, html

    try:
        tree = html.document_fromstring(page.encode("utf-8", errors="replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as err:
        raise UnreadableInput("expected an HTML page with an article, got no elements") from err
    facts = Article(
        "",
        title=_first(tree, "//meta[@property='og:title']/@content", "//h1//text()", "//title/text()"),
        outlet=_first(tree, "//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content"),
        published=next(_dates(tree), None),
    )
    body = trafilatura.extract(tree, include_comments=False, include_tables=False, favor_precision=True, deduplicate=False) or ""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if lines and facts.title and lines[0] == facts.title.strip():
        lines = lines[1:]
    if sum(char.isalpha() for line in lines for char in line) < LEAST_LETTERS:
        raise UnreadableInput("expected an HTML page with an article, found no article in it")
    return Article("\n\n".join(lines), facts.title, facts.outlet, facts.published)


def _first(tree: Any, *paths: str) -> str | None:
    found = (" ".join(str(value).split()) for path in paths for value in tree.xpath(path))
    return next((value for value in found if value), None)


def _dates(tree: Any) -> Iterator[str]:
    for value in (*(v for path in _DATES for v in tree.xpath(path)), *_linked_dates(tree)):
        found = str(value).strip()
        try:
            yield (date.fromisoformat(found) if len(found) == 10 else _aware(found)).isoformat()
        except ValueError:
            continue


def _aware(value: str) -> datetime | date:
    """A time with its zone; without one only its day is known."""
    stamp = datetime.fromisoformat(value)
    return stamp if stamp.tzinfo is not None else stamp.date()


def _linked_dates(tree: Any) -> Iterator[str]:
    """Dates of publication in the page's linked data."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                waiting += [node["@graph"]] if "@graph" in node else []
                if isinstance(node.get("datePublished"), str):
                    yield node["datePublished"]


def find_address(host: str, port: int, *, allow_local: bool = False) -> str:
    """IP address of a host. UnreadableInput unless every address of it is public, or `allow_local`."""
    try:
        found = sorted({str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError) as err:
        raise UnreadableInput(f"expected a host that is known, got {host} ({err})") from err
    for address in found:
        if not allow_local and not ipaddress.ip_address(address.split("%")[0]).is_global:
            raise UnreadableInput(f"expected a public address, got {host} ({address}); --allow-local lets local ones through")
    return found[0]


def fetch_page(url: str, *, allow_local: bool = False) -> Fetched:
    """The page at a web address, through at most five redirects, each checked before it is connected to.

    UnreadableInput for another scheme, an address that is not public, an error status, a page over 20 MB, no answer.
    """
    import httpx

    # The environment's proxies are left aside: through one, the check of the address would check nothing.
    with httpx.Client(timeout=SECONDS, trust_env=False, headers={"User-Agent": AGENT}) as client:
        try:
            address = httpx.URL(url)
            for _ in range(MOST_HOPS + 1):
                reply = _ask(client, address, allow_local=allow_local)
                if isinstance(reply, Fetched):
                    return reply
                address = address.join(reply)
        except (httpx.HTTPError, httpx.InvalidURL) as err:
            raise UnreadableInput(f"expected a page, got {type(err).__name__}: {err}") from err
    raise UnreadableInput(f"expected a page after at most {MOST_HOPS} redirects, got one more")


def _ask(client: Any, address: Any, *, allow_local: bool) -> Fetched | str:
    """One request to the address that was checked: the page, or where it sends us."""
    if address.scheme not in ("http", "https") or not address.host:
        raise UnreadableInput(f"expected an http or https address, got {address}")
    port = address.port or (443 if address.scheme == "https" else 80)
    checked = find_address(address.host, port, allow_local=allow_local)
    request = client.build_request(
        "GET",
        address.copy_with(host=checked),
        headers={"Host": address.netloc.decode("ascii")},
        extensions={"sni_hostname": address.host},
    )
    reply = client.send(request, stream=True)
    try:
        if reply.has_redirect_location:
            return str(reply.headers["Location"])
        if not reply.is_success:
            raise UnreadableInput(f"expected a page, got status {reply.status_code}")
        kind = reply.headers.get("Content-Type", "text/html").split(";")[0].strip().lower()
        if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
            raise UnreadableInput(f"expected a page or plain text, got {kind}")
        data = bytearray()
        for chunk in reply.iter_bytes():
            data += chunk
            if len(data) > MOST_BYTES:
                raise UnreadableInput(f"expected at most {MOST_BYTES:,} bytes, got more")
        return Fetched(bytes(data), reply.charset_encoding, kind != "text/plain")
    finally:
        reply.close()
