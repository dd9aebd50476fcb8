"""Relative clauses that a parse hangs on the verb, or on another noun than theirs."""

from __future__ import annotations

from kg.extract.syntax import Node, hang, subtree

WHICH = frozenset({"which", "who", "whom"})


def relative(clause: Node, nodes: list[Node]) -> None:
    """Hang on its noun what "which" behind a comma tells of it: "lies north of Goma, which the rebels overran"."""
    word = next((c for c in clause.children if c.low in WHICH and c.dep in ("dobj", "nsubj", "nsubjpass")), None)
    if word is None or word.i < 2 or word.i > clause.i or nodes[word.i - 1].text != ",":
        return
    noun = nodes[word.i - 2]
    if noun.is_noun and noun.sent == clause.sent and noun is not clause.head and clause.head.i < noun.i:
        hang(clause, noun, "relcl")


def told_of(clause: Node) -> None:
    """Hang on people what "who" tells, not on their body: in "deserters of the Azov navy who fled" the navy did not.

    And on a body what "which" tells, not on its head: "the government of President Diop, which is based in Kara".
    """
    body = clause.head
    people = body.head.head
    named = body.dep == "pobj" and body.tag in ("NNP", "NNPS") and body.ent_label != "PERSON"
    told = any(c.low == "who" for c in clause.kids("nsubj", "nsubjpass"))
    if named and told and body.head.low in ("of", "from") and people.tag == "NNS" and people.is_noun:
        hang(clause, people, "relcl")
    elif named and told and people.dep == "appos" and people.head.ent_label == "PERSON":
        hang(clause, people.head, "relcl")  # "Noor, a member of Hamas, who shot two guards"
    which = any(c.low == "which" for c in clause.kids("nsubj", "nsubjpass"))
    if which and body.ent_label == "PERSON" and body.dep == "pobj" and body.head.low == "of" and people.is_noun:
        hang(clause, people, "relcl")


def behind_being(verb: Node, nodes: list[Node]) -> None:
    """Hang a clause on its noun: "was beaten on the territory it still controls"."""
    above, subject = verb.head, verb.kid("nsubj")
    if above.lemma == "be" and verb.is_verb and subject is not None and verb.i > above.i:
        before = nodes[subtree(subject)[0].i - 1]
        if (
            before.is_noun
            and before.i > above.i
            and verb.kid("mark", "dobj", "acomp", "attr", "xcomp", "ccomp") is None
        ):
            hang(verb, before, "relcl")


def taken_for_object(verb: Node) -> None:
    """Make a clause of a second object: "lost the town the rebels held near Goma"."""
    subject = verb.head
    if verb.tag not in ("VBN", "VBD") or subject.i != verb.i - 1 or subject.dep != "dobj":
        return
    above = subject.head
    first, *others = above.kids("dobj")
    touching = others == [subject] and subtree(subject)[0].i == subtree(first)[-1].i + 1
    if touching and verb.kid("agent") is None and above.kid("dative") is None:
        hang(verb, first, "relcl")
        hang(subject, verb, "nsubj")
        verb.tag, verb.pos = "VBD", "VERB"
