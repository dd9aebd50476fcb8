"""The cases of the tests: a text and the claims that are to be found in it, in the notation of `kg.pipeline.notation`.

How a file of cases is written is told at the head of `tests/extract/test_cases.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.model import Reading
from kg.pipeline import notation
from kg.pipeline.notation import Expected, read_line

SYMMETRIC = frozenset({"alliedWith", "fightsAgainst", "borders"})


def missed(reading: Reading, expected: Expected) -> bool:
    """Whether the reading is not as expected."""
    return notation.missed(reading, expected, SYMMETRIC)


@dataclass(frozen=True, slots=True)
class Case:
    """A short text of one topic, and what is to be found in it."""

    topic: str
    text: str
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of one file. Raises `ValueError` naming the line that is none."""
    cases: list[Case] = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        text = "\n".join(line for line in lines if not line.startswith(" "))
        if not lines:
            continue
        expected = tuple(read_line(line.strip()) for line in lines if line.startswith(" "))
        if not text or not expected:
            raise ValueError(f"{path.name}: a text and at least one claim below it are needed: {lines[0]!r}")
        cases.append(Case(path.stem, text, expected))
    return cases
