"""Files that are there whole or not at all: written beside, synced, then renamed into place."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import DiskFull, GraphUnusable

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Turns the system's refusal to write into an error of ours: `DiskFull` or `GraphUnusable`, naming `where`.

    The store's own errors carry no number for a full disk, only its words.
    """
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM or "No space left" in str(error):
            raise DiskFull(f"{where}: no room left on the disk; what was published before is untouched") from error
        raise GraphUnusable(f"{where}: cannot be written: {error.strerror or error}") from error


def write_whole(path: Path, data: bytes) -> None:
    """Writes `path` so that a reader sees the old file, or the new one, or none, after any crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes the names in `folder` durable, not only the files behind them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Makes every file under `folder` durable: the store does not do so after a bulk load."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def remove_tree(folder: Path) -> None:
    """Removes `folder` with all in it; first renamed, so that a half-removed folder has no name that means anything."""
    doomed = folder.with_name(f".{folder.name}.{os.getpid()}.gone")
    with suppress(FileNotFoundError):
        folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


_HELD: set[int] = set()


def _let_go() -> None:
    """In a process just forked: it shall not hold its parent's locks when that has ended."""
    for handle in _HELD:
        os.close(handle)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def locked(graph: Path) -> Iterator[None]:
    """Holds the right to write `graph`; raises `GraphUnusable` with the holder's process id where another has it.

    The lock is the system's (flock): it ends with its process, however that ends.
    """
    usable_for_writing(graph)
    with writing(graph):
        graph.mkdir(parents=True, exist_ok=True)
        handle = os.open(graph / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    _HELD.add(handle)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "?"
            raise GraphUnusable(f"{graph}: being written by process {holder}; wait for it, or end it") from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        if handle in _HELD:
            _HELD.discard(handle)
            os.close(handle)


def usable_for_writing(graph: Path) -> None:
    """Raises `GraphUnusable` where `graph` is a file, or a folder that holds something else than a graph."""
    if not graph.exists():
        return
    if not graph.is_dir():
        raise GraphUnusable(f"{graph}: is a file, not a graph folder; name another with --graph")
    marks = ("CURRENT", "objects", "generations", "lock", "kg.toml")
    if any(graph.iterdir()) and not any((graph / mark).exists() for mark in marks):
        raise GraphUnusable(f"{graph}: a folder with other things in it, not a graph; name another with --graph")
