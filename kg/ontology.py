"""The vocabulary as values: entity types, relations, events and roles, read from `ontology/kg.ttl`.

A user's own ontology folder adds to it: every `.ttl` file there, in the order of their names, is read on top.
Its terms must stand in the same namespace, since that is where graphs look for predicates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import paths
from kg.errors import BadData, UnknownName
from kg.paths import AnyPath
from kg.resources import data_path

NAMESPACE = "https://w3id.org/claimgraph/ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
NOT_VOCABULARY = frozenset({"shapes.ttl", "alignments.ttl"})

Triples = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class EntityType:
    """A class of things that an entity can be of. Thing, Agent and Place only group them: see `Ontology.ancestors`."""

    name: str
    label: str
    comment: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate between two things. `domain` and `range` list alternatives; no `range`: the object is text."""

    name: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    inverse: str | None


@dataclass(frozen=True, slots=True)
class RoleType:
    """A role of events. `term` is its property in RDF: `on` for the role `route`, else the same as `name`."""

    name: str
    term: str
    label: str
    comment: str
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """A class of events with the names of the roles it may have, inherited ones included."""

    name: str
    label: str
    comment: str
    parents: tuple[str, ...]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that can be said, by name. `ancestors` has each class with all classes above it and itself."""

    entity_types: Mapping[str, EntityType]
    relations: Mapping[str, Relation]
    events: Mapping[str, EventType]
    roles: Mapping[str, RoleType]
    ancestors: Mapping[str, frozenset[str]]
    version: str

    @classmethod
    def load(cls, folders: Sequence[AnyPath] = ()) -> Ontology:
        """The project's vocabulary, with that of `folders` on top. Raises `BadData` with the file and what is wrong."""
        files = [data_path("ontology", "kg.ttl")]
        for folder in paths.folders(folders):
            files += sorted(p for p in folder.glob("*.ttl") if p.name not in NOT_VOCABULARY)
        return vocabulary(triples(files), where=", ".join(p.name for p in files))

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether class `name` is `ancestor` or below it; an unknown class is below nothing.

        >>> Ontology.load().is_a("State", "Place"), Ontology.load().is_a("Person", "Place")
        (True, False)
        """
        return ancestor in self.ancestors.get(name, frozenset())

    def fits(self, name: str, classes: Iterable[str]) -> bool:
        """Whether class `name` is one of `classes` or below one. Where `classes` is empty (a text) nothing fits."""
        return not self.ancestors.get(name, frozenset()).isdisjoint(classes)

    def relation(self, name: str) -> Relation:
        """The relation called `name`; raises `UnknownName` with the nearest one."""
        if name not in self.relations:
            raise UnknownName("relation", name, self.relations)
        return self.relations[name]

    def event(self, name: str) -> EventType:
        """The event type called `name`; raises `UnknownName` with the nearest one."""
        if name not in self.events:
            raise UnknownName("event type", name, self.events)
        return self.events[name]


def triples(files: Sequence[Path]) -> Triples:
    """Every triple of `files` as subject → predicate → objects; terms of our namespace by their local names.

    Raises `BadData` for a file that is no Turtle.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for path in files:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                subject, predicate, value = local(quad.subject), local(quad.predicate), local(quad.object)
                values = found[subject].get(predicate, ())
                if value not in values:
                    found[subject][predicate] = (*values, value)
        except (SyntaxError, OSError) as error:
            raise BadData(str(path), f"not readable as Turtle: {error}") from error
    return found


def local(term: object) -> str:
    """A term as text: the local name where it is ours, the whole IRI or the literal's words else."""
    value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
    return value.removeprefix(NAMESPACE)


def vocabulary(facts: Triples, where: str) -> Ontology:
    """The ontology that `facts` describe; raises `BadData` where a term refers to one that is not there."""
    parents = {s: tuple(p for p in facts[s].get(RDFS + "subClassOf", ())) for s in facts if is_class(facts, s)}
    for name, above in parents.items():
        for parent in above:
            if parent not in parents and "://" not in parent:
                raise BadData(where, f"{name} is a subclass of {parent}, which is not a class here")
    ancestors = {name: frozenset(up(name, parents)) for name in parents}
    roles = {role.name: role for role in read_roles(facts)}
    concrete = [name for name in parents if first(facts, name, "abstract") != "true"]
    return Ontology(
        entity_types={n: entity_type(facts, n) for n in concrete if "Thing" in ancestors[n]},
        relations={r.name: r for r in read_relations(facts, ancestors, where)},
        events={n: event_type(facts, n, ancestors, roles, where) for n in concrete if "Event" in ancestors[n]},
        roles=roles,
        ancestors=ancestors,
        version=first(facts, "https://w3id.org/claimgraph/ontology", OWL + "versionInfo"),
    )


def is_class(facts: Triples, name: str) -> bool:
    return OWL + "Class" in facts[name].get(RDF_TYPE, ())


def up(name: str, parents: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """`name` and every class above it; a class that is its own ancestor is met once."""
    waiting, seen = [name], set()
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            yield at
            waiting.extend(parents.get(at, ()))


def first(facts: Triples, subject: str, predicate: str) -> str:
    """The first object of a subject's predicate, or the empty text."""
    return next(iter(facts.get(subject, {}).get(predicate, ())), "")


def entity_type(facts: Triples, name: str) -> EntityType:
    return EntityType(
        name=name,
        label=first(facts, name, RDFS + "label"),
        comment=first(facts, name, RDFS + "comment"),
        parents=facts[name].get(RDFS + "subClassOf", ()),
    )


def read_relations(facts: Triples, ancestors: Mapping[str, frozenset[str]], where: str) -> Iterator[Relation]:
    inverses = {f[OWL + "inverseOf"][0]: s for s, f in facts.items() if OWL + "inverseOf" in f}
    for name, about in facts.items():
        if "relation" not in about.get(RDFS + "subPropertyOf", ()):
            continue
        yield Relation(
            name=name,
            label=first(facts, name, RDFS + "label"),
            comment=first(facts, name, RDFS + "comment"),
            domain=classes(about.get("domainIncludes", ()), ancestors, f"{where}, relation {name}"),
            range=classes(about.get("rangeIncludes", ()), ancestors, f"{where}, relation {name}"),
            symmetric=OWL + "SymmetricProperty" in about.get(RDF_TYPE, ()),
            inverse=inverses.get(name),
        )


def read_roles(facts: Triples) -> Iterator[RoleType]:
    for term, about in facts.items():
        if "role" in about.get(RDFS + "subPropertyOf", ()):
            yield RoleType(
                name=first(facts, term, "roleName") or term,
                term=term,
                label=first(facts, term, RDFS + "label"),
                comment=first(facts, term, RDFS + "comment"),
                range=tuple(c for c in about.get("rangeIncludes", ()) if c != XSD_STRING),
            )


def event_type(
    facts: Triples, name: str, ancestors: Mapping[str, frozenset[str]], roles: Mapping[str, RoleType], where: str
) -> EventType:
    """The event type called `name`, with the roles of all types above it; raises `BadData` for a role that is none."""
    by_term = {r.term: r.name for r in roles.values()}
    terms = [t for c in sorted(ancestors[name]) for t in facts.get(c, {}).get("hasRole", ())]
    unknown = [t for t in terms if t not in by_term]
    if unknown:
        raise BadData(where, f"event {name} has role {unknown[0]}, which is not a role here")
    return EventType(
        name=name,
        label=first(facts, name, RDFS + "label"),
        comment=first(facts, name, RDFS + "comment"),
        parents=facts[name].get(RDFS + "subClassOf", ()),
        roles=frozenset(by_term[t] for t in terms),
    )


def classes(names: tuple[str, ...], ancestors: Mapping[str, frozenset[str]], where: str) -> tuple[str, ...]:
    """`names` without plain text; raises `BadData` for one that is no class."""
    for name in names:
        if name != XSD_STRING and name not in ancestors:
            raise BadData(where, f"{name} is not a class here")
    return tuple(n for n in names if n != XSD_STRING)
