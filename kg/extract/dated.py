"""When a claim's event happened, and how many it counts: times and figures from the clause of its trigger."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extract.claiming import Draw
from kg.extract.completed import dispersals
from kg.extract.drafts import Draft
from kg.extract.families import CAUSED, COUNTING, EFFECTS, SPEECH_ACTS, STRIKES
from kg.extract.figures import FoundFigure, figure_for, figures_of
from kg.extract.frames import Frame
from kg.extract.syntax import Tree, subtree
from kg.extract.times import is_deadline, times_of
from kg.model import Figure, TimeSpan

COUNTING_RELATIONS = frozenset({"hosts", "basedAt"})

LASTING = frozenset({"partyTo", "leads", "memberOf", "worksFor", "alliedWith"})


TimesBySentence = Mapping[int, Sequence[TimeSpan]]


def by_sentence(tree: Tree, times: Sequence[TimeSpan]) -> TimesBySentence:
    """The times of a text by the sentence that they begin in."""
    starts = [tree.nodes[first].start for first, _ in tree.sentences]
    found: dict[int, list[TimeSpan]] = defaultdict(list)
    for time in times:
        if time.span is not None:
            found[bisect_right(starts, time.span.start) - 1].append(time)
    return found


def timed(draw: Draw, frame: Frame, times: TimesBySentence) -> None:
    """The time of what happens, the deadline of what is only meant, and when it was said."""
    nodes = [frame.trigger, *([frame.carrier] if frame.carrier is not None else [])]
    if frame.trigger.dep in ("xcomp", "ccomp") and frame.trigger.head.is_verb and draw.predicate in CAUSED:
        nodes.append(frame.trigger.head)
    if draw.predicate in STRIKES:
        nodes += dispersals(frame.trigger)
    near = times.get(frame.trigger.sent, ())
    found = [t for node in nodes for t in times_of(node, near)]
    if (
        not found and draw.predicate == "Agree" and draw.held.modality == "actual"
    ):  # "the 2016 accord signed by the two sides"
        found = [t for d in draw.roles.get("object", []) for t in times_of(d.node, near)]
    if not found:
        found = _left_over(frame, near)
    said = draw.held.said
    for time in found:
        if draw.held.modality != "actual" and is_deadline(time, frame.trigger):
            draw.deadline = draw.deadline or time
        elif draw.time is None:
            draw.time = time
    if said is not None and said is not frame.trigger:
        for time in times_of(said, times.get(said.sent, ())):
            if time not in found and draw.said is None:
                draw.said = time
    if draw.time is None and draw.predicate in SPEECH_ACTS and frame.trigger.tag in ("VBZ", "VBP"):
        draw.time = draw.said  # "Ghana wants Togo to open the border, its president said on Friday"


def lasting(draw: Draw, times: TimesBySentence) -> None:
    """Since when or for how long a tie holds that a noun tells: "has been leader of the group since May 2010"."""
    if draw.time is not None or draw.predicate not in LASTING:
        return
    near = times.get(draw.trigger.sent)
    if not near:
        return
    nodes = [draw.trigger]
    if draw.trigger.dep in ("attr", "oprd") and draw.trigger.head.is_verb:
        nodes.append(draw.trigger.head)
    if draw.predicate == "partyTo":
        nodes += [d.node for d in draw.roles.get("object", []) if d.node.sent == draw.trigger.sent]
    draw.time = next((t for node in nodes for t in times_of(node, near)), None)


def _left_over(frame: Frame, times: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The only time of the sentence, where the trigger is its main verb and no other verb has taken it."""
    verb = frame.carrier or frame.trigger
    if verb.head is not verb or not verb.is_verb:
        return []
    inside = subtree(verb)
    first, last = inside[0].start, inside[-1].end
    found = [t for t in times if t.span is not None and first <= t.span.start < last]
    if len(found) != 1 or found[0].span is None:
        return []
    span = found[0].span
    words = [n for n in inside if span.start <= n.start < span.end]
    outside = [n.head for n in words if n.head not in words]
    return (
        found
        if all(
            n is verb
            or (not n.is_verb and n.dep in ("dobj", "pobj", "nsubj", "attr") and n.head in (verb, *verb.children))
            for n in outside
        )
        else []
    )


def counted(draw: Draw, frame: Frame, figures: Sequence[FoundFigure]) -> None:
    """Figures stand on effects, movements and hosting, not again on the violence that caused them."""
    event = draw.predicate
    if event in EFFECTS:
        roles: tuple[str, ...] = ("victim", "object")
    elif event in COUNTING:
        roles = ("instrument", "object", "recipient", "actor", "victim", *(("place",) if event == "Deployment" else ()))
    elif event in COUNTING_RELATIONS:
        roles = ("object", "subject")
    else:
        return
    for role in roles:
        for draft in draw.roles.get(role, []):
            for found in _of_filler(draft, figures):
                if (figure := figure_for(event, found)) not in draw.figures:
                    draw.figures.append(figure)


def _of_filler(draft: Draft, figures: Sequence[FoundFigure]) -> list[Figure]:
    node = draft.node
    found = list(figures_of(node, figures))
    if not found and node.dep == "pobj" and node.head.low == "of":
        found = list(figures_of(node.head.head, figures))
    return found
