"""Claims with their mentions resolved to entities, each said once in its article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Article, Claim, Filler, Mention, Reading, Resolution, Span
from kg.rdf import content_id

LITERAL_PARTS = ("title", "name", "topic")


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim of one article with entities in its roles.

    `id` is made of the article and of the claim's own words and mentions, never of its place in a list. `fillers` are
    sorted; `holders` are entity ids, the one nearest the claim first.
    """

    id: str
    article: Article
    claim: Claim
    fillers: tuple[Filler, ...]
    holders: tuple[str, ...]

    @property
    def affirmed(self) -> bool:
        return self.claim.stance.polarity == "affirmed"

    @property
    def actual(self) -> bool:
        return self.claim.stance.modality == "actual"

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The (role, entity id) pairs, literals left out."""
        return frozenset((f.role, f.value) for f in self.fillers if not f.literal)

    def one(self, role: str) -> str | None:
        """The first filler of `role`, or None."""
        return next((f.value for f in self.fillers if f.role == role), None)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A claim that cannot enter the graph, and why. It stays in its reading."""

    article_id: str
    claim_id: str
    reason: str


def resolved(readings: Sequence[Reading], resolution: Resolution) -> tuple[list[ResolvedClaim], list[SetAside]]:
    """Every claim of `readings` that can stand, once an article, sorted by id; and those set aside."""
    kept: list[ResolvedClaim] = []
    aside: list[SetAside] = []
    for reading in readings:
        mentions = {m.id: m for m in reading.mentions}
        found: list[ResolvedClaim] = []
        for claim in reading.claims:
            one = _resolve(reading.article, claim, mentions, resolution)
            reason = _unfit(one)
            if reason:
                aside.append(SetAside(reading.article.id, claim.id, reason))
            else:
                found.append(one)
        kept.extend(_said_once(found))
    return sorted(kept, key=lambda c: c.id), sorted(aside, key=lambda a: (a.article_id, a.claim_id))


def _resolve(article: Article, claim: Claim, mentions: dict[str, Mention], resolution: Resolution) -> ResolvedClaim:
    def entity(mention: str) -> str | None:
        return resolution.of.get((article.id, mention))

    fillers = {Filler(r.name, e) for r in claim.roles if (e := entity(r.mention)) is not None}
    fillers |= {Filler(v.name, " ".join(v.text.split()), literal=True) for v in claim.values if v.name in LITERAL_PARTS}
    holders = tuple(e for h in claim.stance.holders if (e := entity(h.mention)) is not None)
    return ResolvedClaim(
        _claim_id(claim, mentions), article, claim, tuple(sorted(fillers)), tuple(dict.fromkeys(holders))
    )


def _claim_id(claim: Claim, mentions: dict[str, Mention]) -> str:
    """The id of a claim. A place that stands for its government is another mention at the very same words."""
    roles = sorted(
        (r.name, m.span.start, m.span.end, m.text, *((m.type,) if m.metonym else ()))
        for r in claim.roles
        if (m := mentions.get(r.mention)) is not None
    )
    return content_id(
        "c",
        claim.article_id,
        claim.kind,
        claim.predicate,
        claim.span.start,
        claim.span.end,
        roles,
        sorted((v.name, v.text) for v in claim.values),
        claim.stance.polarity,
        claim.stance.modality,
        claim.ordinal,
        sorted((f.kind, f.value, f.bound, f.unit) for f in claim.figures),
    )


def _unfit(one: ResolvedClaim) -> str | None:
    """Why a claim cannot become a statement, or None."""
    if one.claim.kind == "event":
        return None if one.fillers else "an event without any party, place or topic"
    subject = one.one("subject")
    target = one.one("object") or one.one("title") or one.one("name")
    if subject is None:
        return "its subject is no resolved entity"
    if target is None:
        return "its object is no resolved entity"
    if subject == target:
        return "subject and object are the same entity"
    return None


def _said_once(found: Sequence[ResolvedClaim]) -> Iterator[ResolvedClaim]:
    """Claims of one article with the same predicate, entities, stance and figures joined into one with `also`.

    A repetition that leaves out the holder, the figures or the time is still a repetition: news says the full thing
    once and alludes to it later. The fullest wording is the quote.
    """
    groups: dict[object, list[ResolvedClaim]] = defaultdict(list)
    for one in sorted(found, key=fullness):
        c = one.claim
        like = groups[c.kind, c.predicate, one.fillers, c.stance.polarity, c.stance.modality, c.ordinal]
        for i, other in enumerate(like):
            if repeats(one, other):
                like[i] = join(other, one)
                break
        else:
            like.append(one)
    for like in groups.values():
        yield from like


def fullness(one: ResolvedClaim) -> tuple[int, float, Span, str]:
    """A key that puts the fullest wording first: figures, time, holder, condition; then the surest; then the first."""
    c = one.claim
    parts = bool(c.figures) + bool(c.time) + bool(one.holders) + bool(c.stance.condition)
    return (-parts, -c.confidence, c.span, one.id)


def repeats(one: ResolvedClaim, other: ResolvedClaim) -> bool:
    """Whether nothing in holders, figures, time and condition tells two claims of one article apart."""
    a, b = one.claim, other.claim
    figures = {(f.kind, f.value, f.bound) for f in a.figures}
    return (
        (not one.holders or not other.holders or one.holders == other.holders)
        and (not figures or not b.figures or figures == {(f.kind, f.value, f.bound) for f in b.figures})
        and (not a.time or not b.time or (a.time.start, a.time.end) == (b.time.start, b.time.end))
        and (not a.stance.condition or not b.stance.condition or a.stance.condition == b.stance.condition)
    )


def join(full: ResolvedClaim, other: ResolvedClaim) -> ResolvedClaim:
    """`full` with the place of `other` in `also`, and what only `other` says of holders, figures, time and stance."""
    a, b = full.claim, other.claim
    places = {*a.also, *b.also, b.span} - {a.span}
    stance = replace(
        a.stance,
        holders=a.stance.holders or b.stance.holders,
        channel=a.stance.channel or b.stance.channel,
        condition=a.stance.condition or b.stance.condition,
        deadline=a.stance.deadline or b.stance.deadline,
        said=a.stance.said or b.stance.said,
    )
    claim = replace(a, stance=stance, figures=a.figures or b.figures, time=a.time or b.time, also=tuple(sorted(places)))
    return replace(full, claim=claim, holders=full.holders or other.holders)
