"""One question, one answer: bounded, and clear where it cannot be."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from kg.errors import UsageError
from kg.propose import Endpoint, Unanswered


def endpoint(fake: Any, **changes: Any) -> Endpoint:
    return Endpoint(**{"address": fake.address, "model": "tiny", "seconds": 5.0, "wait": 0.01, **changes})


def test_the_question_is_one_of_a_chat(fake: Any) -> None:
    assert endpoint(fake, key="secret").ask("Read.", "It rained.") == '{"claims": []}'
    (asked,) = fake.asked
    assert (asked["model"], asked["temperature"]) == ("tiny", 0)
    assert [m["content"] for m in asked["messages"]] == ["Read.", "It rained."]
    assert fake.keys == ["Bearer secret"]
    assert "secret" not in repr(endpoint(fake, key="secret"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_asked_three_times(fake: Any, status: int) -> None:
    fake.answer = lambda question: (status, "busy") if len(fake.asked) < 3 else (200, "fine")
    assert endpoint(fake).ask("Read.", "It rained.") == "fine"
    fake.answer = lambda question: (status, "busy")
    with pytest.raises(Unanswered, match=f"no answer in 3 tries: HTTP {status}"):
        endpoint(fake).ask("Read.", "It rained.")
    assert len(fake.asked) == 6


def test_who_takes_too_long_is_not_waited_for(fake: Any) -> None:
    fake.pause = 0.3
    with pytest.raises(Unanswered, match="no answer in 3 tries"):
        endpoint(fake, seconds=0.05).ask("Read.", "It rained.")


@pytest.mark.parametrize("status, words", [(401, "no key"), (404, "no model tiny"), (400, "bad")])
def test_what_must_be_mended_is_said_at_once(fake: Any, status: int, words: str) -> None:
    fake.answer = lambda question: (status, words)
    with pytest.raises(UsageError, match=rf"refuses the question \(HTTP {status}\): {words}"):
        endpoint(fake).ask("Read.", "It rained.")
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    "body", [b"{", b"{}", b"[" * 900_000, b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}']
)
def test_what_is_no_answer_is_none(fake: Any, body: bytes) -> None:
    fake.answer = lambda question: (200, body)
    with pytest.raises(Unanswered):
        endpoint(fake).ask("Read.", "It rained.")


def test_an_endless_answer_is_left(fake: Any) -> None:
    fake.answer = lambda question: (200, b"x" * 1_100_000)
    with pytest.raises(Unanswered, match="longer than 1,000,000 bytes"):
        endpoint(fake).ask("Read.", "It rained.")


def test_where_nobody_is_it_says_so() -> None:
    with pytest.raises(UsageError, match="no endpoint answers there"):
        Endpoint("http://127.0.0.1:9/v1", "tiny").ask("Read.", "It rained.")
    with pytest.raises(UsageError, match="write it as http://"):
        Endpoint("localhost:11434", "tiny").check()


def test_without_httpx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__
    monkeypatch.delitem(sys.modules, "httpx", raising=False)

    def without(name: str, *rest: Any) -> Any:
        if name == "httpx":
            raise ImportError
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'claimgraph\[llm\]'"):
        Endpoint("http://127.0.0.1:9/v1", "tiny").check()
