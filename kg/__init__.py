"""claimgraph: news into a graph of claims.

    import kg
    g = kg.build("articles/")
    g.query("ASK { ?s kg:backs ?o }")

Importing `kg` imports neither spaCy nor a database; `build`, `open`, `plot` and `Graph` are fetched when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.export.inline import plot
    from kg.graph import Graph
    from kg.pipeline import build
    from kg.pipeline import open_graph as open

__version__ = "0.1.0"
__all__ = ["Graph", "build", "open", "plot"]

_HOMES = {
    "Graph": ("kg.graph", "Graph"),
    "build": ("kg.pipeline", "build"),
    "open": ("kg.pipeline", "open_graph"),
    "plot": ("kg.export.inline", "plot"),
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
