"""Web archives, WARC 1.0 and 1.1 (ISO 28500): an article a page that was fetched with success, or a text of its own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.parser import BytesHeaderParser
from typing import BinaryIO

from kg.model import Metadata
from kg.processes import Worker
from kg.read.decode import Undecodable, decode
from kg.read.drafts import Draft, Flaw
from kg.read.files import MAX_BYTES, MAX_RATIO
from kg.read.page import Page, page_draft, pages

_VERSION = re.compile(rb"WARC/1\.[01]\s*$")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHARSET = re.compile(r"charset=\"?([\w:.-]{2,40})", re.IGNORECASE)
_HEADER = 65_536  # bytes that the head of a record may have


def read_warc(stream: BinaryIO) -> Iterator[Draft | Flaw]:
    """An article or a flaw for each page; requests, images and the like are no articles. Raises `Undecodable`."""
    with pages() as reader:
        worker = reader
        for number, (head, body) in enumerate(_records(stream), start=1):
            if not worker.alive:
                worker = pages()
            part = f"record {number}"
            try:
                if body is None:
                    raise Undecodable(f"more than the limit of {MAX_BYTES:,} bytes")
                draft = _draft(head, body, worker)
            except Undecodable as error:
                yield Flaw(part, str(error))
            else:
                if draft is not None:
                    url = head.get("warc-target-uri", "").strip(" <>") or None
                    yield replace(draft, part=part, metadata=draft.metadata.over(Metadata(url=url)))
        if worker is not reader:
            worker.end()


def _records(stream: BinaryIO) -> Iterator[tuple[Mapping[str, str], bytes | None]]:
    """Head and body of each record; the body of one that is too long is passed over. Raises `Undecodable`."""
    while line := stream.readline(_HEADER):
        if not line.strip():
            continue
        if not _VERSION.match(line):
            raise Undecodable("no WARC file of version 1.0 or 1.1, or a damaged one")
        head = _head(stream)
        length = head.get("content-length", "")
        if not length.isdecimal():
            raise Undecodable("a WARC record without a length")
        if int(length) > MAX_BYTES:
            _skip(stream, int(length))
            yield head, None
            continue
        body = stream.read(int(length))
        if len(body) < int(length):
            raise Undecodable("a WARC file that ends within a record")
        yield head, body


def _head(stream: BinaryIO) -> dict[str, str]:
    """The named fields up to an empty line, names in lower case."""
    lines = b""
    while (line := stream.readline(_HEADER)).strip():
        lines += line
        if len(lines) > _HEADER:
            raise Undecodable(f"a WARC record with a head of more than {_HEADER:,} bytes")
    return {name.lower(): str(value) for name, value in BytesHeaderParser().parsebytes(lines).items()}


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0 and (read := len(stream.read(min(length, 1 << 20)))):
        length -= read


def _draft(head: Mapping[str, str], body: bytes, reader: Worker[str, Page]) -> Draft | None:
    """The article of a record; None where it is none."""
    kind = head.get("content-type", "").lower()
    match head.get("warc-type", ""):
        case "response" if kind.startswith("application/http"):
            status = _STATUS.match(body)
            fields, _, body = body.partition(b"\r\n\r\n")
            http = {n.lower(): str(v) for n, v in BytesHeaderParser().parsebytes(fields.partition(b"\n")[2]).items()}
            kind = http.get("content-type", "").lower()
            if status is None or status[1] != b"200" or not kind.startswith(("text/html", "application/xhtml")):
                return None
            return page_draft(_unpacked(_joined(body, http), http), reader, _charset(kind))
        case "resource" | "conversion" if kind.startswith("text/html"):
            return page_draft(body, reader, _charset(kind))
        case "resource" | "conversion" if kind.startswith("text/plain"):
            return Draft(decode(body, _charset(kind)).text, body)
    return None


def _charset(kind: str) -> str | None:
    found = _CHARSET.search(kind)
    return found[1] if found else None


def _joined(body: bytes, http: Mapping[str, str]) -> bytes:
    """The chunks of a body as one. Raises `Undecodable`."""
    if "chunked" not in http.get("transfer-encoding", "").lower():
        return body
    parts, at = [], 0
    while at < len(body):
        end = body.find(b"\n", at)
        try:
            size = int(body[at:end].partition(b";")[0].strip() or b"x", 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            if at == 0:
                return body  # archived already joined, its head as it came
            raise Undecodable("a damaged chunk in an HTTP response")
        if size == 0:
            break
        parts.append(body[end + 1 : end + 1 + size])
        at = body.find(b"\n", end + 1 + size) + 1 or len(body)
    return b"".join(parts)


def _unpacked(body: bytes, http: Mapping[str, str]) -> bytes:
    """A body as it was before it was packed for the way. Raises `Undecodable`."""
    how = http.get("content-encoding", "identity").strip().lower()
    if how in ("identity", ""):
        return body
    if how not in ("gzip", "x-gzip", "deflate"):
        raise Undecodable(f"packed as {how[:20]!r}, which is not read")
    if not body.startswith(b"\x1f\x8b") and how != "deflate":
        return body  # archived already unpacked, its head as it came
    most = min(MAX_BYTES, MAX_RATIO * len(body))
    try:
        unpacker = zlib.decompressobj(wbits=47)  # finds out by itself whether gzip or zlib
        data = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise Undecodable(f"a damaged packed page: {error}") from error
    if len(data) > most:
        raise Undecodable(f"unpacked more than the limit of {most:,} bytes")
    return data
