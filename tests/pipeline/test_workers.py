"""Articles are read in processes of their own: how many leaves no trace, and one that dies costs its article."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Article
from kg.pipeline import make
from kg.store import current, locked
from tests.pipeline.conftest import built, config, nquads

if TYPE_CHECKING:
    from spacy.language import Language


def test_the_number_of_workers_leaves_no_trace(news: Path, tmp_path: Path) -> None:
    for number in (1, 3):
        (tmp_path / "kg.toml").write_text(f"workers = {number}\n")
        built([news], tmp_path / str(number))
    assert nquads(tmp_path / "1") == nquads(tmp_path / "3")
    assert current(tmp_path / "1").manifest == current(tmp_path / "3").manifest


def test_an_article_that_the_parser_fails_on_is_set_aside(
    news: Path, tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = nlp.make_doc
    monkeypatch.setattr(nlp, "make_doc", lambda text: made(text) if "Floods" not in text else 1 / 0)
    summary = built([news], tmp_path / "graph")
    assert [q.reason for q in summary.quarantined] == ["ZeroDivisionError: division by zero"]
    assert summary.articles == 2


def test_an_article_that_takes_its_reader_down_is_set_aside(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kg.extract

    real = kg.extract.extract

    def sometimes(doc: object, article: Article, *known: object) -> object:
        if article.name == "flood":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(doc, article, *known)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.extract, "extract", sometimes)
    summary = built([news], tmp_path / "graph")
    assert [q.reason for q in summary.quarantined] == ["the process that read it was killed (SIGKILL)"]
    assert summary.articles == 2


def test_a_lock_ends_with_its_process_though_a_worker_lives_on(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kg.extract

    monkeypatch.setattr(kg.extract, "extract", lambda *a: time.sleep(60))
    builder = os.fork()
    if builder == 0:
        make([news], config(tmp_path / "graph"))
        os._exit(0)
    lock = tmp_path / "graph" / "lock"
    while not (lock.exists() and lock.read_text().strip() == str(builder)):
        assert os.waitpid(builder, os.WNOHANG) == (0, 0)
        time.sleep(0.1)
    time.sleep(3)  # by now it has workers
    os.kill(builder, signal.SIGKILL)
    os.waitpid(builder, 0)
    with locked(tmp_path / "graph"):
        pass
