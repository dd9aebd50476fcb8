"""A network as matplotlib draws it: nodes in their groups' colours, lines as their statements stand, names where there
is room for them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.export.palette import EVENTS, palette
from kg.export.picture import Row, drawing
from kg.export.selection import View, standing
from kg.export.wording import short

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

NAMED = 60  # nodes that have their name beside them at most, the most connected first
LETTERS = 36  # of a name
FONT, SMALL = 8, 6.5  # points, of names and of what a line says
QUIET = "#5f6672"
GROUND = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.4}  # behind a name, so that it can be read
ROOM = (10.6, 7.1)  # inches within which nodes are drawn
Node = Row
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Units of the picture to a point of the paper."""

    unit: float

    def radius(self, node: Node) -> float:
        """Half the width of a node's mark, in units."""
        return math.sqrt(area(node)) / 2 * self.unit


def area(node: Node) -> float:
    """The size of a node's mark, in points squared as matplotlib has it: it grows with its lines."""
    return float(18 + 14 * node["degree"])


def draw_network(view: View, axes: Axes) -> int:
    """The network of what stands, or of the standings that the view asks for; nodes without a line are left out."""
    rows, edges = drawing(replace(view, statements=tuple(standing(view))))
    nodes = {n["id"]: n for n in rows if n["degree"]}
    scale = _framed(list(nodes.values()), axes)
    lines = {p.name: p for p in palette().lines}
    groups = {g.name: g for g in palette().groups}
    for edge in edges:
        a, b, look = nodes[edge["source"]], nodes[edge["target"]], lines[edge["line"]]
        arrow = {
            "arrowstyle": "-|>", "mutation_scale": 9, "color": look.light, "linewidth": 1.0, "shrinkA": 0,
            "shrinkB": 1 + math.sqrt(area(b)) / 2, "linestyle": (0, look.dash) if look.dash else "-",
        }  # fmt: skip
        axes.annotate("", (b["x"], b["y"]), (a["x"], a["y"]), arrowprops=arrow)
    for node in nodes.values():
        colour, marker = groups[node["group"]].light, _marker(node["group"])
        axes.scatter(node["x"], node["y"], s=area(node), color=colour, marker=marker, edgecolors="white", zorder=3)
    taken = [_around(n, scale) for n in nodes.values()]
    for text, x, y, side in _names(list(nodes.values()), scale, taken):
        axes.annotate(text, (x, y), fontsize=FONT, ha=side, va="center", zorder=4, bbox=GROUND)
    for text, x, y in _relations(nodes, edges, scale, taken):
        axes.annotate(text, (x, y), fontsize=SMALL, ha="center", va="center", color=QUIET, bbox=GROUND)
    _legend({n["group"] for n in nodes.values()}, {e["line"] for e in edges}, axes)
    return len(nodes)


def _framed(nodes: Sequence[Node], axes: Axes) -> Scale:
    """Sets the limits so that all nodes are within `ROOM`, and says what that makes of a point."""
    axes.axis("off")
    if not nodes:
        return Scale(1.0)
    (left, right), (low, high) = ((min(n[k] for n in nodes), max(n[k] for n in nodes)) for k in "xy")
    # A quarter of the width is left for the names at the right, and for the legend at the left.
    unit = max((right - left + 1) / (0.75 * ROOM[0]), (high - low + 1) / (0.94 * ROOM[1])) / 72
    middle, wide, tall = (left + right) / 2, unit * 72 * ROOM[0], unit * 72 * ROOM[1]
    axes.set_xlim(middle - wide / 2, middle + wide / 2)
    axes.set_ylim((low + high - tall) / 2, (low + high + tall) / 2)
    return Scale(unit)


def _marker(group: str) -> str:
    return "s" if group == EVENTS else "o"


def _names(nodes: Sequence[Node], scale: Scale, taken: list[Box]) -> Iterator[tuple[str, float, float, str]]:
    """Name, place and side of each name for which there is room right, left, above or below its node."""
    tall = 1.25 * FONT * scale.unit
    shown = 0
    for node in sorted(nodes, key=lambda n: (-n["degree"], n["id"])):
        # What an event's name has in brackets, its lines say.
        text = short(node["label"].partition(" (")[0] if node["kind"] == "event" else node["label"], LETTERS)
        wide, away = 0.56 * FONT * len(text) * scale.unit, scale.radius(node) + 2 * scale.unit
        x, y = node["x"], node["y"]
        places = (
            ("left", x + away, x + away, y),
            ("right", x - away, x - away - wide, y),
            ("center", x, x - wide / 2, y + away + tall / 2),
            ("center", x, x - wide / 2, y - away - tall / 2),
        )
        for side, at, left, middle in places:
            box = (left, middle - tall / 2, left + wide, middle + tall / 2)
            if shown < NAMED and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                shown += 1
                yield text, at, middle, side
                break


def _relations(
    nodes: Mapping[str, Node], edges: Sequence[Row], scale: Scale, taken: list[Box]
) -> Iterator[tuple[str, float, float]]:
    """What a line says, on its middle, where there is room; the roles of an event are told by what it leads to."""
    for edge in edges:
        a, b = nodes[edge["source"]], nodes[edge["target"]]
        text = short(edge["label"], LETTERS)
        wide, tall = 0.56 * SMALL * len(text) * scale.unit, 1.25 * SMALL * scale.unit
        x, y = (a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        long = math.hypot(a["x"] - b["x"], a["y"] - b["y"]) > wide + scale.radius(a) + scale.radius(b)
        if edge["id"] == edge["statement"] and long and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield text, x, y


def _around(node: Node, scale: Scale) -> Box:
    half = scale.radius(node)
    return node["x"] - half, node["y"] - half, node["x"] + half, node["y"] + half


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legend(groups: set[str], lines: set[str], axes: Axes) -> None:
    """What the colours and lines mean, of those that are there."""
    handles: list[Artist] = [
        axes.scatter([], [], color=g.light, label=g.label, marker=_marker(g.name))
        for g in palette().groups
        if g.name in groups
    ]
    handles += [
        axes.plot([], [], color=p.light, linestyle=(0, p.dash) if p.dash else "-", label=p.label)[0]
        for p in palette().lines
        if p.name in lines
    ]
    axes.legend(handles=handles, loc="lower left", fontsize=8, frameon=False, handlelength=3)
