"""What stands in an agreement is to come: "the withdrawal was part of the accord", "the deal provides for a truce"."""

from __future__ import annotations

from kg.extract.held import Held
from kg.extract.syntax import Node
from kg.extract.tellings import Tellings
from kg.lexicon.constructions import constructions

UNREAL = frozenset({"demanded", "threatened", "planned", "prevented"})
JOINED = frozenset({"addition"})


class Terms(Tellings):
    """The steps up the tree from an event noun that an agreement or plan holds."""

    def _is_term(self, noun: Node, verb: Node) -> bool:
        """Whether the event noun `noun`, an argument of `verb`, is what an agreement lays down."""
        if noun.dep == "nsubj" and verb.lemma == "be":
            parts = [a for a in verb.kids("attr") if a.lemma in constructions().terms]
            return any(
                self._lays_down(o)
                for part in parts
                for p in part.kids("prep")
                if p.low in ("of", "in", "for", "under")
                for o in p.kids("pobj")
            )
        return noun.dep != "nsubj" and self._stipulates(verb)

    def _stipulates(self, verb: Node) -> bool:
        if verb.lemma not in constructions().stipulating:
            return False
        return any(self._lays_down(s) for s in verb.kids("nsubj"))

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
