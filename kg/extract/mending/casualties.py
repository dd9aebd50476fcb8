"""What news often says and the parse hangs wrong, mended in the tree: "killed 12 and 30 wounded", "blamed it on Y".

A second number of casualties has no verb but the participle, and the parse hangs it anywhere; what is left, seen or
found in a state is parsed as a subject. Afterwards each participle is a passive verb with those it counts as its
subject. Whom something is blamed on is hung on the verb that blames.
"""

from __future__ import annotations

from kg.extract.mending.pinned import pinned
from kg.extract.syntax import Node, Tree, ancestors, hang, subtree
from kg.lexicon.constructions import constructions

ROUND = frozenset({"dozen", "score", "hundred", "thousand"})
REACH = 24  # words back to the verb that the count goes on from


def mended(tree: Tree) -> Tree:
    """The tree, with each casualty count made a clause of its own. The nodes are changed in place."""
    pinning, harmed = constructions().pinning, constructions().harmed
    for node in tree.nodes:
        if node.lemma in pinning and node.is_verb:
            pinned(node, tree.nodes)
        if node.low in harmed:
            _left_so(node)
            _counted_again(node, tree)
            _and_wounded(node, tree)
        elif node.low == "than":
            _no_fewer(node, tree)
        elif node.low == "more" and node.dep == "advmod":
            _some_more(node)
        if node.tag == "VBN" and node.dep in ("ccomp", "advcl", "conj"):
            _seen_done(node)
    return tree


def _no_fewer(than: Node, tree: Tree) -> None:
    """Hang the "no" of "no fewer than 40 people died" on "fewer": it denies nothing."""
    if than.i < 2 or than.i + 1 >= len(tree.nodes):
        return
    no, fewer, number = (tree.nodes[than.i + k] for k in (-2, -1, 1))
    if no.low == "no" and fewer.low in ("fewer", "less", "more") and number.pos == "NUM":
        hang(fewer, number, "amod")
        hang(than, number, "quantmod")
        hang(no, fewer, "advmod")


def _is_count(node: Node) -> bool:
    return node.pos == "NUM" or node.lemma in ROUND


def _left_so(state: Node) -> None:
    """ "left 12 dead", "left 12 civilians dead", where the state was parsed as an object or its adjective."""
    verb = state.head
    if state.dep == "amod" and verb.i < state.i and verb.dep == "dobj" and verb.head.lemma == "leave":
        hang(state, verb.head, "oprd")
    elif state.dep == "dobj" and verb.lemma == "leave" and (number := state.kid("nummod")) is not None:
        hang(number, verb, "dobj")
        state.dep = "oprd"
    elif state.dep in ("oprd", "ccomp") and verb.lemma == "leave" and verb.kid("dobj") is None:
        for thing in verb.kids("nsubj"):
            if verb.i < thing.i < state.i:
                thing.dep = "dobj"
        for thing in state.kids("nsubj"):
            if verb.i < thing.i < state.i:
                hang(thing, verb, "dobj")  # "left at least 12 people dead"
                state.dep = "oprd"


def _counted_again(state: Node, tree: Tree) -> None:
    """ "… and six wounded": a clause of its own beside the one before it."""
    count = _count_before(state, tree)
    if count is None or state.kid("aux", "auxpass") is not None or (state.dep == "amod" and state.head.i > state.i):
        return
    first = min(n.i for n in subtree(count) if n.i <= count.i and n is not state)
    while first and tree.nodes[first - 1].low in constructions().bounding:
        first -= 1
    if not first or tree.nodes[first - 1].low not in ("and", ","):
        return
    before = tree.nodes[max(first - REACH, tree.sentences[state.sent][0]) : first - 1]
    verb = next((n for n in reversed(before) if n.is_verb and n.lemma in constructions().harming), None)
    if verb is None or verb in subtree(count) or verb in subtree(state) or tree.nodes[first - 1] is verb:
        return
    if state in ancestors(verb) or count in ancestors(verb):
        return
    noun = tree.nodes[count.head.i - 1]
    if count.dep == "nsubj" and count.head.i > state.i and noun.is_noun and noun in subtree(state):
        count.head.tag = "VBN"  # "and eleven wounded in shells fired into homes"
        hang(count.head, noun, "acl")
    state.pos, state.tag = "VERB", "VBN"
    state.lemma = constructions().harmed[state.low]
    hang(state, verb, "conj")
    hang(count, state, "nsubjpass")


def _count_before(state: Node, tree: Tree) -> Node | None:
    """Those who are counted: the "six" of "six wounded", the "others" of "70 others wounded"."""
    before = tree.nodes[state.i - 1] if state.i else state
    if before.low == "more" and state.i > 1 and _is_count(tree.nodes[state.i - 2]):
        return tree.nodes[state.i - 2]
    if _is_count(before) and not before.text.istitle():
        return before
    counted = before.tag == "NNS" and any(_is_count(c) for c in before.kids("nummod", "amod"))
    return before if counted else None


def _and_wounded(state: Node, tree: Tree) -> None:
    """ "killed nine and wounded scores", where the second verb was parsed as an adjective of the second number."""
    number, before = state.head, tree.nodes[state.i - 1]
    if state.dep != "amod" or number.i != state.i + 1 or not _is_count(number) or before.low != "and":
        return
    verb = number.head
    while verb.dep == "conj" and not verb.is_verb:
        verb = verb.head
    if not verb.is_verb and verb.dep == "dobj":
        verb = verb.head
    if not verb.is_verb or verb.lemma not in constructions().harming:
        return
    state.pos, state.tag, state.lemma = "VERB", verb.tag, constructions().harmed[state.low]
    hang(state, verb, "conj")
    hang(number, state, "dobj")


def _some_more(more: Node) -> None:
    """ "Injured four more", where they were parsed as a measure of how much."""
    number, verb = more.kid("npadvmod"), more.head
    if number is not None and _is_count(number) and verb.lemma in constructions().harming and verb.is_verb:
        hang(number, verb, "dobj")


def _seen_done(verb: Node) -> None:
    """ "saw 103 people killed", "with 12 people killed": who is before the participle undergoes it."""
    above, own = verb.head, verb.kid("nsubj")
    if own is None or own.i > verb.i or verb.kid("aux", "auxpass", "dobj") is not None:
        return
    absolute = verb.dep == "advcl" and any(c.low == "with" for c in verb.kids("mark"))
    seen = verb.dep == "ccomp" and above.lemma in constructions().finding
    harmed = verb.low in constructions().harmed and verb.dep in ("conj", "advcl") and own.pos != "PROPN"
    if absolute or seen or harmed:
        own.dep = "nsubjpass"
