"""A person's name behind what he or she is, hung on it: "the head of the union, Ana Ruiz says …".

Where no comma closes the name, the parse gives the verb two subjects or none; at a sentence's end it hangs the name on
the verb or on the body before the comma.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.syntax import SUBJECTS, Ent, Node, Tree, hang, subtree
from kg.lexicon import Lexicon

LOOSE = frozenset({"advmod", "dep", "intj", "nmod", "npadvmod", "preconj"})
"""Labels of what the parse could give no place in the clause."""
BESIDE = frozenset({"appos", "dep", "dobj", "npadvmod", "oprd"})
WITHIN = frozenset({"at", "for", "from", "in", "of", "on", "to"})
WITHIN_PHRASE = frozenset({"prep", "pobj", "conj", "compound", "punct"})
CLOSING = frozenset({".", ",", ";", ":", ")", '"', "”", "'", "’"})


def holders(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree, with each name on the office right before its comma. The nodes are changed in place."""
    offices, kinds = lexicon.cues.titles["offices"], lexicon.kinds

    def people(noun: str) -> bool:  # asked of the few nouns beside names, not gathered from the lexicon a text
        return kinds.get(noun) == "Person" or noun in offices

    for ent in tree.ents:
        if ent.label in ("PERSON", "ORG"):
            _held(tree.nodes, ent, people)
        if ent.label == "PERSON":
            _described(tree.nodes, ent, people)
    return tree


def _described(nodes: list[Node], ent: Ent, people: Callable[[str], bool]) -> None:
    """Hang what somebody is on his name: in "the arrest of Ali Noor, a leader of the Fula, was hailed" he is one."""
    name = nodes[ent.last]
    if name.dep != "pobj" or name.head.low != "of" or ent.last + 2 >= len(nodes) or nodes[ent.last + 1].text != ",":
        return
    for noun in name.head.head.kids("appos"):
        if noun.i > name.i and noun.tag == "NN" and people(noun.lemma) and subtree(noun)[0].i == ent.last + 2:
            hang(noun, name, "appos")


def _held(nodes: list[Node], ent: Ent, people: Callable[[str], bool]) -> None:
    name = nodes[ent.last]
    while ent.first <= name.head.i <= ent.last and name.head is not name:
        name = name.head
    first = ent.first
    while first and nodes[first - 1].head is name and nodes[first - 1].dep == "compound":
        first -= 1  # "the head of the army, General Ana Ruiz"
    office = _before(nodes, first, people)
    if office is None or office.kid("appos") is not None or name.tag != "NNP" or name.kid("conj") is not None:
        return
    if name.dep in SUBJECTS and ent.label == "PERSON":
        _subject(office, name, nodes)
    elif name.dep in BESIDE and (ent.label == "PERSON" or (name.dep == "appos" and name.head in subtree(office))):
        after = nodes[ent.last + 1] if ent.last + 1 < len(nodes) else name
        if after.sent != name.sent or after.text in CLOSING:
            hang(name, office, "appos")


def _before(nodes: list[Node], first: int, people: Callable[[str], bool]) -> Node | None:
    """The office with a phrase of its own ("the head of the union") that ends in the comma before token `first`."""
    at = first - 1
    if at > 0 and nodes[at].text in ('"', "”"):
        at -= 1  # American style: the comma stands inside the quotation
    if at < 3 or nodes[at].text != "," or nodes[at - 1].sent != nodes[first].sent:
        return None
    node = nodes[at - 1]
    while not (node.tag == "NN" and people(node.lemma)):
        if node.dep == "prep" and node.low not in WITHIN:
            return None
        if node.dep not in WITHIN_PHRASE or node.head is node or node.head.i >= at:
            return None
        node = node.head
    return node if node.i < at - 1 else None  # "a spokesman for the governor, Ana Ruiz": she is the governor


def _subject(office: Node, name: Node, nodes: list[Node]) -> None:
    """Make the office the verb's subject, and the name what explains it; no office of a phrase before the clause: in
    "After talks with the head of the union, Ana Ruiz resigned" she may be another."""
    verb = name.head
    if office.dep in LOOSE:
        left = subtree(office)[0].i
        opens = left == 0 or nodes[left - 1].sent != office.sent or nodes[left - 1].pos in ("ADV", "PUNCT", "SCONJ")
        if opens and not office.head.is_verb:
            hang(office, verb, name.dep)
    if office.dep in SUBJECTS and office.head is verb:
        hang(name, office, "appos")
