"""Every format in the table, read back by other readers."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import DiskFull, UnknownName, UsageError
from kg.export import FORMATS, Format, format_of, write, write_to
from kg.graph import Graph
from kg.rdf import sorted_nquads
from tests.worked_example import build_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("export") / "g")


def written(graph: Graph, name: str) -> bytes:
    out = io.BytesIO()
    write_to(graph, out, name)
    return out.getvalue()


@pytest.mark.parametrize("name, kind", [("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)])
def test_rdf_with_graphs_reads_back_as_the_graph(graph: Graph, name: str, kind: ox.RdfFormat) -> None:
    assert sorted_nquads(ox.parse(written(graph, name), format=kind)) == graph.nquads()


def test_turtle_is_the_default_graph(graph: Graph) -> None:
    back = sorted_nquads(ox.parse(written(graph, "ttl"), format=ox.RdfFormat.TURTLE))
    assert back == [line for line in graph.nquads() if is_default(line)]


def is_default(line: str) -> bool:
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    return isinstance(quad.graph_name, ox.DefaultGraph)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(graph: Graph, name: str) -> None:
    again = Graph.open(graph.path)
    assert written(graph, name) == written(again, name)


def test_the_suffix_picks_the_format_and_a_name_overrules_it() -> None:
    assert format_of(Path("x.TRIG")).name == "trig"
    assert format_of(Path("x.txt"), "nq").name == "nq"
    with pytest.raises(UnknownName, match=r"did you mean '\.graphml'"):
        format_of(Path("x.graphm"))
    with pytest.raises(UnknownName, match="no format named 'turtle'"):
        format_of(Path("x.ttl"), "turtle")


def test_the_table_has_a_row_for_each_suffix_and_says_what_is_lost() -> None:
    assert len({f.suffix for f in FORMATS.values()}) == len(FORMATS)
    assert all(f.loses and f.suffix.startswith(".") for f in FORMATS.values())


def test_a_failed_export_leaves_what_was_there(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(graph: Graph, out: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    broken = Format("nq", ".nq", "application/n-quads", fails, True, "nothing")
    monkeypatch.setattr("kg.export.FORMATS", {"nq": broken})
    out = tmp_path / "x.nq"
    out.write_bytes(b"old")
    with pytest.raises(DiskFull):
        write(graph, out)
    assert os.listdir(tmp_path) == ["x.nq"]  # noqa: PTH208
    assert out.read_bytes() == b"old"


def test_a_place_that_is_none_is_a_usage_error(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        write(graph, tmp_path / "none" / "x.nq")
    with pytest.raises(UsageError, match="is a folder"):
        write(graph, tmp_path, "nq")


def test_claims_file_has_a_line_a_claim_with_its_words(graph: Graph) -> None:
    rows = [json.loads(line) for line in written(graph, "jsonl").splitlines()]
    assert len(rows) == 9
    for r in rows:
        text = graph.text(next(a.id for a in graph.articles if a.name == r["article"]))
        assert text[r["start"] : r["end"]] == r["quote"]
        assert r["kind"] in ("relation", "event")
        if r["kind"] == "relation":
            assert len(r["roles"]["subject"]) == 1
    by = {(r["article"], r["predicate"]): r for r in rows}
    title = by["one", "holdsPosition"]
    assert (title["title"], title["of"]["name"]) == ("foreign minister", "Ruritania")
    near = by["three", "near"]
    assert (near["distance_km"], near["direction"], near["figures"]) == (12.5, "north", [])
    threat = by["one", "Attack"]
    assert (threat["modality"], threat["holder"]["name"]) == ("threatened", "Rupert of Hentzau")
    assert threat["condition"] == "if the patrol stopped"
    assert by["two", "Death"]["figures"] == [{"kind": "killed", "value": 22, "bound": "min", "unit": "people"}]
    patrol = by["one", "Patrol"]
    assert patrol["ordinal"] == 11
    assert [x["mention"] for x in patrol["roles"]["route"]] == ["R7 highway"]
    assert patrol["time"] == {"text": "3 May 2021", "start": "2021-05-03", "end": "2021-05-03", "basis": "stated"}


def test_the_scorer_takes_the_claims_file(graph: Graph, tmp_path: Path, shared: Path) -> None:
    """Our own rows as gold, too: the scorer finds every claim again."""
    claims = tmp_path / "claims.jsonl"
    write(graph, claims)
    gold = tmp_path / "gold"
    gold.mkdir()
    rows = [json.loads(line) for line in claims.read_text("utf-8").splitlines()]
    for name in {r["article"] for r in rows}:
        (gold / f"{name}.json").write_text(json.dumps(as_gold(name, [r for r in rows if r["article"] == name])))
    run = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), str(claims), str(gold), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(run.stdout)
    assert result["claims"]["f1"] == 1.0
    assert result["stance_on_matched"]["holder"] == result["stance_on_matched"]["modality"] == 1.0


def as_gold(name: str, rows: list[dict]) -> dict:  # type: ignore[type-arg]
    references = [x for r in rows for xs in r["roles"].values() for x in xs]
    references += [h for r in rows for h in r["holders"]] + [r["of"] for r in rows if "of" in r]
    entities = {x["id"]: {"id": x["id"], "name": x["name"], "mentions": []} for x in references}
    for x in references:
        entities[x["id"]]["mentions"].append(x["mention"])
    claims = []
    for r in rows:
        roles = {role: [x["id"] for x in xs] for role, xs in r["roles"].items()}
        claim = {**r, "holder": r["holder"] and r["holder"]["id"], "holders": [h["id"] for h in r["holders"]]}
        if r["kind"] == "relation":
            claim |= {role: ids[0] for role, ids in roles.items()}
        claims.append(claim | {"roles": roles, "type": r["predicate"]})
    return {"article": name, "entities": list(entities.values()), "claims": claims}
