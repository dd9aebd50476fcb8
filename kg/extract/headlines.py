"""What a headline tells and the lead tells again more fully is one event, with the lead's words and parties."""

from __future__ import annotations

import re

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import SPEECH_ACTS

LEAD = 4  # sentences behind the headline
HEADLINE = re.compile(r"\s*(?P<line>[^\n]{15,160}[^\n.!?:;,\"”’' \t])[ \t]*\n\s*\S")
GROUND = frozenset({"Facility", "Settlement", "AdministrativeArea", "Region", "Route"})
LOCAL = frozenset({"place", "route", "origin", "destination"})


def retold_below(text: str, draws: list[Draw]) -> list[Draw]:
    """The draws without those of the headline that the lead repeats."""
    line = HEADLINE.match(text)
    if line is None:
        return draws
    above = [d for d in draws if d.kind == "event" and d.span.end <= line.end("line")]
    gone = []
    for told in above:
        below = [
            d
            for d in draws
            if d.predicate == told.predicate
            and (d.held.negated, d.held.modality) == (told.held.negated, told.held.modality)
            and d.span.start >= line.end("line")
            and d.trigger.sent - told.trigger.sent <= LEAD
        ]
        fitting = [d for d in below if _may_be(told, d)]
        sure = [d for d in fitting if _agree(told, d)] or (
            fitting if len(below) == 1 and told.predicate not in SPEECH_ACTS else []
        )
        if sure:
            _fold(told, sure[0])
            gone.append(told)
    return [d for d in draws if d not in gone]


def _may_be(told: Draw, lead: Draw) -> bool:
    """Whether neither number nor doer says otherwise."""
    if told.trigger.tag == "NNS" and lead.trigger.tag != "NNS":
        return False  # "attacks in Sulu" are more than the one told first
    counts = {f.kind: f.value for f in told.figures}
    if any(f.kind in counts and f.value != counts[f.kind] for f in lead.figures):
        return False
    for role in ("actor", "recipient", "victim"):
        ours, theirs = (_named(draw.roles.get(role, [])) for draw in (told, lead))
        if ours and theirs and not ours & theirs:
            return False
    return told.time is None or lead.time is None or told.time.start == lead.time.start


def _named(drafts: list[Draft]) -> set[str]:
    """Who is named, with what they are a part of; nobody where one is only described."""
    if any(d.root().form != "name" for d in drafts):
        return set()
    found = set()
    for draft in drafts:
        at: Draft | None = draft
        while at is not None:
            found.add(at.identity())
            at = at.owner
    return found


def _agree(told: Draw, lead: Draw) -> bool:
    """Whether both count the same or name the same doer or object."""
    counts = {(f.kind, f.value) for f in told.figures}
    if any((f.kind, f.value) in counts for f in lead.figures):
        return True
    return any(
        {d.identity() for d in told.roles.get(role, [])} & {d.identity() for d in lead.roles.get(role, [])}
        for role in ("actor", "object", "recipient")
    )


def _fold(told: Draw, lead: Draw) -> None:
    """Give the lead's telling what only the headline says, but for where: the lead says that more closely."""
    local = LOCAL & lead.roles.keys() or any(d.type in GROUND for d in lead.roles.get("object", []))
    known = {d.identity() for ds in lead.roles.values() for d in ds}
    for role, drafts in told.roles.items():
        new = [d for d in drafts if d.identity() not in known]
        if role not in lead.roles and new and not (local and role in LOCAL):
            lead.roles[role] = new
    lead.time = lead.time or told.time
    lead.figures = lead.figures or told.figures
    lead.held.holders = lead.held.holders or told.held.holders
    lead.also.append(told.span)
