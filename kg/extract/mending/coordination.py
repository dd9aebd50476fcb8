"""Coordinated verbs that a parse of news joins to the wrong verb, joined to the right one."""

from __future__ import annotations

from kg.extract.mending.gerunds import fired_by
from kg.extract.syntax import Node, ancestors, hang, is_passive, subtree
from kg.lexicon.constructions import constructions

FINITE = ("VBD", "VBZ", "VBP")
PAST = ("VBD", "VBN")
BARE = ("VB", "VBN", "VBG")
MANY = ("NNS", "NNPS")


def mend_coordination(node: Node, nodes: list[Node]) -> None:
    """Put one word right that the parse calls a conjunct."""
    if node.tag in FINITE:
        fired_by(node)
        if node.dep != "conj":
            return
        _second_teller(node)
        _third_participle(node)
        _second_harm(node)
        _in_number(node)
        _beside_gerund(node)
    elif node.tag == "VBN":
        _second_participle(node)
        _second_passive(node)
    if node.tag in ("VBD", "VBN"):
        _charged(node)
    if node.tag == "VBG":
        _doing_too(node)
    if node.is_verb:
        _beside_infinitive(node)
        _own_subject(node, nodes)
        _no_passive(node)


def behind_preposition(verb: Node, nodes: list[Node]) -> None:
    """Hang on the first verb a second one that was taken for a clause of time, whose "after" has its own noun: "asked
    for help after the strikes and accused Chad"."""
    mark, first = verb.kid("mark"), verb.head
    if mark is None or mark.kid("pobj") is None or verb.tag != first.tag or verb.kid("nsubj", "nsubjpass") is not None:
        return
    if nodes[verb.i - 1].dep == "cc" and first.i < mark.i < verb.i:
        verb.dep = "conj"
        hang(mark, first, "prep")


def _second_teller(verb: Node) -> None:
    """Hang on the teller what was hung on the told: "she said the group had been beaten and announced a pullout"."""
    first = verb.head
    teller = first.head
    if first.dep != "ccomp" or teller.tag != verb.tag or first.tag not in BARE or first.i < teller.i:
        return
    shared = verb.i == first.i + 2 and not is_passive(first)  # "had abducted and killed"
    words = constructions()
    speaks = verb.lemma in words.speaking_on and (verb.lemma not in words.urging or verb.kid("xcomp") is not None)
    active = is_passive(first) and verb.kid("dobj") is not None  # but "said a nun was kidnapped and died"
    own = speaks or active or not _may_be_participle(verb)
    if own and not shared and verb.kid("nsubj", "nsubjpass", "expl", "aux", "auxpass") is None:
        hang(verb, teller, "conj")


def _second_harm(verb: Node) -> None:
    """Hang harm on harm told between: in "held a man after clashes killed two and injured many" who held did not."""
    first, harming = verb.head, constructions().harming
    if verb.lemma not in harming or first.lemma in harming or verb.kid("nsubj", "nsubjpass", "aux") is not None:
        return
    told = [c for c in subtree(first) if first.i < c.i < verb.i and c.tag in PAST and c.lemma in harming]
    if told and told[-1].dep in ("advcl", "relcl", "ccomp", "acl") and told[-1].kid("dobj") is not None:
        hang(verb, told[-1], "conj")


def _may_be_participle(verb: Node) -> bool:
    """Whether its past tense is its participle, too: "had attacked a base and killed two", unlike "and took two"."""
    return verb.low.endswith("ed") or verb.low in constructions().pasts_and_participles


def _second_participle(verb: Node) -> None:
    """Hang "beaten" on what it goes on: "the captain said gunmen had detained a man and beaten him"."""
    telling = verb.head
    if telling.tag not in FINITE or verb.kid("aux", "auxpass", "nsubj", "nsubjpass") is not None:
        return
    told = [c for c in telling.kids("ccomp") if telling.i < c.i < verb.i and c.tag == "VBN"]
    if told and told[-1].kid("aux", "auxpass") is not None:
        hang(verb, told[-1], "conj")


def _third_participle(verb: Node) -> None:
    """Hang the further deeds of a list on the first: "denied that they had looted homes, raped nuns or burned huts"."""
    telling = verb.head
    told = [c for c in telling.kids("ccomp") if telling.i < c.i < verb.i and c.tag == "VBN" and c.kid("aux")]
    listed = [verb, *verb.kids("conj")]
    alone = verb.kid("nsubj", "nsubjpass", "aux", "auxpass", "expl") is None and len(listed) > 1
    if not told or not alone or not any(c.low in ("or", "nor") for n in listed for c in n.kids("cc")):
        return
    hang(verb, told[-1], "conj")
    for one in listed:
        one.tag = "VBN"


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


def _doing_too(verb: Node) -> None:
    """Hang a participle on the one that it goes on: "calling it a bid to seize power and threatening the union"."""
    first = verb.head
    if verb.dep != "conj" or first.tag != "VB" or first.dep not in ("acl", "xcomp"):
        return
    above = next((a for a in ancestors(first) if a.is_verb), None)
    if above is not None and above.tag == "VBG" and above.dep in ("advcl", "pcomp") and above.i < first.i:
        hang(verb, above, "conj")


def _beside_gerund(verb: Node) -> None:
    """Hang a finite verb on the finite one, not on its gerund: "accused Mali of arming them and closed the border"."""
    first = verb.head
    prep = first.head
    if first.tag != "VBG" or first.dep != "pcomp" or verb.kid("nsubj", "nsubjpass", "expl", "mark") is not None:
        return
    if prep.head.tag == verb.tag and prep.head.i < first.i and verb.kid("dobj") is not None:
        hang(verb, prep.head, "conj")


def _charged(verb: Node) -> None:
    """Hang what is done to somebody on what else is: "was held after police raided his home and charged"."""
    first = verb.head
    held = first.head
    if first.dep != "advcl" or held.kid("auxpass") is None or not held.i < first.i < verb.i:
        return
    own = verb.kid("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "ccomp", "xcomp", "prt")
    if own is None and verb.lemma in constructions().headline_passive:
        verb.tag = "VBN"
        hang(verb, held, "conj")


def _in_number(verb: Node) -> None:
    """Hang a verb on the subject that it agrees with: "the militia fled before troops came, and holds the hills"."""
    first = verb.head
    subject, above = first.kid("nsubj"), first.head
    if verb.tag != "VBZ" or subject is None or subject.tag not in MANY or first.tag == "VBZ" or subject.kids("conj"):
        return
    whose = above.kid("nsubj") if above is not first and above.is_verb else None
    if first.dep not in ("advcl", "ccomp") or above.i > first.i or whose is None or whose.tag in MANY:
        return
    if verb.kid("nsubj", "nsubjpass", "expl") is None:
        hang(verb, above, "conj")


def _no_passive(verb: Node) -> None:
    """Hang what has an object not on a passive, whose auxiliary it cannot share, but on the teller: in "it is asking
    whether anybody was hurt and condemned the raid" nobody hurt condemned it."""
    first = verb.head
    if verb.kid("dobj") is None or first.kid("auxpass") is None:
        return
    where = next((c for n in (first, verb) for c in n.children if c.tag == "WRB" and c.i < first.i), None)
    elsewhere = first.dep == "relcl" and where is not None  # "where he was born"
    if first.dep not in ("ccomp", "advcl") and not elsewhere:
        return
    if verb.tag not in ("VBD", "VBN") or verb.kid("nsubj", "nsubjpass", "aux", "auxpass", "expl") is not None:
        return
    above = first.head
    while above.head is not above and (above.dep in ("ccomp", "xcomp", "advcl") or elsewhere) and above.tag != "VBD":
        above = above.head
    if above.tag == "VBD" and above.i < first.i and above.kid("nsubj") is not None:
        verb.tag = "VBD"
        hang(verb, above, "conj")
        if where is not None:
            hang(where, first, "advmod")


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


def contrasted(negation: Node, nodes: list[Node]) -> None:
    """Take from the clause what is named only as what it is not: "surrendered to elders, not to the king"."""
    if not 0 < negation.i < len(nodes) - 1:
        return
    before, prep = nodes[negation.i - 1], nodes[negation.i + 1]
    apart = before.text in (",", "-", "–", "—") or before.low in ("and", "but")
    if apart and negation.low == "not" and prep.dep in ("prep", "agent", "dative", "conj") and prep.tag in ("IN", "TO"):
        hang(negation, prep, "neg")
        prep.dep = "dep"
