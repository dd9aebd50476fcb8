"""The graph sent to another store by the SPARQL 1.1 Graph Store HTTP Protocol, a graph at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pyoxigraph import DefaultGraph, Quad

from kg import rdf
from kg.errors import GraphUnusable, UsageError
from kg.graph import Graph

SECONDS = 120.0
"""How long the store may take for one graph."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many graphs and quads were sent."""

    graphs: int
    quads: int


def push(graph: Graph, endpoint: str, progress: Progress = lambda done, total: None) -> Pushed:
    """Puts the default graph and every named graph in the store at `endpoint`, replacing what it has under their names.

    Graphs of other names are left as they are. Raises `UsageError` where the address is none of a store, or the store
    refuses, and `GraphUnusable` where it cannot be reached.
    """
    if not _is_address(endpoint):
        raise UsageError(f"{endpoint}: not the address of a store; it starts with http:// or https://")
    names = [rdf.DEFAULT, *sorted(graph.store.named_graphs(), key=str)]
    quads = 0
    for done, name in enumerate(names):
        progress(done, len(names))
        lines = sorted(_triples(graph.store.quads_for_pattern(None, None, None, name)))
        which = "default" if isinstance(name, DefaultGraph) else f"graph={quote(str(name)[1:-1], safe='')}"
        _put(f"{endpoint}{'&' if '?' in endpoint else '?'}{which}", "".join(lines).encode("utf-8"))
        quads += len(lines)
    progress(len(names), len(names))
    return Pushed(len(names), quads)


def _is_address(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _triples(quads: Iterator[Quad]) -> Iterator[str]:
    return (f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)


class _Straight(HTTPRedirectHandler):
    """A store that sends us elsewhere is not followed: data goes where the user said."""

    def redirect_request(self, *_: object) -> None:
        return None


def _put(address: str, data: bytes) -> None:
    head = {"Content-Type": "application/n-triples; charset=utf-8"}
    try:
        with build_opener(_Straight).open(Request(address, data, head, method="PUT"), timeout=SECONDS) as answer:
            answer.read(1000)
    except HTTPError as error:
        words = " ".join(error.read(500).decode("utf-8", "replace").split())
        raise UsageError(f"{address}: the store refused: {error.code} {error.reason} {words}".rstrip()) from error
    except (URLError, TimeoutError, ConnectionError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise GraphUnusable(f"{address}: the store cannot be reached: {reason}") from error
    except ValueError as error:
        raise UsageError(f"{address}: not an address: {error}") from error
