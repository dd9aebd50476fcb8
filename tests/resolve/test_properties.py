"""What holds for all readings: order changes nothing, an article added moves no id, each mention has an entity."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import resolve
from kg.resolve.blocks import keys_of, sounding_alike
from kg.resolve.cluster import Facts, clusters
from kg.resolve.sense import Node
from tests.resolve.marked import reading

GIVEN = ("Harriet", "H.", "Marie", "Paul", "Abdul Rahman", "Abdulrahman", "Mohammed", "Muhammad", "")
SURNAMES = ("Coleford", "al-Zorawi", "Zorawi", "Dumontier", "Okello")
BODIES = ("Zoran Front", "Zoran Front group", "ZF", "Ansar al-Zoran", "Anssar al Zoran", "Brigade 36", "Lantern")
PLACES = ("Zorab", "Zorab city", "Zorab province", "Zoraab", "northern Zorab", "M4", "M-4 highway")
STATES = ("Sudan", "Chad", "Kenyan")

parts = st.builds(lambda a, b: (*a.lower().split(), b.lower()), st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
people = st.builds(lambda a, b: f"{a} {b}".strip(), st.sampled_from(GIVEN), st.sampled_from(SURNAMES))


@st.composite
def readings(draw):
    """Up to six articles on people, bodies and places whose names are alike."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        text = f"Number {number}: [State|{draw(st.sampled_from(STATES))}], [p|Person|{draw(people)}], "
        text += f"[b|ArmedGroup|{draw(st.sampled_from(BODIES))}], [s|Settlement|{draw(st.sampled_from(PLACES))}], "
        text += "[r|ArmedGroup head=rebel plural|rebels], the [t|ArmedForce head=army|army]."
        found.append(reading(f"a{number}", text))
    return found


@given(readings(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_readings_changes_nothing(knowledge, found, random):
    shuffled = random.sample(found, len(found))
    first = resolve(found, knowledge.gazetteer, knowledge.ontology)
    second = resolve(shuffled, knowledge.gazetteer, knowledge.ontology)
    assert first == second


@given(readings())
@settings(max_examples=25, deadline=None)
def test_an_unrelated_article_moves_no_id(knowledge, found):
    before = resolve(found, knowledge.gazetteer, knowledge.ontology)
    added = reading("z", "[p|Person|Ingrid Solheim] of the [b|Organisation|Fjord Institute] in [State|Norway].")
    after = resolve([*found, added], knowledge.gazetteer, knowledge.ontology)
    assert {key: after.of[key] for key in before.of} == before.of
    assert set(before.entities) <= set(after.entities)


@given(readings())
@settings(max_examples=25, deadline=None)
def test_every_mention_has_one_entity_and_every_entity_a_mention(knowledge, found):
    resolution = resolve(found, knowledge.gazetteer, knowledge.ontology)
    ids = [e.id for e in resolution.entities]
    assert len(ids) == len(set(ids))
    assert set(resolution.of) == {(r.article.id, m.id) for r in found for m in r.mentions}
    assert set(resolution.of.values()) == set(ids)


@given(st.lists(parts))
def test_all_in_a_cluster_agree(names):
    nodes = {Node("Person", words): Facts() for words in names}
    alike = sounding_alike(nodes, {node: keys_of(node) for node in nodes})
    cluster, _ = clusters(nodes, alike, ())
    assert all(node in group and cluster[other] == group for node, group in cluster.items() for other in group)
