"""Web pages: real servers on this machine; local addresses are refused before anything is connected unless they are allowed."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from marsad.sources.decoding import UnreadableInput
from marsad.sources.pages import fetch_page, find_article

Row = dict[str, Any]
Run = Callable[..., Any]


def page_of(report: Row, *, charset: str = "utf-8", more: str = "") -> bytes:
    """A page as outlets make them: a menu, the article, links to others."""
    body = "".join(f"<p>{part}</p>\n" for part in report["text"].split("\n\n"))
    page = (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="{charset}"><title>{report["title"]} | site</title>{more}'
        f'<meta property="og:title" content="{report["title"]}">'
        f'<meta property="og:site_name" content="{report["outlet"]}"></head>'
        "<body><nav><ul><li><a href='/a'>A</a></li><li><a href='/b'>B</a></li></ul></nav>"
        f"<main><article><h1>{report['title']}</h1>{body}</article></main><footer>2021</footer></body></html>"
    )
    return page.encode(charset, errors="xmlcharrefreplace")


@pytest.fixture
def site(golds: list[Row]) -> Iterator[str]:
    """A site with pages of several kinds; gives its address."""
    dated = '<meta property="article:published_time" content="2021-03-07T10:00:00+03:00">'
    linked = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2021-03-07"}]}</script>'
    pages: dict[str, tuple[int, str, bytes]] = {
        "/report": (200, "text/html; charset=utf-8", page_of(golds[0], more=dated)),
        "/linked": (200, "text/html", page_of(golds[0], more=linked)),
        "/old": (200, "text/html", page_of(golds[0], charset="windows-1256")),
        "/hollow": (200, "text/html", b"<html><body><a href='/'>Home</a></body></html>"),
        "/plain": (200, "text/plain; charset=utf-8", golds[0]["text"].encode()),
        "/picture": (200, "image/png", b"\x89PNG"),
        "/gone": (404, "text/html", b"<h1>404</h1>"),
        "/moved": (302, "/report", b""),
        "/away": (302, "file:///etc/passwd", b""),
        "/round": (302, "/round", b""),
    }

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = pages[self.path]
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def code_one(run: Run, address: str) -> Row:
    ran = run("code", address, "--allow-local", "--format", "jsonl")
    record: Row = json.loads(ran.out)
    assert ran.code == int("error" in record)
    return record


@pytest.mark.parametrize(
    ("path", "published"), [("/report", "2021-03-07T10:00:00+03:00"), ("/linked", "2021-03-07"), ("/old", None)]
)
def test_a_page_is_read_like_its_text(run: Run, site: str, golds: list[Row], path: str, published: str | None) -> None:
    record = code_one(run, site + path)
    gold = golds[0]
    assert (record["url"], record["title"], record["outlet"]) == (site + path, gold["title"], gold["outlet"])
    assert record["published"] == published
    assert record["text"] == gold["text"]
    assert record["events"]


def test_plain_text_and_redirects(run: Run, site: str, golds: list[Row]) -> None:
    assert code_one(run, site + "/plain")["text"] == golds[0]["text"]
    assert code_one(run, site + "/moved")["title"] == golds[0]["title"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/hollow", "expected an HTML page with an article"),
        ("/picture", "expected a page or plain text, got image/png"),
        ("/gone", "expected a page, got status 404"),
        ("/away", "expected an http or https address, got file:"),
        ("/round", "expected a page after at most 5 redirects"),
    ],
)
def test_what_is_no_report_says_why(run: Run, site: str, path: str, told: str) -> None:
    error = code_one(run, site + path)["error"]
    assert error.startswith(site + path)
    assert told in error


def test_nobody_answers(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert "expected a page, got ConnectError" in code_one(run, address)["error"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1:8080/",
        "http://169.254.169.254/latest",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://localhost/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http:///nowhere",
    ],
)
def test_refused_before_anything_is_connected(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    class Opened(socket.socket):
        def connect(self, address: object) -> None:
            raise AssertionError(f"connected to {address}")

    monkeypatch.setattr(socket, "socket", Opened)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(UnreadableInput, match="expected"):
        fetch_page(address)


def test_the_command_refuses_local_addresses(run: Run, site: str) -> None:
    ran = run("code", site + "/report", "--format", "jsonl")
    assert ran.code == 1
    assert "expected a public address, got 127.0.0.1" in json.loads(ran.out)["error"]


def test_a_time_without_a_zone_is_a_day(golds: list[Row]) -> None:
    for stamp, read in (("2021-03-07T10:00:00", "2021-03-07"), ("yesterday", None), ("99999-01-01", None)):
        page = page_of(golds[0], more=f'<meta itemprop="datePublished" content="{stamp}">').decode()
        assert find_article(page).published == read
