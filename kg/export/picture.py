"""A part of a graph as one value for pictures: nodes with their places, edges, statements, claims in their sentences.

Texts and articles are listed once and named by their number. All text is made safe to show (`kg.export.wording`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from kg.export.layout import layout
from kg.export.metrics import Pair, communities, degrees, pagerank
from kg.export.palette import palette
from kg.export.selection import View, claim_classes
from kg.export.wording import address, days_in_words, in_words, seen, titled
from kg.graph.evidence import evidence
from kg.model import Entity, Statement
from kg.ontology import Ontology
from kg.rdf import local

LOCATING = ("place", "destination", "object", "recipient", "route")
"""The roles that say where an event was, the surest first."""

Row = dict[str, Any]


def picture(view: View, title: str, places: Mapping[str, tuple[float, float]] | None = None) -> Row:
    """The view as plain values, ready for JSON. `places` puts nodes where they are wanted; else they are laid out."""
    ontology = Ontology.load()
    nodes, edges = drawing(view, places)
    claims, sentences = _claims(view)
    return {
        "title": seen(title),
        "counts": {"statements": len(view.statements), "claims": len(claims), "beyond": view.beyond},
        "palette": {name: [asdict(part) for part in getattr(palette(), name)] for name in ("groups", "lines")},
        "articles": [_article(a) for a in view.graph.articles],
        "sentences": sentences,
        "nodes": nodes,
        "edges": edges,
        "statements": [_statement(s, view, ontology) for s in view.statements],
        "claims": claims,
    }


def drawing(view: View, places: Mapping[str, tuple[float, float]] | None = None) -> tuple[list[Row], list[Row]]:
    """The nodes and the lines of a picture: nodes with place, label, group and degree; lines with label and look."""
    ontology = Ontology.load()
    edges = [e for s in view.statements for e in _edges(s, view, ontology)]
    return _nodes(view, ontology, [(e["source"], e["target"]) for e in edges], places), edges


def _article(a: Any) -> Row:
    return {
        "name": seen(a.name),
        "title": seen(a.title or a.name),
        "outlet": seen(a.outlet) if a.outlet else None,
        "published": a.published,
        "url": address(a.url),
    }


def _claims(view: View) -> tuple[list[Row], list[str]]:
    """Every claim behind the view, by article, with the number of its sentence; and the sentences."""
    wanted, classes = view.claims, claim_classes(view.graph)
    numbers: dict[str, int] = {}
    rows: list[Row] = []
    articles = {a.id: n for n, a in enumerate(view.graph.articles)}
    for claim in view.graph.claims():
        if local(claim.id) not in wanted:
            continue
        found = evidence(claim, view.graph.text(claim.article.id))
        sentence = seen(found.before + found.words + found.after)
        rows.append(
            {
                "statement": local(claim.statement),
                "article": articles[claim.article.id],
                "sentence": numbers.setdefault(sentence, len(numbers)),
                "from": len(found.before),
                "to": len(found.before) + len(found.words),
                "holder": seen(found.holder()) if claim.holders else None,
                "source": classes.get(local(claim.id), "article"),
                "stance": seen(found.stance()),
                "denies": claim.polarity == "negated",
                "modality": claim.modality,
                "time": seen(claim.time.text) if claim.time else None,
            }
        )
    return rows, list(numbers)


def _nodes(
    view: View, ontology: Ontology, pairs: list[Pair], places: Mapping[str, tuple[float, float]] | None
) -> list[Row]:
    community = communities(pairs)
    places = layout(pairs, community) if places is None else places
    degree, rank = degrees(pairs), pagerank(pairs)
    rows = [_entity(e, ontology) for e in view.entities] + [
        _event(s, ontology) for s in view.statements if s.kind == "event"
    ]
    alone = iter(_rim(places, sum(row["id"] not in places for row in rows)))
    for row in rows:
        x, y = places[row["id"]] if row["id"] in places else next(alone)
        ident = row["id"]
        row |= {"x": x, "y": y, "degree": degree.get(ident, 0), "rank": round(rank.get(ident, 0.0), 6)}
        row["community"] = community.get(ident, -1)
    return rows


def _rim(places: Mapping[str, tuple[float, float]], count: int) -> Iterator[tuple[float, float]]:
    """Places in a row below the picture, for nodes without an edge."""
    left = min((x for x, _ in places.values()), default=0.0)
    floor = min((y for _, y in places.values()), default=0.0) - 2
    width = max(int(max((x for x, _ in places.values()), default=0.0) - left), 8)
    for n in range(count):
        yield left + n % width, floor - n // width


def _entity(e: Entity, ontology: Ontology) -> Row:
    wikidata = next((s for s in e.same_as if "wikidata.org" in s), None)
    return {
        "id": e.id,
        "label": seen(e.name),
        "type": e.type,
        "kind": "entity",
        "words": in_words(e.type, ontology),
        "group": palette().group(e.type, ontology).name,
        "aliases": [seen(a) for a in e.aliases],
        "wikidata": address(wikidata),
        "at": None if e.latitude is None or e.longitude is None else [e.latitude, e.longitude],
    }


def _event(s: Statement, ontology: Ontology) -> Row:
    return {
        "id": s.id,
        "label": seen(s.label),
        "type": s.predicate,
        "kind": "event",
        "words": in_words(s.predicate, ontology),
        "group": palette().group(s.predicate, ontology).name,
        "aliases": [],
        "wikidata": None,
        "at": None,
    }


def _edges(s: Statement, view: View, ontology: Ontology) -> Iterator[Row]:
    """The lines of a statement: a relation's one, an event's to each of its parties. Texts are no nodes here.

    A position is a line to the body or state that it is of, with the title as its label.
    """
    line = palette().line(s.standing).name
    if s.kind == "event":
        for f in s.fillers:
            if not f.literal and f.value in view.shown:
                role = in_words("on" if f.role == "route" else f.role, ontology)
                yield {"id": f"{s.id}-{f.role}-{f.value}", "source": s.id, "target": f.value, "label": role,
                       "statement": s.id, "line": line}  # fmt: skip
        return
    by = {f.role: f for f in s.fillers}
    target = by.get("object") or by.get("of")
    if target is None or {by["subject"].value, target.value} - view.shown:
        return
    title = by.get("title")
    label = f"{title.value} of" if title else in_words(s.predicate, ontology)
    yield {"id": s.id, "source": by["subject"].value, "target": target.value, "label": seen(label),
           "statement": s.id, "line": line}  # fmt: skip


def _statement(s: Statement, view: View, ontology: Ontology) -> Row:
    days = {"first": s.first_reported, "last": s.last_reported, "start": s.start, "end": s.end}
    return {
        "id": s.id,
        "kind": s.kind,
        "predicate": s.predicate,
        "words": in_words(s.predicate, ontology),
        "title": seen(titled(s, view.graph.label, ontology)),
        "parties": sorted({f.value for f in s.fillers if not f.literal}),
        "standing": s.standing,
        "line": palette().line(s.standing).name,
        "belief": round(s.belief, 2),
        "articles": s.articles,
        "origins": s.origins,
        "place": _place(s, view),
        "when": days_in_words(s.start, s.end),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _place(s: Statement, view: View) -> str | None:
    """The entity whose coordinates say where an event was."""
    if s.kind != "event":
        return None
    for role in LOCATING:
        for f in s.fillers:
            at = view.graph.entities.get(f.value) if f.role == role and not f.literal else None
            if at is not None and at.latitude is not None and (role == "place" or at.type != "State"):
                return at.id
    return None
