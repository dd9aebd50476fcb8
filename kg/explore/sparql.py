"""The SPARQL 1.1 Protocol for reading: `/sparql` by GET and POST. Queries run in the sandboxed worker alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError, LimitReached, UsageError
from kg.explore.live import Live
from kg.explore.results import GRAPHS, TABLES, preferred
from kg.explore.turns import AGAIN, Refused, Turns
from kg.query import Dataset, Limits, Result, run, terminal_text
from kg.query.guard import check

Pairs = list[tuple[str, str]]
FILES = {"csv": "text/csv", "json": "application/sparql-results+json", "tsv": "text/tab-separated-values"}
"""What `format` in an address asks for, for a link to a file."""
NO_UPDATES = "updates are refused: queries only read; the graph is changed by kg build"

DESCRIPTION = """\
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
<{address}> a sd:Service ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
        <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
        <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/N-Triples> ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the graphs that the request beside it says it is asked of; None where it says nothing of them."""

    query: str
    dataset: Dataset | None = None


@dataclass
class Endpoint:
    """Answers queries, each when it has its turn."""

    live: Live
    limits: Limits
    turns: Turns

    async def answer(self, request: Request) -> Response:
        """The answer to one request of the protocol."""
        try:
            query = await _asked(request)
            if query is None:
                address = str(request.url.replace(query=None))
                return Response(DESCRIPTION.format(address=address), media_type="text/turtle")
            asked = FILES.get(request.query_params.get("format", ""))
            return _written(await self.run(query), asked or request.headers.get("accept", ""))
        except Refused as refused:
            return PlainTextResponse(f"{refused.words}\n", refused.status, refused.headers)

    async def run(self, asked: Asked) -> Result:
        """The result of a query. Raises `Refused`."""
        try:
            check(asked.query)
        except LimitReached as error:
            raise Refused(403, str(error)) from None
        store = self.live.now().graph.generation.store_path
        try:
            async with self.turns.one() as process:
                return await asyncio.to_thread(
                    run, store, asked.query, self.limits, dataset=asked.dataset, process=process
                )
        except UsageError as error:
            raise Refused(400, str(error)) from None
        except LimitReached as error:
            raise Refused(504, str(error)) from None
        except KgError as error:
            raise Refused(503, str(error), AGAIN) from None


async def _asked(request: Request) -> Asked | None:
    """What a request asks; None where a GET has no query and asks what this is."""
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        pairs = await _posted(request, pairs)
    if any(name == "update" or name.startswith("using-") for name, _ in pairs):
        raise Refused(403, NO_UPDATES)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise Refused(400, "more than one query was sent")
    if not queries and request.method == "POST":
        raise Refused(400, "no query was sent")
    return Asked(queries[0], _dataset(pairs)) if queries else None


async def _posted(request: Request, pairs: Pairs) -> Pairs:
    """The parameters of a POST: those in its address, and what its body has."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    try:
        words = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the request is not UTF-8") from None
    match kind:
        case "application/sparql-query":
            return [(name, value) for name, value in pairs if name != "query"] + [("query", words)]
        case "application/x-www-form-urlencoded":
            return pairs + parse_qsl(words, keep_blank_values=True)
        case "application/sparql-update":
            raise Refused(403, NO_UPDATES)
    raise Refused(415, "send a query as application/sparql-query or application/x-www-form-urlencoded")


def _dataset(pairs: Pairs) -> Dataset | None:
    """The graphs that a request names beside its query (SPARQL 1.1 Protocol, 2.1.4); they go before the query's own."""
    default, named = (
        tuple(value for name, value in pairs if name == parameter and value)
        for parameter in ("default-graph-uri", "named-graph-uri")
    )
    for iri in (*default, *named):
        try:
            NamedNode(iri)
        except ValueError:
            raise Refused(400, f"{terminal_text(iri[:200])} is not the IRI of a graph") from None
    return Dataset(default, named) if default or named else None


def _written(result: Result, accept: str) -> Response:
    offered = GRAPHS if result.form == "construct" else TABLES
    media = preferred(accept, offered)
    if media is None:
        raise Refused(406, f"there are {', '.join(offered)}")
    headers = {"kg-truncated": result.truncated} if result.truncated else {}
    return Response(offered[media](result), media_type=media, headers={**headers, "vary": "accept"})
