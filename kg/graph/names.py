"""Which entity a name means: completed from the graph's own entities, and asked back where several fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.errors import AmbiguousName, UnknownName
from kg.gazetteer import fold
from kg.rdf import kg, local, node

SHOWN = 8  # of the candidates for a name, so many are listed
PLAINLY = 5  # a completion that takes part in so many times more claims than the next one is what is meant


def find(store: Store, name: str) -> NamedNode:
    """The entity of this id or name; else the one whose name begins or goes on so ("M5" → "M5 highway").

    An entity's own name comes before another name of it, a whole name before a part. Raises `UnknownName` with the
    nearest name, `AmbiguousName` with the candidates, the most spoken of first.
    """
    exact = node(name.removeprefix("e:"))
    if any(store.quads_for_pattern(exact, rdf.PREF_LABEL, None, rdf.DEFAULT)) and not _stands(store, exact):
        return exact
    own, other = _named(store, rdf.PREF_LABEL), _named(store, rdf.ALT_LABEL)
    wanted = fold(name)
    for names in (own, other):
        if found := names.get(wanted):
            return _one(store, name, found)
    words = wanted.split()
    for names in (own, other):
        within = {thing for label, things in names.items() if _has(label.split(), words) for thing in things}
        if within:
            return _one(store, name, within)
    raise UnknownName("entity", name, [_label(store, thing) for things in own.values() for thing in things])


def beginning(store: Store, words: str) -> list[tuple[str, str]]:
    """Of each entity that has a name or an id which begins just so, that one and its own name; in their order."""
    own = {local(thing): _label(store, thing) for things in _named(store, rdf.PREF_LABEL).values() for thing in things}
    called: dict[str, list[str]] = {ident: [name, ident] for ident, name in own.items()}
    for quad in store.quads_for_pattern(None, rdf.ALT_LABEL, None, rdf.DEFAULT):
        called.get(local(cast(NamedNode, quad.subject)), []).append(cast(Literal, quad.object).value)
    fitting = {ident: [name for name in names if name.startswith(words)] for ident, names in called.items()}
    return sorted((names[0], own[ident]) for ident, names in fitting.items() if names)


def _named(store: Store, kind: NamedNode) -> Mapping[str, set[NamedNode]]:
    """Every folded name with the entities that have it."""
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, kind, None, rdf.DEFAULT):
        subject = cast(NamedNode, quad.subject)
        if not local(subject).startswith("v-"):
            found[fold(cast(Literal, quad.object).value)].add(subject)
    return found


def _has(label: list[str], words: list[str]) -> bool:
    """Whether the words stand in the label one after the other, the last perhaps unfinished."""
    size = len(words)
    return size > 0 and any(
        label[i : i + size - 1] == words[:-1] and label[i + size - 1].startswith(words[-1])
        for i in range(len(label) - size + 1)
    )


def _one(store: Store, name: str, found: set[NamedNode]) -> NamedNode:
    """The only one, or the one that is plainly meant."""
    said = Counter({thing: _spoken_of(store, thing) for thing in found})
    ranked = sorted(found, key=lambda thing: (-said[thing], thing.value))
    if len(ranked) > 1 and said[ranked[0]] < PLAINLY * max(1, said[ranked[1]]):
        shown = [f"{_label(store, thing)} ({local(thing)})" for thing in ranked[:SHOWN]]
        more = [f"and {len(ranked) - SHOWN:,} more"] if len(ranked) > SHOWN else []
        raise AmbiguousName(name, [*shown, *more])
    return ranked[0]


def _spoken_of(store: Store, thing: NamedNode) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, kg("entity"), thing, None))


def _stands(store: Store, thing: NamedNode) -> bool:
    return any(store.quads_for_pattern(thing, kg("standing"), None, rdf.DEFAULT))


def _label(store: Store, thing: NamedNode) -> str:
    found = next(iter(store.quads_for_pattern(thing, rdf.PREF_LABEL, None, rdf.DEFAULT)), None)
    return found.object.value if found and isinstance(found.object, Literal) else local(thing)
