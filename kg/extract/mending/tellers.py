"""Of two coordinated clauses below a teller the second is his own where only he can do what it says.

"The mayor said the bridge had collapsed and urged residents to leave": the parse coordinates with what is nearest, but
bridges do not urge.
"""

from __future__ import annotations

from collections.abc import Set

from kg.extract.syntax import Node, Tree, hang
from kg.lexicon import Lexicon

SPEAKERS = frozenset(
    {"Person", "PopulationGroup", "State", "GovernmentBody", "ArmedForce", "ArmedGroup", "Organisation"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def tellers(tree: Tree, lexicon: Lexicon) -> Tree:
    """The tree, with what only a teller can do hung on his verb. The nodes are changed in place."""
    cues = lexicon.cues.groups
    spoken = cues["reporting"]["performative"] | cues["reporting"]["speech_only"] | cues["governing"]["accusing"]
    for verb in tree.nodes:
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
    return tree


def _saying_so(verb: Node, reporting: Set[str], lexicon: Lexicon) -> None:
    """Hang on the teller what he did in saying so: "Ghana said on Friday it had kept its word, warning that …"."""
    told = verb.head
    teller, subject = told.head, told.kid("nsubj", "nsubjpass")
    if told.dep != "ccomp" or teller.lemma not in reporting or not teller.i < told.i < verb.i or subject is None:
        return
    if verb.kid("mark", "aux") is None and (subject.pos == "PRON" or not _speaks(subject, lexicon)):
        hang(verb, teller, "advcl")


def _speaks(noun: Node, lexicon: Lexicon) -> bool:
    """Whether a subject can be who says something: a name, a pronoun, a common noun for a party."""
    if noun.tag not in ("NN", "NNS") or noun.ent_label not in ("", "CARDINAL"):
        return True
    kind = lexicon.kinds.get(noun.lemma) or lexicon.kinds.get(noun.low)
    return kind is not None and (kind in SPEAKERS or kind.endswith("Organisation"))
