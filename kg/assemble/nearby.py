"""Events of one kind grouped again around some claims: as far as reports that may be one event hang together.

Two claims of different such components are never put together, so what does not hang together with anything new stays
grouped as it was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.assemble import events
from kg.assemble.events import Grouped, joined
from kg.assemble.linking import Wider
from kg.assemble.reports import CONFUSED, Block, Report, Said, alike, block_keys, report

Order = tuple[date, str]


def grouped_again(
    rows: Sequence[Said], new: Collection[str], gone: Iterable[Said], wider: Wider, names: Mapping[str, str]
) -> tuple[set[str], list[Grouped]]:
    """The claims that may be grouped otherwise than before, and their groups.

    `rows` are all claims of the kind as they are now, the `new` ones among them by id; `gone` are claims as they were.
    """
    field = _Field(rows, wider)
    removed = [report(one) for one in gone]
    moved: dict[Block, list[Report]] = defaultdict(list)
    for one in (*(field.report(x) for x in new), *removed):
        for block in block_keys(one):
            moved[block].append(one)
    field.gather(new)
    for one in removed:
        field.gather(field.neighbours(one, {block: len(moved[block]) for block in block_keys(one)}))
    field.gather({x for block, those in moved.items() for x in field.shifted(block, those)})
    reports = {x: field.report(x) for x in sorted(field.found)}
    return field.found, joined(reports, [(-score, a, b) for (a, b), score in field.scored.items()], wider, names)


class _Field:
    """The claims of a kind, each looked at when it is first met.

    `found` are those that hang together with what was gathered, `scored` the pairs that make them do so.
    """

    def __init__(self, rows: Sequence[Said], wider: Wider) -> None:
        self.rows = {one.id: one for one in rows}
        self.wider = wider
        self.found: set[str] = set()
        self.scored: dict[tuple[str, str], float] = {}
        self._reports: dict[str, Report] = {}
        self._blocks: dict[Block, list[Order]] = {}
        self._having: dict[object, set[str]] = defaultdict(set)
        for one in rows:
            self._having[one.article].add(one.id)
            if one.ordinal is not None:
                self._having[one.ordinal].add(one.id)
            for f in one.fillers:
                if not f.literal:
                    self._having[CONFUSED.get(f.role, f.role), f.value].add(one.id)

    def report(self, x: str) -> Report:
        """A claim in the form in which it is compared."""
        if x not in self._reports:
            self._reports[x] = report(self.rows[x])
        return self._reports[x]

    def block(self, name: Block) -> list[Order]:
        """The claims of a block by date."""
        if name not in self._blocks:
            few, many = sorted((self._having.get(part, set()) for part in name), key=len)
            self._blocks[name] = sorted(_order(self.report(x)) for x in few if x in many)
        return self._blocks[name]

    def neighbours(self, one: Report, slack: Mapping[Block, int] | None = None) -> dict[str, float]:
        """The claims near this one that may be of its event, with how much speaks for it.

        With `slack`, so many more on either side of a block.
        """
        found: dict[str, float] = {}
        for name in block_keys(one):
            block, width = self.block(name), events.BLOCK + (slack[name] if slack else 0)
            at = bisect_left(block, _order(one))
            for _, x in block[max(0, at - width) : at + width + 1]:
                if x != one.id and x not in found:
                    found[x] = alike(*_pair(one, self.report(x)), self.wider)
        return {x: score for x, score in found.items() if score}

    def shifted(self, name: Block, moved: Sequence[Report]) -> Iterator[str]:
        """The claims of a block that have come near enough to be compared, or that are so no longer.

        Two that were found both are passed over: how they hang together is known.
        """
        block, count = self.block(name), len(moved)
        for one in moved:
            at = bisect_left(block, _order(one))
            for i in range(max(0, at - events.BLOCK - count), min(at, len(block))):
                a, first = block[i][1], max(at, i + events.BLOCK - count + 1)
                for _, b in block[first : i + events.BLOCK + count + 1]:
                    if not (a in self.found and b in self.found) and alike(
                        *_pair(self.report(a), self.report(b)), self.wider
                    ):
                        yield from (a, b)

    def gather(self, seeds: Iterable[str]) -> None:
        """Finds all claims that hang together with these."""
        waiting = sorted(seeds)
        while waiting:
            if (x := waiting.pop()) in self.found:
                continue
            self.found.add(x)
            for y, score in self.neighbours(self.report(x)).items():
                if y not in self.found:
                    self.scored[min(x, y), max(x, y)] = score
                    waiting.append(y)


def _pair(one: Report, other: Report) -> tuple[Report, Report]:
    """Two reports in the order of their ids."""
    return (one, other) if one.id < other.id else (other, one)


def _order(one: Report) -> Order:
    return one.day(), one.id
