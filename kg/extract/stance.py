"""Stance: whether a claim is affirmed or denied, done or only meant, and who vouches for it.

The tree is climbed from the trigger to the root of its sentence. On the way every auxiliary, negation, governing verb,
noun and clause adds what it makes of the claim, the inner before the outer; past a verb of reporting only further
holders are added, for what a speaker may, must or cannot say is not what happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.drafts import Draft
from kg.extract.frames import Frame, relative_head, subjects, surface_subjects
from kg.extract.mentions import Mentions
from kg.extract.quotes import Quotes
from kg.extract.syntax import Node, Tree, ancestors, first_conjunct, is_passive, subtree
from kg.lexicon import Cues
from kg.model import Modality

STRONG = frozenset({"possible", "demanded", "threatened", "conditional"})
PARENTHESES = frozenset({"ccomp", "parataxis", "advcl", "dep", "conj"})


@dataclass(slots=True)
class Held:
    """What the climb has found so far. `settled` is true once outer modality no longer counts."""

    negated: bool = False
    modality: Modality = "actual"
    holders: list[tuple[Draft, str]] = field(default_factory=list)
    channel: str | None = None
    condition: tuple[Node, Node] | None = None
    cues: list[str] = field(default_factory=list)
    said: Node | None = None
    settled: bool = False
    presupposed: bool = False
    future: bool = False
    question: bool = False
    ending: bool = False

    def meet(self, group: str | None) -> None:
        """Take in one cue; an outer cue outweighs an inner one, but a plan never weakens a threat or a doubt."""
        if self.settled or group is None:
            return
        if group in ("negated", "prevented"):
            self.negated = not self.negated
        elif group == "planned":
            if self.modality == "actual":
                self.modality = "planned"
        elif group in STRONG:
            self.modality = group  # type: ignore[assignment]  # group is one of the Modality values in STRONG


class Stances:
    """Reads the stance of any trigger of one text."""

    def __init__(self, tree: Tree, mentions: Mentions, cues: Cues, quotes: Quotes) -> None:
        self.tree, self.mentions, self.cues, self.quotes = tree, mentions, cues, quotes

    def of(self, frame: Frame) -> Held:
        """The stance of the claim whose trigger the frame has."""
        held = Held()
        node = frame.trigger
        if not node.is_verb:
            node = self._from_noun(node, frame, held)
        elif node.dep == "amod":
            held.settled = True
        self._climb(node, held)
        if held.ending and held.modality != "actual":
            held.negated = not held.negated  # "the attacks should stop": no attacks are demanded
        self._quoted(frame.trigger, held)
        return held

    def at(self, node: Node) -> Held:
        """The stance of what is said at `node` by the way (a title, an apposition): only a quotation's speaker vouches."""
        held = Held(settled=True)
        self._quoted(node, held)
        return held

    def _quoted(self, node: Node, held: Held) -> None:
        speaker = self.quotes.speaker_at(node.start)
        if speaker is not None and not any(d is speaker[0] for d, _ in held.holders):
            inside = [h for h in held.holders if self.quotes.same(h[0].node.start, node.start)]
            if not held.holders or len(inside) == len(held.holders):
                held.holders.append((speaker[0], speaker[1].low))
                held.said = held.said or speaker[1]

    def _from_noun(self, noun: Node, frame: Frame, held: Held) -> Node:
        """The cues on an event noun itself, and the node to climb on from: its carrier, its governor, or itself."""
        self._attributes(noun, held)
        if self._called_false(noun) or self._scare_quoted(noun):
            held.meet("negated")
        verb = frame.carrier
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

    def _scare_quoted(self, noun: Node) -> bool:
        """Whether the noun alone stands in quotation marks: a "war"."""
        text = self.tree.text
        return text[noun.start - 1 : noun.start] in ("“", '"', "‘") and text[noun.end : noun.end + 1] in ("”", '"', "’")

    def _attributes(self, noun: Node, held: Held) -> None:
        for child in noun.children:
            if child.dep in ("amod", "nmod", "compound") and (group := self.cues.effect("attributes", child.low)):
                held.meet(group)
            if child.low in self.cues.groups["negation"]["determiners"] and child.dep == "det":
                held.meet("negated")

    def _climb(self, node: Node, held: Held) -> None:
        seen = set()
        while node.i not in seen:
            seen.add(node.i)
            if node.is_verb:
                self._own(node, held)
            else:
                self._by_the_way(node, held)
            if node.head is node:
                break
            node = self._up(node, held)

    # one clause

    def _own(self, verb: Node, held: Held) -> None:
        """Auxiliaries, negation, adverbs, conditions and "according to" of one verb."""
        cues = self.cues
        would = False
        for child in verb.children:
            low = child.low
            if child.dep == "neg" or (child.dep == "advmod" and low in cues.groups["negation"]["words"]):
                held.meet("negated")
            elif child.dep == "aux" and child.tag == "MD":
                group = cues.effect("modals", low)
                would = would or group == "would" or group == "planned"
                held.meet("planned" if group == "would" else group)
                held.future = held.future or group in ("would", "planned")
            elif child.dep == "advmod":
                if low == "longer" and child.kid("neg") is not None:
                    held.meet("negated")
                group = cues.effect("adverbs", low)
                if group == "hearsay":
                    held.channel = held.channel or "reportedly"
                elif group == "possible" or (group == "negated" and low == "unsuccessfully"):
                    held.meet(group)
            elif child.dep in ("nsubj", "nsubjpass", "dobj", "attr") and not held.settled:
                if low in cues.groups["negation"]["pronouns"] or any(
                    c.dep == "det" and c.low == "no" for c in child.children
                ):
                    held.meet("negated")
            elif child.dep == "advcl" and not held.settled:
                self._condition(verb, child, held)
            elif (
                child.dep == "parataxis"
                and child.is_verb
                and child.lemma in cues.groups["reporting"]["verbs"]
                and child.kid("nsubj") is not None
            ):
                settled, held.settled = held.settled, True
                self._report(child, held)
                held.settled = settled
            elif child.dep == "preconj" and low == "neither":
                held.meet("negated")
            self._according(child, held)
        if not held.settled and self.tree.sentence(verb)[-1].text == "?":
            held.question = True
            held.meet("possible")

    def _condition(self, verb: Node, clause: Node, held: Held) -> None:
        mark = clause.kid("mark") or (clause.kid("advmod") if clause.kid("advmod") is not None else None)
        if mark is None:
            return
        conditions = self.cues.groups["conditions"]
        if (mark.low in conditions["positive"] and mark.low != "once") or mark.low in conditions["negative"]:
            inside = subtree(clause)
            held.condition = (inside[0], inside[-1])
            if held.future or held.modality in ("planned", "possible"):
                held.meet("conditional")

    def _according(self, child: Node, held: Held) -> None:
        if (
            child.low in self.cues.groups["reporting"]["according"]
            or child.lemma in self.cues.groups["reporting"]["according"]
        ):
            for prep in child.kids("prep"):
                source = prep.kid("pobj")
                if source is not None:
                    self._hold(source, child.low + " to", held)
        elif (
            child.low in self.cues.groups["reporting"]["prepositions"]
            and child.dep == "prep"
            and (source := child.kid("pobj")) is not None
        ):
            if any(d.kind() in ("MediaOrganisation", "Person") for d in self.mentions.of(source)):
                self._hold(source, child.low, held)

    def _by_the_way(self, node: Node, held: Held) -> None:
        for child in node.children:
            self._according(child, held)

    # from clause to clause

    def _up(self, node: Node, held: Held) -> Node:
        """Take in what governs `node`, and give the governor."""
        head, dep = node.head, node.dep
        if dep == "conj":
            return self._up_conjunct(node, head, held)
        if dep == "ccomp" and head.is_noun:
            self._up_adnominal(node, head, held)
            return head
        if dep in ("ccomp", "parataxis", "dep") and head.is_verb:
            return self._up_complement(node, head, held)
        if dep in ("csubj", "csubjpass") and head.is_verb and not held.settled:
            self._up_aim(head, held)
            return head
        if dep == "xcomp":
            return self._up_infinitive(node, head, held)
        if dep == "advcl":
            self._up_adverbial(node, held)
        elif dep in ("acl", "relcl"):
            self._up_adnominal(node, head, held)
        elif dep == "pcomp":
            return self._up_gerund(node, head, held)
        elif dep == "prep" and node.low in self.cues.groups["negation"]["prepositions"]:
            held.meet("negated")
        elif head.is_verb and not node.is_verb:
            self._up_argument(node, head, held)
        elif head.is_noun and node.is_noun:
            held.settled = True
        elif head.pos == "ADP" and node.is_noun:
            return self._up_prepositional(node, head, held)
        return head

    def _up_conjunct(self, node: Node, head: Node, held: Held) -> Node:
        """A coordinated clause shares the auxiliaries of the first only where it has neither subject nor its own."""
        shares = node.tag == "VB" and not any(c.dep in ("nsubj", "nsubjpass") for c in node.children)
        if head.is_verb and node.is_verb and not shares:
            first = first_conjunct(node)
            while first.head is not first and first.dep == "conj":
                first = first.head
            for child in first.children:
                self._according(child, held)
            if first.head is first:
                return first
            held_own = held.settled
            up = self._up(first, held)
            held.settled = held.settled or held_own
            return up
        return head

    def _up_complement(self, node: Node, head: Node, held: Held) -> Node:
        reporting = self.cues.groups["reporting"]
        if any(c.text == ";" and min(node.i, head.i) < c.i < max(node.i, head.i) for c in head.children):
            held.settled = held.presupposed = True  # two sentences that a semicolon parts
            return head
        if head.lemma in reporting["verbs"] and (head.lemma not in reporting["factive"] or self._sources(head)):
            marker = node.kid("mark")
            if marker is not None and marker.low in ("if", "whether"):
                held.meet("possible")
            self._report(head, held)
        else:
            held.meet(self._effect(head, held))
        return head

    def _up_aim(self, verb: Node, held: Held) -> None:
        """ "Restoring control is a major objective": what is called an aim is not done."""
        named = [*verb.kids("attr"), *(o for p in verb.kids("prep") if p.low == "as" for o in p.kids("pobj"))]
        for noun in named:
            held.meet(self.cues.effect("nouns", noun.lemma))

    def _up_infinitive(self, node: Node, head: Node, held: Held) -> Node:
        if head.is_verb:
            group = self._effect(head, held)
            if head.lemma in self.cues.groups["reporting"]["verbs"] and group is None and is_passive(head):
                held.channel = held.channel or "reportedly"  # "is said to have fled"
                if head.lemma in ("believe", "think", "expect", "fear", "suspect"):
                    held.meet("possible")
            if head.lemma in ("warn", "caution") and head.kid("dobj") is not None:
                group = "demanded"  # "warned Poland not to send troops"
            held.meet(group)
            if head.lemma in self.cues.groups["reporting"]["performative"]:
                self._report(head, held, ends=False)
        elif head.pos == "ADJ":
            group = self.cues.effect("adjectives", head.low)
            held.meet(group)
        return head

    def _up_adverbial(self, node: Node, held: Held) -> None:
        mark = node.kid("mark")
        word = (
            mark.low
            if mark is not None
            else next((c.low for c in node.children if c.dep == "advmod" and c.i < node.i and c.tag == "WRB"), "")
        )
        conditions = self.cues.groups["conditions"]
        if word in conditions["negative"]:
            held.meet("negated")
            held.meet("conditional")
        elif word in conditions["positive"] and word != "once":
            held.meet("conditional")
        elif word in ("whether",):
            held.meet("possible")
        elif word in ("until", "till") or (word in ("so", "that", "for") and held.modality == "planned"):
            held.meet("planned")
        elif any(c.dep == "aux" and c.low == "to" for c in node.children):
            held.meet("planned")
        held.settled = True

    def _up_adnominal(self, node: Node, noun: Node, held: Held) -> None:
        infinitive = any(c.dep == "aux" and c.low == "to" for c in node.children)
        if infinitive:
            group = self.cues.effect("nouns", noun.lemma) or "planned"
            held.meet(group)
            if noun.lemma in self.cues.groups["reporting"]["menace"]:
                held.cues.append(noun.lemma)
            if group in ("demanded", "threatened"):
                self._owner_holds(noun, held)
        elif any(
            c.dep == "mark" and c.low == "that" for c in node.children
        ):  # "the call that all sides respect the truce"
            group = self.cues.effect("nouns", noun.lemma)
            held.meet(group)
            if self._called_false(noun):
                held.meet("negated")
            if group in ("demanded", "threatened") or noun.lemma in self.cues.groups["reporting"]["nouns"]:
                self._owner_holds(noun, held)
                held.settled = True
        elif node.tag == "VBG" or node.dep == "relcl" or node.tag == "VBN":
            held.settled = held.presupposed = True  # "Iran, which backs Assad": no part of what the speaker asserts

    def _called_false(self, noun: Node) -> bool:
        """Whether what the noun names is said to be false: "the claim that … is baseless"."""
        verb = noun.head
        if noun.dep not in ("nsubj", "nsubjpass") or not verb.is_verb or any(c.dep == "neg" for c in verb.children):
            return False
        said = [*verb.kids("acomp", "attr", "oprd"), verb]
        return any(
            n.low in self.cues.groups["reporting"]["falsity"] or n.lemma in self.cues.groups["reporting"]["falsity"]
            for n in said
        )

    def _up_gerund(self, node: Node, prep: Node, held: Held) -> Node:
        governor = prep.head
        if prep.low in self.cues.groups["negation"]["prepositions"] or prep.low == "without":
            held.meet("negated")
        elif prep.low == "as" and governor.lemma in self.cues.groups["reporting"]["speech_only"]:
            self._report(governor, held)
            return governor
        elif governor.is_verb and prep.low in ("of", "from", "for", "against", "in", "on", "at", "to", "about"):
            if governor.lemma in (
                "accuse",
                "blame",
                "suspect",
                "denounce",
                "condemn",
                "criticise",
                "criticize",
                "charge",
                "convict",
                "fault",
                "lambast",
                "slam",
            ):
                if governor.lemma == "suspect":
                    held.meet("possible")
                else:
                    self._report(governor, held)
            else:
                held.meet(self._effect(governor, held))
        elif governor.is_noun and prep.low in ("of", "for", "to", "against", "in", "at", "on"):
            held.meet(self.cues.effect("nouns", governor.lemma))
        elif prep.low in ("for",) and governor.is_verb:
            held.meet("planned")
        return governor

    def _up_argument(self, node: Node, verb: Node, held: Held) -> None:
        """An event noun as the object or subject of a verb that is not its carrier: "demanded the withdrawal"."""
        if node.dep in ("dobj", "nsubjpass") and not held.settled:
            group = self._effect(verb, held) if self._takes_nouns(verb) else None
            if group is not None:
                held.meet(group)
                if verb.lemma in self.cues.groups["reporting"]["performative"]:
                    self._report(verb, held, ends=False)
                return
            if any(c.dep == "neg" for c in verb.children):
                held.meet("possible")  # "does not mean the surrender of"
            if verb.lemma in self.cues.groups["reporting"]["of_events"]:
                self._report(verb, held)
                return
        if (
            node.dep in ("nsubj", "dobj", "nsubjpass", "attr")
            and verb.lemma in ("be", "remain")
            and any(c.dep == "expl" for c in verb.children)
        ):
            return
        if verb.lemma in self.cues.groups["light"]["subject_happens"] and node.dep in ("nsubj", "nsubjpass"):
            return
        if node.dep in ("nsubj", "nsubjpass") and self._takes_will(verb):
            held.ending = True
            return
        held.settled = True

    def _takes_will(self, verb: Node) -> bool:
        """Whether the verb is one of an event's own course ("the attacks should stop", "the talks will resume")."""
        return verb.lemma in self.cues.groups["light"]["ending"]

    def _takes_nouns(self, verb: Node) -> bool:
        effect = self.cues.effect("verbs", verb.lemma)
        return effect in ("demanded", "threatened", "planned", "prevented") or verb.lemma in (
            "fear",
            "consider",
            "deny",
            "avoid",
            "contemplate",
            "predict",
            "suspect",
            "risk",
        )

    def _up_prepositional(self, noun: Node, prep: Node, held: Held) -> Node:
        """An event noun in a prepositional phrase: "called for a ceasefire", "plans for an offensive", "sign of"."""
        governor = prep.head
        while governor.pos == "ADP" and governor.head is not governor:
            governor = governor.head
        if prep.low in self.cues.groups["negation"]["prepositions"]:
            held.meet("negated")
            held.settled = True
        elif governor.is_verb:
            group = self._effect(governor, held)
            if (
                prep.low in ("for", "of", "to", "on", "against", "from", "in")
                and group in ("demanded", "threatened", "planned", "prevented")
                and (prep.low == "for" or group != "demanded")
                and governor.lemma not in ("order", "work", "move", "fight", "campaign", "back", "expect", "set")
            ):
                held.meet(group)
                if governor.lemma in self.cues.groups["reporting"]["performative"]:
                    self._report(governor, held, ends=False)
            elif governor.lemma in ("accuse", "blame", "condemn", "denounce"):
                self._report(governor, held)
            else:
                held.settled = True
        elif governor.is_noun:
            group = self.cues.effect("nouns", governor.lemma)
            if group is not None and prep.low in ("of", "for", "to", "against", "about"):
                if (
                    group == "negated"
                    and governor.lemma in ("sign", "end", "halt")
                    and not any(c.dep == "det" and c.low == "no" for c in governor.children)
                ):
                    held.settled = governor.lemma == "end"
                elif group == "negated" and governor.lemma == "sign":
                    held.meet("negated")
                    held.settled = True
                else:
                    held.meet(group)
                    if group in ("demanded", "threatened"):
                        self._owner_holds(governor, held)
            elif governor.lemma in self.cues.groups["measures"]["words"] or governor.lemma in (
                "start",
                "beginning",
                "round",
                "resumption",
                "continuation",
            ):
                pass
            else:
                held.settled = True
        return prep.head if prep.head is governor else governor

    # attribution

    def _effect(self, verb: Node, held: Held) -> str | None:
        lemma = verb.lemma
        particle = next(
            (
                c.low
                for c in verb.children
                if c.dep in ("prt", "advmod") and f"{lemma} {c.low}" in self.cues.effects["verbs"]
            ),
            None,
        )
        if particle is not None:
            lemma = f"{lemma} {particle}"
        group = self.cues.effect("verbs", lemma)
        if lemma in self.cues.groups["reporting"]["menace"]:
            held.cues.append(lemma)
        if verb.kid("dative") is not None and lemma in ("deny", "refuse"):
            return None
        return group

    def _report(self, verb: Node, held: Held, ends: bool = True) -> None:
        """`verb` attributes the claim to its subject; past it, modality no longer counts."""
        lemma = verb.lemma
        if lemma in self.cues.groups["reporting"]["menace"]:
            held.cues.append(lemma)
        if verb.kid("dative") is not None and lemma in ("deny", "refuse"):
            return  # "denied the rebels a haven" withholds, and says nothing
        if lemma in self.cues.groups["reporting"]["denial"] and ends:
            held.meet("negated")
        elif (
            ends
            and lemma in ("threaten", "demand", "insist", "fear", "suspect", "suggest", "hope")
            and not held.settled
        ):
            group = self.cues.effect("verbs", lemma)
            if lemma in ("threaten", "fear", "suspect", "hope"):
                held.meet(group)
        if ends and any(c.dep == "neg" for c in verb.children) and not held.settled:
            held.meet("possible")
        if ends:
            held.settled = True
        if held.presupposed:
            return
        held.said = held.said or verb
        found = subjects(verb) or ([] if is_passive(verb) else surface_subjects(verb) or self._before(verb))
        for node in found:
            if node.dep == "expl" or node.low == "it" and is_passive(verb):
                continue
            self._hold(node, lemma, held)
        if not found and is_passive(verb):
            held.channel = held.channel or "reportedly"
        self._channel(verb, held)

    def _before(self, verb: Node) -> list[Node]:
        """The subject that a parse lost: the noun phrase between a comma and the verb ("…, a news service said")."""
        node = self.tree.nodes[verb.i - 1]
        if node.sent != verb.sent or node.pos == "PUNCT":
            return []
        for above in (node, *ancestors(node)):
            if (
                above.is_noun
                and above.dep in ("appos", "conj", "dep", "npadvmod", "nsubj", "ROOT")
                and above.i < verb.i
            ):
                first = subtree(above)[0]
                if first.i and self.tree.nodes[first.i - 1].text in (",", "”", '"'):
                    return [above]
        return []

    def _sources(self, verb: Node) -> bool:
        return any(
            d.kind() in ("MediaOrganisation", "AidOrganisation", "InternationalOrganisation")
            for n in subjects(verb)
            for d in self.mentions.of(n)
        )

    def _hold(self, node: Node, cue: str, held: Held) -> None:
        node = relative_head(node)
        drafts = self.mentions.of(node)
        if not drafts and node.lemma in self.cues.groups["reporting"]["nouns"]:
            held.channel = (
                held.channel
                or " ".join(n.text for n in subtree(node) if n.dep not in ("punct",) and not n.is_verb)[:80]
            )
            self._owner_holds(node, held, cue)
            return
        if held.presupposed:
            return
        for draft in drafts:
            draft = self.mentions.acting(draft)
            if draft.form == "pronoun" and draft.antecedent is None:
                continue
            if all(draft.root() is not d.root() for d, _ in held.holders):
                held.holders.append((draft, cue))

    def _owner_holds(self, noun: Node, held: Held, cue: str = "") -> None:
        owners = [c for c in noun.children if c.dep in ("poss", "compound", "amod", "nmod")]
        owners += [o for p in noun.kids("prep") if p.low in ("by", "from", "of") and (o := p.kid("pobj")) is not None]
        for owner in owners:
            for draft in self.mentions.of(owner):
                draft = self.mentions.acting(draft)
                if draft.kind() not in ("Settlement", "Region", "MaterialObject", "Route"):
                    held.holders.append((draft, cue or noun.lemma))
                    return
        if noun.dep in ("dobj", "attr") and noun.head.is_verb:
            for subject in subjects(noun.head):
                for draft in self.mentions.of(subject):
                    held.holders.append((self.mentions.acting(draft), cue or noun.lemma))

    def _channel(self, verb: Node, held: Held) -> None:
        """Through what or to whom it was said: "told Reuters", "on Twitter", "in a statement"."""
        reporting = self.cues.groups["reporting"]
        if verb.lemma in reporting["addressees"]:
            for child in verb.kids("dobj", "dative"):
                if (
                    held.channel is None
                    and any(d.kind() == "MediaOrganisation" for d in self.mentions.of(child))
                    or child.lemma in ("reporter", "journalist", "press")
                ):
                    held.channel = " ".join(
                        n.text for n in subtree(child) if n.dep != "punct" and not n.is_verb and n.dep not in ("det",)
                    )[:80]
        for prep in verb.kids("prep"):
            inner = prep.kid("pobj")
            if inner is None or prep.low not in reporting["channels"] or held.channel is not None:
                continue
            media = any(d.kind() == "MediaOrganisation" for d in self.mentions.of(inner))
            if (
                media
                or inner.lemma in reporting["nouns"]
                or inner.lemma
                in ("twitter", "facebook", "telegram", "television", "tv", "radio", "account", "conference", "briefing")
            ):
                held.channel = self.tree.text[subtree(inner)[0].start : inner.end][:80]
