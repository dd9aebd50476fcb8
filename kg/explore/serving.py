"""Serving: on loopback unless asked otherwise, and then only to those who show a token."""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import UsageError
from kg.explore.app import LOOPBACK, application
from kg.query import Limits

HEADERS_WITHIN = 10.0  # seconds in which a connection must have sent the head of a request
CONNECTIONS = 200


@dataclass(frozen=True, slots=True)
class Binding:
    """Where it listens. A `host` that is not loopback needs `public`, and a `token`, which is made if not given."""

    host: str = "127.0.0.1"
    port: int = 8008
    public: bool = False
    token: str | None = None

    def checked(self) -> Binding:
        """The same with its token. Raises `UsageError` for a host that is no loopback address without `public`."""
        if self.is_loopback:
            return self
        if not self.public:
            raise UsageError(f"{self.host} can be reached from other machines; say --public to mean that")
        return Binding(self.host, self.port, True, self.token or secrets.token_urlsafe(24))

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """Where to open it, with the token."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}/" + (f"?token={self.token}" if self.token else "")


class Hurried(H11Protocol):
    """HTTP/1.1 that gives up on a connection which sends no whole head in time (slow-loris)."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._late = self.loop.call_later(HEADERS_WITHIN, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


def serve(graph: Path, binding: Binding, limits: Limits | None = None, names: tuple[str, ...] = ()) -> None:
    """Serves the graph until interrupted. `names` are further names under which it may be asked.

    Raises `UsageError` where the address cannot be bound, `GraphUnusable` where there is no graph.
    """
    binding = binding.checked()
    app = application(graph, limits, {*LOOPBACK, *(n.lower() for n in (binding.host, *names))}, binding.token)
    config = configuration(app, binding)
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise UsageError(f"{binding.host}:{binding.port} cannot be listened on; name another --port") from None
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def configuration(app: ASGIApp, binding: Binding) -> uvicorn.Config:
    """How uvicorn runs the application: in a hurry, without a word on itself."""
    return uvicorn.Config(
        app,
        host=binding.host,
        port=binding.port,
        http=Hurried,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=128 * 1024,
    )
