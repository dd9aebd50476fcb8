"""A graph of claims as its users hold it: ask, list, explain, convert, validate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import late

if TYPE_CHECKING:
    from kg.graph.ask import Answer, Row
    from kg.graph.edges import Triple
    from kg.graph.evidence import Evidence, Explanation
    from kg.graph.graph import Graph
    from kg.graph.portrait import Counts, Naming, Part, Portrait
    from kg.graph.records import ArticleRecord, ClaimRecord, Reference, Time
    from kg.graph.sameness import Comparison
    from kg.graph.validate import Violation

__all__ = [
    "Answer",
    "ArticleRecord",
    "ClaimRecord",
    "Comparison",
    "Counts",
    "Evidence",
    "Explanation",
    "Graph",
    "Naming",
    "Part",
    "Portrait",
    "Reference",
    "Row",
    "Time",
    "Triple",
    "Violation",
]

__getattr__ = late(
    __name__,
    {
        "Answer": "ask",
        "ArticleRecord": "records",
        "ClaimRecord": "records",
        "Comparison": "sameness",
        "Counts": "portrait",
        "Evidence": "evidence",
        "Explanation": "evidence",
        "Graph": "graph",
        "Naming": "portrait",
        "Part": "portrait",
        "Portrait": "portrait",
        "Reference": "records",
        "Row": "ask",
        "Time": "records",
        "Triple": "edges",
        "Violation": "validate",
    },
)
