"""What a format makes of a file: drafts of articles, before they have an id and are cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Metadata


@dataclass(frozen=True, slots=True)
class Draft:
    """One text as a format gives it, with what the file says of it.

    `name` is the article's own id where the format has such, `part` says which part of its file it is ("line 3"),
    `data` are the raw bytes that it was made of, `note` is a remark for the summary.
    """

    text: str
    data: bytes
    metadata: Metadata = field(default_factory=Metadata)
    name: str | None = None
    part: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """A part of a file that cannot be read, and why; the other parts can."""

    part: str
    reason: str
