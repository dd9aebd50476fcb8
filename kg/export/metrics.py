"""What the shape of a graph says of its nodes: degree, PageRank, community."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Pair = tuple[str, str]
DAMPING = 0.85
ROUNDS = 60  # 0.85 ** 60 is below a ten-thousandth: no rank moves visibly after that


def degrees(pairs: Sequence[Pair]) -> dict[str, int]:
    """How many edges each node has, in either direction."""
    found: dict[str, int] = {}
    for pair in pairs:
        for ident in pair:
            found[ident] = found.get(ident, 0) + 1
    return found


def pagerank(pairs: Sequence[Pair]) -> dict[str, float]:
    """Each node's PageRank (Brin and Page 1998), edges taken in both directions: being named beside much counts.

    >>> rank = pagerank([("a", "b"), ("c", "b")])
    >>> rank["b"] > rank["a"] == rank["c"], round(sum(rank.values()), 6)
    (True, 1.0)
    """
    names = sorted({ident for pair in pairs for ident in pair})
    if not names:
        return {}
    at = {name: n for n, name in enumerate(names)}
    left = np.array([at[a] for a, _ in pairs])
    right = np.array([at[b] for _, b in pairs])
    source, target = np.concatenate([left, right]), np.concatenate([right, left])
    share = 1.0 / np.bincount(source, minlength=len(names))
    rank = np.full(len(names), 1 / len(names))
    for _ in range(ROUNDS):
        flow = np.bincount(target, weights=(rank * share)[source], minlength=len(names))
        rank = (1 - DAMPING) / len(names) + DAMPING * flow
    return dict(zip(names, (float(r) for r in rank / rank.sum()), strict=True))


def communities(pairs: Sequence[Pair]) -> Mapping[str, int]:
    """The number of each node's community, the largest 0.

    Louvain's method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008).
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({ident for pair in pairs for ident in pair}))
    for a, b in sorted(pairs):
        known = graph[a][b]["weight"] if graph.has_edge(a, b) else 0
        graph.add_edge(a, b, weight=known + 1)
    found = nx.community.louvain_communities(graph, seed=0)
    ordered = sorted(found, key=lambda c: (-len(c), min(c)))
    return {ident: number for number, members in enumerate(ordered) for ident in sorted(members)}
