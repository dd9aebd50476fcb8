"""Claims as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Claim, Mention, Reading, TimeSpan

if TYPE_CHECKING:
    from kg.extract import Why

NEAREST = 12
"""So many rules that failed are shown, the nearest first."""


def claim_lines(reading: Reading) -> Iterator[str]:
    """Each claim of a reading in text order: what is said, how it is held, and the words."""
    mentions = {m.id: m for m in reading.mentions}
    names = {id: mentions[top].text for id, top in reading.chains()}
    for claim in sorted(reading.claims, key=lambda c: (c.span, c.id)):
        yield f"{_said(claim, names)}{_held(claim, mentions, names)}"
        yield f"    “{' '.join(reading.quote(claim.span).split())}”"


def why_lines(reading: Reading, why: Why) -> Iterator[str]:
    """Why some words of a text are read as they are: sentence, parties, claims with their rules, rules that failed."""
    mentions = {m.id: m for m in reading.mentions}
    tops = dict(reading.chains())
    yield f"“{why.sentence}”"
    yield "seen there: " + ("; ".join(_seen(m, mentions[tops[m.id]]) for m in why.mentions) or "no party, no place")
    shown = {id: mentions[top].text for id, top in tops.items()}
    for claim in why.claims:
        yield f"claim: {_said(claim, shown)}{_held(claim, mentions, shown)}"
        yield f"    by {claim.rule}"
    for attempt in why.attempts[:NEAREST]:
        yield f"no {attempt.predicate} by {attempt.rule} at “{attempt.word}”: {attempt.failed}"
    if len(why.attempts) > NEAREST:
        yield f"… and {len(why.attempts) - NEAREST} rules that came less near"
    if why.unknown:
        yield f"no rule of the lexicon has: {', '.join(why.unknown)}"


def _seen(mention: Mention, top: Mention) -> str:
    """`it (ArmedGroup, that is M23 rebels)`."""
    same = f", that is {top.text}" if top.text != mention.text else ""
    return f"{mention.text} ({mention.type}{same})"


def _said(claim: Claim, names: dict[str, str]) -> str:
    """`Turkey – backs – rebels`, or `Patrol: actor Turkey, Russia; route M4`."""
    if claim.kind == "relation":
        subject = " & ".join(names[m] for m in claim.fillers("subject"))
        objects = [names[m] for m in claim.fillers("object")] or [v.text for v in claim.values]
        of = "".join(f" (of {names[m]})" for m in claim.fillers("of"))
        return f"{subject} – {claim.predicate} – {' & '.join(objects)}{of}"
    roles: dict[str, list[str]] = {}
    for role in claim.roles:
        roles.setdefault(role.name, []).append(names[role.mention])
    for value in claim.values:
        roles.setdefault(value.name, []).append(value.text)
    number = f" no. {claim.ordinal}" if claim.ordinal else ""
    return f"{claim.predicate}{number}: " + "; ".join(f"{name} {', '.join(who)}" for name, who in roles.items())


def _held(claim: Claim, mentions: dict[str, Mention], names: dict[str, str]) -> str:
    """The stance, time and figures in brackets; nothing where the article itself says it as a plain fact."""
    stance, parts = claim.stance, []
    if stance.polarity == "negated":
        parts.append("not")
    if stance.modality != "actual":
        parts.append(stance.modality)
    if stance.holders:
        parts.append("says " + ", says ".join(names.get(h.mention, h.mention) for h in stance.holders))
    if stance.channel:
        parts.append(f"via {stance.channel}")
    if stance.condition:
        parts.append(f"condition: {stance.condition}")
    if stance.deadline:
        parts.append(f"deadline: {_time(stance.deadline)}")
    if claim.time:
        parts.append(_time(claim.time))
    parts += (f"{figure.kind} {figure.bound} {figure.value:g} {figure.unit}".strip() for figure in claim.figures)
    return f"  [{'; '.join(' '.join(part.split()) for part in parts)}]" if parts else ""


def _time(time: TimeSpan) -> str:
    if time.start is None and time.end is None:
        return time.text
    days = sorted({str(day) for day in (time.start, time.end) if day})
    if len(days) == 2 or time.start == time.end:
        return " to ".join(days)
    return f"from {days[0]}" if time.start else f"until {days[0]}"
