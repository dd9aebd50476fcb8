"""What two graphs say differently: what is new, what is gone, what stands otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as Choice

from kg.graph.graph import Graph
from kg.model import Statement

Kind = Choice["new", "gone", "standing", "reports"]
KINDS: tuple[Kind, ...] = ("new", "gone", "standing", "reports")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `title` reads as a sentence; `was` and `now` are the statement in the two graphs."""

    kind: Kind
    title: str
    was: Statement | None
    now: Statement | None

    def __str__(self) -> str:
        if self.was is None or self.now is None:
            one = self.now or self.was
            return f"{self.title}  [{one.standing}]  ({one.articles})" if one else self.title
        if self.kind == "standing":
            return f"{self.title}: was {self.was.standing}, is {self.now.standing}"
        return f"{self.title}: {self.was.articles:,} → {self.now.articles:,} articles"


def difference(old: Graph, new: Graph) -> list[Change]:
    """Every difference between the statements and events of two graphs, by kind and title.

    A relation is itself whoever reports it. An event is the same where it has the same id, or else where most of its
    claims are those of one event there: an event that grows by a report gets another id and is still that event.
    """
    before, after = ({s.id: s for s in g.statements()} for g in (old, new))
    same = dict(_pairs(before, after))
    met = set(same.values())
    changes = [Change("gone", old.title(s), s, None) for i, s in before.items() if i not in same]
    changes += [Change("new", new.title(s), None, s) for i, s in after.items() if i not in met]
    for was, now in ((before[i], after[j]) for i, j in same.items()):
        if was.standing != now.standing:
            changes.append(Change("standing", new.title(now), was, now))
        elif was.articles != now.articles:
            changes.append(Change("reports", new.title(now), was, now))
    return sorted(changes, key=lambda c: (KINDS.index(c.kind), c.title, (c.now or c.was).id if c.now or c.was else ""))  # type: ignore[union-attr]


def _pairs(before: Mapping[str, Statement], after: Mapping[str, Statement]) -> Iterator[tuple[str, str]]:
    """The ids that mean one statement or event in both."""
    yield from ((i, i) for i in before if i in after)
    grown = _by_claim(s for s in after.values() if s.id not in before and s.kind == "event")
    taken: set[str] = set()
    for event in (s for s in before.values() if s.id not in after and s.kind == "event"):
        shared: dict[str, int] = defaultdict(int)
        for claim in event.evidence:
            if claim in grown:
                shared[grown[claim]] += 1
        best = max(shared, key=lambda i: (shared[i], i), default=None)
        if best is not None and best not in taken and 2 * shared[best] > min(_sizes(event, after[best])):
            taken.add(best)
            yield event.id, best


def _sizes(*events: Statement) -> tuple[int, ...]:
    return tuple(len(e.evidence) for e in events)


def _by_claim(events: Iterable[Statement]) -> dict[str, str]:
    return {claim: e.id for e in events for claim in e.evidence}
