"""The graph in a browser: the explorer, pages on entities and articles, named questions, a SPARQL endpoint."""

from __future__ import annotations

from kg.explore.app import application
from kg.explore.serving import Binding, serve

__all__ = ["Binding", "application", "serve"]
