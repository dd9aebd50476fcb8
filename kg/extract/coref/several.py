"""Who several are that are only counted: "both", "both towns", "the three countries", "the four men"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.coref.named import SEVERAL
from kg.extract.drafts import Draft
from kg.extract.numbers import value_of
from kg.extract.syntax import conjuncts
from kg.lexicon.constructions import constructions

FAR = 3  # sentences that a count looks back
MANY = 6  # more are not told one by one
KNOWN = frozenset({"the", "these", "those", "all"})


def several(drafts: Sequence[Draft]) -> None:
    """Give descriptions that only count whom they mean the nearest row of just so many that they fit."""
    counts = {id(d): count for d in drafts if 1 < (count := _count(d)) <= MANY}
    if not counts:
        return
    rows: dict[int, list[list[Draft]]] = defaultdict(list)
    for row in _rows(drafts):
        rows[row[0].node.sent].append(row)
    for d in drafts:
        if d.members:
            rows[d.node.sent].append(d.members)
        count = 0 if d.members else counts.get(id(d), 0)
        if not count or d.owner is not None or d.node.kids("relcl", "acl", "prep"):
            continue
        d.members = _nearest(d, count, rows)
        if d.members:
            rows[d.node.sent].append(d.members)
            d.type = d.type or d.members[0].type


def _rows(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """The rows of two and more in which all are of one kind: "Mali, Niger and Chad"."""
    at: dict[int, Draft] = {}
    for d in drafts:
        if d.form == "name" or (d.form == "nominal" and d.definite and not d.plural):
            at.setdefault(d.node.i, d)
    for d in at.values():
        if d.node.dep == "conj" or d.node.kid("conj") is None or d.node.pos == "ADJ":
            continue
        row = [at[n.i] for n in conjuncts(d.node) if n.i in at]
        if len(row) == len(conjuncts(d.node)) == len({c.identity() for c in row}):
            yield row


def _count(d: Draft) -> int:
    """How many a description counts, as "both", "the two towns" and "all three" do; 0 where it does not."""
    if not d.plural or d.form != "nominal" or d.antecedent is not None:
        return 0
    before = {c.low for c in d.node.children if c.i < d.node.i}
    if "both" in before or d.head == "both":
        return 2
    numbers = [d.node] if d.node.tag == "CD" else d.node.kids("nummod")
    value = value_of([n.text for n in numbers]) if numbers and before & KNOWN else None
    return int(value[0]) if value is not None and value[1] == "exact" else 0


def _nearest(d: Draft, count: int, rows: Mapping[int, Sequence[Sequence[Draft]]]) -> list[Draft]:
    """The one row of so many in the nearest sentence that has one; of several the subject, where the count is one."""
    for back in range(FAR + 1):
        found = [r for r in rows.get(d.node.sent - back, ()) if r[-1].node.i < d.node.i and _fits(d, r)]
        found = list({frozenset(c.identity() for c in r): r for r in found}.values())
        leading = [r for r in found if r[0].node.dep in ("nsubj", "nsubjpass")]
        if len(found) > 1 and len(leading) == 1 and d.node.dep in ("nsubj", "nsubjpass"):
            found = leading
        if found:
            return list(found[0]) if len(found) == 1 and len(found[0]) == count else []
    return []


def _fits(d: Draft, row: Sequence[Draft]) -> bool:
    """Whether those of a row may be called what the description calls them."""
    words, kinds = constructions(), {c.kind() for c in row}
    named = all(c.form == "name" for c in row)
    if d.head == "both" or d.node.tag == "CD":
        return len(kinds) == 1 or not kinds & {"Person", "Settlement"}
    if d.type in SEVERAL and kinds == {"Person"}:
        return True
    types = words.paired.get(d.head) or words.generic.get(d.head) or frozenset({d.type})
    return named and kinds <= types
