"""Where voices disagree: one statement affirmed and negated, and statements that cannot well both be so.

Both sides are kept as they are; a link says that they disagree and why. What cannot go together is a table
(comparing.toml), so that doubt can be put in words: keeping and breaking one's word, backing and fighting the same
party, two powers holding one place at one time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.assemble.linking import Link, Voiced, Wider, dated, days_apart, meet, nearest, times_meet, upward

MOST = 5  # links that one statement has by one rule: what contradicts half the graph says nothing by the sixth
BLOCK = 30  # a statement is compared with so many others that share a thing with it, the nearest by day of report


def opposed(voiced: Iterable[Voiced]) -> Iterator[Link]:
    """The two sides of disputed statements."""
    return (Link("opposed", *v.telling.opposed) for v in voiced if v.telling.opposed)


def incompatible(
    rule: Mapping[str, Any],
    voiced: Sequence[Voiced],
    names: Mapping[str, str],
    named: Collection[str],
    wider: Wider,
) -> Iterator[Link]:
    """Statements that cannot go together by a rule of comparing.toml; `named` are the things that texts call by a name.

    `voiced` stand in the order of their ids, and are at least those of the two predicates of the rule.
    """
    one, other = rule["pair"]
    keys = rule["same"] if rule.get("either_way") else rule["same"][:1]
    blocks: dict[str, tuple[list[Voiced], list[Voiced]]] = defaultdict(lambda: ([], []))
    for v in voiced:
        for side, predicate in enumerate((one, other)):
            if v.statement.predicate == predicate and v.telling.fact:
                for thing in upward((f for key in keys for f in v.who(key)), wider):
                    blocks[thing][side].append(v)
    seen: set[tuple[str, str]] = set()
    linked: Counter[str] = Counter()
    for _, (lefts, rights) in sorted(blocks.items()):
        rights.sort(key=lambda v: (v.day(), v.id))
        days = [v.day() for v in rights]
        for a in lefts:
            for b in rights[nearest(days, a.day(), BLOCK)]:
                left, right = (a, b) if one != other or a.id < b.id else (b, a)
                if a.id == b.id or (left.id, right.id) in seen or linked[left.id] == MOST:
                    continue
                seen.add((left.id, right.id))
                if _clash(rule, left, right, named, wider):
                    linked[left.id] += 1
                    yield Link("incompatible", left.id, right.id, _why(rule, left, right, names, wider))


def _clash(rule: Mapping[str, Any], a: Voiced, b: Voiced, named: Collection[str], wider: Wider) -> bool:
    apart = days_apart(a.statement, b.statement)
    together = times_meet((a.statement.start, a.statement.end), (b.statement.start, b.statement.end))
    if together is False or (not together and (apart is None or apart > rule["days"])):
        return False
    ways = [rule["same"], *([rule["same"][::-1]] if rule.get("either_way") else [])]
    if not any(all(meet(a.who(x), b.who(y), wider) for x, y in zip(rule["same"], way, strict=True)) for way in ways):
        return False
    other = rule.get("other")
    if other is not None and (not a.who(other) or not b.who(other) or meet(a.who(other), b.who(other), wider)):
        return False
    for role in (a.roles() & b.roles()) - {*rule["same"], other}:
        left, right = a.who(role) & frozenset(named), b.who(role) & frozenset(named)
        if left and right and not meet(left, right, wider):
            return False
    return True


def _why(rule: Mapping[str, Any], a: Voiced, b: Voiced, names: Mapping[str, str], wider: Wider) -> str:
    """The two predicates and what they have in common, with the days of report."""
    shared = sorted({names.get(x, x) for role in rule["same"] for x in a.who(role) if meet({x}, b.who(role), wider)})
    return (
        f"{a.statement.predicate} ({dated(a.telling.days)}) against {b.statement.predicate} ({dated(b.telling.days)}): "
        f"{', '.join(shared)}"
    )
