"""What kind of source vouches for a claim, and which claims are accusations."""

import pytest

from kg.assemble import assemble, source_classes
from kg.assemble.accusations import accusations
from kg.assemble.claims import resolved
from kg.assemble.sources import Source, _tables
from kg.gazetteer import Gazetteer
from kg.model import Value
from kg.ontology import Ontology
from tests.worked_example import TYPES, Draft, resolution

GAZETTEER = Gazetteer.load()
ARMED = "Fenwick arms the rebels"


def held(holder: str, *ties: tuple[str, str], outlet: str | None = None) -> Source:
    """The source of a claim that `holder` vouches for (or nobody), who has `ties` to others."""
    d = Draft("one", "The holder said Ruritania backs the Fenwick rebels.", "2021-05-04", outlet)
    holders = [(holder, "The holder", "said")] if holder else []
    d.claim("backs", "Ruritania backs the Fenwick rebels", ("subject", "ruritania", "Ruritania"),
            ("object", "fenwick_rebels", "Fenwick rebels"), holders=holders)  # fmt: skip
    for predicate, body in ties:
        role = "of" if predicate == "holdsPosition" else "object"
        values = [Value("title", "minister")] if role == "of" else []
        d.claim(predicate, "The holder", ("subject", holder, "The holder"), (role, body, "Ruritania"), values=values)
    made = assemble([d.reading()], resolution([d]), Ontology.load(), GAZETTEER)
    return next(made.sources.of_claim[c.id] for c in made.claims if c.claim.predicate == "backs")


@pytest.mark.parametrize(
    "holder, ties, expected",
    [
        ("ruritania", [], Source("government", "ruritania")),
        ("rupert", [("holdsPosition", "ruritania")], Source("government", "ruritania")),
        ("rupert", [("worksFor", "monitor")], Source("aid")),
        ("rupert", [("nationality", "ruritania")], Source("individual")),
        ("ruritanian_army", [("subordinateTo", "ruritania")], Source("armed actor", "ruritania")),
        ("ruritanian_army", [], Source("armed actor")),
        ("fenwick_rebels", [], Source("armed actor")),
    ],
)
def test_a_holder_has_the_class_of_what_it_speaks_for(holder: str, ties: list, expected: Source) -> None:  # type: ignore[type-arg]
    assert held(holder, *ties) == expected


@pytest.mark.parametrize(
    "kind, ties, expected",
    [
        (("MediaOrganisation", "Zenda Radio"), [("subordinateTo", "ruritania")], Source("state media", "ruritania")),
        (("MediaOrganisation", "Zenda Radio"), [], Source("independent media")),
        (("PopulationGroup", "residents"), [], Source("witness")),
    ],
)
def test_state_media_are_those_of_a_state(
    kind: tuple[str, str],
    ties: list,  # type: ignore[type-arg]
    expected: Source,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TYPES, "voice", kind)
    assert held("voice", *ties) == expected


@pytest.mark.parametrize(
    "outlet, expected",
    [
        ("Reuters", "agency"),
        ("SANA", "state media"),
        ("Deutsche Welle", "independent media"),
        ("The Daily Zenda", "article"),
        (None, "article"),
    ],
)
def test_without_a_holder_the_outlet_vouches(outlet: str | None, expected: str) -> None:
    assert held("", outlet=outlet).source_class == expected


def test_the_tables_agree_with_the_classes_the_gazetteer_and_the_ontology() -> None:
    tables = _tables()
    listed = {entry.source_class for _, entry in GAZETTEER.phrases() if entry.source_class}
    assert listed <= set(tables["gazetteer"])
    assert {*tables["gazetteer"].values(), *tables["type"].values()} <= set(source_classes())
    assert set(tables["type"]) <= set(Ontology.load().entity_types)
    assert [i for i in tables["un"]["ids"] if GAZETTEER.by_id(i) is None] == []


def accusing(cue: str, holder: str = "ruritania", *, accuse: bool = False, hostile: bool = False) -> frozenset[str]:
    """The predicates of the claims that are accusations, where `holder` says by `cue` that Fenwick arms the rebels."""
    d = Draft("one", f"Ruritania {cue} that {ARMED}. Ruritania opposes Grand Fenwick.", "2021-05-04")
    fenwick = ("grand_fenwick", "Fenwick")
    d.claim("backs", ARMED, ("subject", *fenwick), ("object", "fenwick_rebels", "the rebels"),
            holders=[(holder, "Ruritania", cue)])  # fmt: skip
    if accuse:
        d.claim("Accuse", f"Ruritania {cue}", ("actor", "ruritania", "Ruritania"), ("recipient", *fenwick))
    if hostile:
        d.claim("opposes", "Ruritania opposes Grand Fenwick", ("subject", "ruritania", "Ruritania"),
                ("object", *fenwick))  # fmt: skip
    claims = resolved([d.reading()], resolution([d]))[0]
    found = accusations(claims)
    return frozenset(c.claim.predicate for c in claims if c.id in found)


@pytest.mark.parametrize(
    "how, expected",
    [
        ({"cue": "accused"}, {"backs"}),
        ({"cue": "said"}, set()),
        ({"cue": "said", "accuse": True}, {"backs"}),
        ({"cue": "said", "hostile": True}, {"backs"}),
        ({"cue": "said", "hostile": True, "holder": "monitor"}, set()),
        ({"cue": "admitted", "holder": "grand_fenwick", "hostile": True}, set()),
    ],
)
def test_what_an_adversary_says_is_an_accusation_and_what_one_says_of_oneself_is_not(
    how: dict,  # type: ignore[type-arg]
    expected: set,  # type: ignore[type-arg]
) -> None:
    assert accusing(**how) == expected


def test_an_accusation_alone_is_no_edge() -> None:
    d = Draft("one", f"Ruritania accused that {ARMED}.", "2021-05-04")
    d.claim("backs", ARMED, ("subject", "grand_fenwick", "Fenwick"), ("object", "fenwick_rebels", "the rebels"),
            holders=[("ruritania", "Ruritania", "accused")])  # fmt: skip
    (statement,) = assemble([d.reading()], resolution([d]), Ontology.load()).statements
    assert statement.standing == "possible"
    assert 0 < statement.belief < 0.7
