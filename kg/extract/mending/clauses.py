"""Clauses that a parse of news hangs on the wrong word, put where they belong."""

from __future__ import annotations

from kg.extract.mending.coordination import FINITE, mend_coordination
from kg.extract.mending.gerunds import (
    another_deed,
    between_two,
    listed_deed,
    on_a_visit,
    told_deed,
    with_doers,
    with_others,
)
from kg.extract.mending.infinitives import called_for, effort_to, infinitive_noun
from kg.extract.mending.lists import behind_fronted, of_places
from kg.extract.mending.reduced import purposed, reduced, set_off
from kg.extract.mending.relatives import relative
from kg.extract.mending.supposed import supposed
from kg.extract.syntax import SMALL, SUBJECTS, Node, hang, is_passive, subtree
from kg.lexicon.constructions import constructions

NAMED = frozenset({"GPE", "PERSON", "ORG", "NORP", "FAC"})
CHARGING = frozenset({"accuse", "convict", "suspect"})
AT_THE_TOP = ("ROOT", "nsubj", "nsubjpass")
DASHES = frozenset({"--", "-", "–", "—"})
NO_CLAUSES = SMALL | {"compound"}


def mend_clauses(nodes: list[Node], verbs: frozenset[str]) -> None:
    """Put the clauses of a text right in place. `verbs` are lemmas that exist as verbs."""
    for node in nodes:
        if node.dep in NO_CLAUSES and node.tag != "VBD" and node.low != "neither":
            continue
        if node.tag == "VBD" and node.low.endswith("en") and not node.lemma.endswith("en"):
            node.tag = "VBN"  # "had detained a man and beaten him"
        if node.tag == "VBD" and (by := node.kid("agent")) is not None:
            _done_by(node, by)
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
        if node.dep == "advcl" and node.tag in ("VB", "VBN") and node.head.lemma in constructions().calling_for:
            called_for(node)
        if node.dep in ("advcl", "xcomp") and node.tag == "VB":
            effort_to(node, nodes)
        elif node.dep == "advcl" and node.tag == "VBG" and node.lemma in constructions().resulting:
            _result(node)
        elif node.dep in SUBJECTS and node.head.kids(*SUBJECTS)[0] is not node:
            _between_dashes(node.head, nodes)
            _office_for(node)
        if node.tag in FINITE and node.dep in ("ROOT", "ccomp", "conj"):
            _noun_before(node, nodes)
            behind_fronted(node, nodes)
            set_off(node, nodes)
        elif node.tag == "VBN" and node.dep in ("ROOT", "ccomp", "conj") and node.kid("aux") is not None:
            behind_fronted(node, nodes)
        elif node.tag == "NN" and node.dep in AT_THE_TOP and node.low in verbs:
            _verb_of_many(node)
        if node.dep in ("npadvmod", "oprd") and node.ent_label in NAMED:
            _named_object(node)
        if node.dep == "conj" and node.tag == "VBG":
            listed_deed(node)
        if node.dep == "conj":
            mend_coordination(node, nodes)
            of_places(node, nodes)
        elif node.dep == "ccomp":
            purposed(node)
            _after_being(node, nodes)
            supposed(node)
        elif node.dep == "relcl":
            _who(node)
        elif node.dep == "acl":
            with_doers(node, nodes)
            _second_object(node)
            _led(node)
        elif node.dep == "pcomp" and node.tag == "VBG":
            on_a_visit(node)
        elif node.dep == "amod" and node.tag == "VBG":
            another_deed(node, nodes)
        elif node.dep == "amod":
            if node.tag in ("VBN", "VBD"):
                _coordinated_participle(node, nodes)
                _perfect(node)
        elif node.dep == "dep":
            _apart_from_its_conjunction(node)
        elif node.dep == "pobj" and node.tag == "NN" and node.low in verbs:
            infinitive_noun(node)
        elif node.dep == "dobj" and node.is_noun and node.head.lemma in CHARGING:
            _charged_with(node)
        elif node.dep == "dobj" and node.tag == "NN" and node.lemma in constructions().held:
            _held(node)


def _done_by(verb: Node, by: Node) -> None:
    """Make a passive of "three officers detained last week by Chad", where the officers were taken for the doers."""
    who, inner = verb.kid("nsubj"), by.kid("pobj")
    if who is None or inner is None or inner.ent_label in ("DATE", "TIME", "PERCENT", "MONEY") or inner.pos == "NUM":
        return
    if verb.kid("dobj", "aux", "auxpass", "ccomp") is None and verb.lemma in constructions().headline_passive:
        verb.tag, who.dep = "VBN", "nsubjpass"


def _result(verb: Node) -> None:
    """Hang what came of it on what was told, not on the teller: in "Rebels shelled a camp, a doctor said, killing five"
    the doctor killed none."""
    telling = verb.head
    if telling.lemma not in constructions().saying or verb.i < telling.i or verb.kid("nsubj", "mark") is not None:
        return
    told = [c for c in telling.kids("ccomp") if c.i < telling.i]
    if telling.dep == "parataxis" and telling.head.is_verb and telling.head.i < telling.i:
        told = [telling.head]
    if told:
        hang(verb, told[-1], "advcl")


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
    if touching and name.ent_label == "PERSON" and charge is not None and charge.low in ("for", "of"):
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


def _coordinated_participle(node: Node, nodes: list[Node]) -> None:
    """Make a second verb of "had armed and trained tribal units", where the units were taken for trained ones."""
    first, noun = nodes[node.i - 2], node.head
    if node.i < 2 or nodes[node.i - 1].dep != "cc" or nodes[node.i - 1].head is not first or not first.is_verb:
        return
    if first.tag not in ("VBN", "VBD") or first.kid("dobj") is not None or noun.i < node.i:
        return
    if noun.head is first and noun.dep in ("conj", "dobj"):
        behind = [c for c in first.children if c.i > noun.i and c.dep in ("advcl", "xcomp", "prep")]
        hang(node, first, "conj")
        node.pos = "VERB"
        for one, dep in ((noun, "dobj"), *((c, c.dep) for c in behind)):
            hang(one, node, dep)


def _who(clause: Node) -> None:
    """Hang on people what "who" tells, not on their body: in "deserters of the Azov navy who fled" the navy did not.

    And on a body what "which" tells, not on its head: "the government of President Diop, which is based in Kara".
    """
    body = clause.head
    people = body.head.head
    named = body.dep == "pobj" and body.tag in ("NNP", "NNPS") and body.ent_label != "PERSON"
    told = any(c.low == "who" for c in clause.kids("nsubj", "nsubjpass"))
    if named and told and body.head.low in ("of", "from") and people.tag == "NNS" and people.is_noun:
        hang(clause, people, "relcl")
    which = any(c.low == "which" for c in clause.kids("nsubj", "nsubjpass"))
    if which and body.ent_label == "PERSON" and body.dep == "pobj" and body.head.low == "of" and people.is_noun:
        hang(clause, people, "relcl")


def _led(clause: Node) -> None:
    """Hang what tells of a body on the body: in "members of the Hashd militia, led by Khazali" he leads the militia."""
    members = clause.head
    bodies = [o for p in members.kids("prep") if p.low == "of" for o in p.kids("pobj") if o.i < clause.i]
    if clause.lemma in constructions().heading and members.lemma in constructions().of_bodies and bodies:
        hang(clause, bodies[0], "acl")


def _held(state: Node) -> None:
    """Part whom one took from what one took him for: "took 18 people hostage"."""
    whom = state.children[-1] if state.children else state
    if whom.dep == "compound" and whom.i == state.i - 1:
        verb = state.head
        for before in [c for c in state.children if c is not whom]:
            hang(before, whom, before.dep)
        hang(whom, verb, "dobj")
        state.dep = "oprd"


def _charged_with(whom: Node) -> None:
    """Hang on the verb what somebody is charged with: "accused the government of the attack"."""
    verb = whom.head
    charges = [c for c in whom.kids("prep") if c.low == "of" and c.i > whom.i]
    if charges and not any(c.low == "of" for c in verb.kids("prep")):
        what = charges[-1].kid("pobj", "pcomp")
        if what is not None and what.pos in ("NOUN", "VERB"):  # not "the president of Chad"
            hang(charges[-1], verb, "prep")


def _perfect(participle: Node) -> None:
    """Make one verb of "have documented massacres", taken for documented ones that somebody has."""
    noun = participle.head
    having = noun.head
    first = participle.i == having.i + 1 and noun.dep == "dobj" and noun.i > participle.i
    if first and having.lemma == "have" and having.kid("nsubj") is not None and participle.tag == "VBN":
        having.lemma = participle.lemma
        hang(participle, having, "aux")


def _after_being(verb: Node, nodes: list[Node]) -> None:
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


def _second_object(verb: Node) -> None:
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
