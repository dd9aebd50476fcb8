"""A resolution with what people put right by hand. What no longer applies is told, and changes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.corrections import Correction
from kg.gazetteer import fold
from kg.model import Entity, Judgement, Mention, Reading, Resolution
from kg.ontology import Ontology
from kg.resolve import names
from kg.resolve.canonical import frequent_full_name, most, spaced
from kg.resolve.judged import order

Key = tuple[str, str]


class DoesNotApply(Exception):
    """A correction that does not fit what the articles say now; the message says why."""


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A correction that was passed over, and why."""

    correction: Correction
    why: str


def correct(
    resolution: Resolution, corrections: Sequence[Correction], readings: Sequence[Reading], ontology: Ontology
) -> tuple[Resolution, tuple[Unapplied, ...]]:
    """The resolution after all `corrections`, one after the other, and those that no longer apply."""
    if not corrections:
        return resolution, ()
    desk = Desk(resolution, readings, ontology)
    unapplied = []
    for correction in corrections:
        try:
            ACTIONS[correction.action](desk, correction)
        except DoesNotApply as why:
            unapplied.append(Unapplied(correction, str(why)))
    return desk.resolution(), tuple(unapplied)


class Desk:
    """The entities and mentions while they are being corrected."""

    def __init__(self, resolution: Resolution, readings: Sequence[Reading], ontology: Ontology) -> None:
        self.entities = {e.id: e for e in resolution.entities}
        self.judgements = list(resolution.judgements)
        self.ontology = ontology
        self.readings = {r.article.id: r for r in readings}
        self.now: dict[str, str] = {}
        self.mentions: dict[str, list[Key]] = defaultdict(list)
        for key, id_ in resolution.of.items():
            self.mentions[id_].append(key)

    def resolution(self) -> Resolution:
        """What is on the desk, as a resolution."""
        of = {key: id_ for id_, keys in self.mentions.items() for key in keys}
        entities = tuple(self.entities[id_] for id_ in sorted(self.entities))
        judged = {j for j in self.judgements if j.left_id in self.entities and j.right_id in self.entities}
        return Resolution(entities, dict(sorted(of.items())), tuple(sorted(judged, key=order)))

    def find(self, said: str) -> Entity:
        """The entity of an id, also of one that was merged away, or of a name that only one entity has."""
        while said in self.now and said not in self.entities:
            said = self.now[said]
        if said in self.entities:
            return self.entities[said]
        found = [e for e in self.entities.values() if fold(said) in map(fold, (e.name, *e.aliases))]
        if len(found) != 1:
            raise DoesNotApply(f"{'several things are' if found else 'nothing is'} called {said!r}")
        return found[0]

    def judge(self, left: Entity, right: Entity, same: bool, c: Correction, text: str | None = None) -> None:
        """Keeps a judgement by hand, which takes the place of those of the machine on the two."""
        reason = ", ".join(filter(None, ("by hand", c.reason, c.date)))
        both = {left.id, right.id}
        self.judgements = [j for j in self.judgements if {j.left_id, j.right_id} != both or len(both) == 1]
        self.judgements.append(Judgement(text or right.name, left.name, same, reason, 1.0, right.id, left.id))


def merge(desk: Desk, c: Correction) -> None:
    """All of one thing's mentions become another's, which keeps its id, type and name.

    A name that is the thing's already is confirmed.
    """
    kept, gone = desk.find(c.entity), desk.find(c.value)
    if kept.id == gone.id:
        if c.value == gone.id or c.value in desk.now:
            raise DoesNotApply(f"{c.entity!r} and {c.value!r} are one already")
        desk.judge(kept, kept, True, c, c.value)
        return
    place = kept if kept.latitude is not None else gone
    merged = replace(
        kept,
        aliases=tuple(sorted({*kept.aliases, gone.name, *gone.aliases} - {kept.name})),
        same_as=kept.same_as or gone.same_as,
        country=kept.country or gone.country,
        latitude=place.latitude,
        longitude=place.longitude,
        source_class=kept.source_class or gone.source_class,
    )
    desk.entities[kept.id] = merged
    del desk.entities[gone.id]
    desk.now[gone.id] = kept.id
    desk.mentions[kept.id] += desk.mentions.pop(gone.id)
    for e in list(desk.entities.values()):
        if e.country == gone.id:
            desk.entities[e.id] = replace(e, country=kept.id)
    desk.judgements = [
        j for j in (_moved(j, gone.id, kept.id) for j in desk.judgements) if j.same or j.left_id != j.right_id
    ]
    desk.judge(merged, merged, True, c, gone.name)


def split(desk: Desk, c: Correction) -> None:
    """The mentions of one name, and what stands for them, become a thing of their own."""
    whole = desk.find(c.entity)
    of_name = {
        key
        for reading in desk.readings.values()
        if not c.article or c.article in (reading.article.id, reading.article.name)
        for key in called(reading, c.value)
    }
    taken = [key for key in desk.mentions[whole.id] if key in of_name]
    left = [key for key in desk.mentions[whole.id] if key not in of_name]
    if not taken:
        raise DoesNotApply(f"{whole.id} is not called {c.value!r}{f' in {c.article}' if c.article else ''}")
    if not left:
        raise DoesNotApply(f"{whole.id} is only ever called {c.value!r}; nothing would be left of it")
    said = {m.id: m for r in desk.readings.values() for m in r.mentions if (r.article.id, m.id) in of_name}
    types = Counter(said[mention].type for _, mention in taken)
    forms = Counter(names.clean(said[m].text) for _, m in taken if fold(said[m].text) == fold(c.value))
    new = Entity(_free(c.value, most(types), desk.entities), most(types), most(forms) if forms else c.value)
    desk.mentions[whole.id], desk.mentions[new.id] = left, taken
    desk.entities |= {whole.id: whole, new.id: new}
    if fold(c.value) not in map(fold, remaining := _texts(desk, left)):
        whole = desk.entities[whole.id] = without(whole, c.value, remaining)
        desk.judgements = [j for j in desk.judgements if not (j.left_id == whole.id and fold(j.left) == fold(c.value))]
    desk.judge(whole, new, False, c)


def without(e: Entity, name: str, remaining: Counter[str]) -> Entity:
    """The entity that is no longer called `name`, but by what its `remaining` mentions say."""
    aliases = tuple(a for a in e.aliases if fold(a) != fold(name))
    if fold(e.name) != fold(name):
        return replace(e, aliases=aliases)
    new = frequent_full_name(remaining) or e.name
    return replace(e, name=new, aliases=tuple(a for a in aliases if a != new))


def rename(desk: Desk, c: Correction) -> None:
    """Another name to go by; the old one stays as one of the others."""
    e = desk.find(c.entity)
    if e.name == c.value:
        raise DoesNotApply(f"{e.id} has that name already")
    aliases = tuple(sorted({*e.aliases, e.name} - {c.value}))
    desk.entities[e.id] = replace(e, name=c.value, aliases=aliases)


def retype(desk: Desk, c: Correction) -> None:
    """Another type."""
    e = desk.find(c.entity)
    if c.value not in desk.ontology.entity_types:
        raise DoesNotApply(f"no entity type is named {c.value!r}")
    if e.type == c.value:
        raise DoesNotApply(f"{e.id} has that type already")
    desk.entities[e.id] = replace(e, type=c.value)


def unlink(desk: Desk, c: Correction) -> None:
    """One link less; without any, what came with them goes too: place on earth, country, kind of source."""
    e = desk.find(c.entity)
    if c.value and c.value not in e.same_as:
        raise DoesNotApply(f"{e.id} has no link {c.value}")
    if not (e.same_as or e.latitude is not None or e.country):
        raise DoesNotApply(f"{e.id} has no link")
    links = tuple(link for link in e.same_as if c.value and link != c.value)
    e = replace(e, same_as=links)
    if not links:
        e = replace(e, country=None, latitude=None, longitude=None, source_class=None)
    desk.entities[e.id] = e


def drop(desk: Desk, c: Correction) -> None:
    """No thing at all: its mentions are nobody's, and claims that need it are left out."""
    e = desk.find(c.entity)
    del desk.entities[e.id]
    desk.mentions.pop(e.id, None)


def distinct(desk: Desk, c: Correction) -> None:
    """Two things, looked at by hand."""
    left, right = desk.find(c.entity), desk.find(c.value)
    if left.id == right.id:
        raise DoesNotApply(f"{c.entity!r} and {c.value!r} are one now; kg split parts them")
    desk.judge(left, right, False, c)


ACTIONS: Mapping[str, Callable[[Desk, Correction], None]] = {
    action.__name__: action for action in (merge, split, rename, retype, unlink, drop, distinct)
}


def called(reading: Reading, name: str) -> Iterable[Key]:
    """The mentions of an article that are called `name`, with the pronouns and descriptions that stand for them."""
    by_id = {m.id: m for m in reading.mentions}
    for mention in reading.mentions:
        seen: set[str] = set()
        at: Mention | None = mention
        while at is not None and at.id not in seen and fold(at.text) != fold(name) and at.form != "name":
            seen.add(at.id)
            at = by_id.get(at.antecedent or "")
        if at is not None and fold(names.clean(at.text)) == fold(name):
            yield reading.article.id, mention.id


def _texts(desk: Desk, keys: Iterable[Key]) -> Counter[str]:
    """What the mentions of these keys say, pronouns left out."""
    wanted = set(keys)
    mentions = ((r.article.id, m) for r in desk.readings.values() for m in r.mentions if m.form != "pronoun")
    return Counter(names.clean(m.text) for article, m in mentions if (article, m.id) in wanted)


def _free(name: str, type_: str, taken: Mapping[str, Entity]) -> str:
    """An id for a new thing: the slug of its name, with its type and then a number where that is another's."""
    slug = names.slug(name) or "thing"
    tried = [slug, f"{slug}_{names.slug(spaced(type_))}"]
    tried += [f"{tried[1]}_{number}" for number in range(2, len(taken) + 3)]
    return next(id_ for id_ in tried if id_ not in taken)


def _moved(j: Judgement, before: str, after: str) -> Judgement:
    left, right = (after if id_ == before else id_ for id_ in (j.left_id, j.right_id))
    return replace(j, left_id=left, right_id=right)
