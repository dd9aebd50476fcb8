"""A proposal held against the text and the ontology: a claim with its mentions, or the reason why it is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from kg.model import Claim, Holder, Kind, Mention, Modality, Polarity, Reading, Role, Span, Stance, Value
from kg.ontology import Ontology

LONGEST_QUOTE = 600
"""Characters."""
NEAR = 300
"""How far from the quote its holder may stand, in characters."""
TEXTS = {"holdsPosition": "title", "alias": "name"}
"""Relations whose object is a text, and what that is called."""


class Refused(Exception):
    """Why a proposal is no claim."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claim, and the mentions that it needs beyond those of the reading."""

    claim: Claim
    mentions: tuple[Mention, ...]


def checked(proposal: object, reading: Reading, ontology: Ontology, rule: str, confidence: float) -> Accepted:
    """The claim that a proposal makes. Raises `Refused`."""
    if not isinstance(proposal, dict):
        raise Refused("it is no object")
    return _Check(proposal, reading, ontology).claim(rule, confidence)


class _Check:
    """One proposal in the making."""

    def __init__(self, proposal: Mapping[str, Any], reading: Reading, ontology: Ontology) -> None:
        self.proposal, self.reading, self.ontology = proposal, reading, ontology
        self.article = reading.article
        self.new: dict[str, Mention] = {}
        self.quote = self._quote()

    def claim(self, rule: str, confidence: float) -> Accepted:
        predicate, kind = self._predicate()
        roles = tuple(self._relation(predicate) if kind == "relation" else self._event(predicate))
        values = tuple(self._texts(predicate))
        self._is_new(predicate, roles)
        polarity, modality = (self._one_of(n, k, k[0]) for n, k in (("polarity", POLARITIES), ("modality", MODALITIES)))
        key = "|".join((self.article.id, rule, predicate, str(roles), str(values), str(self.quote), polarity, modality))
        found = Claim(
            id="c-" + hashlib.sha256(key.encode()).hexdigest()[:16],
            article_id=self.article.id,
            kind=kind,
            predicate=predicate,
            roles=roles,
            stance=Stance(polarity, modality, tuple(self._holders())),  # type: ignore[arg-type]
            span=self.quote,
            rule=rule,
            values=values,
            confidence=confidence,
        )
        return Accepted(found, tuple(self.new.values()))

    def _quote(self) -> Span:
        words = self._text("quote")
        if len(words) > LONGEST_QUOTE:
            raise Refused(f"its quote is longer than {LONGEST_QUOTE} characters")
        found = _find(words, self.article.text)
        if found is None:
            raise Refused("its quote is not in the text")
        if any(d.span.start < found.end and found.start < d.span.end for d in self.article.dropped):
            raise Refused("its quote stands where no news is")
        return found

    def _predicate(self) -> tuple[str, Kind]:
        name = self._text("predicate")
        if name in self.ontology.relations:
            return name, "relation"
        if name in self.ontology.events:
            return name, "event"
        raise Refused(f"{name!r} is no predicate of the ontology")

    def _relation(self, predicate: str) -> Iterator[Role]:
        relation = self.ontology.relation(predicate)
        wanted = {"subject": relation.domain, "object": relation.range}
        if predicate in TEXTS:
            del wanted["object"]
        given = self._given(set(wanted))
        for role, classes in wanted.items():
            if len(given.get(role, ())) != 1:
                raise Refused(f"{predicate} has one {role}")
            yield self._role(role, given[role][0], classes)
        if predicate not in TEXTS and len({m for r in wanted for m in given[r]}) < len(wanted):
            raise Refused("subject and object are the same")

    def _event(self, predicate: str) -> Iterator[Role]:
        allowed = {role for role in self.ontology.event(predicate).roles if self.ontology.roles[role].range}
        given = self._given(allowed)
        if not given:
            raise Refused("no role is filled")
        for role, fillers in given.items():
            for words in fillers:
                yield self._role(role, words, self.ontology.roles[role].range)

    def _given(self, allowed: set[str]) -> dict[str, list[str]]:
        """The fillers by role; those of a text apart."""
        roles = self.proposal.get("roles")
        if not isinstance(roles, dict):
            raise Refused("it has no roles")
        found = {}
        for role, fillers in roles.items():
            several = fillers if isinstance(fillers, list) else [fillers]
            if role in TEXTS.values() or several in ([None], []):
                continue
            if role not in allowed:
                raise Refused(f"{self.proposal['predicate']} has no role {role!r}")
            if not all(isinstance(words, str) and words.strip() for words in several):
                raise Refused(f"who fills the role {role!r} is no text")
            found[role] = several
        return found

    def _texts(self, predicate: str) -> Iterator[Value]:
        name = TEXTS.get(predicate)
        if name is not None:
            words = self.proposal.get(name) or (self.proposal.get("roles") or {}).get(name)
            if not isinstance(words, str) or _find(words, self.quote.of(self.article.text)) is None:
                raise Refused(f"its {name} does not stand in its quote")
            yield Value(name, " ".join(words.split()))

    def _role(self, role: str, words: str, classes: tuple[str, ...]) -> Role:
        span = self._within(words, self.quote)
        if span is None:
            raise Refused(f"{words!r} does not stand in its quote")
        mention = self._mention(span, words)
        if not self.ontology.fits(mention.type, classes):
            raise Refused(f"{words!r} is of type {mention.type}; {role} wants {' or '.join(classes)}")
        return Role(role, mention.id)

    def _mention(self, span: Span, words: str) -> Mention:
        """The mention of the reading that these words are; else a new one, of the type that is proposed."""
        at = [m for m in self.reading.mentions if m.span.end == span.end or m.span == span]
        near = [m for m in at if span.covers(m.span) or m.span.covers(span)]
        if near:
            return min(near, key=lambda m: (m.span != span, m.text != words, -(m.span.end - m.span.start)))
        types = self.proposal.get("types")
        kind = types.get(words) if isinstance(types, dict) else None
        if not isinstance(kind, str) or kind not in self.ontology.entity_types:
            raise Refused(f"{words!r} names nothing that is known, and {kind!r} is no type of the ontology")
        text = span.of(self.article.text)
        ident, name = f"m{span.start}-{span.end}-p", text[:1].isupper()
        head = "" if name else text.split()[-1].lower()
        made = Mention(ident, self.article.id, span, text, kind, "name" if name else "nominal", head=head)
        return self.new.setdefault(ident, made)

    def _holders(self) -> Iterator[Holder]:
        words = self.proposal.get("holder")
        if words in (None, "", []):
            return
        around = Span(max(0, self.quote.start - NEAR), min(len(self.article.text), self.quote.end + NEAR))
        span = self._within(words, around) if isinstance(words, str) else None
        if span is None:
            raise Refused("its holder does not stand near its quote")
        mention = self._mention(span, words)
        if not self.ontology.is_a(mention.type, "Agent"):
            raise Refused(f"its holder {words!r} is of type {mention.type}, who says nothing")
        yield Holder(mention.id)

    def _is_new(self, predicate: str, roles: tuple[Role, ...]) -> None:
        """Refuses what a rule has found: its stance, time and figures are read, those of a proposal are not."""
        tops = dict(self.reading.chains())
        said = {(r.name, tops.get(r.mention, r.mention)) for r in roles}
        for claim in self.reading.claims:
            if claim.predicate == predicate and said <= {(r.name, tops[r.mention]) for r in claim.roles}:
                raise Refused(f"a rule says so already ({claim.rule})")

    def _one_of(self, name: str, known: tuple[str, ...], default: str) -> str:
        value = self.proposal.get(name, default)
        if value not in known:
            raise Refused(f"{value!r} is no {name}")
        return str(value)

    def _text(self, name: str) -> str:
        value = self.proposal.get(name)
        if not isinstance(value, str) or not value.strip():
            raise Refused(f"it has no {name}")
        return value

    def _within(self, words: str, span: Span) -> Span | None:
        found = _find(words, span.of(self.article.text))
        return None if found is None else Span(span.start + found.start, span.start + found.end)


POLARITIES, MODALITIES = get_args(Polarity), get_args(Modality)


def _find(words: str, text: str) -> Span | None:
    """Where words stand in a text as words of their own, blanks and line ends as they may be."""
    parts = words.split()
    if not parts:
        return None
    wanted = r"\s+".join(map(re.escape, parts))
    found = re.search(rf"(?<!\w){wanted}(?!\w)", text)
    return Span(*found.span()) if found else None
