"""Which claim of a graph is which claim of the gold: one to one, the best pairs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.evaluate.gold import GoldArticle, GoldClaim
from kg.evaluate.words import fold, overlap, same_name, sameness
from kg.graph import ClaimRecord, Reference
from kg.ontology import Ontology

STRICT, LENIENT = 0.6, 0.34
"""The F1 over role fillers that an event needs."""

Pair = tuple[ClaimRecord, GoldClaim]


def distinct(claims: Sequence[ClaimRecord]) -> list[ClaimRecord]:
    """The claims of one article without those that repeat another: parties, stance, figures, time and topic alike."""
    return list({_key(c): c for c in reversed(claims)}.values())[::-1]


def matched(claims: Sequence[ClaimRecord], things: Things, ontology: Ontology, lenient: bool = False) -> list[Pair]:
    """The pairs of claims that say the same. Strict: the predicate is the same, a relation's ends are right, and an
    event's fillers reach an F1 of .6 (with words in common with the gold quote where not all are right); lenient: an
    event type of the same family will do, fillers in any role, and .34."""
    scored = []
    for i, claim in enumerate(claims):
        for j, wanted in enumerate(things.gold.claims):
            if fit := _fit(claim, wanted, things, ontology, lenient):
                stance = (claim.polarity == wanted.polarity) + (claim.modality == wanted.modality)
                words = overlap(claim.quote, wanted.quotes)
                scored.append((fit + 0.01 * stance + 0.005 * words, -i, -j))
    free_claims, free_gold, pairs = set(range(len(claims))), set(range(len(things.gold.claims))), []
    for _, i, j in sorted(scored, reverse=True):
        if -i in free_claims and -j in free_gold:
            free_claims.remove(-i)
            free_gold.remove(-j)
            pairs.append((claims[-i], things.gold.claims[-j]))
    return pairs


class Things:
    """The annotated things of one article, found by how a graph refers to them."""

    def __init__(self, gold: GoldArticle) -> None:
        self.gold = gold
        self._found: dict[Reference, frozenset[str]] = {}

    def of(self, reference: Reference) -> frozenset[str]:
        """The ids that a reference may be of: by Wikidata id, and by exact name, else by a longer or shorter form."""
        if reference not in self._found:
            entities = self.gold.entities.values()
            linked = {e.id for e in entities if reference.wikidata and reference.wikidata == e.wikidata}
            said = {fold(reference.mention or ""), fold(reference.name)} - {""}
            named = {e.id for e in entities if said & e.names}
            named = named or {e.id for e in entities if any(same_name(s, n) for s in said for n in e.names)}
            self._found[reference] = frozenset(linked | named)
        return self._found[reference]


def _fit(claim: ClaimRecord, wanted: GoldClaim, things: Things, ontology: Ontology, lenient: bool) -> float:
    """How well a claim fits one of the gold, 0 (not at all) to 1."""
    if claim.kind != wanted.kind:
        return 0.0
    if wanted.kind == "relation":
        return float(claim.predicate == wanted.predicate and _relation_fits(claim, wanted, things, ontology))
    same = claim.predicate == wanted.predicate
    kin = lenient and any({claim.predicate, wanted.predicate} <= family for family in sameness().families)
    return _event_fit(claim, wanted, things, lenient, same) if same or kin else 0.0


def _relation_fits(claim: ClaimRecord, wanted: GoldClaim, things: Things, ontology: Ontology) -> bool:
    def is_at(role: str, ids: Sequence[str]) -> bool:
        ends = claim.roles.get(role, ())[:1]
        return any(i in things.of(r) for r in ends for i in ids)

    subject, target = wanted.roles["subject"], wanted.roles.get("object", ())
    if wanted.title or not target:
        want, have = set(fold(wanted.title).split()), set(fold(claim.title or claim.name or "").split())
        return is_at("subject", subject) and bool(want) and 2 * len(want & have) >= len(want | have)
    if is_at("subject", subject) and is_at("object", target):
        return True
    symmetric = ontology.relation(wanted.predicate).symmetric
    return symmetric and is_at("subject", target) and is_at("object", subject)


def _event_fit(claim: ClaimRecord, wanted: GoldClaim, things: Things, lenient: bool, same: bool) -> float:
    want = [(role, i) for role, ids in wanted.roles.items() for i in ids]
    left = [(role, r) for role, references in claim.roles.items() for r in references]
    if not want:
        return STRICT if same and overlap(claim.quote, wanted.quotes) else 0.0
    given, hits = len(left), 0
    for role, ident in want:
        fits = ((other, r) for other, r in left if (lenient or _same_role(role, other)) and ident in things.of(r))
        if (found := next(fits, None)) is not None:
            left.remove(found)
            hits += 1
    f1 = 2 * hits / (len(want) + given)
    if f1 < (LENIENT if lenient else STRICT) or (f1 < 1 and not lenient and not overlap(claim.quote, wanted.quotes)):
        return 0.0
    return f1


def _same_role(a: str, b: str) -> bool:
    return a == b or any({a, b} <= group for group in sameness().same_role)


def _key(c: ClaimRecord) -> tuple[object, ...]:
    fillers = tuple(sorted((role, r.id) for role, references in c.roles.items() for r in references))
    figures = tuple(sorted((f.kind, f.value) for f in c.figures if f.kind != "distance"))
    detail = c.time.start if c.time else None, c.topic, c.title or c.name
    return c.kind, c.predicate, fillers, c.polarity, c.modality, figures, detail


def fillers(pairs: Sequence[Pair], things: Things) -> Iterator[tuple[str, str]]:
    """For each role filler of matched claims that is one thing of the gold: its id there, and the graph's entity."""
    for claim, wanted in pairs:
        want = {i for ids in wanted.roles.values() for i in ids}
        for reference in (r for references in claim.roles.values() for r in references):
            meant = things.of(reference) & want
            if len(meant) == 1:
                yield min(meant), reference.id
