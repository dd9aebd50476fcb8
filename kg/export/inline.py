"""A picture of a graph where a notebook shows it, without a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import UnknownName
from kg.export import Selection, select
from kg.export.plot import KINDS
from kg.export.plot import plot as drawn
from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, and how many things it shows. A notebook shows it in its cell."""

    svg: str
    count: int

    def _repr_svg_(self) -> str:
        return self.svg


def plot(graph: Graph, kind: str = "network", **wanted: object) -> Picture:
    """Draws a graph, or the part of it that is wanted: `kg.plot(graph, "chord", predicates=["backs"])`.

    `kind` is network, timeline or chord; `wanted` are parts of `kg.export.Selection`, where one value may stand for
    several. Raises `UnknownName` for a kind, a part or a name, and what `kg.export.plot.plot` raises.
    """
    if kind not in KINDS:
        raise UnknownName("kind of picture", kind, KINDS)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "picture.svg"
        count = drawn(select(graph, _selection(wanted)), kind, out)
        svg = out.read_text("utf-8")
    return Picture(svg[svg.index("<svg") :], count)


def _selection(wanted: dict[str, object]) -> Selection:
    kinds = {f.name: type(getattr(Selection(), f.name)) for f in fields(Selection)}
    for name in wanted:
        if name not in kinds:
            raise UnknownName("part of a selection", name, kinds)
    return Selection(**{name: _collected(value, kinds[name]) for name, value in wanted.items()})  # type: ignore[arg-type]


def _collected(value: object, kind: type) -> object:
    """A value as a selection has it: one text, or several, as a tuple or a set where it wants such."""
    if not issubclass(kind, tuple | frozenset):
        return value
    return kind([value] if isinstance(value, str) or not isinstance(value, Iterable) else value)
