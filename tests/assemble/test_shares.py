"""Work in shares: the same by one process and by several."""

from __future__ import annotations

from kg.assemble import assemble
from kg.assemble.shares import in_shares, slices
from kg.ontology import Ontology
from tests.worked_example import drafts, resolution


def test_slices_cover_everything_once() -> None:
    assert [n for share in slices(10, 4) for n in range(10)[share]] == list(range(10))
    assert len(slices(10, 4)) == 4
    assert slices(0, 4) == []


def test_results_come_in_the_order_of_the_shares() -> None:
    assert in_shares(lambda n: n * n, range(5), 3) == in_shares(lambda n: n * n, range(5), 1) == [0, 1, 4, 9, 16]


def test_what_is_assembled_is_the_same_by_any_number_of_processes() -> None:
    said = [d.reading() for d in drafts()]
    alone, together = (assemble(said, resolution(drafts()), Ontology.load(), workers=n) for n in (1, 3))
    assert alone == together
