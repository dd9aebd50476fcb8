"""What `names.toml` and `groups.toml` beside this module say, as values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.errors import BadData

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Names:
    """What stands around names, and how names are spelled differently."""

    titles: frozenset[str]
    kept_titles: frozenset[str]
    governing: frozenset[str]
    not_governing: frozenset[str]
    suffixes: frozenset[str]
    articles_joined: tuple[str, ...]
    articles_apart: frozenset[str]
    body_after: frozenset[str]
    body_before: frozenset[str]
    spellings: Mapping[str, str]
    sounds: Mapping[str, str]
    designators: Mapping[str, tuple[str, ...]]
    directions: Mapping[str, str]
    complements: Mapping[str, frozenset[str]]
    things: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cached_property
    def kinds(self) -> Mapping[str, Mapping[str, str]]:
        """For a type of thing the kind that each head noun says it is."""
        return {
            type_: {head: kind for kind, heads in table.items() for head in heads}
            for type_, table in self.things.items()
        }


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of group that an owner has one of: "{adjective} armed forces".

    `heads` are the words that describe it; those in `definite` name it without an owner too, where the article is
    about one country ("the army"), with `bare` also without "the". `is_state`: one with the state unless the two are
    opposed. `of_group` "owner": what belongs to an armed group is that group. `internal`: naming one with its country
    tells which country the article is about. `abroad`: that country's even where another is named more.
    `opposes_government`: its presence sets government and country apart. `uncounted`: so many of them are others.
    """

    kind: str
    type: str
    name: str
    heads: frozenset[str]
    definite: frozenset[str] = frozenset()
    bare: bool = False
    is_state: bool = False
    of_group: str = ""
    internal: bool = False
    abroad: bool = False
    opposes_government: bool = False
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """All kinds of groups, and the words before a head that make no other group of it."""

    determiners: frozenset[str]
    neutral: frozenset[str]
    counts: frozenset[str]
    of_government: frozenset[str]
    countries: frozenset[str]
    amounts: frozenset[str]
    one: frozenset[str]
    group: tuple[Group, ...] = field(default=())

    def by_head(self) -> dict[str, Group]:
        """Each head's kind of group."""
        return {head: group for group in self.group for head in group.heads}


T = TypeVar("T")


def load(name: str, kind: type[T]) -> T:
    """The values of the file `name` beside this module; raises `BadData` with what does not fit."""
    path = FOLDER / name
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadData(str(path), str(error)) from error


NAMES = load("names.toml", Names)
GROUPS = load("groups.toml", Groups)
GOVERNMENT = GROUPS.by_head()["government"]
FORCES = GROUPS.by_head()["armed force"]
