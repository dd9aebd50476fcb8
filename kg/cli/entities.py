"""Commands that show who and what the graph knows: entities, show, dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import as_json
from kg.cli.as_json import Json, print_json
from kg.cli.completing import names, types
from kg.cli.options import GraphDir, configured, say
from kg.cli.selecting import Articles, Belief, Origins, Predicates, Since, Sources, Standings, Until, selection
from kg.errors import UnknownName

if TYPE_CHECKING:
    from kg.graph import Counts, Part, Portrait
    from kg.model import Entity


def entities(
    name: Annotated[str | None, typer.Argument(help="Only those with a name that has these words in it.")] = None,
    type: Annotated[
        str | None,
        typer.Option(
            help="Only those of this type or of one below it, such as Person, Agent or Place.", autocompletion=types
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many.", min=1)] = None,
    graph: GraphDir = None,
    json: Json = False,
) -> None:
    """List who and what the graph knows, most mentioned first.

    A line has the name, type and id; how often it is mentioned, in how many articles; in how many statements and
    events it takes part. Any name by which the articles call it is searched.

    Example: kg entities assad --type Person
    """
    from kg.gazetteer import fold
    from kg.graph import Counts, Graph

    config = configured(graph=graph)
    opened = Graph.open(config.graph)
    wanted = _types(type, config.ontology) if type else None
    found = [
        e
        for e in opened.entities.values()
        if (wanted is None or e.type in wanted)
        and (name is None or any(fold(name) in fold(called) for called in (e.name, *e.aliases)))
    ]
    counts = {e.id: opened.counts.get(e.id, Counts()) for e in found}
    found.sort(key=lambda e: (-counts[e.id].mentions, -counts[e.id].statements, e.name, e.id))
    if json:
        print_json([as_json.entity(e, counts[e.id]) for e in found[:limit]])
    else:
        _list([(e, counts[e.id], _other_name(e, name)) for e in found[:limit]])
    if limit is not None and len(found) > limit:
        say(f"kg: {limit:,} of {len(found):,} entities are shown")


def show(
    name: Annotated[str, typer.Argument(help="A name or id.", autocompletion=names)],
    graph: GraphDir = None,
    json: Json = False,
) -> None:
    """Show one entity: its names, links and place, and what each article says of it.

    Example: kg show Idlib
    """
    from kg.graph import Counts, Graph
    from kg.query import terminal_text

    opened = Graph.open(configured(graph=graph).graph)
    found = opened.portrait(name)
    if json:
        print_json(as_json.portrait(found, opened.counts.get(found.entity.id, Counts()), opened))
        return
    for line in _portrait(found):
        typer.echo(terminal_text(line))


def dossier(
    name: Annotated[str, typer.Argument(help="A name or id.", autocompletion=names)],
    graph: GraphDir = None,
    predicate: Predicates = None,
    since: Since = None,
    until: Until = None,
    article: Articles = None,
    source: Sources = None,
    standing: Standings = None,
    belief: Belief = 0.0,
    origins: Origins = 0,
) -> None:
    """Print all that is said of one entity, by topic, with quotes and sources, as Markdown.

    Example: kg dossier Turkey --since 2020-01-01 > turkey.md
    """
    from kg.export.dossier import dossier as written
    from kg.graph import Graph

    chosen = selection(
        predicates=predicate, since=since, until=until, articles=article, classes=source, standings=standing,
        belief=belief, origins=origins,
    )  # fmt: skip
    for line in written(Graph.open(configured(graph=graph).graph), name, chosen):
        typer.echo(line)


def _list(found: Sequence[tuple[Entity, Counts, str]]) -> None:
    """Each entity with its counts, and the other name by which it was found."""
    from kg.query import terminal_text

    rows = [("name", "type", "id", "mentions", "articles", "statements")]
    for e, c, other in found:
        rows.append((f"{e.name}{other}", e.type, e.id, f"{c.mentions:,}", f"{c.articles:,}", f"{c.statements:,}"))
    for line in _table([tuple(terminal_text(cell) for cell in row) for row in rows]):
        typer.echo(line)


def _types(name: str, folders: Sequence[object]) -> frozenset[str]:
    """The types that are `name` or below it; raises `UnknownName` with the nearest."""
    from pathlib import Path

    from kg.ontology import Ontology

    ontology = Ontology.load([Path(str(folder)) for folder in folders])
    found = frozenset(t for t in ontology.entity_types if ontology.is_a(t, name))
    if not found:
        raise UnknownName("type", name, ontology.entity_types)
    return found


def _other_name(e: Entity, name: str | None) -> str:
    """The other name that was searched for, where the entity's own has it not."""
    from kg.gazetteer import fold

    if name is None or fold(name) in fold(e.name):
        return ""
    return f" ({next(a for a in e.aliases if fold(name) in fold(a))})"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows with their columns below one another; the last three are numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if column >= len(row) - 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells)


def _portrait(p: Portrait) -> Iterator[str]:
    e = p.entity
    yield f"{e.name}  ({e.type}, {e.id})"
    facts = {
        "also": ", ".join(e.aliases),
        "links": ", ".join(e.same_as) or "none",
        "country": e.country or "",
        "place": f"{e.latitude:.4f}, {e.longitude:.4f}" if e.latitude is not None and e.longitude is not None else "",
        "source": e.source_class or "",
    }
    for label, value in facts.items():
        if value:
            yield f"  {label:<9}{value}"
    for naming in p.named:
        words = ", ".join(f"{text} ×{count}" if count > 1 else text for text, count in naming.words.items())
        yield f"  in {naming.article}: {naming.mentions} × {f'({words})' if words else ''}".rstrip()
    for title, parts in (("relations from it", p.out), ("relations to it", p.into), ("events", p.events)):
        if parts:
            yield ""
            yield title
            yield from map(_part, parts)


def _part(part: Part) -> str:
    s = part.statement
    mark = "" if s.standing == "asserted" else f"  [{s.standing}]"
    role = f"{part.role} of " if s.kind == "event" else ""
    return f"  {role}{part.title}{mark}  ({', '.join(part.articles)})"
