"""From phrase to clause: what a verb, noun or adjective makes of the event in its object or behind its preposition."""

from __future__ import annotations

from kg.extract.arguments import objects, subjects
from kg.extract.carried import involved, pinned_on
from kg.extract.gerund_phrases import GerundPhrases
from kg.extract.held import Held
from kg.extract.syntax import Node, is_passive
from kg.extract.tellings import ORDER, unconfirmed
from kg.extract.terms import UNREAL
from kg.lexicon.constructions import constructions

THINGS = frozenset({"", "Agreement", "Conflict", "MaterialObject"})
OPPOSING = frozenset({"against", "to"})


class Phrases(GerundPhrases):
    """The steps up the tree from a noun to what governs its phrase."""

    def _up_argument(self, node: Node, verb: Node, held: Held) -> None:
        """An event noun as the object or subject of a verb that is not its carrier: "demanded the withdrawal"."""
        if (term := self._term(node, verb)) is not None:
            held.meet(term)
            return
        if node.lemma in constructions().involvement and verb.lemma in constructions().having_part:
            return  # "denied that it had a part in"
        if node.dep == "attr":
            counted = any(c.low in ORDER for c in node.kids("amod")) and verb.kid("neg") is not None
            held.settled = held.settled or counted  # "is not the first massacre": it is one
            return  # "is not a member"
        if node.dep in ("nsubj", "nsubjpass") and verb.lemma in ("be", "remain", "seem", "appear", "look"):
            self._up_copula(verb, held)
            return
        if node.dep in ("dobj", "nsubjpass") and verb.lemma in constructions().pinning and pinned_on(verb):
            if is_passive(verb) and not subjects(verb):
                held.meet("possible")  # "was blamed on": by whom is not said
            else:
                self._report(verb, held)
            return
        if node.dep in ("dobj", "nsubjpass") and not held.settled and self._up_object(verb, held):
            return
        if (
            node.dep in ("nsubj", "dobj", "nsubjpass", "attr")
            and verb.lemma in ("be", "remain")
            and any(c.dep == "expl" for c in verb.children)
        ):
            return
        if verb.lemma in self.cues.groups["light"]["subject_happens"] and node.dep in ("nsubj", "nsubjpass"):
            return
        if node.dep in ("nsubj", "nsubjpass") and supposed(node, verb):
            held.meet("conditional" if any(a.low == "would" for a in verb.kids("aux")) else "possible")
            held.settled = True
            return
        if node.dep in ("nsubj", "nsubjpass") and self._takes_will(verb):
            held.ending = True
            return
        known = any(c.dep == "poss" or (c.dep == "det" and c.low not in ("a", "an", "any")) for c in node.children)
        if node.dep in ("dobj", "nsubjpass") and verb.lemma in constructions().arranging and not known:
            return  # "offered to mediate talks": there are none yet
        if node.dep in ("dobj", "nsubjpass") and verb.lemma in constructions().procuring:
            return  # "appealed to them to secure the release of"
        held.settled = True

    def _up_copula(self, verb: Node, held: Held) -> None:
        """What an event is said to be: "an attack is likely", "is a matter of time", "is to be completed"."""
        governing, light = self.cues.groups["governing"], self.cues.groups["light"]
        for named in verb.kids("attr") if verb.lemma in ("be", "remain") else []:
            aimed = named.lemma in governing["aims"] or _awaited(named)
            held.meet("planned" if aimed else "possible" if named.lemma in governing["chances"] else None)
        for done in verb.kids("xcomp"):
            if done.lemma in light["subject_acts"] | light["subject_happens"] | light["ending"]:
                held.meet("planned")
        said = verb.kids("acomp", "oprd")
        groups = [self.cues.effect("adjectives", w.low) or self.cues.effect("attributes", w.low) for w in said]
        for group in groups:
            held.meet(group)
        if said and not any(groups) and not any(c.tag == "MD" for c in verb.kids("aux")):
            held.settled = True  # "clashes are not unusual": how they are, not whether

    def _up_object(self, verb: Node, held: Held) -> bool:
        """What a verb makes of the event that is its object; whether it makes anything of it."""
        if verb.lemma in self.cues.groups["reporting"]["addressees"]:
            held.settled = True  # "told a meeting of officers that"
            return True
        if verb.lemma == "put" and any(o.low == "hold" for p in verb.kids("prep") for o in p.kids("pobj")):
            held.meet("planned")  # "was put on hold"
        group = self._effect(verb, held) if self._takes_nouns(verb) else None
        if group is not None and (above := self._charging(verb)) is not None:
            known = any(c.dep == "det" and c.low == "the" for o in verb.kids("dobj") for c in o.children)
            held.meet(None if known else group)  # "accused of ordering the massacre": there was one
            held.settled = known and above.lemma in self.cues.groups["governing"]["clearing"]
            return True
        if group is not None:
            held.meet(group)
            if verb.lemma in self.cues.groups["reporting"]["performative"]:
                self._report(verb, held, ends=False)
            return True
        if any(c.dep == "neg" for c in verb.children):
            held.meet("possible")  # "does not mean the surrender of"
        if verb.lemma in self.cues.groups["reporting"]["of_events"]:
            self._report(verb, held)
            return True
        return False

    def _charging(self, verb: Node) -> Node | None:
        """The verb that charges somebody with what `verb` tells, or clears him: "accused of ordering the attack"."""
        above = verb.head.head if verb.dep == "pcomp" else verb
        if above.is_noun and above.dep in ("dobj", "nsubjpass"):
            above = above.head
        governing = self.cues.groups["governing"]
        charging = above is not verb and above.lemma in governing["accusing"] | governing["clearing"]
        return above if charging else None

    def _takes_will(self, verb: Node) -> bool:
        """Whether the verb is one of an event's own course ("the attacks should stop", "the talks will resume")."""
        return verb.lemma in self.cues.groups["light"]["ending"]

    def _up_prepositional(self, noun: Node, prep: Node, held: Held) -> Node:
        """An event noun in a prepositional phrase: "called for a ceasefire", "plans for an offensive", "sign of"."""
        governor = prep.head
        while governor.pos == "ADP" and governor.head is not governor:
            governor = governor.head
        if (host := self._beside(prep)) is not None:
            return host
        if governor.low == "ahead" and noun.lemma in constructions().awaited:
            held.meet("planned")  # "ahead of the talks"
            held.settled = True
        if prep.low == "to" and governor.low in self.cues.groups["governing"]["prone"]:
            held.meet("possible")  # "would leave them exposed to attacks"
        if prep.low in self.cues.groups["negation"]["prepositions"]:
            held.meet("negated")
            held.settled = True
        elif prep.low == "to" and any(c.low == "thanks" and c.i < prep.i for c in governor.kids("npadvmod")):
            held.settled = True  # "was stopped thanks in part to French intervention"
        elif governor.is_verb:
            self._up_phrase_of_verb(noun, governor, prep, held)
        elif prep.low == "of" and governor.head.low == "in" and _hypothetical(governor):
            held.meet("conditional")
            held.settled = True
        elif governor.lemma == "responsible" and governor.head.lemma == "hold":
            if is_passive(governor.head) and not subjects(governor.head):
                held.meet("possible")  # "is held responsible for": by whom is not said
            else:
                self._report(governor.head, held)
        elif governor.lemma == "responsible" and governor.head.is_noun:
            held.settled = True
        elif governor.is_noun:
            part = prep.low == "in" and governor.lemma in constructions().involvement and bool(involved(governor))
            if (part or prep.low in ("of", "about")) and self._denied(governor, held):
                return governor
            if part:
                held.meet("possible" if self._alleged(governor) else None)
                none = any(c.low in self.cues.groups["negation"]["determiners"] for c in governor.kids("det"))
                if none and not held.settled:
                    held.meet("negated")
                    held.counted.add(governor.i)
                return governor  # "denied that it had any part in the raid"
            if prep.low == "of" and governor.lemma in self.cues.groups["governing"]["aims"] and noun.kid("det"):
                held.settled = True  # "the objective of the offensive", but "the goal of peace talks"
            self._up_phrase_of_noun(governor, prep, held)
        return prep.head if prep.head is governor else governor

    def _up_phrase_of_verb(self, noun: Node, verb: Node, prep: Node, held: Held) -> None:
        """ "Called for a ceasefire", "threatened with sanctions", "prevented from a return"."""
        if prep.low in OPPOSING and verb.lemma in self.cues.groups["governing"]["against"]:
            if verb.lemma != "be" and (prep.low == "against" or verb.lemma == "object"):
                held.meet("possible")  # "argued against intervention"
            elif prep.low == "against" and verb.kid("auxpass", "attr", "acomp", "expl") is None:
                held.meet("possible")  # "is against the closure"
            held.settled = True
            return
        linked = [d for n in objects(verb) for d in self.mentions.of(n)] if prep.low == "to" else []
        if verb.lemma in constructions().linking and any(d.kind() not in THINGS for d in linked):
            if is_passive(verb) and not subjects(verb):
                held.meet("possible")  # "has been linked to the killing"
            else:
                self._report(verb, held)
            held.settled = True
            return
        if verb.lemma == "want" and verb.tag == "VBN":
            held.settled = True  # "wanted for the murder of": there was one
            return
        group, reporting = self._effect(verb, held), self.cues.groups["reporting"]
        if (
            prep.low in ("for", "of", "to", "on", "against", "from", "in", "with")
            and group in UNREAL
            and (prep.low == "for" or group != "demanded")
            and (prep.low != "with" or group == "threatened")
            and prep.low != "in"  # "agreed in talks": these were held
            and verb.lemma not in self.cues.groups["governing"]["moving"]
        ):
            held.meet(group)
            if verb.lemma in reporting["performative"]:
                self._report(verb, held, ends=False)
        elif prep.low == "of" and verb.lemma in self.cues.groups["governing"]["clearing"]:
            held.meet("possible")  # "acquitted of the murder of": there may have been one
        elif prep.low in ("during", "on") and noun.lemma in constructions().journeys:
            will = any(c.low in self.cues.groups["modals"]["planned"] | {"would"} for c in verb.kids("aux"))
            held.meet("planned" if will else None)  # "will hold talks during a visit to"
            held.settled = True
        elif prep.low == "for" and verb.lemma in constructions().arriving and noun.lemma in constructions().awaited:
            return  # "is expected to arrive in Accra for talks": as sure as that
        elif prep.low == "for" and _paving(verb, verb.kid("dobj", "nsubjpass")):
            held.meet("planned")
        elif prep.low in ("about", "of") and group == "possible" and not _known(prep):
            held.meet("possible")  # "worry about an attack", not "about the attack"
        elif prep.low == "for" and group == "possible":
            held.meet("possible")  # "allows for a withdrawal"
        elif prep.low == "for" and verb.lemma == "provide" and (term := self._stipulated(verb)) is not None:
            held.meet(term)
        elif verb.lemma in self.cues.groups["governing"]["blaming"] and is_passive(verb) and not subjects(verb):
            held.meet("possible")  # "were blamed for the attack": by whom is not said
            held.settled = True
        elif verb.lemma in self.cues.groups["governing"]["blaming"]:
            self._report(verb, held)
        else:
            held.settled = True

    def _up_phrase_of_noun(self, noun: Node, prep: Node, held: Held) -> None:
        """ "Plans for an offensive", "no sign of a withdrawal", "a wave of attacks"."""
        if noun.lemma in self.cues.groups["governing"]["blaming"] and noun.dep == "dobj" and pinned_on(noun.head):
            self._report(noun.head, held)  # "put the blame for the attack on the militia"
            return
        governing = self.cues.groups["governing"]
        none = noun.lemma in governing["knowing"] and any(c.low == "no" for c in noun.kids("det"))
        if prep.low in ("of", "about", "on") and (none or unconfirmed(noun, governing)):
            held.meet("possible")  # "no information about an attack", "unconfirmed reports of shelling"
            held.settled = True
            return
        if prep.low == "for" and _paving(noun.head, noun):
            held.meet("planned")
            return
        group = self._laying(noun) if prep.low == "including" else self.cues.effect("nouns", noun.lemma)
        if noun.lemma in self.cues.groups["governing"]["discussing"] and prep.low in ("on", "about", "over", "for"):
            held.meet("possible")  # "talks on a ceasefire"
        elif group == "planned" and prep.low in ("on", "about") and noun.lemma in constructions().agreements:
            held.meet("possible" if self._lacking(noun) else "planned")  # "an agreement on the withdrawal"
        if group is not None and (
            prep.low in ("of", "for", "to", "against", "about", "toward", "towards")
            or (prep.low == "on" and group == "prevented")
            or prep.low == "including"
        ):
            if group == "negated" and noun.lemma in ("sign", "end", "halt"):
                self._up_sign(noun, held)
                return
            if group == "demanded" and prep.low == "against":
                held.meet("planned")  # "appeals against the eviction"
                held.settled = True
                return
            held.meet(group)
            held.meet("negated" if group == "planned" and self._dropped(noun) else None)
            if group in ("demanded", "threatened"):
                self._owner_holds(noun, held)
        elif noun.lemma not in self.cues.groups["measures"]["words"] | self.cues.groups["governing"]["continuing"]:
            held.settled = True

    def _alleged(self, part: Node) -> bool:
        """Whether somebody's part in a deed is only said: "accused of involvement in", "suspected of a role in", "his
        alleged role in"."""
        if any(self.cues.effect("attributes", c.low) == "possible" for c in part.kids("amod")):
            return True
        charging = part.head.head if part.dep == "pobj" else part.head
        governing = self.cues.groups["governing"]
        return charging.is_verb and charging.lemma in governing["accusing"] and charging.lemma != "convict"

    def _lacking(self, noun: Node) -> bool:
        """Whether there is none of it: "without agreement on", "no deal on", "failed to reach agreement on"."""
        without = noun.dep == "pobj" and noun.head.low in self.cues.groups["negation"]["prepositions"]
        no = any(c.low in self.cues.groups["negation"]["determiners"] for c in noun.kids("det"))
        above = [v for v in (noun.head, noun.head.head) if v.is_verb]
        refused = any(v.kid("neg") is not None or self._effect(v, Held()) == "negated" for v in above)
        return without or no or refused

    def _up_sign(self, noun: Node, held: Held) -> None:
        """ "A sign of" asserts nothing, "no sign of" denies; "an end to" is no denial that there was something."""
        none = any(c.dep == "det" and c.low == "no" for c in noun.children)
        if not none and noun.lemma in ("end", "halt") and noun.kid("poss") is None:
            held.ending = True  # "called for an end to the raids", but "brought an end to the siege"
        elif not none:
            held.settled = noun.lemma == "end"
        else:
            held.meet("negated")
            held.settled = held.settled or noun.lemma == "sign"


def _paving(verb: Node, way: Node | None) -> bool:
    """Whether somebody makes ready for what may come: "paved the way for", "the ground is being laid for"."""
    words = constructions()
    return way is not None and way.lemma in words.paved and verb.lemma in words.paving


def _known(prep: Node) -> bool:
    """Whether the event behind a preposition is one that was told of: "the attack", "their attack"."""
    near = [c for o in prep.kids("pobj") for c in o.kids("det", "poss")]
    return any(c.dep == "poss" or c.low not in ("a", "an", "any", "another") for c in near)


def supposed(noun: Node, verb: Node) -> bool:
    """Whether something is only thought of that would do something: "an invasion would kill thousands"."""
    some = any(c.low in ("a", "an", "any", "another") for c in noun.kids("det"))
    would = any(a.low in ("would", "'d", "’d", "could", "might") for a in verb.kids("aux"))
    dated = any(n.ent_label in ("DATE", "TIME") for p in (noun, *noun.kids("prep")) for n in p.children)
    return some and would and not dated


def _awaited(noun: Node) -> bool:
    """Whether something is "a matter of time" or "a question of when"."""
    return noun.lemma in ("matter", "question") and any(
        o.lemma in ("time", "day", "hour", "week", "when")
        for p in noun.kids("prep")
        if p.low == "of"
        for o in p.children
    )


def _hypothetical(noun: Node) -> bool:
    """Whether the noun makes a condition: "in case of", "in the event of", but not "in the case of the general"."""
    return noun.lemma == "event" or (noun.lemma == "case" and noun.kid("det") is None)
