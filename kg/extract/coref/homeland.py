"""Which country is "his country": that of the leader, minister or other holder of an office who is meant by "his"."""

from __future__ import annotations

from kg.extract.coref.chains import link
from kg.extract.coref.generic import COUNTRIES
from kg.extract.coref.officials import is_of
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import Tree


def own_countries(tree: Tree, drafts: list[Draft], mentions: Mentions) -> None:
    """Tie "his country" to the state that the gazetteer, or the title of whom it means, gives: "Kenyan President X"."""
    for d in drafts:
        if d.head not in COUNTRIES or d.form != "nominal" or d.antecedent is not None or d.plural:
            continue
        whose = d.node.kid("poss")
        if whose is None:
            continue
        person = next((p.root() for p in mentions.of(whose) if whose.tag == "PRP$"), None)
        if person is None or person.kind() != "Person":
            continue
        named = [p for p in drafts if p.form == "name" and p.type == "Person" and p.root() is person]
        states = [s for s in drafts if s.form == "name" and s.kind() == "State" and s.node.sent <= d.node.sent]
        theirs = {s.identity(): s for s in states if any(is_of(tree, p, s, mentions) for p in named)}
        if len(theirs) == 1:
            link(d, next(iter(theirs.values())))
