"""What stands as RDF/XML, for tools that read nothing newer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO
from xml.sax.saxutils import escape

from pyoxigraph import Literal, NamedNode, Quad

from kg import rdf
from kg.export.part import quads
from kg.export.selection import View
from kg.export.xml import attribute, xml_text
from kg.rdf import PREFIXES

_LOCAL = re.compile(r"[A-Za-z_][\w.-]*$", re.ASCII)
_STRING = PREFIXES["xsd"] + "string"


def write_rdfxml(view: View, out: BinaryIO) -> None:
    """The default graph, by subject."""
    found = sorted((q for q in quads(view) if q.graph_name == rdf.DEFAULT), key=str)
    for text in lines(found):
        out.write(f"{text}\n".encode())


def lines(found: list[Quad]) -> Iterator[str]:
    """The lines of the file. A predicate without any letter at its end has no name in XML and is left out."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<rdf:RDF" + "".join(f" xmlns:{name}={attribute(space)}" for name, space in PREFIXES.items()) + ">"
    for subject, same in groupby(found, key=lambda q: q.subject):
        if isinstance(subject, NamedNode):
            yield f"  <rdf:Description rdf:about={attribute(subject.value)}>"
            for quad in same:
                yield from _property(quad)
            yield "  </rdf:Description>"
    yield "</rdf:RDF>"


def _property(quad: Quad) -> Iterator[str]:
    iri = quad.predicate.value
    local = _LOCAL.search(iri)
    if local is None:
        return
    space = iri[: local.start()]
    prefix = next((name for name, known in PREFIXES.items() if known == space), None)
    name, declared = (f"{prefix}:{local.group()}", "") if prefix else (local.group(), f" xmlns={attribute(space)}")
    value = quad.object
    if isinstance(value, NamedNode):
        yield f"    <{name}{declared} rdf:resource={attribute(value.value)}/>"
    elif isinstance(value, Literal):
        kind = ""
        if value.language:
            kind = f" xml:lang={attribute(value.language)}"
        elif value.datatype.value != _STRING:
            kind = f" rdf:datatype={attribute(value.datatype.value)}"
        yield f"    <{name}{declared}{kind}>{escape(xml_text(value.value))}</{name}>"
