"""What a graph is made of: the places it was told to read, what was taken out by hand, and what it holds of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.assemble.collector import no_collection
from kg.config import Config
from kg.errors import AmbiguousName, GraphUnusable, UnknownName
from kg.model import Reading, reading_from_json
from kg.store import ArticleRecord, Contents, Generation, Objects, Quarantined


@dataclass(frozen=True, slots=True)
class Sources:
    """The places a graph is made of, all absolute, as its manifest remembers them.

    `paths` are files and folders, `tables` give metadata, `removed` are sources in them that were taken out by hand.
    """

    paths: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @classmethod
    def remembered(cls, contents: Contents) -> Sources:
        """Those of a generation."""
        found = contents.settings
        return cls(*(tuple(found.get(name, ())) for name in ("paths", "tables", "removed")))

    def settings(self) -> Mapping[str, Any]:
        """As a manifest keeps them."""
        return {"paths": list(self.paths), "tables": list(self.tables), "removed": list(self.removed)}

    def plus(self, paths: Iterable[Path], table: Path | None) -> Sources:
        """These and more."""
        more = () if table is None else (str(table.absolute()),)
        return replace(
            self,
            paths=tuple(sorted({*self.paths, *(str(path.absolute()) for path in paths)})),
            tables=tuple(dict.fromkeys((*self.tables, *more))),
        )

    def with_again(self, files: Collection[str]) -> Sources:
        """The same, but that nothing of these files counts as taken out."""
        return replace(self, removed=tuple(path for path in self.removed if not within(path, files)))

    def without(self, gone: Iterable[ArticleRecord]) -> Sources:
        """These without the sources of some articles. A file named outright is forgotten, others are remembered as
        taken out of their folder."""
        taken = [source for record in gone for source in record.sources]
        outright = {source.path for source in taken} & set(self.paths)
        return replace(
            self,
            paths=tuple(path for path in self.paths if path not in outright),
            removed=tuple(sorted({*self.removed, *(s.path for s in taken if s.path not in outright)})),
        )


REMEMBERED = ("model", "llm", "llm_model")
"""Options that a graph keeps from its last build, unless they are given anew."""


def remembered(sources: Sources, config: Config) -> dict[str, Any]:
    """What a manifest keeps for a build to come: the sources and the options."""
    return {**sources.settings(), **{name: getattr(config, name) for name in REMEMBERED}}


def within(path: str, files: Collection[str]) -> bool:
    """Whether `path` is one of the files, or a part of one ("may.jsonl#line 3")."""
    return path in files or path.rpartition("#")[0] in files


@no_collection()
def kept(graph: Path, generation: Generation) -> list[Reading]:
    """The readings of a generation, under its articles' names. Raises `GraphUnusable` where one is gone."""
    objects = Objects(graph)
    found = []
    for record in generation.manifest.contents.articles:
        data = objects.get(record.object)
        if data is None:
            raise GraphUnusable(f"{graph}: what {record.name} says is missing; run kg repair")
        reading = reading_from_json(data)
        found.append(replace(reading, article=replace(reading.article, name=record.name, sources=record.sources)))
    return found


def chosen(records: Iterable[ArticleRecord], name: str) -> list[ArticleRecord]:
    """The article of this name or id, or those of this file.

    Raises `UnknownName` with the nearest name, `AmbiguousName` with the ids where several articles have it.
    """
    records = list(records)
    path = str(Path(name).absolute())
    found = [r for r in records if name in (r.id, r.name)]
    if len(found) > 1:
        raise AmbiguousName(name, (r.id for r in found))
    found = found or [r for r in records if any(path in (s.path, s.file) for s in r.sources)]
    if not found:
        raise UnknownName("article", name, (r.name for r in records))
    return found


def left_over(quarantined: Iterable[Quarantined], files: Collection[str]) -> list[Quarantined]:
    """What stays set aside when these files are read again."""
    return [one for one in quarantined if not within(one.path, files)]
