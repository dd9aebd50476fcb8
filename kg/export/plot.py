"""Pictures for reports, without a browser: a neighbourhood, a timeline, a chord of who does something to whom.

Drawn with matplotlib, as SVG, PNG or PDF. The same graph gives the same picture: no date is written into it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.export.network import Network, group, line, network
from kg.export.palette import palette
from kg.export.selection import View
from kg.export.wording import in_words, seen
from kg.model import Statement
from kg.ontology import Ontology
from kg.store import writing

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

SUFFIXES = (".svg", ".png", ".pdf")
NAMED = 40  # nodes of a network that have their name beside them, the most connected
ROWS = 40  # events of a timeline
PARTIES = 24  # of a chord
SIZE = (11.0, 7.5)  # inches


def plot(view: View, kind: str, out: Path) -> int:
    """Draws the view to a file, and says how many things are in the picture.

    `kind` is one of `KINDS`. Raises `UsageError` where matplotlib is not installed, where there is nothing to draw, or
    for a suffix that is none of `SUFFIXES`; what `writing` raises where the file cannot be written.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{out}: a picture ends in {', '.join(SUFFIXES)}")
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("pictures need matplotlib; install it with pip install 'claimgraph[plot]'") from None
    with matplotlib.rc_context({"svg.hashsalt": "claimgraph", "font.family": "DejaVu Sans", "text.parse_math": False}):
        figure = Figure(figsize=SIZE, layout="constrained")
        axes = figure.add_subplot()
        count = KINDS[kind](view, axes)
        if not count:
            raise UsageError("nothing fits; there is nothing to draw")
        with writing(out):
            figure.savefig(out, dpi=150, metadata={"Date": None} if out.suffix.lower() == ".svg" else None)
    return count


def draw_network(view: View, axes: Axes) -> int:
    """Nodes in their groups' colours, lines as their statements stand."""
    net = network(view, "claims")
    nodes = [n for n in net.nodes() if n.id in net.measures]
    drawn = {}
    for edge in net.edges():
        look = line(edge)
        drawn[look.name] = look
        a, b = net.measures[edge.source], net.measures[edge.target]
        style = {"arrowstyle": "-|>", "color": look.light, "linewidth": 1.0, "shrinkB": 5, "mutation_scale": 9}
        dashes = (0, look.dash) if look.dash else "-"
        axes.annotate("", (b.x, b.y), (a.x, a.y), arrowprops={**style, "linestyle": dashes})
    groups = {}
    for node in nodes:
        look_of = group(node)
        groups[look_of.name] = look_of
        m = net.measures[node.id]
        marker = {"event": "s", "text": "D"}.get(node.kind, "o")
        axes.scatter(m.x, m.y, s=18 + 14 * m.degree, color=look_of.light, marker=marker, zorder=3, edgecolors="white")
    _names(net, axes)
    axes.set_aspect("equal", "datalim")
    axes.axis("off")
    handles: list[Artist] = [axes.scatter([], [], color=g.light, label=g.label) for g in groups.values()]
    handles += [
        axes.plot([], [], color=p.light, linestyle=(0, p.dash) if p.dash else "-", label=p.label)[0]
        for p in drawn.values()
    ]
    axes.legend(handles=handles, loc="lower left", fontsize=8, frameon=False)
    return len(nodes)


def _names(net: Network, axes: Axes) -> None:
    """The names of the most connected nodes, where they do not lie on one another."""
    ranked = sorted((n for n in net.nodes() if n.id in net.measures), key=lambda n: (-net.measures[n.id].degree, n.id))
    axes.autoscale_view()
    left, right = axes.get_xlim()
    low, high = axes.get_ylim()
    wide, tall = (right - left) / 130, (high - low) / 42
    taken: list[tuple[float, float, float]] = []
    for node in ranked:
        m, text = net.measures[node.id], seen(node.label)[:40]
        width = len(text) * wide
        if len(taken) == NAMED:
            return
        if any(abs(m.y - y) < tall and m.x < x + w and x < m.x + width for x, y, w in taken):
            continue
        taken.append((m.x, m.y, width))
        beside = (3 + math.sqrt(18 + 14 * m.degree) / 2, 0)
        axes.annotate(text, (m.x, m.y), beside, textcoords="offset points", fontsize=8, va="center", zorder=4)


def draw_timeline(view: View, axes: Axes) -> int:
    """Events from top to bottom in order of time, each with its days; at most `ROWS`, those that most articles tell."""
    dated = [(*days, s) for s in view.statements if s.kind == "event" and (days := _days(s))]
    kept = sorted(dated, key=lambda d: (-d[2].articles, d[0], d[2].id))[:ROWS]
    kept.sort(key=lambda d: (d[0], d[2].id))
    if not kept:
        return 0
    first, last = min(d[0].toordinal() for d in kept), max(d[1].toordinal() for d in kept)
    looks = {}
    for row, (start, end, s) in enumerate(kept):
        look = palette().line(s.standing)
        looks[look.name] = look
        at = start.toordinal()
        axes.barh(row, max((last - first) / 150, end.toordinal() - at + 1), left=at, height=0.6, color=look.light)
        known = "" if s.start or s.end else " (reported)"
        axes.annotate(
            f"{seen(s.label)[:60]}{known}",
            (at, row),
            (-4, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=7,
        )
    axes.set_yticks([])
    axes.invert_yaxis()
    axes.margins(x=0.05)
    axes.set_xlim(first - 0.45 * (last - first + 10), last + 0.03 * (last - first + 10))
    ticks = sorted({round(first + n * (last - first) / 5) for n in range(6)})
    axes.set_xticks(ticks, [date.fromordinal(t).isoformat() for t in ticks], fontsize=8)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    handles = [axes.barh([0], [0], color=p.light, label=p.label) for p in looks.values()]
    if len(dated) > len(kept):
        axes.set_title(f"{len(kept)} of {len(dated):,} events, those that most articles tell", fontsize=9)
    axes.legend(handles=handles, loc="lower left", fontsize=8, frameon=False)
    return len(kept)


def _days(s: Statement) -> tuple[date, date] | None:
    """The first and last day of an event, else the day of its first report; None where nothing dates it."""
    start = s.start or s.end or s.first_reported
    return (start, s.end or start) if start else None


def draw_chord(view: View, axes: Axes) -> int:
    """Who does something to whom: parties in a circle, an arc for each relation, as wide as articles tell it."""
    ontology = Ontology.load()
    links: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    predicates: set[str] = set()
    for s in view.statements:
        by = {f.role: f.value for f in s.fillers if not f.literal}
        if s.kind == "relation" and {"subject", "object"} <= set(by):
            links[by["subject"], by["object"]][s.standing] += s.articles
            predicates.add(s.predicate)
    weight = Counter({party: 0 for pair in links for party in pair})
    for pair, told in links.items():
        for party in pair:
            weight[party] += sum(told.values())
    parties = sorted(weight, key=lambda p: (-weight[p], p))[:PARTIES]
    turn = {
        p: math.pi / 2 - 2 * math.pi * n / len(parties) for n, p in enumerate(sorted(parties, key=view.graph.label))
    }
    for (a, b), told in sorted(links.items()):
        if a in turn and b in turn and a != b:
            for standing, count in told.items():
                look = palette().line(standing)
                arrow = {
                    "arrowstyle": "-|>", "connectionstyle": "arc3,rad=0.25", "color": look.light, "mutation_scale": 10,
                    "linewidth": 0.8 + 0.6 * count, "linestyle": (0, look.dash) if look.dash else "-",
                    "shrinkA": 8, "shrinkB": 8,
                }  # fmt: skip
                ends = [(math.cos(turn[p]), math.sin(turn[p])) for p in (b, a)]
                axes.annotate("", ends[0], ends[1], arrowprops=arrow)
    for party, angle in turn.items():
        x, y = math.cos(angle), math.sin(angle)
        entity = view.graph.entities.get(party)
        colour = palette().group(entity.type if entity else "", ontology).light
        axes.scatter(x, y, s=40 + 12 * weight[party], color=colour, zorder=3, edgecolors="white")
        side = "left" if x > 0.05 else "right" if x < -0.05 else "center"
        axes.annotate(seen(view.graph.label(party))[:40], (1.1 * x, 1.1 * y), ha=side, va="center", fontsize=9)
    axes.set_xlim(-2.2, 2.2)
    axes.set_ylim(-1.3, 1.3)
    axes.set_aspect("equal")
    axes.axis("off")
    axes.set_title(
        ", ".join(sorted(in_words(p, ontology) for p in predicates)) if len(predicates) < 6 else "", fontsize=11
    )
    return len(parties)


KINDS: Mapping[str, Callable[[View, Axes], int]] = MappingProxyType(
    {"network": draw_network, "timeline": draw_timeline, "chord": draw_chord}
)
