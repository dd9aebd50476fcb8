"""Annotated articles: what a person wrote down that an article says, and the names its things have there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadData, NoInput
from kg.evaluate.words import fold
from kg.ontology import Ontology
from kg.paths import AnyPath, listed


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing of one article; `names` are its name and all its surface forms, folded."""

    id: str
    name: str
    type: str
    names: frozenset[str]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """What the article says. `roles` name entities by id: subject and object of a relation, the roles of an event.

    `title` is the office of `holdsPosition` and the other name of `alias`; `start` the first day of its time (ISO);
    `figures` are pairs of kind and value; `quotes` the words that carry it, the clearest place first.
    """

    id: str
    kind: str
    predicate: str
    roles: Mapping[str, tuple[str, ...]]
    polarity: str
    modality: str
    quotes: tuple[str, ...]
    title: str = ""
    holders: tuple[str, ...] = ()
    start: str | None = None
    figures: frozenset[tuple[str, float]] = frozenset()
    core: bool = False

    @property
    def is_fact(self) -> bool:
        """Whether the article has it as done: affirmed and actual."""
        return self.polarity == "affirmed" and self.modality == "actual"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; `name` is that of its text file without suffix."""

    name: str
    entities: Mapping[str, GoldEntity]
    claims: tuple[GoldClaim, ...]


def read_gold(paths: AnyPath | Iterable[AnyPath], ontology: Ontology) -> list[GoldArticle]:
    """The gold articles in these files and folders (`*.json`), by name.

    Raises `NoInput` where there is none, `BadData` naming file and claim where one does not fit format or vocabulary.
    """
    places = listed(paths)
    files = [f for place in places for f in _files(place)]
    if not files:
        raise NoInput(f"no gold file (*.json) in {', '.join(map(str, places))}")
    found = {(article := _article(file, ontology)).name: article for file in files}
    return [found[name] for name in sorted(found)]


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise NoInput(f"{path}: no such file or folder")
    yield from sorted(p for p in path.rglob("*.json") if not p.name.endswith(".meta.json")) if path.is_dir() else [path]


def _article(file: Path, ontology: Ontology) -> GoldArticle:
    try:
        data = json.loads(file.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise BadData(str(file), f"not readable as JSON: {error}") from error
    if not isinstance(data, dict) or not {"article", "entities", "claims"} <= data.keys():
        raise BadData(str(file), "not a gold file: it needs article, entities and claims")
    where = str(file)
    try:
        entities = {e["id"]: _entity(e) for e in data["entities"]}
        claims = tuple(_claim(c, entities, ontology, f"{where}, claim {c.get('id', '?')}") for c in data["claims"])
    except (KeyError, TypeError, AttributeError) as error:
        raise BadData(where, f"a field is missing or of the wrong kind: {error}") from error
    return GoldArticle(str(data["article"]), entities, claims)


def _entity(data: Mapping[str, Any]) -> GoldEntity:
    names = frozenset(fold(name) for name in [data["name"], *data.get("mentions", ())]) - {""}
    return GoldEntity(data["id"], data["name"], data["type"], names, data.get("wikidata"))


def _claim(data: Mapping[str, Any], entities: Mapping[str, GoldEntity], ontology: Ontology, where: str) -> GoldClaim:
    kind = data["kind"]
    predicate = data["predicate"] if kind == "relation" else data["type"]
    if predicate not in (ontology.relations if kind == "relation" else ontology.events):
        raise BadData(where, f"{predicate} is no {'relation' if kind == 'relation' else 'event type'} of the ontology")
    roles = _roles(data, kind)
    unknown = [i for ids in roles.values() for i in ids if i not in entities]
    if unknown:
        raise BadData(where, f"{unknown[0]} is none of the article's entities")
    time = data.get("time") or {}
    return GoldClaim(
        id=data["id"],
        kind=kind,
        predicate=predicate,
        roles=roles,
        polarity=data["polarity"],
        modality=data["modality"],
        quotes=(data["quote"], *data.get("also", ())),
        title=data.get("title") or data.get("name") or "",
        holders=_list(data.get("holders") or data.get("holder")),
        start=time.get("start"),
        figures=frozenset((f["kind"], float(f["value"])) for f in data.get("figures") or ()),
        core=bool(data.get("core")),
    )


def _roles(data: Mapping[str, Any], kind: str) -> Mapping[str, tuple[str, ...]]:
    if kind == "relation":
        return {role: (data[role],) for role in ("subject", "object") if data.get(role)}
    return {role: _list(ids) for role, ids in data["roles"].items() if role != "topic"}


def _list(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
