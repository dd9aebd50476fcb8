"""An endpoint of this machine that answers as a chat model would, or as a bad one."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

pytest.importorskip("httpx")


@dataclass
class Fake:
    """What the endpoint does: `answer` gives status and body for a question; `asked` are the questions so far."""

    address: str = ""
    answer: Callable[[dict[str, Any]], tuple[int, Any]] = lambda question: (200, {"claims": []})
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    pause: float = 0.0

    def propose(self, *claims: dict[str, Any]) -> None:
        self.answer = lambda question: (200, {"claims": list(claims)})


@pytest.fixture
def fake() -> Iterator[Fake]:
    state = Fake()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.asked.append(question)
            state.keys.append(self.headers.get("authorization"))
            time.sleep(state.pause)
            status, body = (404, "no such path") if self.path != "/v1/chat/completions" else state.answer(question)
            if status == 200 and not isinstance(body, bytes):
                content = body if isinstance(body, str) else json.dumps(body)
                body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})
            data = body if isinstance(body, bytes) else str(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *words: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
