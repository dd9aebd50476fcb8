"""Articles read in processes of their own: what runs away, dies or eats memory costs its article, not the build.

A worker is a fork: it has the loaded model from the start and shares its memory. It takes an article at a time, so that
a parse never depends on what else is read, and is replaced after some hundred, since the parser's vocabulary grows.
"""

from __future__ import annotations

import os
import resource
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait

from kg.model import Article
from kg.query.sandbox import mapped

MB = 1024 * 1024
LIFE = 400
"""Articles that one worker reads: the vocabulary of so many takes some megabytes."""

Reader = Callable[[Article], bytes]
"""What one article says, as it is kept on disk."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many processes read, and what one article may cost: seconds, and megabytes beyond the loaded model."""

    workers: int
    seconds: float
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article could not be read, in words."""

    reason: str


class Worker:
    """A process that reads. `start` makes its reader, in the process itself."""

    def __init__(self, start: Callable[[], Reader], memory_mb: int) -> None:
        self.ours, theirs = Pipe()
        self.article: Article | None = None
        self.given = 0
        self.since = 0.0
        self.pid = os.fork()
        if self.pid == 0:
            _serve(start, theirs, memory_mb)
        theirs.close()

    def give(self, article: Article) -> None:
        """Hands it an article; a worker that has died meanwhile is found so when its answer is awaited."""
        self.article, self.since = article, time.monotonic()
        self.given += 1
        with suppress(OSError):
            self.ours.send(article)

    def answer(self, effort: Effort) -> bytes | Failure | None:
        """What it says of its article: None as long as there is time."""
        if self.ours.poll():
            try:
                return self.ours.recv()  # type: ignore[no-any-return]
            except (EOFError, OSError):
                return Failure(f"the process that read it {_ended(self.end())}")
        if time.monotonic() - self.since < effort.seconds:
            return None
        self.end()
        return Failure(f"took longer than {effort.seconds:g} s")

    @property
    def alive(self) -> bool:
        return not self.ours.closed

    def end(self) -> int:
        """Ends the process, whatever it does; its status."""
        self.ours.close()
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return os.waitpid(self.pid, 0)[1]


def read_apart(
    start: Callable[[], Reader], articles: Iterable[Article], effort: Effort
) -> Iterator[tuple[Article, bytes | Failure]]:
    """Each article with what it says, in the order in which they are done. Ends its processes however it is left."""
    todo = deque(articles)
    workers: list[Worker] = []
    try:
        while todo or any(worker.article for worker in workers):
            _employ(workers, todo, start, effort)
            busy = [worker for worker in workers if worker.article]
            first = min(worker.since for worker in busy) + effort.seconds
            wait([worker.ours for worker in busy], max(0.0, first - time.monotonic()))
            for worker in busy:
                said = worker.answer(effort)
                if said is not None and worker.article is not None:
                    done, worker.article = worker.article, None
                    yield done, said
    finally:
        for worker in workers:
            if worker.alive:
                worker.end()


def _employ(workers: list[Worker], todo: deque[Article], start: Callable[[], Reader], effort: Effort) -> None:
    """Gives each idle worker an article, and starts new ones where there are too few."""
    for worker in [w for w in workers if not w.article and (not w.alive or w.given >= LIFE)]:
        if worker.alive:
            worker.end()
        workers.remove(worker)
    for worker in workers:
        if todo and not worker.article:
            worker.give(todo.popleft())
    while todo and len(workers) < effort.workers:
        workers.append(Worker(start, effort.memory_mb))
        workers[-1].give(todo.popleft())


def _serve(start: Callable[[], Reader], pipe: Connection, memory_mb: int) -> None:
    """The worker's own life: article in, reading out, until the pipe is closed. Never returns.

    It holds no file of its parent's, so that a lock does not outlive the process that took it.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        read = start()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (mapped() + memory_mb * MB, hard))
        while True:
            article = pipe.recv()
            try:
                said: bytes | Failure = read(article)
            except MemoryError:
                said = Failure(f"needed more memory than its limit of {memory_mb:,} MB")
            except Exception as error:  # a sentence nobody foresaw costs its article, not the build
                said = Failure(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")
            pipe.send(said)
    except (EOFError, OSError):
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _ended(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return f"was killed ({signal.Signals(number).name if number in list(signal.Signals) else number})"
    return f"ended with code {os.waitstatus_to_exitcode(status)}"
