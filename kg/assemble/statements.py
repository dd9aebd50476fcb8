"""What the claims of all articles say together: relations by their fillers, events by cluster."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.assemble.accusations import accusations
from kg.assemble.claims import ResolvedClaim, SetAside, resolved
from kg.assemble.collector import no_collection
from kg.assemble.counting import main_places
from kg.assemble.credits import agency_names
from kg.assemble.events import clusters, said_once
from kg.assemble.labels import event_label
from kg.assemble.linking import Telling, Voiced, comparing
from kg.assemble.links import Around, Compared, by_predicate, compared, last_report, together
from kg.assemble.origins import Origins, origins
from kg.assemble.parts import wholes
from kg.assemble.shares import in_shares, slices
from kg.assemble.sources import Sources, named_things, sources
from kg.assemble.standing import belief, standing, supporting
from kg.gazetteer import Gazetteer
from kg.model import Entity, Figure, Filler, Reading, Resolution, Standing, Statement
from kg.ontology import Ontology
from kg.rdf import content_id
from kg.workings import Workings


@dataclass(frozen=True, slots=True)
class Assembly:
    """What the claims say together. `statement_of` maps a claim's id to its statement's; `origins` says
    which articles are copies; `set_aside` lists the claims that could not enter, with the reason;
    `sources` says what kind of source vouches for each; `merges` why reports were taken for one event, by its id;
    `compared` how the statements stand to one another."""

    statements: tuple[Statement, ...]
    claims: tuple[ResolvedClaim, ...]
    statement_of: Mapping[str, str]
    origins: Origins
    set_aside: tuple[SetAside, ...] = ()
    sources: Sources = field(default_factory=Sources)
    merges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compared: Compared = field(default_factory=Compared)


@no_collection()
def assemble(
    readings: Sequence[Reading],
    resolution: Resolution,
    ontology: Ontology,
    gazetteer: Gazetteer | None = None,
    workers: int = 1,
    workings: Workings | None = None,
) -> Assembly:
    """The statements and events of all readings, sorted by id; the same for any number of processes (`workers`).

    A relation is one statement for its predicate and fillers, whoever holds it and however; events are clustered
    (`kg.assemble.events`). What kind of source a holder is says `kg.assemble.sources`. What is among the `workings` is
    not worked out again.
    """
    workings = workings or Workings()
    claims, aside = resolved(readings, resolution)
    origin = origins((r.article for r in readings), agency_names(gazetteer), workings)
    names = {e.id: e.name for e in resolution.entities}
    known = sources(readings, resolution, claims, gazetteer)
    judge = _Judge(origin, {c: s.source_class for c, s in known.of_claim.items()}, accusations(claims))
    relations: dict[tuple[str, tuple[Filler, ...]], list[ResolvedClaim]] = defaultdict(list)
    for c in claims:
        if c.claim.kind == "relation":
            relations[c.claim.predicate, _identity(c, ontology)].append(c)
    _complete(relations)
    statements = _relations(relations, judge, workers)
    wider = wholes(resolution.entities, claims)
    events = clusters([c for c in claims if c.claim.kind == "event"], wider, names, workings, workers)
    happened = [(said_once(cluster.claims, wider), cluster.reasons) for cluster in events]
    merges: dict[str, tuple[str, ...]] = {}
    statements += _events(happened, ontology, names, judge, merges, workers)
    voiced = [Voiced(s, Telling.of(s, said)) for s, said in statements]
    around = _around(resolution.entities, statements, names, named_things(readings, resolution), wider, ontology)
    return Assembly(
        statements=tuple(sorted((s for s, _ in statements), key=lambda s: s.id)),
        claims=tuple(sorted((c for _, said in statements for c in said), key=lambda c: c.id)),
        statement_of={c.id: s.id for s, said in statements for c in said},
        origins=origin,
        set_aside=tuple(aside),
        sources=known,
        merges=merges,
        compared=together(
            compared(by_predicate(voiced), around, ontology).values(), last_report(s for s, _ in statements)
        ),
    )


def _around(
    entities: Sequence[Entity],
    statements: Sequence[tuple[Statement, Sequence[ResolvedClaim]]],
    names: Mapping[str, str],
    named: Collection[str],
    wider: Mapping[str, frozenset[str]],
    ontology: Ontology,
) -> Around:
    """What is known of the things and articles that are compared."""
    by_article: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for c in (c for _, said in statements for c in said):
        by_article[c.article.id].append(c)
    places = frozenset(e.id for e in entities if ontology.is_a(e.type, "Place"))
    mains = {article: main_places(claims, places) for article, claims in by_article.items()}
    sides = wholes(entities, (c for _, said in statements for c in said), comparing()["follow_up"]["ties"])
    return Around(names, named, wider, sides, mains)


@dataclass(frozen=True, slots=True)
class _Judge:
    """What is needed to say how claims stand together: origins by article, source classes and accusations by claim."""

    origins: Origins
    classes: Mapping[str, str]
    accusations: Collection[str]

    def standing(self, said: Sequence[ResolvedClaim]) -> Standing:
        return standing(said, self.accusations)


def _identity(c: ResolvedClaim, ontology: Ontology) -> tuple[Filler, ...]:
    """What makes two relation claims one statement: subject and object (or title, with the body it is of; or name)."""
    fillers = [f for f in c.fillers if f.role in ("subject", "object", "title", "of", "name")]
    known = ontology.relations.get(c.claim.predicate)
    if known and known.symmetric:
        ends = sorted(f.value for f in fillers if f.role in ("subject", "object"))
        return (Filler("object", ends[1]), Filler("subject", ends[0]))
    return tuple(replace(f, value=f.value.casefold()) if f.literal else f for f in fillers)


def _complete(relations: dict[tuple[str, tuple[Filler, ...]], list[ResolvedClaim]]) -> None:
    """Joins "President" with "President of Ruritania" where the texts know only one body for the person's title."""
    bodies: dict[tuple[Filler, ...], list[tuple[str, tuple[Filler, ...]]]] = defaultdict(list)
    for key in relations:
        bodies[tuple(f for f in key[1] if f.role != "of")].append(key)
    for bare, keys in bodies.items():
        named = [key for key in keys if key[1] != bare]
        without = [key for key in keys if key[1] == bare and key[0] == "holdsPosition"]
        if len(named) == 1 and without and named[0][0] == "holdsPosition":
            said = relations[named[0]] + relations.pop(without[0])
            relations[named[0]] = sorted(said, key=lambda c: c.id)


def _relations(
    relations: Mapping[tuple[str, tuple[Filler, ...]], list[ResolvedClaim]], judge: _Judge, workers: int
) -> list[tuple[Statement, list[ResolvedClaim]]]:
    """The relations, each with its claims."""
    keyed = list(relations.items())

    def made(share: slice) -> list[Statement]:
        return [
            _statement(content_id("s", predicate, *_plain(identity)), _worded(identity, said), said, judge)
            for (predicate, identity), said in keyed[share]
        ]

    shares = in_shares(made, slices(len(keyed), workers), workers)
    found = (statement for share in shares for statement in share)
    return [(statement, said) for statement, (_, said) in zip(found, keyed, strict=True)]


def _worded(identity: tuple[Filler, ...], said: Sequence[ResolvedClaim]) -> tuple[Filler, ...]:
    """The fillers with a title or name as most claims write it ("Foreign Minister" and "foreign minister" are one)."""
    written = Counter(f for c in said for f in c.fillers if f.literal)
    words = {(f.role, f.value.casefold()): f for f in sorted(written, key=lambda f: (written[f], f))}
    return tuple(words[f.role, f.value] if f.literal else f for f in identity)


def _plain(fillers: Sequence[Filler]) -> list[tuple[str, str]]:
    return [(f.role, f.value) for f in fillers]


def _events(
    happened: Sequence[tuple[list[ResolvedClaim], tuple[str, ...]]],
    ontology: Ontology,
    names: Mapping[str, str],
    judge: _Judge,
    merges: dict[str, tuple[str, ...]],
    workers: int,
) -> list[tuple[Statement, list[ResolvedClaim]]]:
    """The events, each with its claims; why its reports are one is put into `merges`.

    Two clusters that would have one id are told apart by their first claim.
    """

    def made(share: slice) -> list[Statement]:
        return [_event(said, ontology, names, judge) for said, _ in happened[share]]

    drafts: dict[str, list[tuple[Statement, list[ResolvedClaim], tuple[str, ...]]]] = defaultdict(list)
    shares = in_shares(made, slices(len(happened), workers), workers)
    found = (statement for share in shares for statement in share)
    for statement, (said, reasons) in zip(found, happened, strict=True):
        drafts[statement.id].append((statement, said, reasons))
    out = []
    for ident, alike in drafts.items():
        alike.sort(key=lambda draft: draft[0].evidence)
        for n, (statement, said, reasons) in enumerate(alike):
            name = ident if n == 0 else content_id("v", ident, statement.evidence[0])
            if reasons:
                merges[name] = reasons
            out.append((replace(statement, id=name), said))
    return out


def _event(said: list[ResolvedClaim], ontology: Ontology, names: Mapping[str, str], judge: _Judge) -> Statement:
    """The event that a cluster's claims tell of."""
    backing = supporting(said, judge.standing(said))
    fillers = tuple(sorted({f for c in backing for f in c.fillers if not f.literal} | _topics(backing)))
    ordinal = next((c.claim.ordinal for c in backing if c.claim.ordinal is not None), None)
    start, _ = _valid(backing)
    when = ordinal if ordinal is not None else start
    key = [f for f in fillers if not f.literal]
    anchor = min((c.article.published or date.max, c.id) for c in said)[1]
    kind = said[0].claim.predicate
    ident = content_id("v", kind, said[0].claim.stance.modality, *_plain(key), when if when is not None else anchor)
    event = ontology.events.get(kind)
    quotes = [c.claim.span.of(c.article.text) for c in said]
    label = event_label(event.label if event else kind, fillers, names, quotes, ordinal, start)
    return _statement(ident, fillers, said, judge, ordinal, label)


def _topics(backing: Sequence[ResolvedClaim]) -> set[Filler]:
    """One topic an event: of the surest claim, the longest."""
    topics = [(c.claim.confidence, len(f.value), f) for c in backing for f in c.fillers if f.role == "topic"]
    return {max(topics)[2]} if topics else set()


def _statement(
    ident: str,
    fillers: tuple[Filler, ...],
    said: Sequence[ResolvedClaim],
    judge: _Judge,
    ordinal: int | None = None,
    label: str = "",
) -> Statement:
    how = judge.standing(said)
    backing = supporting(said, how)
    articles = {c.article.id: c.article for c in said}
    days = [a.published for a in articles.values() if a.published]
    start, end = _valid(backing)
    return Statement(
        id=ident,
        kind=said[0].claim.kind,
        predicate=said[0].claim.predicate,
        fillers=fillers,
        standing=how,
        belief=belief(said, how, judge.origins, judge.classes),
        evidence=tuple(sorted(c.id for c in said)),
        articles=len(articles),
        origins=len({judge.origins.of[a] for a in articles}),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        start=start,
        end=end,
        ordinal=ordinal,
        figures=_figures(backing),
        label=label,
    )


def _valid(backing: Sequence[ResolvedClaim]) -> tuple[date | None, date | None]:
    """The most exact of the times that the claims give; of equally exact ones the earliest."""
    times = [c.claim.time for c in backing if c.claim.time and (c.claim.time.start or c.claim.time.end)]
    spans = [((t.end or date.max) - (t.start or date.min), t.start or date.min, t.end or date.max, t) for t in times]
    best = min(spans, key=lambda s: s[:3], default=None)
    return (best[3].start, best[3].end) if best else (None, None)


def _figures(backing: Sequence[ResolvedClaim]) -> tuple[Figure, ...]:
    """Each figure once, whatever words or place gave it."""
    found = {(f.kind, f.value, f.bound, f.unit) for c in backing for f in c.claim.figures}
    return tuple(Figure(kind, value, bound, unit) for kind, value, bound, unit in sorted(found))
