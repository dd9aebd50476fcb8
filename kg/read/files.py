"""Which files a list of paths means: folders in sorted order, each file once, nothing that would block or loop."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputRejected, NoInput

MAX_BYTES = 5_000_000
"""The largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, in order; what was passed over, by suffix; what could not be looked at."""

    files: tuple[Path, ...]
    passed_over: Counter[str]
    rejected: tuple[InputRejected, ...]


def list_files(paths: Iterable[Path], wanted: Callable[[Path], bool], ignored: Callable[[Path], bool]) -> Listing:
    """Every file that `paths` name or contain. Files of a folder that are not `wanted` are passed over and counted,
    unless `ignored` (they belong to another file) or hidden; a file named outright is always kept.

    Raises `NoInput` where a path does not exist.
    """
    seen: set[str] = set()
    files: list[Path] = []
    passed_over: Counter[str] = Counter()
    rejected: list[InputRejected] = []
    for path in paths:
        if not os.path.lexists(path):
            raise NoInput(f"{shown(path)}: no such file or folder")
        if not path.is_dir():
            found: Iterable[Path] = [path]
        else:
            found = _below(path, rejected)
        for file in found:
            real = os.path.realpath(file)
            if real in seen:
                continue
            seen.add(real)
            if file is path or wanted(file):
                files.append(file)
            elif not ignored(file):
                passed_over[file.suffix.lower() or "(no suffix)"] += 1
    return Listing(tuple(sorted(files, key=shown)), passed_over, tuple(rejected))


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most `MAX_BYTES`. Raises `InputRejected` with the reason otherwise."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputRejected(shown(path), "not a regular file")
        if status.st_size > MAX_BYTES:
            raise InputRejected(shown(path), f"{status.st_size:,} bytes, more than the limit of {MAX_BYTES:,}")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputRejected(shown(path), f"cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise InputRejected(shown(path), f"more than the limit of {MAX_BYTES:,} bytes")
    return data


def shown(path: Path) -> str:
    r"""A path as text that any file can hold: a byte of its name that is no UTF-8 is shown as `\xNN`.

    >>> shown(Path("news/plain.txt"))
    'news/plain.txt'
    """
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _below(folder: Path, rejected: list[InputRejected]) -> Iterator[Path]:
    """The files of a folder and its folders, links followed, each folder once however often links lead to it."""
    been: set[tuple[int, int]] = set()

    def unlisted(error: OSError) -> None:
        rejected.append(InputRejected(shown(Path(error.filename)), f"cannot be listed: {error.strerror}"))

    for at, folders, names in os.walk(folder, followlinks=True, onerror=unlisted):
        here = Path(at).stat()
        if (here.st_dev, here.st_ino) in been:
            folders.clear()
            continue
        been.add((here.st_dev, here.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at, name) for name in sorted(names) if not name.startswith("."))
