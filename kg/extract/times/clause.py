"""A frequent error of parsers, undone: the time of a saying that is hung on what is said."""

from __future__ import annotations

from kg.extract.syntax import SUBJECTS, Node

QUOTES = frozenset({'"', "“", "”", "‘", "'", "``", "''", ":"})


def belongs_above(time: Node) -> bool:
    """Whether an adverbial stands before the subject of a reported clause, and so belongs to the verb of saying.

    "The minister said last week he would resign": he said it then. Behind "that", a colon or a quotation mark the
    time is the clause's own.
    """
    verb = time.head
    saying = verb.head
    if verb.dep != "ccomp" or not verb.is_verb or not saying.is_verb or not saying.i < time.i < verb.i:
        return False
    subject = next((c for c in verb.children if c.dep in SUBJECTS), None)
    if subject is None or subject.i < time.i:
        return False
    between = [c for c in (*verb.children, *saying.children) if saying.i < c.i < time.i]
    return not any(c.dep == "mark" or c.text in QUOTES for c in between)
