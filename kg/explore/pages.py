"""The pages: entities, statements, articles, questions, search, conflicts, and a place to write queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.errors import KgError, LimitReached, UnknownName, UsageError
from kg.explore.describing import WRITERS, quads
from kg.explore.live import Live, Snapshot
from kg.explore.looking import search
from kg.explore.marking import stretches
from kg.explore.results import preferred
from kg.explore.turns import Refused, Turns
from kg.export.palette import palette
from kg.export.wording import address, days_in_words, in_words, seen, titled
from kg.graph import Explanation
from kg.graph.conflicts import conflicts
from kg.model import Statement
from kg.ontology import Ontology
from kg.query import Limits, questions, shown
from kg.rdf import PREFIXES, local

SHOWN = 200  # statements on a page
DOWNLOADS = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/sparql-results+json"}


@dataclass
class Pages:
    """The handlers of all pages. They are called in threads; what they read does not change. A page that asks the store
    takes its turn."""

    live: Live
    limits: Limits
    turns: Turns

    def __post_init__(self) -> None:
        self._ontology = Ontology.load()
        loader = PackageLoader("kg.explore", "pages")
        self._pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._pages.filters["seen"] = lambda text: seen(str(text))
        self._pages.filters["words"] = self._words
        self._pages.filters["address"] = address

    def _words(self, name: str) -> str:
        return in_words(name, self._ontology)

    def thing(self, request: Request) -> Response:
        """An entity, statement, event or article by its id: a page, or data for those who ask for it."""
        snapshot = self.live.now()
        ident = request.path_params["ident"]
        if ident in snapshot.articles:
            return RedirectResponse(request.url_for("article", ident=ident), 303)
        statement = snapshot.statement_of.get(ident, ident)
        offered = {"text/html": None, **WRITERS}
        media = request.query_params.get("format") or preferred(request.headers.get("accept", ""), offered)
        if media is not None and media in WRITERS:
            found = quads(snapshot, ident)
            return Response(WRITERS[media](found), 200 if found else 404, media_type=media, headers={"vary": "accept"})
        try:
            if statement.startswith(("s-", "v-")):
                (explained,) = snapshot.graph.explain(statement=statement)
                return self._page(request, "statement.html", snapshot, told=[self._told(snapshot, explained)])
            return self._entity(request, snapshot, ident)
        except UnknownName:
            return self._page(request, "message.html", snapshot, 404, words="Nothing has this address.")

    def _entity(self, request: Request, snapshot: Snapshot, ident: str) -> Response:
        if ident not in snapshot.graph.entities:
            raise UnknownName("entity", ident, ())
        portrait = snapshot.graph.portrait(ident)
        topics: dict[str, list[Statement]] = defaultdict(list)
        parts = (*portrait.out, *portrait.into, *portrait.events)
        for part in parts[:SHOWN]:
            kind = "events" if part.statement.kind == "event" else in_words(part.statement.predicate, self._ontology)
            if part.statement not in topics[kind]:
                topics[kind].append(part.statement)
        listed = {kind: [self._summary(snapshot, s) for s in found] for kind, found in topics.items()}
        names = {a.name: local(a.id) for a in snapshot.graph.articles}
        more = max(0, len(parts) - SHOWN)
        return self._page(
            request,
            "entity.html",
            snapshot,
            e=portrait.entity,
            named=portrait.named,
            names=names,
            topics=listed,
            more=more,
        )

    def article(self, request: Request) -> Response:
        """The text of an article with mentions and claims marked."""
        snapshot = self.live.now()
        found = snapshot.articles.get(request.path_params["ident"])
        if found is None:
            return self._page(request, "message.html", snapshot, 404, words="No article has this address.")
        claims = list(snapshot.graph.claims(local(found.id)))
        of = {s.id: s for s in snapshot.graph.statements()}
        told = [(c, self._summary(snapshot, of[local(c.statement)])) for c in claims if local(c.statement) in of]
        text = list(stretches(snapshot, found.id, claims))
        return self._page(request, "article.html", snapshot, a=found, text=text, told=told)

    def articles(self, request: Request) -> Response:
        """All articles."""
        snapshot = self.live.now()
        listed = sorted(snapshot.graph.articles, key=lambda a: (a.published or "", a.name), reverse=True)
        return self._page(request, "articles.html", snapshot, articles=[(local(a.id), a) for a in listed])

    def search(self, request: Request) -> Response:
        """Names and sentences that have some words."""
        snapshot = self.live.now()
        asked = request.query_params.get("q", "")[:200]
        found = search(snapshot, asked)
        return self._page(request, "search.html", snapshot, asked=asked, found=found)

    def conflicts(self, request: Request) -> Response:
        """What cannot well both be so."""
        snapshot = self.live.now()
        found = conflicts(snapshot.graph)
        return self._page(request, "conflicts.html", snapshot, conflicts=found[:SHOWN], more=max(0, len(found) - SHOWN))

    def questions(self, request: Request) -> Response:
        """The named questions."""
        return self._page(request, "questions.html", self.live.now(), questions=list(questions().values()))

    def query(self, request: Request) -> Response:
        """A place to write SPARQL."""
        return self._page(request, "query.html", self.live.now(), prefixes=dict(PREFIXES))

    async def question(self, request: Request) -> Response:
        """A named question with its answer, as a page or as a file."""
        snapshot = self.live.now()
        name = request.path_params["name"]
        if name not in questions():
            return self._page(request, "message.html", snapshot, 404, words="No question has this name.")
        asked = questions()[name]
        values = [request.query_params.get(p.name, "").strip() for p in asked.parameters]
        while values and not values[-1]:
            values.pop()
        answer, words, status, headers = None, "", 200, None
        ready = len([v for v in values if v]) >= len([p for p in asked.parameters if not p.optional])
        if ready:
            try:
                async with self.turns.one() as process:
                    answer = await run_in_threadpool(
                        snapshot.graph.ask, name, *values, limits=self.limits, process=process
                    )
            except (UsageError, LimitReached) as error:
                words, status = str(error), 400 if isinstance(error, UsageError) else 504
            except Refused as error:
                words, status, headers = error.words, error.status, error.headers
        kind = request.query_params.get("format", "")
        if answer is not None and kind in DOWNLOADS:
            disposition = {"content-disposition": f'attachment; filename="{name}.{kind}"'}
            return Response(shown(answer.as_result(), kind), media_type=DOWNLOADS[kind], headers=disposition)
        given = {p.name: request.query_params.get(p.name, "") for p in asked.parameters}
        page = self._page(
            request, "question.html", snapshot, status, asked=asked, given=given, answer=answer, words=words
        )
        page.headers.update(headers or {})
        return page

    def refused(self, request: Request, error: Exception) -> Response:
        """One line for what the user, or who runs the server, can mend."""
        assert isinstance(error, KgError)
        return HTMLResponse(self._pages.get_template("bare.html").render(words=str(error)), 503)

    def _summary(self, snapshot: Snapshot, s: Statement) -> Mapping[str, Any]:
        return {
            "s": s,
            "title": titled(s, snapshot.graph.label, self._ontology),
            "line": palette().line(s.standing).name,
            "when": days_in_words(s.start, s.end),
        }

    def _told(self, snapshot: Snapshot, explained: Explanation) -> Mapping[str, Any]:
        parties = [f.value for f in explained.statement.fillers if not f.literal]
        named = [(p, snapshot.graph.label(p)) for p in dict.fromkeys(parties)]
        return {**self._summary(snapshot, explained.statement), "explained": explained, "parties": named}

    def _page(self, request: Request, name: str, snapshot: Snapshot, status: int = 200, **parts: Any) -> Response:
        text = self._pages.get_template(name).render(
            graph=snapshot.title, local=local, classes=snapshot.classes, **parts
        )
        return HTMLResponse(text, status, headers={"vary": "accept"})
