"""What a resolution keeps, so that articles can be put to it or taken out, and only what they touch is settled anew."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from kg.gazetteer.places import Place
from kg.model import Entity
from kg.resolve.blocks import keys_of
from kg.resolve.cluster import Facts, Pair
from kg.resolve.forms import folds, label
from kg.resolve.gathered import Gathered, Why
from kg.resolve.sense import Node


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A node: its facts and blocking keys, how it is `shown`, the other forms of it that are no other name, and why.

    `listed` are the listed things whose other name articles call it, `id` is the entity that it is.
    """

    node: Node
    facts: Facts
    keys: tuple[str, ...]
    shown: str
    folds: tuple[tuple[str, str], ...]
    listed: tuple[str, ...]
    id: str = ""

    @classmethod
    def of(cls, node: Node, said: Gathered) -> Row:
        """The row of a node, but for the entity that it is."""
        shown = label(node, said.forms)
        return cls(
            node=node,
            facts=Facts(frozenset(said.states), frozenset(said.countries), bool(said.designated)),
            keys=keys_of(node),
            shown=shown,
            folds=tuple(sorted(folds(node, shown, said.forms))),
            listed=tuple(sorted(said.listed)),
        )


class Group(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Nodes that are one thing, sorted: the type given most often, the id that their names give, and where it lies."""

    nodes: tuple[Node, ...]
    type: str
    plain: str
    place: Place | None


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """All that is settled.

    `gathered` has for each anchor what is said of it, `rows` the nodes, `groups` the things that they are. `alike` are
    the pairs that sound alike, `equal` those that texts equate and how often. Of the `entities`, `idle` are those of
    which nothing is said, `called` has the folded names of those that some article names, `whys` those of the listed
    things and groups. `heads` are the listed people who head a state, with the number of the articles that say so.
    """

    gathered: dict[str, msgspec.Raw] = {}
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    alike: tuple[Pair, ...] = ()
    equal: tuple[tuple[Node, Node, int], ...] = ()
    entities: tuple[Entity, ...] = ()
    idle: tuple[str, ...] = ()
    called: dict[str, str] = {}
    whys: dict[str, tuple[Why, ...]] = {}
    heads: dict[str, int] = {}

    def ids(self) -> Mapping[Node, str]:
        """The entity of each node."""
        return {row.node: row.id for row in self.rows}
