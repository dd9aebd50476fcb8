"""What differs between two graphs is found from their parts: the one and the difference are the other."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from pyoxigraph import Quad, Store

from kg.assemble import assemble, differences, prints, quads
from kg.model import Reading, Resolution
from kg.ontology import Ontology
from tests.worked_example import Draft, drafts, resolution

ONTOLOGY = Ontology.load()
NAMES = [draft.article.name for draft in drafts()]
PARTS = [part for size in range(len(NAMES) + 1) for part in combinations(NAMES, size)]


def read(part: tuple[str, ...]) -> tuple[list[Reading], Resolution]:
    made: list[Draft] = [draft for draft in drafts() if draft.article.name in part]
    return [draft.reading() for draft in made], resolution(made)


@pytest.mark.parametrize("before, after", list(permutations(PARTS, 2)), ids=lambda part: "+".join(part) or "none")
def test_a_graph_and_its_changes_are_the_other_graph(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    said, which = read(before)
    was = assemble(said, which, ONTOLOGY)
    store = Store()
    store.extend(quads(said, which, was, ONTOLOGY))
    then = prints("test", said, which, was)
    said, which = read(after)
    made = assemble(said, which, ONTOLOGY)
    changed = prints("test", said, which, made).other(then)
    added, removed = differences(store, changed, said, which, made, ONTOLOGY)
    whole: set[Quad] = set(store)
    assert removed <= whole
    assert not added & whole
    assert (whole - removed) | added == set(quads(said, which, made, ONTOLOGY))


def test_nothing_new_has_no_other_prints() -> None:
    said, which = read(tuple(NAMES))
    once, again = (prints("test", order, which, assemble(order, which, ONTOLOGY)) for order in (said, said[::-1]))
    assert once == again
    assert len(once.other(again)) == 0
    assert len(once) > 10
