"""Phrases: the words that an argument takes from the sentence, and how they are written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.extract.syntax import Node, Tree, conjuncts

PUNCTUATION = frozenset({".", ",", ";", ":", "--", "-", "–", "—", "?", "!", "..."})
BREAKS = frozenset({",", "--", "–", "—", "(", ";", ":", "-LRB-"})
PAIRS = {"(": ")", "[": "]", "{": "}", "``": "''", "“": "”", "-LRB-": "-RRB-", "`": "'"}
BRACKETS = {"(": ")", "[": "]", "-LRB-": "-RRB-"}
COORDINATED = frozenset({"cc", "conj", "preconj"})
ASIDES = frozenset({"relcl", "acl", "advcl", "appos", "parataxis"})


def words(tree: Tree, nodes: Iterable[Node]) -> str:
    """The nodes in their order, each once, blanks as in the text, one blank where something is left out."""
    chosen = trimmed(tree, list(dict.fromkeys(nodes)))
    parts: list[str] = []
    for before, node in zip([None, *chosen], chosen, strict=False):
        if before is not None and (node.i != before.i + 1 or node.start > before.end):
            parts.append(" ")
        parts.append(" ".join(tree.text[node.start : node.end].split()))
    return "".join(parts)


def trimmed(tree: Tree, nodes: list[Node]) -> list[Node]:
    """Without punctuation at either end; quotation marks and brackets in pairs: the closing one just behind is taken
    in, what has no other half is left out."""
    while nodes and nodes[0].text in PUNCTUATION:
        nodes = nodes[1:]
    while nodes and nodes[-1].text in PUNCTUATION:
        nodes = nodes[:-1]
    nodes = _without_empty_brackets(nodes)
    texts = [n.text for n in nodes]
    for opening, closing in PAIRS.items():
        more = texts.count(opening) - texts.count(closing)
        if more == 1 and (closes := _closing(tree, nodes, closing)) is not None:
            return sorted([*nodes, closes], key=lambda n: n.i)
        if more == -1 and closing != "'" and nodes[0].i > 0 and tree.nodes[nodes[0].i - 1].text == opening:
            return [tree.nodes[nodes[0].i - 1], *nodes]
        if more > 0 and (texts[0] == opening or texts[-1] == opening):
            return trimmed(tree, nodes[1:] if texts[0] == opening else nodes[:-1])
        if more < 0 and texts[-1] == closing and closing != "'":
            return trimmed(tree, nodes[:-1])
    return nodes


def _without_empty_brackets(nodes: list[Node]) -> list[Node]:
    """Brackets go with what stood in them."""
    empty = {n.i for a, b in pairwise(nodes) if a.text in BRACKETS and b.text == BRACKETS[a.text] for n in (a, b)}
    return [n for n in nodes if n.i not in empty] if empty else nodes


def _closing(tree: Tree, nodes: list[Node], closing: str) -> Node | None:
    """The closing mark that stands in a gap of the nodes or right behind them (a full stop or comma may be between)."""
    have = {n.i for n in nodes}
    for i in range(nodes[0].i, min(nodes[-1].i + 3, len(tree.nodes))):
        if i not in have and tree.nodes[i].text == closing:
            return tree.nodes[i]
    return None


def below(node: Node, without: frozenset[str] = frozenset(), skip: frozenset[Node] = frozenset()) -> list[Node]:
    """The node and all below it, less the children of the node itself with the dependency labels in `without`, and less
    the nodes in `skip` with all below them."""
    found = [node]
    for n in found:
        found.extend(c for c in n.children if c not in skip and not (n is node and c.dep in without))
    return sorted(found, key=lambda n: n.i)


def noun_phrase(noun: Node, skip: frozenset[Node] = frozenset(), without: frozenset[str] = COORDINATED) -> list[Node]:
    """One noun with its modifiers: not what it is coordinated with, no apposition or clause set off by a comma."""
    nodes = below(noun, without, skip)
    asides = frozenset(n for n in nodes if n is not noun and n.dep in ASIDES and _is_set_off(n, nodes))
    return below(noun, without, skip | asides) if asides else nodes


def coordinates(head: Node) -> list[Node]:
    """What is coordinated, where it can stand alone: nouns with nouns; else the head alone."""
    found = conjuncts(head)
    return found if all(n.is_noun or n.pos in ("PRON", "NUM") for n in found) else [head]


def phrases(head: Node) -> Iterator[tuple[Node, ...]]:
    """The phrase of each of what is coordinated."""
    found = coordinates(head)
    if len(found) == 1:
        yield tuple(noun_phrase(head, without=frozenset()))
        return
    for noun in found:
        yield tuple(noun_phrase(noun))


def is_aside(child: Node) -> bool:
    """Whether a modifier after its noun only adds to what is already identified, being set off by a comma."""
    return child.dep in ASIDES and _is_set_off(child, below(child.head))


def _is_set_off(child: Node, phrase: list[Node]) -> bool:
    """Whether a mark stands before it, or a word (most often a comma) that is none of the phrase's."""
    first = below(child)[0]
    before = next((n for n in phrase if n.i == first.i - 1), None)
    return first.i > child.head.i and (first.text in BREAKS or before is None or before.text in BREAKS)
