"""A build that is killed at any moment goes on where it was, and ends as the one that nobody touched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.errors import GraphUnusable
from kg.store import Generation, current, verify
from tests.pipeline.killing import build, write_news

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


def started(news: Path, graph: Path, checkout: Path) -> subprocess.Popen[bytes]:
    builder = subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.killing", str(news), str(graph)],
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
