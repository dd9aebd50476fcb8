"""Which entity each mention is, found out article by article when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kg.resolve.outline import Outline
from kg.resolve.sense import Node


class Meant(Mapping[tuple[str, str], str]):
    """The entity's id by article and mention. `ids` are those of the nodes; `without` are things that are none."""

    def __init__(
        self, outlines: Mapping[str, Outline], ids: Mapping[Node, str], without: Collection[str] = frozenset()
    ) -> None:
        self.outlines = outlines
        self.ids = ids
        self.without = without
        self._found: dict[str, dict[str, str]] = {}

    def less(self, gone: Collection[str]) -> Meant:
        """The same, but that these things are none."""
        return Meant(self.outlines, self.ids, {*self.without, *gone})

    def of(self, article: str) -> Mapping[str, str]:
        """Those of one article, by mention."""
        if article not in self._found:
            outline = self.outlines.get(article)
            self._found[article] = {} if outline is None else dict(self._meant(outline))
        return self._found[article]

    def _meant(self, outline: Outline) -> Iterator[tuple[str, str]]:
        for part in outline.parts:
            id_ = self.ids[part.node] if part.node is not None else str(part.id)
            if not part.idle and id_ not in self.without:
                for mention in part.mentions:
                    yield mention, id_

    def __getitem__(self, key: tuple[str, str]) -> str:
        return self.of(key[0])[key[1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for article in self.outlines:
            for mention in self.of(article):
                yield article, mention

    def __len__(self) -> int:
        return sum(len(self.of(article)) for article in self.outlines)
