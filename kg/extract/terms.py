"""What stands in an agreement is to come: "the withdrawal was part of the accord", "the deal provides for a truce"."""

from __future__ import annotations

from kg.extract.held import Held
from kg.extract.syntax import Node
from kg.extract.tellings import Tellings
from kg.lexicon.constructions import constructions

UNREAL = frozenset({"demanded", "threatened", "planned", "prevented"})
PART_OF = frozenset({"of", "in", "for", "under"})
COUNTS = frozenset({"one", "some", "two", "most", "part", "first"})
JOINED = frozenset({"addition"})


class Terms(Tellings):
    """The steps up the tree from an event noun that an agreement or plan holds."""

    def _term(self, noun: Node, verb: Node) -> str | None:
        """What an event noun is as what an agreement, a plan or demands lay down, by the verb it is an argument of."""
        if verb.lemma == "be":
            return self._named_term(noun, verb)
        return self._stipulated(verb) if noun.dep != "nsubj" else None

    def _named_term(self, noun: Node, verb: Node) -> str | None:
        """ "The withdrawal was part of the accord", "one of their demands is the release", "among the aims was"."""
        parts = [a for a in verb.kids("attr") if a is not noun and a.lemma in constructions().terms]
        held = [o for a in parts for p in a.kids("prep") if p.low in PART_OF for o in p.kids("pobj")]
        if noun.dep == "nsubj" and any(self._lays_down(o) for o in held):
            return "planned"
        others = [c for c in verb.kids("attr", "nsubj") if c is not noun]
        listed = [o for p in verb.kids("prep") if p.low == "among" for o in p.kids("pobj")]
        counted = [o for c in others if c.low in COUNTS for p in c.kids("prep") for o in p.kids("pobj")]
        return next((g for n in (*others, *counted, *listed) if (g := self._laying(n)) is not None), None)

    def _stipulated(self, verb: Node) -> str | None:
        """What the objects of "the deal provides for", "their aims involve", "further demands include" are."""
        if verb.lemma not in constructions().stipulating:
            return None
        return next((g for s in verb.kids("nsubj") if (g := self._laying(s)) is not None), None)

    def _laying(self, noun: Node) -> str | None:
        """What is listed under a noun: a plan's parts are planned, those of demands and conditions demanded."""
        governing = self.cues.groups["governing"]
        if self._lays_down(noun) or noun.lemma in governing["aims"]:
            return "planned"
        group = self.cues.effect("nouns", noun.lemma)
        return "demanded" if group == "demanded" or noun.lemma in governing["conditions"] else None

    def _lays_down(self, noun: Node) -> bool:
        return noun.lemma in constructions().laid_down or any(d.kind() == "Agreement" for d in self.mentions.of(noun))

    def _beside(self, prep: Node) -> Node | None:
        """What "in addition to" adds to: the object of a verb that takes events, else the verb itself."""
        noun = prep.head
        if prep.low != "to" or noun.lemma not in JOINED or noun.head.low != "in":
            return None
        host = noun.head.head
        if not host.is_verb:
            return host if host.is_noun else None
        before = [c for p in (host, *host.kids("prep")) for c in p.kids("dobj", "pobj", "pcomp") if c.i < noun.i]
        return before[-1] if before and self._takes_nouns(host) else host

    def _takes_nouns(self, verb: Node) -> bool:
        """Whether the verb makes of an event noun what it makes of a clause: "demanded the withdrawal"."""
        effect = self._effect(verb, Held())
        return effect in UNREAL | {"negated"} or verb.lemma in self.cues.groups["governing"]["events"]
