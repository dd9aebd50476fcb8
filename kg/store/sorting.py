"""Sorted lines without repeats, more of them than memory holds: sorted runs on disk, then merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import BinaryIO

RUN = 500_000  # lines sorted at once: about 150 MB of N-Quads


def sorted_lines(lines: Iterable[bytes], folder: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines in order, each once. Runs are spooled into `folder` and removed at the end.

    A line must not hold a line feed; N-Quads escapes them.
    """
    source = iter(lines)
    first = sorted(set(islice(source, run)))
    runs: list[Path] = []
    with ExitStack() as open_files:
        while more := sorted(set(islice(source, run))):
            path = folder / f"run-{len(runs)}"
            with path.open("wb") as file:
                write_lines(more, file)
            runs.append(path)
            open_files.callback(path.unlink, missing_ok=True)
        if not runs:
            yield from first
            return
        streams = [open_files.enter_context(p.open("rb")) for p in runs]
        before = None
        for line in heapq.merge(first, *((line[:-1] for line in stream) for stream in streams)):
            if line != before:
                yield line
            before = line


def write_lines(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Writes the lines, many at once."""
    source = iter(lines)
    while batch := list(islice(source, 10_000)):
        file.write(b"\n".join(batch) + b"\n")
