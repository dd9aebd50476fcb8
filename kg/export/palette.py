"""The colours of pictures: which group a node is in, how a line of each standing is drawn. Read from `palette.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import UnknownName
from kg.ontology import Ontology

EVENTS, OTHERS = "event", "other"


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of node with its colours (`#rrggbb`) on a light and a dark ground; `classes` of the ontology are in it."""

    name: str
    label: str
    classes: tuple[str, ...]
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Line:
    """How statements of some standings are drawn; `dash` is pixels on and off in turn, empty for a solid line."""

    name: str
    label: str
    standings: tuple[str, ...]
    light: str
    dark: str
    dash: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """All groups, in the order in which they are tried, and all lines."""

    groups: tuple[Group, ...]
    lines: tuple[Line, ...]

    def group(self, kind: str, ontology: Ontology) -> Group:
        """The group of nodes of a type (of entities or events)."""
        wanted = EVENTS if kind in ontology.events else None
        for g in self.groups:
            if g.name == wanted or (wanted is None and g.name != EVENTS and ontology.fits(kind, g.classes)):
                return g
        return next(g for g in self.groups if g.name == OTHERS)

    def line(self, standing: str) -> Line:
        """How a statement of this standing is drawn. Raises `UnknownName` for a standing that is none."""
        for line in self.lines:
            if standing in line.standings:
                return line
        raise UnknownName("standing", standing, [s for line in self.lines for s in line.standings])


@cache
def palette() -> Palette:
    """The palette of the project."""
    data = tomllib.loads(Path(__file__).with_name("palette.toml").read_text("utf-8"))
    groups = tuple(Group(g["name"], g["label"], tuple(g["classes"]), g["light"], g["dark"]) for g in data["group"])
    lines = tuple(
        Line(p["name"], p["label"], tuple(p["standings"]), p["light"], p["dark"], tuple(p["dash"]))
        for p in data["line"]
    )
    return Palette(groups, lines)
