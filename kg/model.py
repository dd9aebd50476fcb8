"""The words of the project as types: what an article says (text layer), and what the graph holds (world layer).

Everything is a frozen value. What one article says is a `Reading`; nothing in it knows another article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

Form = Literal["name", "nominal", "pronoun"]
Kind = Literal["relation", "event"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "planned", "possible", "demanded", "threatened", "conditional"]
Standing = Literal["asserted", "planned", "possible", "conditional", "demanded", "threatened", "denied", "disputed"]
Bound = Literal["exact", "min", "max", "approx"]
FigureKind = Literal["killed", "injured", "displaced", "hosted", "deployed", "vehicles", "money", "distance", "other"]
Granularity = Literal["hour", "day", "week", "month", "season", "year", "decade", "unknown"]
TimeBasis = Literal["stated", "inferred"]
PublishedBasis = Literal["given", "stated", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one article's text.

    Offsets count Unicode code points of `Article.text`, from 0, end exclusive,
    so `article.text[span.start : span.end]` is the text itself.

    >>> Span(0, 6).of("Turkey backs rebels.")
    'Turkey'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is given about one article beside its text; None where nothing is."""

    published: date | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Both together; where both speak, this one wins."""
        return Metadata(
            published=self.published or other.published,
            outlet=self.outlet or other.outlet,
            title=self.title or other.title,
            url=self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article was read from: a path (or address) and the SHA-256 of its raw bytes, in hexadecimal.

    `name` is what the source calls the article: its own id, else the file's name without suffix. `part` says which
    part of a file of several articles it is ("line 3"); the path ends in it. `given` is what was known beside the text.
    """

    path: str
    sha256: str
    name: str = ""
    part: str | None = None
    given: Metadata = Metadata()

    @property
    def file(self) -> str:
        """The path of the file, its part left out.

        >>> Source("news/may.jsonl#line 3", "", part="line 3").file
        'news/may.jsonl'
        """
        return self.path.removesuffix(f"#{self.part}") if self.part else self.path


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of an article that is not news text, and why it was set aside. It stays in `Article.text`."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news text as stored. `id` is made of its content; `name` is the source's file name without suffix.

    `text` is the whole decoded text, junk included, so that offsets never move; `dropped` says which stretches
    no claim may come from. `published` is a day, or None where unknown; the clock is never asked.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    language: str = "en"
    dropped: tuple[Dropped, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in one article's text that names or stands for a thing.

    `id` is unique in its article. `span` covers the words, `text` is what they name: usually `span`'s own words,
    but "Turkish, Russian forces" has two mentions, "Turkish forces" and "Russian forces", on one span. `head` is the
    lemma of the head noun ("force") for nominals. `antecedent` is the id of the earlier (or fuller) mention that this
    one stands for, by coreference inside the article; following it ends at the representative of the chain.
    `owner` is the mention that says whose it is ("Turkish" in "Turkish soldiers", "Assad" in "Assad's troops").
    `metonym` is true where a place name acts as its government ("Ankara has said").
    """

    id: str
    article_id: str
    span: Span
    text: str
    type: str
    form: Form
    head: str = ""
    plural: bool = False
    antecedent: str | None = None
    owner: str | None = None
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time as the text says it. `start` and `end` are days, both included; None where the words leave it open."""

    text: str
    start: date | None = None
    end: date | None = None
    granularity: Granularity = "unknown"
    basis: TimeBasis = "stated"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the text gives: "at least 22 people" killed is kind killed, value 22, bound min, unit people.

    `distance` figures are in kilometres, their `unit` is "km"; vehicles and troops are counts.
    """

    kind: FigureKind
    value: float
    bound: Bound = "exact"
    unit: str = ""
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """One step of the chain of those who vouch for a claim: the mention of the speaker, and the word that says so."""

    mention: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a claim is held. `holders` is the chain, the one nearest the claim first (minister, then agency)."""

    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    holders: tuple[Holder, ...] = ()
    channel: str | None = None
    condition: str | None = None
    deadline: TimeSpan | None = None
    said: TimeSpan | None = None


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """One filler of a role: `mention` is the id of a mention in the claim's article."""

    name: str
    mention: str


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A part of a claim that is text and no thing: `title`, `name`, `topic`, `direction`."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says, once: a relation or an event, with its roles, stance, time and figures.

    A relation has exactly one role `subject` and one `object` (`holdsPosition` and `alias` have a value `title` or
    `name` instead of the object; `holdsPosition` may have the role `of`). `span` is the quote; `also` are other places
    of this article that say the same. `rule` names the rule that found it; `confidence` is between 0 and 1.
    """

    id: str
    article_id: str
    kind: Kind
    predicate: str
    roles: tuple[Role, ...]
    stance: Stance
    span: Span
    rule: str
    values: tuple[Value, ...] = ()
    ordinal: int | None = None
    time: TimeSpan | None = None
    figures: tuple[Figure, ...] = ()
    also: tuple[Span, ...] = ()
    confidence: float = 0.8

    def fillers(self, role: str) -> tuple[str, ...]:
        """The mention ids that fill `role`, in the order of the text."""
        return tuple(r.mention for r in self.roles if r.name == role)

    def value(self, name: str) -> str | None:
        """The text of the value called `name`, or None."""
        return next((v.text for v in self.values if v.name == name), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says. The waist of the flow: made from one article alone, and all that is needed of it."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]

    def quote(self, span: Span) -> str:
        """The words of `span` in this article."""
        return span.of(self.article.text)

    def chains(self) -> Iterator[tuple[str, str]]:
        """Each mention's id with the id of its chain's representative."""
        by_id = {m.id: m for m in self.mentions}
        for m in self.mentions:
            seen, at = {m.id}, m
            while at.antecedent and at.antecedent in by_id and at.antecedent not in seen:
                at = by_id[at.antecedent]
                seen.add(at.id)
            yield m.id, at.id


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the world. `id` is the local part of its IRI; `same_as` holds IRIs of other data sets."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    source_class: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why two names are one thing (`same` true) or are kept apart, as kept for `kg explain --same`.

    `left_id` and `right_id` are the entities that have the names: one entity where `same` is true.
    """

    left: str
    right: str
    same: bool
    reason: str
    score: float = 1.0
    left_id: str = ""
    right_id: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which mention is which entity. `of` maps (article id, mention id) to an entity id; every mention that a claim
    uses as a filler or holder is in it."""

    entities: tuple[Entity, ...]
    of: Mapping[tuple[str, str], str]
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Filler:
    """One filler of a role in a statement: an entity's id, or a literal text (`literal` true)."""

    role: str
    value: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What the claims of all articles say together. Its `evidence` is the ids of those claims."""

    id: str
    kind: Kind
    predicate: str
    fillers: tuple[Filler, ...]
    standing: Standing
    belief: float
    evidence: tuple[str, ...]
    articles: int
    origins: int
    first_reported: date | None = None
    last_reported: date | None = None
    start: date | None = None
    end: date | None = None
    ordinal: int | None = None
    figures: tuple[Figure, ...] = ()
    label: str = ""


def to_json(value: Reading | Resolution) -> bytes:
    """A value as JSON: fields in order of definition, so equal values give equal bytes."""
    return msgspec.json.encode(value)


def reading_from_json(data: bytes) -> Reading:
    """The reading that `to_json` wrote. Raises `msgspec.DecodeError` where `data` is not one."""
    return msgspec.json.decode(data, type=Reading)
