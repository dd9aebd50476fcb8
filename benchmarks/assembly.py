"""How long and in how much memory claims of many articles become statements, with all that is found by comparing them.

    python benchmarks/assembly.py [CLAIMS ...]        by default 10,000 20,000 40,000

Unit: seconds of one process's CPU time, and megabytes of its largest size so far, the readings themselves included;
then seconds on the clock by four processes, and the megabytes of the largest of them (what they share counted in each).
Corpus: made by a generator with a fixed seed: articles of five claims over a year, half of them events, about things of
which a few are spoken of very often (the n-th as often as 1/n), with negation, plans, threats, holders and figures. The
same claims, in another order and merged by four processes, must give the same statements and links; that is checked.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import time
from datetime import date, timedelta

from benchmarks.lines import say
from kg.assemble import Assembly, assemble
from kg.model import (
    Article,
    Claim,
    Entity,
    Figure,
    FigureKind,
    Holder,
    Mention,
    Reading,
    Resolution,
    Role,
    Span,
    Stance,
)
from kg.ontology import Ontology

COUNTS = (10_000, 20_000, 40_000)
WORKERS = 4
TYPES = ("State", "Person", "ArmedGroup", "ArmedForce", "Settlement", "AdministrativeArea", "PopulationGroup")
RELATIONS = ("backs", "opposes", "fightsAgainst", "controls", "basedAt", "alliedWith", "leads")
EVENTS = ("Attack", "AirStrike", "Shelling", "Meeting", "Death", "Displacement", "Capture", "Comply", "Breach")
PLACES = 5  # claims in an article, each at a place of its own


def main() -> None:
    ontology = Ontology.load()
    for count in [int(a) for a in sys.argv[1:]] or COUNTS:
        readings, resolution = corpus(count)
        start = time.process_time()
        made = assemble(readings, resolution, ontology)
        seconds, size = time.process_time() - start, megabytes(resource.RUSAGE_SELF)
        counts = f"{len(made.statements):,} statements, {len(made.compared.links):,} links"
        first = digest(made)
        del made
        start = time.perf_counter()
        second = digest(assemble(readings[::-1], resolution, ontology, workers=WORKERS))
        shared = f"{time.perf_counter() - start:.1f} s of the clock, {megabytes(resource.RUSAGE_CHILDREN):,} MB"
        say(f"{count:,} claims", f"{seconds:.1f} s, {size:,} MB  ({counts})")
        same = "the same" if first == second else "NOT the same"
        say(f"{count:,} claims by {WORKERS} processes, in another order", f"{shared}; {same}")


def megabytes(whose: int) -> int:
    """The largest size so far of this process, or of the largest of its children."""
    return resource.getrusage(whose).ru_maxrss // 1024


def digest(made: Assembly) -> str:
    """The hash of all statements, of what each rests on, and of all links."""
    whole = hashlib.sha256()
    for part in (made.statements, sorted(made.statement_of.items()), sorted(made.merges.items()), made.compared.links):
        for one in part:
            whole.update(repr(one).encode())
    return whole.hexdigest()


def corpus(claims: int) -> tuple[list[Reading], Resolution]:
    """So many claims in articles of five, and which mention is which of the things."""
    chance = random.Random(1)
    things = [Entity(f"e{i}", TYPES[i % len(TYPES)], f"Name {i}") for i in range(max(50, claims // 50))]
    drawn = iter(chance.choices(things, [1 / (i + 1) for i in range(len(things))], k=claims * 3))
    of: dict[tuple[str, str], str] = {}
    readings = []
    for number in range(claims // PLACES):
        text = " ".join(f"w{chance.randrange(10_000)}" for _ in range(60))
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(365))
        article = Article(f"a{number}", f"n{number}", text, outlet=f"o{number % 40}", published=day)
        mentions: list[Mention] = []
        said = []
        for place in range(PLACES):
            ids = []
            for part in range(3):
                thing = next(drawn)
                at = Span(place * 20 + part * 4, place * 20 + part * 4 + 3)
                mention = Mention(f"m{place}{part}", article.id, at, at.of(text), thing.type, "name")
                mentions.append(mention)
                of[article.id, mention.id] = thing.id
                ids.append(mention.id)
            said.append(claim(chance, article.id, place, ids))
        readings.append(Reading(article, tuple(mentions), tuple(said)))
    return readings, Resolution(tuple(things), of)


def claim(chance: random.Random, article: str, place: int, mentions: list[str]) -> Claim:
    """A relation or event between the first two mentions, which the third perhaps vouches for."""
    event = chance.random() < 0.5
    predicate = chance.choice(EVENTS if event else RELATIONS)
    ends = ("actor", chance.choice(("place", "recipient", "object"))) if event else ("subject", "object")
    counted = predicate in ("Death", "Displacement")
    kind: FigureKind = "displaced" if predicate == "Displacement" else "killed"
    return Claim(
        id=f"c{place}",
        article_id=article,
        kind="event" if event else "relation",
        predicate=predicate,
        roles=tuple(Role(name, mention) for name, mention in zip(ends, mentions, strict=False)),
        stance=Stance(
            polarity="negated" if chance.random() < 0.1 else "affirmed",
            modality=chance.choice(("actual",) * 8 + ("planned", "threatened")),
            holders=(Holder(mentions[2], "said"),) if chance.random() < 0.4 else (),
        ),
        span=Span(place * 20, place * 20 + 15),
        rule="made",
        figures=(Figure(kind, chance.randrange(1, 1000), "min", "people", "12"),) if counted else (),
    )


if __name__ == "__main__":
    main()
