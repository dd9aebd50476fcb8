"""Of two coordinated clauses below a teller the second is his own where only he can do what it says.

"The mayor said the bridge had collapsed and urged residents to leave": the parse coordinates with what is nearest, but
bridges do not urge.
"""

from __future__ import annotations

from collections.abc import Set

from kg.extract.mending.unmarked import unmarked
from kg.extract.syntax import Node, Tree, hang, subtree
from kg.lexicon import Lexicon
from kg.lexicon.constructions import constructions

SPEAKERS = frozenset(
    {"Person", "PopulationGroup", "State", "GovernmentBody", "ArmedForce", "ArmedGroup", "Organisation"}
)
BODIES = frozenset({"ArmedForce", "ArmedGroup", "GovernmentBody"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
TELLING = FINITE | {"VBG"}
TO_WHOM = frozenset({"between", "by", "from", "of", "to", "with"})


def tellers(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree, with what only a teller can do hung on his verb. The nodes are changed in place."""
    cues = lexicon.cues.groups
    spoken = cues["reporting"]["performative"] | cues["reporting"]["speech_only"] | cues["governing"]["accusing"]
    says = cues["reporting"]["verbs"] | constructions().pinning
    for verb in tree.nodes:
        if verb.lemma in says and verb.dep in ("acl", "relcl", "ROOT") and verb.is_verb:
            unmarked(verb, lexicon.nouns.keys())
        if verb.dep == "relcl" and verb.head.tag == "NN":
            _who(verb, lexicon)
        if verb.tag not in TELLING and verb.low != "according":
            continue
        if verb.tag in FINITE and verb.lemma in constructions().saying:
            _object_taken(verb, tree)
            _lost_teller(verb, tree)
            _teller_beside(verb, tree, lexicon)
            _said_behind(verb, tree)
        elif verb.low == "according" and verb.head.dep == "conj":
            _of_both(verb)
        if verb.tag in FINITE and verb.dep in ("conj", "advcl") and verb.lemma in spoken | constructions().saying:
            _another_teller(verb, lexicon)
        if verb.dep == "conj" and verb.tag in FINITE and verb.lemma in spoken and verb.head.is_verb:
            first = verb.head
            while first.dep == "conj" and first.head.is_verb:
                first = first.head
            teller, subject = first.head, first.kid("nsubj", "nsubjpass")
            if first.dep != "ccomp" or teller.tag not in FINITE or teller.i > first.i or subject is None:
                continue
            own = verb.kid("nsubj", "nsubjpass", "expl", "aux", "auxpass")
            if own is None and teller.tag == verb.tag and not _speaks(subject, lexicon):
                hang(verb, teller, "conj")
        elif verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in spoken:
            _saying_so(verb, cues["reporting"]["verbs"], lexicon)
        elif verb.dep in ("acl", "pcomp") and verb.tag == "VBG" and verb.lemma in spoken:
            _addressee_saying(verb)
            if verb.dep == "acl":
                _issued(verb)
    return tree


def _who(clause: Node, lexicon: Lexicon) -> None:
    """Hang on people what "who" tells, not on their body: in "members of the militia who burned it" no militia did."""
    body, people = clause.head, clause.head.head.head
    kind = lexicon.kinds.get(body.lemma, "")
    if body.dep != "pobj" or not (kind in BODIES or kind.endswith("Organisation")):
        return
    told = any(c.low == "who" for c in clause.kids("nsubj", "nsubjpass"))
    if told and body.head.low in ("of", "from") and people.tag == "NNS" and people.is_noun:
        hang(clause, people, "relcl")


def _lost_teller(verb: Node, tree: Tree) -> None:
    """Give "said" its subject, taken for one more victim: "killed 11 people, officials and a doctor from Gao said"."""
    told = next((c for c in verb.kids("ccomp") if c.i < verb.i), None)
    if told is None or verb.kid("nsubj", "nsubjpass", "expl", "auxpass") is not None:
        return
    comma = next((i for i in range(verb.i - 1, told.i, -1) if tree.nodes[i].text == ","), None)
    inside = tree.nodes[comma + 1 : verb.i] if comma is not None else []
    tops = [n for n in inside if n.head not in inside]
    tellers = [n for n in tops if n.dep in ("conj", "appos") and n.is_noun]
    if len(tellers) != 1 or any(n.is_verb for n in inside) or any(n.dep not in ("conj", "appos", "prep") for n in tops):
        return
    hang(tellers[0], verb, "nsubj")
    last = [n for n in inside if n.is_noun][-1]
    for loose in [n for n in tops if n is not tellers[0]]:
        hang(loose, last, "prep")


def _object_taken(verb: Node, tree: Tree) -> None:
    """Give a verb back its object, taken for who tells: "fled when they stormed Palma, a town, a group said"."""
    told, taken = next((c for c in verb.kids("ccomp") if c.i < verb.i), None), verb.kid("nsubj")
    if told is None or taken is None or not told.i < taken.i < verb.i or not taken.is_noun:
        return
    deed = tree.nodes[subtree(taken)[0].i - 1]
    if not deed.is_verb or deed.tag not in FINITE or told not in (deed, deed.head):
        return
    teller = _just_before(verb, taken, tree)
    if teller is not None and deed.kid("dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass") is None:
        hang(taken, deed, "dobj")
        hang(teller, verb, "nsubj")


def _just_before(verb: Node, after: Node, tree: Tree) -> Node | None:
    """The noun between the last comma and a verb of saying, where the parse took it for another name of something."""
    comma = next((i for i in range(verb.i - 1, after.i, -1) if tree.nodes[i].text == ","), None)
    inside = tree.nodes[comma + 1 : verb.i] if comma is not None else []
    tops = [n for n in inside if n.head not in inside]
    alone = len(tops) == 1 and tops[0].is_noun and not any(n.is_verb for n in inside)
    return tops[0] if alone and tops[0].dep in ("conj", "appos") else None


def _teller_beside(verb: Node, tree: Tree, lexicon: Lexicon) -> None:
    """Give "wrote" its subject, taken to explain who was told of: "it killed a man, the governor, Ivo Kos, wrote"."""
    told = verb.head
    if verb.dep != "conj" or not told.is_verb or told.dep != "ROOT" or verb.kid("ccomp", "dobj", "xcomp", "aux", "neg"):
        return
    if verb.kid("nsubj", "nsubjpass", "expl") is not None or any(c.dep == "cc" for c in told.children if c.i > told.i):
        return
    beside = [n for n in tree.nodes[told.i : verb.i] if n.dep == "appos" and n.is_noun and n.head.i < n.i]
    beside = [n for n in beside if tree.nodes[subtree(n)[0].i - 1].text == ","]
    ends = [n for n in beside if [m for m in subtree(n) if m.text != ","][-1].i in (verb.i - 1, verb.i - 2)]
    if ends and (_speaks(ends[0], lexicon) or ends[0].ent_label == "PERSON"):
        hang(ends[0], verb, "nsubj")
        _over(verb, told)


def _said_behind(verb: Node, tree: Tree) -> None:
    """Hang on "police said" what it stands behind, not beside: "ten died and dozens were hurt, police said"."""
    told, subject = verb.head, verb.kid("nsubj")
    if verb.dep == "advcl" and subject is None and verb.kid("mark", "advmod") is None and told.dep == "ROOT":
        subject = _just_before(verb, told, tree)
        if subject is not None and told.is_verb:
            hang(subject, verb, "nsubj")
            verb.dep = "conj"
    if verb.dep != "conj" or not told.is_verb or told.dep != "ROOT" or subject is None or subject.i > verb.i:
        return
    before = tree.nodes[subtree(subject)[0].i - 1]
    if before.text != "," or before.i < told.i or verb.kid("ccomp", "dobj", "xcomp", "aux", "neg") is not None:
        return
    _over(verb, told)


def _over(verb: Node, told: Node) -> None:
    """Make the teller's verb the sentence's, and what was told its clause."""
    told.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    told.head, told.dep = verb, "ccomp"
    verb.children.insert(0, told)
    for behind in [c for c in told.children if c.dep == "punct" and c.i > verb.i]:
        hang(behind, verb, "punct")


def _another_teller(verb: Node, lexicon: Lexicon) -> None:
    """Hang on the first teller a second, who speaks for himself: "Kenya said X attacked, and Somalia said Y did"."""
    told, subject = verb.head, verb.kid("nsubj")
    teller = told.head
    mark = verb.kid("mark")
    against = mark is not None and mark.low in ("although", "though", "whereas", "while")
    if subject is None or told.dep != "ccomp" or (verb.dep == "advcl" and not against):
        return
    after = teller.i < told.i < verb.i and teller.lemma in constructions().saying
    if after and teller.tag == verb.tag and _speaks(subject, lexicon):
        hang(verb, teller, verb.dep)


def _of_both(according: Node) -> None:
    """Hang "according to" on the first of two clauses that it stands behind: "killed two and 40 wounded, according"."""
    second = according.head
    first = second
    while first.dep == "conj" and first.head.is_verb:
        first = first.head
    if first is not second and according.i > second.i and all(c.low != "according" for c in first.children):
        hang(according, first, according.dep)


def _saying_so(verb: Node, reporting: Set[str], lexicon: Lexicon) -> None:
    """Hang on the teller what he did in saying so: "Ghana said on Friday it had kept its word, warning that …"."""
    told = verb.head
    teller, subject = told.head, told.kid("nsubj", "nsubjpass")
    if told.dep != "ccomp" or teller.lemma not in reporting or not teller.i < told.i < verb.i or subject is None:
        return
    if verb.kid("mark", "aux") is None and (subject.pos == "PRON" or not _speaks(subject, lexicon)):
        hang(verb, teller, "advcl")


def _issued(verb: Node) -> None:
    """Hang on who issued it what a statement says: "issued a statement condemning the coup"."""
    paper = _paper(verb.head)
    if paper is not verb.head:
        hang(verb, paper, "acl")  # "sent a letter to the king urging", where the parse has the king urge
    above = paper.head if paper.dep == "dobj" else paper.head.head
    by_issuing = paper.dep == "dobj" and above.lemma in constructions().issuing
    in_saying = paper.dep == "pobj" and paper.head.low == "in" and paper.head.dep == "prep" and above.is_verb
    if paper.lemma not in constructions().issued or not (by_issuing or in_saying) or verb.i < paper.i:
        return
    if above.kid("nsubj") is not None and verb.kid("nsubj") is None:
        hang(verb, above, "advcl")


def _addressee_saying(verb: Node) -> None:
    """Part from what a letter says whom it is to: the body of "a letter to the head of the body threatening"."""
    whom, prep = verb.kid("nsubj"), verb.head
    if verb.dep == "pcomp" and whom is not None and whom.i < verb.i and prep.low in TO_WHOM and prep.head.is_noun:
        hang(whom, prep, "pobj")
        if _paper(whom) is whom:
            hang(whom, verb, "nsubj")
        else:
            hang(verb, whom, "acl")


def _paper(noun: Node) -> Node:
    """The letter of "a letter to the head of the body", the agreement of "an agreement with Chad"; else the noun."""
    above, words = noun, constructions()
    while above.dep == "pobj" and above.head.low in TO_WHOM:
        prep, above = above.head, above.head.head
        if prep.dep == "dative" and (sent := above.kid("dobj")) is not None:
            above = sent
        if above.lemma in words.issued | words.bargains and above.is_noun:
            return above
    return noun


def _speaks(noun: Node, lexicon: Lexicon) -> bool:
    """Whether a subject can be who says something: a name, a pronoun, a common noun for a party."""
    if noun.tag not in ("NN", "NNS") or noun.ent_label not in ("", "CARDINAL"):
        return True
    kind = lexicon.kinds.get(noun.lemma) or lexicon.kinds.get(noun.low)
    return kind is not None and (kind in SPEAKERS or kind.endswith("Organisation"))
