"""The figures of accuracy that README states: those of RESULTS.md, and of the first runs in benchmarks/README.md.

`run.py` writes them when it has measured; a test holds README to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from benchmarks.lines import rows

SOURCES = {
    "five that the rules were written beside": "dev (5 articles)",
    "three more, read while writing rules": "dev2 (3 articles)",
    "three that nobody had read, scored once, with the rules of an earlier day": "`shared/gold/dev3` (3)",
    "ten of ten places and styles, written for the project, scored before anybody had read them": "`tests/gold` (10)",
}
"""A line of README's table, and what of RESULTS.md or of the first runs it is."""

FIRST_RUN = 7  # cells of a line of the table of first runs


def figures(results: str, first_runs: str) -> dict[str, Sequence[str]]:
    """Precision, recall, F1 and lenient F1 by what was measured, of both pages."""
    values = {cells[0]: re.findall(r"\d\.\d+", cells[1]) for cells in rows(results)}
    found: dict[str, Sequence[str]] = {}
    for name, measured in values.items():
        if name.endswith(": claims"):
            found[name.removesuffix(": claims")] = [*measured[:3], values[f"{name}, lenient"][0]]
    return found | {cells[0]: cells[1:5] for cells in rows(first_runs) if len(cells) == FIRST_RUN}


def updated(readme: str, known: Mapping[str, Sequence[str]]) -> str:
    """README with the figures that are known, to two places; what is not known stays as it is."""
    for line, source in SOURCES.items():
        if source in known:
            cells = " | ".join(f"{float(figure):.2f}".removeprefix("0") for figure in known[source])
            readme = re.sub(rf"^\| {re.escape(line)} \|.*$", f"| {line} | {cells} |", readme, flags=re.MULTILINE)
    return readme
