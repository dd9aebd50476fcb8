"""Pictures for reports, without a browser: a neighbourhood, a timeline, a chord of who does something to whom.

Drawn with matplotlib, as SVG, PNG or PDF. The same graph gives the same picture: no date is written into it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.neighbourhood import draw_network
from kg.export.palette import palette
from kg.export.selection import View
from kg.export.wording import days_in_words, in_words, seen, short
from kg.model import Statement
from kg.ontology import Ontology
from kg.paths import AnyPath
from kg.store import writing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".svg", ".png", ".pdf")
ROWS = 40  # events of a timeline
PARTIES = 24  # of a chord
LETTERS = 60  # of an event's name in a timeline
SIZE = (11.0, 7.5)  # inches
Links = dict[tuple[str, str], Counter[str]]
_DAY = re.compile(r"(?:, | \()\d{4}-\d\d-\d\d(?=\)$)|\(\)$")  # the day that an event's name ends with


def plot(view: View, kind: str, out: AnyPath) -> int:
    """Draws the view to a file, and says how many things are in the picture.

    `kind` is one of `KINDS`. Raises `UsageError` where matplotlib is not installed, where there is nothing to draw, or
    for a suffix that is none of `SUFFIXES`; what `writing` raises where the file cannot be written.
    """
    path = Path(out)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: a picture ends in {', '.join(SUFFIXES)}")
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
        with writing(path):
            figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
    return count


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
        said = short(_DAY.sub("", seen(s.label)), LETTERS)
        day = days_in_words(s.start, s.end) or f"reported {start}"
        beside: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": 7}
        axes.annotate(said, (at, row), (-4, 0), ha="right", **beside)
        axes.annotate(day, (end.toordinal() + 1, row), (8, 0), ha="left", color="#5f6672", **beside)
    axes.set_yticks([])
    axes.invert_yaxis()
    axes.margins(x=0.05)
    axes.set_xlim(first - 0.45 * (last - first + 10), last + 0.2 * (last - first + 10))
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
    """Who does something to whom: parties in a circle, an arc for each relation, as wide as articles tell it.

    Returns how many parties are drawn.
    """
    ontology = Ontology.load()
    links: Links = defaultdict(Counter)
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
    _arcs(links, turn, axes)
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
    looks = {look.name: look for told in links.values() for look in map(palette().line, told)}
    if len(looks) > 1:
        handles = [axes.plot([], [], color=p.light, linestyle=(0, p.dash) if p.dash else "-", label=p.label)[0]
                   for p in palette().lines if p.name in looks]  # fmt: skip
        axes.legend(handles=handles, loc="lower left", fontsize=8, frameon=False, handlelength=3)
    axes.set_title(
        ", ".join(sorted(in_words(p, ontology) for p in predicates)) if len(predicates) < 6 else "", fontsize=11
    )
    return len(parties)


def _arcs(links: Links, turn: Mapping[str, float], axes: Axes) -> None:
    """An arrow for each standing of each pair, bent towards the middle; of two that lead both ways, one more."""
    for (a, b), told in sorted(links.items()):
        if a not in turn or b not in turn or a == b:
            continue
        start, end = ((math.cos(turn[p]), math.sin(turn[p])) for p in (a, b))
        bend = math.copysign(0.4 if (b, a) in links and b < a else 0.25, start[1] * end[0] - start[0] * end[1])
        for standing, count in told.items():
            look = palette().line(standing)
            arrow = {
                "arrowstyle": "-|>", "connectionstyle": f"arc3,rad={bend}", "mutation_scale": 10,
                "linewidth": 0.8 + 0.6 * count, "linestyle": (0, look.dash) if look.dash else "-",
                "color": look.light, "shrinkA": 8, "shrinkB": 8,
            }  # fmt: skip
            axes.annotate("", end, start, arrowprops=arrow)


KINDS: Mapping[str, Callable[[View, Axes], int]] = MappingProxyType(
    {"network": draw_network, "timeline": draw_timeline, "chord": draw_chord}
)
