"""How fast a network is written, and in how much memory.

Unit: edges a second of CPU; the most memory that the process has had by then, with all it has imported; and the most
that Python held for the writing alone (tracemalloc, in a run of its own on a tenth of the edges).
Corpus: a synthetic network of 100,000 nodes and a million edges; for networkx a tenth of it, built and written.
Method: our GEXF and GraphML as a stream to nowhere; networkx builds its graph from the same edges and writes GraphML.
"""

from __future__ import annotations

import io
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterator

import networkx as nx

from benchmarks.lines import say
from kg.export import gexf, graphml
from kg.export.network import Edge, Network, Node, entity_node
from kg.model import Entity

EDGES = 1_000_000
CELLS = {"standing": "asserted", "articles": 1, "origins": 1, "belief": 0.8, "predicate": "backs", "type": "relation"}


def synthetic(count: int) -> Network:
    """A network of so many edges."""
    size = count // 10

    def nodes() -> Iterator[Node]:
        return (entity_node(Entity(f"n{n}", "Person", f"Name {n}"), 1) for n in range(size))

    def edges() -> Iterator[Edge]:
        return (Edge(f"s{n}", f"n{n % size}", f"n{n * 7919 % size}", "backs", 1.0, CELLS) for n in range(count))

    return Network(nodes, edges, {}, "synthetic")


def streamed(lines: Callable[[Network], Iterator[str]], count: int) -> None:
    """Writes a network to nowhere."""
    for line in lines(synthetic(count)):
        line.encode()


def by_networkx(count: int) -> None:
    """Builds and writes the same with networkx."""
    net = synthetic(count)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in net.nodes():
        graph.add_node(node.id, label=node.label, type=node.type)
    for edge in net.edges():
        graph.add_edge(edge.source, edge.target, key=edge.id, label=edge.label, weight=edge.weight, **edge.cells)
    nx.write_graphml(graph, io.BytesIO())


def speed(name: str, work: Callable[[int], None], count: int) -> float:
    """Prints a line; edges a second."""
    began = time.process_time()
    work(count)
    rate = count / (time.process_time() - began)
    process = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tracemalloc.start()
    work(count // 10)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    held = f"process {process:.0f} MB, held {peak / 1e6:.1f} MB for {count // 10:,}"
    say(f"{name}, {count:,} edges", f"{rate:,.0f} edges/s  ({held})")
    return rate


def main() -> None:
    """Each format, then networkx."""
    ours = min(
        speed("graphml", lambda n: streamed(graphml.lines, n), EDGES),
        speed("gexf", lambda n: streamed(gexf.lines, n), EDGES),
    )
    theirs = speed("networkx", by_networkx, EDGES // 10)
    say("the slower of ours", f"{ours:,.0f} edges/s", f"networkx {theirs:,.0f} edges/s", f"{ours / theirs:.1f} times")


if __name__ == "__main__":
    main()
