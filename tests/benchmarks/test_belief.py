"""How belief is held against gold."""

from __future__ import annotations

import pytest

from benchmarks.belief import bins, error


def test_a_bin_has_what_is_said_and_what_is_right() -> None:
    assert list(bins([0.82, 0.88, 0.5], [True, False, True])) == [
        (0.5, 1.0, 1),
        (pytest.approx(0.85), 0.5, 2),
    ]


def test_a_value_on_the_edge_of_a_bin_is_in_the_upper_one() -> None:
    assert [claims for *_, claims in bins([0.3, 0.35], [True, True])] == [2]


def test_error_is_the_distance_over_all_claims() -> None:
    assert error([0.85, 0.85], [True, False]) == pytest.approx(0.35)
    assert error([], []) == 0
