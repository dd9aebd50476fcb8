"""Runs a query in a process of its own, so that neither its time, its memory nor its crash is ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import GraphUnusable, LimitReached, UsageError
from kg.query.formats import terminal_text
from kg.query.guard import check
from kg.query.result import Result, Row, Term
from kg.rdf import PREFIXES

Process = Callable[[str, float], tuple[str, str, int]]
"""A process that answers a request: given its line and how many seconds it has, what it writes, what it complains of,
and its exit code. Raises `TimeoutExpired` where the time is over, and has ended it then."""

PACKAGE_PARENT = Path(__file__).resolve().parents[2]
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: seconds, rows, megabytes of answer text, megabytes of memory beyond the open store's."""

    seconds: float = 30.0
    rows: int = 10_000
    size_mb: int = 64
    memory_mb: int = 2048


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked of, by IRI, whatever its own FROM and FROM NAMED say: the `default` ones merged
    into one, the `named` ones for GRAPH."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def run(
    store: Path,
    query: str,
    limits: Limits | None = None,
    more: Iterable[str] = (),
    dataset: Dataset | None = None,
    process: Process | None = None,
) -> Result:
    """The answer of the store at `store` to a SPARQL query; the usual prefixes are predefined.

    With `more` (N-Quads lines) the query sees these, too: the store is then copied to memory, which takes its time.
    With a `dataset` it sees only the graphs of that. `process` is one that is `waiting` or `Kept`; by default one is
    started.

    Raises `UsageError` for a syntax error (with line and column), `LimitReached` for a refusal, a time-out, too much
    memory or a crash, `GraphUnusable` where the store cannot be read. A cut at the row or size limit is no error: the
    result says so.
    """
    limits = limits or Limits()
    check(query)
    request = {
        "store": str(store),
        "query": query,
        "prefixes": dict(PREFIXES),
        "more": "".join(f"{line}\n" for line in more),
        "default": dataset and dataset.default,
        "named": dataset and dataset.named,
        "rows": limits.rows,
        "size": limits.size_mb * MB,
        "memory": limits.memory_mb * MB,
        "seconds": int(limits.seconds) + 1,
    }
    with nullcontext(process) if process is not None else waiting() as asked:
        try:
            out, err, code = asked(json.dumps(request) + "\n", limits.seconds)
        except subprocess.TimeoutExpired:
            raise LimitReached(f"the query was ended at its time limit of {limits.seconds:g} s") from None
    lines = [json.loads(line) for line in out.splitlines() if line.endswith(("]", "}"))]
    if lines and isinstance(lines[-1], dict) and "error" in lines[-1]:
        raise _error(lines[-1]["error"], lines[-1]["message"], query)
    if code != 0 or len(lines) < 2 or "end" not in lines[-1]:
        raise _crash(code, err, limits)
    return _result(lines[0], lines[1:-1], lines[-1]["end"])


@contextmanager
def waiting() -> Iterator[Process]:
    """A process that waits for its one query, so that it can start while the query is still made. It ends with the
    context, whether it was asked or not."""
    with started("worker", encoding="ascii", errors="replace", stderr=subprocess.PIPE) as process:

        def ask(request: str, seconds: float) -> tuple[str, str, int]:
            out, err = process.communicate(request, timeout=seconds)
            return out, err, process.returncode

        try:
            yield ask
        finally:
            process.kill()


def started(module: str, **how: Any) -> subprocess.Popen[Any]:
    """A process that runs the `main` of a module of `kg.sandbox`, and imports nothing but what that needs."""
    paths = [str(PACKAGE_PARENT), *(p for p in sys.path if p)]
    return subprocess.Popen(
        [sys.executable, "-SP", "-c", f"from kg.sandbox.{module} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONDONTWRITEBYTECODE": "1"},
        **how,
    )


def _error(kind: str, message: str, query: str) -> Exception:
    message = (message.splitlines() or [""])[0]
    match kind:
        case "syntax":
            return UsageError(f"SPARQL syntax: {_located(message, query)}")
        case "store":
            return GraphUnusable(f"the store cannot be read: {message}; run kg repair")
        case _:
            return LimitReached(f"the query could not be completed: {message}")


def _located(message: str, query: str) -> str:
    """The engine's "error at 1:18: expected one of …" with the words that stand there instead of the long list."""
    place = re.match(r"error at (\d+):(\d+): (.*)", message)
    if not place:
        return message
    line, column = int(place[1]), int(place[2])
    lines = query.split("\n")
    before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :].strip()
    near = f"near {terminal_text(rest[:30])!r}" if rest else f"at or before {terminal_text(before[-30:].strip())!r}"
    return f"line {line}, column {column}: {near}" if place[3].startswith("expected") else message


def _crash(code: int, err: str, limits: Limits) -> Exception:
    if "MemoryError" in err or "alloc" in err:  # Python's, Rust's "memory allocation of …", C++'s std::bad_alloc
        return LimitReached(f"the query needed more memory than its limit of {limits.memory_mb} MB")
    if code < 0:
        return LimitReached(f"the query took its process down (signal {-code}); simplify it")
    return RuntimeError(f"the query worker failed with code {code}: {err.strip()[-2000:]}")


def _result(head: dict[str, Any], rows: list[list[Any]], end: str | None) -> Result:
    if head["form"] == "ask":
        return Result("ask", boolean=rows[0][0])
    variables = tuple(head["variables"]) if head["form"] == "select" else ("subject", "predicate", "object")
    return Result(head["form"], variables, tuple(_row(r) for r in rows), truncated=end)


def _row(row: list[Any]) -> Row:
    return tuple(_term(term) for term in row)


def _term(term: list[str | None] | None) -> Term | None:
    match term:
        case None:
            return None
        case ["iri", str(value)]:
            return NamedNode(value)
        case ["blank", str(value)]:
            return BlankNode(value)
        case [_, str(value), None, str(datatype)]:
            return Literal(value, datatype=NamedNode(datatype))
        case [_, str(value), str(language), _]:
            return Literal(value, language=language)
        case [_, str(value), *_]:
            return Literal(value)
    raise ValueError(f"not a term: {term!r}")
