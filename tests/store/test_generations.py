"""Publication: readers see a whole generation or the one before."""

import errno
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, lists, permutations, text
from pyoxigraph import Quad

from kg import rdf
from kg.errors import GraphUnusable
from kg.store import Changes, Contents, Generation, Parcels, current, generations, locked, publish, verify
from kg.store.sorting import sorted_lines
from kg.store.tally import Buckets
from tests.worked_example import build_graph, drafts


def generation_names(graph: Path) -> list[str]:
    return sorted(p.name for p in (graph / "generations").iterdir())


def test_counts_are_those_of_the_graph(tmp_path: Path) -> None:
    counts = build_graph(tmp_path / "g").manifest.counts
    assert {k: counts[k] for k in counts if k != "quads"} == {
        "graphs": 4,
        "articles": 3,
        "entities": 8,
        "mentions": 17,
        "claims": 9,
        "statements": 4,
        "events": 3,
    }


def test_building_twice_makes_no_new_generation(tmp_path: Path) -> None:
    first = build_graph(tmp_path / "g")
    second = build_graph(tmp_path / "g", list(reversed(drafts())))
    assert second.manifest == first.manifest
    assert generation_names(tmp_path / "g") == ["1"]


def test_a_changed_graph_is_a_new_generation_and_old_ones_go(tmp_path: Path) -> None:
    roots = [build_graph(tmp_path / "g", drafts()[:n]).manifest.root for n in (1, 2, 3)]
    assert len(set(roots)) == 3
    assert generation_names(tmp_path / "g") == ["2", "3"]
    assert current(tmp_path / "g").manifest.number == 3


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    before = build_graph(tmp_path / "g", drafts()[:1])
    lines = before.nquads()
    build_graph(tmp_path / "g", keep=0)
    assert before.nquads() == lines
    assert generation_names(tmp_path / "g") == ["2"]


def test_an_interrupted_publication_leaves_the_published_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build_graph(tmp_path / "g", drafts()[:1])

    def interrupted(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generations, "sync_tree", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_graph(tmp_path / "g")
    assert current(tmp_path / "g").manifest == before.manifest
    assert generation_names(tmp_path / "g") == ["1"]


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    build_graph(tmp_path / "g", drafts()[:1])
    (tmp_path / "g" / "generations" / ".9.123.tmp" / "store").mkdir(parents=True)
    build_graph(tmp_path / "g")
    assert generation_names(tmp_path / "g") == ["1", "2"]


def test_no_graph_a_file_and_a_damaged_graph_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(GraphUnusable, match="no such graph"):
        current(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphUnusable, match="is a file"):
        current(tmp_path / "file")
    with pytest.raises(GraphUnusable, match="not a graph"):
        current(tmp_path)
    graph = tmp_path / "g"
    build_graph(graph)
    (graph / "generations" / "1" / "manifest.json").write_text("{")
    with pytest.raises(GraphUnusable, match="damaged"):
        current(graph)


def test_a_store_that_misses_articles_does_not_open(tmp_path: Path) -> None:
    whole = build_graph(tmp_path / "g")
    part = build_graph(tmp_path / "part", drafts()[:1])
    shutil.rmtree(whole.generation.store_path)
    shutil.copytree(part.generation.store_path, whole.generation.store_path)
    with pytest.raises(GraphUnusable, match="instead of 4"):
        whole.generation.open()
    shutil.rmtree(whole.generation.store_path)
    with pytest.raises(GraphUnusable, match="damaged"):
        whole.generation.open()


def next_to(graph: Path, changes: Changes) -> Generation:
    with locked(graph):
        return publish(graph, changes, Contents(()))


def quad(name: str, graph: str = "") -> Quad:
    it = rdf.node(name)
    return Quad(it, rdf.PREF_LABEL, rdf.text(name), rdf.node(graph) if graph else rdf.DEFAULT)


def test_a_generation_of_changes_shares_the_tables_of_the_one_before(tmp_path: Path) -> None:
    old, gone, new = quad("old"), quad("gone", "a-1"), quad("new", "a-2")
    for name, quads in (("g", [old, gone]), ("whole", [old, new])):
        with locked(tmp_path / name):
            publish(tmp_path / name, quads, Contents(()))
    before, whole = current(tmp_path / "g"), current(tmp_path / "whole")
    after = next_to(tmp_path / "g", Changes(frozenset({new}), frozenset({gone})))
    assert set(before.open()) == {old, gone}
    assert set(after.open()) == {old, new}
    assert (after.manifest.root, after.manifest.counts) == (whole.manifest.root, whole.manifest.counts)
    assert (after.folder / "buckets.txt").read_bytes() == (whole.folder / "buckets.txt").read_bytes()
    tables = {path.stat().st_ino for path in before.store_path.glob("*.sst")}
    shared = {path.stat().st_ino for path in after.store_path.glob("*.sst")} & tables
    assert len(shared) > len(tables) / 2  # the store may write a small one anew
    assert verify(tmp_path / "g").damages == ()


def test_no_changes_are_no_generation(tmp_path: Path) -> None:
    with locked(tmp_path / "g"):
        publish(tmp_path / "g", [quad("old")], Contents(()))
    next_to(tmp_path / "g", Changes(frozenset(), frozenset()))
    assert generation_names(tmp_path / "g") == ["1"]


def test_where_nothing_can_be_linked_tables_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(tmp_path / "g"):
        publish(tmp_path / "g", [quad("old")], Contents(()))

    def refused(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    after = next_to(tmp_path / "g", Changes(frozenset({quad("new")}), frozenset()))
    assert set(after.open()) == {quad("old"), quad("new")}


def test_changes_of_what_is_damaged_are_not_published(tmp_path: Path) -> None:
    with locked(tmp_path / "g"):
        publish(tmp_path / "g", [quad("old")], Contents(()))
    (current(tmp_path / "g").folder / "buckets.txt").write_text("0\n" * 256)
    with pytest.raises(GraphUnusable, match="damaged"):
        next_to(tmp_path / "g", Changes(frozenset({quad("new")}), frozenset()))
    assert generation_names(tmp_path / "g") == ["1"]


def test_an_empty_graph_can_be_published(tmp_path: Path) -> None:
    with locked(tmp_path / "g"):
        generation = publish(tmp_path / "g", [], Contents(()), extras={"note.txt": b"kept"})
    assert len(generation.open()) == 0
    assert (generation.folder / "note.txt").read_bytes() == b"kept"


def test_what_is_given_in_parcels_is_the_same_graph(tmp_path: Path) -> None:
    parcels = [[quad("a"), quad("b"), quad("a")], [], [quad("c")]]
    for name, quads in (("whole", [q for p in parcels for q in p]), ("parcels", Parcels(parcels))):
        with locked(tmp_path / name):
            publish(tmp_path / name, quads, Contents(()))
        assert verify(tmp_path / name).damages == ()
    assert current(tmp_path / "whole").manifest.root == current(tmp_path / "parcels").manifest.root


LINES = [f'<{rdf.E}s{n}> <{rdf.KG}p> "{n}" .' for n in range(6)]


def hashes(lines: list[str]) -> list[str]:
    buckets = Buckets()
    buckets.add(line.encode() for line in lines)
    return buckets.hashes()


@settings(deadline=None)
@given(permutations(LINES), lists(text(max_size=5), max_size=2))
def test_bucket_hashes_know_the_lines_not_their_order(order: list[str], more: list[str]) -> None:
    assert hashes(order) == hashes(LINES)
    assert (hashes(order + more) == hashes(LINES)) is (not more)


@given(lists(text(alphabet="ab\u0085\u2028é\U0001f600", max_size=4), max_size=30), integers(1, 8))
def test_lines_are_sorted_once_each_whatever_fits_in_memory(lines: list[str], run: int) -> None:
    with TemporaryDirectory() as folder:
        found = sorted_lines((line.encode() for line in lines), Path(folder), run)
        assert [line.decode() for line in found] == sorted(set(lines))
        assert list(Path(folder).iterdir()) == []
