"""A graph held against gold: pairs, counts, reports, and the same figures as the scorer that came with the gold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli import run
from kg.errors import BadData, NoInput
from kg.evaluate import as_json, compared, draft, evaluate, html, read_gold, table
from kg.evaluate.report import confusions
from kg.evaluate.statistics import calibration, calibration_error
from kg.export import write
from kg.graph import Graph
from kg.ontology import Ontology
from tests.worked_example import build_graph, readings

ENTITIES = [
    {"id": "ruritania", "name": "Ruritania", "type": "State", "mentions": ["Ruritania", "Ruritanian"]},
    {"id": "fenwick", "name": "Grand Fenwick", "type": "State", "mentions": ["Grand Fenwick"]},
    {"id": "rebels", "name": "Fenwick rebels", "type": "ArmedGroup", "mentions": ["Fenwick rebels", "The rebels"]},
    {"id": "r7", "name": "R7 highway", "type": "Route", "mentions": ["R7 highway"]},
    {"id": "strelsau", "name": "Strelsau", "type": "Settlement", "mentions": ["Strelsau"]},
    {"id": "rupert", "name": "Rupert", "type": "Person", "mentions": ["Rupert"]},
]
STANCE = {"polarity": "affirmed", "modality": "actual"}
CLAIMS: list[dict[str, Any]] = [
    {"id": "r1", "kind": "relation", "predicate": "backs", "subject": "ruritania", "object": "rebels", "core": True,
     "quote": "Ruritania backs the Fenwick rebels", **STANCE},
    {"id": "r2", "kind": "relation", "predicate": "backs", "subject": "rebels", "object": "ruritania",
     "quote": "Ruritania backs the Fenwick rebels", **STANCE},
    {"id": "r3", "kind": "relation", "predicate": "holdsPosition", "subject": "rupert", "title": "foreign minister",
     "quote": "Rupert, the Ruritanian foreign minister", **STANCE},
    {"id": "e1", "kind": "event", "type": "Patrol", "roles": {"actor": ["ruritania", "fenwick"], "route": ["r7"]},
     "time": {"text": "3 May 2021", "start": "2021-05-03"}, "figures": [], "core": True,
     "quote": "Ruritania and Grand Fenwick held their 11th joint patrol on the R7 highway", **STANCE},
    {"id": "e2", "kind": "event", "type": "Shelling", "roles": {"actor": ["ruritania"], "place": ["strelsau"]},
     "holder": "rupert", "quote": "threatened to strike Strelsau", "polarity": "affirmed", "modality": "threatened"},
]  # fmt: skip


def gold_file(folder: Path, name: str = "one", **changes: Any) -> Path:
    path = folder / f"{name}.json"
    data = {"article": name, "entities": ENTITIES, "claims": CLAIMS, **changes}
    path.write_text(json.dumps(data), "utf-8")
    return path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("evaluate") / "g")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def test_what_is_counted(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    found = evaluate(read_gold([gold_file(tmp_path)], ontology), graph.claims(), ontology)
    # "The rebels are supported by Ruritania" repeats the first backing: the graph has four different claims
    assert (found.strict.hits, found.strict.found, found.strict.wanted) == (3, 4, 5)
    assert found.lenient.hits == 4, "an attack on Strelsau for its shelling"
    assert (found.core.hits, found.core.wanted) == (2, 2)
    assert found.shares["time"] == (1, 1)
    assert found.shares["false facts"] == (0, 3)
    assert (found.predicates["backs"].precision, found.predicates["backs"].recall) == (1.0, 0.5)
    assert (found.clusters.precision, found.clusters.recall) == (1.0, 1.0)
    assert {(c.kind, c.predicate) for c in found.confusions} == {
        ("missed", "backs"), ("missed", "Shelling"), ("extra", "Attack"),
    }  # fmt: skip
    assert found.intervals == {}, "one article has no spread"


def test_an_article_in_which_nothing_is_found_has_missed_all_of_its_gold(ontology: Ontology, tmp_path: Path) -> None:
    golds = read_gold([gold_file(tmp_path)], ontology)
    silent = evaluate(golds, [], ontology, articles_read=["one"])
    assert (silent.strict.hits, silent.strict.found, silent.strict.wanted) == (0, 0, 5)
    assert silent.absent == ()
    assert evaluate(golds, [], ontology).absent == ("one",)


@pytest.mark.parametrize("predicate, hits", [("backs", 0), ("alliedWith", 1)])
def test_sides_exchanged_are_no_hit_unless_the_relation_is_symmetric(
    graph: Graph, ontology: Ontology, tmp_path: Path, predicate: str, hits: int
) -> None:
    golds = read_gold([gold_file(tmp_path, claims=[{**CLAIMS[1], "predicate": predicate}])], ontology)
    claims = [replace(c, predicate=predicate) for c in graph.claims() if c.predicate == "backs"]
    assert evaluate(golds, claims, ontology).strict.hits == hits


def test_what_is_confused_says_what_stands_in_its_place(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    found = evaluate(read_gold([gold_file(tmp_path)], ontology), graph.claims(), ontology)
    by = {(c.kind, c.predicate): c for c in found.confusions}
    assert by["missed", "Shelling"].instead == "Attack actor Ruritania; object Strelsau"
    assert by["extra", "Attack"].instead == "Shelling actor Ruritania; place Strelsau"
    assert by["missed", "backs"].instead == ""
    assert "(found: Attack actor Ruritania; object Strelsau)" in "\n".join(confusions(found))
    assert (found.predicates["Shelling"].hits, found.lenient_predicates["Shelling"].hits) == (0, 1)
    assert "Attack" not in found.lenient_predicates, "it is a shelling then"
    assert any("lenient F1 1.000" in line for line in table(found) if line.startswith("Shelling"))


def test_a_claim_held_otherwise_is_listed_with_its_words(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    found = evaluate(
        read_gold([gold_file(tmp_path, claims=[{**CLAIMS[0], "polarity": "negated"}])], ontology),
        graph.claims(), ontology,
    )  # fmt: skip
    (held,) = [c for c in found.confusions if c.kind == "stance"]
    assert (held.predicate, held.parties) == ("backs", "affirmed actual for negated actual")
    assert "Ruritania" in held.quote


def test_every_figure_has_its_interval_over_articles(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    second = {"id": "r1", "kind": "relation", "predicate": "backs", "subject": "ruritania", "object": "rebels",
              "quote": "Ruritania backs the Fenwick rebels", "polarity": "negated", "modality": "actual"}  # fmt: skip
    golds = read_gold([gold_file(tmp_path), gold_file(tmp_path, "two", claims=[second])], ontology)
    found = evaluate(golds, graph.claims(), ontology)
    assert set(found.spreads) == {*found.predicates, *found.shares, "claims, lenient"}
    assert all(0 <= low <= high <= 1 for low, high in found.spreads.values())
    low, high = found.spreads["backs"]
    assert low <= found.predicates["backs"].f1 <= high
    assert evaluate(golds, graph.claims(), ontology).spreads == found.spreads, "the same each time"
    page = html(found)
    assert "95 %" in page
    assert "calibration error" in page
    assert "Who is who" in page


def test_belief_is_held_against_what_is_right() -> None:
    bins = list(calibration([(0.75, True), (0.75, False), (0.95, True), (0.95, True)]))
    assert [(b.claims, b.right) for b in bins] == [(2, 0.5), (2, 1.0)]
    assert calibration_error(bins) == pytest.approx((2 * 0.25 + 2 * 0.05) / 4)
    assert calibration_error([]) == 0.0


def test_what_moved_in_stance_and_belief_is_said(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    old = as_json(evaluate(read_gold([gold_file(tmp_path)], ontology), graph.claims(), ontology))
    claims = [{**CLAIMS[0], "modality": "planned"}, *CLAIMS[1:]]
    new = as_json(evaluate(read_gold([gold_file(tmp_path, claims=claims)], ontology), graph.claims(), ontology))
    lines = list(compared(old, new))
    assert "modality                1.000 → 0.667  (3 of 3, 2 of 3)" in lines
    old.pop("calibration_error")
    assert list(compared(old, old)) == ["nothing moved"]


def test_a_fact_that_is_only_threatened_is_a_false_fact(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    claims = [{**CLAIMS[0], "polarity": "negated"}]
    found = evaluate(read_gold([gold_file(tmp_path, claims=claims)], ontology), graph.claims(), ontology)
    assert found.shares["false facts"] == (1, 1)
    assert found.shares["polarity"] == (0, 1)
    assert found.shares["nonfact recall"] == (0, 1)


def test_reports_agree_and_escape(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    claims = [*CLAIMS, {**CLAIMS[1], "id": "r9", "quote": "<script>alert(1)</script>"}]
    found = evaluate(read_gold([gold_file(tmp_path, claims=claims)], ontology), graph.claims(), ontology)
    lines = list(table(found))
    assert " ".join(lines[0].split()) == "claims P 0.750 R 0.500 F1 0.600 (3 hits, 4 found, 6 in gold)"
    values = json.loads(json.dumps(as_json(found)))
    assert values["strict"] == {"precision": 0.75, "recall": 0.5, "f1": 0.6, "hits": 3, "found": 4, "wanted": 6}
    assert "<script>" not in html(found)
    assert list(compared(values, values)) == ["nothing moved"]
    fewer = evaluate(read_gold([gold_file(tmp_path)], ontology), graph.claims(), ontology)
    moved = list(compared(values, as_json(fewer)))
    assert moved[0].split() == ["strict", "recall", "0.500", "→", "0.600", "f1", "0.600", "→", "0.667"]
    assert moved[-1].startswith("- one | missed | backs")


@pytest.mark.parametrize(
    "text, message",
    [
        ("{", "not readable as JSON"),
        ("[]", "not a gold file"),
        (json.dumps({"article": "one", "entities": ENTITIES, "claims": [{"id": "x"}]}), "a field is missing"),
        (
            json.dumps({"article": "a", "entities": ENTITIES, "claims": [{**CLAIMS[0], "predicate": "likes"}]}),
            "claim r1: likes is no relation",
        ),
        (
            json.dumps({"article": "a", "entities": ENTITIES, "claims": [{**CLAIMS[0], "subject": "mars"}]}),
            "mars is none of the article's entities",
        ),
    ],
)
def test_gold_that_does_not_fit(tmp_path: Path, ontology: Ontology, text: str, message: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(BadData, match=message):
        read_gold([tmp_path], ontology)


def test_no_gold_is_no_input(tmp_path: Path, ontology: Ontology) -> None:
    with pytest.raises(NoInput, match="no gold file"):
        read_gold([tmp_path], ontology)
    with pytest.raises(NoInput, match="no such file"):
        read_gold([tmp_path / "none"], ontology)


def test_a_draft_is_gold_that_the_extraction_fits_wholly(ontology: Ontology, tmp_path: Path, graph: Graph) -> None:
    for reading in readings()[0]:
        (tmp_path / f"{reading.article.name}.json").write_text(json.dumps(draft(reading)), "utf-8")
    golds = read_gold([tmp_path], ontology)
    assert [g.name for g in golds] == ["one", "three", "two"]
    found = evaluate(golds, graph.claims(), ontology)
    assert found.strict.precision == 1.0
    assert found.intervals["precision"] == (1.0, 1.0)


def test_the_command(graph: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold_file(tmp_path), gold_file(tmp_path, "elsewhere")
    where = [str(tmp_path), "--graph", str(graph.path)]
    assert run(["evaluate", *where, "--misses", "--html", str(tmp_path / "page.html")]) == 1
    out = capsys.readouterr().out
    assert "not in the graph: elsewhere" in out
    assert "one  extra   Attack" in out
    assert (tmp_path / "page.html").read_text().startswith("<!doctype html>")
    assert run(["evaluate", str(tmp_path / "one.json"), "--graph", str(graph.path), "--json"]) == 0
    (tmp_path / "old").write_text(capsys.readouterr().out)
    assert run(["evaluate", str(tmp_path / "one.json"), *where[1:], "--compare", str(tmp_path / "old")]) == 0
    assert capsys.readouterr().out == "nothing moved\n"
    assert run(["evaluate", str(tmp_path / "one.json"), *where[1:], "--compare", str(tmp_path / "page.html")]) == 2
    assert run(["evaluate", str(tmp_path / "one.json"), *where[1:], "--compare", str(tmp_path / "one.json")]) == 2
    assert capsys.readouterr().err.endswith("one.json: not what kg evaluate --json writes\n")
    assert run(["evaluate", str(tmp_path / "one.json"), *where[1:], "--compare", str(tmp_path / "old"), "--json"]) == 2
    assert "--compare prints what moved and --json every figure" in capsys.readouterr().err
    assert run(["evaluate", str(tmp_path / "one.json"), *where[1:], "--compare", str(tmp_path / "lost.json")]) == 3
    assert capsys.readouterr().err.endswith("lost.json: no such file\n")
    assert run(["evaluate", str(tmp_path / "elsewhere.json"), *where[1:]]) == 3
    assert "none of the 1 annotated articles is in the graph" in capsys.readouterr().err


def test_the_figures_are_those_of_the_scorer_of_the_gold(shared: Path, tmp_path: Path, ontology: Ontology) -> None:
    built = kg.build(shared / "gold" / "dev2", tmp_path / "g", metadata=shared / "gold" / "metadata.csv")
    write(built, tmp_path / "claims.jsonl")
    scorer = [sys.executable, str(shared / "gold" / "score.py"), str(tmp_path / "claims.jsonl")]
    said = subprocess.run([*scorer, str(shared / "gold" / "dev2"), "--json"], capture_output=True, check=True)
    theirs: Mapping[str, Any] = json.loads(said.stdout)
    ours = evaluate(read_gold([shared / "gold" / "dev2"], ontology), built.claims(), ontology)
    for tally, name in ((ours.strict, "claims"), (ours.lenient, "claims_lenient")):
        assert (tally.hits, tally.found, tally.wanted) == tuple(
            theirs[name][k] for k in ("hit", "predicted", "gold")
        )  # fmt: skip
    assert round(ours.core.recall, 3) == theirs["core_recall"]
    right, of = ours.shares["modality"]
    assert round(right / of, 3) == theirs["stance_on_matched"]["modality"]
