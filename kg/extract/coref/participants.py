"""Who is called after what he did or suffered before: "the attackers", "the suspects", "the victims"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.extract.arguments import objects, subjects
from kg.extract.coref.chains import link
from kg.extract.coref.descriptions import GROUPS, modifiers
from kg.extract.drafts import Draft
from kg.extract.families import HARM, STRIKES
from kg.extract.mentions import Mentions
from kg.extract.syntax import Node
from kg.lexicon.constructions import constructions

FAR = 3  # sentences that "the attackers" looks back
PEOPLE = frozenset({"Person", "PopulationGroup", *GROUPS})
ATTACKS = STRIKES | HARM | {"Abduction", "Assassination", "Capture"}
HELD = frozenset({"Arrest", "Accuse"})
SUFFERED = frozenset({"Death", "Injury", "Abduction", "Assassination"})
Part = tuple[frozenset[str], Callable[[Node], list[Node]]]


@lru_cache(maxsize=1)
def _parts() -> dict[str, Part]:
    """In which deeds, and on which side, those have a part who are called by these nouns."""
    words = constructions()
    parts: dict[str, Part] = dict.fromkeys(words.attackers, (ATTACKS, subjects))
    return parts | dict.fromkeys(words.accused, (HELD, objects)) | dict.fromkeys(words.victims, (SUFFERED, objects))


def participants(drafts: Sequence[Draft], mentions: Mentions) -> None:
    """Tie such a description to the one party of the nearest sentence that has that part in a deed."""
    parts = _parts()
    if all(d.head not in parts for d in drafts):
        return
    told: dict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        part = parts.get(d.head)
        if part is not None and _is_again(d):
            for back in range(FAR + 1):
                found = [c for c in told[d.node.sent - back] if _has_part(c, *part, mentions)]
                found = [c for c in found if c.plural == d.plural or c.form == "name"]
                if len({c.root().identity() for c in found}) == 1 and (d.plural or found[0].kind() == "Person"):
                    d.type = d.type if found[0].type in GROUPS else found[0].type
                    link(d, found[0])
                if found:
                    break
        if d.type in PEOPLE and d.form != "pronoun" and not d.metonym:
            told[d.node.sent].append(d)


def _is_again(d: Draft) -> bool:
    """Whether a description has an article and nothing more: "the two attackers" may be fewer than attacked."""
    alone = d.form == "nominal" and d.antecedent is None and not d.members and d.owner is None
    if not alone or d.node.kids("nummod", "prep", "relcl", "acl", "appos") or modifiers(d):
        return False
    return any(c.low in ("the", "these", "those") for c in d.node.kids("det"))


def _has_part(c: Draft, kinds: frozenset[str], side: Callable[[Node], list[Node]], mentions: Mentions) -> bool:
    """Whether somebody is on that side of a verb of these kinds: who does it, or to whom it is done."""
    verb = c.node.head
    while not verb.is_verb and verb.dep in ("conj", "agent", "prep") and verb.head is not verb:
        verb = verb.head
    if not verb.is_verb or c.node not in side(verb):
        return False
    return any(rule.predicate in kinds for _, rule in mentions.lexicon.verbs.get(verb.lemma, ()))
