"""The same articles are the same graph, however it came to be and wherever: a property over ways to build it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import carrying
from kg.config import Config, load_config
from kg.pipeline import add, changes, engines, growing, making, remove
from kg.store import current, verify
from tests.pipeline import killing
from tests.pipeline.conftest import nquads
from tests.pipeline.killing import STATES, build, write_news

PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
]

STEPS = st.tuples(st.sampled_from(["add", "add", "change", "remove"]), st.integers(0, 4))


def test_hash_seed_time_zone_and_locale_leave_no_trace(tmp_path: Path, checkout: Path) -> None:
    write_news(tmp_path / "news")
    manifests = []
    for number, place in enumerate(PLACES):
        subprocess.run(
            [sys.executable, "-m", "tests.pipeline.killing", str(tmp_path / "news"), str(tmp_path / str(number))],
            cwd=checkout,
            env={**os.environ, "PYTHONPATH": str(checkout), **place},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        manifests.append(current(tmp_path / str(number)).manifest)
    assert manifests[0] == manifests[1] == manifests[2]


@pytest.fixture(scope="module")
def quick() -> Iterator[pytest.MonkeyPatch]:
    """Knowledge is loaded once, and articles are read by the letter; whatever has changed, the rest is kept."""
    patch = pytest.MonkeyPatch()
    patch.setattr(changes, "MOST", 1.0)
    patch.setattr(carrying, "MOST", 1.0)
    for module in (making, growing):
        patch.setattr(module, "load_knowledge", lambda config: knowledge())
    patch.setattr(engines, "_start", killing._start)
    yield patch
    patch.undo()


@cache
def knowledge() -> object:
    from kg.pipeline.knowledge import load_knowledge

    return load_knowledge(load_config())


def config(graph: Path) -> Config:
    return load_config({"graph": str(graph), "workers": 1}, graph.parent)


def write(path: Path, number: int, version: int) -> None:
    """Article `number` in one of its versions."""
    path.write_text(f"{STATES[number]} backs {STATES[(number + 1 + version % 3) % 6]}, said paper {version}.\n")


@given(st.lists(STEPS, min_size=1, max_size=6))
@settings(max_examples=10, deadline=None)
def test_whatever_was_added_changed_and_removed_the_graph_is_that_of_what_is_left(
    quick: pytest.MonkeyPatch, steps: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        news, graph = Path(folder) / "news", Path(folder) / "graph"
        news.mkdir()
        write(news / "always.txt", 5, 0)
        build(news, graph)
        there: set[int] = set()
        for version, (step, number) in enumerate(steps, start=1):
            path = news / f"{number}.txt"
            if step == "remove" and number in there:
                remove([str(number)], config(graph))
                path.unlink()
                there.remove(number)
            elif step == "add" or number in there:
                write(path, number, version)
                assert add([path], config(graph)).adds_up
                there.add(number)
        build(news, Path(folder) / "whole")
        assert nquads(graph) == nquads(Path(folder) / "whole")
        assert current(graph).manifest.root == current(Path(folder) / "whole").manifest.root
        assert verify(graph).damages == ()
