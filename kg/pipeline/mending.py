"""A damaged graph made whole again from the readings on disk. No text is parsed and no source is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from kg.config import Config
from kg.errors import GraphUnusable
from kg.model import Reading, reading_from_json
from kg.pipeline.knowledge import load_knowledge
from kg.pipeline.world import published, world
from kg.store import ArticleRecord, Contents, Damage, Objects, Quarantined, locked, trusted, verify


@dataclass(frozen=True, slots=True)
class Repair:
    """What was damaged, which articles are lost with their readings, and whether the graph is what it was."""

    damages: tuple[Damage, ...]
    lost: tuple[ArticleRecord, ...] = ()
    identical: bool = True


def repair(config: Config) -> Repair:
    """Publishes the graph anew from its readings where anything on disk is damaged; a sound graph is left alone.

    An article whose reading is damaged is set aside, with the file to add again. Raises `GraphUnusable` where nothing
    is left that says which articles there were.
    """
    verify(config.graph)  # says where there is no graph, before a lock is made
    with locked(config.graph):
        damages = verify(config.graph).damages
        if not damages:
            return Repair(())
        before = trusted(config.graph)
        if before is None:
            raise GraphUnusable(f"{config.graph}: no manifest is whole, its articles are not known; run kg build PATH")
        readings, lost = _readings(config, before.contents)
        known = load_knowledge(config)
        made = world(config.graph, readings, known)
        after = published(replace(config, keep=0), made, known, _without(before.contents, lost), renew=True)
        _sweep(config, after.manifest.contents)
    return Repair(damages, tuple(lost), after.manifest.root == before.root)


def _readings(config: Config, contents: Contents) -> tuple[list[Reading], list[ArticleRecord]]:
    """The readings that are whole, under their articles' names, and the articles of which they are not."""
    objects = Objects(config.graph)
    whole: list[Reading] = []
    lost: list[ArticleRecord] = []
    for record in contents.articles:
        try:
            reading = reading_from_json(objects.get(record.object) or b"")
        except (GraphUnusable, msgspec.DecodeError, UnicodeDecodeError):
            lost.append(record)
        else:
            whole.append(replace(reading, article=replace(reading.article, name=record.name, sources=record.sources)))
    return whole, lost


def _without(contents: Contents, lost: Sequence[ArticleRecord]) -> Contents:
    aside = (
        Quarantined(source.path, "its reading was damaged on disk; kg add reads it again")
        for record in lost
        for source in record.sources
    )
    left = (record for record in contents.articles if record not in lost)
    return replace(contents, articles=tuple(left), quarantined=(*contents.quarantined, *aside))


def _sweep(config: Config, contents: Contents) -> None:
    """Removes every reading that is damaged; those of an unfinished build that are whole stay."""
    objects = Objects(config.graph)
    damaged = set()
    for key in list(objects.keys()):
        try:
            objects.get(key)
        except GraphUnusable:
            damaged.add(key)
    objects.sweep(set(objects.keys()) - damaged)
