"""Clauses that a parse of news hangs on the wrong word, put where they belong."""

from __future__ import annotations

from kg.extract.mending.gerunds import between_two
from kg.extract.syntax import SUBJECTS, Node, hang, is_passive, subtree
from kg.lexicon.constructions import constructions

SUPPOSING = frozenset({"allege", "believe", "know", "presume", "report", "say", "suspect", "think", "understand"})
FINITE = ("VBD", "VBZ", "VBP")
NAMED = frozenset({"GPE", "PERSON", "ORG", "NORP", "FAC"})
CHARGING = frozenset({"accuse", "convict", "suspect"})
DASHES = frozenset({"--", "-", "–", "—"})
BARE = ("VB", "VBN", "VBG")


def mend_clauses(nodes: list[Node], verbs: frozenset[str]) -> None:
    """Put the clauses of a text right in place. `verbs` are lemmas that exist as verbs."""
    for node in nodes:
        if node.tag == "VBD" and node.low.endswith("en") and not node.lemma.endswith("en"):
            node.tag = "VBN"  # "had detained a man and beaten him"
        if node.tag == "VBG" and node.dep in ("advcl", "csubj"):
            between_two(node, nodes)
        if node.dep in ("advcl", "xcomp") and node.tag == "VB":
            _effort_to(node, nodes)
        elif node.dep == "advcl" and node.tag == "VBG" and node.lemma in constructions().resulting:
            _result(node)
        elif node.dep in SUBJECTS and node.head.kids(*SUBJECTS)[0] is not node:
            _between_dashes(node.head, nodes)
        if node.tag in FINITE and node.dep in ("ROOT", "ccomp", "conj"):
            _noun_before(node, nodes)
        if node.dep in ("npadvmod", "oprd") and node.ent_label in NAMED:
            _named_object(node)
        if node.dep == "conj":
            if node.tag in FINITE:
                _second_teller(node)
            elif node.tag == "VBN":
                _second_participle(node)
                _second_passive(node)
            if node.is_verb:
                _beside_infinitive(node)
                _own_subject(node, nodes)
        elif node.dep == "ccomp":
            _after_being(node, nodes)
            _supposed(node)
        elif node.dep == "relcl":
            _who(node)
        elif node.dep == "acl":
            _second_object(node)
            _led(node)
        elif node.dep == "amod":
            if node.tag in ("VBN", "VBD"):
                _coordinated_participle(node, nodes)
        elif node.dep == "dep":
            _apart_from_its_conjunction(node)
        elif node.dep == "pobj" and node.tag == "NN" and node.low in verbs:
            _infinitive_noun(node)
        elif node.dep == "dobj" and node.is_noun and node.head.lemma in CHARGING:
            _charged_with(node)
        elif node.dep == "dobj" and node.tag == "NN" and node.lemma in constructions().held:
            _held(node)


def _effort_to(verb: Node, nodes: list[Node]) -> None:
    """Hang an infinitive on the effort that it tells: "aiding their efforts to retake the town"; on who is urged to."""
    to = next((c for c in verb.children if c.dep == "aux" and c.low == "to"), None)
    if to is None or to.i == 0:
        return
    noun = nodes[to.i - 1]
    if noun.dep == "dobj" and noun.head is verb.head:
        if noun.lemma in constructions().efforts:
            hang(verb, noun, "acl")
        elif verb.dep == "advcl" and verb.head.lemma in constructions().urging:
            verb.dep = "xcomp"  # "press the junta to end its attacks"


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


def _named_object(name: Node) -> None:
    """Make an object of a name right behind a verb, taken for when it was done or what it is called: "left Goma"."""
    verb = name.head
    touching = subtree(name)[0].i == verb.i + 1 and (name.dep == "npadvmod" or name.ent_label == "GPE")
    if verb.is_verb and touching and verb.kid("dobj", "attr", "ccomp", "xcomp") is None and not is_passive(verb):
        name.dep = "dobj"


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


def _infinitive_noun(node: Node) -> None:
    """Make a verb of what was taken for a noun: "came down to massacre the villagers"."""
    to = node.head
    if to.low != "to" or to.i != node.i - 1 or node.kid("dobj") is None:
        return
    hang(node, to.head, "advcl")
    hang(to, node, "aux")
    to.pos, to.tag = "PART", "TO"
    node.pos, node.tag, node.lemma = "VERB", "VB", node.low


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


def _second_passive(verb: Node) -> None:
    """Hang a passive on what is told where number or tense bars the teller: "he adds that she fled but was caught"."""
    telling, auxiliary = verb.head, verb.kid("auxpass")
    if auxiliary is None or telling.lemma not in constructions().saying or verb.kid("nsubj", "nsubjpass") is not None:
        return
    teller = telling.kid("nsubj")
    many = auxiliary.low == "were" and teller is not None and teller.tag in ("NN", "NNP") and not teller.kids("conj")
    past = auxiliary.low in ("was", "were") and telling.tag in ("VBZ", "VBP")
    told = [c for c in telling.kids("ccomp") if telling.i < c.i < verb.i]
    if told and (many or past):
        hang(verb, told[-1], "conj")


def _who(clause: Node) -> None:
    """Hang on people what "who" tells, not on their body: in "deserters of the Azov navy who fled" the navy did not."""
    body = clause.head
    people = body.head.head
    named = body.dep == "pobj" and body.tag in ("NNP", "NNPS") and body.ent_label != "PERSON"
    told = any(c.low == "who" for c in clause.kids("nsubj", "nsubjpass"))
    if named and told and body.head.low in ("of", "from") and people.tag == "NNS" and people.is_noun:
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
        what = charges[-1].kid("pobj")
        if what is not None and what.pos == "NOUN":  # not "the president of Chad"
            hang(charges[-1], verb, "prep")


def _second_participle(verb: Node) -> None:
    """Hang "beaten" on what it goes on: "the captain said gunmen had detained a man and beaten him"."""
    telling = verb.head
    if telling.tag not in FINITE or verb.kid("aux", "auxpass", "nsubj", "nsubjpass") is not None:
        return
    told = [c for c in telling.kids("ccomp") if telling.i < c.i < verb.i and c.tag == "VBN"]
    if told and told[-1].kid("aux", "auxpass") is not None:
        hang(verb, told[-1], "conj")


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


def _beside_infinitive(verb: Node) -> None:
    """Hang a finite verb on the finite one, not on its infinitive: "asked Peru to leave and has shut the border"."""
    first = verb.head
    if first.tag != "VB" or not any(c.low == "to" for c in first.kids("aux")) or verb.kid("mark") is not None:
        return
    helping = verb.kids("aux", "auxpass")
    alone = not helping and not is_passive(first) and verb.low != verb.lemma  # "set" may be an infinitive, too
    if not (alone and verb.tag in FINITE) and not any(c.tag in (*FINITE, "MD") for c in helping):
        return
    above = first
    while above.head is not above and not any(c.tag in FINITE for c in (above, *above.kids("aux", "auxpass"))):
        above = above.head
    if above.is_verb and above is not first and above.i < first.i:
        hang(verb, above, "conj")


def _second_teller(verb: Node) -> None:
    """Hang on the teller what was hung on the told: "she said the group had been beaten and announced a pullout"."""
    first = verb.head
    teller = first.head
    if first.dep != "ccomp" or teller.tag != verb.tag or first.tag not in BARE or first.i < teller.i:
        return
    shared = verb.i == first.i + 2 and not is_passive(first)  # "had abducted and killed"
    if not shared and verb.kid("nsubj", "nsubjpass", "expl", "aux", "auxpass") is None:
        hang(verb, teller, "conj")


def _own_subject(verb: Node, nodes: list[Node]) -> None:
    """Give a second verb the subject before it: "police arrested two men and a student has been beaten".

    Verbs that share a subject have their conjunction right before the second of them; a noun that stands there instead
    is the second verb's own, and no further object of the first.
    """
    if verb.kid("nsubj", "nsubjpass", "expl") is not None:
        return
    auxiliaries = [c for c in verb.kids("aux", "auxpass") if c.i < verb.i and c.low != "to"]
    if not auxiliaries and verb.tag not in FINITE:
        return
    begin = min(c.i for c in (*auxiliaries, verb))
    noun = nodes[begin - 1] if begin else verb
    while noun.dep in ("pobj", "prep") and noun.i > verb.head.i:
        noun = noun.head
    above = noun.head
    if noun.dep != "conj" or not noun.is_noun or not above.is_noun or not verb.head.i < above.i < noun.i:
        return
    joining = next((c for c in above.children if c.dep == "cc" and c.i == subtree(noun)[0].i - 1), None)
    if joining is not None and subtree(noun)[-1].i == begin - 1:
        hang(noun, verb, "nsubjpass" if is_passive(verb) else "nsubj")
        hang(joining, verb.head, "cc")


def _supposed(verb: Node) -> None:
    """Make one clause of "two men believed to be deserters were arrested", where the deserters were the arrested."""
    supposing, subject = verb.head, verb.kid("nsubj", "nsubjpass")
    who, being = supposing.kid("nsubj"), supposing.kid("xcomp")
    if supposing.lemma not in SUPPOSING or supposing.tag not in ("VBD", "VBN") or supposing.kid("aux", "auxpass"):
        return
    if who is None or being is None or being.lemma != "be" or verb.kid("mark") is not None:
        return
    if supposing.i != subtree(who)[-1].i + 1 or subtree(verb)[0].i not in (being.i + 1, subtree(being)[-1].i + 1):
        return
    outer, dep, role = supposing.head, supposing.dep, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj"
    if subject is not None:
        hang(subject, being, "attr")
    if outer is supposing:
        supposing.children.remove(verb)
        verb.head, verb.dep = verb, "ROOT"
    else:
        hang(verb, outer, dep)
    hang(who, verb, role)
    for stop in [c for c in supposing.children if c.dep == "punct" and c.i > verb.i]:
        hang(stop, verb, "punct")
    if outer is supposing:
        supposing.head, supposing.dep = who, "acl"
        who.children.append(supposing)
        who.children.sort(key=lambda n: n.i)
    else:
        hang(supposing, who, "acl")
    supposing.tag = "VBN"
