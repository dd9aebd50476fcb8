"""Parties in a row before a noun: "Islamist militant attacks", "Sudanese rebel attacks", "US and Russian military"."""

from __future__ import annotations

from kg.extract.described import Described
from kg.extract.drafts import Draft
from kg.model import Span

MODIFIERS = frozenset({"amod", "compound", "nmod"})
BODIES = frozenset({"ArmedForce", "GovernmentBody"})
GROUPS = frozenset({"ArmedGroup", "PoliticalOrganisation", "ArmedForce", "GovernmentBody", "PopulationGroup"})

CRAFT = frozenset({"fighter"})  # "fighter jets", "fighter squadron"


def qualify(mentions: Described) -> None:
    """Make one party of two words for it, of which the first only says which."""
    for draft in list(mentions.all):
        if draft.form == "nominal" and draft.type in GROUPS and draft.node.dep in MODIFIERS:
            _take_in(mentions, draft)


def divide(mentions: Described) -> None:
    """Make two bodies of one word for both: the military of each of "US and Russian military officials"."""
    for draft in list(mentions.all):
        if draft.form == "name" and draft.type in BODIES:
            _of_each(mentions, draft)


def _take_in(mentions: Described, draft: Draft) -> None:
    """The word before a party that says which it is: its state, its leader, its kind, or the group that it names."""
    node = draft.node
    before = mentions.tree.nodes[node.i - 1]
    beside = before.head is node.head and before.dep in MODIFIERS and node.i < node.head.i
    if node.lemma in CRAFT:
        _drop(mentions, draft, draft.owner)
        return
    if not beside or mentions.tree.text[before.end : node.start] != " " or draft.span.start != node.start:
        return
    for other in mentions.by_node.get(before.i, [])[:1]:
        if other.form == "name" and other.type in GROUPS:
            _drop(mentions, draft, other)  # "Taliban militant attacks" are the Taliban's
            return
        led = other.type == "Person" and other.form == "name" and draft.type == "GovernmentBody"
        if other.form == "nominal" and other.type in GROUPS:
            _drop(mentions, other, draft)
        elif led or (other.type == "State" and (draft.type in BODIES or mentions.gazetteer.demonym(other.text))):
            draft.owner = other
        else:
            return
        draft.span = Span(other.span.start, draft.span.end)
        draft.text = draft.span.of(mentions.tree.text)
        if led:
            for owned in mentions.by_node.get(node.head.i, []):  # "Kabila government troops" are the government's
                owned.owner = draft if owned.owner is None or owned.owner is other else owned.owner


def _drop(mentions: Described, draft: Draft, instead: Draft | None) -> None:
    mentions.all.remove(draft)
    mentions.by_node[draft.node.i].remove(draft)
    for owned in mentions.all:
        if owned.owner is draft:
            owned.owner = instead


def _of_each(mentions: Described, draft: Draft) -> None:
    """The body of the first state beside that of the second, which the words name in full."""
    words = [n for n in mentions.tree.sentence(draft.node) if draft.span.start <= n.start and n.end <= draft.span.end]
    first = words[0]
    if len(words) < 2 or first.dep != "conj" or not any(c.low == "and" for c in first.head.children):
        return
    state = next((d for d in mentions.by_node.get(first.head.i, []) if d.type == "State"), None)
    if state is None or state.node.dep not in MODIFIERS or draft.node.dep not in MODIFIERS:
        return
    text = f"{state.text} {mentions.tree.words(words[1].i, words[-1].i)}"
    entry = next((e for e in mentions.gazetteer.find(text) if e.type == draft.type), None)
    twin = Draft(draft.node, state.span, text, draft.type, "name", entry=entry, owner=state, definite=True)
    mentions.by_node[draft.node.i].insert(0, twin)
    mentions.all.append(twin)
