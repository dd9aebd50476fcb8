"""The gist of what one article brings to the graph: all that others need to know of it, without its claims.

What is said of one thing by other articles is found by going through the gists, and only the articles concerned are
then looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from kg.assemble.accusations import adversaries
from kg.assemble.claims import ResolvedClaim
from kg.assemble.linking import comparing
from kg.assemble.parts import Part, parts
from kg.assemble.sources import Tie, ties
from kg.assemble.stating import identity, without_body
from kg.model import Article, Reading, Resolution
from kg.ontology import Ontology

T = TypeVar("T", bound=Any)

KEY = 8  # bytes of the key of a relation


class Gist(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One article.

    `key` tells which reading it is, and which entities its mentions are. `of` has the statement of each of its claims,
    as they were before those of one event were joined. `relations` are the keys of its relations (`relation_key`),
    `kinds` the kinds of its claims (`kind`), `things` all things in them. `holders` vouch for its claims, `nearest`
    are those nearest to one; `named` are the things that it calls by a name. `ties` tie holders to what they speak for,
    `parts` are what it says is a part of what, `sides` who is on whose side, `hostile` who is whose adversary. `mains`
    are its main places, `aside` the reasons why claims of it were set aside.
    """

    article: str
    key: bytes
    published: date | None
    outlet: str | None
    credit: str | None
    origin: str
    sketch: tuple[int, ...]
    dropped: int
    of: Mapping[str, str]
    relations: tuple[bytes, ...]
    kinds: tuple[str, ...]
    things: tuple[str, ...]
    holders: tuple[str, ...]
    nearest: tuple[str, ...]
    named: tuple[str, ...]
    ties: tuple[Tie, ...]
    parts: tuple[Part, ...]
    sides: tuple[Part, ...]
    hostile: tuple[Part, ...]
    mains: tuple[str, ...]
    aside: tuple[str, ...]


def gist(
    article: Article,
    key: bytes,
    claims: Sequence[ResolvedClaim],
    named: Iterable[str],
    aside: Iterable[str],
    ontology: Ontology,
) -> Gist:
    """The gist of an article by all its claims as they were resolved; what others decide of it is still to come."""
    tied = comparing()["follow_up"]["ties"]
    return Gist(
        article=article.id,
        key=key,
        published=article.published,
        outlet=article.outlet,
        credit=None,
        origin="",
        sketch=(),
        dropped=len(article.dropped),
        of={},
        relations=_once(relation_key(c, ontology) for c in claims if c.claim.kind == "relation"),
        kinds=_once(map(kind, claims)),
        things=_once(f.value for c in claims for f in c.fillers if not f.literal),
        holders=_once(h for c in claims for h in c.holders),
        nearest=_once(c.holders[0] for c in claims if c.holders),
        named=_once(named),
        ties=tuple(tie for c in claims for tie in ties(c)),
        parts=_once(part for c in claims for part in parts(c)),
        sides=_once(part for c in claims for part in parts(c, tied)),
        hostile=_once(pair for c in claims for pair in adversaries(c)),
        mains=(),
        aside=tuple(sorted(aside)),
    )


def kind(c: ResolvedClaim) -> str:
    """The kind of a claim: events of one kind may be one event, relations of one kind have one predicate."""
    if c.claim.kind == "event":
        return f"event {c.claim.predicate} {c.claim.stance.modality}"
    return f"relation {c.claim.predicate}"


def predicate_of(kind: str) -> tuple[str, str]:
    """The kind and predicate of the statements that claims of a kind make.

    >>> predicate_of("event Attack actual"), predicate_of("relation backs")
    (('event', 'Attack'), ('relation', 'backs'))
    """
    what, predicate, *_ = kind.split(" ")
    return what, predicate


def relation_key(c: ResolvedClaim, ontology: Ontology) -> bytes:
    """The same for all relations whose claims decide together which statement is whose."""
    fillers = without_body(identity(c, ontology))
    return sha256(msgspec.msgpack.encode((c.claim.predicate, fillers))).digest()[:KEY]


def article_key(article: str, reading: str, name: str, mentions: Iterable[str], resolution: Resolution) -> bytes:
    """The key of an article's gist: of the key of its reading, the article's name, and the entity of each mention."""
    said = tuple(mentions)
    of = [resolution.of.get((article, mention)) for mention in said]
    return sha256(msgspec.msgpack.encode((reading, name, said, of))).digest()[: 2 * KEY]


def named_in(reading: Reading, resolution: Resolution) -> set[str]:
    """The entities that a text calls by a name."""
    a = reading.article.id
    return {e for m in reading.mentions if m.form == "name" and (e := resolution.of.get((a, m.id))) is not None}


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(set(values)))
