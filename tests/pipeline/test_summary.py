"""What a build says of itself to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.pipeline.summary import Summary


def left_out(set_aside: Mapping[str, int]) -> list[str]:
    counts = Counter[str]()
    made = Summary(Path("graph"), 1, 1, 0, 0, (), {}, (), (), 0, set_aside, counts)
    assert made.adds_up
    return [line for line in made.lines() if line.startswith("left out")]


@pytest.mark.parametrize(
    "set_aside, lines",
    [
        ({}, []),
        ({"an entity that is none": 1}, ["left out   1 claim: an entity that is none"]),
        ({"both ends are one": 2, "a date": 1}, ["left out   3 claims: a date 1, both ends are one 2"]),
    ],
)
def test_reasons_are_counted_where_there_are_several(set_aside: Mapping[str, int], lines: list[str]) -> None:
    assert left_out(set_aside) == lines


@pytest.mark.parametrize("dropped, line", [(1, "1 stretch of text that is"), (2, "2 stretches of text that are")])
def test_one_is_and_several_are(dropped: int, line: str) -> None:
    made = Summary(Path("graph"), 1, 1, 0, 0, (), {}, (), (), dropped, {}, Counter[str]())
    assert f"dropped    {line} no news" in made.lines()
