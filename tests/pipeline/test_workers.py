"""An article that runs away, dies or eats memory costs itself, and nothing else."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Article
from kg.pipeline import make
from kg.pipeline.workers import LIFE, Effort, Failure, read_apart
from kg.store import current, locked
from tests.pipeline.conftest import built, config, nquads

EFFORT = Effort(workers=2, seconds=20, memory_mb=512)


def article(text: str) -> Article:
    return Article(f"a-{text}", text, text)


def act(article: Article) -> bytes:
    """Does what the article's text says."""
    match article.text:
        case "sleep":
            time.sleep(600)
        case "die":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(3)
        case "eat":
            return b"x" * 2_000_000_000
        case "fail":
            raise ValueError("no such\nconstruction")
        case "pid":
            return str(os.getpid()).encode()
    return article.text.encode()


def said(*texts: str, effort: Effort = EFFORT) -> dict[str, bytes | Failure]:
    def start() -> Callable[[Article], bytes]:
        return act

    return {a.text: answer for a, answer in read_apart(start, map(article, texts), effort)}


def test_everything_is_answered_whoever_reads_it() -> None:
    texts = [str(number) for number in range(50)]
    for workers in (1, 2, 3):
        answers = said(*texts, effort=Effort(workers, 20, 512))
        assert answers == {text: text.encode() for text in texts}


@pytest.mark.parametrize(
    "bad, reason",
    [
        ("die", "the process that read it was killed (SIGSEGV)"),
        ("leave", "the process that read it ended with code 3"),
        ("eat", "needed more memory than its limit of 512 MB"),
        ("fail", "ValueError: no such construction"),
    ],
)
def test_what_cannot_be_read_costs_one_article(bad: str, reason: str) -> None:
    answers = said("one", bad, "two", "three", "four")
    assert answers.pop(bad) == Failure(reason)
    assert answers == {text: text.encode() for text in ("one", "two", "three", "four")}


def test_what_takes_too_long_is_ended() -> None:
    answers = said("sleep", "one", effort=Effort(1, 0.5, 512))
    assert answers == {"sleep": Failure("took longer than 0.5 s"), "one": b"one"}


def test_no_process_is_left_however_it_ends() -> None:
    def start() -> Callable[[Article], bytes]:
        return act

    reading = read_apart(start, [article("pid"), article("sleep")], EFFORT)
    _, pid = next(reading)
    reading.close()
    assert isinstance(pid, bytes)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_a_worker_is_replaced_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.workers.LIFE", 1)

    def start() -> Callable[[Article], bytes]:
        return lambda article: str(os.getpid()).encode()

    articles = [article(str(number)) for number in range(4)]
    assert len({pid for _, pid in read_apart(start, articles, Effort(1, 20, 512))}) == 4
    assert LIFE > 1


def test_the_number_of_workers_leaves_no_trace(news: Path, tmp_path: Path) -> None:
    for number in (1, 3):
        (tmp_path / "kg.toml").write_text(f"workers = {number}\n")
        built([news], tmp_path / str(number))
    assert nquads(tmp_path / "1") == nquads(tmp_path / "3")
    assert current(tmp_path / "1").manifest == current(tmp_path / "3").manifest


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
