"""Which statement says more exactly what another says: an air strike on Idlib supports an attack on Syria.

The idea is INDRA's (Gyori et al. 2017, doi:10.15252/msb.20177651): the narrower one supports the wider one, and both
stay. Events: of the same type or a kind of it, at a time that does not speak against it, with a filler that is the
same or a part for every role of the wider one. Relations: of the same subject, where a place lies in the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.assemble.linking import Link, Voiced, Wider, days_apart, times_meet
from kg.ontology import Ontology

BY_PLACE = frozenset({"basedAt", "locatedIn"})
"""Relations that hold of a place where they hold of a part of it."""

REPORTED_WITHIN = 3  # days between the reports of two events without a time that are taken for one
BLOCK = 30  # a statement is compared with so many that share a thing with it, the next by day of report


def refinements(kind: str, voiced: Iterable[Voiced], names: Mapping[str, str], wider: Wider) -> list[Link]:
    """Links from what is narrower to what is wider and of this very predicate; both said as facts.

    `voiced` are the statements of this predicate and, of an event, of the types below it.
    """
    seen: set[tuple[str, str]] = set()
    found: list[Link] = []
    for block in _blocks(voiced).values():
        for i, one in enumerate(block):
            for other in block[i + 1 : i + 1 + BLOCK]:
                found += _both_ways(one, other, kind, seen, names, wider)
    return found


def refined_again(
    kind: str,
    voiced: Sequence[Voiced],
    names: Mapping[str, str],
    wider: Wider,
    before: Iterable[Link],
    dirty: Collection[str],
    gone: Sequence[Voiced],
) -> list[Link]:
    """As `refinements`, where only the `dirty` statements are others than `before`, and the `gone` ones as they were.

    Two others are compared again only where, for one gone, they have come to be near enough.
    """
    by_id = {v.id: v for v in voiced if v.statement.standing == "asserted"}
    touched = {thing for v in (*(by_id[x] for x in dirty if x in by_id), *gone) for thing in _things(v)}
    left = [link for link in before if link.left in by_id and link.right in by_id]
    left = [link for link in left if link.left not in dirty and link.right not in dirty]
    beside = {link: _things(by_id[link.left]) & _things(by_id[link.right]) for link in left}
    unsure = {link: things for link, things in beside.items() if not touched.isdisjoint(things)}
    blocks = _blocks(voiced, touched.union(*unsure.values()))
    seen: set[tuple[str, str]] = set()
    found = [link for link in left if link not in unsure]
    removed = _blocks(gone, touched)
    for thing in touched & blocks.keys():
        block = blocks[thing]
        for v in [v for v in block if v.id in dirty]:
            at = _place(block, v)
            for other in block[max(0, at - BLOCK) : at + 1 + BLOCK]:
                found += _both_ways(v, other, kind, seen, names, wider)
        for v in removed.get(thing, ()):
            at = _place(block, v)
            for i in range(max(0, at - BLOCK), at):
                for other in block[max(at, i + 1 + BLOCK - len(removed[thing])) : i + 1 + BLOCK]:
                    found += _both_ways(block[i], other, kind, seen, names, wider)
    for link, things in unsure.items():
        one, other = by_id[link.left], by_id[link.right]
        if (link.left, link.right) not in seen and any(
            abs(_place(blocks[thing], one) - _place(blocks[thing], other)) <= BLOCK for thing in things
        ):
            found.append(link)
    return found


def _things(v: Voiced) -> frozenset[str]:
    """The things by which a statement is put beside others."""
    return v.who("subject") if v.statement.kind == "relation" else v.things()


def _blocks(voiced: Iterable[Voiced], wanted: Collection[str] | None = None) -> dict[str, list[Voiced]]:
    """What is said as a fact by the things in it, or by those `wanted`, by day of report."""
    blocks: dict[str, list[Voiced]] = defaultdict(list)
    for v in voiced:
        if v.statement.standing == "asserted":
            for thing in _things(v):
                if wanted is None or thing in wanted:
                    blocks[thing].append(v)
    for block in blocks.values():
        block.sort(key=_order)
    return blocks


def _order(v: Voiced) -> tuple[date, str]:
    return v.day(), v.id


def _place(block: Sequence[Voiced], v: Voiced) -> int:
    """Where in a block a statement stands, or would."""
    return bisect_left(block, _order(v), key=_order)


def _both_ways(
    one: Voiced, other: Voiced, kind: str, seen: set[tuple[str, str]], names: Mapping[str, str], wider: Wider
) -> Iterator[Link]:
    for a, b in ((one, other), (other, one)):
        if b.statement.predicate == kind and (a.id, b.id) not in seen:
            seen.add((a.id, b.id))
            if _narrower(a, b, wider):
                yield Link("supports", a.id, b.id, _why(a, b, names))


def wider_types(kind: str, predicate: str, ontology: Ontology) -> list[str]:
    """The predicates of statements that one of this kind and predicate may be narrower than."""
    if kind == "relation":
        return [predicate] if predicate in BY_PLACE else []
    return [
        predicate,
        *sorted(a for a in ontology.ancestors.get(predicate, ()) if a in ontology.events and a != predicate),
    ]


def _narrower(a: Voiced, b: Voiced, wider: Wider) -> bool:
    """Whether `a` says more exactly what `b`, of whose kind it is, says. What most pairs fail by is asked first."""
    if a.id == b.id:
        return False
    if a.statement.kind == "relation":
        ends = a.who("object"), b.who("object")
        return a.who("subject") == b.who("subject") and all(y in wider.get(x, ()) for x in ends[0] for y in ends[1])
    if len(b.parts) < 2 or not b.parts.keys() <= a.parts.keys() or not _one_time(a, b):
        return False
    if a.statement.ordinal != b.statement.ordinal and None not in (a.statement.ordinal, b.statement.ordinal):
        return False
    if b.statement.figures and b.statement.figures != a.statement.figures:
        return False
    if a.parts == b.parts:
        return a.statement.predicate != b.statement.predicate
    return all(any(x == y or y in wider.get(x, ()) for x in a.who(role)) for role in b.parts for y in b.who(role)) and (
        a.statement.predicate != b.statement.predicate or any(a.who(role) != b.who(role) for role in b.parts)
    )


def _one_time(a: Voiced, b: Voiced) -> bool:
    met = times_meet((a.statement.start, a.statement.end), (b.statement.start, b.statement.end))
    if met is not None:
        return met
    apart = days_apart(a.statement, b.statement)
    return apart is not None and apart <= REPORTED_WITHIN


def _why(a: Voiced, b: Voiced, names: Mapping[str, str]) -> str:
    parts = []
    if a.statement.predicate != b.statement.predicate:
        parts.append(f"{a.statement.predicate} is a kind of {b.statement.predicate}")
    for role in sorted(b.roles()):
        for x in sorted(a.who(role) - b.who(role)):
            parts.append(
                f"{role}: {names.get(x, x)} is part of {', '.join(sorted(names.get(y, y) for y in b.who(role)))}"
            )
    return "; ".join(parts)
