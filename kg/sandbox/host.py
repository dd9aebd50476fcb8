"""The process that stays (`kg.query.kept`): a copy of it answers each request, a line on stdin, and ends.

What a query is given it gives up with the copy: the network, files, memory, time. The process itself reads nothing of
a request. Behind what the copy wrote stands a line `{"exit": …, "err": …}`: its exit code, what it complained of.
"""

from __future__ import annotations

import json
import os
import sys
import traceback

from kg.sandbox.worker import serve

MOST = 1 << 16  # bytes of complaints: what a pipe holds


def main() -> None:
    """Has requests answered until there are no more."""
    while request := sys.stdin.buffer.readline():
        code, complaints = answered(request)
        last = json.dumps({"exit": code, "err": complaints.decode("utf-8", "replace")})
        os.write(1, f"\n{last}\n".encode("ascii"))


def answered(request: bytes) -> tuple[int, bytes]:
    """Has a copy of this process answer; its exit code and what it complained of."""
    heard, told = os.pipe()
    copy = os.fork()
    if copy == 0:
        _answer(request, told)
    os.close(told)
    try:
        _, status = os.waitpid(copy, 0)
        return os.waitstatus_to_exitcode(status), os.read(heard, MOST)
    finally:
        os.close(heard)


def _answer(request: bytes, complaints: int) -> None:
    """The copy's own life, which never returns. Of its maker's pipes it keeps the one to answer."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(complaints, 2)
        os.set_blocking(2, False)
        serve(json.loads(request))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
