"""Every single write fails once: the error is one of ours, and what was published is untouched."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DiskFull, GraphUnusable
from kg.store import Changes, Contents, current, locked, publish, verify
from tests.store.test_generations import next_to, quad
from tests.worked_example import build_graph, drafts

WRITES = ((os, "fsync"), (os, "open"), (Path, "open"), (Path, "replace"), (Path, "rename"), (Path, "mkdir"))


class Failing:
    """Lets so many writes pass, fails the next, and lets all others pass."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.left, self.code = number, code
        for owner, name in WRITES:
            patch.setattr(owner, name, self.counted(getattr(owner, name), reads=name == "open" and owner is Path))

    def counted(self, real: Callable[..., Any], reads: bool) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if not reads or set(str((*arguments[1:], options.get("mode", "")))) & set("wax"):
                self.left -= 1
                if self.left == 0:
                    raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **options)

        return call


@pytest.mark.parametrize("code, error, step", [(errno.ENOSPC, DiskFull, 1), (errno.EIO, GraphUnusable, 5)])
def test_a_write_that_fails_loses_nothing(tmp_path: Path, code: int, error: type[Exception], step: int) -> None:
    graph = tmp_path / "g"
    before = build_graph(graph, drafts()[:1]).manifest
    failed = []
    for number in range(1, 201, step):
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number, code)
            try:
                build_graph(graph)
            except (DiskFull, GraphUnusable) as found:
                failed.append(type(found))
        if failing.left > 0:
            break
        published = current(graph)
        assert published.manifest.counts["articles"] in (before.counts["articles"], 3)
        assert len(published.open()) == published.manifest.counts["quads"]
        if published.manifest != before:
            build_graph(graph, drafts()[:1])
            before = current(graph).manifest
    assert set(failed) == {error}
    assert len(failed) > 30 / step
    assert not list(graph.glob("generations/.*"))
    assert verify(graph).damages == ()


@pytest.mark.parametrize("code, error", [(errno.ENOSPC, DiskFull), (errno.EIO, GraphUnusable)])
def test_changes_that_cannot_be_written_leave_the_graph_before(
    tmp_path: Path, code: int, error: type[Exception]
) -> None:
    graph, before = tmp_path / "g", [quad("old"), quad("gone")]
    with locked(graph):
        publish(graph, before, Contents(()))
    failed = 0
    for number in range(1, 201):
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number, code)
            try:
                next_to(graph, Changes(frozenset({quad("new")}), frozenset({quad("gone")})))
            except error:
                failed += 1
        if failing.left > 0:
            break
        assert set(current(graph).open()) in ({*before}, {quad("old"), quad("new")})
        if len(set(current(graph).open()) & {quad("new")}):
            next_to(graph, Changes(frozenset({quad("gone")}), frozenset({quad("new")})))
    assert failed > 30
    assert not list(graph.glob("generations/.*"))
    assert verify(graph).damages == ()


def test_a_store_that_finds_no_room_is_an_error_of_ours(tmp_path: Path) -> None:
    """The database writes by itself: it meets a limit on the size of files, as it would a full disk."""
    graph = tmp_path / "g"
    build_graph(graph, drafts()[:1])
    before = current(graph).manifest
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom kg.errors import KgError\n"
        "from tests.worked_example import build_graph\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))\n"
        "try:\n    build_graph(Path(sys.argv[1]))\nexcept KgError as error:\n    sys.exit(error.exit_code)\n"
    )
    codes = []
    for most in (100, 1_000, 5_000, 20_000, 60_000, resource.RLIM_INFINITY):
        done = subprocess.run(
            [sys.executable, "-c", code, str(graph), str(most)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
        codes.append(done.returncode)
        assert done.returncode in (0, 4, 6), done.stderr
        if done.returncode:
            assert current(graph).manifest == before
            assert len(current(graph).open()) == before.counts["quads"]
    assert codes[0] != 0
    assert codes[-1] == 0
