"""A build that is killed at any moment goes on where it was, and ends as the one that nobody touched."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import GraphUnusable
from kg.store import Generation, current, verify
from tests.pipeline.killing import add, build, remove, write_news

KILLS = int(os.environ.get("KG_KILLS", "6"))
"""How many builds are killed. 500 take an hour."""


def test_kill_9_and_go_on_ends_as_if_nothing_had_been(tmp_path: Path, checkout: Path) -> None:
    write_news(tmp_path / "news")
    build(tmp_path / "news", tmp_path / "whole")
    root = current(tmp_path / "whole").manifest.root
    graph, chance, kills, number, longest = tmp_path / "graph0", random.Random(23), 0, 0, 3.0
    while kills < KILLS:
        began = time.monotonic()
        with started(tmp_path / "news", graph, checkout) as builder:
            try:
                builder.wait(chance.uniform(0, longest))
            except subprocess.TimeoutExpired:
                builder.send_signal(signal.SIGKILL)
                kills += 1
        published = generation(graph)
        assert published is None or published.manifest.root == root
        if builder.returncode == 0:
            longest = min(longest, 1.2 * (time.monotonic() - began))
            assert verify(graph).damages == ()
            number += 1
            graph = tmp_path / f"graph{number}"
    build(tmp_path / "news", graph)
    assert current(graph).manifest.root == root
    assert verify(graph).damages == ()


@pytest.mark.parametrize("how", ["add", "remove"])
def test_kill_9_of_a_small_change_leaves_the_graph_before_or_the_one_after(
    tmp_path: Path, checkout: Path, how: str
) -> None:
    write_news(tmp_path / "news")
    build(tmp_path / "news", tmp_path / "all")
    more = (tmp_path / "news" / "0.txt").rename(tmp_path / "0.txt")
    build(tmp_path / "news", tmp_path / "some")
    before, after = ("some", "all") if how == "add" else ("all", "some")
    roots = [current(tmp_path / name).manifest.root for name in (before, after)]
    chance, kills, longest, graph = random.Random(29), 0, 3.0, tmp_path / "graph"
    while kills < KILLS:
        shutil.copytree(tmp_path / before, graph)
        began = time.monotonic()
        with started(more, graph, checkout, how) as builder:
            try:
                builder.wait(chance.uniform(0.3 * longest, longest))
            except subprocess.TimeoutExpired:
                builder.send_signal(signal.SIGKILL)
                kills += 1
        if builder.returncode == 0:
            longest = min(longest, 1.2 * (time.monotonic() - began))
        published = generation(graph)
        assert published is not None
        assert published.manifest.root in roots
        assert verify(graph).damages == ()
        if published.manifest.root == roots[0]:
            add(more, graph) if how == "add" else remove("0", graph)
        assert current(graph).manifest.root == roots[1]
        assert verify(graph).damages == ()
        shutil.rmtree(graph)


def started(news: Path, graph: Path, checkout: Path, *how: str) -> subprocess.Popen[bytes]:
    builder = subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.killing", str(news), str(graph), *how],
        cwd=checkout,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )
    assert builder.stdout is not None
    assert builder.stdout.readline() == b"ready\n"
    return builder


def generation(graph: Path) -> Generation | None:
    """What a reader sees: nothing yet, or a whole generation."""
    try:
        found = current(graph)
    except GraphUnusable:
        return None
    assert len(found.open()) == found.manifest.counts["quads"]
    return found
