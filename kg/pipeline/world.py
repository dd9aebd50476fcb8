"""Readings → the graph's own layer: resolved, corrected by hand, assembled, published. No text is read here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kg import corrections
from kg.assemble import Assembly, Ledger, assemble, first_ledger, prints, quad_parcels
from kg.assemble.collector import no_collection
from kg.config import Config
from kg.corrections import Correction
from kg.errors import BadData, GraphUnusable
from kg.model import Reading, Resolution
from kg.ontology import Ontology
from kg.pipeline.changes import PRINTS, changes_since
from kg.pipeline.knowledge import Knowledge, load_knowledge, writing
from kg.pipeline.sources import kept
from kg.pipeline.worked import LEDGER, Before, gist_keys, ledger_bytes, to_keep
from kg.resolve import Linker, Outline, Settled, correct, outlines, resolved_together, without_idle
from kg.shelf import Shelf
from kg.store import JUDGEMENTS, Contents, Generation, Parcels, current, locked, publish, write_whole
from kg.workings import Workings

Notes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class World:
    """What the readings say together. `by_hand` are the corrections as their file has them; `notes` tells of those that
    no longer apply, by place in it."""

    readings: Sequence[Reading]
    outlines: Sequence[Outline]
    settled: Settled
    workings: Workings
    resolution: Resolution
    assembly: Assembly
    notes: Notes
    by_hand: str


@no_collection()
def world(graph: Path, readings: Sequence[Reading], known: Knowledge, before: Before | None = None) -> World:
    """The readings resolved and assembled, with what the graph's folder corrects. Raises `BadData` for a bad line.

    What is at hand from `before`, of the same readings, is not made again.
    """
    before = before or Before()
    articles = outlines(readings, Linker(known.gazetteer, known.ontology, known.places), before.outlines)
    workings = before.workings
    together, settled = resolved_together(articles, known.gazetteer, known.places, workings)
    text = corrected(graph)
    by_hand = corrections.parse(text, str(graph / corrections.FILE))
    resolution, notes = put_right_in(without_idle(together, settled.idle), by_hand, graph, readings, known.ontology)
    assembly = assemble(readings, resolution, known.ontology, known.gazetteer, workings=workings)
    return World(readings, articles, settled, workings, resolution, assembly, notes, text)


@no_collection()
def published(config: Config, made: World, known: Knowledge, contents: Contents, renew: bool = False) -> Generation:
    """The generation that holds a world; the lock on the graph must be held.

    Where little has changed, it is made of the one before and the changes, unless `renew` asks for all of it anew.
    """
    now = prints(writing(config), made.readings, made.resolution, made.assembly)
    extras = {
        JUDGEMENTS: msgspec.json.encode(made.resolution.judgements),
        **to_keep(config, _by_article(made.outlines), made.settled, contents.articles, made.workings, made.by_hand),
        PRINTS: msgspec.msgpack.encode(now, order="sorted"),
        LEDGER: ledger_bytes(config, _ledger(made, contents, known)),
    }
    changes = None if renew else changes_since(config.graph, now, made, known)
    if changes is not None:
        try:
            return publish(config.graph, changes, contents, config.keep, extras)
        except (GraphUnusable, RuntimeError):
            pass  # what it was to be made of is damaged: all of it is made anew
    said = quad_parcels(made.readings, made.resolution, made.assembly, known.ontology)
    return publish(config.graph, Parcels(said), contents, config.keep, extras, renew)


def _by_article(outlines: Sequence[Outline]) -> Shelf[Outline]:
    return Shelf.of(Outline, {outline.article: outline for outline in outlines})


def _ledger(made: World, contents: Contents, known: Knowledge) -> Ledger:
    """The ledger of a world, so that articles more can be put beside it."""
    keys = gist_keys(made.outlines, contents.articles, made.resolution)
    return first_ledger(made.readings, keys, made.resolution, made.assembly, known.ontology)


def put_right_in(
    found: Resolution, by_hand: Sequence[Correction], graph: Path, readings: Sequence[Reading], ontology: Ontology
) -> tuple[Resolution, Notes]:
    """A resolution after the corrections of a graph, and what no longer applies, and where."""
    resolution, unapplied = correct(found, by_hand, readings, ontology)
    path = graph / corrections.FILE
    return resolution, tuple(
        (f"{path}:{u.correction.line}", f"no longer applies ({u.correction.action}): {u.why}") for u in unapplied
    )


def corrected(graph: Path) -> str:
    """The text of the graph's corrections; empty where there are none. Raises `BadData` where it is not UTF-8."""
    path = graph / corrections.FILE
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise BadData(str(path), f"is not UTF-8: {error.reason} at byte {error.start}") from error


def put_right(config: Config, *new: Correction) -> Notes:
    """Adds corrections to the graph's file and makes the graph anew from what its articles say.

    No article is read again. Gives back what no longer applies, and where.
    """

    def longer(text: str) -> str:
        for correction in new:
            text = corrections.added(text, correction)
        return text

    return amend(config, longer)


def take_back(config: Config, line: int) -> Notes:
    """Takes the correction in this line out of the graph's file and makes the graph anew, as if it had never been."""
    return amend(config, lambda text: corrections.removed(text, line))


def amend(config: Config, change: Callable[[str], str]) -> Notes:
    """Changes the graph's corrections and makes the graph anew."""
    with locked(config.graph):
        generation = current(config.graph)
        readings = kept(config.graph, generation)
        text = change(corrected(config.graph))
        corrections.parse(text, str(config.graph / corrections.FILE))
        write_whole(config.graph / corrections.FILE, text.encode())
        known = load_knowledge(config)
        contents = generation.manifest.contents
        before = Before.of(config, (record.object for record in contents.articles))
        made = world(config.graph, readings, known, before)
        published(config, made, known, contents)
    return made.notes
