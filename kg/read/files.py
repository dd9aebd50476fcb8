"""Which files a list of paths means: folders in sorted order, each file once, nothing that would block or loop."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputRejected, NoInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_BYTES = 5_000_000
"""The most that is read of one article, in bytes."""

PACKED = ".gz"
MAX_RATIO = 200
"""How many times its size a packed file may unpack to: text packs 3 to 10 times, a bomb 1,000 times."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, in order; what was passed over, by suffix; what could not be looked at."""

    files: tuple[Path, ...]
    passed_over: Counter[str]
    rejected: tuple[InputRejected, ...]


def list_files(paths: Iterable[Path], wanted: Callable[[Path], bool], ignored: Callable[[Path], bool]) -> Listing:
    """Every file that `paths` name or contain, by its absolute path. Files of a folder that are not `wanted` are
    passed over and counted, unless `ignored` (they belong to another file) or hidden; a file named outright is kept.

    Raises `NoInput` where a path does not exist.
    """
    seen: set[str] = set()
    files: list[Path] = []
    passed_over: Counter[str] = Counter()
    rejected: list[InputRejected] = []
    for path in paths:
        if not os.path.lexists(path):
            raise NoInput(f"{shown(path)}: no such file or folder")
        named = path.absolute()
        found: Iterable[Path] = _below(named, rejected) if path.is_dir() else [named]
        for file in found:
            real = os.path.realpath(file)
            if real in seen:
                continue
            seen.add(real)
            if file is named or wanted(file):
                files.append(file)
            elif not ignored(file):
                passed_over[file.suffix.lower() or "(no suffix)"] += 1
    return Listing(tuple(sorted(files, key=shown)), passed_over, tuple(rejected))


@contextmanager
def opened(path: Path, limit: int) -> Iterator[BinaryIO]:
    """A regular file of at most `limit` bytes, unpacked where it is gzip. Raises `InputRejected` with the reason."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputRejected(shown(path), "not a regular file")
        if status.st_size > limit:
            raise InputRejected(shown(path), f"{status.st_size:,} bytes, more than the limit of {limit:,}")
        with path.open("rb") as raw:
            if path.suffix.lower() == PACKED:
                with gzip.GzipFile(fileobj=raw) as unpacked:
                    yield BufferedReader(_Bounded(unpacked, min(limit, MAX_RATIO * status.st_size)))
            else:
                yield raw
    except _TooLong as error:
        raise InputRejected(shown(path), f"unpacked more than the limit of {error.limit:,} bytes") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputRejected(shown(path), f"damaged gzip file: {error}") from error
    except OSError as error:
        raise InputRejected(shown(path), f"cannot be read: {error.strerror}") from error


class _TooLong(Exception):
    """A packed file that grows beyond its limit, in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(limit)


class _Bounded(RawIOBase):
    """A stream that refuses to give more than so many bytes."""

    def __init__(self, stream: gzip.GzipFile, limit: int) -> None:
        self._stream, self._limit, self._left = stream, limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        data = self._stream.read(min(len(memoryview(buffer)), self._left + 1))
        self._left -= len(data)
        if self._left < 0:
            raise _TooLong(self._limit)
        memoryview(buffer)[: len(data)] = data
        return len(data)


def shown(path: Path) -> str:
    r"""A path as text that any file can hold: a byte of its name that is no UTF-8 is shown as `\xNN`.

    >>> shown(Path("news/plain.txt"))
    'news/plain.txt'
    """
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _is_graph(folder: Path) -> bool:
    """Whether a folder is a graph that was built here: what is in it is no input."""
    return (folder / "generations").is_dir() and (folder / "objects").is_dir()


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
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_graph(Path(at, name)))
        yield from (Path(at, name) for name in sorted(names) if not name.startswith("."))
