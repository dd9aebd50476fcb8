"""Which names of different articles are one thing's: blocking, pairs with constraints, clusters.

Names are compared only within a block (same family, same skeleton), so the work grows with the number of names, not
with its square. What is merged, and what nearly was, is given back as a `Pair`. The result depends on the set of names
alone: pairs are taken by score and then by name, and a cluster takes a name only if it fits all that are in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.resolve import names
from kg.resolve.sense import Node
from kg.resolve.spelling import same_body, same_person

# From here on a refusal is worth telling.
NEAR = 60.0
# A block with more names than this is compared by whole skeleton only: a surname with a thousand bearers.
LARGE_BLOCK = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What all articles together know of a node: how often it is said, with which states, whose it is.

    `designated`: some article says "city", "province" or the like of it.
    """

    count: int
    states: frozenset[str]
    countries: frozenset[str]
    designated: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes that were compared; `same` false tells a refusal."""

    left: Node
    right: Node
    score: float
    same: bool
    reason: str


def pair(a: Node, b: Node, score: float, same: bool, reason: str) -> Pair:
    """The pair of two nodes, whichever comes first."""
    return Pair(min(a, b), max(a, b), score, same, reason)


def clusters(
    nodes: Mapping[Node, Facts], equal: Iterable[tuple[Node, Node]]
) -> tuple[dict[Node, tuple[Node, ...]], list[Pair]]:
    """Each node's cluster (sorted), and what was judged. `equal` are pairs that a text itself equates."""
    cluster: dict[Node, tuple[Node, ...]] = {node: (node,) for node in nodes}
    judged: list[Pair] = []
    pairs = [pair(a, b, 100.0, True, "the text equates the two names") for a, b in equal]
    pairs += [p for block in blocks(nodes) for p in compare(block, nodes)]
    pairs += surnames(nodes)
    pairs += areas(nodes)
    pairs += borders(nodes)
    for p in sorted(set(pairs), key=lambda p: (-p.score, p.left, p.right, p.reason)):
        same, reason = p.same, p.reason
        a, b = cluster[p.left], cluster[p.right]
        if same and a != b:
            clash = next(((x, y) for x in a for y in b if must_not(x, y, nodes)), None)
            if clash is None:
                for node in a + b:
                    cluster[node] = tuple(sorted(a + b))
            else:
                same, reason = False, f"{said(clash[0])} and {said(clash[1])} cannot be one"
        judged.append(Pair(p.left, p.right, p.score, same, reason))
    return cluster, judged


def said(node: Node) -> str:
    """A node's words as text."""
    return " ".join(node.words)


def blocks(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Nodes that may be one, block by block; a node may stand in several."""
    found: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        for key in set(keys(node)):
            found[key].append(node)
    for key in sorted(found):
        block = sorted(found[key])
        if 1 < len(block) <= LARGE_BLOCK:
            yield block
        elif len(block) > LARGE_BLOCK:
            whole: dict[str, list[Node]] = defaultdict(list)
            for node in block:
                whole[names.skeleton("".join(node.words))].append(node)
            yield from (whole[k] for k in sorted(whole) if 1 < len(whole[k]) <= LARGE_BLOCK)


def keys(node: Node) -> Iterator[tuple[str, ...]]:
    """A node's blocking keys: the skeleton of the whole; for a full name also the surname, and the first two words."""
    yield node.family, node.scope, "all", names.skeleton("".join(node.words))
    if node.family == "Person" and len(node.words) > 1:
        yield node.family, "last", names.skeleton(node.words[-1]), names.skeleton(node.words[-2])[:1]
        yield node.family, "last", names.skeleton(node.words[-1]), names.skeleton(node.words[0])[:1]
        yield node.family, "first", *map(names.skeleton, node.words[:2])


def compare(block: list[Node], nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """Every pair of a block that is one, or nearly."""
    for i, left in enumerate(block):
        for right in block[i + 1 :]:
            score = names.likeness(" ".join(left.words), " ".join(right.words))
            if left.family == "Person" and len(left.words) > 1 and len(right.words) > 1:
                if same_person(left.words, right.words):
                    yield Pair(left, right, max(score, 90.0), True, "one surname, and given names that agree")
                elif score >= NEAR:
                    yield Pair(left, right, score, False, "their given names differ")
                continue
            if left.family == "Person":
                continue
            yield from spelled(left, right, score, nodes)


def spelled(left: Node, right: Node, score: float, nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """The judgement on two names of bodies, places or other things that sound alike."""
    near = bool(nodes[left].states & nodes[right].states) or not (nodes[left].states or nodes[right].states)
    same = near and same_body(left.words, right.words)
    if same:
        reason = "two spellings of one name"
    elif same_body(left.words, right.words):
        reason = "spelled alike, but no state is named beside both"
    else:
        reason = f"they sound alike, but are spelled alike to {score:.0f} of 100 only"
    if same or score >= NEAR:
        yield Pair(left, right, score, same, reason)


def surnames(nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """A surname alone is the one bearer of it whom all articles name, where a state is named beside both."""
    bearers: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.family == "Person" and len(node.words) > 1:
            bearers[node.words[-1]].append(node)
    for node in sorted(nodes):
        if node.family != "Person" or len(node.words) != 1:
            continue
        found = sorted(bearers.get(node.words[0], ()))
        if not found:
            continue
        one = all(same_person(a.words, b.words) for i, a in enumerate(found) for b in found[i + 1 :])
        near = [b for b in found if nodes[b].states & nodes[node].states or not nodes[node].states]
        if one and near:
            yield pair(node, near[0], 85.0, True, "the only bearer of this surname")
        else:
            why = "several people bear this surname" if not one else "no state is named beside both"
            yield from (pair(node, b, 80.0, False, why) for b in found)


def areas(nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """A place that no article calls a city is the area of its name that others call a province: Idlib, not Aleppo."""
    for node, known in sorted(nodes.items()):
        area = Node("AdministrativeArea", node.words)
        if node.family in ("Settlement", "Region") and area in nodes and nodes[area].designated:
            if known.designated:
                yield pair(node, area, 80.0, False, "one is called a city, the other an area")
            elif known.states & nodes[area].states:
                yield pair(node, area, 95.0, True, "no article calls it a city, and others call it an area")
            else:
                yield pair(node, area, 80.0, False, "no state is named beside both")


def borders(nodes: Iterable[Node]) -> Iterator[Pair]:
    """One state's border in an article about another is the border of the two, where some article names it so."""
    known = set(nodes)
    for node in sorted(known):
        both = Node("BorderLine", (*sorted((node.scope, *node.words[:-1])), "border"))
        if node.family == "BorderLine" and node.scope and both in known:
            yield pair(node, both, 90.0, True, "the article is about the country on the other side")


def must_not(a: Node, b: Node, nodes: Mapping[Node, Facts]) -> bool:
    """Whether two nodes cannot be one thing: different families, owners, countries, or people who differ."""
    if (a.family != b.family and a.words != b.words) or (a.scope and b.scope and a.scope != b.scope):
        return True
    if a.family == "Person":
        return len(a.words) > 1 and len(b.words) > 1 and not same_person(a.words, b.words)
    left, right = nodes[a].countries, nodes[b].countries
    return bool(left and right and not left & right)
