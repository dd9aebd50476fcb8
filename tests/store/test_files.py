"""Files that are whole or absent, the lock, and folders that are no graph."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import DiskFull, GraphUnusable
from kg.store import Objects, locked, writing
from kg.store.files import write_whole

KEY = "ab" * 32


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    write_whole(path, b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="no room left"), writing(tmp_path):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_another_failure_to_write_is_a_graph_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(GraphUnusable, match="cannot be written"), writing(tmp_path):
        raise OSError(errno.EROFS, "Read-only file system")


def test_an_object_comes_back_and_a_flipped_bit_is_found(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    assert objects.get(KEY) is None
    objects.put(KEY, b"what one article says")
    assert KEY in objects
    assert objects.get(KEY) == b"what one article says"
    stored = bytearray(objects.path(KEY).read_bytes())
    for at in (0, 70, len(stored) - 1):
        broken = bytearray(stored)
        broken[at] ^= 1
        objects.path(KEY).write_bytes(broken)
        with pytest.raises(GraphUnusable, match="damaged"):
            objects.get(KEY)


def test_a_key_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not an object key"):
        Objects(tmp_path).get("../../etc/passwd")


def test_a_sweep_keeps_what_it_is_told(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    for key in (KEY, "cd" * 32):
        objects.put(key, b"x")
    assert objects.sweep({KEY}) == 1
    assert list(objects.keys()) == [KEY]


def test_the_lock_names_the_process_that_has_it(tmp_path: Path) -> None:
    with locked(tmp_path / "g"):
        other = subprocess.run(
            [sys.executable, "-c", "import sys; from pathlib import Path; from kg.store import locked\n"
             "with locked(Path(sys.argv[1])): pass", str(tmp_path / "g")],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert f"being written by process {os.getpid()}" in other.stderr
    with locked(tmp_path / "g"):
        pass


def test_a_fork_does_not_hold_the_lock(tmp_path: Path) -> None:
    ready, go = os.pipe(), os.pipe()
    with locked(tmp_path / "g"):
        child = os.fork()
        if child == 0:
            os.write(ready[1], b"x")
            os.read(go[0], 1)  # lives on after the lock is given back
            os._exit(0)
        assert os.read(ready[0], 1) == b"x"
    with locked(tmp_path / "g"):
        pass
    os.write(go[1], b"x")
    assert os.waitpid(child, 0)[1] == 0


def test_a_file_and_a_folder_of_other_things_are_no_graph(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphUnusable, match="is a file"), locked(tmp_path / "file"):
        pass
    with pytest.raises(GraphUnusable, match="other things in it"), locked(tmp_path):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
