"""A body told of by the noun of its name: "the ministry" after "the Foreign Ministry", "the court"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.extract.coref.chains import BODIES, link
from kg.extract.coref.descriptions import modifiers
from kg.extract.drafts import Draft
from kg.lexicon.constructions import constructions

UNARMED = BODIES - {"ArmedForce", "ArmedGroup"}
FAR = 6  # sentences that "the court" looks back


def headed(drafts: Iterable[Draft]) -> None:
    """Tie "the ministry" and the ministry of "ministry spokesman" to the nearest name before it that is one."""
    names: list[tuple[str, Draft]] = []
    for d in drafts:
        if d.form == "name" and d.type in BODIES and d.node.pos != "ADJ":
            names += [(word, d) for word in _nouns(d)]
        elif d.antecedent is None and _bare(d):
            near = [n for word, n in names if word == d.head and d.node.sent - n.node.sent <= FAR]
            if near and near[-1].span.end < d.span.start:
                link(d, near[-1])


def _nouns(name: Draft) -> Iterator[str]:
    """The words of a name that say what it is: the last, and the one before "of" or "for"."""
    words = name.text.lower().split()
    if len(words) > 1:
        yield words[-1]
        yield from {a for a, b in pairwise(words) if b in ("of", "for")} - {words[-1]}


def _bare(d: Draft) -> bool:
    """Whether a description is a noun of bodies alone, with an article or before an office."""
    if d.plural or d.form != "nominal" or d.type not in UNARMED:
        return False
    if d.owner is not None or d.head in constructions().generic:
        return False
    alone = not d.node.kids("prep", "relcl", "acl", "appos") and not modifiers(d)
    officer = d.node.dep in ("compound", "nmod") and d.node.head.is_noun
    return alone and (officer or any(c.low in ("the", "this", "that") for c in d.node.kids("det")))
