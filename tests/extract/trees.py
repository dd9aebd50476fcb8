"""Trees typed by hand, for what needs grammar but no model: `army/NN/nsubj<shelled shelled=shell/VBD/ROOT`.

A word is `text=lemma/tag/label<head`; the lemma may be left out where it is the word in lower case. The head is a word
of the sentence or, where it stands there twice, its place in it, counted from 0. One string is one sentence.
"""

from __future__ import annotations

from kg.extract.drafts import Draft
from kg.extract.syntax import Node, Tree
from kg.model import Form, Span

POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "MD": "AUX", "IN": "ADP", "TO": "PART", "DT": "DET",
    "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON", "WP": "PRON", "CC": "CCONJ", "CD": "NUM", "POS": "PART",
}  # fmt: skip


def tree(*sentences: str) -> Tree:
    """The tree of these sentences; its text is their words, a blank between each two."""
    nodes: list[Node] = []
    bounds: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences):
        words = [_parts(word) for word in sentence.split()]
        first = len(nodes)
        bounds.append((first, first + len(words)))
        for text, lemma, tag, dep, _ in words:
            start = nodes[-1].end + 1 if nodes else 0
            nodes.append(Node(len(nodes), text, lemma, tag, _pos(tag), dep, start, number))
        texts = [text for text, *_ in words]
        for node, (*_, head) in zip(nodes[first:], words, strict=True):
            if head:
                node.head = nodes[first + (int(head) if head.isdigit() else texts.index(head))]
                node.head.children.append(node)
    return Tree(" ".join(node.text for node in nodes), nodes, bounds)


def _parts(word: str) -> tuple[str, str, str, str, str]:
    form, tag, label = word.rsplit("/", 2)
    text, _, lemma = form.partition("=")
    dep, _, head = label.partition("<")
    return text, lemma or text.lower(), tag, dep, head


def _pos(tag: str) -> str:
    if tag in POS:
        return POS[tag]
    return {"V": "VERB", "J": "ADJ", "R": "ADV"}.get(tag[0], "PUNCT")


def word(of: Tree, text: str) -> Node:
    """The first word of the tree with this text."""
    return next(node for node in of.nodes if node.text == text)


def draft(of: Tree, text: str, kind: str, form: Form = "name", plural: bool = False, definite: bool = True) -> Draft:
    """A mention of one word or several; its head is the last."""
    start = of.text.index(text)
    head = next(node for node in of.nodes if node.end == start + len(text))
    return Draft(head, Span(start, start + len(text)), text, kind, form, head.lemma, plural, definite)
