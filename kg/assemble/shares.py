"""Work in shares, by one process or by several: the same results in the same order.

The processes are forked, so they see all that was made before and nothing is copied to them; only results come back.
Where a system cannot fork, one process does it all.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_work: Callable[[int], Any] | None = None


def in_shares(do: Callable[[T], R], shares: Sequence[T], workers: int) -> list[R]:
    """The result of `do` for every share, in the order of the shares, by at most `workers` processes."""
    global _work
    if workers < 2 or len(shares) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [do(share) for share in shares]

    def work(at: int) -> R:
        return do(shares[at])

    _work = work
    try:
        with multiprocessing.get_context("fork").Pool(min(workers, len(shares))) as pool:
            return pool.map(_at, range(len(shares)), chunksize=1)
    finally:
        _work = None


def slices(count: int, shares: int) -> list[slice]:
    """About equal slices of so many things, as many as `shares` at most."""
    size = max(1, -(-count // shares))
    return [slice(at, at + size) for at in range(0, count, size)]


def _at(at: int) -> Any:
    assert _work is not None
    return _work(at)
