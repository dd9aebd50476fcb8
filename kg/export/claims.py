"""The claims file: one JSON object a line, one line a claim of an article, not merged over articles."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from kg.export.selection import View
from kg.graph import ClaimRecord, Reference, Time
from kg.model import Figure
from kg.rdf import local


def write_claims(view: View, out: BinaryIO) -> None:
    """Every claim behind the view, by article and place in its text."""
    for claim in view.graph.claims():
        if view.selection.is_everything or local(claim.id) in view.claims:
            line = json.dumps(row(claim), ensure_ascii=False, separators=(", ", ": "))
            out.write(line.encode("utf-8", "replace") + b"\n")


def row(c: ClaimRecord) -> dict[str, Any]:
    """One claim as the claims file has it; what the article is silent about is left out or null."""
    holders = [_reference(h) for h in c.holders]
    relation = c.kind == "relation"
    roles = {name: refs for name, refs in c.roles.items() if not relation or name in ("subject", "object")}
    found: dict[str, Any] = {
        "article": c.article.name,
        "id": c.id,
        "statement": c.statement,
        "kind": c.kind,
        "predicate": c.predicate,
        "roles": {name: [_reference(r) for r in refs] for name, refs in roles.items()},
        "polarity": c.polarity,
        "modality": c.modality,
        "holder": holders[0] if holders else None,
        "holders": holders,
        "channel": c.channel,
        "condition": c.condition,
        "deadline": _time(c.deadline),
        "said": _time(c.said),
        "time": _time(c.time),
        "place": [_reference(r) for r in c.roles.get("place", ())] if relation else [],
        "figures": [_figure(f) for f in c.figures if f.kind != "distance"],
        "ordinal": c.ordinal,
        "quote": c.quote,
        "start": c.start,
        "end": c.end,
        "rule": c.rule,
        "confidence": c.confidence,
    }
    parts = {
        "title": c.title,
        "name": c.name,
        "topic": c.topic,
        "of": _reference(c.roles["of"][0]) if relation and "of" in c.roles else None,
        "distance_km": c.distance_km,
        "direction": c.direction,
        "also": [{"quote": p.quote, "start": p.start, "end": p.end} for p in c.also] or None,
    }
    return found | {name: value for name, value in parts.items() if value is not None}


def _reference(r: Reference) -> dict[str, str]:
    found = {"id": r.id, "name": r.name, "type": r.type, "mention": r.mention, "wikidata": r.wikidata}
    return {name: value for name, value in found.items() if value is not None}


def _time(t: Time | None) -> dict[str, str | None] | None:
    return None if t is None else {"text": t.text, "start": t.start, "end": t.end, "basis": t.basis}


def _figure(f: Figure) -> dict[str, Any]:
    value = int(f.value) if float(f.value).is_integer() else f.value
    return {"kind": f.kind, "value": value, "bound": f.bound, "unit": f.unit}
