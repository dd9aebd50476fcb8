"""Words and phrases that a parse of news tags or hangs wrong: headlines, lists, names beside names, second clauses."""

from __future__ import annotations

from kg.extract.mending.beginnings import PLACING, fronted, plural_noun
from kg.extract.numbers import number_words
from kg.extract.syntax import SUBJECTS, Node, hang, subtree
from kg.lexicon.constructions import constructions

CLAUSES = frozenset({"relcl", "ROOT", "ccomp", "conj", "advcl"})
NO_VERBS = frozenset({"ADV", "ADP", "NOUN", "ADJ"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
COMMON = frozenset({"NN", "NNS"})
NAMES = frozenset({"NNP", "NNPS"})
NO_PEOPLE = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})


def mend(nodes: list[Node], verbs: frozenset[str]) -> None:
    """Put the nodes of a text right in place. `verbs` are lemmas that exist as verbs."""
    numbers = number_words().words
    root = nodes[0] if nodes else None
    for node in nodes:
        if node.dep == "ROOT":
            if root is not None and root.sent == node.sent and root is not node:
                _said_of(root, node)
            root = node
        if node.tag == "NNPS" and not node.ent_label:
            plural_noun(node, nodes)
        if node.i > 1 and nodes[node.i - 1].text == "-" and node.is_verb:
            _prefixed(node, nodes[node.i - 2], verbs)
        if node.dep == "conj":
            if node.tag in FINITE:
                _clause_without_comma(node, nodes)
            elif node.tag in COMMON or (node.ent_label == "PERSON" and node.head.ent_label == "GPE"):
                _of_another(node)
                _person_beside_comma(node, nodes)
        elif node.dep == "appos":
            _beside(node, nodes)
        elif node.dep == "pobj" and node.tag == "DT":
            _article(node, nodes)
        elif node.dep == "acl" and node.tag == "VBD" and node.lemma in constructions().headline_passive:
            if node.kid("dobj") is None:
                node.tag = "VBN"  # "Eleven killed in Bogota"
        elif node.dep == "acl" and node.tag == "VBN" and node.head.dep == "ROOT":
            _did_to_many(node)
        elif node.dep == "compound" and node.tag == "NNP" and node.low in PLACING:
            fronted(node, nodes)
        elif node.dep == "nmod" and node.tag in NAMES:
            _beside_the_other(node)
        elif node.dep in ("compound", "nmod") and node.ent_label == "DATE":
            _date_before(node, nodes)
        elif node.dep == "pobj" and node.ent_label == "DATE":
            _dated_noun(node, nodes)
        if node.tag == "VBG" and node.dep in SUBJECTS:
            _doing(node)
        if node.dep == "advcl" and node.tag == "VB":
            _purpose_of_noun(node, nodes)
        if node.dep in CLAUSES:
            if node.pos in NO_VERBS:
                _mistagged(node, verbs)
            elif node.dep == "ROOT" and node.tag in ("VBN", "VBD"):
                _without_auxiliary(node)
            elif node.dep == "ROOT" and node.tag == "NNP" and node.low in numbers:
                node.tag, node.pos = "CD", "NUM"  # "Eleven killed": not a name, though it heads the line


def _beside(node: Node, nodes: list[Node]) -> None:
    """What was taken to explain the noun before it: one of a list, or what explains another noun."""
    if node.tag in COMMON:
        _listed_after_many(node, nodes)
        _body_beside(node, nodes)
    elif node.ent_label in ("PERSON", "ORG"):
        _listed(node)
    if node.ent_label == "PERSON" and node.dep == "appos":
        _person_beside(node)
        _titled_row(node)
    elif node.dep == "appos" and node.tag in NAMES and node.head.ent_label == "ORG" and node.kid("compound"):
        leader = node.head.head.head  # the recogniser's place may be a man: "the leader of the ADF, Musa Baluku"
        if leader.lemma in constructions().leading:
            _person_beside(node)


def _doing(gerund: Node) -> None:
    """Make a noun of a gerund that takes no object and does something itself: "fighting between X and Y killed ten"."""
    if all(c.dep in ("prep", "det", "amod", "compound", "punct", "cc", "conj") for c in gerund.children):
        gerund.tag, gerund.pos, gerund.lemma = "NN", "NOUN", gerund.low


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
    if verb.head is prefix and prefix.head is prefix:
        prefix.children.remove(verb)
        verb.head, verb.dep = verb, "ROOT"
        hang(prefix, verb, "prefix")
    for child in prefix.kids("aux", "auxpass", "nsubj", "nsubjpass", "mark", "neg"):
        hang(child, verb, child.dep)
    for subject in [s for c in verb.kids("auxpass") for s in c.kids("nsubj")]:
        hang(subject, verb, "nsubjpass")


def _mistagged(node: Node, verbs: frozenset[str]) -> None:
    """Make a verb of a word that has a subject and an object but was tagged as none ("which back the general")."""
    if node.kid("dobj") is None:
        return
    who = node.kid("nsubj")
    if node.low in verbs and who is not None:
        node.pos, node.tag, node.lemma = "VERB", "VBP", node.low
    elif node.tag == "NNS" and node.lemma in verbs and who is None:
        before = [c for c in node.kids("compound") if c.i == node.i - 1 and c.ent_label]
        if before:  # "Uganda shelters refugees"
            before[0].dep, node.pos, node.tag = "nsubj", "VERB", "VBZ"


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
    if verb.lemma in constructions().headline_passive:
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


def _listed(name: Node) -> None:
    """Make a list of "Giorgia Meloni, Edi Rama and Milojko Spajic met": the second does not explain the first."""
    if name.head.ent_label == name.ent_label and name.kid("cc") is not None and name.kid("conj") is not None:
        name.dep = "conj"


def _listed_after_many(noun: Node, nodes: list[Node]) -> None:
    """Make a list of "two soldiers, an official and a driver were killed", which no comma ends as an explanation."""
    last, counted = noun.kid("conj"), noun.head.kid("nummod")
    if last is None or noun.kid("cc") is None or counted is None or noun.head.tag != "NNS" or noun.kid("det") is None:
        return
    end = subtree(noun)[-1].i
    if end + 1 < len(nodes) and nodes[end + 1].is_verb and last.kid("det", "nummod") is not None:
        noun.dep = "conj"


def _body_beside(noun: Node, nodes: list[Node]) -> None:
    """Hang what one body is on its name: "fighters of the KIA, the armed wing of the KIO"."""
    several, before = noun.head, nodes[subtree(noun)[0].i - 2]
    if (
        noun.dep != "appos"
        or noun.tag != "NN"
        or several.tag != "NNS"
        or before.tag not in NAMES
        or before.i <= several.i
        or noun.kid("det") is None
    ):
        return
    body = before
    while body.dep in ("compound", "nmod", "punct") and body.head.i < noun.i:
        body = body.head
    if body.dep == "pobj" and body.head.low == "of" and body.head.head is several and body.i == before.i:
        hang(noun, body, "appos")


def _article(article: Node, nodes: list[Node]) -> None:
    """Give a preposition the name whose article it was given: "a member of the M-20"."""
    name = nodes[article.i + 1] if article.i + 1 < len(nodes) else article
    if article.low == "the" and name.tag in NAMES and name.dep == "appos" and name.head is article.head.head:
        hang(name, article.head, "pobj")
        hang(article, name, "det")


def _person_beside(name: Node) -> None:
    """Hang a person's name on whom it names: "the leader of the Golden Triad, Somchai Prasert"."""
    body = name.head
    if body.tag == "NNS" and name.kid("conj") is None and name.i > 2:
        _last_of(body, name)
        return
    leader = body.head.head
    named = body.tag in NAMES and body.ent_label in NO_PEOPLE
    if named and body.dep == "pobj" and leader.tag == "NN" and leader.kid("appos") is None:
        hang(name, leader, "appos")


def _person_beside_comma(name: Node, nodes: list[Node]) -> None:
    """Make an apposition of what was taken for a list: "the vice-president of Ghana, Jane Mensah"."""
    place = name.head
    first = min([c.i for c in name.kids("compound", "nmod")] + [name.i])
    listed = name.dep != "conj" or name.ent_label != "PERSON" or nodes[first - 1].text != ","
    if listed or place.dep != "pobj" or place.head.low != "of" or place.head.head.tag != "NN":
        return
    leader = place.head.head
    prefix = leader.head  # the vice of "vice-president", which the parse makes the head
    if leader.dep == "appos" and prefix.i == leader.i - 2 and nodes[leader.i - 1].text == "-":
        hang(leader, prefix.head, prefix.dep)
        for child in [*prefix.children]:
            hang(child, leader, child.dep if child.i < prefix.i else "punct")
        hang(prefix, leader, "compound")
    hang(name, leader, "appos")


def _last_of(several: Node, name: Node) -> None:
    """Hang one person's name on the last of those named: "talks between the king and the head of the MDC, Ana Ruiz"."""
    behind = [n for n in subtree(several) if n.i < name.i and n.tag == "NN" and n.kid("det") is not None]
    last = next((n for n in reversed(behind) if n.dep in ("conj", "pobj") and n.head.low != "of"), None)
    if last is not None and last.kid("appos") is None:
        hang(name, last, "appos")


def _titled_row(name: Node) -> None:
    """Make a title of the plural before a row of names: in "Presidents Ruto and Kagame met" those two met."""
    title = name.head
    first = min([c.i for c in name.kids("compound", "nmod")] + [name.i])
    several = title.tag in ("NNS", "NNPS") and title.text[:1].isupper() and name.kid("conj") is not None
    if not several or title.i != first - 1 or title.head is title:
        return
    hang(name, title.head, title.dep)
    for after in [c for c in title.children if c.i > title.i]:
        hang(after, name, after.dep)
    hang(title, name, "compound")


def _of_another(noun: Node) -> None:
    """Coordinate like with like: in "supporters of Odinga and backers of Ruto fought" backers are no second Odinga, and
    in "Ana Kos of Slovenia and Ivo Horvat of Croatia" he is no second Slovenia."""
    name = noun.head
    first = name.head.head
    apart = name.dep == "pobj" and name.tag in NAMES and first.tag == noun.tag and first.i < name.head.i
    apart = apart and first.ent_label == noun.ent_label
    if apart and any(o.tag in NAMES for p in noun.kids("prep") if p.low == name.head.low for o in p.kids("pobj")):
        for joined in [c for c in name.children if c.dep == "cc"]:
            hang(joined, first, "cc")
        hang(noun, first, "conj")


def _beside_the_other(name: Node) -> None:
    """Coordinate "signed by Mbeki and the Renamo (RNM) fighters": what has an article of its own begins a phrase."""
    noun, second = name.head, name.kid("conj")
    article = second.kid("det") if second is not None else None
    if second is None or article is None or not name.i < article.i < second.i < noun.i or not noun.is_noun:
        return
    if any(c.i < name.i for c in noun.children):
        return
    hang(name, noun.head, noun.dep)
    for joining in second.head.kids("cc"):
        hang(joining, name, "cc")
    hang(noun, name, "conj")
    hang(second, noun, "nmod")
    hang(article, noun, "det")


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
