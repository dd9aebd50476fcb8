"""A proposition: a triple as nodes, before it is written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.extract.syntax import Node

Nodes = tuple[Node, ...]
Construction = Literal[
    "clause",
    "subordinate",
    "coordinated",
    "relative",
    "controlled",
    "infinitive",
    "participle",
    "existential",
    "apposition",
    "name",
    "place",
    "located",
    "example",
    "possessor",
    "title",
]


@dataclass(frozen=True, slots=True)
class Proposition:
    """Predicate, subject and arguments as the nodes whose words they are. `understood` is the verb where none is said;
    `at` is the node that says it."""

    at: Node
    construction: Construction
    predicate: Nodes
    subject: Nodes
    arguments: tuple[Nodes, ...]
    understood: str = ""
