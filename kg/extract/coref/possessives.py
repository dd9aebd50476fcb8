"""Whose something is: the owner that "its", "his" and "their" stand for, among those named before in the sentence."""

from __future__ import annotations

from kg.extract.arguments import relative_head, surface_subjects
from kg.extract.coref.chains import BODIES
from kg.extract.drafts import Draft
from kg.extract.syntax import Node, ancestors, first_conjunct
from kg.lexicon.constructions import constructions

AGENTS_FOR_IT = frozenset({"State", *BODIES})
ANSWERS = frozenset({"answer", "reprisal", "response", "retaliation"})


def owner(d: Draft, clause: Node, found: list[Draft]) -> Draft | None:
    """Whose something is, of those named before it in the sentence."""
    if beside := _beside(d, found):
        return beside[-1]
    if theirs := _told_of(d, clause, found) or _judged(d, clause, found):
        return theirs[-1]
    above = governing(clause, found)
    controllers = {n.i for n in surface_subjects(clause)} if clause.is_verb else set()
    own = [c for c in found if c.node.i in controllers] or [c for c in above if clause_of(c.node) is clause]
    own = own or _of_first(d, found) or _controlling(clause, found)
    inside = [c for c in found if clause_of(c.node) is clause]
    if d.node.low == "its":  # "Sudan's raids on Goma and its siege of Uvira" are Sudan's
        inside = [c for c in inside if c.kind() in AGENTS_FOR_IT] or inside
    if d.type == "Person":  # "freed a critic of the king after his arrest": the critic's
        inside = [c for c in inside if c.node.dep in ("dobj", "nsubj", "nsubjpass")] or inside
    if d.plural and not own and not inside and len(found) > len(above) and _reports(above, clause):
        return None  # "experts said … their war": whose, when others are named between
    level = [c for c in found if clause_of(c.node) in (clause, *ancestors(clause))]  # no other clause's, if it may be
    only = d.type != "Person" or len({c.root().identity() for c in found}) == 1
    known = own or inside or above or level or (found if only else [])
    return known[-1] if known else None


def _told_of(d: Draft, clause: Node, found: list[Draft]) -> list[Draft]:
    """Whom the clause is about that a minister of theirs says: "Norway will send ships, its foreign minister said"."""
    speaking = any(n.dep == "nsubj" and n.head is clause for n in ancestors(d.node))
    if not speaking or clause.lemma not in constructions().saying:
        return []
    told = [c for c in clause.kids("ccomp") if c.i < d.node.i]
    return [c for c in found if c.node.dep in ("nsubj", "nsubjpass") and c.node.head in told]


def _judged(d: Draft, clause: Node, found: list[Draft]) -> list[Draft]:
    """Whose deed it is that somebody is condemned, punished or thanked for: "sanctions on Iran over its missiles"."""
    if clause.lemma not in constructions().judging:
        return []
    below = next((n for n in ancestors(d.node) if n.dep == "prep" and n.head.dep != "pobj"), None)
    if below is None or not (below.low in ("for", "over") or any(o.lemma in ANSWERS for o in below.kids("pobj"))):
        return []
    direct = clause.kids("dobj", "nsubjpass", "dative")
    against = [o for n in (clause, *direct) for p in n.kids("prep") if p.low in ("on", "against") for o in p.children]
    met = {n.i for n in (against or direct)}
    return [c for c in found if c.node.i in met and c.node.i < below.i]


def _of_first(d: Draft, found: list[Draft]) -> list[Draft]:
    """Whose the first is of two things joined: "the army's attacks on Goma, as well as its siege of Uvira"."""
    noun = d.node.head
    first = first_conjunct(noun)
    return [c for c in found if noun.dep == "conj" and c.node.dep == "poss" and c.node.head is first]


def _controlling(clause: Node, found: list[Draft]) -> list[Draft]:
    """Who does what a phrase of the clause belongs to: "accused Kenya of arming groups operating on its soil"."""
    at = clause
    while at.dep in ("acl", "pcomp") and (above := clause_of(at.head)).is_verb and above is not at:
        at = above
        if at.dep == "pcomp":
            doing = {n.i for n in surface_subjects(at)}
            if own := [c for c in found if c.node.i in doing]:
                return own
    return []


def _beside(d: Draft, found: list[Draft]) -> list[Draft]:
    """With whom somebody of his is named: in "attacked Saudi Arabia and its allies" they are no allies of who did."""
    noun = d.node.head
    if noun.dep != "conj" or any(c.low == "own" for c in noun.children):
        return []
    return [c for c in found if c.node is noun.head]


def _reports(told_by: list[Draft], clause: Node) -> bool:
    """Whether the governing subjects only tell what the clause, or one above it, says."""
    told = {a.head.i for a in (clause, *ancestors(clause)) if a.dep == "ccomp"}
    return bool(told_by) and all(clause_of(c.node).i in told for c in told_by)


def governing(clause: Node, found: list[Draft]) -> list[Draft]:
    """Those who are subjects of the clause or of one that it hangs on."""
    above = (clause, *ancestors(clause))
    return [c for c in found if c.node.dep in ("nsubj", "nsubjpass") and clause_of(c.node) in above]


def clause_of(node: Node) -> Node:
    """The verb of the clause that the node stands in."""
    if node.is_verb:
        return node
    for above in ancestors(node):
        if above.is_verb:
            return above
    return relative_head(node)
