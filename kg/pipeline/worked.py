"""What a generation keeps of how it was made, so that an article added costs what is new in it.

The outlines of its articles, each of which need then be gone through once only; and what was worked out of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kg.assemble import Ledger, article_key
from kg.config import Config
from kg.model import Resolution
from kg.pipeline.knowledge import resolving
from kg.resolve import Outline, Settled
from kg.shelf import Shelf
from kg.store import ArticleRecord, Generation, current_or_none
from kg.workings import Workings

OUTLINES = "outlines.msgpack"
"""The file of a generation that keeps the outlines of its articles."""

LEDGER = "ledger.msgpack"
"""The file of a generation that keeps how it was assembled."""

WORKINGS = "workings.msgpack"
"""The file of a generation that keeps what was worked out of all articles."""


class _Outlined(msgspec.Struct, frozen=True, array_like=True):
    """Outlines by article, with the key of the reading that each was made of, and what they settle together.

    `maker` names the code and data that made them, `by_hand` are the corrections that were then made, as their file
    has them.
    """

    maker: str
    by_hand: str
    keys: dict[str, str]
    outlines: dict[str, msgspec.Raw]
    settled: Settled


class _Worked(msgspec.Struct, frozen=True, array_like=True):
    maker: str
    workings: bytes


def gist_keys(
    outlines: Iterable[Outline], records: Iterable[ArticleRecord], resolution: Resolution
) -> dict[str, bytes]:
    """The keys of the gists of all articles, by article."""
    known = {record.id: record for record in records}
    return {
        o.article: article_key(
            o.article,
            known[o.article].object,
            known[o.article].name,
            (mention for part in o.parts for mention in part.mentions),
            resolution,
        )
        for o in outlines
    }


def ledger_bytes(config: Config, ledger: Ledger) -> bytes:
    """The file of a generation that keeps its ledger."""
    return msgspec.msgpack.encode(_Worked(resolving(config), ledger.encoded()))


def kept_ledger(config: Config, generation: Generation) -> Ledger | None:
    """The ledger of a generation; None where it has none, or one that other code made."""
    data = generation.kept(LEDGER)
    if data is None:
        return None
    try:
        worked = msgspec.msgpack.decode(data, type=_Worked)
        return Ledger.decoded(worked.workings) if worked.maker == resolving(config) else None
    except msgspec.DecodeError:  # another version of kg wrote it
        return None


class Before(msgspec.Struct, frozen=True):
    """What is at hand from the generation before: outlines by article, what was settled of all, and workings; and the
    corrections that were made then."""

    outlines: Shelf[Outline] = msgspec.field(default_factory=lambda: Shelf(Outline))
    settled: Settled = Settled()
    workings: Workings = msgspec.field(default_factory=Workings)
    by_hand: str = ""

    @classmethod
    def of(cls, config: Config, keys: Iterable[str]) -> Before:
        """What the current generation has, of the readings with these keys."""
        generation, maker, wanted = current_or_none(config.graph), resolving(config), set(keys)
        outlines, workings = (generation.kept(name) if generation else None for name in (OUTLINES, WORKINGS))
        if outlines is None or workings is None:
            return cls()
        try:
            outlined = msgspec.msgpack.decode(outlines, type=_Outlined)
            worked = msgspec.msgpack.decode(workings, type=_Worked)
        except msgspec.DecodeError:  # another version of kg wrote them
            return cls()
        if outlined.maker != maker or worked.maker != maker:
            return cls()
        at_hand = {a: raw for a, raw in outlined.outlines.items() if outlined.keys.get(a) in wanted}
        return cls(Shelf(Outline, at_hand), outlined.settled, Workings.decoded(worked.workings), outlined.by_hand)


def to_keep(
    config: Config,
    outlines: Shelf[Outline],
    settled: Settled,
    records: Iterable[ArticleRecord],
    workings: Workings,
    by_hand: str,
) -> dict[str, bytes]:
    """The files of a generation that keep these, by name."""
    maker, keys = resolving(config), {record.id: record.object for record in records}
    return {
        OUTLINES: msgspec.msgpack.encode(
            _Outlined(maker, by_hand, keys, outlines.raw(), settled), order="deterministic"
        ),
        WORKINGS: msgspec.msgpack.encode(_Worked(maker, workings.encoded())),
    }
