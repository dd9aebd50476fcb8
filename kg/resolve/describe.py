"""What a description says: whose it is, what kind of group, and which words set it apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.gazetteer import Entry, Gazetteer, fold
from kg.resolve import names
from kg.resolve.knowledge import GROUPS, NAMES, Group

DETERMINERS = frozenset(GROUPS.determiners)
AGAINST = re.compile(r"^anti-(?=\w)")
BACKED = re.compile(r"-(?:backed|supported|led|allied|aligned|held|controlled|sponsored|funded|trained|affiliated)$")
COUNTED = re.compile(r"^[\d.,]+\w*$")
LONGEST_HEAD = 4
HEADS = GROUPS.by_head()


@dataclass(frozen=True, slots=True)
class Description:
    """A description taken apart.

    `group` is the kind its last words are of, or None. `country` is the state that its words name ("Syrian"),
    `others` are the words before the head that could make another group of it, `government` whether they say that
    it is a government's, `tail` the words of the head, `proper` those of the others that are capitalised,
    `aside` what is named only as backer or adversary ("Turkey-backed", "anti-Assad").
    """

    group: Group | None
    country: Entry | None
    others: tuple[str, ...]
    government: bool
    tail: tuple[str, ...]
    proper: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()

    @property
    def head(self) -> str:
        """The words of the group's head."""
        return " ".join(self.tail)


def describe(text: str, head: str, owner: Iterable[str], gazetteer: Gazetteer) -> Description:
    """The parts of the description `text`; `owner` are the words that name its owner, to be left out.

    >>> d = describe("Syrian government forces", "force", (), Gazetteer.load())
    >>> d.group.kind, d.country.id, d.others, d.government
    ('armed_forces', 'syria', (), True)
    """
    tokens = up_to_head(list(names.HYPHEN.sub("-", text).split()), head)
    folded = [" ".join(names.words(t)) or fold(t) for t in tokens]
    group, size = match(folded)
    before = list(zip(tokens, folded, strict=True))[:-size]
    country, government = None, bool(GROUPS.of_government.intersection(folded))
    others: list[str] = []
    proper: set[str] = set()
    aside: set[str] = set()
    owned = {w for o in owner for w in names.words(o)}
    at = 0
    while at < len(before):
        token, word = before[at]
        pair = " ".join(t for t, _ in before[at : at + 2]) if at + 1 < len(before) else ""
        if BACKED.search(pair) and state_of(BACKED.sub("", pair), gazetteer):
            aside.add(BACKED.sub("", " ".join(names.words(pair))))
            at += 2
            continue
        state = state_of(pair, gazetteer)
        step = 2 if state else 1
        state = state or state_of(token, gazetteer)
        if state is not None and not BACKED.search(word):
            if country is not None and country != state:
                others.append(word)  # "US and Russian officials" are nobody's alone
            country = country or state
        elif group and group.opposes_government and AGAINST.search(word):
            aside.add(AGAINST.sub("", word))
        elif BACKED.search(word):
            aside.add(BACKED.sub("", word))
        elif not is_neutral(word) and not owned.intersection(names.words(token)):
            others.append(word)
            proper |= {word} if token[:1].isupper() else set()
        at += step
    return Description(
        group, country, tuple(others), government, tuple(folded[-size:]), frozenset(proper), frozenset(aside)
    )


def up_to_head(tokens: list[str], head: str) -> list[str]:
    """The words up to the head noun: "rebels fighting the regime" is about rebels."""
    if head:
        last = names.singular(fold(head.split()[-1]))
        for at, token in enumerate(tokens):
            if names.singular(fold(names.POSSESSIVE.sub("", token))) == last:
                return tokens[: at + 1]
    return tokens


def match(folded: list[str]) -> tuple[Group | None, int]:
    """The kind of group whose head the words end with, the longest head first, and how many words it has."""
    last = [names.singular(w) for w in folded]
    for size in range(min(LONGEST_HEAD, len(last)), 0, -1):
        if group := HEADS.get(" ".join(last[-size:])):
            return group, size
    return None, 1


def state_of(text: str, gazetteer: Gazetteer) -> Entry | None:
    """The state that a word names as adjective or possessor: "Syrian", "Syria's", "U.S."; only with a capital."""
    bare = names.POSSESSIVE.sub("", text).strip('()"“”,')
    if not any(c.isupper() for c in bare):
        return None
    if (entry := gazetteer.demonym(bare)) and entry.type == "State":
        return entry
    states = [e for e in gazetteer.find(bare) if e.type == "State"]
    return states[0] if len(states) == 1 else None


def is_neutral(word: str) -> bool:
    """Whether a folded word before a head leaves the group what it is: "13", "government", "Turkey-backed"."""
    return bool(
        word in DETERMINERS
        or word in GROUPS.neutral
        or word in NAMES.titles
        or names.singular(word) in GROUPS.neutral
        or COUNTED.match(word)
        or BACKED.search(word)
    )
