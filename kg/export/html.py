"""One self-contained page: graph, evidence, timeline and map, which works from disk without a network."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.picture import picture
from kg.export.selection import View, narrowed
from kg.graph import Graph
from kg.web import whole_page

MOST = 10_000
"""Entities and events in one page; of more, the most central are shown, and the page says so."""


def write_html(view: View, out: BinaryIO) -> None:
    """The page with all that the view has, whatever its standing."""
    title = title_of(view.graph)
    out.write(whole_page(title, picture(narrowed(view, MOST), title)).encode("utf-8", "replace"))


def title_of(graph: Graph) -> str:
    """What the graph is made of: "5 articles, 2015 to 2020"."""
    years = sorted({a.published[:4] for a in graph.articles if a.published})
    count = f"{len(graph.articles):,} {'article' if len(graph.articles) == 1 else 'articles'}"
    return ", ".join([count, *([" to ".join(dict.fromkeys([years[0], years[-1]]))] if years else [])])
