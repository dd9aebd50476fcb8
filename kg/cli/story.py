"""Commands that tell a story: timeline, conflicts, diff."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import as_json
from kg.cli.as_json import Json, print_json
from kg.cli.completing import names
from kg.cli.completing import standings as named_standings
from kg.cli.look import standings
from kg.cli.options import GraphDir, configured, say
from kg.errors import UsageError

HEADINGS = {"new": "New", "gone": "Gone", "standing": "Stands otherwise", "reports": "Reported by more or fewer"}


def timeline(
    about: Annotated[
        str | None, typer.Argument(help="Only events that this name takes part in.", autocompletion=names)
    ] = None,
    graph: GraphDir = None,
    since: Annotated[str | None, typer.Option("--from", help="First day, as 2020-02-16.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day.")] = None,
    standing: Annotated[
        str, typer.Option(help="Which standings, separated by commas, or 'all'.", autocompletion=named_standings)
    ] = "asserted",
    json: Json = False,
) -> None:
    """Print the events in order of time.

    An event whose time nobody says is put where it is first reported.

    Example: kg timeline Idlib --from 2020-02-01
    """
    from kg.graph import Graph
    from kg.graph.timeline import timeline as moments
    from kg.query import terminal_text

    opened = Graph.open(configured(graph=graph).graph)
    chosen = [s for s in opened.statements(standings(standing)) if s.kind == "event"]
    if about is not None:
        who = opened.find(about).id
        chosen = [s for s in chosen if any(f.value == who for f in s.fillers)]
    found = moments(chosen, _day(since), _day(until))
    if json:
        print_json([as_json.moment(m, opened) for m in found])
        return
    for moment in found:
        event = moment.event
        mark = "" if event.standing == "asserted" else f"  [{event.standing}]"
        typer.echo(terminal_text(f"{moment.when:<24}  {opened.title(event)}{mark}  ({event.articles})"))


def conflicts(
    about: Annotated[
        str | None, typer.Argument(help="Only those that this name has a part in.", autocompletion=names)
    ] = None,
    graph: GraphDir = None,
    figures: Annotated[bool, typer.Option("--figures", help="Also numbers that agree, differ or grew.")] = False,
    json: Json = False,
) -> None:
    """Show what cannot well both be so, each side with who says it.

    Statements that some affirm and others deny, that do not go together, and figures that exclude each other.

    Example: kg conflicts Turkey
    """
    from kg.graph import Graph
    from kg.graph.conflicts import CONFLICTS, FIGURES
    from kg.graph.conflicts import conflicts as found
    from kg.query import terminal_text

    opened = Graph.open(configured(graph=graph).graph)
    who = None if about is None else opened.find(about).id
    shown = found(opened, (*CONFLICTS, *(FIGURES if figures else ())), who)
    if json:
        print_json([as_json.conflict(c) for c in shown])
        return
    for number, conflict in enumerate(shown):
        if number:
            typer.echo()
        typer.echo(terminal_text(f"{conflict.kind}: {conflict.reason}"))
        for side in (conflict.left, conflict.right):
            typer.echo(terminal_text(f"  {side.title}"))
            for e in side.evidence:
                article = e.claim.article
                words = " ".join(e.words.split())
                dated = article.published or "undated"
                typer.echo(terminal_text(f"    {article.name} ({dated}), {e.holder()}, {e.stance()}: “{words}”"))
    if not shown:
        say("nothing contradicts anything else")


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the one graph.")],
    new: Annotated[Path, typer.Argument(help="Folder of the other.")],
    json: Json = False,
) -> None:
    """Say what another graph has new, has no more, or has otherwise.

    Example: kg diff monday tuesday
    """
    from kg.graph import Graph
    from kg.graph.difference import KINDS, difference
    from kg.query import terminal_text

    before, after = Graph.open(old), Graph.open(new)
    changes = difference(before, after)
    if json:
        print_json([as_json.change(c, before, after) for c in changes])
        return
    for kind in KINDS:
        of_kind = [c for c in changes if c.kind == kind]
        if of_kind:
            typer.echo(f"{HEADINGS[kind]}: {len(of_kind):,}")
        for change in of_kind:
            typer.echo(terminal_text(f"  {change}"))
    counts = Counter(c.kind for c in changes)
    say(", ".join(f"{counts[k]:,} {HEADINGS[k].lower()}" for k in KINDS) if changes else "the two say the same")


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no day; write it as 2020-02-16") from error
