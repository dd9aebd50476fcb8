"""Relative clauses that a parse hangs on the verb instead of the noun before them."""

from __future__ import annotations

from kg.extract.syntax import Node, hang

WHICH = frozenset({"which", "who", "whom"})


def relative(clause: Node, nodes: list[Node]) -> None:
    """Hang on its noun what "which" behind a comma tells of it: "lies north of Goma, which the rebels overran"."""
    word = next((c for c in clause.children if c.low in WHICH and c.dep in ("dobj", "nsubj", "nsubjpass")), None)
    if word is None or word.i < 2 or word.i > clause.i or nodes[word.i - 1].text != ",":
        return
    noun = nodes[word.i - 2]
    if noun.is_noun and noun.sent == clause.sent and noun is not clause.head and clause.head.i < noun.i:
        hang(clause, noun, "relcl")
