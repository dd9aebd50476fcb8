"""Names that sound alike: compared only within a block (same family, same skeleton).

So the work grows with the number of names, not with its square, and a name that is new is held against few others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.resolve import names
from kg.resolve.cluster import Facts, Pair
from kg.resolve.sense import Node
from kg.resolve.spelling import same_body, same_person

# From here on a refusal is worth telling.
NEAR = 60.0
# A block with more names than this is compared by whole skeleton only: a surname with a thousand bearers.
LARGE_BLOCK = 200

Keys = Mapping[Node, Collection[str]]
"""The blocking keys of nodes."""


def sounding_alike(
    nodes: Mapping[Node, Facts], keys: Keys, before: Iterable[Pair] = (), was: Keys | None = None
) -> list[Pair]:
    """Every pair of nodes that are one by their sound, or nearly, sorted.

    Where pairs were found `before`, `was` has the keys that nodes had then of which something is other now; those of
    new ones are empty, as are now those of nodes that are gone.
    """
    index = indexed(keys)
    if was is None:
        return sorted_pairs(p for block in fitting(index) for p in compare(block, nodes))
    stale = {*was, *outgrown(index, keys, was)}
    found = [p for p in before if p.left not in stale and p.right not in stale]
    concerned = {key for node in stale for key in keys.get(node, ())}
    for block in fitting({key: index[key] for key in concerned}):
        found += compare(block, nodes, stale)
    return sorted_pairs(found)


def sorted_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(set(pairs), key=lambda p: (-p.score, p.left, p.right, p.reason))


def indexed(keys: Keys) -> dict[str, list[Node]]:
    """The nodes by key."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node, mine in keys.items():
        for key in mine:
            found[key].append(node)
    return found


def fitting(index: Mapping[str, list[Node]]) -> Iterator[list[Node]]:
    """Nodes that may be one, block by block; a node may stand in several."""
    for block in index.values():
        if 1 < len(block) <= LARGE_BLOCK:
            yield sorted(block)
        elif len(block) > LARGE_BLOCK:
            yield from (sorted(part) for part in parted(block).values() if 1 < len(part) <= LARGE_BLOCK)


def parted(block: Iterable[Node]) -> dict[str, list[Node]]:
    """The nodes of a block that is too large, by whole skeleton."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in block:
        found[names.skeleton("".join(node.words))].append(node)
    return found


def outgrown(index: Mapping[str, list[Node]], keys: Keys, was: Keys) -> set[Node]:
    """The nodes of blocks that are too large now and were not, or the other way round."""
    came = indexed({node: keys.get(node, ()) for node, before in was.items() if not before})
    went = indexed({node: before for node, before in was.items() if node not in keys})
    found: set[Node] = set()
    for key in came.keys() | went.keys():
        block = index.get(key, [])
        old = [node for node in (*block, *went.get(key, ())) if node not in came.get(key, ())]
        if (len(block) > LARGE_BLOCK) != (len(old) > LARGE_BLOCK):
            found.update(block)
        elif len(block) > LARGE_BLOCK:
            sizes = Counter({skeleton: len(part) for skeleton, part in parted(old).items()})
            for skeleton, part in parted(block).items():
                if (len(part) > LARGE_BLOCK) != (sizes[skeleton] > LARGE_BLOCK):
                    found.update(part)
    return found


def keys_of(node: Node) -> tuple[str, ...]:
    """A node's blocking keys: the skeleton of the whole; for a full name also the surname, and the first two words."""
    return tuple(sorted({"\n".join(key) for key in _keys(node)}))


def _keys(node: Node) -> Iterator[tuple[str, ...]]:
    yield node.family, node.scope, "all", names.skeleton("".join(node.words))
    if node.family == "Person" and len(node.words) > 1:
        yield node.family, "last", names.skeleton(node.words[-1]), names.skeleton(node.words[-2])[:1]
        yield node.family, "last", names.skeleton(node.words[-1]), names.skeleton(node.words[0])[:1]
        yield node.family, "first", *map(names.skeleton, node.words[:2])


def compare(block: list[Node], nodes: Mapping[Node, Facts], of: Collection[Node] | None = None) -> Iterator[Pair]:
    """Every pair of a block that is one, or nearly; with `of` only the pairs of these nodes."""
    for i, left in enumerate(block):
        for right in block[i + 1 :]:
            if of is not None and left not in of and right not in of:
                continue
            score = names.likeness(" ".join(left.words), " ".join(right.words))
            if left.family == "Person" and len(left.words) > 1 and len(right.words) > 1:
                if same_person(left.words, right.words):
                    yield Pair(left, right, max(score, 90.0), True, "one surname, and given names that agree")
                elif score >= NEAR:
                    yield Pair(left, right, score, False, "their given names differ")
                continue
            if left.family == "Person":
                continue
            yield from spelled(left, right, score, nodes)


def spelled(left: Node, right: Node, score: float, nodes: Mapping[Node, Facts]) -> Iterator[Pair]:
    """The judgement on two names of bodies, places or other things that sound alike."""
    near = bool(nodes[left].states & nodes[right].states) or not (nodes[left].states or nodes[right].states)
    same = near and same_body(left.words, right.words)
    if same:
        reason = "two spellings of one name"
    elif same_body(left.words, right.words):
        reason = "spelled alike, but no state is named beside both"
    else:
        reason = f"they sound alike, but are spelled alike to {score:.0f} of 100 only"
    if same or score >= NEAR:
        yield Pair(left, right, score, same, reason)
