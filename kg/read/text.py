"""Plain text: the whole file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kg.model import Dropped, Span
from kg.read.decode import decode
from kg.read.drafts import Draft

LONGEST_TITLE = 200
"""A first line of more characters than this is a paragraph."""

_ENDED = re.compile(r"[.!?:;,…][\"”’')\]]*$")


def read_text(stream: BinaryIO) -> Iterator[Draft]:
    """The one article of a `.txt` file. Raises `Undecodable` where its bytes are no text."""
    data = stream.read()
    decoded = decode(data)
    note = "not UTF-8: read as cp1252" if decoded.encoding == "cp1252" else None
    yield Draft(decoded.text, data, note=note)


def title(text: str, dropped: Sequence[Dropped]) -> str | None:
    """The headline: a short first line without a final stop, before a blank line or a longer line, junk left out.

    >>> title("Dam bursts in the east\\n\\nA dam gave way on Sunday.\\n", ())
    'Dam bursts in the east'
    """
    lines = [line for line, kept in _lines(text, dropped) if kept]
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    head, rest = lines[first].strip(), lines[first + 1 :]
    if len(head) > LONGEST_TITLE or _ENDED.search(head) or not any(line.strip() for line in rest):
        return None
    following = rest[0].strip()
    alone = not following or (len(following) > 1.3 * len(head) and not following[0].islower())
    return head if alone else None


def _lines(text: str, dropped: Sequence[Dropped]) -> Iterator[tuple[str, bool]]:
    """Each line without its dropped stretches; and whether it is still a line: one that was all junk is none."""
    start = 0
    for line in text.split("\n"):
        whole = Span(start, start + len(line))
        kept = line
        for drop in reversed(dropped):
            if whole.covers(drop.span):
                kept = kept[: drop.span.start - start] + kept[drop.span.end - start :]
        yield kept, kept == line or bool(kept.strip())
        start += len(line) + 1
