"""Which articles a gold folder is scored on."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.gold import articles, scores
from kg.errors import NoInput
from kg.evaluate import evaluate
from kg.ontology import Ontology


def test_articles_lie_beside_their_annotation_or_among_the_seeds(tmp_path: Path) -> None:
    gold, seeds = tmp_path / "gold" / "dev", tmp_path / "seeds"
    for folder in (gold, seeds):
        folder.mkdir(parents=True)
    for path in (gold / "a.json", gold / "b.json", gold / "b.txt", seeds / "a.txt", seeds / "c.txt"):
        path.write_text("{}", encoding="utf-8")
    assert articles(gold) == [seeds / "a.txt", gold / "b.txt"]


def test_an_annotation_without_a_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "lost.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NoInput, match=r"lost\.json: no text lost\.txt"):
        articles(tmp_path)


def test_an_empty_folder_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="no annotations"):
        articles(tmp_path)


def test_the_scores_have_a_line_for_each_predicate_and_one_for_all() -> None:
    assert list(scores(evaluate([], [], Ontology.load()))) == [
        "predicate\tprecision\trecall\tf1\tlenient_f1\thits\tfound\tgold",
        "all\t0.000\t0.000\t0.000\t0.000\t0\t0\t0",
    ]
