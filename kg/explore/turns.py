"""Turns at the workers: so many queries run at a time, some wait, and of more each is told to come again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from kg.query import Kept

WAITING = 16  # requests that may wait for a worker
PATIENCE = 5.0  # seconds that one waits
AGAIN = {"retry-after": "2"}


class Refused(Exception):
    """A request that is answered with this HTTP status and sentence."""

    def __init__(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        self.status, self.words, self.headers = status, words, headers
        super().__init__(words)


@dataclass
class Turns:
    """Lets `workers` queries run at a time, each in a process that is kept for them, whoever asks: the endpoint or a
    page."""

    workers: int = 2
    _free: asyncio.Semaphore = field(init=False)
    _processes: list[Kept] = field(init=False)
    _waiting: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.workers)
        self._processes = [Kept() for _ in range(self.workers)]

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Kept]:
        """A turn, for as long as the block runs, and the process to ask.

        Raises `Refused` where too many wait, or one has waited too long.
        """
        if self._waiting >= WAITING:
            raise Refused(429, "too many queries at once; come again", AGAIN)
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), PATIENCE)
        except TimeoutError:
            raise Refused(503, "all workers are busy; come again", AGAIN) from None
        finally:
            self._waiting -= 1
        process = self._processes.pop()
        try:
            yield process
        finally:
            self._processes.append(process)
            self._free.release()
