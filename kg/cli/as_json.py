"""What the listing commands print with `--json`: one JSON document on stdout, and nothing else there.

A list is an array, an object an item; a command about one thing prints one object. Keys are always all there, what is
not known is null, days are ISO 8601. Statements, triples and entities have the columns of `kg.graph.rows`, claims
those of the claims file (`kg export claims.jsonl`). Talk, such as "cut short", stays on stderr;
exit codes are the same.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from kg.graph import Answer, Comparison, Counts, Evidence, Explanation, Graph, Part, Portrait
    from kg.graph.conflicts import Conflict, Side
    from kg.graph.difference import Change
    from kg.graph.missing import Missing
    from kg.graph.timeline import Moment
    from kg.model import Entity, Statement
    from kg.query import Question

Object = dict[str, Any]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def print_json(value: object) -> None:
    """Writes a value to stdout as UTF-8. What could steer a terminal is escaped, as JSON allows."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_plain)
    text = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


def printed(json: bool, value: Callable[[], object], lines: Callable[[], Iterable[str]]) -> None:
    """Prints JSON where that is asked, else lines for people, which must be safe for a terminal."""
    if json:
        print_json(value())
        return
    for line in lines():
        typer.echo(line)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def statement(s: Statement, graph: Graph) -> Object:
    """A statement or event."""
    from kg.graph.rows import STATEMENT, row

    return row(STATEMENT, (s, graph))


def entity(e: Entity, counts: Counts) -> Object:
    """An entity with its counts."""
    from kg.graph.rows import ENTITY, row

    return row(ENTITY, (e, counts))


def evidence(e: Evidence) -> Object:
    """A claim as the claims file has it, with who vouches for it, its stance in words, and its sentence in parts."""
    from kg.export.claims import row

    words = {"before": e.before, "words": e.words, "after": e.after}
    return {"claim": row(e.claim), "says": e.holder(), "stance": e.stance(), "sentence": words}


def explanation(found: Explanation, graph: Graph) -> Object:
    """A statement with all its evidence; `merges` says why reports of an event are one."""
    about = {"merges": list(found.merges), "evidence": [evidence(e) for e in found.evidence]}
    return {**statement(found.statement, graph), **about}


def missing(found: Missing, graph: Graph) -> Object:
    """Why an edge is not there."""
    return {
        "subject": found.subject,
        "predicate": found.predicate,
        "object": found.object,
        "verdict": found.verdict,
        "near": [{"reason": reason, **explanation(e, graph)} for reason, e in found.near],
        "sentences": [{"article": s.article, "words": s.words} for s in found.sentences],
    }


def comparison(found: Comparison) -> Object:
    """Whether two names are one thing, and why."""
    from msgspec import to_builtins

    return {
        "same": found.same,
        "left": to_builtins(found.left),
        "right": to_builtins(found.right),
        "judgements": [to_builtins(j) for j in found.judgements],
    }


def portrait(p: Portrait, counts: Counts, graph: Graph) -> Object:
    """One entity, how articles name it, and what they say of it."""
    named = [{"article": n.article, "mentions": n.mentions, "words": dict(n.words)} for n in p.named]
    parts = {"relations_from": p.out, "relations_to": p.into, "events": p.events}
    told = {name: [_part(part, graph) for part in of] for name, of in parts.items()}
    return {**entity(p.entity, counts), "source_class": p.entity.source_class, "named": named, **told}


def _part(part: Part, graph: Graph) -> Object:
    return {"role": part.role, "told_by": list(part.articles), **statement(part.statement, graph)}


def question(q: Question) -> Object:
    """A named question, and what it is asked of."""
    asked = [{"name": p.name, "kind": p.kind, "optional": p.optional, "help": p.help} for p in q.parameters]
    return {"name": q.name, "question": q.words, "usage": q.usage, "parameters": asked}


def answer(found: Answer) -> list[Object]:
    """The rows of an answer: cells in words by column, the ids of what they name, and where the claim stands."""
    return [
        {
            "cells": {column: row.cells.get(column, "") for column in found.columns},
            "ids": {column: list(ids) for column, ids in row.ids.items()},
            "claim": row.claim,
            "statement": row.statement,
            "article": row.article_id,
            "start": row.start,
            "end": row.end,
        }
        for row in found.rows
    ]


def moment(m: Moment, graph: Graph) -> Object:
    """An event at its time."""
    return {"day": m.day, "when": m.when, **statement(m.event, graph)}


def conflict(c: Conflict) -> Object:
    """Two sides that cannot well both be so."""
    return {"kind": c.kind, "reason": c.reason, "left": _side(c.left), "right": _side(c.right)}


def _side(side: Side) -> Object:
    return {"title": side.title, "evidence": [evidence(e) for e in side.evidence]}


def change(c: Change, old: Graph, new: Graph) -> Object:
    """What one graph has otherwise than another: the statement as it was and as it is."""
    was, now = (s and statement(s, graph) for s, graph in ((c.was, old), (c.now, new)))
    return {"kind": c.kind, "title": c.title, "was": was, "now": now}
