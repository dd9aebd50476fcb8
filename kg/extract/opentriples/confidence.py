"""How far to trust a triple: what its construction is worth, less what makes triples of any construction go wrong."""

from __future__ import annotations

from kg.extract.opentriples.propositions import Construction, Proposition

WORTH: dict[Construction, float] = {
    "clause": 0.75,
    "subordinate": 0.55,
    "coordinated": 0.68,
    "relative": 0.58,
    "controlled": 0.4,
    "infinitive": 0.45,
    "participle": 0.52,
    "existential": 0.3,
    "apposition": 0.57,
    "place": 0.65,
    "located": 0.5,
    "name": 0.58,
    "example": 0.5,
    "possessor": 0.2,
    "title": 0.7,
}
"""Near the share of words in triples of each construction that people say too (benchmarks/carb.py), in steps of .01 to
.05: what orders triples is the construction, not the corpus."""

ALONE = 0.3
"""What is left of the worth of a clause of which nothing but the subject is said."""
MANY = 0.9
"""For each argument after the second: the more there are, the surer one hangs on another word."""
LONG, LONG_WORDS = 0.8, 28
SHORT, SHORT_WORDS = 0.75, 4
"""The factor for triples of more words than this, of fewer words than this."""

A_WORD, LENGTHY = 0.005, 60
"""What each word of the sentence takes away, up to so many: long sentences are parsed worse."""


def confidence(p: Proposition, length: int) -> float:
    """From 0 to 1, three decimals, in a sentence of `length` words."""
    worth = WORTH[p.construction]
    if not p.arguments:
        worth *= ALONE
    worth *= MANY ** max(0, len(p.arguments) - 2)
    said = sum(map(len, (p.predicate, p.subject, *p.arguments)))
    if said > LONG_WORDS:
        worth *= LONG
    elif said < SHORT_WORDS and p.predicate:
        worth *= SHORT
    return round(worth * (1 - A_WORD * min(length, LENGTHY)), 3)
