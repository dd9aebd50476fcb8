"""A short name for an event: "11th joint patrol", "air strike (Idlib, 2020-02-10)"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kg.model import Filler

TOLD_BY = ("recipient", "victim", "object", "place", "destination", "route")
"""Roles that tell one event from another of its type, in the order in which a label names them."""
NAMED = 3
JOINT = re.compile(r"\bjoint(ly)?\b", re.IGNORECASE)


def ordinal_words(number: int) -> str:
    """
    >>> ordinal_words(11), ordinal_words(22), ordinal_words(3)
    ('11th', '22nd', '3rd')
    """
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def event_label(
    type_label: str,
    fillers: Sequence[Filler],
    names: Mapping[str, str],
    quotes: Sequence[str],
    ordinal: int | None = None,
    start: date | None = None,
) -> str:
    """The event's name from its type, ordinal, parties, place and day; "joint" where two act and a quote says so."""
    actors = [f.value for f in fillers if f.role == "actor"]
    joint = len(actors) > 1 and any(JOINT.search(q) for q in quotes)
    head = " ".join(
        [*([ordinal_words(ordinal)] if ordinal is not None else []), *(["joint"] if joint else []), type_label]
    )
    if ordinal is not None:
        return head
    told = [names.get(f.value, f.value) for role in TOLD_BY for f in fillers if f.role == role and not f.literal]
    told = list(dict.fromkeys(told))[:NAMED] or [f"by {names.get(a, a)}" for a in actors[:1]]
    return f"{head} ({', '.join([*told, *([start.isoformat()] if start else [])])})" if told or start else head
