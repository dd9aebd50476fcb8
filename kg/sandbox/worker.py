"""The process that runs one query: reads a request from stdin, writes the answer to stdout, a JSON value a line.

Request: `{"store", "query", "prefixes", "more", "default", "named", "rows", "size", "memory", "seconds"}`, with null
for graphs that are not named. Answer: a head (`form`, `variables`, `isolated`), the rows, and `{"end": …}` saying what
cut it short; or `{"error": …, "message": …}`. Started by `kg.query.client`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from kg.sandbox.denying import isolate, limit
from kg.sandbox.landlock import confine

Line = dict[str, Any] | list[Any]


def main() -> None:
    """Serves the one request on stdin."""
    serve(json.loads(sys.stdin.readline()))


def serve(request: dict[str, Any]) -> None:
    """Answers a request on stdout; this process can do nothing else afterwards."""
    write: Callable[[str], int] = sys.stdout.write
    for line in answer(request):
        write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def answer(request: dict[str, Any]) -> Iterator[Line]:
    """The lines of the answer to `request`."""
    try:
        store = Store.read_only(request["store"])
    except OSError as error:
        yield {"error": "store", "message": str(error)}
        return
    limit(request["memory"], request["seconds"] + 1)
    isolated = [name for name, done in (("files", confine(request["store"])), ("network", isolate())) if done]
    if request["more"]:
        store = _in_memory(store, request["more"])
    default, named = _graphs(request["default"]), _graphs(request["named"])
    try:
        found = store.query(
            request["query"],
            prefixes=request["prefixes"],
            default_graph=default,  # type: ignore[arg-type] # a list of more kinds, which this one does not need
            named_graphs=named,  # type: ignore[arg-type]
        )
    except (SyntaxError, ValueError) as error:
        yield {"error": "syntax", "message": str(error)}
        return
    except OSError as error:
        yield {"error": "evaluation", "message": str(error)}
        return
    yield from _rows(found, request["rows"], request["size"], isolated)


def _rows(
    found: QueryBoolean | QuerySolutions | QueryTriples, most: int, size: int, isolated: list[str]
) -> Iterator[Line]:
    """What was found: the head, at most so many rows and characters of them, and what cut them short."""
    if isinstance(found, QueryBoolean):
        yield {"form": "ask", "variables": [], "isolated": isolated}
        yield [bool(found)]
        yield {"end": None}
        return
    variables = [v.value for v in found.variables] if isinstance(found, QuerySolutions) else []
    form = "select" if isinstance(found, QuerySolutions) else "construct"
    yield {"form": form, "variables": variables, "isolated": isolated}
    rows = 0
    try:
        for solution in found:
            row = [_plain(term) for term in solution]
            size -= sum(len(part or "") for term in row if term for part in term)
            if rows == most or size < 0:
                yield {"end": "rows" if rows == most else "size"}
                return
            rows += 1
            yield row
    except (OSError, RuntimeError) as error:
        yield {"error": "evaluation", "message": str(error)}
        return
    yield {"end": None}


def _graphs(iris: list[str] | None) -> list[NamedNode] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _in_memory(store: Store, more: str) -> Store:
    """A copy of the store with further N-Quads."""
    memory = Store()
    memory.bulk_extend(iter(store))
    memory.load(more.encode("utf-8"), format=RdfFormat.N_QUADS)
    return memory


def _plain(term: object) -> list[str | None] | None:
    """A term as JSON: kind, value, and for a literal language and datatype; None where unbound."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return ["iri", term.value]
    if isinstance(term, Literal):
        return ["literal", term.value, term.language, None if term.language else term.datatype.value]
    if isinstance(term, BlankNode):
        return ["blank", term.value]
    return ["literal", str(term), None, None]
