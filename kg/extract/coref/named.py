"""Who is named by a clause: "the gunman was identified as Juan Paz", "police named the two as A and B"."""

from __future__ import annotations

from kg.extract.coref.chains import link
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import conjuncts, is_passive
from kg.lexicon.constructions import constructions


def named(drafts: list[Draft], mentions: Mentions) -> None:
    """Tie a description to the name, or several to the names, that the verb gives it."""
    for d in drafts:
        verb = d.node.head
        if d.form != "nominal" or d.type not in ("Person", "PopulationGroup", "ArmedGroup") or d.antecedent is not None:
            continue
        whom = d.node.dep == "nsubjpass" if is_passive(verb) else d.node.dep == "dobj"
        aside = next((c for c in d.node.kids("acl") if c.tag == "VBN" and c.lemma in constructions().naming), None)
        if aside is not None:  # "the attacker, identified as Juan Paz, was arrested"
            whom, verb = True, aside
        if not whom or verb.lemma not in constructions().naming or verb.kid("neg") is not None:
            continue
        given = [o for p in verb.kids("prep") if p.low == "as" for o in p.kids("pobj")] + verb.kids("oprd")
        names = [m for o in given for n in conjuncts(o) for m in mentions.of(n)[:1]]
        names = [m for m in names if m.form == "name" and m.type == "Person"]
        if len(names) > 1 and d.plural:
            d.members = names
        elif len(names) == 1 and not d.plural:
            d.type = "Person"
            link(d, names[0])


def aged(drafts: list[Draft]) -> None:
    """ "The 57-year-old" is the one person who was the subject of the sentence before."""
    for d in drafts:
        if d.form != "nominal" or d.head != "old" or not d.definite or d.antecedent is not None:
            continue
        before = [c for c in drafts if c.kind() == "Person" and 0 < d.node.sent - c.node.sent <= 2 and c.form == "name"]
        nearest = [c for c in before if c.node.sent == max(b.node.sent for b in before)]
        leading = [c for c in nearest if c.node.dep in ("nsubj", "nsubjpass", "poss")] or nearest
        if len({c.root().identity() for c in leading}) == 1:
            link(d, leading[0])
