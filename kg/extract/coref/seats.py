"""Whose government is meant where its people speak in a capital: "a government spokeswoman said in Berlin"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.arguments import surface_subjects
from kg.extract.coref.descriptions import modifiers
from kg.extract.coref.possessives import clause_of
from kg.extract.drafts import Draft
from kg.extract.mentions import Mentions
from kg.extract.syntax import Node
from kg.lexicon.constructions import constructions

SPEAKERS = frozenset(
    {"authority", "leader", "minister", "official", "politician", "source", "spokesman", "spokesperson", "spokeswoman"}
)


def seats(drafts: Iterable[Draft], mentions: Mentions) -> None:
    """Give a government told without its state that of the capital in which it, or who speaks of it, is said to be."""
    for d in drafts:
        bare = d.form == "nominal" and d.type == "GovernmentBody" and d.owner is None and not modifiers(d)
        if not bare or d.head not in constructions().rulers or d.node.kids("prep", "relcl"):
            continue
        for spot in _spots(d.node, mentions):
            state = next((mentions.acting(c) for c in mentions.of(spot)[:1] if c.type == "Settlement"), None)
            if state is not None and state.metonym:
                d.owner = state
                break


def _spots(government: Node, mentions: Mentions) -> Iterator[Node]:
    """Where it acts, where its spokesman is or speaks, and where officials are who say what it does."""
    clause = clause_of(government)
    if not clause.is_verb:
        return
    if government.dep in ("compound", "poss"):
        if _speaks(government.head):
            yield from _inside(government.head)
            yield from _inside(clause)
    elif government.dep == "nsubj":
        yield from (s for s in _inside(clause) if s.i < government.i)  # "In Warsaw, the government summoned"
        if clause.dep == "ccomp" and clause.head.lemma in mentions.lexicon.cues.groups["reporting"]["verbs"]:
            for speaker in surface_subjects(clause.head):
                whose = [m for c in speaker.kids("amod", "poss", "compound") for m in mentions.of(c)]
                if _speaks(speaker) and all(m.kind() != "State" for m in whose):  # no "US officials in Baghdad"
                    yield from _inside(speaker)
                    if any(c.lemma == government.lemma for c in speaker.kids("compound")):
                        yield from _inside(clause.head)


def _speaks(noun: Node) -> bool:
    return noun.lemma in SPEAKERS


def _inside(node: Node) -> Iterator[Node]:
    for prep in node.kids("prep"):
        if prep.low == "in":
            yield from prep.kids("pobj")
