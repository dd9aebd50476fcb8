"""Where "there" is: the one place that its sentence, or one of the two before, has told where something was or went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.extract.coref.chains import link
from kg.extract.drafts import Draft
from kg.extract.name_types import IN_PLACE
from kg.extract.syntax import Node, ancestors, first_conjunct
from kg.lexicon.constructions import constructions

TOWARDS = frozenset({"to", "of", "on"})
LOCAL = frozenset({"State", "Settlement", "AdministrativeArea", "Region", "Facility"})


def there(drafts: Iterable[Draft], by_sentence: Mapping[int, list[Draft]]) -> None:
    """Set the antecedents of "there", where only one place can be meant."""
    for d in drafts:
        if d.node.low != "there" or d.form != "pronoun" or d.antecedent is not None:
            continue
        for back in range(3):
            told = [
                c for c in by_sentence.get(d.node.sent - back, []) if _is_ground(c) and (back or c.node.i < d.node.i)
            ]
            if not told:
                continue
            found = {c.identity(): c for c in _outermost(told)}
            if len(found) == 1:
                link(d, next(iter(found.values())))
            break


def _is_ground(c: Draft) -> bool:
    """Whether something is told to be in, to go to or to befall a place, which itself does nothing."""
    if c.kind() not in LOCAL or c.metonym or c.root().form != "name" or c.node.pos == "ADJ":
        return False
    node = first_conjunct(c.node)
    above = node.head
    if node.dep == "pobj":
        return above.low in IN_PLACE | TOWARDS
    if node.dep in ("dobj", "appos", "nsubjpass"):
        return c.kind() != "State" or above.lemma in constructions().taken
    return node.dep == "nsubj" and c.kind() != "State" and above.lemma == "be"


def _outermost(places: list[Draft]) -> list[Draft]:
    """The places that are not told only to say where another lies: of "Abyei in Sudan" the town."""
    at = {c.node.i for c in places}
    return [c for c in places if not any(a.i in at for a in _above(c.node))]


def _above(node: Node) -> list[Node]:
    """What a noun stands in the phrase of."""
    found = []
    for a in ancestors(node):
        if a.is_verb:
            break
        found.append(a)
    return found
