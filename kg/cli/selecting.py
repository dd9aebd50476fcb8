"""Options that say which part of a graph is meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.completing import names, predicates, types
from kg.cli.completing import standings as named_standings
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.export import Selection

About = Annotated[
    list[str] | None, typer.Option("--about", help="Only what lies within --hops of this name.", autocompletion=names)
]
Hops = Annotated[int, typer.Option("--hops", help="How many statements away from --about.", min=1)]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type", help="Only things of this type or one below it, such as State or Place.", autocompletion=types
    ),
]
Predicates = Annotated[
    list[str] | None,
    typer.Option("--predicate", help="Only this relation or type of event.", autocompletion=predicates),
]
Since = Annotated[str | None, typer.Option("--since", help="First day, such as 2020-02-01.")]
Until = Annotated[str | None, typer.Option("--until", help="Last day.")]
Articles = Annotated[list[str] | None, typer.Option("--article", help="Only what this article says.")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="Only what a class of source says, such as UN.")]
Standings = Annotated[
    str | None,
    typer.Option(
        "--standing",
        help="Which standings, separated by commas, such as asserted,denied.",
        autocompletion=named_standings,
    ),
]
Belief = Annotated[float, typer.Option("--belief", help="Least belief, from 0 to 1.", min=0.0, max=1.0)]
Origins = Annotated[int, typer.Option("--origins", help="Least number of origins.", min=0)]
Top = Annotated[int | None, typer.Option("--top", help="Only so many things, the most central.", min=1)]


def selection(
    about: list[str] | None = None,
    hops: int = 1,
    types: list[str] | None = None,
    predicates: list[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    articles: list[str] | None = None,
    classes: list[str] | None = None,
    standings: str | None = None,
    belief: float = 0.0,
    origins: int = 0,
    top: int | None = None,
) -> Selection:
    """The part that the options ask for. Raises `UsageError` for a day that is none, `UnknownName` for a standing."""
    from kg.cli.look import standings as named
    from kg.export import Selection

    return Selection(
        about=tuple(about or ()),
        hops=hops,
        types=frozenset(types or ()),
        predicates=frozenset(predicates or ()),
        first=_day(since),
        last=_day(until),
        articles=frozenset(articles or ()),
        classes=frozenset(classes or ()),
        standings=named(standings) if standings else frozenset(),
        belief=belief,
        origins=origins,
        top=top,
    )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; write it as 2020-02-01") from None
