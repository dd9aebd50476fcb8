"""Statements and events as edges for people: names instead of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.model import Statement


@dataclass(frozen=True, slots=True)
class Triple:
    """One edge for people: labels of subject and object, the predicate, how many articles, and the statement's id."""

    subject: str
    predicate: str
    object: str
    articles: int
    standing: str
    statement: str

    def __str__(self) -> str:
        return f"{self.subject} – {self.predicate} – {self.object}"


def edges(s: Statement, label: Callable[[str], str]) -> Iterator[Triple]:
    """A relation as one edge, an event as one for each filler of a role; `label` names an id."""
    if s.kind == "relation":
        words = {f.role: f.value if f.literal else label(f.value) for f in s.fillers}
        target = words.get("object") or words.get("title") or words.get("name") or ""
        of = f" of {words['of']}" if "of" in words else ""
        yield Triple(words["subject"], s.predicate, f"{target}{of}", s.articles, s.standing, s.id)
        return
    for f in s.fillers:
        role = "on" if f.role == "route" else f.role
        yield Triple(s.label, role, f.value if f.literal else label(f.value), s.articles, s.standing, s.id)


def title(s: Statement, label: Callable[[str], str]) -> str:
    """A relation as a sentence, an event by its label and roles."""
    if s.kind == "relation":
        return str(next(edges(s, label)))
    roles = "; ".join(f"{t.predicate} {t.object}" for t in edges(s, label))
    return f"{s.label}: {roles}" if roles else s.label
