"""Clauses whose subject stands behind, or which were taken for a second object: "Also arrested were two aides"."""

from __future__ import annotations

from kg.extract.syntax import Node, hang


def doing_besides(verb: Node, nodes: list[Node]) -> None:
    """Make a clause of what was taken for a second object: "denied that it took place, disputing reports that"."""
    noun = verb.head
    if verb.tag != "VBG" or noun.dep != "dobj" or nodes[verb.i - 1].text != "," or verb.i > noun.i:
        return
    if noun.head.kid("dobj") is noun:
        return
    hang(verb, noun.head, "advcl")
    hang(noun, verb, "dobj")


def inverted(noun: Node, _nodes: list[Node]) -> None:
    """Make a subject of whom a clause begins without: "Also arrested were two aides", "Killed was the deputy"."""
    be = noun.head
    if be.dep == "auxpass" and be.i < noun.i and be.head.i < be.i and be.head.kid("nsubj", "nsubjpass") is None:
        hang(noun, be.head, "nsubjpass")
        return
    done = be.kid("csubj")
    if done is not None and done.tag in ("VBN", "VBD") and be.lemma == "be" and done.kid("nsubj", "dobj") is None:
        done.tag = "VBN"
        hang(done, noun, "acl")
