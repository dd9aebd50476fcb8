"""The vocabulary has every word of the annotation guide, agrees with itself, and grows by an overlay."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadData, UnknownName
from kg.ontology import NAMESPACE, Ontology
from kg.resources import data_path

ENTITY_TYPES = """Person State GovernmentBody ArmedForce ArmedGroup PoliticalOrganisation InternationalOrganisation
    MediaOrganisation AidOrganisation Organisation PopulationGroup AdministrativeArea Settlement Region Route Facility
    BorderLine Agreement Conflict MaterialObject"""
RELATIONS = """backs alliedWith opposes fightsAgainst memberOf subordinateTo leads holdsPosition worksFor nationality
    controls locatedIn basedAt borders near connects hosts partyTo alias"""
ROLES = "actor recipient partner victim beneficiary instrument object place route origin destination topic"
EVENTS = """AirStrike Shelling MissileOrDroneStrike Bombing ArmedClash Assassination Abduction Attack Offensive Siege
    BreakSiege Capture Withdrawal Deployment Reinforcement Patrol Exercise Death Injury Displacement Return Damage
    Closure Reopening Clearance Meeting PhoneCall Visit Agree Cooperate Aid Praise Ceasefire Comply Breach Establish
    Mediate Demand Accuse Reject Threaten Promise Concede Arrest Sanction Protest Election Appointment
    PoliticalChange"""
STANCE = """affirmed negated actual planned possible demanded threatened conditional asserted denied disputed exact min
    max approx killed injured displaced hosted deployed vehicles money distance other stated inferred given unknown"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


@pytest.fixture(scope="module")
def terms() -> set[str]:
    quads = ox.parse(path=data_path("ontology", "kg.ttl"))
    return {q.subject.value.removeprefix(NAMESPACE) for q in quads if isinstance(q.subject, ox.NamedNode)}


def test_it_has_the_words_of_the_annotation_guide(ontology):
    assert set(ontology.entity_types) == set(ENTITY_TYPES.split())
    assert set(ontology.relations) == set(RELATIONS.split())
    assert set(ontology.events) == set(EVENTS.split())
    assert set(ontology.roles) == set(ROLES.split())


@pytest.mark.parametrize("value", STANCE.split())
def test_every_value_of_a_stance_or_figure_is_a_term(value, terms):
    assert value in terms


def test_a_state_acts_and_has_land(ontology):
    assert ontology.is_a("State", "Agent")
    assert ontology.is_a("State", "Place")
    assert not ontology.is_a("Settlement", "Agent")
    assert not ontology.is_a("nothing known", "Thing")


@pytest.mark.parametrize("name", ["alliedWith", "fightsAgainst", "borders"])
def test_symmetric_relations(name, ontology):
    assert ontology.relation(name).symmetric


def test_what_is_directed_is_not_symmetric(ontology):
    assert not ontology.relation("backs").symmetric
    assert ontology.relation("backs").inverse == "backedBy"


def test_domain_and_range_take_what_is_below_them(ontology):
    backs, controls = ontology.relation("backs"), ontology.relation("controls")
    assert ontology.fits("ArmedGroup", backs.domain)
    assert ontology.fits("State", controls.range)
    assert not ontology.fits("Person", controls.range)
    assert ontology.relation("holdsPosition").range == ()


def test_the_role_route_is_the_property_on(ontology):
    assert ontology.roles["route"].term == "on"
    assert ontology.roles["actor"].term == "actor"
    assert ontology.roles["topic"].range == ()


def test_events_inherit_the_roles_of_their_class(ontology):
    patrol, meeting = ontology.event("Patrol"), ontology.event("Demand")
    assert {"actor", "route", "destination", "place"} <= patrol.roles
    assert "route" not in meeting.roles


def test_an_unknown_relation_names_the_nearest():
    with pytest.raises(UnknownName, match="did you mean 'controls'"):
        Ontology.load().relation("control")


def test_every_term_has_label_and_comment(ontology):
    for table in (ontology.entity_types, ontology.relations, ontology.roles, ontology.events):
        assert [t.name for t in table.values() if not (t.label and t.comment)] == []


@pytest.mark.parametrize("name", ["kg.ttl", "alignments.ttl"])
def test_no_blank_nodes(name):
    quads = list(ox.parse(path=data_path("ontology", name)))
    assert quads
    assert not any(isinstance(t, ox.BlankNode) for q in quads for t in (q.subject, q.object))


@pytest.mark.parametrize("name", ["shapes.ttl", "alignments.ttl"])
def test_shapes_and_alignments_name_only_terms_that_there_are(name, terms):
    used = {
        t.value.removeprefix(NAMESPACE)
        for q in ox.parse(path=data_path("ontology", name))
        for t in (q.subject, q.predicate, q.object)
        if isinstance(t, ox.NamedNode) and t.value.startswith(NAMESPACE)
    }
    own = {t for t in used if t.endswith(("Shape", "Constraint")) or t.startswith("prefix")}
    assert used - own - terms == set()


def test_an_overlay_adds_a_relation_and_an_event(tmp_path: Path):
    (tmp_path / "mine.ttl").write_text(
        f"""PREFIX kg: <{NAMESPACE}> PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        kg:finances a owl:ObjectProperty ; rdfs:subPropertyOf kg:relation ; rdfs:label "finances"@en ;
            kg:domainIncludes kg:Agent ; kg:rangeIncludes kg:Agent .
        kg:Strike a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "strike"@en ; kg:hasRole kg:origin ."""
    )
    grown = Ontology.load([tmp_path])
    assert grown.relation("finances").domain == ("Agent",)
    assert {"actor", "origin"} <= grown.event("Strike").roles
    assert set(grown.relations) > set(Ontology.load().relations)


@pytest.mark.parametrize(
    ("turtle", "complaint"),
    [
        ("kg:Duke a owl:Class ; rdfs:subClassOf kg:Noble .", "Duke is a subclass of Noble"),
        ("kg:owns rdfs:subPropertyOf kg:relation ; kg:domainIncludes kg:Duke .", "relation owns: Duke is not a class"),
        ("kg:Ball a owl:Class ; rdfs:subClassOf kg:Event ; kg:hasRole kg:dancer .", "Ball has role dancer"),
        ("kg:Ball a owl:Class ; ; ..", "not readable as Turtle"),
    ],
)
def test_an_overlay_that_does_not_fit_says_where_and_what(turtle, complaint, tmp_path: Path):
    prefixes = f"PREFIX kg: <{NAMESPACE}> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    prefixes += "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    (tmp_path / "mine.ttl").write_text(prefixes + turtle)
    with pytest.raises(BadData, match=complaint) as caught:
        Ontology.load([tmp_path])
    assert "mine.ttl" in str(caught.value)
