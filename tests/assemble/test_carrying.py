"""Articles more, put beside those of a graph: the same graph as of all at once, to the last byte of its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.assemble import (
    Assembly,
    alterations,
    article_key,
    assemble,
    carried_on,
    carrying,
    events,
    first_ledger,
    prints,
    quads,
    refinement,
)
from kg.assemble.ledger import Ledger
from kg.model import Figure, Reading, Resolution, TimeSpan
from kg.ontology import Ontology
from tests.worked_example import Draft, drafts, resolution

ONTOLOGY = Ontology.load()
NOBODY: Mapping[str, str] = {}
NAMES = [draft.article.name for draft in drafts()]
PARTS = [part for size in range(1, len(NAMES) + 1) for part in combinations(NAMES, size)]
TEXT = "Ruritania, Fenwick, rebels, Strelsau, R7, army."
THINGS = {
    "ruritania": "Ruritania",
    "grand_fenwick": "Fenwick",
    "fenwick_rebels": "rebels",
    "strelsau": "Strelsau",
    "r7": "R7",
    "ruritanian_army": "army",
}
SAYINGS = [
    ("backs", ("subject", "object")),
    ("opposes", ("subject", "object")),
    ("fightsAgainst", ("subject", "object")),
    ("locatedIn", ("subject", "object")),
    ("subordinateTo", ("subject", "object")),
    ("controls", ("subject", "object")),
    ("rel:watch", ("subject", "object")),
    ("Attack", ("actor", "target", "place")),
    ("Shelling", ("actor", "place")),
    ("Meet", ("actor", "partner")),
]


@pytest.fixture(autouse=True)
def however_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a few articles, one more is much."""
    monkeypatch.setattr(carrying, "MOST", 9.0)


def made(of: Iterable[Draft], taken: Mapping[str, str]) -> tuple[list[Reading], Resolution, dict[str, bytes]]:
    """What articles say, and who is who where some things are `taken` for others."""
    wanted = list(of)
    readings, known = [draft.reading() for draft in wanted], mistaken(resolution(wanted), taken)
    keys = {
        r.article.id: article_key(r.article.id, "reading", r.article.name, [m.id for m in r.mentions], known)
        for r in readings
    }
    return readings, known, keys


def mistaken(known: Resolution, taken: Mapping[str, str]) -> Resolution:
    """The same resolution, but for things that go by another id, one of its own or that of another thing."""
    entities = {e.id: e for e in known.entities if e.id not in taken}
    for e in known.entities:
        other = taken.get(e.id, e.id)
        entities.setdefault(other, replace(e, id=other))
    of = {mention: taken.get(entity, entity) for mention, entity in known.of.items()}
    return replace(known, entities=tuple(sorted(entities.values(), key=lambda e: e.id)), of=of)


def whole(
    of: Iterable[Draft], taken: Mapping[str, str]
) -> tuple[list[Reading], Resolution, dict[str, bytes], Assembly, bytes]:
    readings, known, keys = made(of, taken)
    assembly = assemble(readings, known, ONTOLOGY)
    return readings, known, keys, assembly, first_ledger(readings, keys, known, assembly, ONTOLOGY).encoded()


def check(
    before: list[Draft], after: list[Draft], taken: Mapping[str, str] = NOBODY, now: Mapping[str, str] = NOBODY
) -> None:
    """The graph `after`, made of the one `before` and what is new, is the one that is made at once; also where what is
    new tells that things are others than they were `taken` for before."""
    readings, known, _, assembly, kept = whole(before, taken)
    store = Store()
    store.extend(quads(readings, known, assembly, ONTOLOGY))
    then = prints("test", readings, known, assembly)
    readings, known, keys, assembly, all_kept = whole(after, now)
    by_id = {r.article.id: r for r in readings}
    old = Ledger.decoded(kept)
    entities = list(old.entities)
    carried = carried_on(old, known, keys, lambda ids: [by_id[x] for x in ids], ONTOLOGY, None)
    if (taken or now) and carried is None:
        reject()  # so much is otherwise that all is made anew
    assert carried is not None
    found = alterations(store, then, entities, carried, known, ONTOLOGY)
    there = set(store)
    assert found.removed <= there
    assert not found.added & there
    assert (there - found.removed) | found.added == set(quads(readings, known, assembly, ONTOLOGY))
    assert found.prints == prints("test", readings, known, assembly)
    assert carried.ledger.encoded() == all_kept


@pytest.mark.parametrize("part", PARTS, ids=lambda part: "+".join(part))
def test_the_worked_example_grows_to_itself_and_shrinks(part: tuple[str, ...]) -> None:
    some = [draft for draft in drafts() if draft.article.name in part]
    check(some, list(drafts()))
    check(list(drafts()), some)


@st.composite
def articles(draw: st.DrawFn) -> list[Draft]:
    """Some articles that say things of the same few things, so that they contradict, repeat and merge."""
    out = []
    for number in range(draw(st.integers(2, 7))):
        day = draw(st.sampled_from([None, "2021-05-04", "2021-05-05", "2021-05-20"]))
        d = Draft(f"n{number}", f"n{number}: {TEXT}", day)
        for word in draw(st.lists(st.sampled_from(TEXT[:-1].split(", ")), min_size=1, max_size=4, unique=True)):
            predicate, roles = draw(st.sampled_from(SAYINGS))
            who = draw(st.lists(st.sampled_from(sorted(THINGS)), min_size=3, max_size=3, unique=True))
            fillers = [(role, who[n], THINGS[who[n]]) for n, role in enumerate(roles)]
            d.claim(predicate, word, *fillers, **draw(st.fixed_dictionaries({}, optional=MORE)))
        out.append(d)
    return out


def days(iso: str) -> TimeSpan:
    return TimeSpan(iso, date.fromisoformat(iso), date.fromisoformat(iso), "day")


MORE = {
    "polarity": st.sampled_from(["affirmed", "negated"]),
    "modality": st.sampled_from(["actual", "planned", "threatened"]),
    "time": st.sampled_from([days("2021-05-03"), days("2021-05-19")]),
    "holders": st.sampled_from([[("fenwick_rebels", "rebels", "accused")], [("ruritania", "Ruritania", "said")]]),
    "figures": st.sampled_from(
        [(Figure("killed", 3.0, "exact", "people"),), (Figure("killed", 40.0, "min", "people"),)]
    ),
}


@given(articles(), st.integers(0, 3), st.integers(0, 3), st.sampled_from([1, 2, 30]))
@settings(max_examples=250, deadline=None)
def test_whatever_comes_and_goes_the_graph_is_that_of_all(said: list[Draft], new: int, gone: int, near: int) -> None:
    with patch.object(refinement, "BLOCK", near), patch.object(events, "BLOCK", near):
        check(said[min(new, len(said) - 1) :], said[: max(1, len(said) - gone)])


@given(
    articles(),
    st.integers(0, 3),
    st.integers(0, 3),
    st.dictionaries(st.sampled_from(sorted(THINGS)), st.sampled_from(["somebody_else", *sorted(THINGS)]), min_size=1),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_who_turns_out_to_be_another_is_so_everywhere(
    said: list[Draft], new: int, gone: int, taken: dict[str, str], before: bool
) -> None:
    after = said[: max(1, len(said) - gone)]
    check(said[min(new, len(said) - 1) :], after, *((taken, NOBODY) if before else (NOBODY, taken)))
