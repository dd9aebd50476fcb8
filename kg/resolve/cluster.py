"""Which names of different articles are one thing's: pairs with constraints, clusters.

Names that sound alike are compared in blocks (`blocks`). What is merged, and what nearly was, is given back as a
`Pair`. The result depends on the set of names alone: pairs are taken by score and then by name, and a cluster takes a
name only if it fits all that are in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kg.resolve.sense import Node
from kg.resolve.spelling import same_person


class Facts(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What all articles together know of a node: with which states it is said, and whose it is.

    `designated`: some article says "city", "province" or the like of it.
    """

    states: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    designated: bool = False


class Pair(msgspec.Struct, frozen=True, array_like=True, gc=False):
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
    nodes: Mapping[Node, Facts], alike: Iterable[Pair], equal: Iterable[tuple[Node, Node]]
) -> tuple[dict[Node, tuple[Node, ...]], list[Pair]]:
    """Each node's cluster (sorted), and what was judged.

    `alike` are the pairs whose names sound alike (`sounding_alike`), `equal` those that a text itself equates.
    """
    cluster: dict[Node, tuple[Node, ...]] = {node: (node,) for node in nodes}
    judged: list[Pair] = []
    pairs = {pair(a, b, 100.0, True, "the text equates the two names") for a, b in equal}
    pairs.update(alike)
    pairs.update(surnames(nodes))
    pairs.update(areas(nodes))
    pairs.update(borders(nodes))
    for p in sorted(pairs, key=lambda p: (-p.score, p.left, p.right, p.reason)):
        same, reason = p.same, p.reason
        a, b = cluster[p.left], cluster[p.right]
        if same and a != b:
            clash = next(((x, y) for x in a for y in b if must_not(x, y, nodes)), None)
            if clash is None:
                for node in a + b:
                    cluster[node] = tuple(sorted(a + b))
            else:
                same, reason = False, f"{said(clash[0])} and {said(clash[1])} cannot be one"
        judged.append(p if same == p.same else Pair(p.left, p.right, p.score, same, reason))
    return cluster, judged


def said(node: Node) -> str:
    """A node's words as text."""
    return " ".join(node.words)


def surnames(nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """A surname alone is the one bearer of it whom all articles name, where a state is named beside both."""
    bearers: dict[str, list[Node]] = defaultdict(list)
    alone: list[Node] = []
    for node in nodes:
        if node.family == "Person" and len(node.words) > 1:
            bearers[node.words[-1]].append(node)
        elif node.family == "Person" and node.words:
            alone.append(node)
    for node in alone:
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
    called = {node.words: node for node in nodes if node.family == "AdministrativeArea" and not node.scope}
    for node, known in nodes.items():
        area = called.get(node.words) if node.family in ("Settlement", "Region") else None
        if area is not None and nodes[area].designated:
            if known.designated:
                yield pair(node, area, 80.0, False, "one is called a city, the other an area")
            elif known.states & nodes[area].states:
                yield pair(node, area, 95.0, True, "no article calls it a city, and others call it an area")
            else:
                yield pair(node, area, 80.0, False, "no state is named beside both")


def borders(nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """One state's border in an article about another is the border of the two, where some article names it so."""
    for node in nodes:
        if node.family == "BorderLine" and node.scope:
            both = Node("BorderLine", (*sorted((node.scope, *node.words[:-1])), "border"))
            if both in nodes:
                yield pair(node, both, 90.0, True, "the article is about the country on the other side")


def must_not(a: Node, b: Node, nodes: Mapping[Node, Facts]) -> bool:
    """Whether two nodes cannot be one thing: different families, owners, countries, or people who differ."""
    if (a.family != b.family and a.words != b.words) or (a.scope and b.scope and a.scope != b.scope):
        return True
    if a.family == "Person":
        return len(a.words) > 1 and len(b.words) > 1 and not same_person(a.words, b.words)
    left, right = nodes[a].countries, nodes[b].countries
    return bool(left and right and not left & right)
