"""What belongs to whom a pronoun stands for: "its territory" is the state, "their forces" are those of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import modifiers
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions

GROUND = frozenset({"territory", "soil"})
SHARED = frozenset({"ArmedForce", "GovernmentBody"})


def possessions(drafts: Sequence[Draft], mentions: Mentions) -> None:
    """Resolve descriptions by their owners, once these are known."""
    for d in drafts:
        owner = d.owner
        if owner is None or d.form != "nominal" or d.antecedent is not None or d.members:
            continue
        if d.head in GROUND and not d.plural:
            _ground(d, owner)
        elif d.type in SHARED and d.plural and owner.form == "pronoun" and len(owner.members) > 1:
            d.members = [replace(d, owner=one, text=f"{one.text} {d.text}", members=[]) for one in owner.members]
            if all(x.antecedent is not d and x.owner is not d for x in drafts):
                mentions.all.remove(d)  # it is told by its parts
            mentions.all += d.members
            mentions.by_node[d.node.i] = list(d.members)


def _ground(d: Draft, owner: Draft) -> None:
    """ "Cuban territory" and "its own soil" are Cuba, where nothing says which part."""
    state = owner.root()
    if state.type != "State" or d.node.kids("relcl", "acl", "prep"):
        return
    if modifiers(d) - {owner.node.low, "own", "sovereign"}:
        return
    link(d, state)  # the type stays that of ground: an attack "on Syrian territory" is none on Syria
