"""Phrases: the words that an argument takes from the sentence, and how they are written out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.syntax import Node, Tree

PUNCTUATION = frozenset({".", ",", ";", ":", "--", "-", "–", "—", "?", "!", "..."})
OPENING = {"(": ")", "[": "]", "``": "''", "“": "”", "-LRB-": "-RRB-"}
COORDINATED = frozenset({"cc", "conj", "preconj"})
ASIDE = frozenset({"appos", "parataxis"})


def words(tree: Tree, nodes: Iterable[Node]) -> str:
    """The nodes in text order, blanks as in the text, one blank where something is left out."""
    chosen = trimmed(sorted(set(nodes), key=lambda n: n.i))
    parts: list[str] = []
    for before, node in zip([None, *chosen], chosen):
        if before is not None and (node.i != before.i + 1 or node.start > before.end):
            parts.append(" ")
        parts.append(" ".join(tree.text[node.start : node.end].split()))
    return "".join(parts)


def trimmed(nodes: list[Node]) -> list[Node]:
    """Without punctuation at either end, and without quotation marks and brackets whose other half is not there."""
    while nodes and nodes[0].text in PUNCTUATION:
        nodes = nodes[1:]
    while nodes and (nodes[-1].text in PUNCTUATION and nodes[-1].text != "." or nodes[-1].text == "." and nodes[-1].dep == "punct"):
        nodes = nodes[:-1]
    texts = [n.text for n in nodes]
    for opening, closing in OPENING.items():
        if texts.count(opening) != texts.count(closing):
            kept = [n for n in nodes if n.text not in (opening, closing)]
            return trimmed(kept) if kept != nodes else kept
    return nodes


def below(node: Node, without: frozenset[str] = frozenset(), skip: frozenset[Node] = frozenset()) -> list[Node]:
    """The node and all below it, less the children of the node itself with the dependency labels in `without`, and less
    the nodes in `skip` with all below them."""
    found = [node]
    for n in found:
        found.extend(c for c in n.children if c not in skip and not (n is node and c.dep in without))
    return sorted(found, key=lambda n: n.i)


def noun_phrase(noun: Node, skip: frozenset[Node] = frozenset()) -> list[Node]:
    """One noun with its modifiers: not what it is coordinated with, no apposition, no clause set off by a comma."""
    aside = frozenset(c for c in noun.children if _is_aside(c))
    return below(noun, COORDINATED | ASIDE, skip | aside)


def _is_aside(child: Node) -> bool:
    """Whether a modifier only adds to what is already identified: a relative or participle after a comma."""
    if child.dep not in ("relcl", "acl", "advcl", "prep"):
        return False
    first = min((n.i for n in below(child)), default=child.i)
    noun = child.head
    return any(c.dep == "punct" and c.text in (",", "--", "–", "—") and noun.i < c.i < first for c in noun.children)
