"""Lists that a parse begins or ends at the wrong word: subjects behind a fronted phrase, taken for more of it."""

from __future__ import annotations

from kg.extract.syntax import SUBJECTS, Node, ancestors, hang, is_passive, subtree

WHEN = frozenset({"DATE", "TIME"})
ASKING = frozenset({"that", "if", "whether"})
NAMES = frozenset({"NNP", "NNPS"})


def behind_fronted(verb: Node, nodes: list[Node]) -> None:
    """Give a verb the list before it, taken for more of the phrase before the comma: "After a meeting in Doha, Mali and
    Chad signed a pact" names no meeting in Mali."""
    begin = min([c.i for c in verb.kids("aux", "auxpass", "advmod", "neg") if c.i < verb.i] + [verb.i])
    last = nodes[begin - 1] if begin else verb
    if last.pos not in ("NOUN", "PROPN") or last.head is verb:
        return
    first = _begun(last, nodes)
    if first is None or first.head.dep != "pobj":
        return
    subject = verb.kid(*SUBJECTS)
    if subject is None:
        top = next((n for n in ancestors(first) if n.head is verb), None)
        if top is None or top.dep != "prep":
            return
    elif not _fronts(subject, first, verb):
        return
    hang(first, verb, "nsubjpass" if is_passive(verb) else "nsubj")


def _begun(last: Node, nodes: list[Node]) -> Node | None:
    """The first of a list ("A and B") that ends in the word and begins behind a comma, where the parse goes on."""
    for noun in (last, *ancestors(last)):
        if noun.dep == "conj" and noun.kid("cc") is not None and noun.kid("conj") is not None:
            inside = subtree(noun)
            if inside[-1] is last and nodes[inside[0].i - 1].text == ",":
                return noun
        if noun.is_verb:
            break
    return None


def _fronts(subject: Node, first: Node, verb: Node) -> bool:
    """Make a phrase of what was taken for the verb's subject: "after talks", "days after". Whether it is one."""
    if subject.i > verb.i or all(n is not subject for n in ancestors(first)):
        return False
    marks = [c for c in verb.kids("mark") if c.i < subject.i]
    mark = marks[-1] if marks else None
    if mark is not None and mark.low not in ASKING and (verb.head is verb or len(marks) > 1):
        mark.pos, mark.tag = "ADP", "IN"
        hang(mark, verb, "prep")
        hang(subject, mark, "pobj")
        return True
    if subject.ent_label in WHEN and any(p.low in ("after", "before") for p in subject.kids("prep")):
        subject.dep = "npadvmod"
        return True
    return False


def of_places(name: Node, nodes: list[Node]) -> None:
    """Coordinate a place with the place before its comma: in "Clashes in Kidal, Gao and Timbuktu" no Gao clashed."""
    event = name.head
    begin = subtree(name)[0].i
    if name.tag not in NAMES or event.tag != "NNS" or event.ent_label or nodes[begin - 1].text != ",":
        return
    before = nodes[begin - 2]
    if before.dep == "pobj" and before.tag in NAMES and before.head.low == "in" and before.head.head is event:
        for comma in (c for c in event.kids("punct") if c.i == begin - 1):
            hang(comma, before, "punct")
        hang(name, before, "conj")
