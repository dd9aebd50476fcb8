"""The command that draws pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.completing import pictures
from kg.cli.options import GraphDir, configured, say
from kg.cli.selecting import (
    About,
    Articles,
    Belief,
    Hops,
    Origins,
    Predicates,
    Since,
    Sources,
    Standings,
    Top,
    Types,
    Until,
    selection,
)


def plot(
    out: Annotated[Path, typer.Argument(help="File to draw: .svg, .png or .pdf.")],
    kind: Annotated[str, typer.Option(help="network, timeline or chord.", autocompletion=pictures)] = "network",
    graph: GraphDir = None,
    about: About = None,
    hops: Hops = 1,
    type: Types = None,
    predicate: Predicates = None,
    since: Since = None,
    until: Until = None,
    article: Articles = None,
    source: Sources = None,
    standing: Standings = None,
    belief: Belief = 0.0,
    origins: Origins = 0,
    top: Top = None,
) -> None:
    """Draw a part of the graph: a network, a timeline, or a chord of who does what to whom.

    Example: kg plot backs.svg --kind chord --predicate backs
    """
    from kg.errors import UnknownName
    from kg.export import select
    from kg.export.plot import KINDS
    from kg.export.plot import plot as drawn
    from kg.graph import Graph

    if kind not in KINDS:
        raise UnknownName("kind of picture", kind, KINDS)
    chosen = selection(
        about=about, hops=hops, types=type, predicates=predicate, since=since, until=until, articles=article,
        classes=source, standings=standing, belief=belief, origins=origins, top=top,
    )  # fmt: skip
    count = drawn(select(Graph.open(configured(graph=graph).graph), chosen), kind, out)
    say(f"{out}: {count:,} {'events' if kind == 'timeline' else 'things'}")
