"""Answers to SPARQL in the formats of its protocol, and which of them a client would rather have."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.export.xml import attribute, xml_text
from kg.query import Result
from kg.query.formats import as_json, as_tsv
from kg.rdf import PREFIXES

Write = Callable[[Result], str]
_STRING = PREFIXES["xsd"] + "string"


def as_xml(result: Result) -> str:
    """SPARQL Query Results XML."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    if result.boolean is not None:
        lines += ["<head/>", f"<boolean>{str(result.boolean).lower()}</boolean>", "</sparql>"]
        return "\n".join(lines) + "\n"
    lines += ["<head>", *(f"<variable name={attribute(v)}/>" for v in result.variables), "</head>", "<results>"]
    for row in result.rows:
        cells = [
            f"<binding name={attribute(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(result.variables, row, strict=True)
            if term is not None
        ]
        lines.append(f"<result>{''.join(cells)}</result>")
    return "\n".join([*lines, "</results>", "</sparql>"]) + "\n"


def _xml_term(term: NamedNode | BlankNode | Literal) -> str:
    value = escape(xml_text(term.value))
    match term:
        case NamedNode():
            return f"<uri>{value}</uri>"
        case BlankNode():
            return f"<bnode>{value}</bnode>"
        case Literal() if term.language:
            return f"<literal xml:lang={attribute(term.language)}>{value}</literal>"
        case Literal() if term.datatype.value != _STRING:
            return f"<literal datatype={attribute(term.datatype.value)}>{value}</literal>"
        case _:
            return f"<literal>{value}</literal>"


def as_csv(result: Result) -> str:
    """SPARQL 1.1 CSV: plain values as they are. For programs; what people download is guarded (`kg.query.formats`)."""
    out = io.StringIO()
    writer = csv.writer(out)
    if result.boolean is not None:
        writer.writerow([str(result.boolean).lower()])
        return out.getvalue()
    writer.writerow(result.variables)
    writer.writerows(["" if term is None else term.value for term in row] for row in result.rows)
    return out.getvalue()


def as_turtle(result: Result) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle."""
    return _serialized(result, RdfFormat.TURTLE)


def as_ntriples(result: Result) -> str:
    """The same as N-Triples."""
    return _serialized(result, RdfFormat.N_TRIPLES)


def _serialized(result: Result, how: RdfFormat) -> str:
    triples = [Triple(*row) for row in result.rows]  # type: ignore[arg-type]
    prefixes = dict(PREFIXES) if how == RdfFormat.TURTLE else None
    return (serialize(triples, format=how, prefixes=prefixes) or b"").decode()


TABLES: Mapping[str, Write] = MappingProxyType(
    {
        "application/sparql-results+json": as_json,
        "application/sparql-results+xml": as_xml,
        "text/csv": as_csv,
        "text/tab-separated-values": as_tsv,
        "application/json": as_json,
        "application/xml": as_xml,
    }
)
"""Media types for SELECT and ASK, the first where a client does not mind."""
GRAPHS: Mapping[str, Write] = MappingProxyType(
    {"text/turtle": as_turtle, "application/n-triples": as_ntriples, "text/plain": as_ntriples}
)
"""Media types for CONSTRUCT and DESCRIBE."""


def preferred(accept: str, offered: Mapping[str, object]) -> str | None:
    """The media type of `offered` that an Accept header asks for most; None where it takes none of them.

    >>> preferred("text/csv;q=0.5, application/*", TABLES)
    'application/sparql-results+json'
    >>> preferred("image/png", TABLES) is None, preferred("", TABLES)
    (True, 'application/sparql-results+json')
    """
    best: tuple[float, int, int] | None = None
    chosen = None
    for part in (accept or "*/*").split(","):
        name, *parameters = (p.strip() for p in part.split(";"))
        weight = next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        for at, media in enumerate(offered):
            exact = name == media
            if weight > 0 and (exact or name == "*/*" or (name.endswith("/*") and media.startswith(name[:-1]))):
                rank = (weight, int(exact), -at)
                if best is None or rank > best:
                    best, chosen = rank, media
    return chosen


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
