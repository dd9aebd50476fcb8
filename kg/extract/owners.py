"""Whose a described thing is: who stands before its noun as owner, or after it behind "of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.drafts import Draft
from kg.extract.frames import PREFIXES, noun_modifiers
from kg.extract.names import PLACE_TYPES
from kg.extract.syntax import Node, conjuncts
from kg.lexicon.constructions import constructions

if TYPE_CHECKING:
    from kg.extract.described import Described


SIDING = frozenset({"anti", "counter", "non", "pro"})


def owners(mentions: Described, node: Node) -> list[Draft]:
    """Whose it is: "Turkish and Russian" officials, "Assad's" troops, the regime "of Assad"."""
    if not node.children:
        return _shared(mentions, node)
    for child in node.kids("amod", "compound", "nmod"):
        if len(both := mentions.by_node.get(child.i, [])) > 1 and all(d.form == "name" for d in both):
            return list(both)  # "US and Russian military officials"
    groups = noun_modifiers(node)
    joined = {g[-1].i: g for g in groups} | {g[0].i: g for g in groups}
    for dep in ("poss", "amod", "compound", "nmod"):
        for child in node.kids(dep):
            if _prefixed(node, child):
                continue  # "anti-Taliban militias" are not the Taliban's
            parts = next((g for g in joined.values() if child in g), None) or conjuncts(child)
            found = [d for c in parts for d in _owner_at(mentions, c, dep)]
            if dep != "poss":
                found += [
                    d
                    for c in node.kids(dep)
                    if c is not child and c.i > child.i
                    for d in _owner_at(mentions, c, dep)
                    if _listed(mentions, child, c)
                ]
            if found:
                return _listed_before(mentions, child) + found
    for prep in node.kids("prep"):
        if prep.low in ("of", "from") and (obj := prep.kid("pobj")) is not None:
            found = [
                d
                for c in conjuncts(obj)
                for d in mentions.of(c)
                if d.form != "pronoun" and d.type not in ("MaterialObject", "PopulationGroup")
            ]
            if found and (prep.low == "of" or found[0].type == "State"):
                return found
        elif prep.low == "in" and node.lemma in constructions().rulers:  # "the government in Kabul"
            seats = [d for o in prep.kids("pobj") for d in mentions.of(o)[:1]]
            if found := [mentions.acting(d) for d in seats if mentions.acting(d) is not d]:
                return found
    return _shared(mentions, node)


def _shared(mentions: Described, node: Node) -> list[Draft]:
    """Whose the arms are that an army comes with, by what stands before the first: "Israeli tanks and troops"."""
    if node.dep != "conj" or any(c.i < node.i and c.dep != "cc" for c in node.children):
        return []
    kinds = [mentions.lexicon.kinds.get(n.lemma, "") for n in (node.head, node)]
    if not {"MaterialObject", "ArmedForce"} >= set(kinds):
        return []
    words = constructions()
    armed = any(n.lemma in words.weapons or n.lemma in words.warcraft for n in (node.head, node))
    return owners(mentions, node.head) if armed else []


def _prefixed(node: Node, child: Node) -> bool:
    return any(c.low in PREFIXES and c.i == child.i - 2 for c in (*node.children, *child.children))


def _owner_at(mentions: Described, child: Node, dep: str) -> list[Draft]:
    if (dep == "compound" and _sort_of_thing(mentions, child)) or child.low == "paramilitary":
        return []
    nodes = mentions.tree.nodes
    if child.i > 1 and nodes[child.i - 1].text == "-" and nodes[child.i - 2].low in SIDING:
        return []  # "anti-Houthi forces" are not the Houthis'
    if child.lemma == "state" and child.dep == "compound":
        return []  # "state media": whose state is not said here
    found, name = mentions.by_node.get(child.i), mentions.name_at.get(child.i)
    if name is not None and dep != "poss" and mentions.tree.nodes[name.last + 1].text == "-":
        return []  # "Islamic State-linked rebels" are linked to it
    if not found:
        found = mentions.by_node.get(name.head) if name else None
    if not found and dep != "amod" and child.is_noun and child.i not in mentions.name_at:
        mentions.add_nominal(child)
        found = mentions.by_node.get(child.i)
    if not found:
        return []
    if (kind := mentions.lexicon.kinds.get(child.head.lemma)) is not None and kind in PLACE_TYPES:
        return list(found)  # the Paris of "a Paris suburb" is the town
    return [mentions.acting(d) if dep != "poss" or d.type == "Settlement" else d for d in found]


def _sort_of_thing(mentions: Described, child: Node) -> bool:
    """Whether a word tells what sort of thing it stands before: no fighters own a "fighter jet"."""
    if child.low in ("fighter", "enforcement"):
        return True  # fighters are named in the plural, and "law enforcement agencies" are what it is
    phrase = f"{child.low} {child.head.lemma}"
    thing = mentions.lexicon.kinds.get(phrase) == "MaterialObject"
    return thing and mentions.lexicon.kinds.get(child.lemma) in ("ArmedGroup", "Person")


def _listed_before(mentions: Described, child: Node) -> list[Draft]:
    """The state before a comma in a headline's "Turkish, Russian forces", wherever the parse hangs it."""
    if child.i < 2 or mentions.tree.nodes[child.i - 1].text != "," or child.dep not in ("amod", "compound"):
        return []
    before = mentions.tree.nodes[child.i - 2]
    found = [
        d
        for d in mentions.by_node.get(before.i, [])
        if d.type == "State" and (before.pos == "ADJ" or before.ent_label == "NORP")
    ]
    return (
        found
        if found and any(d.type == "State" for d in mentions.by_node.get(child.i, [])) and before.head is not child.head
        else []
    )


def _listed(mentions: Described, a: Node, b: Node) -> bool:
    """Whether only a comma stands between two modifiers ("Turkish, Russian forces")."""
    return mentions.tree.text[a.end : b.start].strip() == ","
