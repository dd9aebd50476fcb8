"""A graph that grows and shrinks is at every moment the graph of what it is made of, byte for byte."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.errors import AmbiguousName, GraphUnusable, NoInput, UnknownName
from kg.pipeline import Summary, add, remake, remove, retry
from kg.store import current
from tests.pipeline.conftest import NEWS, built, config, nquads

MORE = "Kenya denied that it backs Somalia. Mozambique asked the United Nations for help.\n"


def added(paths: list[Path], graph: Path, **flags: str) -> Summary:
    summary = add(paths, config(graph, **flags))
    assert summary.adds_up
    return summary


def root(graph: Path) -> str:
    return current(graph).manifest.root


def test_added_one_by_one_is_the_same_as_built_at_once(news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "whole")
    for number, pair in enumerate(combinations(sorted(news.iterdir()), 2)):
        graph = tmp_path / str(number)
        built([pair[0]], graph)
        added([pair[1]], graph)
        added([news], graph)
        assert nquads(graph) == nquads(tmp_path / "whole")
        assert root(graph) == root(tmp_path / "whole")


def test_what_is_added_and_removed_leaves_no_trace(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    before = current(graph).manifest
    (tmp_path / "more.txt").write_text(MORE)
    assert added([tmp_path / "more.txt"], graph).reused == 3
    assert root(graph) != before.root
    assert remove(["more"], config(graph)).adds_up
    assert current(graph).manifest.contents == before.contents
    assert root(graph) == before.root


def test_only_what_is_added_is_read(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    for path in news.iterdir():
        path.unlink()
    (tmp_path / "more.txt").write_text(MORE)
    summary = added([tmp_path / "more.txt"], graph)
    assert (summary.articles, summary.reused) == (4, 3)


def test_a_changed_file_replaces_what_it_was(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    (news / "talks.txt").write_text(MORE)
    assert added([news / "talks.txt"], graph).articles == 3
    built([news], tmp_path / "whole")
    assert nquads(graph) == nquads(tmp_path / "whole")


def test_a_changed_line_of_a_file_replaces_what_the_file_said(tmp_path: Path) -> None:
    feed, graph = tmp_path / "feed.jsonl", tmp_path / "graph"
    feed.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in NEWS.items()))
    built([feed], graph)
    feed.write_text(json.dumps({"id": "more", "text": MORE}) + "\n")
    added([feed], graph)
    assert [a.name for a in current(graph).manifest.contents.articles] == ["more"]


def test_articles_that_come_to_share_a_name_are_named_as_if_built_at_once(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "talks.txt").write_text(MORE)
    added([tmp_path / "later"], graph)
    built([news, tmp_path / "later"], tmp_path / "whole")
    assert nquads(graph) == nquads(tmp_path / "whole")
    assert {a.name for a in current(graph).manifest.contents.articles} >= {"news/talks", "later/talks"}


def test_the_same_text_from_another_place_gives_its_metadata_too(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    line = {"id": "copy", "text": NEWS["coup"], "date": "2023-08-30", "outlet": "Courier"}
    (tmp_path / "copy.jsonl").write_text(json.dumps(line))
    assert added([tmp_path / "copy.jsonl"], graph).copies == 1
    built([news, tmp_path / "copy.jsonl"], tmp_path / "whole")
    assert nquads(graph) == nquads(tmp_path / "whole")
    assert remove([str(tmp_path / "copy.jsonl")], config(graph)).articles == 2


def test_a_removed_article_stays_out_until_it_is_added(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    whole = root(graph)
    remove(["flood"], config(graph))
    assert remake(config(graph)).articles == 2
    assert not any("Mozambique" in line for line in nquads(graph))
    added([news / "flood.txt"], graph)
    assert root(graph) == whole
    assert remake(config(graph)).articles == 3


def test_all_articles_can_be_removed(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    assert remove(list(NEWS), config(graph)).articles == 0
    assert added([news], graph).articles == 3


def test_what_was_set_aside_stays_so_until_its_file_is_read_again(news: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    (news / "bad.txt").write_bytes(b"\x00")
    built([news], graph)
    (tmp_path / "more.txt").write_text(MORE)
    assert [q.reason for q in added([tmp_path / "more.txt"], graph).quarantined] == ["binary: it contains NUL bytes"]
    (news / "bad.txt").write_text("Chad backs Niger.\n")
    summary = added([news / "bad.txt"], graph)
    assert (summary.articles, summary.quarantined) == (5, ())


def test_what_was_set_aside_is_read_again_when_told(news: Path, tmp_path: Path, monkeypatch: Any) -> None:
    import kg.extract

    graph, real = tmp_path / "graph", kg.extract.extract

    def sometimes(doc: Any, article: Any, *known: Any) -> Any:
        if article.name == "flood":
            raise RuntimeError("not yet")
        return real(doc, article, *known)

    for name in ("bad.txt", "gone.txt", "later.txt"):
        (news / name).write_bytes(b"\x00")
    monkeypatch.setattr(kg.extract, "extract", sometimes)
    assert len(built([news], graph).quarantined) == 4
    monkeypatch.setattr(kg.extract, "extract", real)
    (news / "gone.txt").unlink()
    (news / "later.txt").write_text(MORE)
    (news / "new.txt").write_text("Chad backs Niger.\n")
    summary = retry(config(graph))
    assert summary.adds_up
    assert [Path(q.path).name for q in summary.quarantined] == ["bad.txt", "gone.txt"]
    assert sorted(a.name for a in current(graph).manifest.contents.articles) == ["coup", "flood", "later", "talks"]


def test_other_rules_for_cleaning_are_applied_to_what_is_there(news: Path, tmp_path: Path, monkeypatch: Any) -> None:
    graph = tmp_path / "graph"
    built([news], graph)
    (tmp_path / "more.txt").write_text(MORE)
    monkeypatch.setattr("kg.pipeline.knowledge.cleaning", lambda: "new")
    monkeypatch.setattr("kg.pipeline.making.cleaning", lambda: "new")
    monkeypatch.setattr("kg.read.articles.title", lambda text, dropped: "A title")
    summary = added([tmp_path / "more.txt"], graph)
    assert (summary.reused, summary.changed) == (0, ("cleaning",))


@pytest.mark.parametrize(
    "act, error, message",
    [
        (lambda g: remove(["tals"], config(g)), UnknownName, "did you mean 'talks'"),
        (lambda g: add([g.parent / "nowhere"], config(g)), NoInput, "no such file"),
        (lambda g: add([g.parent / "bad.txt"], config(g)), NoInput, "binary"),
        (lambda g: add([g.parent / "bad.txt"], config(g.parent / "none")), GraphUnusable, "no such graph"),
        (lambda g: remove(["talks"], config(g.parent / "none")), GraphUnusable, "no such graph"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    news: Path, tmp_path: Path, act: Any, error: type[Exception], message: str
) -> None:
    built([news], tmp_path / "graph")
    before = current(tmp_path / "graph").manifest
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    with pytest.raises(error, match=message):
        act(tmp_path / "graph")
    assert current(tmp_path / "graph").manifest == before
    assert not (tmp_path / "none").exists()


def test_a_name_that_several_articles_have_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "two.jsonl").write_text("".join(json.dumps({"id": "x", "text": t}) + "\n" for t in NEWS.values()))
    built([tmp_path / "two.jsonl"], tmp_path / "graph")
    name = current(tmp_path / "graph").manifest.contents.articles[0].name
    with pytest.raises(AmbiguousName, match="a-"):
        remove([name], config(tmp_path / "graph"))
