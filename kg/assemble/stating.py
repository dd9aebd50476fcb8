"""One statement of the claims that make it: a relation by its fillers, an event by its cluster."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.assemble.claims import ResolvedClaim
from kg.assemble.labels import event_label
from kg.assemble.origins import Origins
from kg.assemble.standing import belief, standing, supporting
from kg.model import Figure, Filler, Standing, Statement
from kg.ontology import Ontology
from kg.rdf import content_id

Identity = tuple[str, tuple[Filler, ...]]
"""The predicate of a relation, and the fillers that make it the one it is."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What is needed to say how claims stand together: origins by article, source classes and accusations by claim."""

    origins: Origins
    classes: Mapping[str, str]
    accusations: Collection[str]

    def standing(self, said: Sequence[ResolvedClaim]) -> Standing:
        return standing(said, self.accusations)


def relations(claims: Iterable[ResolvedClaim], ontology: Ontology) -> dict[Identity, list[ResolvedClaim]]:
    """The claims of each relation. "President" is "President of Ruritania" where the texts know only one body for the
    person's title."""
    found: dict[Identity, list[ResolvedClaim]] = defaultdict(list)
    for c in claims:
        if c.claim.kind == "relation":
            found[c.claim.predicate, identity(c, ontology)].append(c)
    _complete(found)
    return found


def identity(c: ResolvedClaim, ontology: Ontology) -> tuple[Filler, ...]:
    """What makes two relation claims one statement: subject and object (or title, with the body it is of; or name)."""
    fillers = [f for f in c.fillers if f.role in ("subject", "object", "title", "of", "name")]
    known = ontology.relations.get(c.claim.predicate)
    if known and known.symmetric:
        ends = sorted(f.value for f in fillers if f.role in ("subject", "object"))
        return (Filler("object", ends[1]), Filler("subject", ends[0]))
    return tuple(replace(f, value=f.value.casefold()) if f.literal else f for f in fillers)


def without_body(fillers: Sequence[Filler]) -> tuple[Filler, ...]:
    """The fillers of a relation but for the body that a title is of."""
    return tuple(f for f in fillers if f.role != "of")


def _complete(relations: dict[Identity, list[ResolvedClaim]]) -> None:
    """Joins "President" with "President of Ruritania" where the texts know only one body for the person's title."""
    bodies: dict[tuple[Filler, ...], list[Identity]] = defaultdict(list)
    for key in relations:
        if key[0] == "holdsPosition":
            bodies[without_body(key[1])].append(key)
    for bare, keys in bodies.items():
        named = [key for key in keys if key[1] != bare]
        without = [key for key in keys if key[1] == bare]
        if len(named) == 1 and without:
            said = relations[named[0]] + relations.pop(without[0])
            relations[named[0]] = sorted(said, key=lambda c: c.id)


def relation(predicate: str, identity: tuple[Filler, ...], said: Sequence[ResolvedClaim], judge: Judge) -> Statement:
    """The relation that claims of one identity make."""
    return _statement(content_id("s", predicate, *_plain(identity)), _worded(identity, said), said, judge)


def _worded(identity: tuple[Filler, ...], said: Sequence[ResolvedClaim]) -> tuple[Filler, ...]:
    """The fillers with a title or name as most claims write it ("Foreign Minister" and "foreign minister" are one)."""
    written = Counter(f for c in said for f in c.fillers if f.literal)
    words = {(f.role, f.value.casefold()): f for f in sorted(written, key=lambda f: (written[f], f))}
    return tuple(words[f.role, f.value] if f.literal else f for f in identity)


def _plain(fillers: Sequence[Filler]) -> list[tuple[str, str]]:
    return [(f.role, f.value) for f in fillers]


def event(said: Sequence[ResolvedClaim], ontology: Ontology, names: Mapping[str, str], judge: Judge) -> Statement:
    """The event that a cluster's claims tell of; another cluster may have the same id (`told_apart`)."""
    backing = supporting(said, judge.standing(said))
    fillers = tuple(sorted({f for c in backing for f in c.fillers if not f.literal} | _topics(backing)))
    ordinal = next((c.claim.ordinal for c in backing if c.claim.ordinal is not None), None)
    start, _ = _valid(backing)
    when = ordinal if ordinal is not None else start
    key = [f for f in fillers if not f.literal]
    anchor = min((c.article.published or date.max, c.id) for c in said)[1]
    kind = said[0].claim.predicate
    ident = content_id("v", kind, said[0].claim.stance.modality, *_plain(key), when if when is not None else anchor)
    known = ontology.events.get(kind)
    quotes = [c.claim.span.of(c.article.text) for c in said]
    label = event_label(known.label if known else kind, fillers, names, quotes, ordinal, start)
    return _statement(ident, fillers, said, judge, ordinal, label)


def _topics(backing: Sequence[ResolvedClaim]) -> set[Filler]:
    """One topic an event: of the surest claim, the longest."""
    topics = [(c.claim.confidence, len(f.value), f) for c in backing for f in c.fillers if f.role == "topic"]
    return {max(topics)[2]} if topics else set()


def _statement(
    ident: str,
    fillers: tuple[Filler, ...],
    said: Sequence[ResolvedClaim],
    judge: Judge,
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
