"""How statements stand to one another: disagreement, figures, refinement, follow-up."""

from datetime import date

import pytest

from kg.assemble import Assembly, assemble
from kg.model import Figure, TimeSpan, Value
from kg.ontology import Ontology
from tests.worked_example import TYPES, Draft, resolution

ONTOLOGY = Ontology.load()
RURITANIA, FENWICK = ("ruritania", "Ruritania"), ("grand_fenwick", "Fenwick")
REBELS, TOWN, ROAD, ARMY = (
    ("fenwick_rebels", "rebels"),
    ("strelsau", "Strelsau"),
    ("r7", "R7"),
    ("ruritanian_army", "army"),
)
TEXT = "Ruritania, Fenwick, rebels, Strelsau, R7, army, people, treaty, pact."


@pytest.fixture(autouse=True)
def more_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TYPES, "people", ("PopulationGroup", "people"))
    monkeypatch.setitem(TYPES, "treaty", ("Agreement", "treaty"))
    monkeypatch.setitem(TYPES, "pact", ("Agreement", "pact"))


def day(iso: str, to: str | None = None) -> TimeSpan:
    return TimeSpan(iso, date.fromisoformat(iso), date.fromisoformat(to or iso), "day")


def said(name: str, published: str | None, *claims: tuple) -> Draft:  # type: ignore[type-arg]
    """An article of claims: predicate, roles, and further arguments of `Draft.claim`."""
    d = Draft(name, f"{name}: {TEXT}", published)
    for n, (predicate, roles, *more) in enumerate(claims):
        d.claim(predicate, TEXT.split(", ")[n], *roles, **(more[0] if more else {}))
    return d


def assembled(*drafts: Draft) -> Assembly:
    return assemble([d.reading() for d in drafts], resolution(drafts), ONTOLOGY)


def links(*drafts: Draft) -> list[str]:
    """The kinds of link, and the predicates of their sides (of the claims' statements)."""
    made = assembled(*drafts)
    predicates = {s.id: s.predicate for s in made.statements}
    predicates |= {c: predicates[s] for c, s in made.statement_of.items()}
    return [f"{link.kind} {predicates[link.left]} {predicates[link.right]}" for link in made.compared.links]


def of(predicate: str, left: tuple[str, str], right: tuple[str, str]) -> tuple:  # type: ignore[type-arg]
    return predicate, [("subject", *left), ("object", *right)]


def test_what_some_affirm_and_others_deny_is_opposed() -> None:
    yes, no = of("backs", RURITANIA, REBELS), (*of("backs", RURITANIA, REBELS), {"polarity": "negated"})
    made = assembled(said("a", "2021-05-04", yes), said("b", "2021-05-05", no))
    (link,) = made.compared.links
    sides = {c.id: c for c in made.claims}
    assert (link.kind, sides[link.left].affirmed, sides[link.right].affirmed) == ("opposed", True, False)
    assert link.reason == "affirmed 2021-05-04, denied 2021-05-05"


@pytest.mark.parametrize(
    "first, second, later, expected",
    [
        (
            of("backs", RURITANIA, REBELS),
            of("fightsAgainst", REBELS, RURITANIA),
            "2021-05-05",
            ["incompatible backs fightsAgainst"],
        ),
        (
            of("backs", RURITANIA, REBELS),
            of("opposes", RURITANIA, REBELS),
            "2021-05-05",
            ["incompatible backs opposes"],
        ),
        (of("backs", RURITANIA, REBELS), of("opposes", RURITANIA, REBELS), "2021-08-05", []),
        (of("backs", RURITANIA, REBELS), of("opposes", REBELS, RURITANIA), "2021-05-05", []),
        (
            of("controls", RURITANIA, TOWN),
            of("controls", REBELS, TOWN),
            "2021-05-05",
            ["incompatible controls controls"],
        ),
        (of("controls", RURITANIA, TOWN), of("controls", REBELS, TOWN), "2021-05-25", []),
        (of("controls", RURITANIA, TOWN), of("controls", REBELS, ROAD), "2021-05-05", []),
    ],
)
def test_what_cannot_well_both_be_so_is_incompatible(
    first: tuple,
    second: tuple,
    later: str,
    expected: list[str],  # type: ignore[type-arg]
) -> None:
    assert links(said("a", "2021-05-04", first), said("b", later, second)) == expected


def test_an_army_and_its_state_hold_a_place_together() -> None:
    tie = of("subordinateTo", ARMY, RURITANIA)
    both = of("controls", RURITANIA, TOWN), of("controls", ARMY, TOWN)
    assert links(said("a", "2021-05-04", *both, tie)) == []
    assert links(said("a", "2021-05-04", *both)) == ["incompatible controls controls"]


def kept(predicate: str, *object: tuple[str, str]) -> tuple:  # type: ignore[type-arg]
    return predicate, [("actor", *RURITANIA), *(("object", *o) for o in object)]


@pytest.mark.parametrize(
    "kept_object, broken_object, expected",
    [
        ([], [("treaty", "treaty")], ["incompatible Comply Breach"]),
        ([("treaty", "treaty")], [("treaty", "treaty")], ["incompatible Comply Breach"]),
        ([("pact", "pact")], [("treaty", "treaty")], []),
    ],
)
def test_one_who_keeps_one_treaty_may_break_another(kept_object: list, broken_object: list, expected: list) -> None:  # type: ignore[type-arg]
    drafts = (
        said("a", "2021-05-04", kept("Comply", *kept_object)),
        said("b", "2021-05-05", kept("Breach", *broken_object)),
    )
    assert links(*drafts) == expected


def toll(value: float, bound: str = "exact", time: TimeSpan | None = None, **more: object) -> tuple:  # type: ignore[type-arg]
    figures = [Figure("killed", value, bound, "people", str(value))]  # type: ignore[arg-type]
    return "Death", [("victim", "people", "people"), ("place", *TOWN)], {"figures": figures, "time": time, **more}


@pytest.mark.parametrize(
    "first, second, later, expected",
    [
        (toll(13), toll(13), "2021-05-05", ["same Death Death"]),
        (toll(13, "min"), toll(15, "min"), "2021-05-05", ["grew Death Death"]),
        (toll(13, "min"), toll(15), "2021-05-05", ["grew Death Death"]),
        (toll(15), toll(13, "min"), "2021-05-05", ["differs Death Death"]),
        (toll(13, "min"), toll(900, "min"), "2021-05-05", []),
        (toll(13), toll(13), "2021-08-05", []),
    ],
)
def test_the_dead_of_one_event_are_compared(first: tuple, second: tuple, later: str, expected: list) -> None:  # type: ignore[type-arg]
    assert links(said("a", "2021-05-04", first), said("b", later, second)) == expected


def dead(victims: tuple[str, str], value: float, text: str, when: str | None) -> tuple:  # type: ignore[type-arg]
    figures = [Figure("killed", value, "exact", "people", text)]
    more = {"figures": figures, "time": day(when) if when else None}
    return "Death", [("victim", *victims), ("place", *TOWN)], more


@pytest.mark.parametrize(
    "value, text, when, expected",
    [
        (60, "60 people", "2021-05-03", ["differs Death Death"]),
        (8, "eight people", "2021-05-03", ["differs Death Death"]),
        (60, "60 people", "2021-05-01", []),
        (60, "60 people", None, []),
        (12, "dozens of people", "2021-05-03", []),
    ],
)
def test_the_dead_of_one_place_on_one_day_are_compared_though_each_count_names_other_victims(
    value: float,
    text: str,
    when: str | None,
    expected: list,  # type: ignore[type-arg]
) -> None:
    first = dead(("people", "people"), 21, "21 people", "2021-05-03")
    second = dead(("grand_fenwick", "Fenwick"), value, text, when)
    assert links(said("a", "2021-05-04", first), said("b", "2021-05-05", second)) == expected


def hosted(value: float, unit: str = "refugees", text: str | None = None) -> tuple:  # type: ignore[type-arg]
    figures = [Figure("hosted", value, "exact", unit, text or str(value))]
    return "hosts", [("subject", *RURITANIA), ("object", "people", "people")], {"figures": figures}


@pytest.mark.parametrize(
    "first, second, later, expected",
    [
        (hosted(3.6e6), hosted(3.7e6, "Fenwickers"), "2021-08-04", ["differs hosts hosts"]),
        (hosted(3.6e6), hosted(3.7e6), "2021-05-04", ["contradicts hosts hosts"]),
        (hosted(3.6e6), hosted(3.6e6), "2021-05-09", ["same hosts hosts"]),
        (hosted(3.6e6), hosted(100, "camps"), "2021-05-04", []),
        (hosted(3.6e6), hosted(1e6, "refugees", "millions"), "2021-05-04", []),
    ],
)
def test_those_sheltered_are_compared_and_vague_numbers_left_alone(
    first: tuple,
    second: tuple,
    later: str,
    expected: list,  # type: ignore[type-arg]
) -> None:
    assert links(said("a", "2021-05-04", first), said("b", later, second)) == expected


def fled(value: float, start: str | None, end: str | None = None, place: tuple[str, str] = TOWN) -> tuple:  # type: ignore[type-arg]
    figures = [Figure("displaced", value, "min", "people", str(value))]
    time = TimeSpan("", *(date.fromisoformat(d) if d else None for d in (start, end))) if start else None
    return "Displacement", [("victim", "people", "people"), ("origin", *place)], {"figures": figures, "time": time}


@pytest.mark.parametrize(
    "first, second, expected",
    [
        (fled(800_000, None), fled(875_000, "2021-01-01"), {"grew Displacement Displacement"}),
        (fled(40_000, "2021-05-01", "2021-05-04"), fled(875_000, "2021-01-01"), {"part Displacement Displacement"}),
        (fled(40_000, "2021-05-01", "2021-05-04"), fled(875_000, None), set()),
        (fled(800_000, None), fled(875_000, None, place=ROAD), set()),
    ],
)
def test_the_displaced_of_a_place_grow_and_have_parts(first: tuple, second: tuple, expected: set) -> None:  # type: ignore[type-arg]
    kinds = set(links(said("a", "2021-05-04", first), said("b", "2021-05-06", second)))
    assert {k for k in kinds if not k.startswith("supports")} == expected


def struck(kind: str, place: tuple[str, str], *more: tuple[str, str, str], **stance: object) -> tuple:  # type: ignore[type-arg]
    return kind, [("actor", *RURITANIA), ("place", *place), *more], stance


def test_a_kind_of_attack_in_a_part_of_the_place_supports_an_attack() -> None:
    inside = of("locatedIn", TOWN, FENWICK)
    narrow = said("a", "2021-05-04", struck("AirStrike", TOWN), inside)
    made = assembled(narrow, said("b", "2021-05-05", struck("Attack", FENWICK)))
    (link,) = made.compared.links
    assert (link.kind, link.reason) == (
        "supports",
        "AirStrike is a kind of Attack; place: Strelsau is part of Grand Fenwick",
    )
    apart = said("b", "2021-06-05", struck("Attack", FENWICK))
    assert links(narrow, apart) == []


@pytest.mark.parametrize(
    "deed, expected, outcome",
    [
        (struck("Attack", TOWN), ["happened Attack Attack"], "happened"),
        (struck("AirStrike", TOWN), ["happened Attack AirStrike"], "happened"),
        (struck("Attack", ROAD), [], "no report by 2021-05-20"),
        (struck("Attack", TOWN, time=day("2021-04-01")), [], "no report by 2021-05-20"),
        (struck("Attack", TOWN, modality="possible"), [], "no report by 2021-05-20"),
    ],
)
def test_a_threat_is_followed_to_its_deed_and_stays_a_threat(deed: tuple, expected: list, outcome: str) -> None:  # type: ignore[type-arg]
    threat = said("a", "2021-05-04", struck("Attack", TOWN, modality="threatened"))
    made = assembled(threat, said("b", "2021-05-20", deed))
    assert links(threat, said("b", "2021-05-20", deed)) == expected
    (threatened,) = [s for s in made.statements if s.standing == "threatened"]
    assert made.compared.outcomes[threatened.id] == outcome


def test_a_deadline_that_passed_without_a_report_is_said() -> None:
    threat = said("a", "2021-05-04", struck("Attack", TOWN, modality="threatened", deadline=day("2021-05-10")))
    made = assembled(threat, said("b", "2021-05-20", of("borders", RURITANIA, FENWICK)))
    assert list(made.compared.outcomes.values()) == ["no report by 2021-05-20, though it was for 2021-05-10"]


def test_why_two_reports_are_one_event_is_kept() -> None:
    made = assembled(
        said("a", "2021-05-04", struck("Shelling", TOWN)), said("b", "2021-05-05", struck("Shelling", TOWN))
    )
    assert list(made.merges.values()) == [("actor Ruritania, place Strelsau, in articles 1 days apart",)]


def test_titles_and_other_texts_are_no_things() -> None:
    d = Draft("a", "Rupert is king.", "2021-05-04")
    d.claim("holdsPosition", "Rupert", ("subject", "rupert", "Rupert"), values=[Value("title", "king")])
    assert assembled(d).compared.links == ()
