"""A build that is killed at any moment leaves the graph that was published before, or the new one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.store import current
from tests.worked_example import build_graph, drafts

BUILDER = """
import sys
from pathlib import Path
from tests.worked_example import build_graph, drafts
print("ready", flush=True)
while True:
    for n in (1, 2, 3):
        build_graph(Path(sys.argv[1]), drafts()[:n])
"""
KILLS = 8


def test_kill_9_leaves_a_published_graph_whole(tmp_path: Path, checkout: Path) -> None:
    roots = {build_graph(tmp_path / str(n), drafts()[:n]).manifest.root for n in (1, 2, 3)}
    graph = tmp_path / "g"
    build_graph(graph)
    moments = random.Random(7)
    for _ in range(KILLS):
        builder = subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(graph)],
            cwd=checkout,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(checkout)},
        )
        with builder:
            assert builder.stdout is not None
            assert builder.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0.01, 0.4))
            assert builder.poll() is None
            builder.send_signal(signal.SIGKILL)
        generation = current(graph)
        assert generation.manifest.root in roots
        assert len(generation.open()) == generation.manifest.counts["quads"]
    build_graph(graph)
    assert len(list((graph / "generations").iterdir())) <= 2
