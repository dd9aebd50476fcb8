"""Where the nodes of a picture lie: all somewhere, none on another, the same each time, also in a large graph."""

from __future__ import annotations

from itertools import combinations
from math import dist, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.layout import layout
from kg.export.picture import _rim

RING = [(f"n{n}", f"n{(n + 1) % 30}") for n in range(30)]
NAMES = st.integers(0, 12).map(lambda n: f"n{n}")


@given(st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=20))
@settings(max_examples=20, deadline=None)
def test_every_node_has_a_place_of_its_own(pairs: list[tuple[str, str]]) -> None:
    places = layout(pairs)
    assert places.keys() == {name for pair in pairs for name in pair}
    assert all(isfinite(x) and isfinite(y) for x, y in places.values())
    assert all(dist(a, b) > 1e-3 for a, b in combinations(places.values(), 2))


@pytest.mark.parametrize("exact", [1000, 10])
def test_a_picture_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch, exact: int) -> None:
    monkeypatch.setattr("kg.export.layout.EXACT", exact)
    assert layout(RING) == layout(RING)


def test_in_a_large_part_those_that_are_tied_lie_nearer_than_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.layout.EXACT", 10)
    places = layout(RING)
    tied = [dist(places[a], places[b]) for a, b in RING]
    across = [dist(places[f"n{n}"], places[f"n{n + 15}"]) for n in range(15)]
    assert max(tied) < sum(across) / len(across)


def test_parts_do_not_lie_on_one_another() -> None:
    places = layout([*RING, ("a", "b"), ("b", "c"), ("c", "a")])
    ring = [place for name, place in places.items() if name.startswith("n")]
    assert min(dist(places[name], place) for name in "abc" for place in ring) > 0.3


def test_what_has_no_line_lies_in_rows_below() -> None:
    places = {"a": (0.0, 0.0), "b": (4.0, 3.0)}
    assert list(_rim(places, 10)) == [*((float(n), -2.0) for n in range(8)), (0.0, -3.0), (1.0, -3.0)]
    assert list(_rim({}, 1)) == [(0.0, -2.0)]
