"""The graph in another store: sent over HTTP to a real server, and loaded from shards, it is the same graph."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import RdfFormat, Store

from kg import rdf
from kg.errors import GraphUnusable, UsageError
from kg.export.push import push
from kg.export.shards import write_shards
from kg.graph import Graph
from tests.worked_example import build_graph, drafts


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    return build_graph(tmp_path / "g")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Oxigraph server."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("no oxigraph server is installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve", "--location", tmp_path / "server", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def held(server: str) -> list[str]:
    """All that the server has, as sorted N-Quads."""
    request = Request(f"{server}/store", headers={"Accept": "application/n-quads"})
    with urlopen(request, timeout=30) as answer:
        store = Store()
        store.load(answer.read(), format=RdfFormat.N_QUADS)
    return rdf.sorted_nquads(iter(store))


def test_what_is_sent_is_what_the_other_store_has(graph: Graph, server: str) -> None:
    done = push(graph, f"{server}/store")
    assert held(server) == graph.nquads()
    assert (done.graphs, done.quads) == (5, len(graph.nquads()))


def test_sending_again_replaces(graph: Graph, server: str, tmp_path: Path) -> None:
    push(graph, f"{server}/store")
    push(graph, f"{server}/store")
    assert held(server) == graph.nquads()
    other = build_graph(tmp_path / "other", list(reversed(drafts())))
    push(other, f"{server}/store")
    assert held(server) == other.nquads()


def test_a_store_that_refuses_or_is_not_there_is_said(graph: Graph, server: str) -> None:
    with pytest.raises(UsageError, match="refused: 40"):
        push(graph, f"{server}/nowhere")
    with pytest.raises(GraphUnusable, match="cannot be reached"):
        push(graph, "http://127.0.0.1:9/store")
    for address in ("file:///etc/passwd", "localhost:7878", "http://", "http://[x/store"):
        with pytest.raises(UsageError):
            push(graph, address)


@pytest.mark.parametrize("number", [1, 3, 7])
def test_shards_together_are_the_graph(graph: Graph, tmp_path: Path, number: int) -> None:
    shards = write_shards(graph, tmp_path / "out.nq", number)
    lines = [path.read_text("utf-8").splitlines() for path in shards]
    assert all(part == sorted(part) for part in lines)
    assert sorted(line for part in lines for line in part) == graph.nquads()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "g",
        *(f"out-{n}-of-{number}.nq" for n in range(1, number + 1)),
    ]
    store = Store()
    for path in shards:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    assert rdf.sorted_nquads(iter(store)) == graph.nquads()


@pytest.mark.parametrize("out, number", [("out.ttl", 2), ("out.nq", 0), ("out.nq", 100_000), ("nowhere/out.nq", 2)])
def test_shards_that_cannot_be_are_said(graph: Graph, tmp_path: Path, out: str, number: int) -> None:
    with pytest.raises(UsageError):
        write_shards(graph, tmp_path / out, number)
