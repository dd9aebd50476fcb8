"""From noun to clause: what a noun makes of the claim told below it ("a threat to strike", "the report that …")."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.attribution import Attribution
from kg.extract.held import Held
from kg.extract.syntax import Node
from kg.lexicon.constructions import constructions

# Which of several it is: "not the first attack" is an attack.
ORDER = frozenset({"first", "last", "latest", "only", "second"})

WORRIES = frozenset({"alarm", "anxiety", "concern", "worry"})
SHOWING = frozenset({"show", "depict", "capture", "film", "portray"})


class Tellings(Attribution):
    """The steps up the tree that end at a noun."""

    def _up_adnominal(self, node: Node, noun: Node, held: Held) -> None:
        infinitive = any(c.dep == "aux" and c.low == "to" for c in node.children)
        group: str | None
        if infinitive and node.kid("auxpass") is None and self._one_of(noun):
            pass  # "was the first country to sign the treaty"
        elif infinitive:
            group = self.cues.effect("nouns", noun.lemma) or "planned"
            held.meet(group)
            held.meet("negated" if group == "planned" and self._dropped(noun) else None)
            if any(c.dep == "det" and c.low == "no" for c in noun.children):
                held.meet("negated")  # "had no plans to"
            if noun.lemma in self.cues.groups["reporting"]["menace"]:
                held.cues.append(noun.lemma)
            if group in ("demanded", "threatened") and not held.presupposed:
                self._owner_holds(noun, held)  # but nobody holds "the attack" of "a request to question its suspects"
        elif _contents(node):  # "the call that all sides respect the truce"
            if noun.lemma in self.cues.groups["governing"]["knowing"] and any(c.low == "no" for c in noun.kids("det")):
                held.meet("negated")  # "found no evidence that Chad backs them"
                held.settled = True
            group = "possible" if noun.lemma in WORRIES else self.cues.effect("nouns", noun.lemma)
            held.meet(group)
            denied = noun.dep in ("dobj", "nsubjpass") and noun.head.lemma in self.cues.groups["reporting"]["denial"]
            if self._called_false(noun) or self.made_up.fake(noun) or denied:
                held.meet("negated")
            elif unconfirmed(noun, self.cues.groups["governing"]):
                held.meet("possible")
            if denied:
                self._report(noun.head, held, ends=False)
            if noun.dep == "dobj" and self.cues.effect("verbs", noun.head.lemma) == "possible":
                held.meet("possible")  # "is investigating claims that"
            if group in ("demanded", "threatened") or noun.lemma in self.cues.groups["reporting"]["nouns"]:
                if not denied and not unconfirmed(noun, self.cues.groups["governing"]):
                    self._owner_holds(noun, held)
                held.settled = True
            held.settled = held.settled or denied
        elif node.dep == "relcl" and _cleft_denied(noun):
            held.meet("negated")
            held.settled = True
        elif node.tag == "VBG" or node.dep == "relcl" or node.tag == "VBN":
            held.made_up = held.made_up or self._shown_in(node, noun)
            showing = noun.head if noun.dep == "dobj" else noun.head.head  # "purporting to show men shooting a nun was"
            if noun.dep == "dobj" and node.tag == "VBG" and self.cues.effect("verbs", noun.head.lemma) == "possible":
                held.meet("possible")  # "imagined the rebels storming the palace"
            if showing.lemma in SHOWING and showing.is_verb and self._seems(showing):
                held.meet("possible")
            if node.dep == "relcl":
                self._up_unsure(noun, held)
            held.settled = held.presupposed = True  # "Iran, which backs Assad": no part of what the speaker asserts

    def _one_of(self, doer: Node) -> bool:
        """Whether an infinitive tells what the first, last or only one of its kind does."""
        ranked = any(c.low in ORDER or c.ent_label == "ORDINAL" for c in doer.kids("amod"))
        return ranked and bool(self.mentions.of(doer))

    def _dropped(self, plan: Node) -> bool:
        """Whether a plan is one no more: "plans for a meeting were shelved", "foiled a plot to kill him"."""
        verb = plan.head
        if plan.dep not in ("dobj", "nsubjpass") or not verb.is_verb or verb.kid("neg") is not None:
            return False
        return verb.lemma in constructions().dropping and self.cues.effect("verbs", verb.lemma) is None

    def _seems(self, showing: Node) -> bool:
        """Whether something only looks as if it showed it: "a video purporting to show soldiers killing captives"."""
        above = showing.head.lemma if showing.dep in ("xcomp", "advcl") else ""
        unsure = above == "purport" or self.cues.effect("verbs", above) == "possible"
        return unsure or any(self.cues.effect("adverbs", c.low) is not None for c in showing.kids("advmod"))

    def _shown_in(self, clause: Node, noun: Node) -> bool:
        """Whether a clause tells what only a work of fiction or a fake shows: "a fake video of him hugging Putin"."""
        if clause.dep == "relcl":
            return self.made_up.within(clause)
        shown = noun.head.head if noun.dep == "pobj" and noun.head.low == "of" else noun
        return clause.tag == "VBG" and self.made_up.work(shown)

    def _up_unsure(self, noun: Node, held: Held) -> None:
        """What came of an "alleged raid that killed two", or of what is asked after ("whether it was"), is unsure."""
        if any(c.low in self.cues.groups["governing"]["unsure"] for c in noun.kids("amod")):
            held.meet("possible")
        mark = noun.head.kid("mark") if noun.dep == "attr" and noun.head.is_verb else None
        if mark is not None and mark.low in ("if", "whether"):
            held.meet("possible" if mark.low == "whether" else "conditional")
        if self._called_false(noun):
            held.meet("negated")  # "the story that the army bombed the school was made up"

    def _denied(self, noun: Node, held: Held) -> bool:
        """Take in that what the noun tells of is denied: "denied reports of clashes"."""
        reporting = self.cues.groups["reporting"]
        told = noun.lemma in reporting["nouns"] | constructions().involvement
        if noun.dep != "dobj" or noun.head.lemma not in reporting["denial"] or not told:
            return False
        held.meet("negated")
        self._report(noun.head, held, ends=False)
        held.settled = True
        return True

    def _called_false(self, noun: Node) -> bool:
        """Whether what the noun names is said to be false: "the claim that … is baseless"."""
        verb = noun.head
        if noun.dep not in ("nsubj", "nsubjpass") or not verb.is_verb or any(c.dep == "neg" for c in verb.children):
            return False
        if verb.lemma == "make" and any(c.low == "up" for c in verb.kids("prt")):
            return True
        falsity = self.cues.groups["reporting"]["falsity"]
        said = verb.kids("acomp", "attr", "oprd")  # not the verb of "the bases lie near the border"
        return any(n.low in falsity or n.lemma in falsity for n in said) or verb.low in falsity - {verb.lemma}


def _cleft_denied(noun: Node) -> bool:
    """Whether the noun is the focus of a negated cleft: "it was not the army that shelled the market"."""
    verb = noun.head
    return (
        noun.dep == "attr"
        and verb.lemma == "be"
        and any(c.low == "it" for c in verb.kids("nsubj"))
        and any(c.dep == "neg" for c in verb.children)
    )


def unconfirmed(noun: Node, governing: Mapping[str, frozenset[str]]) -> bool:
    """Whether nobody vouches for what a noun tells: "unconfirmed reports", "could not verify the claim that"."""
    verb = noun.head
    told = noun.dep in ("dobj", "nsubjpass") and verb.lemma in governing["verifying"]
    return (told and verb.kid("neg") is not None) or any(c.low in governing["unverified"] for c in noun.kids("amod"))


def _contents(clause: Node) -> bool:
    """Whether a clause tells what its noun does: "the report that he fled", "evidence the army shelled the camp"."""
    that = any(c.dep == "mark" and c.low == "that" for c in clause.children)
    own = clause.dep == "acl" and clause.tag in ("VBD", "VBP", "VBZ") and clause.kid("nsubj", "nsubjpass") is not None
    return that or own
