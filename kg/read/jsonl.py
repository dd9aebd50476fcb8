"""JSON lines: an article a line, `{"id", "text", "title", "date", "url", "outlet"}`, all but the text optional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from kg.model import Metadata
from kg.read.decode import Undecodable, clean
from kg.read.drafts import Draft, Flaw
from kg.read.files import MAX_BYTES
from kg.read.metadata import day


class _Line(msgspec.Struct):
    text: str
    id: str | int | None = None
    title: str | None = None
    date: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None


MAX_DEPTH = 100
"""How deep the brackets of one line may nest."""

_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)


def read_jsonl(stream: BinaryIO) -> Iterator[Draft | Flaw]:
    """An article or a flaw for each line; empty lines are passed over. Lines are UTF-8, as JSON is."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        part = f"line {number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield Flaw(part, f"more than the limit of {MAX_BYTES:,} bytes")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _draft(line.removeprefix(b"\xef\xbb\xbf"), part)


def _draft(line: bytes, part: str) -> Draft | Flaw:
    if _depth(line) > MAX_DEPTH:
        return Flaw(part, f"nested deeper than the limit of {MAX_DEPTH}")
    try:
        found = msgspec.json.decode(line, type=_Line)
        published = day(found.date or found.published)
        text = clean(found.text)
    except (msgspec.DecodeError, Undecodable, ValueError, RecursionError) as error:
        return Flaw(part, " ".join(str(error).split()) or type(error).__name__)
    given = Metadata(published, _line(found.outlet), _line(found.title), _line(found.url))
    return Draft(text, line, given, name=_line(str(found.id)) if found.id is not None else None, part=part)


def _depth(line: bytes) -> int:
    """How deep the brackets of a line nest, those in strings left out."""
    if line.count(b"[") + line.count(b"{") <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    for token in _BRACKETS.finditer(line):
        depth += (token[0] in b"[{") - (token[0] in b"]}")
        deepest = max(deepest, depth)
    return deepest


def _line(text: str | None) -> str | None:
    """A short text on one line, without what has no shape; None where nothing is left."""
    return (" ".join(clean(text).split()) or None) if text and text.strip() else None
