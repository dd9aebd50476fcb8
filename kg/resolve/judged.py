"""Why names are one thing or two, in words: each merge and each refusal with its reason and the entities it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from kg.gazetteer import Gazetteer, fold
from kg.model import Entity, Judgement
from kg.resolve import names
from kg.resolve.cluster import Pair
from kg.resolve.outline import Outline, parts
from kg.resolve.sense import Node

# Things of one name from which on they are not told apart pair by pair.
MANY_OF_ONE_NAME = 10


def judgements(
    articles: Sequence[Outline],
    pairs: Sequence[Pair],
    ids: Mapping[Node, str],
    moved: Mapping[str, str],
    entities: Sequence[Entity],
    gazetteer: Gazetteer,
) -> tuple[Judgement, ...]:
    """Every judgement, sorted. `ids` has each node's entity, `moved` the ids that became another one's."""
    forms = surface_forms(articles)
    shown = {node: label(node, said) for node, said in forms.items()}
    found = {
        *compared(pairs, shown, ids),
        *folded(forms, shown, ids),
        *linked(articles),
        *told(articles, shown, ids, gazetteer),
        *towns(ids, shown, moved),
    }
    apart = {frozenset((j.left_id, j.right_id)) for j in found if not j.same}
    described = {id_ for id_, said in named(articles, ids).items() if not said}
    found.update(j for j in homonyms(entities, described) if frozenset((j.left_id, j.right_id)) not in apart)
    return tuple(sorted(found, key=order))


def label(node: Node, said: Collection[str]) -> str:
    """The shortest form that says the whole name."""
    return min(said, key=lambda text: (not is_whole(text, node), len(text), text))


def is_whole(text: str, node: Node) -> bool:
    """Whether a surface form has all words of its node, and no others that count."""
    return (names.person(text) if node.family == "Person" else names.body(text)) == node.words


def surface_forms(articles: Sequence[Outline]) -> dict[Node, dict[str, set[str]]]:
    """What the articles write for each node: each form with the ids of the articles that have it."""
    forms: dict[Node, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for article in articles:
        for part in article.parts:
            if part.node is not None:
                for text in part.names or (part.fullest,):
                    forms[part.node][names.clean(text)].add(article.article)
    return forms


def compared(pairs: Sequence[Pair], shown: Mapping[Node, str], ids: Mapping[Node, str]) -> Iterator[Judgement]:
    """The pairs of names that were compared."""
    for p in pairs:
        left, right = ids[p.left], ids[p.right]
        if p.same or left != right:
            score = round(min(p.score, 100.0) / 100, 2)
            yield Judgement(shown[p.left], shown[p.right], p.same, p.reason, score, left, right)


def folded(
    forms: Mapping[Node, Mapping[str, Collection[str]]], shown: Mapping[Node, str], ids: Mapping[Node, str]
) -> Iterator[Judgement]:
    """The forms of one name that are never compared, since titles, accents and the like apart they are the same."""
    for node, said in forms.items():
        for text, where in said.items():
            if not is_whole(text, node) and is_whole(shown[node], node) and len(text.split()) < len(node.words):
                reason = "short for it in the same article"
            elif text != shown[node]:
                reason = "one name, but for titles, articles, accents or words such as 'group'"
            elif len(where) > 1:
                reason = f"the very same name in {len(where):,} articles"
            else:
                continue
            yield Judgement(text, shown[node], True, reason, 1.0, ids[node], ids[node])


def linked(articles: Sequence[Outline]) -> Iterator[Judgement]:
    """Why a surface form is a listed thing or a group's."""
    said = {(p.said or p.fullest, p.name, p.reason, p.id) for p in parts(articles) if p.reason and p.name and p.id}
    for text, name, reason, id_ in said:
        if name and id_:
            yield Judgement(names.clean(text), name, True, reason, 1.0, id_, id_)


def told(
    articles: Sequence[Outline], shown: Mapping[Node, str], ids: Mapping[Node, str], gazetteer: Gazetteer
) -> Iterator[Judgement]:
    """The names that an article itself gives to a listed thing."""
    for article in articles:
        for node, id_ in article.listed:
            if ids[node] == id_ and (entry := gazetteer.by_id(id_)):
                yield Judgement(shown[node], entry.name, True, "the text equates the two names", 1.0, id_, id_)


def towns(ids: Mapping[Node, str], shown: Mapping[Node, str], moved: Mapping[str, str]) -> Iterator[Judgement]:
    """The towns that have one place in GeoNames under different names."""
    of: dict[str, list[Node]] = defaultdict(list)
    joined = {id_ for before, id_ in moved.items() if before != id_}
    for node, id_ in ids.items():
        if id_ in joined and node.family == "Settlement":
            of[id_].append(node)
    for id_, nodes in of.items():
        for left, right in combinations(sorted(nodes), 2):
            yield Judgement(shown[left], shown[right], True, "one place in GeoNames", 1.0, id_, id_)


def named(articles: Sequence[Outline], ids: Mapping[Node, str]) -> dict[str, bool]:
    """Whether some article names an entity, each by its id; the others are only described."""
    found: dict[str, bool] = defaultdict(bool)
    for part in parts(articles):
        found[ids[part.node] if part.node else str(part.id)] |= bool(part.names)
    return found


def homonyms(entities: Sequence[Entity], described: Collection[str]) -> Iterator[Judgement]:
    """Things of one name that were never compared. What is only described in one article is left out."""
    sharing: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.id not in described:
            sharing[fold(entity.name)].append(entity)
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
