"""Where each node of a picture stands: computed beforehand, so that the file opens as a picture.

Each connected part is laid out by forces as ForceAtlas2 has them (Jacomy et al. 2014,
doi:10.1371/journal.pone.0098679): a node repels by its degree, which gives hubs room. It starts from the communities
side by side; then the parts are set around the largest. Up to `EXACT` nodes each repels each; above that, the nodes of
a grid's cell repel as one, which keeps it linear in the number of nodes. The same graph gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.export.metrics import Pair, communities

Points = NDArray[np.float64]
EXACT = 1000
CELLS = 24  # a side of the grid
CHUNK = 4096  # nodes at a time, so that 10,000 of them take tens of megabytes
REPULSION, GRAVITY = 1.2, 1.5
NEAREST = 0.3  # that two nodes of one part stand to each other
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def layout(pairs: Sequence[Pair], community: Mapping[str, int] | None = None) -> dict[str, tuple[float, float]]:
    """The place of every node that an edge has, in units in which neighbours stand about 1 apart.

    `community` is each node's, where it is known already.
    """
    community = communities(pairs) if community is None else community
    places: dict[str, tuple[float, float]] = {}
    taken: list[tuple[float, float, float]] = []
    for names, edges in _parts(pairs):
        at = {name: n for n, name in enumerate(names)}
        ends = np.array(sorted({(min(at[a], at[b]), max(at[a], at[b])) for a, b in edges if a != b}), dtype=np.int64)
        points = _start([community[name] for name in names])
        if len(ends):
            points = _relax(points, ends, 300 if len(names) <= EXACT else 80)
            points = _spread(points / max(float(np.median(_lengths(points, ends))), 1e-9))
        reach = float(np.quantile(np.linalg.norm(points, axis=1), 0.98)) + 0.5
        points = points + _room(taken, reach)
        places |= {n: (round(float(x), 3), round(float(y), 3)) for n, (x, y) in zip(names, points, strict=True)}
    return places


def _parts(pairs: Sequence[Pair]) -> list[tuple[list[str], list[Pair]]]:
    """The nodes and edges of each connected part, the largest first."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for a, b in pairs:
        above[root(a)] = root(b)
    members: dict[str, list[str]] = defaultdict(list)
    edges: dict[str, list[Pair]] = defaultdict(list)
    for name in sorted(above):
        members[root(name)].append(name)
    for pair in sorted(pairs):
        edges[root(pair[0])].append(pair)
    return sorted(((names, edges[r]) for r, names in members.items()), key=lambda part: (-len(part[0]), part[0]))


def _room(taken: list[tuple[float, float, float]], reach: float) -> Points:
    """The nearest free place to the middle for a circle of this radius; it is taken then. Along a widening spiral."""
    turn, out = 0.0, 0.0
    while True:
        x, y = out * np.cos(turn), out * np.sin(turn)
        near = next((r for a, b, r in taken if np.hypot(a - x, b - y) < r + reach), None)
        if near is None:
            taken.append((float(x), float(y), reach))
            return np.array([x, y])
        out = max(out, (taken[0][2] + reach) * 0.9)
        turn += reach / max(out, 1e-9)
        out += reach * reach / (2 * np.pi * max(out, 1e-9)) * 2


def _start(community: Sequence[int]) -> Points:
    """Each community a sunflower of its own, and they a sunflower together, the largest in the middle."""
    sizes = np.bincount(community)
    points = np.zeros((len(community), 2))
    before = 0.0
    for number, size in enumerate(sizes):
        reach = np.sqrt(before + size / 2) if number else 0.0
        centre = 1.6 * reach * np.array([np.cos(number * GOLDEN_ANGLE), np.sin(number * GOLDEN_ANGLE)])
        members = np.flatnonzero(np.array(community) == number)
        turn = np.arange(size) * GOLDEN_ANGLE
        spread = np.sqrt(np.arange(size) + 0.5)
        points[members] = centre + np.stack([spread * np.cos(turn), spread * np.sin(turn)], axis=1)
        before += size
    return points


def _relax(points: Points, ends: NDArray[np.int64], rounds: int) -> Points:
    """Springs along the edges, repulsion between all, a pull to the middle; steps that grow smaller."""
    degree = np.bincount(ends.ravel(), minlength=len(points)).astype(np.float64)
    mass = 1 + degree
    step = np.sqrt(len(points)) / 3
    for turn in range(rounds):
        force = _repulsion(points, mass)
        apart = points[ends[:, 1]] - points[ends[:, 0]]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], weights=apart[:, axis], minlength=len(points))
            force[:, axis] -= np.bincount(ends[:, 1], weights=apart[:, axis], minlength=len(points))
        away = np.linalg.norm(points, axis=1, keepdims=True)
        force -= points / np.maximum(away, 1e-9) * mass[:, None] * GRAVITY
        force /= mass[:, None]
        size = np.linalg.norm(force, axis=1, keepdims=True)
        limit = step * (1 - turn / rounds) ** 2 + 0.01
        points = points + force / np.maximum(size, 1e-9) * np.minimum(size * 0.5, limit)
        points = points - points.mean(axis=0)
    return points


def _lengths(points: Points, ends: NDArray[np.int64]) -> Points:
    return np.asarray(np.linalg.norm(points[ends[:, 1]] - points[ends[:, 0]], axis=1))


def _spread(points: Points) -> Points:
    """The same with nodes that lie on each other moved apart; a large part is dense as it is."""
    if len(points) > EXACT:
        return points
    turned = np.arange(len(points)) * GOLDEN_ANGLE
    points = points + 1e-4 * np.stack([np.cos(turned), np.sin(turned)], axis=1)
    for _ in range(40):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.linalg.norm(apart, axis=2)
        np.fill_diagonal(distance, np.inf)
        push = np.maximum(NEAREST - distance, 0) / (2 * distance)
        points = points + (apart * push[:, :, None]).sum(axis=1) * 0.5
    return points


def _repulsion(points: Points, mass: NDArray[np.float64]) -> Points:
    bodies, weights = (points, mass) if len(points) <= EXACT else _cells(points, mass)
    force = np.empty_like(points)
    for first in range(0, len(points), CHUNK):
        part = slice(first, first + CHUNK)
        x = points[part, 0, None] - bodies[None, :, 0]
        y = points[part, 1, None] - bodies[None, :, 1]
        strength = weights / (x * x + y * y + 0.02)
        force[part, 0] = (x * strength).sum(axis=1)
        force[part, 1] = (y * strength).sum(axis=1)
    return force * (REPULSION * mass[:, None])


def _cells(points: Points, mass: NDArray[np.float64]) -> tuple[Points, NDArray[np.float64]]:
    """The middle and the mass of each cell that has nodes."""
    low, high = points.min(axis=0), points.max(axis=0)
    column, row = np.minimum((points - low) / np.maximum(high - low, 1e-9) * CELLS, CELLS - 1).astype(np.int64).T
    cell = row * CELLS + column
    total = np.bincount(cell, weights=mass, minlength=CELLS * CELLS)
    full = np.flatnonzero(total)
    middles = [np.bincount(cell, weights=mass * points[:, axis], minlength=CELLS * CELLS) for axis in (0, 1)]
    return np.stack(middles, axis=1)[full] / total[full, None], np.asarray(total[full], dtype=np.float64)
