"""Plain text: the whole file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputRejected
from kg.model import Dropped, Span
from kg.read.decode import Undecodable, decode
from kg.read.files import shown
from kg.read.metadata import Metadata

LONGEST_TITLE = 200
"""A first line of more characters than this is a paragraph."""

_ENDED = re.compile(r"[.!?:;,…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """One text as a format gives it: what it says of itself, and its own id where the format has such."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    name: str | None = None
    note: str | None = None


def read_text(data: bytes, path: Path) -> Iterator[Draft]:
    """The one article of a `.txt` file. Raises `InputRejected` where its bytes are no text."""
    try:
        decoded = decode(data)
    except Undecodable as error:
        raise InputRejected(shown(path), str(error)) from error
    note = "not UTF-8: read as cp1252" if decoded.encoding == "cp1252" else None
    yield Draft(decoded.text, note=note)


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
