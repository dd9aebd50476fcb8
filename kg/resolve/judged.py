"""Why names are one thing or two, in words: each merge and each refusal with its reason and the entities it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.gazetteer import Gazetteer
from kg.model import Entity, Judgement
from kg.resolve.cluster import Pair
from kg.resolve.gathered import Why
from kg.resolve.sense import Node
from kg.resolve.settled import Row

# Things of one name from which on they are not told apart pair by pair.
MANY_OF_ONE_NAME = 10


def judgements(
    rows: Mapping[Node, Row],
    pairs: Sequence[Pair],
    whys: Mapping[str, Collection[Why]],
    moved: Mapping[str, str],
    called: Mapping[str, str],
    entities: Mapping[str, Entity],
    gazetteer: Gazetteer,
) -> tuple[Judgement, ...]:
    """Every judgement, sorted. `moved` has the ids that became another one's, `called` the names of what has one."""
    found = {
        *compared(pairs, rows),
        *folded(rows.values()),
        *linked(whys),
        *told(rows.values(), gazetteer),
        *towns(rows.values(), moved),
    }
    apart = {frozenset((j.left_id, j.right_id)) for j in found if not j.same}
    found.update(j for j in homonyms(called, entities) if frozenset((j.left_id, j.right_id)) not in apart)
    return tuple(sorted(found, key=order))


def compared(pairs: Sequence[Pair], rows: Mapping[Node, Row]) -> Iterator[Judgement]:
    """The pairs of names that were compared."""
    for p in pairs:
        left, right = rows[p.left], rows[p.right]
        if p.same or left.id != right.id:
            score = round(min(p.score, 100.0) / 100, 2)
            yield Judgement(left.shown, right.shown, p.same, p.reason, score, left.id, right.id)


def folded(rows: Iterable[Row]) -> Iterator[Judgement]:
    """The forms of each node."""
    for row in rows:
        for text, reason in row.folds:
            yield Judgement(text, row.shown, True, reason, 1.0, row.id, row.id)


def linked(whys: Mapping[str, Collection[Why]]) -> Iterator[Judgement]:
    """Why a surface form is a listed thing or a group's."""
    for id_, found in whys.items():
        for text, name, reason in (why.rsplit("\n", 2) for why in found):
            yield Judgement(text, name, True, reason, 1.0, id_, id_)


def told(rows: Iterable[Row], gazetteer: Gazetteer) -> Iterator[Judgement]:
    """The names that an article itself gives to a listed thing."""
    for row in rows:
        if row.id in row.listed and (entry := gazetteer.by_id(row.id)):
            yield Judgement(row.shown, entry.name, True, "the text equates the two names", 1.0, row.id, row.id)


def towns(rows: Iterable[Row], moved: Mapping[str, str]) -> Iterator[Judgement]:
    """The towns that have one place in GeoNames under different names."""
    of: dict[str, list[Row]] = defaultdict(list)
    joined = {id_ for before, id_ in moved.items() if before != id_}
    for row in rows:
        if row.id in joined and row.node.family == "Settlement":
            of[row.id].append(row)
    for id_, found in of.items():
        for left, right in combinations(sorted(found, key=lambda row: row.node), 2):
            yield Judgement(left.shown, right.shown, True, "one place in GeoNames", 1.0, id_, id_)


def homonyms(called: Mapping[str, str], entities: Mapping[str, Entity]) -> Iterator[Judgement]:
    """Things of one name that were never compared. What is only described is left out."""
    sharing: dict[str, list[Entity]] = defaultdict(list)
    for id_, name in sorted(called.items()):
        sharing[name].append(entities[id_])
    for found in sharing.values():
        if len(found) <= MANY_OF_ONE_NAME:
            for a, b in combinations(found, 2):
                reason = f"one name, but {told_apart(a, b)}"
                yield Judgement(a.name, b.name, False, reason, 1.0, a.id, b.id)


def told_apart(a: Entity, b: Entity) -> str:
    """What tells two things of one name apart."""
    if a.type != b.type:
        return f"{spelled(a.type)} and {spelled(b.type)}"
    if a.country and b.country and a.country != b.country:
        return f"of two countries, {a.country} and {b.country}"
    return "nothing says that they are one"


def spelled(type_: str) -> str:
    """A type with its article: "a Person", "an ArmedGroup"."""
    return f"{'an' if type_[0] in 'AEIO' else 'a'} {type_}"


def order(j: Judgement) -> tuple[str, str, bool, str, float, str, str]:
    return (j.left, j.right, j.same, j.reason, j.score, j.left_id, j.right_id)
