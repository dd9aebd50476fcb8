"""Work done in processes of its own: what runs away, dies or eats memory costs one piece of work and nothing else.

A worker is a fork: what is loaded already it has from the start, and shares the memory of it.
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
from types import TracebackType
from typing import Generic, TypeVar

from kg.sandbox.denying import mapped

MB = 1024 * 1024

Job = TypeVar("Job")
Answer = TypeVar("Answer")
Start = Callable[[], Callable[[Job], Answer]]
"""Makes, in the worker itself, the function that does the work."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What one job may cost: seconds, and megabytes beyond what the worker has at its start."""

    seconds: float
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job could not be done, in words."""

    reason: str


class Worker(Generic[Job, Answer]):
    """A process that does one job after the other. As a context it is ended at the end."""

    def __init__(self, start: Start[Job, Answer], effort: Effort) -> None:
        self._effort = effort
        self.ours, theirs = Pipe()
        self.job: Job | None = None
        self.given = 0
        self._since = 0.0
        self._pid = os.fork()
        if self._pid == 0:
            _serve(start, theirs, effort.memory_mb)
        theirs.close()

    def __enter__(self) -> Worker[Job, Answer]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def ask(self, job: Job) -> Answer | Failure:
        """Gives it a job and waits for the answer."""
        self.give(job)
        while True:
            wait([self.ours], max(0.0, self.until - time.monotonic()))
            answer = self.answer()
            if answer is not None:
                return answer

    def give(self, job: Job) -> None:
        """Hands it a job; a worker that has died meanwhile is found so when its answer is awaited."""
        self.job, self._since = job, time.monotonic()
        self.given += 1
        with suppress(OSError):
            self.ours.send(job)

    @property
    def until(self) -> float:
        """When its time for the job is over, by the monotonic clock."""
        return self._since + self._effort.seconds

    def answer(self) -> Answer | Failure | None:
        """What it answers: None as long as there is time. After a failure it may no longer be alive."""
        if self.ours.poll():
            try:
                return self.ours.recv()  # type: ignore[no-any-return]
            except (EOFError, OSError):
                return Failure(f"the process that read it {_ended(self.end())}")
        if time.monotonic() < self.until:
            return None
        self.end()
        return Failure(f"took longer than {self._effort.seconds:g} s")

    @property
    def alive(self) -> bool:
        return not self.ours.closed

    def end(self) -> int:
        """Ends the process, whatever it does; its status, 0 where it had ended before."""
        if not self.alive:
            return 0
        self.ours.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        return os.waitpid(self._pid, 0)[1]


def run_apart(
    start: Start[Job, Answer], jobs: Iterable[Job], workers: int, effort: Effort, life: int
) -> Iterator[tuple[Job, Answer | Failure]]:
    """Each job with its answer, in the order in which they are done; a worker is replaced after `life` jobs.

    No worker is left, however this is.
    """
    todo = deque(jobs)
    staff: list[Worker[Job, Answer]] = []
    try:
        while todo or any(worker.job is not None for worker in staff):
            staff = _employed(staff, todo, workers, life, lambda: Worker(start, effort))
            busy = [worker for worker in staff if worker.job is not None]
            wait([worker.ours for worker in busy], max(0.0, min(w.until for w in busy) - time.monotonic()))
            for worker in busy:
                answer = worker.answer()
                if answer is not None and worker.job is not None:
                    done, worker.job = worker.job, None
                    yield done, answer
    finally:
        for worker in staff:
            worker.end()


def _employed(
    staff: list[Worker[Job, Answer]], todo: deque[Job], most: int, life: int, new: Callable[[], Worker[Job, Answer]]
) -> list[Worker[Job, Answer]]:
    """The workers, each with a job as long as there are some; those that died or had their time are replaced."""
    kept = []
    for worker in staff:
        if worker.job is None and (not worker.alive or worker.given >= life):
            worker.end()
            continue
        kept.append(worker)
        if worker.job is None and todo:
            worker.give(todo.popleft())
    while todo and len(kept) < most:
        kept.append(new())
        kept[-1].give(todo.popleft())
    return kept


def _serve(start: Start[Job, Answer], pipe: Connection, memory_mb: int) -> None:
    """The worker's own life: job in, answer out, until the pipe is closed. Never returns.

    It holds no file of its parent's, so that a lock does not outlive the process that took it.
    """
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.closerange(3, pipe.fileno())
        os.closerange(pipe.fileno() + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        work = start()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (mapped() + memory_mb * MB, hard))
        while True:
            job = pipe.recv()
            try:
                answer: Answer | Failure = work(job)
            except MemoryError:
                answer = Failure(f"needed more memory than its limit of {memory_mb:,} MB")
            except Exception as error:  # what nobody foresaw costs its job, not the others
                answer = Failure(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")
            pipe.send(answer)
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
