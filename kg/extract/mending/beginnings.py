"""The first word of a sentence, whose capital the parse takes for a name's: "Near Gao, …", "Shells hit …"."""

from __future__ import annotations

from kg.extract.syntax import Node, hang, subtree

PLACING = frozenset({"near", "outside", "inside", "around", "across"})


def fronted(prep: Node, nodes: list[Node]) -> None:
    """Make a preposition of the "Near" that begins a sentence and was taken for a name: "Near Gao, troops killed"."""
    name = prep.head
    verb, comma = name.head, nodes[name.i + 1]
    whole = subtree(name)[-1] in (name, comma)
    if not _begins(prep, nodes) or not whole or not verb.is_verb or comma.text != ",":
        return
    prep.pos, prep.tag = "ADP", "IN"
    hang(prep, verb, "prep")
    hang(name, prep, "pobj")


def plural_noun(noun: Node, nodes: list[Node]) -> None:
    """Make a common noun of the plural that begins a sentence: "Shells hit a school"."""
    beside = noun.i + 1 < len(nodes) and nodes[noun.i + 1].tag in ("NNP", "NNPS")
    if not beside and noun.text.istitle() and noun.low.endswith("s") and _begins(noun, nodes):
        noun.tag, noun.pos, noun.lemma = "NNS", "NOUN", _singular(noun.low)


def _singular(plural: str) -> str:
    """ "Bodies" is of "body", "shells" of "shell"."""
    return plural[:-3] + "y" if plural.endswith("ies") else plural.removesuffix("s")


def _begins(node: Node, nodes: list[Node]) -> bool:
    """Whether a sentence or a line begins with the node."""
    before = nodes[node.i - 1]
    return node.i == 0 or before.sent != node.sent or before.text.isspace()
