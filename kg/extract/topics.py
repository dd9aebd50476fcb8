"""What a claim says of itself beside its roles: what is spoken about, and which of a series it is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames import Frame
from kg.extract.numbers import number_words
from kg.extract.quoted import clause_text
from kg.extract.syntax import Node
from kg.lexicon.constructions import constructions

ABOUT = frozenset({"of", "for", "about", "over", "on", "to", "against"})
TIMES = ("DATE", "TIME")


def topic(frame: Frame, text: str) -> str | None:
    """The words of what a speech act is about: its clause, else its "for", "of", "about" phrase, else its object."""
    said = next(_contents(frame.trigger), None)
    return clause_text(said, text) if said is not None and said.tag != "PRP" else None


def talked_of(frame: Frame, text: str) -> str | None:
    """The words of what is talked about or agreed on."""
    nouns = (noun for slot in ("about", "on", "over") for noun in frame.slots.get(slot, []))
    manner = constructions().manner  # "on the phone", "on the sidelines"
    said = next((noun for noun in nouns if noun.ent_label not in TIMES and noun.lemma not in manner), None)
    return clause_text(said, text) if said is not None else None


def ordinal(noun: Node) -> int | None:
    """The third, fourth, … of its kind that an event noun says it is; None for the first and second, which more often
    say how new it is.

    Digits with an ending count as words do: 11 of "the 11th joint patrol".
    """
    for child in noun.children:
        named = child.ent_label == "ORDINAL" and child.dep in ("amod", "nummod")
        if named or (child.dep == "amod" and child.low in number_words().ordinals):
            digits = "".join(c for c in child.low if c.isdigit())
            return (int(digits) or None) if digits else number_words().ordinals.get(child.low)
    return None


def _contents(trigger: Node) -> Iterator[Node]:
    """The heads of what may say the content of a speech act, the surest first."""
    for dep in ("ccomp", "xcomp", "pcomp"):
        for head in (trigger, *trigger.kids("acomp")):
            yield from (clause for clause in head.kids(dep) if clause.i > trigger.i)
    on = [o for p in trigger.kids("prep") if p.low == "on" for o in p.kids("pobj") if o.ent_label not in TIMES]
    if trigger.lemma in constructions().pinning and on:
        yield from (c for c in trigger.kids("dobj", "nsubjpass") if c.is_noun)  # "blamed the attack on rebels"
        return
    charged = trigger.lemma in constructions().blaming
    for preposition in trigger.kids("prep"):
        if preposition.low in ABOUT or (charged and preposition.low == "with"):
            yield from (c for c in preposition.kids("pcomp", "pobj") if c.ent_label not in TIMES)
    if trigger.is_noun:
        yield from trigger.kids("acl", "relcl")
    yield from trigger.kids("dobj")
