"""Bytes that carry their own SHA-256, and the SHA-256 of every file of a folder: what damage is known by."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

CHECKSUMS = "checksums.txt"
"""The file of a generation that has the SHA-256 of all others; `sha256sum -c` reads it, too."""


class Damaged(ValueError):
    """Sealed bytes that are not what they were."""


def seal(data: bytes) -> bytes:
    """A line with the SHA-256 of the rest, then the rest."""
    return sha256(data).hexdigest().encode("ascii") + b"\n" + data


def unseal(sealed: bytes) -> bytes:
    """What `seal` was given. Raises `Damaged`.

    >>> unseal(seal(b"what one article says"))
    b'what one article says'
    """
    digest, _, data = sealed.partition(b"\n")
    if sha256(data).hexdigest().encode("ascii") != digest:
        raise Damaged("its checksum does not fit")
    return data


def checksums(folder: Path, before: Path | None = None) -> bytes:
    """The lines of `CHECKSUMS` for a folder as it is now.

    A file that it shares with the folder `before` (a hard link) has the checksum that it has there: it is not read
    again, and damage done to it since is not sealed.
    """
    known = _listed(before) if before else {}

    def line(path: Path) -> str:
        name = path.relative_to(folder).as_posix()
        shared = before is not None and name in known and _is_one(before / name, path)
        return f"{known[name] if shared else _digest(path)}  {name}\n"

    return "".join(map(line, _files(folder))).encode()


def misfits(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file of a folder that is not what its checksums say, and how. Raises `OSError` where there are none."""
    listed = _listed(folder)
    there = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    for name in sorted(listed.keys() | there.keys()):
        if name not in there:
            yield folder / name, "is gone"
        elif name not in listed:
            yield there[name], "was not there when the graph was published"
        elif _digest(there[name]) != listed[name]:
            yield there[name], "is damaged: its checksum does not fit"


def fits(folder: Path, name: str) -> bool:
    """Whether one file of a folder is what its checksum says. Raises `OSError` where the folder has no checksums."""
    return _listed(folder).get(name) == _digest(folder / name)


def whole(folder: Path, name: str) -> bytes | None:
    """A file of a folder; None where it is not what its checksum says. Raises `OSError` where it cannot be read."""
    data = (folder / name).read_bytes()
    return data if _listed(folder).get(name) == sha256(data).hexdigest() else None


def _is_one(a: Path, b: Path) -> bool:
    """Whether two names are of one file."""
    try:
        return a.samefile(b)
    except OSError:
        return False


def _listed(folder: Path) -> dict[str, str]:
    lines = (folder / CHECKSUMS).read_bytes().decode("utf-8", "backslashreplace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / CHECKSUMS)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
