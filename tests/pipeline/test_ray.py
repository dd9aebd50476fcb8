"""A cluster reads the same as this machine, and who dies there loses nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.config import load_config
from kg.errors import GraphUnusable, UnknownName, UsageError
from kg.model import Article
from kg.pipeline import on_ray
from kg.pipeline.on_ray import run_on_ray
from kg.processes import Effort, Failure
from kg.store import current
from tests.pipeline.conftest import built


class Fake:
    """An actor that does what an article's text says."""

    def __init__(self, config: object) -> None:
        pass

    def known(self) -> dict[str, str]:
        return {"lexicon": "1"}

    def read(self, article: Article) -> bytes | Failure:
        word, _, path = article.text.partition(" ")
        if word == "die" or (word == "stumble" and not Path(path).exists()):
            if path:
                Path(path).touch()
            os._exit(1)
        if word == "sleep":
            time.sleep(600)
        return article.text.encode()


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    found = pytest.importorskip("ray", reason="ray is an extra: pip install 'claimgraph[ray]'")
    found.init(num_cpus=2, configure_logging=False, log_to_driver=False, include_dashboard=False)
    yield
    found.shutdown()


def read(*texts: str, known: str = "1") -> dict[str, bytes | Failure]:
    articles = [Article(f"a-{n}", text, text) for n, text in enumerate(texts)]
    done = run_on_ray(load_config({"workers": 2}), articles, Effort(20, 512), None, {"lexicon": known})
    return {article.text.partition(" ")[0]: said for article, said in done}


@pytest.mark.slow
def test_the_cluster_makes_the_same_graph(ray: None, news: Path, tmp_path: Path) -> None:
    built([news], tmp_path / "here")
    built([news], tmp_path / "there", engine="ray")
    assert current(tmp_path / "here").manifest.root == current(tmp_path / "there").manifest.root


@pytest.mark.slow
def test_who_dies_loses_nothing(ray: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_ray, "Reading", Fake)
    said = read("one", f"stumble {tmp_path / 'once'}", "die", "sleep", "two", "three")
    assert {word for word, answer in said.items() if isinstance(answer, bytes)} == {"one", "stumble", "two", "three"}
    assert str(said["die"]).startswith("Failure(reason='the process that read it ended twice")
    assert said["sleep"] == Failure("took longer than 20 s")


@pytest.mark.slow
def test_a_cluster_with_another_lexicon_is_refused(ray: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_ray, "Reading", Fake)
    with pytest.raises(UsageError, match="another lexicon than this machine"):
        read("one", known="2")


def test_an_unknown_engine_is_said(news: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean 'ray'"):
        built([news], tmp_path / "graph", engine="rai")


def test_no_ray_is_said(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises((UsageError, GraphUnusable), match="ray is not installed"):
        built([news], tmp_path / "graph", engine="ray")
