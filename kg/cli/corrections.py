"""Commands by which people put right who is who: merge to drop, review, and undo."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.as_json import Json, print_json
from kg.cli.completing import names, types
from kg.cli.options import GraphDir, configured, say, warn
from kg.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from kg.config import Config
    from kg.corrections import Correction
    from kg.graph import Graph
    from kg.model import Judgement

Thing = Annotated[str, typer.Argument(help="A name or id.", autocompletion=names)]
Reason = Annotated[str, typer.Option(help="Why; it is kept beside the correction.")]

ENOUGH_TO_ASK = 0.6
"""Likeness of two names, 0 to 1, from which `kg review` asks about a pair that was kept apart."""
SURE = 0.95
"""Score from which it does not ask about a pair that was merged."""


def merge(
    kept: Annotated[str, typer.Argument(help="The thing that stays, by name or id.", autocompletion=names)],
    other: Annotated[str, typer.Argument(help="The thing that is the same.", autocompletion=names)],
    reason: Reason = "",
    graph: GraphDir = None,
) -> None:
    """Say that two things are one.

    As all corrections, it is a line of corrections.tsv in the graph's folder, applied on every build.

    Example: kg merge "Omar Kassab" "O. Kasab" --reason "one commander"
    """
    config, opened = _opened(graph)
    left, right = opened.find(kept), opened.find(other)
    if left.id == right.id:
        raise UsageError(f"{kept!r} and {other!r} are one already: {left.name} ({left.id})")
    _put(config, _correction("merge", left.id, right.id, reason=reason))


def split(
    thing: Thing,
    name: Annotated[str, typer.Argument(help="The name by which the articles call the other thing.")],
    article: Annotated[str, typer.Option(help="Only in this article.")] = "",
    reason: Reason = "",
    graph: GraphDir = None,
) -> None:
    """Say that one of a thing's names is another thing's.

    Example: kg split Kassab "Samir Kassab" --reason "his brother"
    """
    config, opened = _opened(graph)
    if article and article not in {name for a in opened.articles for name in (a.name, a.id)}:
        raise UnknownName("article", article, [a.name for a in opened.articles])
    entity = opened.find(thing)
    if name not in (entity.name, *entity.aliases):
        raise UnknownName("name", name, (entity.name, *entity.aliases), where=entity.id)
    _put(config, _correction("split", entity.id, name, article, reason))


def rename(
    thing: Thing,
    name: Annotated[str, typer.Argument(help="The name to go by.")],
    reason: Reason = "",
    graph: GraphDir = None,
) -> None:
    """Give a thing another name to go by; its id stays.

    Example: kg rename "Great Socialist Jamahiriya" Libya
    """
    config, opened = _opened(graph)
    _put(config, _correction("rename", opened.find(thing).id, name, reason=reason))


def retype(
    thing: Thing,
    type: Annotated[str, typer.Argument(help="The type that it is of.", autocompletion=types)],
    reason: Reason = "",
    graph: GraphDir = None,
) -> None:
    """Give a thing another type.

    Example: kg retype Hezbollah PoliticalOrganisation
    """
    from kg.ontology import Ontology

    config, opened = _opened(graph)
    types = Ontology.load(config.ontology).entity_types
    if type not in types:
        raise UnknownName("type", type, types)
    _put(config, _correction("retype", opened.find(thing).id, type, reason=reason))


def unlink(
    thing: Thing,
    link: Annotated[str, typer.Argument(help="The link that is wrong; without it, all.")] = "",
    reason: Reason = "",
    graph: GraphDir = None,
) -> None:
    """Take a wrong link from a thing, with the place on earth that came from it.

    Example: kg unlink Tripoli --reason "the one in Lebanon"
    """
    config, opened = _opened(graph)
    entity = opened.find(thing)
    if link and link not in entity.same_as:
        raise UnknownName("link", link, entity.same_as, where=entity.id)
    _put(config, _correction("unlink", entity.id, link, reason=reason))


def drop(thing: Thing, reason: Reason = "", graph: GraphDir = None) -> None:
    """Say that a thing is none; what is claimed of it is left out.

    Example: kg drop "Getty Images" --reason "a photo credit"
    """
    config, opened = _opened(graph)
    _put(config, _correction("drop", opened.find(thing).id, reason=reason))


def corrections(graph: GraphDir = None, json: Json = False) -> None:
    """List the corrections by the number of their line.

    Example: kg corrections --graph news
    """
    from kg.query import terminal_text

    config, _ = _opened(graph)
    if json:
        print_json([asdict(c) for c in _corrections(config)])
        return
    for c in _corrections(config):
        why = ", ".join(filter(None, (c.reason, c.date)))
        typer.echo(terminal_text(f"{c.line}  {c}{f'  ({why})' if why else ''}"))


def undo(
    line: Annotated[int | None, typer.Argument(help="The number of its line; without it, the last one.")] = None,
    graph: GraphDir = None,
) -> None:
    """Take a correction back, as if it had never been made.

    Example: kg undo 3
    """
    from kg.pipeline import take_back

    config, _ = _opened(graph)
    found = {c.line: c for c in _corrections(config)}
    if not found or (line is not None and line not in found):
        raise UsageError(f"{config.graph}: no correction{f' in line {line}' if line else ''} to take back")
    chosen = found[line if line is not None else max(found)]
    notes = take_back(config, chosen.line)
    say(f"taken back: {chosen}")
    _tell(notes)


def review(
    limit: Annotated[int | None, typer.Option(help="At most so many pairs.", min=1)] = None,
    graph: GraphDir = None,
    json: Annotated[bool, typer.Option("--json", help="Ask nothing: list the pairs as JSON.")] = False,
) -> None:
    """Walk through doubtful pairs: are the two one? yes, no or skip.

    What is answered is written to corrections.tsv at the end, and not asked again; quit keeps what was answered so far.

    Example: kg review --limit 10
    """
    from kg.graph.doubtful import doubtful
    from kg.query import terminal_text

    config, opened = _opened(graph)
    answered: list[Correction] = []
    pairs = doubtful(opened.judgements, ENOUGH_TO_ASK, SURE)[:limit]
    if json:
        print_json([asdict(pair) for pair in pairs])
        return
    for number, pair in enumerate(pairs, 1):
        held = "held to be one" if pair.same else "held to be two"
        typer.echo(f"{number} of {len(pairs)}: {held}: {terminal_text(pair.reason)}")
        for name, ident in ((pair.left, pair.left_id), (pair.right, pair.right_id)):
            typer.echo(f"  {terminal_text(_described(opened, name, ident))}")
        answer = _asked()
        if answer == "quit":
            break
        if answer == "skip":
            continue
        answered.append(_answer(answer == "yes", pair, opened.entities[pair.left_id].name))
    if answered:
        _put(config, *answered)
    else:
        say("nothing to ask about" if not pairs else "nothing is changed")


def _answer(one: bool, pair: Judgement, name: str) -> Correction:
    """The correction that an answer makes; of two names of one thing that is called `name`, the other one is meant."""
    if pair.same:
        other = pair.right if pair.left == name else pair.left
        return _correction("merge" if one else "split", pair.left_id, other, reason="review")
    return _correction("merge" if one else "distinct", pair.right_id, pair.left_id, reason="review")


def _asked() -> str:
    """What the person answers; the end of input is "quit"."""
    choices = {"y": "yes", "n": "no", "s": "skip", "": "skip", "q": "quit"}
    while True:
        try:
            said: str = typer.prompt("  one? [y]es [n]o [s]kip [q]uit", default="", show_default=False)
        except typer.Abort:
            return "quit"
        word = said.strip().casefold()
        if word in choices or word in choices.values():
            return choices.get(word, word)


def _described(opened: Graph, name: str, ident: str) -> str:
    """A name with what the graph knows of its entity."""
    entity = opened.entities[ident]
    counts = opened.counts.get(ident)
    others = ", ".join(a for a in entity.aliases if a != name)[:100]
    number = f"{counts.mentions:,} mentions in {counts.articles:,} articles" if counts else "never named"
    return f"{name}  ({entity.type}, {ident}; {number}{f'; also {others}' if others else ''})"


def _correction(action: str, entity: str, value: str = "", article: str = "", reason: str = "") -> Correction:
    from kg.corrections import Correction

    return Correction(action, entity, value, article, reason, date.today().isoformat())


def _put(config: Config, *new: Correction) -> None:
    """Writes the corrections, makes the graph anew and says what no longer applies."""
    from kg.pipeline import put_right

    notes = put_right(config, *new)
    for correction in new:
        say(f"kept in {config.graph / 'corrections.tsv'}: {correction}")
    _tell(notes)


def _tell(notes: tuple[tuple[str, str], ...]) -> None:
    for where, note in notes:
        warn(f"note: {where}: {note}")


def _corrections(config: Config) -> tuple[Correction, ...]:
    from kg.corrections import FILE, parse
    from kg.pipeline import corrected

    return parse(corrected(config.graph), str(config.graph / FILE))


def _opened(graph: object) -> tuple[Config, Graph]:
    from kg.graph import Graph

    config = configured(graph=None if graph is None else str(graph))
    return config, Graph.open(config.graph)
