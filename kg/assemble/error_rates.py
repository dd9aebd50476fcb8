"""How often a report is wrong: because it was read wrongly, or because who vouches for it is (belief.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any


@lru_cache(maxsize=1000)
def read_rightly(confidence: float, as_fact: bool) -> float:
    """The chance, from 0 to 1, that a text says what a rule of this confidence has read, to six places.

    It is less where that is not read as a fact, for a denial or a plan is harder to read than a plain word.

    >>> read_rightly(0.5, True) > read_rightly(0.5, False)
    True
    """
    table = _table()["reading"]
    points = list(zip(table["confidence"], table["right"], strict=True))
    right = next(
        low_right + (high_right - low_right) * (confidence - low) / (high - low)
        for (low, low_right), (high, high_right) in pairwise(points)
        if confidence <= high
    )
    return round(right if as_fact else _at_odds(right, table["unasserted"]), 6)


def systematic(kind: str, otherwise: str) -> float:
    """The share of its reports in which a source of this class is wrong, however often it says so; that of another
    class where this one is none of the table."""
    errors = systematic_errors()
    return errors.get(kind, errors[otherwise])


def systematic_errors() -> Mapping[str, float]:
    """The systematic error of every class of source, from 0 to 1."""
    errors: Mapping[str, float] = _table()["systematic"]
    return errors


def _at_odds(chance: float, ratio: float) -> float:
    """A chance whose odds are multiplied; written so that 0 and 1 stay what they are."""
    return 1 - (1 - chance) / (1 - chance + ratio * chance)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("kg.assemble") / "belief.toml").read_text(encoding="utf-8"))
