"""A process that is kept answers query after query as one started for each does, and is as closed."""

from __future__ import annotations

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import GraphUnusable, LimitReached, UsageError
from kg.query import Kept, Limits, client, run
from tests.worked_example import build_graph

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
QUERIES = (
    "SELECT ?s ?l { ?s a kg:State ; skos:prefLabel ?l } ORDER BY ?l",
    "ASK { ?e kg:on e:r7 }",
    "CONSTRUCT { ?r kg:usedBy ?a } WHERE { ?e kg:on ?r ; kg:actor ?a }",
    "SELECT * { ?s ?p ?o }",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_graph(tmp_path_factory.mktemp("kept") / "g").generation.store_path


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


@pytest.mark.parametrize("query", QUERIES)
def test_it_answers_as_a_process_of_its_own(store: Path, kept: Kept, query: str) -> None:
    limits = Limits(rows=7)
    alone, together = run(store, query, limits), run(store, query, limits, process=kept)
    assert (together.form, together.variables, together.truncated) == (alone.form, alone.variables, alone.truncated)
    assert sorted(map(str, together.rows)) == sorted(map(str, alone.rows))


def test_it_is_one_process_for_all(store: Path, kept: Kept) -> None:
    run(store, "ASK {}", process=kept)
    first = kept._process
    run(store, "ASK {}", process=kept)
    assert kept._process is first is not None


def test_several_ask_it_at_once(store: Path, kept: Kept) -> None:
    with ThreadPoolExecutor(4) as pool:
        counts = pool.map(
            lambda rows: len(run(store, "SELECT * { ?s ?p ?o }", Limits(rows=rows), process=kept)), range(9)
        )
    assert list(counts) == list(range(9))


def test_a_query_without_end_is_ended_and_the_next_is_answered(store: Path, kept: Kept) -> None:
    began = time.monotonic()
    with pytest.raises(LimitReached, match=r"time limit of 1 s"):
        run(store, f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", Limits(seconds=1), process=kept)
    assert time.monotonic() - began < 3
    assert run(store, "ASK {}", process=kept)


def test_a_query_that_fails_says_how(store: Path, kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LimitReached, match="more memory than its limit of 256 MB"):
        run(store, f"SELECT * {{ {CROSS} }} ORDER BY ?a", Limits(memory_mb=256), process=kept)
    with pytest.raises(UsageError, match="line 1, column 16"):
        run(store, "SELECT * WHER { ?s ?p ?o }", process=kept)
    with pytest.raises(GraphUnusable, match="cannot be read"):
        run(tmp_path / "none", "ASK {}", process=kept)
    monkeypatch.setattr(client, "check", lambda query: None)
    with pytest.raises(LimitReached, match="took its process down"):
        run(store, "SELECT * " + "{" * 200_000, process=kept)
    assert run(store, "ASK {}", process=kept)


def test_even_an_unguarded_service_reaches_nobody(store: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "check", lambda query: None)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        with pytest.raises(LimitReached):
            run(
                store,
                f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}",
                process=kept,
            )
        with pytest.raises(TimeoutError):
            listener.accept()


def test_one_that_has_died_is_started_anew(store: Path, kept: Kept) -> None:
    run(store, "ASK {}", process=kept)
    assert kept._process is not None
    os.kill(kept._process.pid, signal.SIGKILL)
    kept._process.wait()
    with pytest.raises(LimitReached, match="took its process down"):
        run(store, "ASK {}", process=kept)
    assert run(store, "ASK {}", process=kept)


def test_it_ends_with_whoever_keeps_it(store: Path) -> None:
    kept = Kept()
    run(store, "ASK {}", process=kept)
    process = kept._process
    assert process is not None
    del kept
    assert process.poll() is not None
