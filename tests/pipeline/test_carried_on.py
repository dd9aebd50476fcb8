"""What a generation keeps of its making serves the next one only where it still fits."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kg import corrections
from kg.corrections import Correction
from kg.pipeline import making, remove
from kg.pipeline.worked import LEDGER, OUTLINES, WORKINGS, Before
from kg.pipeline.world import put_right
from kg.store import Generation, current
from kg.store.sealed import CHECKSUMS, checksums
from tests.pipeline.killing import add, build, write_news
from tests.pipeline.test_same import config


@pytest.fixture
def grown(tmp_path: Path) -> tuple[Path, Path, str]:
    """The graph of 29 articles, a thirtieth, and the root of the graph of all."""
    write_news(tmp_path / "news")
    build(tmp_path / "news", tmp_path / "whole")
    more = (tmp_path / "news" / "0.txt").rename(tmp_path / "0.txt")
    build(tmp_path / "news", tmp_path / "graph")
    return tmp_path / "graph", more, current(tmp_path / "whole").manifest.root


def inodes(generation: Generation) -> set[int]:
    return {path.stat().st_ino for path in generation.store_path.glob("*.sst")}


def replaced(generation: Generation, name: str, data: bytes) -> None:
    """Another file of this name, with the checksum that it needs."""
    (generation.folder / name).write_bytes(data)
    (generation.folder / CHECKSUMS).write_bytes(checksums(generation.folder))


def test_a_thirtieth_article_is_stored_beside_the_others(grown: tuple[Path, Path, str]) -> None:
    graph, more, root = grown
    before = current(graph)
    tables = inodes(before)
    keys = [record.object for record in before.manifest.contents.articles]
    assert len(Before.of(config(graph), keys).outlines) == 29
    assert len(Before.of(config(graph), keys[1:]).outlines) == 28
    add(more, graph)
    assert current(graph).manifest.root == root
    assert inodes(current(graph)) & tables


def test_the_other_articles_are_not_gone_through(
    grown: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, more, root = grown
    monkeypatch.setattr(making, "_added", None)
    assert add(more, graph).adds_up
    assert current(graph).manifest.root == root
    (graph.parent / "copy.txt").write_bytes(more.read_bytes())
    with pytest.raises(TypeError):  # the same text from two places is an article with other sources
        add(graph.parent / "copy.txt", graph)


def test_what_is_taken_out_or_replaced_costs_no_more(
    grown: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, more, root = grown
    monkeypatch.setattr(making, "_added", None)
    monkeypatch.setattr(making, "_removed", None)
    before = current(graph).manifest.root
    add(more, graph)
    assert remove(["0"], config(graph)).adds_up
    assert current(graph).manifest.root == before
    replaced_file = graph.parent / "news" / "7.txt"
    said = replaced_file.read_text()
    replaced_file.write_text("Ruritania backs Elbonia, said paper 7.\n")
    assert add(replaced_file, graph).adds_up
    build(graph.parent / "news", graph.parent / "other")
    assert current(graph).manifest.root == current(graph.parent / "other").manifest.root != before
    replaced_file.write_text(said)
    add(replaced_file, graph)
    add(more, graph)
    assert current(graph).manifest.root == root


@pytest.mark.parametrize(
    "by_hand, quick",
    [
        ([Correction("merge", "borduria", "syldavia"), Correction("rename", "freedonia", "Free Freedonia")], True),
        ([Correction("drop", "ruritania"), Correction("retype", "sylvania", "ArmedGroup")], True),
        ([Correction("merge", "borduria", "syldavia"), Correction("split", "borduria", "Syldavia")], False),
    ],
    ids=["merged", "dropped", "split"],
)
def test_what_was_put_right_by_hand_holds_for_what_is_added(
    grown: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch, by_hand: list[Correction], quick: bool
) -> None:
    graph, more, root = grown
    whole = graph.parent / "whole"
    for one in (graph, whole):
        put_right(config(one), *by_hand)
    if quick:
        monkeypatch.setattr(making, "_added", None)
    add(more, graph)
    assert current(graph).manifest.root == current(whole).manifest.root != root


def test_what_is_no_longer_put_right_in_the_file_is_so_no_longer(grown: tuple[Path, Path, str]) -> None:
    graph, more, root = grown
    put_right(config(graph), Correction("merge", "borduria", "syldavia"))
    (graph / corrections.FILE).write_text("")
    add(more, graph)
    assert current(graph).manifest.root == root
    renamed = Correction("rename", "freedonia", "Free Freedonia")
    (graph / corrections.FILE).write_text(corrections.added("", renamed))
    remove(["0"], config(graph))
    put_right(config(graph.parent / "whole"), renamed)
    add(more, graph)
    assert current(graph).manifest.root == current(graph.parent / "whole").manifest.root != root


@pytest.mark.parametrize("name", ["prints.msgpack", LEDGER, OUTLINES, WORKINGS])
@pytest.mark.parametrize("data", [msgspec.msgpack.encode(["another version"]), b"\xc1"])
def test_what_another_version_kept_is_passed_over(grown: tuple[Path, Path, str], name: str, data: bytes) -> None:
    graph, more, root = grown
    replaced(current(graph), name, data)
    add(more, graph)
    assert current(graph).manifest.root == root


def test_a_store_that_is_damaged_is_not_built_upon(grown: tuple[Path, Path, str]) -> None:
    graph, more, root = grown
    for path in current(graph).store_path.glob("*.sst"):
        path.write_bytes(path.read_bytes()[:-100])
    add(more, graph)
    after = current(graph)
    assert after.manifest.root == root
    assert len(after.open()) == after.manifest.counts["quads"]
