"""What is sound on disk by its checksums, and is wrong all the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Span
from kg.store import current, verify
from kg.store.sealed import CHECKSUMS, checksums
from tests.worked_example import Draft, build_graph, drafts


def damages(graph: Path) -> list[str]:
    return [str(damage) for damage in verify(graph).damages]


def test_a_store_of_another_graph_is_found_out(tmp_path: Path) -> None:
    other = drafts()
    del other[0].claims[0]
    build_graph(tmp_path / "less", other)
    folder = current(build_graph(tmp_path / "g").path).folder
    store = current(tmp_path / "g").store_path
    shutil.rmtree(store)
    shutil.copytree(current(tmp_path / "less").store_path, store)
    (folder / CHECKSUMS).write_bytes(checksums(folder))
    found = damages(tmp_path / "g")
    assert f"generations/1/{store.name}: holds 464 quads, not 469" in found
    assert any("the root hash differs" in line for line in found)


def test_a_store_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = current(build_graph(tmp_path / "g").path).folder
    shutil.rmtree(current(tmp_path / "g").store_path)
    (folder / CHECKSUMS).write_bytes(checksums(folder))
    assert len(damages(tmp_path / "g")) == 1


def test_a_generation_without_checksums_is_said(tmp_path: Path) -> None:
    folder = current(build_graph(tmp_path / "g").path).folder
    (folder / CHECKSUMS).unlink()
    (folder / CHECKSUMS).mkdir()
    assert any(line.startswith("generations/1: its checksums cannot be read") for line in damages(tmp_path / "g"))


@pytest.mark.parametrize("beyond, what", [(0, "which is not at its place"), (900, "has a span outside its text of")])
def test_a_quote_stands_at_its_place(tmp_path: Path, beyond: int, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Draft.reading

    def moved(draft: Draft) -> object:
        """The reading as it was stored, of other words than the graph was made of."""
        reading = said(draft)
        claim = replace(reading.claims[0], span=Span(1, 9 + beyond))
        text = reading.article.text if beyond else reading.article.text.swapcase()
        return replace(reading, article=replace(reading.article, text=text), claims=(claim, *reading.claims[1:]))

    whole = build_graph(tmp_path / "whole")
    monkeypatch.setattr(Draft, "reading", moved)
    wrong = build_graph(tmp_path / "wrong")
    graph = tmp_path / "g"
    shutil.copytree(wrong.path if beyond else whole.path, graph)
    for record in () if beyond else current(graph).manifest.contents.articles:
        source = next(r for r in current(wrong.path).manifest.contents.articles if r.id == record.id)
        theirs, ours = (next(g.glob(f"objects/**/{o.object}*")) for g, o in ((wrong.path, source), (graph, record)))
        shutil.copy(theirs, ours)
    assert any(what in line for line in damages(graph))
