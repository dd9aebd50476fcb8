"""Feeds, RSS and Atom: an article an item, of the longest text that the item gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from xml.etree import ElementTree

from kg.model import Metadata
from kg.read.decode import Undecodable, clean, raw
from kg.read.drafts import Draft, Flaw
from kg.read.markup import TooMuchMarkup, plain_text
from kg.read.metadata import first_day

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w:.-]{2,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "updated")


def read_feed(stream: BinaryIO) -> Iterator[Draft | Flaw]:
    """An article or a flaw for each item. Raises `Undecodable` where the file is no feed.

    Entities of its own are refused: they can grow without end, and name files.
    """
    data = stream.read()
    found = _DECLARED.match(data[:200])
    markup, _ = raw(data, found[1].decode("ascii", "replace") if found else None)
    if "<!ENTITY" in markup:
        raise Undecodable("XML that declares entities is not read")
    try:
        root = ElementTree.fromstring(_DECLARATION.sub("", markup, count=1))
    except (ElementTree.ParseError, ValueError) as error:
        raise Undecodable(f"damaged XML: {error}") from error
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if _name(root) not in ("rss", "feed", "RDF"):
        raise Undecodable(f"XML, but neither RSS nor Atom: <{_name(root)[:40]}>")
    if not items:
        raise Undecodable("a feed without items")
    channel = next((node for node in root.iter() if _name(node) == "channel"), root)
    outlet = _words(_child(channel, ("title",)))
    for number, item in enumerate(items, start=1):
        yield _item(item, outlet, f"item {number}")


def _item(item: ElementTree.Element, outlet: str | None, part: str) -> Draft | Flaw:
    title = _words(_child(item, ("title",)))
    texts = [_text(node) for node in item if _name(node) in _TEXTS]
    try:
        body = max((plain_text(text) for text in texts), key=len, default="")
        if not body.strip():
            return Flaw(part, "an item without a text")
        text = clean(f"{title}\n\n{body}" if title and not body.startswith(title) else body)
    except (TooMuchMarkup, Undecodable) as error:
        return Flaw(part, str(error))
    days = (_day(_text(node)) for name in _DATES for node in item if _name(node) == name)
    published = next((day for day in days if day), None)
    return Draft(text, ElementTree.tostring(item), Metadata(published, outlet, title, _link(item)), part=part)


def _name(node: ElementTree.Element) -> str:
    """The name of an element without its namespace; a comment has none."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _child(node: ElementTree.Element, names: tuple[str, ...]) -> ElementTree.Element | None:
    return next((child for child in node if _name(child) in names), None)


def _text(node: ElementTree.Element | None) -> str:
    """What an element holds: text, which may be HTML, or elements, as markup."""
    if node is None:
        return ""
    if len(node):
        return (node.text or "") + "".join(_markup(child) for child in node)
    return node.text or ""


def _markup(node: ElementTree.Element) -> str:
    """An element as HTML, its namespace left out."""
    return re.sub(r"(</?)\w+:", r"\1", ElementTree.tostring(node, encoding="unicode"))


def _words(node: ElementTree.Element | None) -> str | None:
    try:
        return " ".join(clean(plain_text(_text(node))).split())[:500] or None if node is not None else None
    except (TooMuchMarkup, Undecodable):
        return None


def _link(item: ElementTree.Element) -> str | None:
    for node in item:
        if _name(node) == "link" and node.get("rel", "alternate") == "alternate":
            return (node.get("href") or node.text or "").strip() or None
    return None


def _day(words: str) -> date | None:
    """The day as the feed writes it: ISO 8601, or as in mail ("Thu, 14 May 2020 08:00:00 GMT")."""
    if found := first_day(words):
        return found
    try:
        return parsedate_to_datetime(words.strip()).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
