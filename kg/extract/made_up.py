"""What was never so, however plainly it is told: what a fake video shows, what happens in a novel or a film."""

from __future__ import annotations

from collections.abc import Mapping, Set

from kg.extract.syntax import Node

PRESENT = frozenset({"VBZ", "VBP"})


class MadeUp:
    """Whether a noun names a fake or a work of fiction, by the lexicon's words for them."""

    def __init__(self, words: Mapping[str, Set[str]], falsity: Set[str]) -> None:
        self.faked, self.fiction, self.screened = words["faked"] | falsity, words["fiction"], words["screened"]
        self.pictures, self.feigning = words["pictures"], words["feigning"]

    def work(self, noun: Node) -> bool:
        """Whether the noun is a picture that is a fake, or a work of fiction: "a fake video", "the novel"."""
        if noun.lemma in self.fiction:
            return True
        if noun.lemma == "game":
            return any(c.low in ("video", "computer") for c in noun.kids("compound"))
        return noun.lemma in self.pictures and self.fake(noun)

    def fake(self, noun: Node) -> bool:
        """Whether the words by a noun call it false: "a fabricated report", "photos which turned out to be fake"."""
        for c in noun.children:
            if c.dep in ("amod", "compound", "nmod") and c.i < noun.i and self._false(c):
                return True
            if c.dep == "relcl" and self._turned_out(c):
                return True
        return False

    def within(self, clause: Node) -> bool:
        """Whether a relative clause tells a work's story: "a film in which Israel attacks Iran"."""
        told = any(p.low == "in" and any(o.low == "which" for o in p.kids("pobj")) for p in clause.kids("prep"))
        told = told or any(c.low == "where" for c in clause.kids("advmod"))
        return told and (self.work(clause.head) or (clause.tag in PRESENT and clause.head.lemma in self.screened))

    def scene_of(self, verb: Node) -> bool:
        """Whether the clause is set in such a work from its start: "In the novel, China invades Taiwan"."""
        for prep in verb.kids("prep"):
            if prep.i < verb.i and prep.low == "in":
                for noun in prep.kids("pobj"):
                    if self.work(noun) or (noun.lemma in self.screened and verb.tag in PRESENT):
                        return True
        return False

    def staged(self, noun: Node) -> bool:
        """Whether somebody only feigns what is done to him: "staged his own abduction"."""
        verb = noun.head
        own = noun.kid("poss") is not None and any(c.low == "own" for c in noun.kids("amod"))
        return own and noun.dep in ("dobj", "nsubjpass") and verb.lemma in self.feigning

    def _false(self, word: Node) -> bool:
        return word.low in self.faked or (word.lemma == "generate" and any(c.low == "ai" for c in word.children))

    def _turned_out(self, clause: Node) -> bool:
        """Whether a relative clause says that it is a fake: "which was fake", "that turned out to be doctored"."""
        verbs = [clause, *clause.kids("xcomp")]
        said = [c for v in verbs for c in (v, *v.kids("acomp", "oprd", "attr"))]
        return any(self._false(c) for c in said) and all(v.kid("neg") is None for v in verbs)
