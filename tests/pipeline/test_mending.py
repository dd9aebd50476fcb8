"""Whatever bit flips or file goes, it is found, and the graph is made whole again from its readings."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kg.errors import GraphUnusable
from kg.pipeline import repair
from kg.store import Objects, current, verify
from tests.pipeline.conftest import built, config, nquads

TRIES = 30
"""Of each kind. With 200 a run takes minutes and finds the same: all."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The graph that all tests of this module damage a copy of, once it is built."""
    return [tmp_path_factory.mktemp("sound") / "graph"]


@pytest.fixture
def graph(sound: list[Path], news: Path, tmp_path: Path) -> Path:
    if not sound[0].exists():
        built([news], sound[0])
    shutil.copytree(sound[0], tmp_path / "graph")
    return tmp_path / "graph"


def flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


def test_a_sound_graph_is_left_alone(graph: Path) -> None:
    found = verify(graph)
    assert found.damages == ()
    assert min(found.checked.values()) > 0
    before = current(graph).manifest
    assert repair(config(graph)).damages == ()
    assert current(graph).manifest == before


def test_any_flipped_bit_outside_the_readings_is_found_and_mended(graph: Path, tmp_path: Path) -> None:
    before, chance = nquads(graph), random.Random(11)
    kept = tmp_path / "kept"
    graph.rename(kept)
    for number in range(TRIES):
        shutil.copytree(kept, graph)
        flip(chance.choice([*files(graph / "generations"), graph / "LAST", graph / "CURRENT"]), chance)
        if number % 5:  # repair every fifth: finding is what costs little
            assert verify(graph).damages
        else:
            done = repair(config(graph))
            assert (bool(done.damages), done.lost, done.identical) == (True, (), True)
            assert verify(graph).damages == ()
            assert nquads(graph) == before
        shutil.rmtree(graph)


def test_any_flipped_bit_of_a_reading_is_found_and_costs_its_article(graph: Path) -> None:
    chance = random.Random(5)
    for path in files(graph / "objects"):
        whole = path.read_bytes()
        for _ in range(TRIES):
            flip(path, chance)
            assert [damage.where for damage in verify(graph).damages] == [path.relative_to(graph).as_posix()]
            path.write_bytes(whole)
    flip(path, chance)
    name = next(a.name for a in current(graph).manifest.contents.articles if a.object == path.stem)
    done = repair(config(graph))
    assert [record.name for record in done.lost] == [name]
    assert verify(graph).damages == ()
    contents = current(graph).manifest.contents
    assert len(contents.articles) == 2
    assert [Path(one.path).stem for one in contents.quarantined] == [name]


@pytest.mark.parametrize("gone", ["generations/1/store/*.log", "generations/1/*.json", "generations/1/store", "LAST"])
def test_what_is_gone_is_found_and_made_again(graph: Path, gone: str) -> None:
    before = nquads(graph)
    for path in list(graph.glob(gone)):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    assert verify(graph).damages
    assert repair(config(graph)).identical
    assert nquads(graph) == before


def test_a_reading_that_is_gone_names_its_article(graph: Path) -> None:
    key = next(Objects(graph).keys())
    Objects(graph).path(key).unlink()
    assert [damage.what for damage in verify(graph).damages] == ["is gone"]
    assert len(repair(config(graph)).lost) == 1


def test_without_any_manifest_the_articles_are_not_known(graph: Path) -> None:
    for path in [graph / "LAST", *graph.glob("generations/*/manifest.json")]:
        path.write_text("{")
    with pytest.raises(GraphUnusable, match="no manifest is whole"):
        repair(config(graph))


def test_no_graph_is_said(tmp_path: Path) -> None:
    for act in (lambda: verify(tmp_path / "none"), lambda: repair(config(tmp_path / "none"))):
        with pytest.raises(GraphUnusable, match="no such graph"):
            act()
    assert not (tmp_path / "none").exists()
