"""Web pages: the article of a page, without what stands around it, and what the page says of itself.

The text is found by trafilatura (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15), which can take minutes on hostile
markup and rests on a parser in C; so pages are read in a process of their own, with limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO, NamedTuple

from kg.model import Metadata
from kg.processes import Effort, Failure, Worker
from kg.read.decode import Undecodable, clean, raw
from kg.read.drafts import Draft
from kg.read.files import MAX_BYTES
from kg.read.markup import MAX_TAGS
from kg.read.metadata import first_day

EFFORT = Effort(seconds=30, memory_mb=1024)
"""What one page may cost."""

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its encoding
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued' or @name='dcterms.created']/@content",
    "//article//time[@datetime]/@datetime",
)
_LINKED = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')


class Page(NamedTuple):
    """What was found in a page: its text, and its own words for day, outlet, title and address."""

    text: str
    published: date | None
    outlet: str | None
    title: str | None
    url: str | None


def read_page(stream: BinaryIO) -> Iterator[Draft]:
    """The one article of a `.html` file. Raises `Undecodable` where it has none."""
    data = stream.read()
    with pages() as reader:
        yield page_draft(data, reader)


def pages() -> Worker[str, Page]:
    """A process that reads pages, one after the other."""
    import trafilatura  # noqa: F401  loaded here, so that the process has it from its start

    return Worker(_start, EFFORT)


def page_draft(data: bytes, reader: Worker[str, Page], declared: str | None = None) -> Draft:
    """The article of a page. Raises `Undecodable`."""
    if len(data) > MAX_BYTES:
        raise Undecodable(f"{len(data):,} bytes, more than the limit of {MAX_BYTES:,}")
    if data.count(b"<") > MAX_TAGS:
        raise Undecodable(f"more than {MAX_TAGS:,} tags")
    found = _CHARSET.search(data[:_HEAD])
    markup, encoding = raw(data, declared or (found[1].decode("ascii", "replace") if found else None))
    page = reader.ask(markup)
    if isinstance(page, Failure):
        raise Undecodable(f"its page could not be read: {page.reason}")
    if not page.text.strip():
        raise Undecodable("no article is found in the page")
    given = Metadata(page.published, _line(page.outlet), _line(page.title), _line(page.url))
    note = "not UTF-8: read as cp1252" if encoding == "cp1252" and not found else None
    return Draft(clean(page.text), data, given, note=note)


def _start() -> Callable[[str], Page]:
    return _page


def _page(markup: str) -> Page:
    import trafilatura
    from lxml import html

    tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup).replace("\x00", ""))

    def first(path: str) -> str | None:
        return next((str(value).strip() for value in tree.xpath(path) if str(value).strip()), None)

    linked = _LINKED.search(markup)
    days = (first_day(first(path)) for path in _DATES)
    return Page(
        text=trafilatura.extract(markup, include_comments=False, include_tables=False, favor_precision=True) or "",
        published=next((day for day in days if day), None) or first_day(linked[1] if linked else None),
        outlet=first("//meta[@property='og:site_name']/@content"),
        title=first("//meta[@property='og:title']/@content") or first("//title/text()"),
        url=first("//link[@rel='canonical']/@href") or first("//meta[@property='og:url']/@content"),
    )


def _line(words: str | None) -> str | None:
    """A short text on one line; None where nothing is left, or it is none."""
    try:
        return " ".join(clean(words).split())[:500] if words and words.strip() else None
    except Undecodable:
        return None
