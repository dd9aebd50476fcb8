"""What a profile turns out to be in its article: settled, or a name to be compared over articles."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from kg.gazetteer import Entry


class Node(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A name to be compared over articles: its family, its folded words, and whose it is (a state's id or "")."""

    family: str
    words: tuple[str, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a profile is in its article. Either `id` is settled, or `node` says under which name to look further.

    `kind` is the kind of group, `reason` why it is this thing, `said` the name that told it,
    `designated` whether the article says "city", "province" or the like of a place.
    """

    type: str
    id: str | None = None
    node: Node | None = None
    name: str | None = None
    entry: Entry | None = None
    country: str | None = None
    kind: str | None = None
    reason: str = ""
    said: str | None = None
    designated: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it is only described, and known from its article alone."""
        return self.id is not None and self.entry is None and self.kind is None
