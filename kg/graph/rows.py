"""The graph as flat rows: what `Graph.to_pandas` has as columns and the listing commands print with `--json`.

The names of the columns are fixed: programs read them. Days are `date`, what is not known is None.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kg.graph.edges import Triple
from kg.graph.portrait import Counts
from kg.graph.records import ArticleRecord, ClaimRecord, Reference, Time
from kg.model import Entity, Statement
from kg.rdf import local

if TYPE_CHECKING:
    from kg.graph.graph import Graph

T = TypeVar("T")
Standings = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its name, and its value for a thing; `day` where that is a date or None."""

    name: str
    value: Callable[[T], Any]
    day: bool = False


def row(columns: Iterable[Column[T]], thing: T) -> dict[str, Any]:
    """A thing's values by column."""
    return {c.name: c.value(thing) for c in columns}


TRIPLE: tuple[Column[Triple], ...] = (
    Column("subject", lambda t: t.subject),
    Column("predicate", lambda t: t.predicate),
    Column("object", lambda t: t.object),
    Column("standing", lambda t: t.standing),
    Column("articles", lambda t: t.articles),
    Column("statement", lambda t: t.statement),
)
"""An edge of the plain graph, by names."""

STATEMENT: tuple[Column[tuple[Statement, Graph]], ...] = (
    Column("id", lambda s: s[0].id),
    Column("kind", lambda s: s[0].kind),
    Column("predicate", lambda s: s[0].predicate),
    Column("title", lambda s: s[1].title(s[0])),
    Column("standing", lambda s: s[0].standing),
    Column("belief", lambda s: s[0].belief),
    Column("articles", lambda s: s[0].articles),
    Column("origins", lambda s: s[0].origins),
    Column("first_reported", lambda s: s[0].first_reported, day=True),
    Column("last_reported", lambda s: s[0].last_reported, day=True),
    Column("start", lambda s: s[0].start, day=True),
    Column("end", lambda s: s[0].end, day=True),
    Column("roles", lambda s: _roles(*s)),
)
"""A statement or event of a graph; `roles` has the names that fill each role."""

ENTITY: tuple[Column[tuple[Entity, Counts]], ...] = (
    Column("id", lambda e: e[0].id),
    Column("name", lambda e: e[0].name),
    Column("type", lambda e: e[0].type),
    Column("aliases", lambda e: list(e[0].aliases)),
    Column("same_as", lambda e: list(e[0].same_as)),
    Column("country", lambda e: e[0].country),
    Column("latitude", lambda e: e[0].latitude),
    Column("longitude", lambda e: e[0].longitude),
    Column("mentions", lambda e: e[1].mentions),
    Column("articles", lambda e: e[1].articles),
    Column("statements", lambda e: e[1].statements),
)
"""An entity, with how often it is named, in how many articles, and in how many statements it takes part."""

ARTICLE: tuple[Column[ArticleRecord], ...] = (
    Column("id", lambda a: local(a.id)),
    Column("name", lambda a: a.name),
    Column("published", lambda a: _day(a.published), day=True),
    Column("outlet", lambda a: a.outlet),
    Column("title", lambda a: a.title),
    Column("url", lambda a: a.url),
)

CLAIM: tuple[Column[ClaimRecord], ...] = (
    Column("id", lambda c: local(c.id)),
    Column("article", lambda c: c.article.name),
    Column("published", lambda c: _day(c.article.published), day=True),
    Column("outlet", lambda c: c.article.outlet),
    Column("kind", lambda c: c.kind),
    Column("predicate", lambda c: c.predicate),
    Column("subject", lambda c: _names(c, "subject", "actor")),
    Column("object", lambda c: _names(c, "object", "recipient") or c.title or c.name),
    Column("place", lambda c: _names(c, "place")),
    Column("polarity", lambda c: c.polarity),
    Column("modality", lambda c: c.modality),
    Column("holder", lambda c: _joined(c.holders)),
    Column("time_start", lambda c: _time(c.time, "start"), day=True),
    Column("time_end", lambda c: _time(c.time, "end"), day=True),
    Column("quote", lambda c: c.quote),
    Column("start", lambda c: c.start),
    Column("end", lambda c: c.end),
    Column("rule", lambda c: c.rule),
    Column("confidence", lambda c: c.confidence),
    Column("statement", lambda c: local(c.statement)),
)
"""A claim; several in one cell are parted by semicolons, `start` and `end` are code points of the article's text."""


def _roles(s: Statement, graph: Graph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for f in s.fillers:
        found.setdefault(f.role, []).append(f.value if f.literal else graph.label(f.value))
    return found


def _names(c: ClaimRecord, *roles: str) -> str | None:
    return _joined(r for role in roles for r in c.roles.get(role, ()))


def _joined(references: Iterable[Reference]) -> str | None:
    return "; ".join(r.name for r in references) or None


def _time(time: Time | None, end: str) -> date | None:
    return None if time is None else _day(getattr(time, end))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _claims(graph: Graph, standings: Standings) -> Iterator[ClaimRecord]:
    if standings is None:
        return iter(graph.claims())
    of = {s.id for s in graph.statements(standings)}
    return (c for c in graph.claims() if local(c.statement) in of)


def _triples(graph: Graph, standings: Standings) -> Iterator[Triple]:
    return iter(graph.triples({s.standing for s in graph.statements()} if standings is None else standings))


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: its columns, and what it lists of a graph, where standings are given of such statements only."""

    columns: tuple[Column[Any], ...]
    things: Callable[[Graph, Standings], Iterable[Any]]


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "claims": Table(CLAIM, _claims),
        "statements": Table(STATEMENT, lambda g, standings: ((s, g) for s in g.statements(standings))),
        "triples": Table(TRIPLE, _triples),
        "entities": Table(ENTITY, lambda g, _: ((e, g.counts.get(e.id, Counts())) for e in g.entities.values())),
        "articles": Table(ARTICLE, lambda g, _: g.articles),
    }
)
"""What `Graph.to_pandas` can make a table of. Entities and articles are listed whatever stands."""
