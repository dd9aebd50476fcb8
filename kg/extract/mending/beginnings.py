"""The first word of a sentence, whose capital the parse takes for a name's: "Near Gao, …", "Shells hit …"."""

from __future__ import annotations

from kg.extract.syntax import SUBJECTS, Node, hang, subtree

PLACING = frozenset({"near", "outside", "inside", "around", "across"})


def fronted(prep: Node, nodes: list[Node]) -> None:
    """Make a preposition of the "Near" that begins a sentence and was taken for a name: "Near Gao, troops killed"."""
    name = prep.head
    verb, beside = name.head, name.kid("appos")
    last = max(n.i for n in subtree(name) if n.text != "," and (beside is None or n.i < subtree(beside)[0].i))
    if not _begins(prep, nodes) or last != name.i or not verb.is_verb or nodes[name.i + 1].text != ",":
        return
    if beside is not None:  # "Near Gao, a raid killed six": no Gao that is a raid
        if subtree(beside)[-1].i >= verb.i or name.dep not in SUBJECTS:
            return
        hang(beside, verb, name.dep)
    prep.pos, prep.tag = "ADP", "IN"
    hang(prep, verb, "prep")
    hang(name, prep, "pobj")
    for part in subtree(name):
        part.ent_label = "GPE" if part.ent_label in ("PERSON", "ORG") else part.ent_label


def plural_noun(noun: Node, nodes: list[Node]) -> None:
    """Make a common noun of the plural that begins a sentence: "Shells hit a school"."""
    beside = noun.i + 1 < len(nodes) and nodes[noun.i + 1].tag in ("NNP", "NNPS")
    if not beside and noun.text.istitle() and noun.low.endswith("s") and _begins(noun, nodes):
        noun.tag, noun.pos, noun.lemma = "NNS", "NOUN", _singular(noun.low)


def written_large(noun: Node, nodes: list[Node]) -> None:
    """Make a common noun of a body that the paper writes large after "the": "the Government", not "the Navy Seals"."""
    after = nodes[noun.i + 1] if noun.i + 1 < len(nodes) else noun
    if after.low in ("of", "for") and after.i + 1 < len(nodes):
        after = nodes[after.i + 1]  # "the Council of Europe", but "accused the Government of theft"
    goes_on = after.sent == noun.sent and (after.text[:1].isupper() or after.text in ("-", "–", "&"))
    if nodes[noun.i - 1].low == "the" and noun.i and not goes_on and noun.text.istitle():
        noun.tag, noun.pos, noun.lemma, noun.ent_label = "NN", "NOUN", noun.low, ""


def _singular(plural: str) -> str:
    """ "Bodies" is of "body", "shells" of "shell"."""
    return plural[:-3] + "y" if plural.endswith("ies") else plural.removesuffix("s")


def _begins(node: Node, nodes: list[Node]) -> bool:
    """Whether a sentence or a line begins with the node."""
    before = nodes[node.i - 1]
    return node.i == 0 or before.sent != node.sent or before.text.isspace()
