"""Whether rules fit the vocabulary: a name that is none would otherwise match nothing, and nobody would be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import get_args

from kg.errors import BadData, UnknownName
from kg.lexicon.rules import NOUN_DEFAULTS, PARTICLES, VERB_DEFAULTS, Alternative, Rule, role_map
from kg.model import Modality, Polarity
from kg.ontology import Ontology

_DEFAULTS = role_map(VERB_DEFAULTS), role_map(NOUN_DEFAULTS)


def slots(rules: Iterable[Rule]) -> frozenset[str]:
    """The slots that these rules fill, need or want empty."""
    return frozenset(chain.from_iterable(_slots(rule) for rule in rules))


def check(rule: Rule, ontology: Ontology, known: frozenset[str]) -> None:
    """Raises `UnknownName` or `BadData`, naming file and rule, for a predicate, role, type or slot that is none.

    A slot is one of the `known`, or a preposition, also of several words ("in front of").
    """
    if rule.kind == "event" and rule.predicate not in ontology.events:
        raise UnknownName("event type", rule.predicate, ontology.events, rule.where)
    if rule.kind == "relation" and rule.predicate not in ontology.relations:
        raise UnknownName("relation", rule.predicate, ontology.relations, rule.where)
    for slot in sorted(_slots(rule)):
        if slot not in known and slot.split()[0] not in PARTICLES:
            raise UnknownName("slot", slot, sorted(known), rule.where)
    allowed = ontology.event(rule.predicate).roles if rule.kind == "event" else frozenset({"subject", "object"})
    for slot, alternative in _alternatives(rule):
        if alternative.role not in allowed:
            raise UnknownName(f"role of {rule.predicate}", alternative.role, sorted(allowed), f"{rule.where}, {slot}")
    types = [t for _, alternative in _alternatives(rule) for t in alternative.types]
    for name in chain(types, *(need.types for need in rule.needs)):
        if name not in ontology.ancestors:
            raise UnknownName("type", name, ontology.ancestors, rule.where)
    if rule.aim is not None and rule.aim not in ontology.relations:
        raise UnknownName("relation", rule.aim, ontology.relations, f"{rule.where}, aim")
    for value, values in ((rule.polarity, get_args(Polarity)), (rule.modality, get_args(Modality))):
        if value is not None and value not in values:
            raise BadData(rule.where, f"{value!r} is none of {', '.join(values)}")


def _slots(rule: Rule) -> Iterator[str]:
    yield from chain(rule.roles, rule.noun_roles, rule.lacks, *(need.slots for need in rule.needs))


def _alternatives(rule: Rule) -> Iterator[tuple[str, Alternative]]:
    """What fills the slots of a rule, but for what it has by default: not every event has every role."""
    tables: tuple[tuple[Mapping[str, tuple[Alternative, ...]], Mapping[str, tuple[Alternative, ...]]], ...]
    tables = ((rule.roles, _DEFAULTS[0]), (rule.noun_roles, _DEFAULTS[1]))
    for roles, defaults in tables:
        for slot, alternatives in roles.items():
            if alternatives != defaults.get(slot):
                yield from ((slot, alternative) for alternative in alternatives)
