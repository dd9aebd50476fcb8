"""The graph in RDF: everything as N-Quads or TriG, what stands as Turtle. The same graph gives the same bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import rdf
from kg.export.part import quads
from kg.export.selection import View
from kg.rdf import PREFIXES, RDF_TYPE, Term

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_SHORT_NUMBERS = frozenset({PREFIXES["xsd"] + "integer"})


def write_nquads(view: View, out: BinaryIO) -> None:
    """Sorted N-Quads."""
    for line in rdf.sorted_nquads(quads(view)):
        out.write(f"{line}\n".encode())


def write_turtle(view: View, out: BinaryIO) -> None:
    """The default graph as Turtle, by subject."""
    _turtle((q for q in quads(view) if q.graph_name == rdf.DEFAULT), out)


def write_trig(view: View, out: BinaryIO) -> None:
    """Every graph as TriG: what stands first, then what does not, then the articles."""
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads(view):
        by_graph[str(quad.graph_name)].append(quad)
    _turtle(by_graph.pop(str(rdf.DEFAULT), []), out)
    for name in sorted(by_graph):
        out.write(f"\nGRAPH {_term(by_graph[name][0].graph_name)} {{\n".encode())
        for block in _blocks(by_graph[name], indent="  "):
            out.write(block.encode())
        out.write(b"}\n")


def _turtle(found: Iterable[Quad], out: BinaryIO) -> None:
    out.write(_head().encode())
    for block in _blocks(found):
        out.write(block.encode())


def _head() -> str:
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())


def _blocks(found: Iterable[Quad], indent: str = "") -> Iterator[str]:
    """One block a subject: its type first, then its predicates in order, their objects in order."""
    ordered = sorted(found, key=lambda q: (str(q.subject), q.predicate != RDF_TYPE, str(q.predicate), str(q.object)))
    for subject, of_subject in groupby(ordered, key=lambda q: q.subject):
        lines = []
        for predicate, same in groupby(of_subject, key=lambda q: q.predicate):
            verb = "a" if predicate == RDF_TYPE else _term(predicate)
            lines.append(f"{verb} {', '.join(_term(q.object) for q in same)}")
        yield f"\n{indent}{_term(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _term(term: Term | DefaultGraph | object) -> str:
    """A term by prefix where its local name needs no escape, else in full as N-Triples writes it."""
    if isinstance(term, NamedNode):
        for name, namespace in PREFIXES.items():
            rest = term.value[len(namespace) :]
            if term.value.startswith(namespace) and rest and _SAFE.issuperset(rest) and rest[0] != "-":
                return f"{name}:{rest}"
    if isinstance(term, Literal) and not term.language:
        if term.datatype.value in _SHORT_NUMBERS:
            return term.value
        if term.datatype.value.startswith(PREFIXES["xsd"]) and term.datatype.value != PREFIXES["xsd"] + "string":
            return f"{Literal(term.value)}^^{_term(term.datatype)}"
    return str(term)
