"""Texts for a page: names of predicates in words, and nothing in a text that could act on its reader."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from kg.model import Filler, Statement
from kg.ontology import Ontology

# Control characters, lone surrogates, and what turns the direction of the text around it.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\r\n\u2028\u2029]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def seen(value: str) -> str:
    """`value` with a visible mark for each character that would steer its surroundings; as long as before.

    >>> seen("a\\u202eb\\x1b[1m\\n")
    'a�b�[1m '
    """
    return _BREAKS.sub(" ", _UNSEEN.sub("�", value))


def short(text: str, letters: int) -> str:
    """The text, or as much of it as so many letters leave room for.

    >>> short("a mark", 10), short("an agreement", 6)
    ('a mark', 'an ag…')
    """
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def address(value: str | None) -> str | None:
    """`value` where it is an address of the web that may be clicked on, else None.

    >>> address("https://example.org/a?b"), address("javascript:alert(1)"), address("//example.org")
    ('https://example.org/a?b', None, None)
    """
    if value is None or seen(value) != value or " " in value:
        return None
    try:
        parts = urlsplit(value)
        return value if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def in_words(name: str, ontology: Ontology) -> str:
    """A type, relation, event type or role by its label; an open predicate by its own words.

    >>> in_words("ArmedForce", Ontology.load()), in_words("rel:hold_talks_with", Ontology.load())
    ('armed force', 'hold talks with')
    """
    for table in (ontology.entity_types, ontology.relations, ontology.events, ontology.roles):
        if name in table:
            return table[name].label
    return _CAMEL.sub(" ", name.removeprefix("rel:").replace("_", " ")).lower()


def titled(s: Statement, label: Callable[[str], str], ontology: Ontology) -> str:
    """A statement in words: "Ruritania – backs – Fenwick rebels", "patrol: actor Ruritania, Grand Fenwick; on R7".

    `label` names an entity by its id. Roles come in the order in which the ontology has them, from who did it on.
    """

    def named(f: Filler) -> str:
        return f.value if f.literal else label(f.value)

    if s.kind == "relation":
        by = {f.role: named(f) for f in s.fillers}
        target = by.get("object") or by.get("title") or by.get("name") or ""
        of = f" of {by['of']}" if "of" in by else ""
        return f"{by['subject']} – {in_words(s.predicate, ontology)} – {target}{of}"
    order = list(ontology.roles)
    roles: dict[str, list[str]] = {}
    for f in sorted(s.fillers, key=lambda f: order.index(f.role) if f.role in order else len(order)):
        roles.setdefault(in_words("on" if f.role == "route" else f.role, ontology), []).append(named(f))
    said = "; ".join(f"{role} {', '.join(names)}" for role, names in roles.items())
    # What the label has in brackets, to tell one attack from another, is what follows here.
    return f"{s.label.partition(' (')[0]}: {said}" if said else s.label


def days_in_words(start: date | None, end: date | None) -> str | None:
    """When something was, as short as it is known: "2018", "2020-03", "2020-02-15", "2020-02-15 to 2020-02-17".

    >>> days_in_words(date(2018, 1, 1), date(2018, 12, 31)), days_in_words(date(2020, 2, 1), date(2020, 2, 29))
    ('2018', '2020-02')
    """
    if start is None or end is None or start == end:
        day = start or end
        return day.isoformat() if day else None
    if (start.day, end.day) == (1, monthrange(end.year, end.month)[1]) and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}"
        if start.month == end.month:
            return f"{start:%Y-%m}"
    return f"{start} to {end}"
