"""The words of the article that a claim quotes: from its trigger to its fillers, or a clause."""

from __future__ import annotations

from kg.extract.drafts import Draft
from kg.extract.frames import Frame
from kg.extract.syntax import Node, subtree
from kg.model import Span


def quote_span(frame: Frame, fillers: list[Draft]) -> Span:
    """The shortest stretch of the trigger's sentence that holds its words and the fillers of that sentence."""
    trigger = frame.trigger
    starts = [n.start for n in (trigger, *frame.words)]
    ends = [n.end for n in (trigger, *frame.words)]
    for d in fillers:
        if d.node.sent == trigger.sent:
            starts.append(d.span.start)
            ends.append(d.span.end)
    return Span(min(starts), max(ends))


def clause_text(node: Node, text: str) -> str:
    """The words of the clause below a node, as they stand."""
    inside = [n for n in subtree(node) if n.text.strip()]  # not the blanks that a dropped dateline left
    while inside[-1] is not node and inside[-1].dep == "cc":  # "and" before a clause of its own
        inside.pop()
    return text[inside[0].start : inside[-1].end].strip(' "“”.,')
