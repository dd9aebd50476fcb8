"""A first draft of a gold file: what the extraction says of one article, in the form that a person then corrects."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from kg.evaluate.words import fold
from kg.model import Claim, Mention, Reading, TimeSpan


def draft(reading: Reading) -> dict[str, Any]:
    """The gold file of one reading, ready for `json.dump`; mentions of one name are one entity."""
    tops, mentions = dict(reading.chains()), {m.id: m for m in reading.mentions}
    top_of = {m.id: mentions[tops[m.id]] for m in reading.mentions}
    used = {r.mention for c in reading.claims for r in c.roles}
    used |= {h.mention for c in reading.claims for h in c.stance.holders}
    same: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    wanted = {tops[mention] for mention in used}
    for mention in reading.mentions:
        if tops[mention.id] in wanted:
            top = top_of[mention.id]
            same[fold(top.text), top.type].append(mention)
    names: dict[str, str] = {}
    entities: list[dict[str, Any]] = []
    for (_, kind), group in sorted(same.items()):
        ident = _ident(top_of[group[0].id].text, set(names.values()))
        names |= {m.id: ident for m in group}
        said = sorted({m.text for m in group if m.form != "pronoun"}, key=lambda text: (-len(text), text))
        entities.append({"id": ident, "name": top_of[group[0].id].text, "type": kind, "mentions": said})
    article = reading.article
    day = article.published.isoformat() if article.published else None
    counts: dict[str, int] = defaultdict(int)
    return {
        "article": article.name,
        "published": {"date": day, "basis": article.published_basis},
        "outlet": article.outlet,
        "junk": [d.span.of(article.text) for d in article.dropped],
        "entities": entities,
        "claims": [_claim(c, reading, names, counts) for c in sorted(reading.claims, key=lambda c: (c.span, c.id))],
    }


def _ident(name: str, taken: set[str]) -> str:
    """A short id made of a name; counted where it is taken."""
    base = re.sub(r"\W+", "_", fold(name)).strip("_") or "thing"
    ident, count = base, 2
    while ident in taken:
        ident, count = f"{base}_{count}", count + 1
    return ident


def _claim(claim: Claim, reading: Reading, names: dict[str, str], counts: dict[str, int]) -> dict[str, Any]:
    counts[claim.kind] += 1
    values = {v.name: v.text for v in claim.values}
    found: dict[str, Any] = {"id": f"{claim.kind[0]}{counts[claim.kind]}", "kind": claim.kind}
    if claim.kind == "relation":
        found |= {"predicate": claim.predicate}
        found |= {r.name: names[r.mention] for r in claim.roles if r.name in ("subject", "object", "of")}
        found |= {name: values[name] for name in ("title", "name") if name in values}
    else:
        roles: dict[str, list[str]] = defaultdict(list)
        for r in claim.roles:
            roles[r.name].append(names[r.mention])
        found |= {"type": claim.predicate, "roles": dict(roles), "ordinal": claim.ordinal}
    stance = claim.stance
    holders = [names[h.mention] for h in stance.holders]
    return found | {
        "figures": [{"kind": f.kind, "value": f.value, "bound": f.bound, "unit": f.unit} for f in claim.figures],
        "polarity": stance.polarity,
        "modality": stance.modality,
        "holder": holders[0] if holders else None,
        "channel": stance.channel,
        "time": _time(claim.time),
        "condition": stance.condition,
        "deadline": _time(stance.deadline),
        "quote": reading.quote(claim.span),
        "also": [reading.quote(span) for span in claim.also],
        "core": False,
    }


def _time(time: TimeSpan | None) -> dict[str, Any] | None:
    if time is None:
        return None
    days = (day.isoformat() if day else None for day in (time.start, time.end))
    return {"text": time.text, **dict(zip(("start", "end"), days, strict=True)), "basis": time.basis}
