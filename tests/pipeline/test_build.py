"""The whole flow: what is built, reused, set aside, and that the order of reading leaves no trace."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import GraphUnusable, MissingModel, NoInput
from kg.pipeline import make, read_one, remake
from kg.store import Objects, current
from tests.pipeline.conftest import NEWS, built, config, nquads


def test_a_folder_becomes_a_graph(news: Path, tmp_path: Path) -> None:
    summary = built([news], tmp_path / "graph")
    assert (summary.inputs, summary.articles, summary.reused, summary.quarantined) == (3, 3, 0, ())
    assert summary.counts["claims"] > 0
    assert any("Ruto" in line for line in nquads(tmp_path / "graph"))


def test_the_order_of_reading_leaves_no_trace(news: Path, tmp_path: Path) -> None:
    graphs = []
    for number, order in enumerate(permutations(sorted(news.iterdir()))):
        built(order, tmp_path / str(number))
        graphs.append(nquads(tmp_path / str(number)))
    assert all(graph == graphs[0] for graph in graphs)


def test_building_twice_changes_nothing_and_parses_nothing(news: Path, tmp_path: Path, monkeypatch: Any) -> None:
    built([news], tmp_path / "graph")
    before = current(tmp_path / "graph").manifest
    monkeypatch.setattr("kg.parse.load", lambda model: pytest.fail("the model was loaded"))
    summary = built([news], tmp_path / "graph")
    assert summary.reused == 3
    assert current(tmp_path / "graph").manifest == before


def test_a_file_that_moved_is_not_parsed_again(news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "graph")
    (news / "coup.txt").rename(news / "putsch.txt")
    summary = built([news], tmp_path / "graph")
    assert summary.reused == 3
    assert [a.name for a in current(tmp_path / "graph").manifest.contents.articles if a.name == "putsch"]


def test_a_graph_is_of_exactly_the_paths_of_its_last_build(news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "graph")
    built([news / "talks.txt"], tmp_path / "graph")
    assert not any("Mozambique" in line for line in nquads(tmp_path / "graph"))
    built([news / "talks.txt"], tmp_path / "other")
    assert nquads(tmp_path / "graph") == nquads(tmp_path / "other")


def test_new_metadata_has_an_article_read_again(news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "graph")
    (tmp_path / "t.csv").write_text("article,published\ncoup,2023-08-30\n")
    summary = built([news], tmp_path / "graph", metadata=str(tmp_path / "t.csv"))
    assert summary.reused == 2
    assert any("2023-08-30" in line for line in nquads(tmp_path / "graph"))


def test_a_changed_gazetteer_has_all_read_again_and_says_so(news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "graph")
    (tmp_path / "names").mkdir()
    header = "id\ttype\tname\taliases\tdemonyms\tseats\tcountry\tsource_class\tsame_as\tsource\n"
    (tmp_path / "names" / "people.tsv").write_text(header + "jane_doe\tPerson\tJane Doe" + "\t" * 6 + "\thand\n")
    (tmp_path / "kg.toml").write_text('gazetteer = ["names"]\n')
    summary = built([news], tmp_path / "graph")
    assert (summary.reused, summary.changed) == (0, ("gazetteer",))
    assert "changed    gazetteer: what depends on it was read again" in list(summary.lines())


def test_what_cannot_be_read_is_set_aside_and_the_rest_is_built(news: Path, tmp_path: Path) -> None:
    (news / "binary.txt").write_bytes(b"\x00\x01")
    (news / "long.txt").write_bytes(b"x" * 10_000_000)
    shutil.copy(news / "coup.txt", news / "copy.txt")
    (news / "notes.pdf").write_bytes(b"x")
    summary = built([news], tmp_path / "graph")
    assert (summary.inputs, summary.articles, summary.copies) == (6, 3, 1)
    assert [Path(q.path).name for q in summary.quarantined] == ["binary.txt", "long.txt"]
    assert summary.passed_over == {".pdf": 1}
    assert current(tmp_path / "graph").manifest.contents.quarantined == summary.quarantined


def test_an_article_that_the_extraction_fails_on_is_set_aside(news: Path, tmp_path: Path, monkeypatch: Any) -> None:
    import kg.extract

    real = kg.extract.extract

    def sometimes(doc: Any, article: Any, *known: Any) -> Any:
        if article.name == "flood":
            raise RuntimeError("no such\nconstruction")
        return real(doc, article, *known)

    monkeypatch.setattr(kg.extract, "extract", sometimes)
    summary = built([news], tmp_path / "graph")
    assert [q.reason for q in summary.quarantined] == ["RuntimeError: no such construction"]
    assert summary.articles == 2


def test_an_interrupted_build_goes_on_where_it_stopped(news: Path, tmp_path: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make([news], config(tmp_path / "graph"), progress=interrupt)
    with pytest.raises(GraphUnusable):
        current(tmp_path / "graph")
    assert built([news], tmp_path / "graph").reused == 2


def test_a_damaged_reading_is_made_again(news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "graph")
    before = nquads(tmp_path / "graph")
    damaged = next((tmp_path / "graph" / "objects").rglob("*.json"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    summary = built([news], tmp_path / "graph")
    assert summary.reused == 2
    assert "damaged" in summary.notes[0][1]
    assert nquads(tmp_path / "graph") == before


def test_a_rebuild_remembers_sources_and_metadata(news: Path, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "t.csv").write_text("article,published\ncoup,2023-08-30\n")
    built([news], tmp_path / "graph", metadata=str(tmp_path / "t.csv"))
    before = nquads(tmp_path / "graph")
    monkeypatch.chdir("/")
    summary = remake(config(tmp_path / "graph"))
    assert (summary.articles, summary.reused) == (3, 0)
    assert nquads(tmp_path / "graph") == before


@pytest.mark.parametrize("what", ["store/*.sst", "store/CURRENT"])
def test_a_rebuild_heals_a_damaged_store(news: Path, tmp_path: Path, what: str) -> None:
    built([news], tmp_path / "graph")
    before = nquads(tmp_path / "graph")
    for path in current(tmp_path / "graph").folder.glob(what):
        path.write_bytes(b"")
    with pytest.raises((GraphUnusable, AssertionError)):
        assert nquads(tmp_path / "graph") == before
    remake(config(tmp_path / "graph"))
    assert nquads(tmp_path / "graph") == before


def test_a_rebuild_finds_its_sources_in_an_older_manifest(news: Path, tmp_path: Path) -> None:
    built([news / "talks.txt"], tmp_path / "graph")
    built([news], tmp_path / "graph")
    before = nquads(tmp_path / "graph")
    remake(config(tmp_path / "graph"))
    (current(tmp_path / "graph").folder / "manifest.json").write_text("{")
    summary = remake(config(tmp_path / "graph"))
    assert summary.notes[0][1] == "its last manifest is damaged; the sources are those of generation 2"
    assert nquads(tmp_path / "graph") == before


def test_readings_that_no_generation_uses_are_removed(news: Path, tmp_path: Path) -> None:
    for number in range(3):
        (news / "talks.txt").write_text(NEWS["talks"] + "More talks followed. " * number, "utf-8")
        built([news], tmp_path / "graph")
    assert len(list(Objects(tmp_path / "graph").keys())) == 4


@pytest.mark.parametrize(
    "prepare, error, message",
    [
        (lambda folder: None, NoInput, "no article found$"),
        (lambda folder: (folder / "a.pdf").write_text("x"), NoInput, r"no article found \(passed over: \.pdf 1\)"),
        (lambda folder: (folder / "a.txt").write_bytes(b"\x00"), NoInput, "a.txt: binary: it contains NUL bytes$"),
    ],
    ids=["empty", "other kinds", "one binary"],
)
def test_nothing_to_read_is_said_and_makes_no_graph(
    tmp_path: Path, prepare: Any, error: type[Exception], message: str
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    prepare(folder)
    with pytest.raises(error, match=message):
        built([folder], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_a_missing_model_is_said_before_anything_is_written(news: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingModel):
        built([news], tmp_path / "graph", model="en_core_web_none")
    assert not (tmp_path / "graph").exists()


def test_a_graph_that_is_a_file_is_left_alone(news: Path, tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("mine")
    with pytest.raises(GraphUnusable):
        built([news], tmp_path / "graph")
    assert (tmp_path / "graph").read_text() == "mine"


def test_one_text_is_read_without_a_graph(tmp_path: Path) -> None:
    reading = read_one(b"Kenya backs Somalia.\n", config(tmp_path / "graph"))
    assert [(c.predicate, reading.quote(c.span)) for c in reading.claims if c.predicate == "backs"]
    assert list(tmp_path.iterdir()) == []


def test_the_library_builds_and_opens(news: Path, tmp_path: Path) -> None:
    graph = kg.build(news, tmp_path / "graph")
    question = 'ASK { ?a skos:prefLabel "Kenya"@en ; kg:backs ?b . ?b skos:prefLabel "Somalia"@en }'
    assert graph.query(question)
    assert kg.open(tmp_path / "graph").query(question)
