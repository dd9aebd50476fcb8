"""The application: which address leads where."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.errors import KgError
from kg.explore.guarding import Guard, TooLarge, TooSlow, too_large, too_slow
from kg.explore.live import Live
from kg.explore.pages import Pages
from kg.explore.sparql import Endpoint
from kg.explore.turns import Turns
from kg.query import Limits
from kg.web import STATIC, asset, filled

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MEDIA = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".txt": "text/plain"}
LINKS = '<nav aria-label="Pages"><a href="/questions">Questions</a> <a href="/articles">Articles</a> ' + (
    '<a href="/conflicts">Conflicts</a> <a href="/query">SPARQL</a></nav>'
)


def application(
    graph: Path, limits: Limits | None = None, hosts: Collection[str] = LOOPBACK, token: str | None = None
) -> ASGIApp:
    """The explorer of the graph at `graph`. Raises `GraphUnusable` where there is none.

    `hosts` are the names under which it answers; with a `token` it answers only who shows it.
    """
    live = Live(graph)
    limits = limits or Limits()
    turns = Turns()
    pages, endpoint = Pages(live, limits, turns), Endpoint(live, limits, turns)

    async def data(request: Request) -> Response:
        found = await run_in_threadpool(lambda: live.now().picture)
        return Response(found, media_type="application/json")

    routes = [
        Route("/", lambda request: explorer(live)),
        Route("/graph.json", data),
        Route("/static/{name}", static),
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/id/{ident:path}", pages.thing, name="thing"),
        Route("/articles", pages.articles),
        Route("/article/{ident}", pages.article, name="article"),
        Route("/search", pages.search),
        Route("/conflicts", pages.conflicts),
        Route("/questions", pages.questions),
        Route("/questions/{name}", pages.question),
        Route("/query", pages.query),
    ]
    told = {
        KgError: pages.refused,
        TooLarge: lambda request, error: too_large(),
        TooSlow: lambda request, error: too_slow(),
    }
    return Guard(Starlette(routes=routes, exception_handlers=told), frozenset(hosts), token)


def explorer(live: Live) -> Response:
    """The same page as the file's; it asks for its parts, since nothing inline may run here."""
    head = '<link rel="stylesheet" href="/static/explorer.css">'
    data = (
        '<script type="application/json" id="graph-data" data-from="/graph.json"></script>\n'
        '<script type="application/json" id="world-data" data-from="/static/world.json"></script>\n'
        '<script src="/static/explorer.js"></script>'
    )
    title = escape(live.now().title)
    return HTMLResponse(filled(asset("page.html"), {"head": head, "title": title, "links": LINKS, "data": data}))


def static(request: Request) -> Response:
    """A file of the front end, by its name alone."""
    names = {p.name for p in STATIC.iterdir() if p.suffix in MEDIA}
    name = request.path_params["name"]
    if name not in names:
        return PlainTextResponse("there is no such file\n", 404)
    return Response(asset(name), media_type=MEDIA[Path(name).suffix], headers={"cache-control": "no-cache"})
