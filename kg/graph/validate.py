"""The graph against its SHACL shapes, with what is wrong said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, Store

from kg import rdf
from kg.errors import BadData
from kg.resources import data_path

SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a shape: the node, its name for people, the property (or ""), and what is wrong."""

    node: str
    name: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.name} ({self.node}){f', {self.path}' if self.path else ''}: {self.message}"


def violations(store: Store, label: Callable[[str], str]) -> list[Violation]:
    """What breaks `ontology/shapes.ttl`, sorted. All graphs are checked as one: a claim's node is in its article's.

    Raises `BadData` where shapes or vocabulary are no Turtle.
    """
    import pyshacl
    import rdflib

    shapes, vocabulary = data_path("ontology", "shapes.ttl"), data_path("ontology", "kg.ttl")
    data = rdflib.Graph()
    triples = Store()
    triples.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in store)
    data.parse(data=triples.dump(format=RdfFormat.N_TRIPLES, from_graph=rdf.DEFAULT), format="nt")
    shapes_graph, ontology = rdflib.Graph(), rdflib.Graph()
    try:
        shapes_graph.parse(shapes, format="turtle")
        ontology.parse(vocabulary, format="turtle")
    except SyntaxError as error:
        raise BadData(str(shapes), str(error)) from error
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, ont_graph=ontology, inference="none")
    found = set()
    for result in report.subjects(rdflib.RDF.type, rdflib.URIRef(SH + "ValidationResult")):
        focus = report.value(result, rdflib.URIRef(SH + "focusNode"))
        path = report.value(result, rdflib.URIRef(SH + "resultPath"))
        message = report.value(result, rdflib.URIRef(SH + "resultMessage"))
        value = report.value(result, rdflib.URIRef(SH + "value"))
        node = rdf.local(str(focus))
        what = f"{message}{f' (it is {rdf.local(str(value))})' if value is not None else ''}"
        found.add((node, label(node), rdf.local(str(path)) if path is not None else "", what))
    return [Violation(*row) for row in sorted(found)]
