"""The graph as several files of N-Quads, for stores that load in parallel. The same graph gives the same files."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path

from kg import rdf
from kg.errors import UsageError
from kg.graph import Graph
from kg.paths import AnyPath
from kg.store import sorted_lines, write_lines, writing

MOST = 1000


def write_shards(graph: Graph, out: AnyPath, number: int) -> list[Path]:
    """Writes `news-1-of-4.nq` and so on beside where `news.nq` would be; all are there, or none is new.

    What is said of one subject is in one file; each is sorted. Raises `UsageError`, `DiskFull`, `GraphUnusable`.
    """
    if not 1 <= number <= MOST:
        raise UsageError(f"--shards {number}: it is a number from 1 to {MOST:,}")
    whole = Path(out)
    if whole.suffix != ".nq":
        raise UsageError(f"{whole}: shards are N-Quads; name it .nq")
    if not whole.parent.is_dir():
        raise UsageError(f"{whole.parent}: no such folder")
    shards = [whole.with_name(f"{whole.stem}-{n}-of-{number}.nq") for n in range(1, number + 1)]
    beside = [shard.with_name(f".{shard.name}.{os.getpid()}.tmp") for shard in shards]
    with writing(whole), ExitStack() as cleaning:
        for path in beside:
            cleaning.callback(_remove, path)
        _spread(graph, beside)
        for path in beside:
            _sort(path)
        for path, shard in zip(beside, shards, strict=True):
            path.replace(shard)
    return shards


def _spread(graph: Graph, paths: list[Path]) -> None:
    with ExitStack() as open_files:
        files = [open_files.enter_context(path.open("wb")) for path in paths]
        for line in rdf.nquads_utf8(iter(graph.store)):
            subject = line.partition(b" ")[0]
            files[int.from_bytes(sha256(subject).digest()[:8]) % len(files)].write(line + b"\n")


def _sort(path: Path) -> None:
    unsorted = path.with_name(f"{path.name}.unsorted")
    path.replace(unsorted)
    try:
        with unsorted.open("rb") as lines, path.open("wb") as file:
            write_lines(sorted_lines((line[:-1] for line in lines), path.parent), file)
            file.flush()
            os.fsync(file.fileno())
    finally:
        _remove(unsorted)


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
