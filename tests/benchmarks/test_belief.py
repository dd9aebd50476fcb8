"""How belief is held against gold."""

from __future__ import annotations

import pytest

from benchmarks.belief import Judged, bins, error, fitted, held_out


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


def claims(article: str, confidence: float, as_fact: bool, right: int) -> list[Judged]:
    """A thousand claims, some of them right."""
    return [Judged(article, 0.8, confidence, as_fact, n < right) for n in range(1000)]


def test_what_is_fitted_is_the_share_that_is_right() -> None:
    nouns, verbs, odds = fitted(
        [*claims("one", 0.85, True, 900), *claims("two", 0.75, True, 800), *claims("one", 0.85, False, 750)]
    )
    assert (nouns, verbs) == (pytest.approx(0.8, abs=0.01), pytest.approx(0.9, abs=0.01))
    assert odds == pytest.approx(1 / 3, abs=0.02)  # three to one against nine to one


def test_an_article_is_judged_by_the_others() -> None:
    found = [*claims("one", 0.85, True, 900), *claims("two", 0.85, True, 100)]
    assert held_out(found) == pytest.approx([0.1] * 1000 + [0.9] * 1000, abs=0.01)
