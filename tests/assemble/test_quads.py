"""The RDF of the worked example: what stands, what does not, and where each is said."""

from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis.strategies import permutations

from kg import rdf
from kg.assemble import assemble, quads
from kg.ontology import Ontology
from tests.worked_example import readings

ONTOLOGY = Ontology.load()
SAID, WHICH = readings()


@cache
def store() -> ox.Store:
    assembly = assemble(SAID, WHICH, ONTOLOGY)
    found = ox.Store()
    found.bulk_extend(quads(SAID, WHICH, assembly, ONTOLOGY))
    return found


@pytest.mark.parametrize(
    "question, expected",
    [
        ("?e a kg:Patrol ; kg:on e:r7 ; kg:actor e:ruritania, e:grand_fenwick ; kg:ordinal 11", True),
        ("?e a kg:Patrol ; skos:prefLabel '11th joint patrol'@en ; kg:articleCount 2", True),
        ("e:ruritania kg:backs ?o", False),
        ("?s rdf:predicate kg:backs ; kg:standing kg:disputed ; kg:articleCount 2 ; kg:originCount 2", True),
        ("?e a kg:Attack", False),
        ("GRAPH e:g-unasserted { ?e a kg:Attack ; kg:actor e:ruritania ; kg:standing kg:threatened }", True),
        ("GRAPH e:g-unasserted { ?e a kg:Patrol }", False),
        ("?c a kg:Claim", False),
        ("GRAPH e:a-one { ?c a kg:Claim ; kg:condition 'if the patrol stopped' ; kg:modality kg:threatened }", True),
        ("GRAPH e:a-one { ?c kg:holder e:rupert ; kg:holderStep [ kg:position 1 ; kg:cue 'threatened' ] }", True),
        ("GRAPH e:a-two { ?c kg:polarity kg:negated ; kg:holder e:rupert ; rdf:subject e:ruritania }", True),
        ("GRAPH e:a-one { ?c kg:also [ kg:quote 'Ruritania backs the Fenwick rebels' ; kg:start 0 ] }", True),
        ("e:rupert kg:holdsPosition 'foreign minister'", True),
        ("?s rdf:object 'foreign minister' ; kg:of e:ruritania ; kg:standing kg:asserted", True),
        ("?s rdf:predicate kg:near ; kg:distanceKm 12.5 ; kg:direction 'north'", True),
        ("?e a kg:Death ; kg:figure [ kg:kind kg:killed ; kg:value 22 ; kg:bound kg:min ; kg:unit 'people' ]", True),
        ("?e a kg:Death ; sem:hasBeginTimeStamp '2021-05-03'^^xsd:date", True),
        (
            "?s rdf:predicate kg:backs ; kg:firstReported ?d ; kg:lastReported '2021-05-05'^^xsd:date",
            True,
        ),
        ("GRAPH e:a-one { ?m a kg:Mention ; kg:entity e:r7 ; kg:quote 'R7 highway' ; kg:start ?n }", True),
        ("e:fenwick_rebels a kg:ArmedGroup ; skos:prefLabel 'Fenwick rebels'@en ; skos:altLabel 'The rebels'@en", True),
    ],
)
def test_the_graph_says_so(question: str, expected: bool) -> None:
    assert bool(store().query(f"ASK {{ {question} }}", prefixes=dict(rdf.PREFIXES))) is expected


def test_there_are_no_blank_nodes() -> None:
    assert not any(isinstance(t, ox.BlankNode) for q in store() for t in (q.subject, q.object, q.graph_name))


def test_the_store_gives_back_the_lines_it_was_given() -> None:
    written = rdf.sorted_nquads(quads(SAID, WHICH, assemble(SAID, WHICH, ONTOLOGY), ONTOLOGY))
    assert rdf.sorted_nquads(iter(store())) == written
    assert len(written) > 400


def test_every_quote_is_the_text_at_its_offsets() -> None:
    texts = {f"a-{r.article.name}": r.article.text for r in SAID}
    found = list(
        store().query(
            "SELECT ?g ?start ?end ?quote { GRAPH ?g { ?c kg:start ?start ; kg:end ?end ; kg:quote ?quote } }",
            prefixes=dict(rdf.PREFIXES),
        )
    )
    assert len(found) == 9 + 17 + 1  # claims, mentions, and the one place that repeats a claim
    for g, start, end, quote in found:
        assert texts[rdf.local(g)][int(start.value) : int(end.value)] == quote.value


def test_every_statement_leads_to_a_claim_and_every_plain_edge_to_an_asserted_statement() -> None:
    orphans = """SELECT ?s { { ?s kg:standing ?x } UNION { GRAPH e:g-unasserted { ?s kg:standing ?x } }
        FILTER NOT EXISTS { GRAPH ?g { ?c kg:claims ?s } } }"""
    edges = """SELECT ?a { ?a ?p ?b . ?s rdf:predicate ?p FILTER NOT EXISTS {
        ?s2 rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b ; kg:standing kg:asserted } }"""
    assert list(store().query(orphans, prefixes=dict(rdf.PREFIXES))) == []
    assert list(store().query(edges, prefixes=dict(rdf.PREFIXES))) == []


@given(permutations(SAID))
def test_the_order_of_reading_changes_nothing(order: list) -> None:  # type: ignore[type-arg]
    written = rdf.sorted_nquads(quads(order, WHICH, assemble(order, WHICH, ONTOLOGY), ONTOLOGY))
    assert written == rdf.sorted_nquads(iter(store()))
