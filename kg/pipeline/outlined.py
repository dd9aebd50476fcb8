"""The outlines of articles, kept with a generation, so that an article is gone through once and not at every build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kg.config import Config
from kg.pipeline.knowledge import resolving
from kg.resolve import Outline
from kg.store import ArticleRecord, current_or_none

OUTLINES = "outlines.msgpack"
"""The file of a generation that keeps the outlines of its articles."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """Outlines with the key of the reading that each was made of. `maker` names the code and data that made them."""

    maker: str
    articles: Sequence[tuple[str, Outline]]


def outlines_before(config: Config, keys: Iterable[str]) -> dict[str, Outline]:
    """By article, the outlines in the current generation of the readings with these keys."""
    before = current_or_none(config.graph)
    data = before.kept(OUTLINES) if before else None
    if data is None:
        return {}
    kept, wanted = msgspec.msgpack.decode(data, type=_Kept), set(keys)
    if kept.maker != resolving(config):
        return {}
    return {outline.article: outline for key, outline in kept.articles if key in wanted}


def encoded(config: Config, outlines: Sequence[Outline], records: Iterable[ArticleRecord]) -> bytes:
    """As they are kept."""
    keys: Mapping[str, str] = {record.id: record.object for record in records}
    articles = [(keys[outline.article], outline) for outline in outlines]
    return msgspec.msgpack.encode(_Kept(resolving(config), articles))
