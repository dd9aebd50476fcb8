"""A process kept for many queries: each is answered by a copy of it, which gives up network and files and ends with it.

A copy is made in a fifth of the time in which Python and the store's library are started (`benchmarks/serving.py`).
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
import weakref
from contextlib import suppress
from threading import Lock

from kg.query.client import started

END = b'\n{"exit":'
"""How the last line of an answer begins, which no other line does."""
CHUNK = 1 << 20  # bytes


class Kept:
    """A `Process` that can be asked again and again; of several at once, one after the other. It is started when it is
    first asked, and anew where it has died or had to be ended; it ends with this object, and with the program."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = Lock()

    def __call__(self, request: str, seconds: float) -> tuple[str, str, int]:
        """What a copy of the process writes on a request, what it complains of, and its exit code. Raises
        `TimeoutExpired`."""
        with self._asked:
            process = self._process or self._start()
            try:
                answer = _exchanged(process, request.encode("ascii"), seconds)
            except (OSError, subprocess.TimeoutExpired) as error:
                self._process = None
                _end(process)
                if isinstance(error, subprocess.TimeoutExpired):
                    raise
                return "", "", process.returncode
        out, _, last = answer.rpartition(END)
        told = json.loads(END[1:] + last)
        return out.decode("ascii", "replace"), told["err"], told["exit"]

    def _start(self) -> subprocess.Popen[bytes]:
        """Starts it, in a session of its own, so that it can be ended with its copy."""
        process = self._process = started("host", stderr=subprocess.DEVNULL, start_new_session=True)
        weakref.finalize(self, _end, process)
        return process


def _exchanged(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> bytes:
    """What is written on a request, up to its last line. Raises `TimeoutExpired`, and `OSError` where no last line
    comes."""
    assert process.stdin is not None
    assert process.stdout is not None
    until = time.monotonic() + seconds
    process.stdin.write(request)
    process.stdin.flush()
    place, answer = process.stdout.fileno(), bytearray()
    poll = select.poll()
    poll.register(place, select.POLLIN)
    while not (answer.endswith(b"\n") and answer.startswith(END, answer.rfind(b"\n", 0, len(answer) - 1))):
        if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
            raise subprocess.TimeoutExpired(process.args, seconds)
        chunk = os.read(place, CHUNK)
        if not chunk:
            raise BrokenPipeError
        answer += chunk
    return bytes(answer)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process with its copy, if it has not ended."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()
