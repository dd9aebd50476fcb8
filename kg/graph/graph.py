"""What a user of the library holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import rdf
from kg.assemble.article_quads import article_id
from kg.errors import AmbiguousName, GraphUnusable, UnknownName
from kg.gazetteer import fold
from kg.graph import convert, portrait, records, sameness, world
from kg.graph.ask import Answer, ask
from kg.graph.display import Listing, Stream
from kg.graph.edges import Triple, edges, title
from kg.graph.evidence import Evidence, Explanation, evidence
from kg.graph.inference import inferred, vocabulary_files, with_conclusions
from kg.graph.names import find as completed
from kg.graph.portrait import Counts, Part, Portrait
from kg.graph.records import ArticleRecord, ClaimRecord
from kg.graph.rows import TABLES
from kg.graph.sameness import Comparison
from kg.graph.validate import Violation, violations
from kg.model import Entity, Judgement, Statement
from kg.paths import AnyPath
from kg.query import Limits, Result, run
from kg.query.frame import frame
from kg.query.markup import html_table
from kg.store import JUDGEMENTS, Generation, Manifest, Objects, current

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from kg.query.client import Process

ASSERTED = frozenset({"asserted"})


class _ArticleText(msgspec.Struct):
    text: str


class _ReadingText(msgspec.Struct):
    article: _ArticleText


class Graph:
    """A published graph of claims, opened for reading.

    It stays on the generation that was current when it was opened; open it again to see a later one.
    """

    def __init__(self, path: Path, generation: Generation, conclusions: Sequence[Quad] = ()) -> None:
        self.path = path
        self.generation = generation
        self.conclusions = tuple(conclusions)

    @classmethod
    def open(cls, path: AnyPath = "graph") -> Graph:
        """The graph at `path`. Raises `GraphUnusable` where there is none or it is damaged."""
        folder = Path(path)
        return cls(folder, current(folder))

    @property
    def manifest(self) -> Manifest:
        """What the graph says of itself: articles, counts, versions, root hash."""
        return self.generation.manifest

    @cached_property
    def store(self) -> Store:
        """The RDF store itself, read-only. Queries by others go through `query`, which can be ended."""
        published = self.generation.open()
        return with_conclusions(published, self.conclusions) if self.conclusions else published

    def with_conclusions(self, ontology: Sequence[AnyPath] = ()) -> Graph:
        """The same graph, in memory, with what follows from it in `e:g-inferred` (`kg.graph.inference`).

        `ontology` are folders of classes and relations beside the project's own. Counts stay those of the graph.
        """
        return Graph(self.path, self.generation, list(inferred(self.store, vocabulary_files(ontology))))

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity by its id."""
        return {e.id: e for e in sorted(world.entities(self.store), key=lambda e: e.id)}

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {s.id: s for s in world.statements(self.store)}

    @cached_property
    def articles(self) -> list[ArticleRecord]:
        """Every article, by name."""
        return records.articles(self.store)

    def query(self, sparql: str, limits: Limits | None = None) -> Result:
        """The answer to a SPARQL query; the usual prefixes (kg, rel, e, skos, rdf …) are predefined.

        Runs in a process of its own without network. Raises `UsageError` for a syntax error, `LimitReached` at a limit.
        """
        return run(self.generation.store_path, sparql, limits, rdf.nquads(self.conclusions))

    def ask(self, question: str, *names: str, limits: Limits | None = None, process: Process | None = None) -> Answer:
        """The answer to a named question (`kg.query.questions`), asked of names that are completed from the graph, by
        a `process` that is kept for queries (`kg.query.Kept`) or a new one.

        Raises `UnknownName` for a question or name that is not there, `AmbiguousName` where a name fits several.
        """
        return ask(self.store, self.generation.store_path, question, names, limits, process)

    def statements(self, standing: Collection[str] | None = None) -> Iterator[Statement]:
        """Every statement and event, or those of some standings."""
        return (s for s in self._statements.values() if standing is None or s.standing in standing)

    def claims(self, article: str | None = None) -> Stream[ClaimRecord]:
        """Every claim, by article and place in its text; or those of the article with this name or id."""
        return Stream(lambda: self._claims(article))

    def _claims(self, article: str | None) -> Iterator[ClaimRecord]:
        for a in self.articles:
            if article is None or article in (a.name, a.id, rdf.local(a.id)):
                yield from records.claims(self.store, a, self.entities)

    def triples(self, standing: Collection[str] = ASSERTED) -> list[Triple]:
        """The plain graph: relations, and events by their roles; most reported first, then by name."""
        found = [t for s in self.statements(standing) for t in edges(s, self.label)]
        return Listing(sorted(found, key=lambda t: (-t.articles, t.subject, t.predicate, t.object, t.statement)))

    def label(self, ident: str) -> str:
        """The name of an entity, or the label of a statement or event; the id itself where nothing has it."""
        if ident in self.entities:
            return self.entities[ident].name
        found = self._statements.get(ident)
        return found.label or self.title(found) if found else ident

    def title(self, s: Statement) -> str:
        """A statement as a sentence: "Ruritania – backs – Fenwick rebels"; an event with its roles."""
        return title(s, self.label)

    def find(self, name: str) -> Entity:
        """The entity of this name or id: its own name first, then another name of it, diacritics and capitals folded,
        then a part of a name.

        Raises `UnknownName` with the nearest name, `AmbiguousName` with the ids where several have it.
        """
        wanted = fold(name)
        if name in self.entities:
            return self.entities[name]
        found = [e for e in self.entities.values() if fold(e.name) == wanted]
        found = found or [e for e in self.entities.values() if any(fold(a) == wanted for a in e.aliases)]
        found = found or [self.entities[rdf.local(completed(self.store, name))]]
        if len(found) > 1:
            raise AmbiguousName(name, [f"{e.name} ({e.id})" for e in found])
        return found[0]

    @cached_property
    def counts(self) -> Mapping[str, Counts]:
        """How often each entity is named and takes part, by its id."""
        return portrait.counts(self.store, self._statements.values())

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every merge and refusal of names, with its reason; empty for a graph of an earlier version."""
        path = self.generation.folder / JUDGEMENTS
        return msgspec.json.decode(path.read_bytes(), type=tuple[Judgement, ...]) if path.is_file() else ()

    def compare(self, a: str, b: str) -> Comparison:
        """Whether two names are one thing, and why. Raises as `find` does."""
        return sameness.compare(a, b, self.find(a), self.find(b), self.judgements)

    def portrait(self, name: str) -> Portrait:
        """All that the graph knows of the entity of this name or id. Raises as `find` does."""
        entity = self.find(name)
        names = {a.id: a.name for a in self.articles}
        told = sorted(
            (s for s in self._statements.values() if any(f.value == entity.id for f in s.fillers if not f.literal)),
            key=lambda s: (-s.articles, s.predicate, self.title(s), s.id),
        )
        parts = [
            Part(s, f.role, self.title(s), portrait.tellers(self.store, s, names))
            for s in told
            for f in s.fillers
            if f.value == entity.id and not f.literal
        ]
        return Portrait(
            entity,
            portrait.namings(self.store, entity.id, names),
            tuple(p for p in parts if p.statement.kind == "relation" and p.role == "subject"),
            tuple(p for p in parts if p.statement.kind == "relation" and p.role != "subject"),
            tuple(p for p in parts if p.statement.kind == "event"),
        )

    def explain(
        self, subject: str | None = None, object: str | None = None, *, statement: str | None = None
    ) -> list[Explanation]:
        """The statements between two entities (or about one, or one by its id) with the claims they rest on.

        Subject and object are names or ids; of an event, the object may fill any role. Most reported first. Raises
        `UnknownName` for a name or an id that nothing has.
        """
        if statement is not None:
            ident = rdf.local(statement.removeprefix("e:"))
            if ident not in self._statements:
                raise UnknownName("statement", statement, self._statements)
            chosen = [self._statements[ident]]
        else:
            chosen = [s for s in self._statements.values() if self._is_about(s, subject, object)]
            chosen.sort(key=lambda s: (s.kind, -s.articles, -s.belief, s.id))
        wanted = {c for s in chosen for c in s.evidence}
        said = {rdf.local(c.id): c for c in self._claims_of(wanted)}
        return Listing(
            Explanation(
                s,
                self.title(s),
                tuple(self._in_its_sentence(said[c]) for c in s.evidence if c in said),
                self._merges(s),
            )
            for s in chosen
        )

    def _merges(self, s: Statement) -> tuple[str, ...]:
        """Why the reports of an event were taken for one."""
        found = self.store.quads_for_pattern(rdf.node(s.id), rdf.kg("mergeReason"), None, None)
        return tuple(sorted(q.object.value for q in found if isinstance(q.object, Literal)))

    def _is_about(self, s: Statement, subject: str | None, object: str | None) -> bool:
        entities = {f.value for f in s.fillers if not f.literal}
        left = {f.value for f in s.fillers if f.role in ("subject", "actor") and not f.literal}
        if subject is not None and self._found(subject) not in (left if object is not None else entities):
            return False
        return object is None or self._found(object) in entities - ({self._found(subject)} if subject else set())

    def _found(self, name: str) -> str:
        return self.find(name).id

    def _claims_of(self, wanted: Collection[str]) -> Iterator[ClaimRecord]:
        """The claims of these ids; only articles that have one are read."""
        graphs = {
            q.graph_name.value
            for c in wanted
            for q in self.store.quads_for_pattern(rdf.node(c), rdf.kg("claims"), None, None)
            if isinstance(q.graph_name, NamedNode)
        }
        for a in self.articles:
            if a.id in graphs:
                yield from (c for c in records.claims(self.store, a, self.entities) if rdf.local(c.id) in wanted)

    def _in_its_sentence(self, claim: ClaimRecord) -> Evidence:
        return evidence(claim, self.text(claim.article.id))

    def text(self, article: str) -> str:
        """The stored text of an article, by the IRI or id of it. Raises `GraphUnusable` where its object is gone."""
        ident = rdf.local(article)
        if ident not in self._texts:
            key = self._keys.get(ident)
            data = Objects(self.path).get(key) if key else None
            if data is None:
                raise GraphUnusable(f"{self.path}: the text of article {ident} is missing; run kg repair")
            self._texts[ident] = msgspec.json.decode(data, type=_ReadingText).article.text
        return self._texts[ident]

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {article_id(a.id): a.object for a in self.manifest.contents.articles}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    def nquads(self) -> list[str]:
        """The whole graph as sorted N-Quads lines: equal graphs give equal lines."""
        return rdf.sorted_nquads(iter(self.store))

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """What stands, in networkx: entities and events are nodes, relations and roles edges (`kg.graph.convert`)."""
        return convert.networkx_graph(self.entities, self.statements(ASSERTED))

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole graph with its named graphs as an rdflib dataset."""
        return convert.rdflib_dataset(self.nquads())

    def to_pandas(self, table: str = "claims", standing: Collection[str] | None = None) -> pandas.DataFrame:
        """A table of the graph as a pandas DataFrame: claims, statements, triples, entities or articles.

        With `standing`, only what belongs to statements of these standings. The columns are those of `kg.graph.rows`.
        Raises `UnknownName` for a table, `UsageError` where pandas is not installed.
        """
        if table not in TABLES:
            raise UnknownName("table", table, TABLES)
        columns, things = TABLES[table].columns, TABLES[table].things(self, standing)
        rows = ([c.value(thing) for c in columns] for thing in things)
        return frame([c.name for c in columns], rows, [c.name for c in columns if c.day])

    def validate(self) -> list[Violation]:
        """What the graph has against `ontology/shapes.ttl`, in words; empty where it conforms."""
        return violations(self.store, self.label)

    def info(self) -> dict[str, Any]:
        """Counts, first and last day of publication, versions, and where things are."""
        days = [a.published for a in self.manifest.contents.articles if a.published]
        return {
            "path": str(self.path),
            "generation": self.manifest.number,
            "root": self.manifest.root,
            "counts": dict(self.manifest.counts),
            "first_published": min(days, default=None),
            "last_published": max(days, default=None),
            "undated": len(self.manifest.contents.articles) - len(days),
            "quarantined": len(self.manifest.contents.quarantined),
            "versions": dict(self.manifest.contents.versions),
        }

    def __repr__(self) -> str:
        c = self.manifest.counts
        return (
            f"Graph({str(self.path)!r}: {c['articles']:,} articles, {c['claims']:,} claims, "
            f"{c['statements']:,} statements, {c['events']:,} events, {c['entities']:,} entities)"
        )

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        return html_table((), self.manifest.counts.items(), str(self.path))
