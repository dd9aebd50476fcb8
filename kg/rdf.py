"""Names and terms of RDF as this project writes them: prefixes, IRIs made of content, literals, sorted N-Quads.

Plain RDF 1.1 without blank nodes. Every IRI of ours is made from what the thing is, so the same articles give the
same names; every literal is written in the form that the store keeps, so a dump equals what was put in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from itertools import islice
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

KG = "https://w3id.org/claimgraph/ontology#"
REL = "https://w3id.org/claimgraph/rel/"
E = "https://w3id.org/claimgraph/id/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": KG,
        "rel": REL,
        "e": E,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "prov": "http://www.w3.org/ns/prov#",
        "schema": "https://schema.org/",
        "wd": "http://www.wikidata.org/entity/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    }
)

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
RDF_SUBJECT = NamedNode(PREFIXES["rdf"] + "subject")
RDF_PREDICATE = NamedNode(PREFIXES["rdf"] + "predicate")
RDF_OBJECT = NamedNode(PREFIXES["rdf"] + "object")
PREF_LABEL = NamedNode(PREFIXES["skos"] + "prefLabel")
ALT_LABEL = NamedNode(PREFIXES["skos"] + "altLabel")
SAME_AS = NamedNode(PREFIXES["owl"] + "sameAs")
BEGIN = NamedNode(PREFIXES["sem"] + "hasBeginTimeStamp")
END = NamedNode(PREFIXES["sem"] + "hasEndTimeStamp")
LATITUDE = NamedNode(PREFIXES["geo"] + "lat")
LONGITUDE = NamedNode(PREFIXES["geo"] + "long")
UNASSERTED = NamedNode(E + "g-unasserted")
INFERRED = NamedNode(E + "g-inferred")
DEFAULT = DefaultGraph()

_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_DATE = NamedNode(PREFIXES["xsd"] + "date")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")  # what stands in an IRI as it is
_BATCH = 10_000  # quads written at once
_FORBIDDEN_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f]')

Term = NamedNode | Literal


@cache
def kg(name: str) -> NamedNode:
    """A term of our ontology.

    >>> kg("backs").value
    'https://w3id.org/claimgraph/ontology#backs'
    """
    return NamedNode(KG + quote(name, safe="-_.~", errors="surrogatepass"))


def predicate(name: str) -> NamedNode:
    """The IRI of a relation or event type; an open predicate (`rel:hold_talks_with`) has a namespace of its own."""
    if name.startswith("rel:"):
        return NamedNode(REL + quote(name[4:], safe="-_.~", errors="surrogatepass"))
    return kg(name)


def node(local: str) -> NamedNode:
    """The IRI of an entity, event, statement, claim, article or graph, whatever characters its id has.

    >>> node("são_paulo").value
    'https://w3id.org/claimgraph/id/s%C3%A3o_paulo'
    """
    plain = _PLAIN.fullmatch(local) is not None
    return NamedNode(E + (local if plain else quote(local, safe="-_.~", errors="surrogatepass")))


def iri(value: str) -> NamedNode:
    """An IRI given from outside (`owl:sameAs`, an address), its forbidden characters percent-encoded.

    Raises `ValueError` where `value` is no absolute IRI even so.
    """
    clean = _FORBIDDEN_IN_IRI.sub(lambda m: quote(m.group()), _SURROGATE.sub("%EF%BF%BD", value))
    return NamedNode(clean)


def local(term: NamedNode | str) -> str:
    """What stands after the namespace, for IRIs of ours; other IRIs whole.

    >>> local(kg("backs")), local(node("m4"))
    ('backs', 'm4')
    """
    value = term if isinstance(term, str) else term.value
    for namespace, prefix in ((KG, ""), (E, ""), (REL, "rel:")):
        if value.startswith(namespace):
            return prefix + value[len(namespace) :]
    return value


def content_id(kind: str, *parts: object) -> str:
    """A name made of content: `kind`, a dash, and 64 bits of the SHA-256 of the parts, in hexadecimal.

    >>> content_id("s", "backs", "russia", "syria") == content_id("s", "backs", "russia", "syria")
    True
    """
    joined = "\x1f".join("" if p is None else str(p) for p in parts)
    return f"{kind}-{sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def text(value: str, language: str | None = None) -> Literal:
    """A literal of words. A lone surrogate, which no RDF syntax can carry, becomes U+FFFD."""
    clean = value if value.isascii() else _SURROGATE.sub("�", value)
    return Literal(clean, language=language) if language else Literal(clean)


@lru_cache(maxsize=10_000)  # places in texts, mostly
def number(value: float) -> Literal:
    """An integer where it is one, else a decimal, in canonical form.

    >>> number(13.0).value, number(3.50).value
    ('13', '3.5')
    """
    if float(value).is_integer():
        return Literal(str(int(value)), datatype=_INTEGER)
    digits = format(Decimal(repr(float(value))), "f").rstrip("0")
    return Literal(digits, datatype=_DECIMAL)


@lru_cache(maxsize=10_000)  # belief and confidence
def decimal(value: float, places: int = 2) -> Literal:
    """A decimal of at most so many places, always typed xsd:decimal.

    >>> decimal(0.9).value, decimal(1).value
    ('0.9', '1')
    """
    digits = format(round(Decimal(repr(float(value))), places) + 0, "f")  # adding 0 makes -0 a 0
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=_DECIMAL)


@lru_cache(maxsize=10_000)
def day(value: date) -> Literal:
    """A day as xsd:date."""
    return Literal(value.isoformat(), datatype=_DATE)


def nquads(quads: Iterable[Quad]) -> Iterator[str]:
    """One N-Quads line (without its line feed) a quad, in the order given."""
    return (line.decode("utf-8") for line in nquads_utf8(quads))


def nquads_utf8(quads: Iterable[Quad]) -> Iterator[bytes]:
    """As `nquads`, in UTF-8."""
    source = iter(quads)
    while batch := list(islice(source, _BATCH)):
        yield from (serialize(batch, format=RdfFormat.N_QUADS) or b"").split(b"\n")[:-1]


def sorted_nquads(quads: Iterable[Quad]) -> list[str]:
    """The quads as sorted N-Quads lines without repeats: the same set of quads gives the same bytes."""
    return sorted(set(nquads(quads)))


def prologue() -> str:
    """The usual prefixes as SPARQL writes them."""
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())
