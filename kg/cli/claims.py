"""Claims as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim, Mention, Reading, TimeSpan


def claim_lines(reading: Reading) -> Iterator[str]:
    """Each claim of a reading in text order: what is said, how it is held, and the words."""
    mentions = {m.id: m for m in reading.mentions}
    names = {id: mentions[top].text for id, top in reading.chains()}
    for claim in sorted(reading.claims, key=lambda c: (c.span, c.id)):
        yield f"{_said(claim, names)}{_held(claim, mentions, names)}"
        yield f"    “{' '.join(reading.quote(claim.span).split())}”"


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
