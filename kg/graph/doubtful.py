"""Pairs of names that a person should look at: nearly merged, or merged on little."""

from __future__ import annotations

from collections.abc import Iterable

from kg.gazetteer import fold
from kg.model import Judgement

BY_HAND = "by hand"


def doubtful(judgements: Iterable[Judgement], ask: float, sure: float) -> list[Judgement]:
    """The judgements worth asking about, the most doubtful first, each pair of things once.

    These are refusals of a score of `ask` or more, and merges of different names below a score of `sure`. What was
    answered by hand is not asked again.
    """
    found: dict[frozenset[str], Judgement] = {}
    settled: set[frozenset[str]] = set()
    for j in judgements:
        if j.reason.startswith(BY_HAND):
            settled.add(asked_of(j))
        elif (j.score < sure and fold(j.left) != fold(j.right)) if j.same else j.score >= ask:
            found.setdefault(asked_of(j), j)
    waiting = [j for key, j in found.items() if key not in settled]
    return sorted(waiting, key=lambda j: (-doubt(j), j.left, j.right, j.left_id, j.right_id))


def asked_of(j: Judgement) -> frozenset[str]:
    """What a question is about: two things, or a thing and two names that it has."""
    return frozenset((j.left_id, fold(j.left), fold(j.right)) if j.same else (j.left_id, j.right_id))


def doubt(j: Judgement) -> float:
    """How doubtful a judgement is, from 0 to 1: two things with like names, or one with unlike names."""
    return 1 - j.score if j.same else j.score
