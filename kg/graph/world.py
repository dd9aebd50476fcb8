"""The world layer of a store as values again: entities and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import rdf
from kg.model import Bound, Entity, Figure, FigureKind, Filler, Standing, Statement
from kg.rdf import kg, local

Facts = dict[str, list[NamedNode | Literal]]
Home = NamedNode | DefaultGraph

ROLE_NAMES = {"on": "route"}
"""Roles that RDF calls otherwise than the claims file."""

SHARED = frozenset(
    {
        "standing",
        "belief",
        "articleCount",
        "originCount",
        "firstReported",
        "lastReported",
        "figure",
        "evidence",
        "ordinal",
        "mergeReason",
        "outcome",
    }
)


def facts(store: Store, subject: NamedNode, home: Home) -> Facts:
    """What `home` says of `subject`: the local name of each predicate (others whole) with its objects, sorted."""
    found: Facts = defaultdict(list)
    for quad in store.quads_for_pattern(subject, None, None, home):
        found[local(quad.predicate)].append(cast(NamedNode | Literal, quad.object))
    for values in found.values():
        values.sort(key=str)
    return found


def entities(store: Store) -> Iterator[Entity]:
    """Every entity of the default graph, in no promised order."""
    for quad in store.quads_for_pattern(None, rdf.PREF_LABEL, None, rdf.DEFAULT):
        about = facts(store, cast(NamedNode, quad.subject), rdf.DEFAULT)
        if "standing" in about:
            continue
        yield Entity(
            id=local(cast(NamedNode, quad.subject)),
            type=_local(about, rdf.RDF_TYPE.value) or "Thing",
            name=quad.object.value if isinstance(quad.object, Literal) else "",
            aliases=tuple(sorted(v.value for v in about.get(rdf.ALT_LABEL.value, ()))),
            same_as=tuple(sorted(v.value for v in about.get(rdf.SAME_AS.value, ()))),
            country=_local(about, "country"),
            latitude=_number(about, rdf.LATITUDE.value),
            longitude=_number(about, rdf.LONGITUDE.value),
            source_class=_text(about, "sourceClass"),
        )


def statements(store: Store) -> Iterator[Statement]:
    """Every statement and event, those that stand first, each group by id."""
    homes: tuple[Home, ...] = (rdf.DEFAULT, rdf.UNASSERTED)
    for home in homes:
        found: list[Quad] = list(store.quads_for_pattern(None, kg("standing"), None, home))
        for subject in sorted((cast(NamedNode, q.subject) for q in found), key=str):
            yield statement(store, subject, home)


def statement(store: Store, subject: NamedNode, home: Home) -> Statement:
    """One statement or event as `assemble` made it."""
    about = facts(store, subject, home)
    relation = rdf.RDF_SUBJECT.value in about
    figures = [facts(store, cast(NamedNode, f), home) for f in about.get("figure", ())]
    return Statement(
        id=local(subject),
        kind="relation" if relation else "event",
        predicate=local(_node(about, rdf.RDF_PREDICATE.value if relation else rdf.RDF_TYPE.value)),
        fillers=tuple(sorted(_ends(about) if relation else _roles(about))),
        standing=cast(Standing, _local(about, "standing")),
        belief=_number(about, "belief") or 0.0,
        evidence=tuple(local(cast(NamedNode, c)) for c in about.get("evidence", ())),
        articles=int(_number(about, "articleCount") or 0),
        origins=int(_number(about, "originCount") or 0),
        first_reported=_day(about, "firstReported"),
        last_reported=_day(about, "lastReported"),
        start=_day(about, rdf.BEGIN.value),
        end=_day(about, rdf.END.value),
        ordinal=int(number) if (number := _number(about, "ordinal")) is not None else None,
        figures=tuple(figure(f) for f in figures),
        label=_text(about, rdf.PREF_LABEL.value) or "",
    )


def figure(about: Facts) -> Figure:
    """A figure node as a value."""
    return Figure(
        kind=cast(FigureKind, _local(about, "kind")),
        value=_number(about, "value") or 0.0,
        bound=cast(Bound, _local(about, "bound")),
        unit=_text(about, "unit") or "",
        text=_text(about, "text") or "",
    )


def _ends(about: Facts) -> Iterator[Filler]:
    yield Filler("subject", local(_node(about, rdf.RDF_SUBJECT.value)))
    target = about[rdf.RDF_OBJECT.value][0]
    if isinstance(target, NamedNode):
        yield Filler("object", local(target))
    else:
        yield Filler("name" if local(_node(about, rdf.RDF_PREDICATE.value)) == "alias" else "title", target.value, True)
    for body in about.get("of", ()):
        yield Filler("of", local(cast(NamedNode, body)))


def _roles(about: Facts) -> Iterator[Filler]:
    for name, values in about.items():
        if name in SHARED or "://" in name:
            continue
        for value in values:
            literal = isinstance(value, Literal)
            yield Filler(ROLE_NAMES.get(name, name), value.value if literal else local(cast(NamedNode, value)), literal)


def _node(about: Facts, name: str) -> NamedNode:
    return cast(NamedNode, about[name][0])


def _local(about: Facts, name: str) -> str | None:
    return local(_node(about, name)) if name in about else None


def _text(about: Facts, name: str) -> str | None:
    return about[name][0].value if name in about else None


def _number(about: Facts, name: str) -> float | None:
    return float(about[name][0].value) if name in about else None


@cache
def _parsed(value: str) -> date:
    return date.fromisoformat(value)


def _day(about: Facts, name: str) -> date | None:
    return _parsed(about[name][0].value) if name in about else None
