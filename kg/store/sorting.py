"""Sorted lines without repeats, more of them than memory holds: sorted runs on disk, then merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

RUN = 500_000  # lines sorted at once: about 150 MB of N-Quads


def sorted_lines(lines: Iterable[str], folder: Path, run: int = RUN) -> Iterator[str]:
    """The lines in order, each once. Runs are spooled into `folder` and removed at the end.

    A line must not hold a line feed; N-Quads escapes them.
    """
    source = iter(lines)
    first = sorted(set(islice(source, run)))
    runs: list[Path] = []
    with ExitStack() as open_files:
        while more := sorted(set(islice(source, run))):
            path = folder / f"run-{len(runs)}"
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in more)
            runs.append(path)
            open_files.callback(path.unlink, missing_ok=True)
        streams = [open_files.enter_context(p.open(encoding="utf-8", newline="\n")) for p in runs]
        before = None
        for line in heapq.merge(first, *((line[:-1] for line in stream) for stream in streams)):
            if line != before:
                yield line
            before = line
