"""The line that a benchmark prints: a row of a Markdown table, to paste and for `run.py` to collect.

Its cells are what was measured, how much with its unit, the same of a peer in the same run, and the ratio to it. What
else a benchmark prints is talk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path


def row(figure: str, value: str, peer: str = "", ratio: str = "") -> str:
    """One line. Raises `ValueError` where a cell has the bar that divides them."""
    cells = figure, value, peer, ratio
    if any("|" in cell for cell in cells):
        raise ValueError(f"a bar in {cells}")
    return f"| {figure:<44} | {value:<30} | {peer} | {ratio} |"


def say(figure: str, value: str, peer: str = "", ratio: str = "") -> None:
    """Prints one line at once."""
    print(row(figure, value, peer, ratio), flush=True)


def rows(text: str) -> Iterator[tuple[str, ...]]:
    """The cells of each row of a table in a text; of what `row` wrote, its four."""
    for line in text.splitlines():
        if line.startswith("| ") and line.endswith(" |"):
            yield tuple(cell.strip() for cell in line[1:-1].split("|"))


def present(path: Path) -> Path:
    """The place of a benchmark's data. Where nothing is, the benchmark says so and ends, which is no failure."""
    if path.exists():
        return path
    print(f"no {path}; nothing measured", file=sys.stderr)
    raise SystemExit(0)
