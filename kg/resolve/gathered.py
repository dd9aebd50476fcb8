"""What the articles together say of one thing, each value with how often, so that an article can be taken out again.

A thing is known by its *anchor*: the id that an article settles, or the node under which its names are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from kg.gazetteer import Gazetteer
from kg.resolve import names
from kg.resolve.canonical import Thing
from kg.resolve.outline import Outline, Part
from kg.resolve.sense import Node
from kg.shelf import Shelf

K = TypeVar("K")

Why = str
"""What a listed thing or a group is called in an article, its name, and why it is this thing, a line each."""


class Gathered(msgspec.Struct, array_like=True, gc=False):
    """What is said of one anchor, each value with the number of parts of articles that say it.

    `articles` has how many parts of each article speak of it. `types` are those of the parts, `spoken` those of the
    mentions; `named` the names as they are written, `forms` what stands for a node, cleaned, with the number of
    articles; `told` the descriptions worth keeping; `nameless` the fullest texts where there is neither a name nor such
    a description. `fixed` and `entries` are the names and the rows of listed things, `whys` why it is one of these,
    `listed` the listed things whose other name articles call it. The rest is as in `Part` and `Outline`.
    """

    articles: dict[str, int] = {}
    types: dict[str, int] = {}
    spoken: dict[str, int] = {}
    states: dict[str, int] = {}
    countries: dict[str, int] = {}
    named: dict[str, int] = {}
    forms: dict[str, int] = {}
    told: dict[str, int] = {}
    nameless: dict[str, int] = {}
    fixed: dict[str, int] = {}
    entries: dict[str, int] = {}
    whys: dict[Why, int] = {}
    listed: dict[str, int] = {}
    designated: int = 0
    at_work: int = 0

    def put(self, part: Part, outline: Outline, times: int) -> None:
        """Counts a part of an article so many times; a negative number takes it out."""
        count(self.articles, outline.article, times)
        count(self.types, part.type, times)
        count(self.spoken, part.type, times * len(part.mentions))
        if part.node is not None:
            for state in outline.states:
                count(self.states, state, times)
        if part.country:
            count(self.countries, part.country, times)
        for name in part.names:
            count(self.named, name, times)
        for text in part.told:
            count(self.told, text, times)
        if part.name:
            count(self.fixed, part.name, times)
        if part.entry:
            count(self.entries, part.entry, times)
        if not (part.names or part.told or part.name):
            count(self.nameless, names.clean(part.fullest), times)
        if part.reason and part.name and part.id:
            count(self.whys, "\n".join((names.clean(part.said or part.fullest), part.name, part.reason)), times)
        self.designated += times * part.designated
        self.at_work += times * part.at_work


def count(into: dict[K, int], key: K, times: int) -> None:
    """Adds to a count; what is counted no more is forgotten."""
    now = into.get(key, 0) + times
    if now:
        into[key] = now
    else:
        into.pop(key, None)


def anchor(part: Part) -> str:
    """The anchor of a part: its settled id, or its node's."""
    return str(part.id) if part.node is None else anchor_of(part.node)


def anchor_of(node: Node) -> str:
    """The anchor of a node. No id and no word has a line break.

    >>> node_of(anchor_of(Node("Person", ("ruth", "okello"))))
    Node(family='Person', words=('ruth', 'okello'), scope='')
    """
    return "\n".join((node.family, node.scope, *node.words))


def node_of(anchor: str) -> Node | None:
    """The node of an anchor; None where it is a settled id."""
    family, *rest = anchor.split("\n")
    return Node(family, tuple(rest[1:]), rest[0]) if rest else None


def put(shelf: Shelf[Gathered], outlines: Iterable[Outline], times: int) -> set[str]:
    """Puts what articles say to what others have said, or with `times` -1 takes it from there. Gives the anchors.

    What only pronouns stand for, and no claim needs, is nothing.
    """
    touched: dict[str, Gathered] = {}

    def there(name: str) -> Gathered:
        if name not in touched:
            touched[name] = shelf[name] if name in shelf else Gathered()
        return touched[name]

    for outline in outlines:
        forms: dict[str, set[str]] = defaultdict(set)
        for part in outline.parts:
            if part.idle:
                continue
            name = anchor(part)
            there(name).put(part, outline, times)
            if part.node is not None:
                forms[name].update(map(names.clean, part.names or (part.fullest,)))
        for name, texts in forms.items():
            for text in texts:
                count(there(name).forms, text, times)
        for node, id_ in outline.listed:
            count(there(anchor_of(node)).listed, id_, times)
    for name, gathered in touched.items():
        if gathered.articles:
            shelf.put(name, gathered)
        else:
            shelf.drop(name)
    return set(touched)


def thing_of(id: str, all_of_it: Iterable[Gathered], gazetteer: Gazetteer) -> Thing:
    """A thing with all that is said of its anchors. By its texts it is called only where nothing better is known."""
    thing = Thing(id)
    nameless: Counter[str] = Counter()
    fixed: set[str] = set()
    entries: set[str] = set()
    for g in all_of_it:
        fixed |= g.fixed.keys()
        entries |= g.entries.keys()
        add(thing.types, g.spoken)
        add(thing.countries, g.countries)
        add(thing.described, g.told)
        add(nameless, g.nameless)
        for name, times in g.named.items():
            thing.named[names.clean(name)] += times
    thing.fixed_name = min(fixed, key=lambda n: (-len(n), n), default=None)
    thing.entry = gazetteer.by_id(min(entries)) if entries else None
    if not (thing.named or thing.described or fixed):
        thing.described = nameless
    return thing


def add(counts: Counter[str], more: Mapping[str, int]) -> None:
    """Counts more of the same."""
    for key, times in more.items():
        counts[key] += times
