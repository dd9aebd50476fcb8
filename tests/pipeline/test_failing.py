"""Every single write of an addition or a removal fails once: nothing is lost, and the next one does it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DiskFull, GraphUnusable, KgError
from kg.store import current, verify
from tests.pipeline.killing import add, build, remove, write_news
from tests.store.test_failing import Failing

STEP = int(os.environ.get("KG_WRITES_STEP", "29"))
"""One write of so many fails; with 1 every one does."""


@pytest.fixture
def graphs(tmp_path: Path) -> dict[str, Path]:
    """The graph of 29 articles, that of 30, and where the thirtieth lies."""
    write_news(tmp_path / "news")
    build(tmp_path / "news", tmp_path / "all")
    more = (tmp_path / "news" / "0.txt").rename(tmp_path / "0.txt")
    build(tmp_path / "news", tmp_path / "some")
    add(more, tmp_path / "some")
    remove("0", tmp_path / "some")
    return {"some": tmp_path / "some", "all": tmp_path / "all", "more": more}


@pytest.mark.parametrize("code, exit_code", [(errno.ENOSPC, 6), (errno.EIO, 4)])
@pytest.mark.parametrize("before, after", [("some", "all"), ("all", "some")], ids=["added", "removed"])
def test_a_write_that_fails_leaves_the_graph_before_or_the_one_after(
    graphs: dict[str, Path], tmp_path: Path, before: str, after: str, code: int, exit_code: int
) -> None:
    act: Callable[[Path], object] = (
        (lambda graph: add(graphs["more"], graph)) if after == "all" else (lambda graph: remove("0", graph))
    )
    roots = {name: current(graphs[name]).manifest.root for name in (before, after)}
    failed, writes = 0, 0
    for number in range(1, 1001, STEP):
        graph = tmp_path / "graph"
        shutil.copytree(graphs[before], graph)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number, code)
            error = refusal(act, graph)
        if error is not None:
            assert error.exit_code == exit_code
            assert "\n" not in str(error)
            failed += 1
        root = current(graph).manifest.root
        assert root in roots.values()
        assert verify(graph).damages == ()
        if root == roots[before]:
            act(graph)
            assert verify(graph).damages == ()
        assert current(graph).manifest.root == roots[after]
        shutil.rmtree(graph)
        if failing.left > 0:
            break
        writes = number
    assert writes > 50
    assert failed or code == errno.EIO
    print(f"{writes} writes, {failed} errors")


def refusal(act: Callable[[Path], object], graph: Path) -> KgError | None:
    """The error that an act on a graph ends with; None where it does not."""
    try:
        act(graph)
    except (DiskFull, GraphUnusable) as error:
        return error
    return None
