"""On whom a deed is blamed: "blamed the attack on the barracks on the PKK", "an attack on Monday blamed on rebels"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax import Node, ancestors, hang

TO = frozenset({"ascribe", "attribute"})  # these take "to", the others "on"


def pinned(verb: Node, nodes: list[Node]) -> None:
    """Hang the last "on" of a verb of blaming on it, and those before on what is blamed."""
    word = "to" if verb.lemma in TO else "on"
    found = list(_named_by(verb, word, nodes))
    if not found:
        return
    bare = verb.tag in ("VBN", "VBD") and verb.kid("aux", "auxpass", "nsubj", "dobj") is None
    if bare and verb.dep == "advcl" and found[0].i == verb.i + 1 and (told := _before(verb)) is not None:
        hang(verb, told, "acl")
        verb.tag = "VBN"
    if found[-1].head is not verb:
        hang(found[-1], verb, "prep")
    deed = verb.kid("dobj", "nsubjpass")
    for earlier in found[:-1]:
        if deed is not None and earlier.head is verb:
            hang(earlier, deed, "prep")


def _named_by(verb: Node, word: str, nodes: list[Node]) -> Iterator[Node]:
    """The prepositions of that form behind the verb and within its phrase, but those of dates."""
    for node in nodes[verb.i + 1 :]:
        if node.sent != verb.sent:
            return
        if node.low != word or node.dep != "prep" or any(o.ent_label in ("DATE", "TIME") for o in node.kids("pobj")):
            continue
        if next((a for a in ancestors(node) if a.is_verb), None) is verb:
            yield node


def _before(participle: Node) -> Node | None:
    """What the participle tells of: the last thing named before it in its clause."""
    verb = participle.head
    named = [o for p in verb.kids("prep") if p.i < participle.i for o in p.kids("pobj")] or verb.kids("dobj")
    return named[-1] if named and named[-1].i < participle.i and not named[-1].ent_label else None
