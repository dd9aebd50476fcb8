"""What every request passes: the host it names, its token, its size and pace; and the headers every answer carries."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = 256 * 1024  # bytes of a request; a query of 64 KB, encoded
PATIENCE = 10.0  # seconds within which a body must have come
COOKIE = "kg-token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class TooLarge(Exception):
    """A body of more than `BODY` bytes."""


class TooSlow(Exception):
    """A body that has not come within `PATIENCE`."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The outermost layer. `hosts` are the names under which it answers; `token`, where there is one, must be shown.

    Other hosts are refused so that no page of the web can reach a loopback server by a name of its own (DNS
    rebinding). No header allows other origins anything.
    """

    app: ASGIApp
    hosts: Collection[str]
    token: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers)
        shown = self._shown(scope, headers) if self.token else None

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    found[name] = value
                if self.token and shown and hmac.compare_digest(shown, self.token):
                    found["set-cookie"] = f"{COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"
            await send(message)

        if refused is None and self.token and not (shown and hmac.compare_digest(shown, self.token)):
            refused = PlainTextResponse("a token is needed: open the address that kg serve printed\n", 401)
        if refused is not None:
            await refused(scope, receive, dressed)
            return
        await self.app(scope, _limited(receive), dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        length = headers.get("content-length", "0")
        if host_of(headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("this server does not answer under that name\n", 421)
        if self._is_foreign(headers):
            return PlainTextResponse("pages of other sites get no answer here\n", 403)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("the graph is only read here\n", 405, {"allow": "GET, HEAD, POST"})
        if not length.isdecimal() or int(length) > BODY:
            return too_large()
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a page of another site asks, which could not read the answer but make us work for it."""
        elsewhere = "origin" in headers and _host_of_origin(headers["origin"]) not in self.hosts
        return elsewhere or (
            headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
        )

    def _shown(self, scope: Scope, headers: Headers) -> str | None:
        """The token that a request carries: in its header, its cookie, or once in its address."""
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return bearer.strip()
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [None])[0]
        return asked or (cookie.value if cookie else None)


def _host_of_origin(origin: str) -> str | None:
    try:
        return urlsplit(origin).hostname
    except ValueError:
        return None


def too_large() -> PlainTextResponse:
    """The answer to `TooLarge`."""
    return PlainTextResponse(f"the request is larger than {BODY // 1024} KB\n", 413)


def too_slow() -> PlainTextResponse:
    """The answer to `TooSlow`."""
    return PlainTextResponse("the request came too slowly\n", 408)


def host_of(header: str) -> str:
    """The name in a Host header, without its port, in small letters.

    >>> host_of("LocalHost:8000"), host_of("[::1]:8000"), host_of("127.0.0.1")
    ('localhost', '::1', '127.0.0.1')
    """
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if ":" in name else name


def _limited(receive: Receive) -> Receive:
    """The same with an end to its size and its time."""
    size = 0
    end = asyncio.get_running_loop().time() + PATIENCE
    whole = False

    async def limited() -> Message:
        nonlocal size, whole
        if whole:
            return await receive()  # what comes after the body is that the client has gone
        try:
            message = await asyncio.wait_for(receive(), max(0.01, end - asyncio.get_running_loop().time()))
        except TimeoutError:
            raise TooSlow from None
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > BODY:
            raise TooLarge
        return message

    return limited
