"""Open claims: what two mentions do to one another where the vocabulary has no word for it.

The graph keeps such a claim under an open predicate, made of the lemmas of what is said: `rel:hold_talks_with`. Off
unless asked for: an open predicate has no domain, no range and no meaning but its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.frames import Frame, verb_frame
from kg.extract.opentriples.predicates import chained
from kg.extract.quoted import quote_span
from kg.extract.scene import Scene
from kg.extract.syntax import Node, is_passive

PREFIX = "rel:"
RULE = "open"
DIRECT, BY_PREPOSITION = 0.5, 0.4
"""Of a claim about an object, and of one about what a preposition governs, which the parse mistakes more often."""

EMPTY = frozenset({"be", "have", "do", "become", "seem", "remain", "include"})
"""Verbs that say too little without a vocabulary."""
ASIDE = frozenset({"in", "at", "on", "of", "during", "after", "before", "since", "until", "by", "as", "than", "per"})
"""Prepositions that most often give place, time or manner, and no second party."""


def open_claims(scene: Scene, known: Sequence[Draw]) -> Iterator[Draw]:
    """A relation for each verb between two mentions of a sentence, of which no claim in `known` says anything yet: none
    that the same word set off, none in that sentence with both of them."""
    told = {draw.trigger for draw in known}
    reporting = scene.lexicon.cues.groups["reporting"]["verbs"]
    for verb in scene.tree.nodes:
        if not verb.is_verb or verb.dep in ("aux", "auxpass") or verb.lemma in EMPTY or verb.lemma in reporting:
            continue
        if told & {verb, *verb.kids("dobj", "xcomp")} or chained(verb) is not None:
            continue
        frame = verb_frame(verb)
        for subject, name, obj, confidence in _between(scene, frame):
            if not _are_two(subject, obj) or any(_says(draw, verb, subject, obj) for draw in known):
                continue
            roles = {"subject": [subject], "object": [obj]}
            span = quote_span(frame, [subject, obj])
            held = scene.stances.of(frame)
            yield Draw("relation", PREFIX + name, roles, held, verb, span, RULE, confidence=confidence)


def _between(scene: Scene, frame: Frame) -> Iterator[tuple[Draft, str, Draft, float]]:
    """Subject, name of the predicate, object and confidence: "meet", "hold_talks_with", "march_on"."""
    subjects = [d for n in frame.slots.get("subject", []) for d in scene.mentions.of(n)]
    stem = [frame.trigger.lemma, *(p.low for p in frame.trigger.kids("prt"))]
    direct = frame.slots.get("object", [])
    found = [d for n in direct for d in scene.mentions.of(n)]
    yield from ((subject, _name(stem), obj, DIRECT) for subject in subjects for obj in found)
    if found or is_passive(frame.trigger):
        return
    stem += [n.low for n in direct[:1] if n.is_noun]
    for preposition, nodes in (*frame.slots.items(), *frame.spare.items()):
        if preposition not in ASIDE and preposition not in ("subject", "object", "indirect"):
            name = _name([*stem, *preposition.split()])
            others = [d for n in nodes for d in scene.mentions.of(n)]
            yield from ((subject, name, obj, BY_PREPOSITION) for subject in subjects for obj in others)


def _name(words: Sequence[str]) -> str:
    r"""The local part of a predicate's IRI.

    >>> _name(["hold", "talks", "with"])
    'hold_talks_with'
    """
    return re.sub(r"\W+", "_", "_".join(words).casefold()).strip("_")


def _are_two(subject: Draft, obj: Draft) -> bool:
    """Whether both are known for what they are, and are two things."""
    known = all(d.kind() and (d.form != "pronoun" or d.antecedent is not None) for d in (subject, obj))
    return known and subject.identity() != obj.identity()


def _says(draw: Draw, verb: Node, subject: Draft, obj: Draft) -> bool:
    """Whether a claim of this sentence already has both."""
    if draw.trigger.sent != verb.sent:
        return False
    fillers = {d.identity() for drafts in draw.roles.values() for d in drafts}
    return {subject.identity(), obj.identity()} <= fillers
