"""Web pages, feeds and web archives: the article, its own date and title, and nothing of what stands around it."""

from __future__ import annotations

import gzip
import time
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read import Intake, read
from kg.read.markup import plain_text

WORDS = (
    "Floods hit the port of Beira in Mozambique on Friday and killed at least 12 people, the government said. "
    "Soldiers brought food to the north of the city, where the water had cut the road to Zimbabwe for three days. "
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Floods hit Beira | Courier</title>
<meta property="og:title" content="Floods hit Beira"><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2020-03-06T08:00:00Z">
<link rel="canonical" href="https://courier.example/2020/floods"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Floods hit Beira</h1><p>{WORDS}</p><p>{WORDS[:104]}</p></article>
<footer>Copyright 2019 Courier. All rights reserved.</footer><script>alert("x")</script></body></html>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Courier</title><item><title>Floods hit Beira</title><link>https://courier.example/1</link>
<pubDate>Fri, 06 Mar 2020 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{WORDS}</p><script>x()</script>]]></content:encoded></item>
<item><title>Nothing</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Floods hit Beira</title>
<link rel="alternate" href="https://courier.example/2"/><updated>2020-03-07T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content></entry></feed>"""


def found(tmp_path: Path, name: str, data: str | bytes) -> Intake:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read([tmp_path / name])


def reason(tmp_path: Path, name: str, data: str | bytes) -> str:
    intake = found(tmp_path, name, data)
    assert intake.articles == ()
    return intake.rejected[0].reason


def record(kind: str, body: bytes, **fields: str) -> bytes:
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.0\r\nWARC-Type: {kind}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def response(page: bytes, *fields: str, status: str = "200 OK", uri: str = "https://courier.example/3") -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *fields))
    body = head.encode() + b"\r\n\r\n" + page
    return record("response", body, Content_Type="application/http; msgtype=response", WARC_Target_URI=uri)


def test_a_page_is_its_article_with_what_it_says_of_itself(tmp_path: Path) -> None:
    (article,) = found(tmp_path, "a.html", PAGE).articles
    assert "killed at least 12 people" in article.text
    assert not any(word in article.text for word in ("Sport", "alert", "rights"))
    assert (article.published, article.published_basis) == (date(2020, 3, 6), "given")
    assert (article.title, article.outlet) == ("Floods hit Beira", "Courier")
    assert article.url == "https://courier.example/2020/floods"


def test_an_encoding_that_is_declared_is_believed_where_it_fits(tmp_path: Path) -> None:
    page = PAGE.replace("Beira", "Łódź")
    greek = page.replace("utf-8", "iso-8859-2").encode("iso-8859-2")
    assert "Łódź" in found(tmp_path, "a.html", greek).articles[0].text
    wrong = page.replace('charset="utf-8"', 'charset="utf-16"').encode()
    assert "Łódź" in found(tmp_path, "b.html", wrong).articles[0].text


@pytest.mark.parametrize(
    "page, why",
    [
        ("<html><body></body></html>", "no article is found"),
        ("", "could not be read|no article is found|empty"),
        ("<p>" * 200_000, "more than 100,000 tags"),
        (b"\x00\x01\x80", "binary"),
        ("<div>" * 50_000 + WORDS, "could not be read|no article is found"),
    ],
    ids=["nothing", "empty", "tags", "binary", "deep"],
)
def test_a_page_without_an_article_is_set_aside(tmp_path: Path, page: str | bytes, why: str) -> None:
    import re

    assert re.search(why, reason(tmp_path, "a.html", page))


def test_a_page_that_takes_too_long_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.processes import Effort

    monkeypatch.setattr("kg.read.page._page", lambda markup: time.sleep(60))
    monkeypatch.setattr("kg.read.page.EFFORT", Effort(0.5, 512))
    assert reason(tmp_path, "a.html", PAGE) == "its page could not be read: took longer than 0.5 s"


@pytest.mark.parametrize("name, feed, day", [("a.rss", RSS, 6), ("b.xml", RSS, 6), ("c.atom", ATOM, 7)])
def test_a_feed_is_an_article_an_item(tmp_path: Path, name: str, feed: str, day: int) -> None:
    intake = found(tmp_path, name, feed)
    (article,) = intake.articles
    assert article.text.startswith("Floods hit Beira\n\nFloods hit the port")
    assert "x()" not in article.text
    assert (article.outlet, article.published) == ("Courier", date(2020, 3, day))
    assert (article.url or "").startswith("https://courier.example/")
    assert [r.reason for r in intake.rejected] == (["an item without a text"] if feed is RSS else [])


@pytest.mark.parametrize(
    "feed, why",
    [
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "declares entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "declares entities"),
        ("<rss><channel>", "damaged XML"),
        ("<svg/>", "neither RSS nor Atom: <svg>"),
        ("<rss><channel/></rss>", "without items"),
        ("<a>" * 100_000 + "</a>" * 100_000, "neither RSS nor Atom"),
        (RSS.encode("utf-16"), ""),
    ],
)
def test_what_is_no_feed_is_set_aside(tmp_path: Path, feed: str | bytes, why: str) -> None:
    intake = found(tmp_path, "a.xml", feed)
    assert intake.articles if not why else why in intake.rejected[0].reason


def test_an_archive_is_an_article_a_page(tmp_path: Path) -> None:
    page = PAGE.encode()
    chunked = b"%x\r\n" % 40 + page[:40] + b"\r\n" + b"%x\r\n" % (len(page) - 40) + page[40:] + b"\r\n0\r\n\r\n"
    other = PAGE.replace("Friday", "Saturday").encode()
    third = PAGE.replace("Friday", "Sunday").encode()
    data = b"".join(
        (
            record("warcinfo", b"software: x\r\n"),
            response(chunked, "Transfer-Encoding: chunked"),
            response(gzip.compress(other), "Content-Encoding: gzip"),
            response(zlib.compress(third), "Content-Encoding: deflate"),
            response(b"<p>gone</p>", status="404 Not Found"),
            record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http"),
            record("conversion", WORDS.encode(), Content_Type="text/plain", WARC_Target_URI="https://c.example/4"),
            record("response", b"x", Content_Type="image/png"),
            response(gzip.compress(b"a" * 6_000_000), "Content-Encoding: gzip"),
            response(b"<p></p>"),
        )
    )
    for name, packed in (("a.warc", data), ("b.warc.gz", gzip.compress(data))):
        intake = found(tmp_path, name, packed)
        days = [next(d for d in ("Friday", "Saturday", "Sunday") if d in a.text) for a in intake.articles]
        assert sorted(days) == ["Friday", "Friday", "Saturday", "Sunday"]
        assert {a.url for a in intake.articles} > {"https://c.example/4"}
        assert [r.path.rpartition("#")[2] for r in intake.rejected] == ["record 10", "record 9"]


@pytest.mark.parametrize(
    "data, why",
    [
        (b"hello", "no WARC file"),
        (b"WARC/1.0\r\nWARC-Type: x\r\n\r\n", "without a length"),
        (b"WARC/1.0\r\nContent-Length: 99\r\n\r\nshort", "ends within a record"),
        (b"WARC/1.0\r\n" + b"a: " + b"b" * 100_000 + b"\r\n\r\n", "a head of more than"),
    ],
)
def test_a_damaged_archive_is_set_aside(tmp_path: Path, data: bytes, why: str) -> None:
    assert why in reason(tmp_path, "a.warc", data)


@pytest.mark.parametrize(
    "page, field, why",
    [
        (b"5\r\nhello\r\nx-y\r\n", "Transfer-Encoding: chunked", "a damaged chunk"),
        (PAGE.encode(), "Content-Encoding: br", "packed as 'br', which is not read"),
        (b"\x1f\x8bdamaged", "Content-Encoding: gzip", "a damaged packed page"),
    ],
)
def test_a_page_damaged_on_its_way_is_set_aside(tmp_path: Path, page: bytes, field: str, why: str) -> None:
    assert why in reason(tmp_path, "a.warc", response(page, field))


@pytest.mark.parametrize("field", ["Transfer-Encoding: chunked", "Content-Encoding: gzip"])
def test_a_page_that_the_archive_unpacked_is_read_though_its_head_says_otherwise(tmp_path: Path, field: str) -> None:
    (article,) = found(tmp_path, "a.warc", response(PAGE.encode(), field)).articles
    assert article.title == "Floods hit Beira"


def test_a_record_that_is_too_long_is_passed_over_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.read.warc.MAX_BYTES", 3_000)
    page = record("resource", PAGE.encode(), Content_Type="text/html; charset=utf-8")
    intake = found(tmp_path, "a.warc", response(b"x" * 4_000) + page)
    assert [r.reason for r in intake.rejected] == ["more than the limit of 3,000 bytes"]
    assert [a.title for a in intake.articles] == ["Floods hit Beira"]


@given(st.sampled_from(["rss", "warc", "jsonl"]), st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_the_bytes_there_is_no_exception(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    head = {"rss": b"<rss><item>", "warc": b"WARC/1.0\r\nContent-Length: 9\r\n", "jsonl": b'{"text": "'}[suffix]
    path = tmp_path_factory.mktemp("any") / f"a.{suffix}"
    path.write_bytes(head + data)
    read([path])


@given(st.text(max_size=200))
def test_markup_becomes_text(words: str) -> None:
    assert "<script" not in plain_text(f"<p>{words.replace('<', '')}</p><script>1</script>")
