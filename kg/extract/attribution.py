"""Attribution: who vouches for a claim, through what, and what his verb makes of it."""

from __future__ import annotations

from kg.extract.arguments import relative_head, subjects, surface_subjects
from kg.extract.held import Held
from kg.extract.made_up import MadeUp
from kg.extract.mentions import Mentions
from kg.extract.quotes import Quotes
from kg.extract.syntax import Node, Tree, ancestors, is_passive, subtree
from kg.lexicon import Cues

NARROWING = frozenset({"det", "preconj", "cc", "neg", "amod", "nummod", "advmod"})


class Attribution:
    """Finds the holders of claims of one text."""

    def __init__(self, tree: Tree, mentions: Mentions, cues: Cues, quotes: Quotes) -> None:
        self.tree, self.mentions, self.cues, self.quotes = tree, mentions, cues, quotes
        self.made_up = MadeUp(cues.groups["unreal"], cues.groups["reporting"]["falsity"])
        reporting = cues.groups["reporting"]
        self.vouching = reporting["according"] | reporting["prepositions"]  # a look that passes over most words

    def _according(self, child: Node, held: Held) -> None:
        reporting = self.cues.groups["reporting"]
        if child.low in reporting["according"] or child.lemma in reporting["according"]:
            for prep in child.kids("prep"):
                source = prep.kid("pobj")
                if source is not None:
                    self._hold(source, child.low + " to", held)
        elif (
            child.dep == "prep" and child.low in reporting["prepositions"] and (source := child.kid("pobj")) is not None
        ) and any(d.kind() in ("MediaOrganisation", "Person") for d in self.mentions.of(source)):
            self._hold(source, child.low, held)

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
        if lemma in self.cues.groups["governing"]["deciding"] and _undecided(verb):
            held.counted.add(verb.i)
            return "possible"  # "has not ruled out attacking"
        if lemma in self.cues.groups["reporting"]["menace"]:
            held.cues.append(lemma)
        if verb.kid("dative") is not None and lemma in ("deny", "refuse"):
            return None
        if lemma == "facilitate" and verb.tag in ("VBD", "VBN"):
            return None  # what was facilitated came about
        if lemma == "call" and (verb.kid("oprd") is not None or calling_so(verb)):
            return None  # "called the attack an act of terror", "called the raid on the camp cowardly"
        if lemma == "call" and verb.kid("dobj", "nsubjpass") is not None and verb.kid("xcomp", "ccomp") is None:
            return "planned"  # "called a strike", "elections were called"
        return group

    def turned_down(self, noun: Node) -> bool:
        """Whether what a noun says was said all the same: "denied the allegations", "the request was turned down"."""
        verb = noun.head
        if verb.lemma in self.cues.groups["reporting"]["denial"]:
            return True
        return noun.dep in ("dobj", "nsubjpass") and self._effect(verb, Held()) == "negated"

    def _report(self, verb: Node, held: Held, ends: bool = True) -> None:
        """`verb` attributes the claim to its subject; past it, modality no longer counts."""
        lemma = verb.lemma
        if lemma in self.cues.groups["reporting"]["menace"]:
            held.cues.append(lemma)
        if verb.kid("dative") is not None and lemma in ("deny", "refuse"):
            return  # "denied the rebels a haven" withholds, and says nothing
        if lemma in self.cues.groups["governing"]["deciding"] and _undecided(verb):
            held.meet("possible")  # "did not deny that"
            held.counted.add(verb.i)
        elif lemma in self.cues.groups["reporting"]["denial"] and ends:
            held.meet("negated")
        elif (
            ends
            and lemma in ("threaten", "demand", "insist", "fear", "suspect", "suggest", "hope")
            and not held.settled
        ):
            group = self.cues.effect("verbs", lemma)
            if lemma in ("threaten", "fear", "suspect", "hope"):
                held.meet(group)
        if ends and any(c.low in self.cues.groups["governing"]["falsely"] for c in verb.kids("advmod")):
            held.meet("negated")  # "was falsely reported to have fled"
        if ends and not held.settled and verb.i not in held.counted and self._unsaid(verb):
            held.meet("possible")  # but "did not say why he was arrested"
        if ends and held.settled and not held.negated and lemma in self.cues.groups["reporting"]["denial"]:
            return  # "denied that they looted shops during the offensive": of that the article tells
        if ends:
            held.telling = held.telling or not held.settled
            held.settled = True
        if held.presupposed:
            return
        held.said = held.said or verb
        for clause in verb.kids("advcl"):  # "Reuters, citing two diplomats, said"
            if clause.lemma in self.cues.groups["reporting"]["speech_only"]:
                for cited in clause.kids("dobj"):
                    self._hold(cited, clause.lemma, held)
        found = subjects(verb) or ([] if is_passive(verb) else surface_subjects(verb) or self._before(verb))
        for node in found:
            if node.dep == "expl" or (node.low == "it" and is_passive(verb)):
                continue
            self._hold(node, lemma, held)
        if not found and is_passive(verb) and ends:
            held.channel = held.channel or "reportedly"
        self._channel(verb, held)

    def _unsaid(self, verb: Node) -> bool:
        """Whether nobody says it: "did not blame", "no one blamed"."""
        return any(c.dep == "neg" or (c.dep == "nsubj" and self._nobody(c)) for c in verb.children)

    def _nobody(self, noun: Node) -> bool:
        """Whether a subject or object names none: "nobody", "no troops", "neither side", "not one", "hardly any"."""
        negation = self.cues.groups["negation"]
        if noun.low in negation["pronouns"]:
            return True
        for near in noun.children:
            if near.i > noun.i or near.dep not in NARROWING:
                continue
            for c in (near, *near.children):
                if c.dep == "neg" or c.low in negation["determiners"] or c.low in ("hardly", "scarcely", "barely"):
                    return True
        return False

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
            held.channel = held.channel or self.tree.text[subtree(node)[0].start : node.end][:80]
            self._owner_holds(node, held, cue)
            return
        if held.presupposed:
            return
        for draft in drafts:
            draft = self.mentions.acting(draft)
            dumb = draft.kind() in ("MaterialObject", "Conflict", "BorderLine", "Route")
            if dumb or (draft.form == "pronoun" and draft.antecedent is None):
                continue
            held.hold(draft, cue)

    def _owner_holds(self, noun: Node, held: Held, cue: str = "") -> None:
        owners = [c for c in noun.children if c.dep in ("poss", "compound", "amod", "nmod")]
        owners += [o for p in noun.kids("prep") if p.low in ("by", "from", "of") and (o := p.kid("pobj")) is not None]
        owners += [o for c in noun.kids("acl") if c.tag == "VBN" for a in c.kids("agent") for o in a.kids("pobj")]
        for owner in owners:  # also of "a statement issued by the army"
            for draft in self.mentions.of(owner):
                draft = self.mentions.acting(draft)
                if draft.kind() not in ("Settlement", "Region", "MaterialObject", "Route"):
                    held.hold(draft, cue or noun.lemma)
                    return
        if noun.dep in ("dobj", "attr") and noun.head.is_verb:
            for subject in subjects(noun.head):
                for draft in self.mentions.of(subject):
                    held.hold(self.mentions.acting(draft), cue or noun.lemma)

    def _channel(self, verb: Node, held: Held) -> None:
        """Through what or to whom it was said: "told Reuters", "on Twitter", "in a statement"."""
        reporting = self.cues.groups["reporting"]
        if verb.lemma in reporting["addressees"]:
            for child in verb.kids("dobj", "dative"):
                if (
                    held.channel is None and any(d.kind() == "MediaOrganisation" for d in self.mentions.of(child))
                ) or child.lemma in ("reporter", "journalist", "press"):
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


def calling_so(verb: Node) -> bool:
    """Whether "call" says how something is that is known, and asks for nothing: "called the attack cowardly"."""
    known = any(c.low in ("the", "this", "that") for o in verb.kids("dobj") for c in o.kids("det"))
    return known and not any(c.low in ("for", "on", "upon", "off", "out") for c in verb.kids("prep", "prt"))


def _undecided(verb: Node) -> bool:
    """Whether a denial is none: "did not deny", "neither confirmed nor denied"."""
    nor = verb.dep == "conj" and any(c.low == "nor" for c in (*verb.children, *verb.head.children))
    return nor or verb.kid("neg") is not None
