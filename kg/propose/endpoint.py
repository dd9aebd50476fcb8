"""An OpenAI-compatible endpoint: one question, one answer, within bounds of time, size and tries."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from kg.errors import UsageError

TRIES = 3
"""How often a question is put that is not answered for the time being (time-out, 429, 5xx)."""
WAIT, LONGEST_WAIT = 1.0, 20.0
"""Seconds before the second try, doubled for each further one; and at most, whatever the endpoint asks for."""
LONGEST_ANSWER = 1_000_000
"""Bytes."""
KEY = "KG_LLM_KEY"
"""The environment variable that has the key; it is written nowhere."""


class Unanswered(Exception):
    """The endpoint did not give a usable answer; `str` says why. Another time it may."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked: the address below which `chat/completions` lies, and the model's name there.

    `seconds` is what one try may take.
    """

    address: str
    model: str
    seconds: float = 60.0
    key: str | None = field(default=None, repr=False)
    wait: float = WAIT

    def check(self) -> None:
        """Raises `UsageError` where nobody can be asked: no httpx, or an address that is none."""
        if not self.address.startswith(("http://", "https://")):
            raise UsageError(f"--llm {self.address}: no address; write it as http://localhost:11434/v1")
        _httpx()

    def ask(self, system: str, text: str) -> str:
        """The model's answer. Raises `Unanswered`, and `UsageError` where address, key or model must be mended."""
        text = text.encode("utf-8", "replace").decode()  # half a surrogate pair is no text that could be sent
        body = {
            "model": self.model,
            "temperature": 0,
            "seed": 1,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": text}],
        }
        why = ""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(min(LONGEST_WAIT, self.wait * 2 ** (attempt - 1)))
            status, data = self._sent(body)
            if status == 200:
                return _content(data)
            why = data.decode("utf-8", "replace") if status is None else f"HTTP {status}"
            if status is not None and status < 500 and status not in (408, 409, 429):
                words = " ".join(data.decode("utf-8", "replace").split())[:200]
                raise UsageError(f"{self.address}: refuses the question (HTTP {status}): {words}")
        raise Unanswered(f"{self.address}: no answer in {TRIES} tries: {why}")

    def _sent(self, body: dict[str, Any]) -> tuple[int | None, bytes]:
        """Status and body of one answer; no status where none came in time, then the reason."""
        http = _httpx()
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.address.rstrip('/')}/chat/completions"
        until = time.monotonic() + self.seconds
        try:
            with http.stream("POST", address, json=body, headers=headers, timeout=self.seconds) as answer:
                data = b""
                for chunk in answer.iter_bytes():
                    data += chunk
                    if len(data) > LONGEST_ANSWER:
                        raise Unanswered(f"{self.address}: its answer is longer than {LONGEST_ANSWER:,} bytes")
                    if time.monotonic() > until:
                        return None, b"took too long"
                return answer.status_code, data
        except (http.ConnectError, http.UnsupportedProtocol, http.InvalidURL) as error:
            raise UsageError(f"{self.address}: no endpoint answers there: {error}") from error
        except http.HTTPError as error:
            return None, (str(error) or type(error).__name__).encode()


def _httpx() -> Any:
    """The module. Raises `UsageError` where it is not installed."""
    try:
        import httpx
    except ImportError:
        raise UsageError("asking a model needs httpx; install it with pip install 'claimgraph[llm]'") from None
    return httpx


def _content(data: bytes) -> str:
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Unanswered(f"the answer is none of a chat model: {type(error).__name__}") from error
    if not isinstance(content, str):
        raise Unanswered("the answer has no text")
    return content
