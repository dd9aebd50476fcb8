"""Who is named by a clause: "the gunman was identified as Juan Paz", "police named the two as A and B"."""

from __future__ import annotations

from kg.extract.coref.chains import link
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.numbers import value_of
from kg.extract.syntax import conjuncts, is_passive
from kg.lexicon.constructions import constructions

SEVERAL = frozenset({"Person", "PopulationGroup", "ArmedForce", "ArmedGroup"})
"""What several persons are taken for, by what they do."""


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


def listed(drafts: list[Draft], mentions: Mentions) -> None:
    """Tie several described to the names beside them: "the two men, Juan Paz and Ali Noor", who were the "two men" told
    of before."""
    for d in drafts:
        if d.form != "nominal" or not d.plural or d.members or d.antecedent is not None or d.type not in SEVERAL:
            continue
        beside = [c for c in d.node.kids("appos") if c.i > d.node.i and c.tag in ("NNP", "NNPS")]
        names = [m for c in beside for n in conjuncts(c) for m in mentions.of(n)[:1]]
        number = count_of(d)
        people = all(m.form == "name" and m.type == "Person" for m in names)
        if len(names) < 2 or not people or number not in (None, len(names)):
            continue
        d.members = names
        alike = [c for c in drafts if c.span.end < d.span.start and c.type in SEVERAL and c.form == "nominal"]
        alike = [c for c in alike if count_of(c) == len(names) and c.antecedent is None]
        known = d.definite or any(c.low == "the" for c in d.node.kids("det"))
        if known and len(alike) == 1 and not alike[0].members:
            alike[0].members = names


def count_of(d: Draft) -> float | None:
    """The number of a description: that before its head, or its head ("the two")."""
    numbers = [d.node] if d.node.tag == "CD" else d.node.kids("nummod")
    value = value_of([n.text for n in numbers])
    return value[0] if value is not None and numbers else None


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
