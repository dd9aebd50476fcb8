"""A graph of claims as its users hold it: ask, list, explain, convert, validate."""

from __future__ import annotations

from kg.graph.edges import Triple
from kg.graph.evidence import Evidence, Explanation
from kg.graph.graph import Graph
from kg.graph.records import ArticleRecord, ClaimRecord, Reference, Time
from kg.graph.validate import Violation

__all__ = [
    "ArticleRecord",
    "ClaimRecord",
    "Evidence",
    "Explanation",
    "Graph",
    "Reference",
    "Time",
    "Triple",
    "Violation",
]
