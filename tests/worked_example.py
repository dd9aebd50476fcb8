"""Three short articles as readings typed by hand, with their resolution: what tests of the right half start from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from kg.assemble import assemble, quads
from kg.graph import Graph
from kg.model import (
    Article,
    Claim,
    Entity,
    Figure,
    Holder,
    Mention,
    Modality,
    Polarity,
    Reading,
    Resolution,
    Role,
    Span,
    Stance,
    TimeSpan,
    Value,
    to_json,
)
from kg.ontology import Ontology
from kg.store import ArticleRecord, Contents, Objects, locked, publish

TYPES = {
    "ruritania": ("State", "Ruritania"),
    "grand_fenwick": ("State", "Grand Fenwick"),
    "fenwick_rebels": ("ArmedGroup", "Fenwick rebels"),
    "strelsau": ("Settlement", "Strelsau"),
    "r7": ("Route", "R7 highway"),
    "rupert": ("Person", "Rupert of Hentzau"),
    "rebel_commander": ("Person", "rebel commander"),
    "ruritanian_army": ("ArmedForce", "Ruritanian army"),
    "monitor": ("AidOrganisation", "Strelsau Observatory"),
}


class Draft:
    """One article in the making: `claim` finds its quote and its mentions by their words."""

    def __init__(self, name: str, text: str, published: str | None, outlet: str | None = None) -> None:
        day = date.fromisoformat(published) if published else None
        self.article = Article(f"a-{name}", name, text, outlet=outlet, published=day, published_basis="given")
        self.mentions: dict[tuple[str, str], Mention] = {}
        self.claims: list[Claim] = []
        self.of: dict[tuple[str, str], str] = {}

    def span(self, words: str) -> Span:
        start = self.article.text.index(words)
        return Span(start, start + len(words))

    def mention(self, entity: str, words: str) -> str:
        found = self.mentions.get((entity, words))
        if found is None:
            ident = f"m{len(self.mentions) + 1}"
            found = Mention(ident, self.article.id, self.span(words), words, TYPES[entity][0], "name")
            self.mentions[entity, words] = found
            self.of[self.article.id, ident] = entity
        return found.id

    def claim(
        self,
        predicate: str,
        quote: str,
        *roles: tuple[str, str, str],
        polarity: Polarity = "affirmed",
        modality: Modality = "actual",
        holders: Sequence[tuple[str, str, str]] = (),
        values: Sequence[Value] = (),
        ordinal: int | None = None,
        time: TimeSpan | None = None,
        figures: Sequence[Figure] = (),
        condition: str | None = None,
        deadline: TimeSpan | None = None,
        confidence: float = 0.8,
    ) -> None:
        chain = tuple(Holder(self.mention(entity, words), cue) for entity, words, cue in holders)
        self.claims.append(
            Claim(
                id=f"c{len(self.claims) + 1}",
                article_id=self.article.id,
                kind="event" if predicate[0].isupper() else "relation",
                predicate=predicate,
                roles=tuple(Role(role, self.mention(entity, words)) for role, entity, words in roles),
                stance=Stance(polarity, modality, chain, condition=condition, deadline=deadline),
                span=self.span(quote),
                rule=f"en.{predicate}.test",
                values=tuple(values),
                ordinal=ordinal,
                time=time,
                figures=tuple(figures),
                confidence=confidence,
            )
        )

    def reading(self) -> Reading:
        return Reading(self.article, tuple(self.mentions.values()), tuple(self.claims))


def resolution(drafts: Sequence[Draft]) -> Resolution:
    """Every mention is the entity it was drafted for."""
    of = {key: entity for d in drafts for key, entity in d.of.items()}
    names: dict[str, set[str]] = {}
    for d in drafts:
        for (entity, words), _ in d.mentions.items():
            names.setdefault(entity, set()).add(words)
    entities = tuple(
        Entity(e, TYPES[e][0], TYPES[e][1], tuple(sorted(words - {TYPES[e][1]}))) for e, words in sorted(names.items())
    )
    return Resolution(entities, of)


def drafts() -> list[Draft]:
    """What the three articles say: support, an army's eleventh patrol twice, a threat, a denial, a title, a toll."""
    first = Draft(
        "one",
        "Ruritania backs the Fenwick rebels. The rebels are supported by Ruritania, the Strelsau Observatory said.\n"
        "Ruritania and Grand Fenwick held their 11th joint patrol on the R7 highway on 3 May 2021. "
        "Rupert, the Ruritanian foreign minister, threatened to strike Strelsau if the patrol stopped.",
        "2021-05-04",
        "The Daily Zenda",
    )
    patrol_day = TimeSpan("3 May 2021", date(2021, 5, 3), date(2021, 5, 3), "day")
    first.claim("backs", "Ruritania backs the Fenwick rebels",
                ("subject", "ruritania", "Ruritania"), ("object", "fenwick_rebels", "Fenwick rebels"))  # fmt: skip
    first.claim("backs", "The rebels are supported by Ruritania",
                ("subject", "ruritania", "Ruritania"), ("object", "fenwick_rebels", "The rebels"),
                holders=[("monitor", "Strelsau Observatory", "said")])  # fmt: skip
    first.claim("Patrol", "Ruritania and Grand Fenwick held their 11th joint patrol on the R7 highway",
                ("actor", "ruritania", "Ruritania"), ("actor", "grand_fenwick", "Grand Fenwick"),
                ("route", "r7", "R7 highway"), ordinal=11, time=patrol_day)  # fmt: skip
    first.claim("holdsPosition", "Rupert, the Ruritanian foreign minister",
                ("subject", "rupert", "Rupert"), ("of", "ruritania", "Ruritanian"),
                values=[Value("title", "foreign minister")])  # fmt: skip
    first.claim("Attack", "threatened to strike Strelsau",
                ("actor", "ruritania", "Ruritanian"), ("object", "strelsau", "Strelsau"),
                modality="threatened", holders=[("rupert", "Rupert", "threatened")],
                condition="if the patrol stopped")  # fmt: skip
    second = Draft(
        "two",
        "Rupert denied that Ruritania backs the Fenwick rebels.\nAt least 22 people died in Strelsau on Monday. "
        "The eleventh patrol of Ruritania on the R7 highway passed quietly.",
        "2021-05-05",
    )
    second.claim("backs", "Ruritania backs the Fenwick rebels",
                 ("subject", "ruritania", "Ruritania"), ("object", "fenwick_rebels", "Fenwick rebels"),
                 polarity="negated", holders=[("rupert", "Rupert", "denied")])  # fmt: skip
    second.claim("Death", "At least 22 people died in Strelsau", ("place", "strelsau", "Strelsau"),
                 figures=[Figure("killed", 22, "min", "people", "At least 22 people")],
                 time=TimeSpan("Monday", date(2021, 5, 3), date(2021, 5, 3), "day", "inferred"))  # fmt: skip
    second.claim("Patrol", "The eleventh patrol of Ruritania on the R7 highway",
                 ("actor", "ruritania", "Ruritania"), ("route", "r7", "R7 highway"), ordinal=11)  # fmt: skip
    third = Draft(
        "three", "The Ruritanian army controls Strelsau, which lies near the R7 highway.", None, "Zenda Radio"
    )
    third.claim("controls", "The Ruritanian army controls Strelsau",
                ("subject", "ruritanian_army", "Ruritanian army"), ("object", "strelsau", "Strelsau"))  # fmt: skip
    third.claim("near", "Strelsau, which lies near the R7 highway",
                ("subject", "strelsau", "Strelsau"), ("object", "r7", "R7 highway"),
                values=[Value("direction", "north")],
                figures=[Figure("distance", 12.5, "exact", "km", "12.5 km")])  # fmt: skip
    return [first, second, third]


def readings() -> tuple[list[Reading], Resolution]:
    """The three articles as readings, and which mention is which entity."""
    made = drafts()
    return [d.reading() for d in made], resolution(made)


def build_graph(folder: Path, made: Sequence[Draft] | None = None, keep: int = 1) -> Graph:
    """The graph of the drafts (by default of the three articles), published in `folder` and opened."""
    made = drafts() if made is None else made
    said, which = [d.reading() for d in made], resolution(made)
    ontology = Ontology.load()
    assembly = assemble(said, which, ontology)
    records = []
    with locked(folder):
        for reading in said:
            data = to_json(reading)
            key = sha256(data).hexdigest()
            Objects(folder).put(key, data)
            article = reading.article
            records.append(ArticleRecord(article.id, article.name, key, article.published, article.outlet))
        publish(folder, quads(said, which, assembly, ontology), Contents(tuple(records)), keep=keep)
    return Graph.open(folder)
