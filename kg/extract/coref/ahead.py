"""Who a pronoun before its name means: "During her visit to Goma, Merkel met Kabila", "After it left, the army …"."""

from __future__ import annotations

from kg.extract.arguments import surface_subjects
from kg.extract.drafts import Draft
from kg.extract.syntax import Node, ancestors, is_passive
from kg.lexicon.constructions import constructions


def ahead(d: Draft, here: list[Draft]) -> Draft | None:
    """The subject of the clause that the pronoun's own, or its phrase, is put before. `here` are those of its sentence.

    None where the clause tells of who came after him: "When he died, Abbas took over".
    """
    below = d.node
    for above in ancestors(d.node):
        if above.is_verb and below.dep in ("advcl", "prep") and below.i < above.i:
            subjects = surface_subjects(above)
            if len(subjects) != 1 or subjects[0].i < d.node.i or subjects[0].head is not above:
                return None
            if _gone(d.node) or above.lemma in constructions().succeeding:
                return None
            named = [
                c for c in here if c.node is subjects[0] and (c.form == "name" or (c.form == "nominal" and c.definite))
            ]
            return named[0] if named else None
        if above.dep in ("ccomp", "relcl", "acl", "conj", "parataxis"):
            return None
        below = above
    return None


def _gone(pronoun: Node) -> bool:
    """Whether it is told of whom it means that he is dead or was removed: another acts now."""
    words, head = constructions(), pronoun.head
    if pronoun.dep == "poss":
        return head.lemma in words.undergone
    return head.lemma in ("die", "resign") or (is_passive(head) and head.lemma in words.harming)
