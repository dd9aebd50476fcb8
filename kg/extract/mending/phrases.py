"""Words and phrases that a parse of news tags or hangs wrong: headlines, dates, second clauses."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.mending.beginnings import PLACING, fronted, plural_noun, written_large
from kg.extract.mending.beside import NAMES, beside_the_other, mend_beside, mend_list
from kg.extract.mending.coordination import contrasted
from kg.extract.mending.gerunds import doing
from kg.extract.mending.inverted import doing_besides, inverted
from kg.extract.numbers import number_words
from kg.extract.syntax import SMALL, SUBJECTS, VERBS, Node, hang, subtree
from kg.lexicon.constructions import constructions

CLAUSES = frozenset({"relcl", "ROOT", "ccomp", "conj", "advcl"})
HEADS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})
PARTED = frozenset({"chance", "danger", "fear", "prospect", "report", "risk", "rumor", "rumour", "threat", "warning"})
NO_VERBS = frozenset({"ADV", "ADP", "NOUN", "ADJ"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend(nodes: list[Node], verbs: frozenset[str]) -> None:
    """Put the nodes of a text right in place. `verbs` are lemmas that exist as verbs."""
    numbers = number_words().words
    root = nodes[0] if nodes else None
    for node in nodes:
        if node.dep in SMALL and node.tag != "NNPS" and node.pos not in VERBS:
            continue
        if node.dep == "ROOT":
            if root is not None and root.sent == node.sent and root is not node:
                _said_of(root, node)
            root = node
        if node.tag == "NNPS" and not node.ent_label:
            plural_noun(node, nodes)
        elif node.tag == "NNP" and node.low in constructions().written_large:
            written_large(node, nodes)
        if node.i > 1 and nodes[node.i - 1].text == "-" and node.is_verb:
            _prefixed(node, nodes[node.i - 2], verbs)
        if node.tag == "JJ" and node.dep in HEADS and node.low in constructions().nouns_too:
            node.tag, node.pos = "NN", "NOUN"  # "launched a new offensive"
        if (way := HUNG.get(node.dep)) is not None:
            way(node, nodes)
        if node.dep in SUBJECTS and node.pos not in ("PRON", "PROPN"):
            if node.tag == "VBG":
                doing(node)
            elif node.tag in ("VBP", "VB"):
                _named_verb(node)
        if node.dep == "advcl" and node.tag == "VB":
            _purpose_of_noun(node, nodes)
        if node.dep in CLAUSES:
            if node.pos in NO_VERBS:
                _mistagged(node, verbs)
            elif node.dep == "ROOT" and node.tag in ("VBN", "VBD"):
                _without_auxiliary(node)
            elif node.dep == "ROOT" and node.tag == "NNP" and node.low in numbers:
                node.tag, node.pos = "CD", "NUM"  # "Eleven killed": not a name, though it heads the line


def _named_verb(node: Node) -> None:
    """Make a noun of a subject that was taken for a verb: "The ceasefire offer was made by the rebels"."""
    before = node.kid("nsubj")
    if (
        before is None
        or before.i != node.i - 1
        or before.tag not in ("NN", "NNP")
        or node.kid("dobj", "aux") is not None
    ):
        return
    node.tag, node.pos, before.dep = "NN", "NOUN", "compound"
    for child in [c for c in before.children if c.dep in ("det", "amod", "compound", "nummod", "poss")]:
        hang(child, node, child.dep)


def _conjunct(node: Node, nodes: list[Node]) -> None:
    if node.tag in FINITE:
        _clause_without_comma(node, nodes)
    else:
        mend_list(node, nodes)


def _object_of_preposition(node: Node, nodes: list[Node]) -> None:
    if node.tag == "DT":
        _article(node, nodes)
    elif node.ent_label == "DATE":
        _dated_noun(node, nodes)
    elif node.head.low == "of" and node.head.head.is_verb:
        _apart(node.head)
    elif node.head.low in PLACING and node.head.i > 1 and node.head.head.is_verb:
        _near_the_named(node.head, nodes)


def _apart(of: Node) -> None:
    """Hang on a noun what its verb parts from it: "fears are growing of a war"."""
    subject = of.head.kid("nsubj")
    if subject is not None and subject.lemma in PARTED and of.head.kid("dobj") is None:
        hang(of, subject, "prep")


def _near_the_named(prep: Node, nodes: list[Node]) -> None:
    """Hang what tells where a place lies on its name: "killed ten in Azaz, near the border"."""
    name = nodes[prep.i - 2]
    if nodes[prep.i - 1].text == "," and name.tag == "NNP" and name.dep == "pobj" and prep.head.i < name.i:
        hang(prep, name, "prep")


def _participle(node: Node, nodes: list[Node]) -> None:
    if node.tag == "VBD" and node.lemma in constructions().headline_passive:
        if node.kid("dobj") is None:
            node.tag = "VBN"  # "Eleven killed in Bogota"
    elif node.tag == "VBN" and node.head.dep == "ROOT":
        _did_to_many(node)


def _home(node: Node, nodes: list[Node]) -> None:
    """Make a noun of the "home" that a place is to somebody: "the camp, home to 200,000 refugees, was flooded"."""
    if node.low != "home" or node.i < 2 or node.i + 1 >= len(nodes) or nodes[node.i + 1].low != "to":
        return
    place = nodes[node.i - 2]
    if nodes[node.i - 1].text == "," and (place.is_noun or place.ent_label):
        node.tag, node.pos = "NN", "NOUN"
        hang(node, place, "appos")


def _compound(node: Node, nodes: list[Node]) -> None:
    if node.low in constructions().deputies and node.head.dep == "compound":
        hang(node, node.head.head, "compound")  # "deputy government spokeswoman"
    elif node.tag == "NNP" and node.low in PLACING:
        fronted(node, nodes)
    elif node.ent_label == "DATE":
        _date_before(node, nodes)
    elif node.text[-1].isdigit() and not node.text.isdigit():
        _of_this_make(node)


def _of_this_make(name: Node) -> None:
    """Hang on the plane whose it is, taken for the maker of its make: "an Israeli F-16 fighter jet"."""
    plane = name.head
    while plane.dep == "compound":
        plane = plane.head
    for whose in [c for c in name.kids("amod", "compound") if c.ent_label in ("NORP", "GPE")]:
        hang(whose, plane, whose.dep)


def _modifying_noun(node: Node, nodes: list[Node]) -> None:
    if node.tag in NAMES:
        beside_the_other(node)
    elif node.ent_label == "DATE":
        _date_before(node, nodes)


def _said_of(clause: Node, saying: Node) -> None:
    """Join "…, spokeswoman Maj. Reyes said" to what she said, where the parse leaves two trees in one sentence."""
    if clause.is_verb and clause.dep == "ROOT" and saying.lemma in constructions().saying:
        clause.head, clause.dep = saying, "ccomp"
        saying.children.insert(0, clause)


def _prefixed(verb: Node, prefix: Node, verbs: frozenset[str]) -> None:
    """Make one verb of "re-take", which the tokenizer cuts at the hyphen."""
    if prefix.low != "re" or prefix.end + 1 != verb.start or "re" + verb.lemma not in verbs:
        return
    verb.lemma = "re" + verb.lemma
    office = verb.head
    titled = verb.dep == "amod" and office.i > verb.i and prefix.kid("aux", "auxpass") is not None
    if titled or verb.head is prefix:
        _in_place_of(verb, prefix)
    if titled:  # "was re-elected president"
        for hyphen in [c for c in office.children if c.i == verb.i - 1]:
            hang(hyphen, verb, "punct")
        hang(office, verb, "oprd")
    for child in prefix.kids("aux", "auxpass", "nsubj", "nsubjpass", "mark", "neg", "agent", "prep"):
        hang(child, verb, child.dep)
    if verb.kid("auxpass") is not None:
        for subject in [s for c in (verb, *verb.kids("auxpass")) for s in c.kids("nsubj")]:
            hang(subject, verb, "nsubjpass")


def _in_place_of(verb: Node, prefix: Node) -> None:
    """Give a verb the place in the sentence of the prefix that was taken for its verb."""
    verb.head.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    if prefix.head is not prefix:
        verb.head, verb.dep = prefix.head, prefix.dep
        verb.head.children[verb.head.children.index(prefix)] = verb
    prefix.head, prefix.dep = verb, "prefix"
    verb.children.insert(0, prefix)


def _mistagged(node: Node, verbs: frozenset[str]) -> None:
    """Make a verb of a word that has a subject and an object but was tagged as none ("which back the general")."""
    who = node.kid("nsubj")
    if node.kid("dobj") is None:
        if node.tag == "JJ" and node.dep == "ccomp" and who is not None and who.i == node.i - 1:
            _described_object(node, who)
        return
    if node.low in verbs and who is not None:
        node.pos, node.tag, node.lemma = "VERB", "VBP", node.low
    elif node.tag == "NNS" and node.lemma in verbs and who is None:
        before = [c for c in node.kids("compound") if c.i == node.i - 1 and c.ent_label]
        if before:  # "Uganda shelters refugees"
            before[0].dep, node.pos, node.tag = "nsubj", "VERB", "VBZ"


def _described_object(adjective: Node, noun: Node) -> None:
    """Make an object of what was taken for a clause without a verb: "fought soldiers loyal to Machar"."""
    verb = adjective.head
    between = any(c.dep in ("cop", "aux", "mark") for c in adjective.children)
    if verb.is_verb and verb.kid("dobj") is None and verb.i < noun.i and not between:
        hang(noun, verb, "dobj")
        if verb.lemma in ("hold", "find"):
            adjective.dep = "oprd"  # "held the army responsible"
        else:
            hang(adjective, noun, "amod")


def _purpose_of_noun(verb: Node, nodes: list[Node]) -> None:
    """Hang an infinitive on the noun that it completes: in "spoke of its campaign to oust him" nobody spoke to oust."""
    to = verb.kid("aux")
    if to is None or to.low != "to" or not to.i or to.i > verb.i:
        return
    noun = nodes[to.i - 1]
    if noun.lemma in constructions().of_purpose and noun.is_noun and noun.dep == "pobj" and noun.i > verb.head.i:
        hang(verb, noun, "acl")


def _without_auxiliary(verb: Node) -> None:
    """Make a passive of a headline's "Two lawyers arrested in Harare", which leaves out "were"."""
    subject = verb.kid("nsubj")
    if subject is None or verb.kid("aux", "auxpass", "dobj", "ccomp", "conj") is not None:
        return
    told = verb.kid("xcomp")
    urged = told is not None and told.tag == "VB" and verb.lemma in constructions().told_to
    if verb.lemma in constructions().headline_passive or urged:
        verb.tag, subject.dep = "VBN", "nsubjpass"


def _did_to_many(verb: Node) -> None:
    """Make a clause of "Rebels hacked to death 18 farmers", where the farmers were taken for the rebels."""
    who = verb.head
    whom = next((c for c in who.kids("appos") if c.kid("nummod") is not None), None)
    if whom is None or verb.kid("agent", "dobj") is not None or not who.is_noun or who.kid("acl") is not verb:
        return
    if subtree(whom)[0].i != subtree(verb)[-1].i + 1:
        return
    who.children.remove(verb)
    verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"
    hang(whom, verb, "dobj")
    for other in [c for c in who.children if c.i > verb.i]:
        hang(other, verb, other.dep)
    hang(who, verb, "nsubj")


def _article(article: Node, nodes: list[Node]) -> None:
    """Give a preposition the name whose article it was given: "a member of the M-20"."""
    name = nodes[article.i + 1] if article.i + 1 < len(nodes) else article
    if article.low == "the" and name.tag in NAMES and name.dep == "appos" and name.head is article.head.head:
        hang(name, article.head, "pobj")
        hang(article, name, "det")


def _date_before(date: Node, nodes: list[Node]) -> None:
    """Give a preposition its date: "On Friday marines captured" is not about Friday marines."""
    prep = nodes[date.i - 1] if date.i else date
    if prep.dep == "prep" and not prep.children:
        hang(date, prep, "pobj")


def _dated_noun(date: Node, nodes: list[Node]) -> None:
    """Give a preposition the noun that its date stands before: "in the May 2015 Lagos attacks", not in May."""
    inside = subtree(date)
    after, article = inside[-1].i + 1, date.kid("det")
    if article is None or article is not inside[0] or date.kid("nummod") is None or after >= len(nodes):
        return
    noun = nodes[after]
    while noun.dep in ("compound", "amod", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    if noun.is_noun and noun.sent == date.sent and subtree(noun)[0].i == after:
        prep = date.head
        hang(noun, prep, "pobj")
        hang(article, noun, "det")
        hang(date, noun, "nmod")


def _clause_without_comma(verb: Node, nodes: list[Node]) -> None:
    """Give a second clause its subject: "The EU imposed sanctions on Belarus and the United States froze its aid".

    Without a comma the parse takes the subject for a second object: a finite conjunct with no subject of its own,
    directly before which ends a noun coordinated with something of the first clause.
    """
    first = verb.head
    if not first.is_verb or verb.kid("nsubj", "nsubjpass", "expl") is not None:
        return
    at = (
        min([c.i for c in verb.children if c.dep in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i] + [verb.i])
        - 1
    )
    if nodes[at].text == ",":
        at -= 1
    noun = nodes[at]
    while noun.dep != "conj" and noun.head is not noun and noun.head.i > first.i and noun.head is not verb:
        noun = noun.head
    if (
        noun.dep != "conj"
        or not noun.is_noun
        or noun.head.is_verb
        or noun.i <= first.i
        or max(n.i for n in subtree(noun)) > at
    ):
        return
    left = min(n.i for n in subtree(noun))
    if nodes[left - 1].dep == "cc" and nodes[left - 1].low in ("and", "but", "while"):
        hang(noun, verb, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj")


HUNG: dict[str, Callable[[Node, list[Node]], None]] = {
    "conj": _conjunct,
    "amod": doing_besides,
    "appos": mend_beside,
    "attr": inverted,
    "dobj": mend_beside,
    "npadvmod": mend_beside,
    "pobj": _object_of_preposition,
    "acl": _participle,
    "advmod": _home,
    "compound": _compound,
    "nmod": _modifying_noun,
    "neg": contrasted,
}
"""What mends a word, by the label that it hangs under."""
