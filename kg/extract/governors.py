"""From clause to clause: what a governing verb, noun, adjective or conjunction makes of the claim below it."""

from __future__ import annotations

from kg.extract.held import Held
from kg.extract.imperatives import gives_time
from kg.extract.phrases import Phrases
from kg.extract.syntax import SUBJECTS, Node, first_conjunct, is_passive, subtree
from kg.extract.tellings import unconfirmed
from kg.extract.terms import UNREAL
from kg.lexicon.constructions import constructions

ASKING = frozenset({"for", "on", "to", "upon"})
MANDATIVE = frozenset({"insist", "suggest", "say", "vote", "agree"})


class Governors(Phrases):
    """Takes one step up the tree at a time; `_up` says what the step adds, and gives the governor."""

    def _up(self, node: Node, held: Held) -> Node:
        """Take in what governs `node`, and give the governor."""
        head, dep = node.head, node.dep
        if dep == "conj":
            return self._up_conjunct(node, head, held)
        if dep == "ccomp" and head.is_noun:
            self._up_adnominal(node, head, held)
            return head
        if dep in ("ccomp", "csubj", "csubjpass", "dep") and head.is_verb and _is_asked(node):
            held.meet("possible")  # "whether they did is unclear", "it is not known if"
            held.counted.add(head.i)
        elif dep == "ccomp" and head.is_verb and _how_many(node):
            held.counted.add(head.i)  # "it was not known how many were killed": some were
            held.counted.update(s.i for s in head.kids("nsubj"))  # "nobody knows who fired"
        if dep in ("ccomp", "parataxis", "dep") and head.is_verb:
            return self._up_complement(node, head, held)
        if dep in ("csubj", "csubjpass") and head.is_verb and not held.settled:
            self._up_aim(head, held)
            return head
        if dep == "xcomp" or (dep == "advcl" and _is_asked_of(node, head)):
            return self._up_infinitive(node, head, held)
        if dep == "advcl" and head.is_noun and any(c.low == "for" for c in node.kids("mark")):
            self._up_adnominal(node, head, held)  # "a deadline for them to leave"
        elif dep == "advcl":
            self._up_adverbial(node, held)
        elif dep in ("acl", "relcl"):
            self._up_adnominal(node, head, held)
        elif dep == "pcomp" and any(c.low == "whether" for c in node.kids("mark")):
            held.meet("possible")  # "the question of whether"
            held.settled = True
        elif dep == "pcomp":
            return self._up_gerund(node, head, held)
        elif dep == "prep" and node.low in self.cues.groups["negation"]["prepositions"]:
            held.meet("negated")
        elif head.dep == "prep" and head.low == "including" and node.is_noun:
            return self._up_prepositional(node, head, held)
        elif head.is_verb and not node.is_verb:
            self._up_argument(node, head, held)
        elif head.is_noun and node.is_noun:
            held.settled = True
        elif head.pos == "ADP" and node.is_noun:
            return self._up_prepositional(node, head, held)
        return head

    def _up_conjunct(self, node: Node, head: Node, held: Held) -> Node:
        """A coordinated clause shares the auxiliaries of the first only where it has neither subject nor its own."""
        if any(c.low == "nor" and c.i < node.i for c in (*head.children, *node.children)):
            held.meet("negated")
        apart = head.kid("neg") is not None and any(c.low == "to" for c in node.kids("aux"))
        shares = node.tag == "VB" and not apart and not any(c.dep in SUBJECTS for c in node.children)
        if head.is_verb and node.is_verb and not shares:
            first = first_conjunct(node)
            while first.head is not first and first.dep == "conj":
                first = first.head
            for child in first.children:
                self._according(child, held)
            if first.head is first:
                held.passed = first
                return first
            held_own = held.settled
            up = self._up(first, held)
            held.settled = held.settled or held_own
            return up
        return head

    def _up_complement(self, node: Node, head: Node, held: Held) -> Node:
        reporting = self.cues.groups["reporting"]
        for source in head.kids("nsubj"):
            held.made_up = held.made_up or self.made_up.work(source)
            if source.i < node.i and not held.settled and self.made_up.fake(source):
                held.meet("negated")  # "a false report said"
            elif not held.settled and unconfirmed(source, self.cues.groups["governing"]):
                held.meet("possible")
        if any(c.text == ";" and min(node.i, head.i) < c.i < max(node.i, head.i) for c in head.children):
            held.part()  # two sentences that a semicolon parts
            return head
        if any(node.i < c.i < head.i and c.lemma in reporting["called"] for c in head.kids("nsubj", "dobj")):
            held.part()  # "India accuses Pakistan, a charge Islamabad denies"
            return head
        if self._spliced(node, head):
            held.part()
            return head
        if head.lemma in reporting["verbs"] and (head.lemma not in reporting["factive"] or self._sources(head)):
            if not held.settled and self._by_nobody(head):
                held.meet("possible")  # "nothing suggests that"
            bare = node.tag == "VB" or (head.lemma == "insist" and _unmarked(node))
            if bare and node.kid("aux", "auxpass") is None and head.lemma in MANDATIVE:
                held.meet("demanded")  # "insists that the state set up a fund"
            self._report(head, held)
        elif head.lemma == "be":
            if head.kid("neg") is not None and any(c.low in ("until", "till") for c in head.kids("prep")):
                held.settled = True  # "it was not until May that Chad closed the border": it did
            for said in head.kids("acomp"):
                held.meet(self.cues.effect("adjectives", said.low))  # "it is possible that"
        elif head.lemma == "want" and node.kid("nsubj", "nsubjpass") is not None:
            held.meet("demanded")  # "want the president to resign"
            self._report(head, held, ends=False)
        else:
            held.meet(None if _is_asked(node) else self._effect(head, held) or self._meant(node, head))
        return head

    def _spliced(self, first: Node, second: Node) -> bool:
        """Whether a comma parts two sentences that the parse makes one of: "We are not attacking him, we never do"."""
        if first.i > second.i:
            return False
        if second.lemma in self.cues.groups["reporting"]["verbs"]:
            last = [n for n in subtree(first) if n.dep != "punct"][-1]
            return last.dep == "cc" and first.lemma in constructions().saying  # "X says … but Y says"
        if self.cues.effect("verbs", second.lemma) == "possible":
            return False  # "they will attack, it seems"
        subject = second.kid("nsubj", "nsubjpass", "expl")
        if subject is None or subject.i < first.i or first.kid("nsubj", "nsubjpass", "expl") is None:
            return False
        return any(c.text == "," and first.i < c.i < subject.i for c in second.children)

    def _meant(self, node: Node, head: Node) -> str | None:
        """What an infinitive is under a verb that says nothing of whether it came true: "directed him to go"."""
        governing, reporting = self.cues.groups["governing"], self.cues.groups["reporting"]
        if node.tag != "VB" or not any(c.dep == "aux" and c.low == "to" for c in node.children) or head.lemma == "be":
            return None
        said = {head.lemma, node.lemma} & reporting["verbs"]  # "summoned the envoy to complain": it complained
        return (
            None if said or head.lemma in governing["doubting"] or head.lemma in governing["implicative"] else "planned"
        )

    def _must(self, purpose: Node) -> bool:
        """Whether somebody must do something to reach what an infinitive tells: "must do more to disarm them"."""
        to = any(c.dep == "aux" and c.low == "to" for c in purpose.children)
        modals = purpose.head.kids("aux") if to and purpose.head.is_verb else ()
        return any(self.cues.effect("modals", a.low) == "demanded" for a in modals)

    def _came_about(self, verb: Node) -> bool:
        """Whether what something lasted until has come about: "ruled until he was ousted", not "will stay until"."""
        above, past = verb.head, ("VBD",)
        over = verb.tag in past or any(a.tag in past for a in verb.kids("aux", "auxpass"))
        lasted = above.tag in past or any(a.tag in past for a in above.kids("aux", "auxpass"))
        meant = above.kid("neg", "xcomp", "ccomp") is not None or self.cues.effect("verbs", above.lemma) is not None
        halted = above.lemma in self.cues.groups["light"]["ending"]  # "suspended its aid until they were freed"
        return over and lasted and not meant and not halted

    def _by_nobody(self, verb: Node) -> bool:
        """Whether the verb's subject is nobody: "nothing suggests", "no evidence shows"."""
        negation = self.cues.groups["negation"]
        return any(
            subject.low in negation["pronouns"]
            or (subject.low == "few" and subject.kid("det") is None)
            or any(c.low in negation["determiners"] for c in subject.kids("det"))
            for subject in verb.kids("nsubj", "nsubjpass")
        )

    def _up_aim(self, verb: Node, held: Held) -> None:
        """ "Restoring control is a major objective": what is called an aim is not done."""
        named = [*verb.kids("attr"), *(o for p in verb.kids("prep") if p.low == "as" for o in p.kids("pobj"))]
        for noun in named:
            held.meet(self.cues.effect("nouns", noun.lemma))

    def _up_infinitive(self, node: Node, head: Node, held: Held) -> Node:
        if head.is_verb:
            group = self._effect(head, held)
            if head.lemma == "go" and head.tag == "VBG":
                group = "planned"  # "are going to attack"
            if head.lemma == "have" and any(c.low == "yet" for c in head.children):
                group = "negated"  # "has yet to hold elections"
            if head.lemma == "be" and head.kid("acomp", "attr") is None:
                group = "planned"  # "is to meet"
            if head.lemma in self.cues.groups["reporting"]["verbs"] and group is None and is_passive(head):
                held.channel = held.channel or "reportedly"  # "is said to have fled"
                if any(c.low in self.cues.groups["governing"]["falsely"] for c in head.kids("advmod")):
                    held.meet("negated")
                if head.lemma in self.cues.groups["governing"]["doubting"]:
                    held.meet("possible")
            if group == "prevented" and node.tag == "VB" and head.lemma != "forbid":
                group = None  # "blocked a road to protest": what is prevented is named after "from"
            if head.lemma in ("warn", "caution") and head.kid("dobj") is not None:
                group = "demanded"  # "warned Poland not to send troops"
            if gives_time(head):
                held.meet("demanded")
                self._report(head, held, ends=False)
                return head
            professed = head.lemma in self.cues.groups["reporting"]["professing"] and not is_passive(head)
            if professed:
                self._report(head, held)  # "claims to hold the town"
            held.meet(group or self._meant(node, head) or self._stipulated(head))
            if head.lemma in self.cues.groups["reporting"]["performative"]:
                self._report(head, held, ends=False)
        elif head.pos == "ADJ":
            group = self.cues.effect("adjectives", head.low)
            held.meet(group)
        return head

    def _up_adverbial(self, node: Node, held: Held) -> None:
        if node.tag == "VBG" and node.head.is_verb and node.kid("mark") is None:
            if node.head.dep == "xcomp" and self.cues.effect("verbs", node.head.head.lemma) in UNREAL:
                return  # "plans to attack Gao, killing its mayor"
            held.settled = True  # "…, killing one" is what came of it, also after "fired to disperse them"
            return
        mark = node.kid("mark")
        word = (
            mark.low
            if mark is not None
            else next((c.low for c in node.children if c.dep == "advmod" and c.i < node.i and c.tag == "WRB"), "")
        )
        conditions = self.cues.groups["conditions"]
        subject = node.kid("nsubj", "nsubjpass")
        if whenever(node):
            held.meet("conditional")
        elif mark is None and subject is not None and _inverted(node, subject):
            held.meet("conditional")  # "had the army bombed the bridge"
        elif word in conditions["negative"]:
            held.meet("negated")
            held.meet("conditional")
        elif word in conditions["positive"] and word != "once":
            held.meet("conditional")
        elif word == "whether":
            held.meet("possible")
        elif word in ("when", "once") and _to_come(node, self.cues.groups["modals"]["planned"]):
            held.meet("planned")  # "will resign when all parties have agreed"
        elif word == "before" and any(c.low in ("is", "are") for c in node.kids("aux", "auxpass")):
            held.meet("planned")  # "a day before he is sworn in"
        elif word in ("until", "till") and self._came_about(node):
            pass
        elif word not in ("until", "till") and self._must(node):
            held.meet("demanded")  # "must do more to disarm the militia"
        elif (
            word in ("until", "till")
            or (word in ("so", "that", "for") and held.modality == "planned")
            or (
                any(c.dep == "aux" and c.low == "to" for c in node.children)
                and node.head.lemma not in constructions().outcome
            )
        ):
            held.meet("planned")
        held.settled = True


def whenever(verb: Node) -> bool:
    """Whether a clause tells what happens again and again: "When rebels take a town, they burn its schools"; behind
    its main clause only with "whenever", for so do headlines ("Ten die when bus overturns")."""
    asking = next((c.low for c in verb.children if c.dep == "advmod" and c.tag == "WRB" and c.i < verb.i), "")
    if asking not in ("when", "whenever") or verb.dep != "advcl" or (asking == "when" and verb.i > verb.head.i):
        return False
    return all(v.tag in ("VBP", "VBZ") and v.kid("aux", "auxpass") is None for v in (verb, verb.head))


def _to_come(verb: Node, will: frozenset[str]) -> bool:
    """Whether a clause of time tells what has yet to happen: in the present, where its governor is of the future."""
    later = any(a.low in will for a in verb.head.kids("aux"))
    return later and (verb.tag in ("VBP", "VBZ") or any(a.low in ("has", "have", "is", "are") for a in verb.children))


def _is_asked_of(verb: Node, asking: Node) -> bool:
    """Whether an infinitive is what somebody named after a preposition is asked: "appealed to Chad to send troops"."""
    to = any(c.dep == "aux" and c.low == "to" for c in verb.children)
    whom = [o for p in asking.kids("prep") if p.low in ASKING and p.i < verb.i for o in p.kids("pobj")]
    some = any(o.ent_label not in ("DATE", "TIME") for o in whom)
    return to and some and asking.lemma in constructions().asking and asking.kid("dobj") is None


def _is_asked(verb: Node) -> bool:
    """Whether a clause leaves open what it says: "whether the rebels hold the town"."""
    mark = verb.kid("mark")
    return mark is not None and mark.low in ("if", "whether")


def _how_many(verb: Node) -> bool:
    """Whether a clause asks for more of what was so: "how many were killed", "why they fled", "who fired"."""
    subject = verb.kid("nsubj", "nsubjpass")
    counted = subject is not None and any(h.low == "how" for a in subject.kids("amod") for h in a.children)
    unknown = verb.head.lemma == "know" and subject is not None and subject.tag == "WP"
    counted = counted or unknown
    return counted or any(c.tag == "WRB" and c.low in ("why", "when", "where", "how") for c in verb.kids("advmod"))


def _unmarked(verb: Node) -> bool:
    """Whether a verb has the form of its infinitive beside a single subject: "that the state set up a fund"."""
    subject = verb.kid("nsubj")
    return verb.low == verb.lemma and subject is not None and subject.tag in ("NN", "NNP") and not subject.kids("conj")


def _inverted(verb: Node, subject: Node) -> bool:
    """Whether an auxiliary stands before the subject: "had the army bombed the bridge"."""
    return any(c.low in ("had", "should", "were") and c.i < subject.i for c in verb.children)
