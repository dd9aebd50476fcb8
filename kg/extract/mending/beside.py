"""Nouns and names beside one another: which explains which, and which are of one list."""

from __future__ import annotations

from kg.extract.syntax import Node, hang, subtree
from kg.lexicon.constructions import constructions

COMMON = frozenset({"NN", "NNS"})
NAMES = frozenset({"NNP", "NNPS"})
NO_PEOPLE = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})


def mend_beside(node: Node, nodes: list[Node]) -> None:
    """What was taken to explain the noun before it: one of a list, or what explains another noun."""
    if node.dep != "appos":
        _such(node, nodes)
        if node.dep == "dobj":
            _second_object(node, nodes)
    elif node.tag in COMMON:
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


def mend_list(node: Node, nodes: list[Node]) -> None:
    """What was taken for one more of a list."""
    if node.tag in COMMON or (node.ent_label == "PERSON" and node.head.ent_label == "GPE"):
        _of_another(node)
        _person_beside_comma(node, nodes)


def _such(noun: Node, nodes: list[Node]) -> None:
    """Hang what ranks the thing named before a comma on that: "protested against the bombing, the worst attack"."""
    of = noun.i + 1 < len(nodes) and nodes[noun.i + 1].low == "of"
    bare = noun.dep == "npadvmod" and noun.tag == "NN" and of and not noun.ent_label  # "in Ambon, capital of Maluku"
    if not noun.is_noun or not (bare or any(c.tag == "JJS" or c.low == "such" for c in noun.kids("amod"))):
        return
    start = subtree(noun)[0].i
    if bare and (start < 2 or nodes[start - 2].tag not in NAMES):
        return
    named = nodes[start - 2] if start > 1 and nodes[start - 1].text == "," else noun
    if named.is_noun and named.sent == noun.sent and (bare or noun.head.i < named.i):
        hang(noun, named, "appos")


def _second_object(node: Node, nodes: list[Node]) -> None:
    """Give a verb's second object its place: "backs the army against the terror of the group ISWAP", where the group
    is so called, or "pressed them to end at once attacks on clinics", where it is the attacks that are to end."""
    verb = node.head
    first = next((o for o in verb.kids("dobj") if o.i < node.i), None)
    if first is not None and first.low == "that" and first.i < verb.i and verb.dep == "ccomp":
        first.tag, first.dep = "IN", "mark"  # "claims that the army killed villagers": a clause that is claimed
        return
    if first is None or not verb.i < first.i:
        return
    start = subtree(node)[0].i
    explained = nodes[start - 2] if nodes[start - 1].text == "," else node
    counted = any(c.tag == "JJS" or c.ent_label == "ORDINAL" for c in node.kids("amod"))  # "…, the third attack"
    said_of = explained.tag == "NNP" and explained.i > first.i and node.kid("det") is not None
    if said_of and not counted:
        hang(node, explained, "appos")  # "killed ten in Maiduguri, the heart of the insurgency"
        return
    called = nodes[node.i - 1]
    if node.ent_label and node.text.isupper() and called.dep == "pobj" and called.tag == "NN":
        node.tag, node.pos = "NNP", "PROPN"
        hang(node, called, "appos")
        return
    done = next((x for x in verb.kids("xcomp") if first.i < x.i < node.i), None)
    if done is not None and done.tag == "VB" and done.kid("dobj") is None:
        hang(node, done, "dobj")


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


def beside_the_other(name: Node) -> None:
    """Coordinate "signed by Mbeki and the Renamo (RNM) fighters": what has an article of its own begins a phrase."""
    noun, second = name.head, name.kid("conj")
    article = second.kid("det") if second is not None else None
    if second is not None and second.dep == "conj" and second.tag in ("JJ", "VBN") and second.i == noun.i - 1:
        if noun.tag == "NNS" and name.ent_label == "ORG" and name.head is noun:
            _and_others(name, second, noun)
        return
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


def _and_others(name: Node, adjective: Node, noun: Node) -> None:
    """Coordinate "the RSF and allied militias", where the militias were taken for the RSF's."""
    hang(name, noun.head, noun.dep)
    for before in [c for c in noun.children if c.i < name.i]:
        hang(before, name, before.dep)
    hang(noun, name, "conj")
    hang(adjective, noun, "amod")
