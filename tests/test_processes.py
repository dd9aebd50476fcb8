"""What runs away, dies or eats memory costs itself, and nothing else."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from kg.processes import Effort, Failure, Worker, run_apart

EFFORT = Effort(seconds=20, memory_mb=512)
LIFE = 100


def act(what: str) -> bytes:
    """Does what it is told."""
    match what:
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
    return what.encode()


def start() -> Callable[[str], bytes]:
    return act


def said(*texts: str, workers: int = 2, effort: Effort = EFFORT) -> dict[str, bytes | Failure]:
    return dict(run_apart(start, texts, workers, effort, LIFE))


def test_everything_is_answered_whoever_does_it() -> None:
    texts = [str(number) for number in range(50)]
    for workers in (1, 2, 3):
        assert said(*texts, workers=workers) == {text: text.encode() for text in texts}


@pytest.mark.parametrize(
    "bad, reason",
    [
        ("die", "the process that read it was killed (SIGSEGV)"),
        ("leave", "the process that read it ended with code 3"),
        ("eat", "needed more memory than its limit of 512 MB"),
        ("fail", "ValueError: no such construction"),
    ],
)
def test_what_cannot_be_done_costs_one_job(bad: str, reason: str) -> None:
    answers = said("one", bad, "two", "three", "four")
    assert answers.pop(bad) == Failure(reason)
    assert answers == {text: text.encode() for text in ("one", "two", "three", "four")}


def test_what_takes_too_long_is_ended() -> None:
    answers = said("sleep", "one", workers=1, effort=Effort(0.5, 512))
    assert answers == {"sleep": Failure("took longer than 0.5 s"), "one": b"one"}


def test_one_worker_is_asked_again_and_again() -> None:
    with Worker(start, Effort(0.5, 512)) as worker:
        assert [worker.ask("one"), worker.ask("two")] == [b"one", b"two"]
        assert worker.ask("sleep") == Failure("took longer than 0.5 s")
        assert not worker.alive


def test_no_process_is_left_however_it_ends() -> None:
    working = run_apart(start, ["pid", "sleep"], 2, EFFORT, LIFE)
    _, pid = next(working)
    working.close()  # type: ignore[attr-defined]
    assert isinstance(pid, bytes)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_a_worker_is_replaced_after_a_while() -> None:
    def pids() -> Callable[[int], int]:
        return lambda number: os.getpid()

    assert len({pid for _, pid in run_apart(pids, range(4), 1, EFFORT, life=1)}) == 4
