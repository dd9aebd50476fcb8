"""What one article brings to the question who is who over all articles: its names and descriptions with their senses.

An outline depends on its article alone, but for one thing: who heads a state (`heads`), as other articles say it. It
can be kept, and the article need not be gone through again while that is the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

import msgspec

from kg.gazetteer import Gazetteer
from kg.model import Reading
from kg.resolve import names
from kg.resolve.canonical import within_a_sentence
from kg.resolve.context import Context, context
from kg.resolve.describe import BACKED
from kg.resolve.equated import equated, listed
from kg.resolve.link import Linker
from kg.resolve.profiles import Profile
from kg.resolve.sense import Node, Sense
from kg.resolve.senses import Article
from kg.shelf import Shelf

GOES_ON = re.compile(r"['’]|\s?[-–]\s?\w")
OF = re.compile(r"\s+of\s+(?:(?:the|an?|its|their|his|her|this|that)\s+)?")


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A thing of one article with its sense: a settled `id`, or a `node` to be compared over articles.

    `names` are the surface forms with repetitions, `told` the descriptions that are worth keeping as other names,
    `mentions` their ids. `entry` is the id of a listed thing. `idle`: only pronouns stand for it, and no claim needs
    it; `at_work`: some claim needs it, or some name stands for it. The rest is as in `Profile` and `Sense`.
    """

    type: str
    mentions: tuple[str, ...]
    names: tuple[str, ...]
    told: tuple[str, ...]
    fullest: str
    id: str | None
    node: Node | None
    name: str | None
    entry: str | None
    country: str | None
    reason: str
    said: str | None
    designated: bool
    idle: bool
    at_work: bool


class Outline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One article. `states` are those that it names; `equated` and `listed` the names that it makes one.

    `heads` has the listed things that head a state here, `met` those of all articles' that it speaks of, `entries` all
    listed things that it speaks of.
    """

    article: str
    states: tuple[str, ...]
    parts: tuple[Part, ...]
    equated: tuple[tuple[Node, Node], ...]
    listed: tuple[tuple[Node, str], ...]
    heads: tuple[str, ...]
    met: tuple[str, ...]
    entries: tuple[str, ...]


def outlines(readings: Sequence[Reading], linker: Linker, before: Mapping[str, Outline]) -> list[Outline]:
    """The outlines of all articles, by their ids. Of `before`, those of the same readings, what still fits is taken."""
    ordered = sorted(readings, key=lambda r: r.article.id)
    contexts = {r.article.id: context(r, linker) for r in ordered if r.article.id not in before}
    found = chain(
        (before[r.article.id].heads for r in ordered if r.article.id in before), map(_heads, contexts.values())
    )
    heads = frozenset(chain.from_iterable(found))
    out = []
    for r in ordered:
        kept = before.get(r.article.id)
        if kept is None or heads.intersection(kept.entries) != set(kept.met):
            kept = outline(contexts.get(r.article.id) or context(r, linker), linker, heads)
        out.append(kept)
    return out


def outlines_beside(
    new: Sequence[Reading],
    linker: Linker,
    before: Shelf[Outline],
    gone: Collection[str],
    heads: Mapping[str, int],
) -> list[Outline] | None:
    """The outlines of more articles, beside those before without the `gone`; of all these `heads` has the numbers.

    None where one of those before no longer fits, since the heads of states are others now.
    """
    contexts = [context(r, linker) for r in new]
    left = Counter(heads)
    left.subtract(chain.from_iterable(before[article].heads for article in gone))
    now = frozenset(chain((head for head, times in left.items() if times > 0), *map(_heads, contexts)))
    concerned = {article for head in now ^ heads.keys() for article in before.having(head)} - set(gone)
    if any(now.intersection(before[article].entries) != set(before[article].met) for article in concerned):
        return None
    return [outline(c, linker, now) for c in contexts]


def outline(found: Context, linker: Linker, heads: frozenset[str]) -> Outline:
    """The outline of one article; `heads` are the listed people who head a state in some article."""
    article = Article(found, linker, heads)
    article.resolve()
    used = fillers(found.reading)
    senses = [article.senses[key] for key in found.profiles]
    whose = in_full(found.reading, linker.gazetteer)
    entries = {s.entry.id for s in senses if s.entry} | {link.entry.id for link in found.links.values()}
    return Outline(
        article=found.reading.article.id,
        states=tuple(sorted(found.states)),
        parts=tuple(_part(p, s, used, whose) for p, s in zip(found.profiles.values(), senses, strict=True)),
        equated=tuple(equated(article)),
        listed=tuple(listed(article)),
        heads=_heads(found),
        met=tuple(sorted(entries & heads)),
        entries=tuple(sorted(entries)),
    )


def _heads(found: Context) -> tuple[str, ...]:
    return tuple(sorted({found.links[key].entry.id for key in found.heads if key in found.links}))


def _part(profile: Profile, sense: Sense, used: frozenset[str], whose: Mapping[str, str]) -> Part:
    bare = sense.node is None and sense.kind is None and sense.entry is None
    fuller = (whose[m.id] for m in profile.nominals if bare and m.id in whose and names.clean(m.text) == sense.name)
    return Part(
        type=sense.type,
        mentions=tuple(m.id for m in profile.mentions),
        names=profile.names,
        told=tuple(names.clean(m.text) for m in profile.nominals if tells(m.text, sense)),
        fullest=profile.fullest,
        id=sense.id,
        node=sense.node,
        name=next(map(names.clean, fuller), sense.name),
        entry=sense.entry.id if sense.entry else None,
        country=sense.country,
        reason=sense.reason,
        said=sense.said,
        designated=sense.designated,
        idle=all(m.form == "pronoun" and m.id not in used for m in profile.mentions),
        at_work=any(m.form == "name" or m.id in used for m in profile.mentions),
    )


def in_full(reading: Reading, gazetteer: Gazetteer) -> Mapping[str, str]:
    """By its id, each description of people with whose they are, where a thing named or described says so behind an
    "of": the "members of the National Front", who would else be called "members"."""
    text = reading.article.text
    nouns = (m for m in reading.mentions if m.form != "pronoun" and gazetteer.demonym(m.text) is None)
    at = {m.span.start: m.span.end for m in nouns}
    found = {}
    for m in reading.mentions:
        people = m.form == "nominal" and m.type in ("Person", "PopulationGroup")
        of = OF.match(text, m.span.end) if people else None
        if of is not None and (end := at.get(of.end())) is not None and not GOES_ON.match(text, end):
            found[m.id] = within_a_sentence(m.text) + " " + " ".join(text[m.span.end : end].split())
    return found


def fillers(reading: Reading) -> frozenset[str]:
    """The ids of the mentions that a reading's claims use."""
    roles = {r.mention for c in reading.claims for r in c.roles}
    return frozenset(roles | {h.mention for c in reading.claims for h in c.stance.holders})


def tells(text: str, sense: Sense) -> bool:
    """Whether a description is worth keeping as another name: it names its owner, or is all there is.

    One that names a backer or an adversary is none: "anti-Assad insurgents" are not to be found by "Assad".
    """
    words = [w for t in text.split() for w in names.words(t)]
    if any(BACKED.search(w) or w.startswith(("anti-", "pro-")) for w in words):
        return sense.node is None and sense.kind is None and sense.entry is None
    return any(c.isupper() for c in text) or (sense.node is None and sense.kind is None and sense.entry is None)
