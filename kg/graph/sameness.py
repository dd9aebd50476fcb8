"""Why two names are one thing, or two: the judgements that resolution kept, put together for a question."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.gazetteer import fold
from kg.model import Entity, Judgement

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two names are one thing. `judgements` lead from the one to the other, or say why not.

    Of two things, those are among them that say where the one's name means the other: Moscow, acting, is Russia.
    """

    left: Entity
    right: Entity
    same: bool
    judgements: tuple[Judgement, ...]


def compare(a: str, b: str, left: Entity, right: Entity, judgements: Collection[Judgement]) -> Comparison:
    """The judgements on two names, which are those of the entities `left` and `right`."""
    if left.id != right.id:
        both = {left.id, right.id}
        found = [j for j in judgements if not j.same and {j.left_id, j.right_id} == both]
        crossed = [
            j for j in judgements if j.same and (fold(j.left), j.left_id) in ((fold(a), right.id), (fold(b), left.id))
        ]
        return Comparison(left, right, False, tuple((found or [never_compared(left, right)]) + crossed))
    mine = [j for j in judgements if j.same and j.left_id == left.id]
    return Comparison(left, right, True, tuple(path(fold(a), fold(b), mine) or mine))


def never_compared(left: Entity, right: Entity) -> Judgement:
    """Why two entities without a judgement are two."""
    if left.type != right.type:
        reason = f"never compared: the types are {left.type} and {right.type}, and no text equates the names"
    elif NUMBER.findall(left.name) != NUMBER.findall(right.name):
        reason = "never compared: the numbers in the names differ"
    else:
        reason = "never compared: the names share neither sound nor surname, and no text equates them"
    return Judgement(left.name, right.name, False, reason, 0.0, left.id, right.id)


def path(a: str, b: str, judgements: Iterable[Judgement]) -> Sequence[Judgement]:
    """The fewest judgements that lead from one folded name to another; those on the name itself where both are one."""
    beside: dict[str, list[Judgement]] = defaultdict(list)
    for j in judgements:
        beside[fold(j.left)].append(j)
        if fold(j.left) != fold(j.right):
            beside[fold(j.right)].append(j)
    if a == b:
        return beside[a]
    queue: deque[tuple[str, tuple[Judgement, ...]]] = deque([(a, ())])
    seen = {a}
    while queue:
        at, so_far = queue.popleft()
        if at == b:
            return so_far
        for j in beside[at]:
            other = fold(j.right) if fold(j.left) == at else fold(j.left)
            if other not in seen:
                seen.add(other)
                queue.append((other, (*so_far, j)))
    return ()
