"""A term of the graph in words: the name of a thing, a number with its bound, a time with its days."""

from __future__ import annotations

import re
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.graph.world import Facts
from kg.rdf import KG, local

BOUNDS = {"min": "at least ", "max": "at most ", "approx": "about "}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def words(store: Store, term: NamedNode | Literal | None) -> str:
    """`term` as a reader wants it; text as it is, nothing for None."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if term.value.startswith(KG):
        return _CAMEL.sub(" ", local(term)).lower()
    about: Facts = {}
    for quad in store.quads_for_pattern(term, None, None, None):
        about.setdefault(local(quad.predicate), []).append(cast(NamedNode | Literal, quad.object))
    if rdf.PREF_LABEL.value in about:
        return about[rdf.PREF_LABEL.value][0].value
    if rdf.RDF_SUBJECT.value in about:
        return _statement(store, about)
    if "bound" in about:
        return _figure(about)
    if "granularity" in about:
        return _time(about)
    return local(term)


def stance(polarity: str, modality: str) -> str:
    """How a claim is held: "as a fact", "denied", "threatened", "not planned".

    >>> stance("affirmed", "actual"), stance("negated", "actual"), stance("negated", "conditional")
    ('as a fact', 'denied', 'not conditional')
    """
    how = {"actual": "denied" if polarity == "negated" else "as a fact"}.get(modality, modality)
    return f"not {how}" if polarity == "negated" and modality != "actual" else how


def _statement(store: Store, about: Facts) -> str:
    parts = [about[p.value][0] for p in (rdf.RDF_SUBJECT, rdf.RDF_PREDICATE, rdf.RDF_OBJECT)]
    of = f" of {words(store, about['of'][0])}" if "of" in about else ""
    subject, predicate, target = parts
    return f"{words(store, subject)} – {local(cast(NamedNode, predicate))} – {words(store, target)}{of}"


def _figure(about: Facts) -> str:
    value = float(about["value"][0].value)
    unit = about["unit"][0].value if "unit" in about else ""
    number = f"{value:,.0f}" if value.is_integer() else f"{value:,}"
    return f"{BOUNDS.get(local(about['bound'][0].value), '')}{number} {unit}".strip()


def _time(about: Facts) -> str:
    days = [about[name][0].value for name in ("start", "end") if name in about]
    shown = "to ".join(f"{d} " for d in dict.fromkeys(days)).strip()
    return f"{about['text'][0].value} ({shown})" if shown else about["text"][0].value
