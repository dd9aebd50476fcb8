"""Commands that show the graph to people: triples, explain, info."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kg.cli import as_json
from kg.cli.as_json import Json, print_json, printed
from kg.cli.completing import names
from kg.cli.completing import standings as named_standings
from kg.cli.options import GraphDir, configured, say
from kg.errors import UnknownName, UsageError
from kg.model import Standing

if TYPE_CHECKING:
    from kg.graph import Comparison, Evidence, Explanation, Graph, Triple
    from kg.graph.missing import Missing

STANDINGS = get_args(Standing)


def triples(
    graph: GraphDir = None,
    standing: Annotated[
        str,
        typer.Option(
            help=f"Which standings, separated by commas, or 'all': {', '.join(STANDINGS)}.",
            autocompletion=named_standings,
        ),
    ] = "asserted",
    about: Annotated[
        str | None, typer.Option(help="Only those that this name takes part in.", autocompletion=names)
    ] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many.", min=1)] = None,
    json: Json = False,
) -> None:
    """Print the graph, a triple a line, most reported first.

    At the end of each line stands the number of articles that say so.

    Example: kg triples --about Turkey --standing all
    """
    from kg.graph.rows import TRIPLE, row

    opened = _opened(graph)
    chosen = standings(standing)
    rows = opened.triples(chosen)
    if about is not None:
        of = {s.id for s in opened.statements() if opened.find(about).id in {f.value for f in s.fillers}}
        rows = [t for t in rows if t.statement in of]
    printed(json, lambda: [row(TRIPLE, t) for t in rows[:limit]], lambda: map(_triple, rows[:limit]))
    if limit is not None and len(rows) > limit:
        say(f"kg: {limit:,} of {len(rows):,} triples are shown")


def explain(
    subject: Annotated[str, typer.Argument(help="A name; or the id of a statement or event.", autocompletion=names)],
    object: Annotated[
        str | None, typer.Argument(help="A second name: what holds between the two.", autocompletion=names)
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Instead: why 'A predicate B' is no edge.")] = False,
    same: Annotated[bool, typer.Option("--same", help="Instead: why the two names are one thing, or two.")] = False,
    graph: GraphDir = None,
    json: Json = False,
) -> None:
    """Show who says so: the claims behind a statement.

    Each with its article, day, holder, stance, and the sentence with the words marked.

    Example: kg explain Turkey rebels
    """
    opened = _opened(graph)
    if missing:
        wanting = _wanting(opened, f"{subject} {object}" if object else subject)
        printed(json, lambda: as_json.missing(wanting, opened), lambda: _wanting_lines(wanting))
        return
    if same:
        if object is None:
            raise UsageError("--same compares two names; name a second one")
        compared = opened.compare(subject, object)
        printed(json, lambda: as_json.comparison(compared), lambda: _compared_lines(compared))
        return
    is_id = object is None and subject.removeprefix("e:")[:2] in ("s-", "v-")
    found = opened.explain(statement=subject) if is_id else opened.explain(subject, object)
    if not found:
        between = f"{subject!r} and {object!r}" if object else f"{subject!r}"
        raise UsageError(f"nothing is said of {between} in {opened.path}")
    printed(json, lambda: [as_json.explanation(e, opened) for e in found], lambda: _explained_lines(found))


def info(graph: GraphDir = None, json: Json = False) -> None:
    """Show counts, dates, versions and where things are.

    Example: kg info --graph news
    """
    from kg.query import terminal_text

    opened = _opened(graph)
    found = opened.info()
    if json:
        aside = [{"path": one.path, "reason": one.reason} for one in opened.manifest.contents.quarantined]
        print_json({**found, "quarantined": aside})
        return
    first, last = found["first_published"], found["last_published"]
    rows = {
        "graph": f"{opened.path.resolve()}  (generation {found['generation']})",
        "articles": f"{found['counts']['articles']:,}, {found['quarantined']:,} more quarantined",
        "published": f"{first} to {last}" if first else "unknown",
        "undated": f"{found['undated']:,}",
        **{name: f"{count:,}" for name, count in found["counts"].items() if name != "articles"},
        **found["versions"],
        "root": found["root"],
    }
    for name, value in rows.items():
        typer.echo(f"{name:<12}{value}")
    for one in opened.manifest.contents.quarantined:
        typer.echo(terminal_text(f"set aside   {one.path}: {one.reason}"))


def _opened(graph: object) -> Graph:
    from kg.graph import Graph

    return Graph.open(configured(graph=graph if graph is None else str(graph)).graph)


def standings(names: str) -> frozenset[str]:
    """The standings that an option names: some, separated by commas, or 'all'. Raises `UnknownName`."""
    if names == "all":
        return frozenset(STANDINGS)
    chosen = [name.strip() for name in names.split(",")]
    for name in chosen:
        if name not in STANDINGS:
            raise UnknownName("standing", name, (*STANDINGS, "all"))
    return frozenset(chosen)


def _triple(t: Triple) -> str:
    from kg.query import terminal_text

    mark = "" if t.standing == "asserted" else f"  [{t.standing}]"
    return f"{terminal_text(str(t))}{mark}  ({t.articles})"


def _wanting(opened: Graph, question: str) -> Missing:
    from kg.graph.missing import missing
    from kg.ontology import Ontology

    return missing(opened, question, Ontology.load(configured(graph=str(opened.path)).ontology))


def _wanting_lines(found: Missing) -> Iterator[str]:
    """Why an edge is not there, the nearest statements, and the sentences that name both."""
    from kg.query import terminal_text

    yield terminal_text(f"{found.subject} – {found.predicate} – {found.object}: {found.verdict}")
    for reason, explanation in found.near:
        yield ""
        yield f"{reason}:"
        yield from _explained(explanation)
    if found.sentences:
        yield ""
        yield "sentences that name both:"
    for sentence in found.sentences:
        yield terminal_text(f"  {sentence.article}: {' '.join(sentence.words.split())}")


def _compared_lines(found: Comparison) -> Iterator[str]:
    """Whether two names are one thing, then each judgement with its reason and score."""
    from kg.query import terminal_text

    things = (found.left,) if found.same else (found.left, found.right)
    shown = " and ".join(f"{e.name} ({e.type}, {e.id})" for e in things)
    yield terminal_text(f"{'one thing' if found.same else 'two things'}: {shown}")
    for j in found.judgements:
        sign = "=" if j.same else "≠"
        where = "in some articles " if j.same and not found.same else ""
        score = f" ({j.score:.2f})" if 0 < j.score < 1 else ""
        yield terminal_text(f"  {where}{j.left} {sign} {j.right}: {j.reason}{score}")


def _explained_lines(found: Sequence[Explanation]) -> Iterator[str]:
    for number, explanation in enumerate(found):
        if number:
            yield ""
        yield from _explained(explanation)


def _explained(explanation: Explanation) -> Iterator[str]:
    from kg.query import terminal_text

    s = explanation.statement
    known = f"{s.standing}, belief {s.belief:.2f}, {_count(s.articles, 'article')}, {_count(s.origins, 'origin')}"
    yield f"{terminal_text(explanation.title)}"
    yield f"  {s.id}: {known}"
    for reason in explanation.merges:
        yield terminal_text(f"  one event, since both have {reason}")
    for one in explanation.evidence:
        article = one.claim.article
        dated = str(article.published) if article.published else "undated"
        yield ""
        yield terminal_text(f"  {article.name} ({dated}), {one.holder()}: {one.stance()}")
        yield f"    {_marked(one)}"


def _marked(one: Evidence) -> str:
    """The sentence on one line, the claim's own words in bold on a terminal, else in brackets."""
    from kg.query import terminal_text

    before, words, after = (" ".join(terminal_text(part).split()) for part in (one.before, one.words, one.after))
    left = " " if one.before[-1:].isspace() and before else ""
    right = " " if one.after[:1].isspace() and after else ""
    marked = typer.style(words, bold=True) if sys.stdout.isatty() else f"[{words}]"
    return f"{before}{left}{marked}{right}{after}"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
