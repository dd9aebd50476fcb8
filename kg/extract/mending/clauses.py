"""Clauses that a parse of news hangs on the wrong word, put where they belong."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.mending.coordination import FINITE, behind_preposition, mend_coordination
from kg.extract.mending.gerunds import (
    another_deed,
    between_two,
    listed_deed,
    on_a_visit,
    suffered,
    told_deed,
    with_doers,
    with_others,
)
from kg.extract.mending.infinitives import asked_through, called_for, commanded, effort_to, infinitive_noun
from kg.extract.mending.lists import behind_fronted, of_places
from kg.extract.mending.participles import (
    done_by,
    led,
    made,
    perfect,
    said_too,
    second_participle,
    trying,
    what_came_of_it,
)
from kg.extract.mending.reduced import purposed, reduced, set_off
from kg.extract.mending.relatives import behind_being, relative, taken_for_object, told_of
from kg.extract.mending.rootless import rootless
from kg.extract.mending.supposed import left_open, supposed
from kg.extract.syntax import SMALL, SUBJECTS, Node, hang, is_passive, subtree
from kg.lexicon.constructions import constructions

NAMED = frozenset({"GPE", "PERSON", "ORG", "NORP", "FAC"})
CHARGING = frozenset({"absolve", "accuse", "acquit", "clear", "convict", "exonerate", "suspect", "warn"})
AT_THE_TOP = ("ROOT", "nsubj", "nsubjpass")
DASHES = frozenset({"--", "-", "–", "—"})
WISHING = frozenset({"demand", "have", "like", "need", "order", "prefer", "see", "want"})
NO_CLAUSES = SMALL | {"compound"}


def mend_clauses(nodes: list[Node], verbs: frozenset[str]) -> None:
    """Put the clauses of a text right in place. `verbs` are lemmas that exist as verbs."""
    for node in nodes:
        if node.dep in NO_CLAUSES and node.tag != "VBD" and node.low != "neither":
            continue
        if node.tag == "VBD" and node.low.endswith("en") and not node.lemma.endswith("en"):
            node.tag = "VBN"  # "had detained a man and beaten him"
        if node.tag == "VBD" and (by := node.kid("agent")) is not None:
            done_by(node, by)
        if node.low == "neither" and node.dep != "advmod" and node.i + 1 < len(nodes) and nodes[node.i + 1].is_verb:
            hang(node, nodes[node.i + 1], "advmod")  # "the minister neither met the envoy nor visited the camp"
        if node.tag == "VBG" and node.dep in ("advcl", "csubj"):
            between_two(node, nodes)
            if node.dep == "advcl":
                with_others(node)
                told_deed(node, nodes)
        if node.dep in ("ccomp", "advcl", "conj") and node.is_verb:
            reduced(node)
            if node.dep == "advcl":
                relative(node, nodes)
                behind_preposition(node, nodes)
        if node.dep in ("acl", "advcl") and node.tag == "VBD":
            rootless(node, nodes)
        if node.dep == "advcl" and node.tag == "VBN" and node.i:
            made(node, nodes)
        if node.dep == "advcl" and node.tag == "VBD" and nodes[node.i - 1].dep == "mark":
            _if_done_to(node)
        if node.dep == "advcl" and node.tag in ("VB", "VBN") and node.head.lemma in constructions().calling_for:
            called_for(node)
        if node.dep == "advcl" and node.head.lemma == "be":
            left_open(node)
        if node.dep in ("advcl", "xcomp") and node.tag == "VB":
            effort_to(node, nodes)
            asked_through(node)
            commanded(node)
        elif node.dep == "advcl" and node.tag == "VBG" and node.lemma in constructions().resulting:
            what_came_of_it(node)
        elif node.dep == "advcl" and node.tag == "VBG" and node.head.tag == "VB":
            said_too(node, nodes)
        elif node.dep in SUBJECTS and node.head.kids(*SUBJECTS)[0] is not node:
            _between_dashes(node.head, nodes)
            _office_for(node)
        if node.tag in FINITE and node.dep in ("ROOT", "ccomp", "conj"):
            _noun_before(node, nodes)
            behind_fronted(node, nodes)
            set_off(node, nodes)
        elif node.tag == "VBN" and node.dep in ("ROOT", "ccomp", "conj") and node.kid("aux", "auxpass") is not None:
            if node.kid("aux") is not None:
                behind_fronted(node, nodes)
            set_off(node, nodes)
        elif node.tag == "NN" and node.dep in AT_THE_TOP and node.low in verbs:
            _verb_of_many(node)
        if node.dep in ("npadvmod", "oprd") and node.ent_label in NAMED:
            _named_object(node)
        if (way := HUNG.get(node.dep)) is not None:
            way(node, nodes, verbs)


def _joined(node: Node, nodes: list[Node], _verbs: frozenset[str]) -> None:
    if node.tag == "VBG":
        listed_deed(node)
    if node.dep == "conj":
        mend_coordination(node, nodes)
        of_places(node, nodes)


def _told(node: Node, nodes: list[Node], _verbs: frozenset[str]) -> None:
    if node.tag in ("VBN", "VBD") and node.head.lemma in WISHING:
        _to_be_done(node)
    purposed(node)
    behind_being(node, nodes)
    supposed(node)


def _to_be_done(verb: Node) -> None:
    """Make a passive of "wants the banker extradited" and "ordered the prisoners released"."""
    whom = verb.kid("nsubj")
    bare = verb.kid("aux", "auxpass", "mark", "dobj") is None and verb.head.kid("dobj") is None
    if whom is not None and bare and verb.head.i < whom.i < verb.i and whom.tag != "PRP":
        whom.dep, verb.tag = "nsubjpass", "VBN"


def _behind_noun(node: Node, nodes: list[Node], _verbs: frozenset[str]) -> None:
    with_doers(node, nodes)
    taken_for_object(node)
    led(node)


def _before_noun(node: Node, nodes: list[Node], _verbs: frozenset[str]) -> None:
    if node.tag == "VBG":
        another_deed(node, nodes)
    elif node.tag in ("VBN", "VBD"):
        second_participle(node, nodes)
        perfect(node)


def _object(node: Node, _nodes: list[Node], _verbs: frozenset[str]) -> None:
    if node.is_noun and node.head.lemma in CHARGING:
        _charged_with(node)
    elif node.tag == "NN" and node.lemma in constructions().held:
        _held(node)


def _behind_preposition(node: Node, _nodes: list[Node], verbs: frozenset[str]) -> None:
    _behind_date(node)
    if node.dep == "pcomp" and node.tag == "VBG":
        on_a_visit(node)
        suffered(node)
        _accused_of(node)
    elif node.dep == "pobj" and node.tag == "NN" and node.low in verbs:
        infinitive_noun(node)
    if node.dep == "pobj" and node.head.low == "for":
        _pinned(node)


def _behind_date(node: Node) -> None:
    """Hang on the verb what was hung on its date: "accused Chad on Sunday of killing ten men"."""
    of = node.head
    if of.low != "of":
        return
    date = of.head
    above = date.head.head if date.dep == "pobj" else date.head
    dated = date.ent_label in ("DATE", "TIME") and date.dep in ("pobj", "npadvmod")
    told = node.tag == "VBG" or (above.lemma in CHARGING and node.ent_label not in ("DATE", "TIME"))
    if of.dep == "prep" and dated and above.is_verb and told:
        hang(of, above, "prep")


def _if_done_to(verb: Node) -> None:
    """Make a passive of "will fire if attacked", which has neither subject nor object."""
    mark = verb.kid("mark")
    alone = verb.kid("nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "aux") is None
    if mark is not None and mark.low in ("if", "unless", "until", "once") and alone:
        verb.tag = "VBN"


def _noun_before(verb: Node, nodes: list[Node]) -> None:
    """Give a verb taken for a noun its subject: in "The US military trains pilots" no trains are meant.

    Without an article, "Turkey backs rebels": where a country stands before the verb and an object behind it.
    """
    article, noun = verb.kid("det"), nodes[verb.i - 1]
    if verb.kid("nsubj", "nsubjpass", "expl", "aux") is not None:
        return
    if article is None and not (noun.ent_label == "GPE" and verb.kid("dobj") is not None):
        return
    if article is not None and article.i > verb.i:
        return
    if noun.head is not verb or noun.pos not in ("NOUN", "PROPN") or noun.dep not in ("amod", "nmod", "compound"):
        return
    for before in [c for c in verb.children if c.i < noun.i and c.dep in ("det", "amod", "nmod", "compound", "poss")]:
        hang(before, noun, before.dep)
    noun.dep = "nsubj"


def _verb_of_many(noun: Node) -> None:
    """Make a verb of what a headline's crowd does: "Thousands rally in Caracas before Maduro is sworn in"."""
    crowd, clause = noun.kid("nsubj"), noun.head
    if crowd is None or crowd.tag != "NNS" or crowd.i != noun.i - 1:
        return
    if clause is not noun:
        if clause.kid("mark") is None or clause.head is not clause:
            return
        clause.children.remove(noun)
        noun.head, noun.dep = noun, "ROOT"
        hang(clause, noun, "advcl")
    noun.pos, noun.tag, noun.lemma = "VERB", "VBP", noun.low


def _named_object(name: Node) -> None:
    """Make an object of a name right behind a verb, taken for when it was done or what it is called: "left Goma"."""
    verb = name.head
    touching = subtree(name)[0].i == verb.i + 1 and (name.dep == "npadvmod" or name.ent_label == "GPE")
    if verb.is_verb and touching and verb.kid("dobj", "attr", "ccomp", "xcomp") is None and not is_passive(verb):
        name.dep = "dobj"


def _office_for(name: Node) -> None:
    """Hang a name on the office before it: in "Minister for Trade Ana Ruiz resigned" one person did."""
    office = name.head.kids(*SUBJECTS)[0]
    charge = office.kid("prep")
    touching = subtree(office)[-1].i == subtree(name)[0].i - 1
    if touching and name.ent_label == "PERSON" and charge is not None and charge.low in ("for", "of", "to"):
        hang(name, office, "appos")


def _between_dashes(verb: Node, nodes: list[Node]) -> None:
    """Hang what stands between dashes on what it explains: "In one raid -- a burst of shots -- ten were hurt"."""
    first, *_, last = verb.kids(*SUBJECTS)
    left, right = (subtree(n)[0].i - 1 for n in (first, last))
    if (
        left < 1
        or nodes[left].text not in DASHES
        or nodes[right].text not in DASHES
        or nodes[left - 1].sent != verb.sent
    ):
        return
    noun = nodes[left - 1]
    while noun.dep in ("compound", "amod", "pobj", "prep") and noun.head.dep != "prep" and noun.head.i < noun.i:
        noun = noun.head
    if noun.is_noun and noun not in subtree(first):
        hang(first, noun, "appos")


def _apart_from_its_conjunction(verb: Node) -> None:
    """Coordinate "became fixated on purity and, as a consequence, murdered thousands", which the parse left open."""
    first = verb.head
    alike = verb.tag == first.tag and verb.tag in FINITE and verb.i > first.i
    if alike and verb.kid("nsubj", "nsubjpass", "expl") is None and any(c.dep == "cc" for c in first.children):
        verb.dep = "conj"


def _held(state: Node) -> None:
    """Part whom one took from what one took him for: "took 18 people hostage"."""
    whom = state.children[-1] if state.children else state
    if whom.dep == "compound" and whom.i == state.i - 1:
        verb = state.head
        for before in [c for c in state.children if c is not whom]:
            hang(before, whom, before.dep)
        hang(whom, verb, "dobj")
        state.dep = "oprd"


def _pinned(deed: Node) -> None:
    """Hang on the verb on whom the blame is put: "placed the blame for the attacks on Somalia" is no attack on it."""
    above = deed.head.head
    blame = above if above.lemma == "blame" else above.kid("dobj")
    if blame is None or blame.lemma != "blame" or blame.dep != "dobj" or not blame.head.is_verb:
        return
    on = [p for p in deed.kids("prep") if p.low == "on"]
    if on and not any(p.low == "on" for p in blame.head.kids("prep")):
        hang(on[-1], blame.head, "prep")
        hang(deed.head, blame, "prep")


def _charged_with(whom: Node) -> None:
    """Hang on the verb what somebody is charged with: "accused the government of the attack"."""
    verb = whom.head
    charges = [c for c in whom.kids("prep") if c.low == "of" and c.i > whom.i]
    if charges and not any(c.low == "of" for c in verb.kids("prep")):
        what = charges[-1].kid("pobj", "pcomp")
        if what is not None and what.pos in ("NOUN", "VERB"):  # not "the president of Chad"
            hang(charges[-1], verb, "prep")


def _accused_of(gerund: Node) -> None:
    """Count among the charges how it was done: "accused Kenya of fuelling the war by killing three men"."""
    by, verb = gerund.head, gerund.head.head
    if by.low != "by" or gerund.dep != "pcomp" or verb.lemma != "accuse" or verb.kid("dobj") is None:
        return
    charge = next((p for p in verb.kids("prep") if p.low == "of" and p.i < by.i), None)
    if charge is not None:
        hang(gerund, charge, "pcomp")


HUNG: dict[str, Callable[[Node, list[Node], frozenset[str]], None]] = {
    "conj": _joined,
    "ccomp": _told,
    "csubj": lambda node, _nodes, _verbs: trying(node),
    "relcl": lambda node, _nodes, _verbs: told_of(node),
    "acl": _behind_noun,
    "amod": _before_noun,
    "dep": lambda node, _nodes, _verbs: _apart_from_its_conjunction(node),
    "pcomp": _behind_preposition,
    "pobj": _behind_preposition,
    "dobj": _object,
}
"""What mends a clause, by the label that its verb, or what was taken for one, hangs under."""
