"""Stance: whether a claim is affirmed or denied, done or only meant, and who vouches for it.

The tree is climbed from the trigger to the root of its sentence. On the way every auxiliary, negation, governing verb,
noun and clause adds what it makes of the claim, the inner before the outer; past a verb of reporting only further
holders are added, for what a speaker may, must or cannot say is not what happened.
"""

from __future__ import annotations

from kg.extract.frames import Frame
from kg.extract.governors import Governors, whenever
from kg.extract.held import Held, doubted
from kg.extract.imperatives import is_imperative
from kg.extract.phrases import supposed
from kg.extract.syntax import Node, Tree, subtree
from kg.lexicon.constructions import constructions

# Below which what is told is part of what governs the telling: "left without accusing", "refused to say".
COMPLEMENTS = frozenset({"ccomp", "pcomp", "prep", "xcomp"})
ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
IN_NO = frozenset({"at", "by", "in", "on", "under"})


class Stances(Governors):
    """Reads the stance of any trigger of one text."""

    def of(self, frame: Frame) -> Held:
        """The stance of the claim whose trigger the frame has."""
        held = Held()
        node = frame.trigger
        if not node.is_verb:
            node = self._from_noun(node, frame, held)
        elif node.dep == "amod":
            held.settled = True
        self._climb(node, held)
        if held.unsaid and held.modality == "actual":
            held.modality = "possible"  # "refused to say that the army had shelled the camp"
        if held.ending and held.modality != "actual":
            held.negated = not held.negated  # "the attacks should stop": no attacks are demanded
        whichever = frame.trigger.is_noun and any(c.low == "any" for c in frame.trigger.kids("det"))
        if whichever and held.modality == "actual" and not held.negated:
            held.modality = "possible"  # "will answer any attack by the rebels"
        self._quoted(frame.trigger, held)
        return held

    def at(self, node: Node) -> Held:
        """The stance of what is said by the way (a title, an apposition): only a quotation's speaker vouches."""
        held = Held(settled=True)
        if doubted(node):
            held.modality = "possible"
        held.negated = node.kid("neg") is not None  # "Sweden, then not a member of the bloc"
        self._quoted(node, held)
        return held

    def _quoted(self, node: Node, held: Held) -> None:
        speaker = self.quotes.speaker_at(node.start)
        if speaker is not None and speaker[0].form == "pronoun" and speaker[0].antecedent is None:
            return  # "he said": who, is not known
        if speaker is not None and not any(d is speaker[0] for d, _ in held.holders):
            inside = [h for h in held.holders if self.quotes.same(h[0].node.start, node.start)]
            if not held.holders or len(inside) == len(held.holders):
                held.holders.append((speaker[0], speaker[1].low))
                held.said = held.said or speaker[1]

    def _from_noun(self, noun: Node, frame: Frame, held: Held) -> Node:
        """The cues on an event noun itself, and the node to climb on from: its carrier, its governor, or itself."""
        self._attributes(noun, held)
        if self._called_false(noun) or self.scare_quoted(noun):
            held.meet("negated")
        for clause in noun.kids("relcl", "acl"):
            self._told_of(clause, held)
        verb = frame.carrier
        if verb is not None and noun.dep == "nsubj" and verb.lemma == "be":
            self._up_argument(noun, verb, held)  # "an attack is likely"
        if verb is not None:
            if (
                verb.lemma in self.cues.groups["light"]["ending"]
                and verb.lemma not in self.cues.groups["light"]["subject_acts"]
            ):
                probe = Held()
                self._climb(verb, probe)
                if probe.modality == "actual" and not probe.negated:
                    held.holders, held.channel, held.said, held.settled = probe.holders, probe.channel, probe.said, True
                    return self.tree.nodes[self.tree.sentences[noun.sent][0]] if not probe.holders else noun
                held.negated = not held.negated
            return verb
        return noun

    def _told_of(self, clause: Node, held: Held) -> None:
        """A relative clause that carries its event noun: "talks that will be held", "a visit that never took place"."""
        light = self.cues.groups["light"]
        if clause.kid("auxpass") is not None and any(c.low == "to" for c in clause.kids("aux")):
            held.meet("planned")  # "the summit, to be held in Cairo"
        elif clause.dep == "acl":
            happened = clause.head.dep in ("nsubj", "nsubjpass") and clause.head.head.tag == "VBD"
            foreseen = clause.tag == "VBN" and clause.lemma in self.cues.groups["governing"]["foreseen"]
            held.meet("planned" if foreseen and not happened else None)
        elif _carries(clause) and clause.lemma in light["subject_acts"] | light["subject_happens"] | light["ending"]:
            probe = Held()
            self._own(clause, probe)
            held.meet("negated" if probe.negated else None)
            held.meet(probe.modality if probe.modality != "actual" else None)
            done = clause.tag == "VBD" or any(c.lemma == "have" for c in clause.kids("aux"))
            done = done and probe.modality == "actual"  # "punish them for the attack they carried out"
            held.settled = held.settled or held.modality == "planned" or done

    def scare_quoted(self, noun: Node) -> bool:
        """Whether the noun alone stands in quotation marks: a "war"."""
        text = self.tree.text
        return text[noun.start - 1 : noun.start] in ("“", '"', "‘") and text[noun.end : noun.end + 1] in ("”", '"', "’")

    def _attributes(self, noun: Node, held: Held) -> None:
        if noun.lemma in ("attempt", "bid", "plot"):
            held.meet("planned")  # "a coup attempt"
        if noun.dep == "compound" and noun.head.lemma in constructions().proposals and not held.settled:
            held.meet(self.cues.effect("nouns", noun.head.lemma))  # "a truce offer", "a strike threat"
        for child in noun.children:
            if child.dep in ("amod", "nmod", "compound") and (group := self.cues.effect("attributes", child.low)):
                held.meet(group)
            if child.low == "called" and child.dep == "amod" and any(c.low == "so" for c in child.children):
                held.meet("possible")  # "the so-called liberation"
            if child.low in self.cues.groups["negation"]["determiners"] and child.dep == "det":
                held.meet("negated")
                held.counted.add(noun.i)

    def _climb(self, node: Node, held: Held) -> None:
        seen = set()
        while node.i not in seen:
            seen.add(node.i)
            if node is held.passed:
                break
            if node.is_verb:
                self._own(node, held)
            else:
                self._by_the_way(node, held)
            if node.head is node:
                break
            held.telling = held.telling and node.dep in COMPLEMENTS
            node = self._up(node, held)

    # one clause

    def _own(self, verb: Node, held: Held) -> None:
        """Auxiliaries, negation, adverbs, conditions and "according to" of one verb."""
        cues, words = self.cues, self.cues.groups["negation"]["words"]
        held.made_up = held.made_up or self.made_up.scene_of(verb)
        for child in verb.children:
            low, dep = child.low, child.dep
            negative = low in words and (dep == "advmod" or low == "neither")
            nor = low == "nor" and child.i < verb.i and dep == "cc" and verb.dep == "ROOT"
            if dep == "neg" and _or_not(child, self.tree):
                continue
            if dep == "prep" and low in IN_NO and self._in_no_way(child):
                held.meet("negated")
            elif dep == "neg" or negative or nor:
                held.meet(None if dep == "neg" and verb.i in held.counted else "negated")
            elif dep == "punct":
                continue
            elif dep == "preconj" and low == "either":
                held.meet("possible")
            elif dep == "aux" and child.tag == "MD":
                self._modal(child, verb, held)
            elif dep == "advmod":
                self._adverb(child, verb, held)
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr") and not held.settled:
                if child.i not in held.counted and self._nobody(child):
                    held.meet("negated")
            elif (
                dep == "parataxis"
                and child.is_verb
                and child.lemma in cues.groups["reporting"]["verbs"]
                and child.kid("nsubj") is not None
            ):
                settled, held.settled = held.settled, True
                self._report(child, held)
                held.settled = settled
            if low in self.vouching or child.lemma in self.vouching:
                self._according(child, held)
        if not held.settled:
            for clause in verb.kids("advcl"):
                self._condition(verb, clause, held)
        if verb.tag == "VB" and is_imperative(verb) and (verb.lemma == "let" or verb.kid("ccomp") is None):
            held.meet("demanded")  # but not "suppose they attacked"
        elif verb.head is verb and verb.tag == "VB" and any(c.dep == "aux" and c.low == "to" for c in verb.children):
            held.meet("planned")  # a headline's "France to withdraw troops"
        if not held.settled and self.tree.sentence(verb)[-1].text == "?":
            held.question = True
            held.meet("possible")

    def _in_no_way(self, prep: Node) -> bool:
        """Whether a phrase denies its verb: "in no way", "under no circumstances", "at no time"."""
        negation = self.cues.groups["negation"]
        return any(
            o.lemma in negation["phrases"] and any(c.low == "no" for c in o.kids("det"))
            for o in prep.kids("pobj")
            if (prep.low, o.lemma) != ("in", "time")  # which is at once
        )

    def _modal(self, auxiliary: Node, verb: Node, held: Held) -> None:
        """What "may", "must", "will" and "would" make of their verb, and with "have" of what is past."""
        group = self.cues.effect("modals", auxiliary.low)
        past = any(c.low in ("have", "'ve", "’ve") for c in verb.kids("aux"))  # "would have stormed": did not
        thought = any(supposed(s, verb) and not self.mentions.of(s) for s in verb.kids("nsubj"))
        if group == "would":
            held.meet("conditional" if past or thought else "planned")  # "an invasion would kill thousands"
        elif past and auxiliary.low == "must":
            held.meet("possible")  # "must have fled"
        elif past and group == "demanded":
            held.meet("negated")  # "should have fled": did not
        else:
            held.meet(group)
        held.future = held.future or group in ("would", "planned")

    def _adverb(self, adverb: Node, verb: Node, held: Held) -> None:
        """What "no longer", "reportedly", "nearly" and "possibly" make of their verb."""
        group = self.cues.effect("adverbs", adverb.low)
        if adverb.low == "longer" and adverb.kid("neg") is not None:
            held.meet("negated")
        if group == "hearsay":
            held.channel = held.channel or "reportedly"
        elif adverb.low in ("almost", "nearly") and adverb.i == verb.i - 1:
            held.meet("negated")
        elif adverb.low == "unsuccessfully":  # "unsuccessfully tried to"; an appeal or attack without success was one
            meant = self.cues.effect("verbs", verb.lemma) is not None and held.modality != "actual"
            held.meet(group if meant else None)
        elif group == "possible":
            held.meet(group)

    def _condition(self, verb: Node, clause: Node, held: Held) -> None:
        mark = clause.kid("mark") or (clause.kid("advmod") if clause.kid("advmod") is not None else None)
        if mark is None:
            return
        if whenever(clause):
            held.meet("conditional")
            return
        conditions = self.cues.groups["conditions"]
        if (mark.low in conditions["positive"] and mark.low != "once") or mark.low in conditions["negative"]:
            inside = subtree(clause)
            held.condition = (inside[0], inside[-1])
            if held.future or held.modality in ("planned", "possible"):
                held.meet("conditional")

    def _by_the_way(self, node: Node, held: Held) -> None:
        for child in node.children:
            if child.low in self.vouching or child.lemma in self.vouching:
                self._according(child, held)


def _or_not(word: Node, tree: Tree) -> bool:
    """Whether the word is that of "whether or not", which leaves open what it stands before."""
    return word.i > 1 and tree.nodes[word.i - 1].low == "or" and tree.nodes[word.i - 2].low == "whether"


def _carries(clause: Node) -> bool:
    """Whether a relative clause is about its noun: "talks that will be held", not "a court to which it is no party" nor
    "elections that could have consequences"."""
    acts = clause.kid("dobj") is not None
    about = [c for c in clause.kids("nsubj", "nsubjpass", "dobj") if c.tag in ("WDT", "WP")]
    asks = any(c.tag in ASKING or (c.dep == "prep" and c.i < clause.i) for c in clause.children)
    contact = not acts and not asks and clause.kid("nsubj") is not None
    return contact or any(c.dep != "nsubj" or not acts for c in about)  # also of "the embargo it has imposed"
