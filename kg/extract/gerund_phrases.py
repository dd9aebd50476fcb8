"""From a gerund to what governs its phrase: what "accused of shelling" or "without firing" makes of the deed."""

from __future__ import annotations

from kg.extract.arguments import subjects
from kg.extract.held import Held
from kg.extract.syntax import Node, is_passive
from kg.extract.tellings import unconfirmed
from kg.extract.terms import Terms
from kg.lexicon.constructions import constructions


class GerundPhrases(Terms):
    """The step up the tree from a gerund behind a preposition."""

    def _up_gerund(self, node: Node, prep: Node, held: Held) -> Node:
        governor = prep.head
        if governor.low == "close" and prep.low == "to":
            held.meet("possible")  # "came close to capturing the town"
        if governor.pos == "ADV" and governor.head.is_verb:
            governor = governor.head  # "stopped short of attacking"
        if self._instead(prep):
            held.meet("negated")
        elif prep.low == "against" and governor.lemma in self.cues.groups["governing"]["against"]:
            held.meet("possible")  # "voted against sending troops"
            held.settled = True
        elif prep.low == "as" and governor.lemma in self.cues.groups["reporting"]["speech_only"]:
            self._report(governor, held)
        elif governor.is_verb and (
            prep.low in ("of", "from", "for", "against", "in", "on", "at", "to", "about")
            or (prep.low == "with" and governor.lemma in self.cues.groups["governing"]["accusing"])
        ):
            self._up_gerund_of_verb(governor, held, by_for=prep.low == "for")
        elif governor.pos == "ADJ":
            held.meet(self.cues.effect("adjectives", governor.low))  # "close to signing"
            held.meet("negated" if governor.kid("neg") is not None else None)
            if governor.head.lemma == "plead":
                self._report(governor.head, held)  # "pleaded not guilty to killing them"
        elif (
            prep.low in ("of", "for")
            and governor.dep in ("dobj", "nsubjpass")
            and governor.head.lemma
            in self.cues.groups["governing"]["accusing"] | self.cues.groups["governing"]["clearing"]
        ):
            self._up_gerund_of_verb(governor.head, held, by_for=False)  # the parse hangs it on the accused
            return governor.head
        elif (
            governor.is_noun
            and prep.low in ("of", "for", "to", "against", "in", "at", "on")
            and not self._denied(governor, held)  # "refuted reports of withdrawing"
        ):
            held.meet(self.cues.effect("nouns", governor.lemma))
            held.meet("possible" if unconfirmed(governor, self.cues.groups["governing"]) else None)
            if any(c.low == "no" for c in governor.kids("det")):
                held.meet("negated")  # "has no intention of attacking"
        return governor

    def _instead(self, prep: Node) -> bool:
        """Whether what stands behind the preposition did not happen: "without", "instead of", "far from"."""
        return (
            prep.low in self.cues.groups["negation"]["prepositions"]
            or prep.low == "without"
            or any(c.low == "instead" for c in prep.children)
            or (prep.low == "from" and prep.i > 0 and self.tree.nodes[prep.i - 1].low == "far")
        )

    def _up_gerund_of_verb(self, verb: Node, held: Held, by_for: bool) -> None:
        """ "Accused them of shelling", "dreamed of capturing", "abstained from attacking"."""
        governing = self.cues.groups["governing"]
        if verb.lemma in governing["accusing"]:
            if any(c.low in governing["falsely"] for c in verb.children):
                held.meet("negated")
            if verb.lemma == "convict":
                held.meet("possible" if any(m.low == "if" for m in verb.kids("mark")) else None)  # "if convicted of"
                held.settled = True
            elif verb.lemma in governing["doubting"] or (is_passive(verb) and not subjects(verb)):
                held.meet("possible")  # "is accused of": by whom is not said
            else:
                self._report(verb, held)
        elif verb.lemma in governing["musing"] or (verb.lemma == "want" and is_passive(verb)):
            held.meet("possible")  # "is wanted for killing a policeman"
        elif verb.lemma in governing["clearing"]:
            held.meet("negated")
        elif verb.lemma in constructions().judging:
            held.settled = True  # "called to congratulate her on winning": she has won
        else:
            group = self._effect(verb, held)
            held.meet(group)
            if by_for and group is None and verb.lemma in constructions().requiting:
                held.settled = True  # "voted to remove the general for attacking the town": he did
            if by_for and verb.lemma in self.cues.groups["reporting"]["performative"]:
                self._report(verb, held, ends=False)  # "the pact called for establishing"
