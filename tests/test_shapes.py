"""The shapes pass a well-formed graph, and each fault is found and said in words."""

import pyshacl
import pytest
from rdflib import Graph

from kg.resources import data_path

PREFIXES = """
PREFIX kg: <https://w3id.org/claimgraph/ontology#>
PREFIX e: <https://w3id.org/claimgraph/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
GRAPH = """
e:chad a kg:State ; skos:prefLabel "Chad"@en ; kg:backs e:rebels .
e:rebels a kg:ArmedGroup ; skos:prefLabel "rebels"@en .
e:s-1 a kg:Statement ; rdf:subject e:chad ; rdf:predicate kg:backs ; rdf:object e:rebels ; kg:standing kg:asserted ;
    kg:belief 0.9 ; kg:articleCount 1 ; kg:originCount 1 ; kg:evidence e:c-1 ;
    kg:firstReported "2021-03-01"^^xsd:date ; kg:lastReported "2021-03-02"^^xsd:date .
e:v-1 a kg:Attack ; kg:actor e:rebels ; kg:standing kg:threatened ; kg:belief 0.5 ; kg:articleCount 1 ;
    kg:originCount 1 ; kg:evidence e:c-1 .
e:a-1 a kg:Article ; kg:publishedBasis kg:given ; kg:published "2021-03-01"^^xsd:date ; kg:language "en" .
e:c-1 a kg:Claim ; kg:claims e:s-1 ; kg:article e:a-1 ; kg:start 0 ; kg:end 17 ; kg:quote "Chad backs rebels" ;
    kg:polarity kg:affirmed ; kg:modality kg:actual ; kg:rule "en.relations.backs" ; kg:confidence 0.8 ;
    kg:holder e:chad ; kg:holderStep e:c-1-h1 ; kg:figure e:c-1-f1 ; kg:time e:c-1-t ; kg:mention e:m-1 .
e:c-1-h1 a kg:HolderStep ; kg:position 1 ; kg:holder e:chad .
e:c-1-f1 a kg:Figure ; kg:kind kg:killed ; kg:value 13 ; kg:bound kg:exact ; kg:unit "soldiers" .
e:c-1-t a kg:TimeSpan ; kg:text "in March" ; kg:granularity kg:month ; kg:basis kg:stated ;
    kg:start "2021-03-01"^^xsd:date ; kg:end "2021-03-31"^^xsd:date .
e:m-1 a kg:Mention ; kg:entity e:chad ; kg:start 0 ; kg:end 4 ; kg:text "Chad" ; kg:form "name" .
"""


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data_path("ontology", "shapes.ttl"))


def faults(turtle: str, shapes: Graph) -> str:
    data = Graph().parse(data=PREFIXES + turtle, format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    return "" if conforms else str(text)


def test_a_well_formed_graph_passes(shapes):
    assert faults(GRAPH, shapes) == ""


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("kg:standing kg:asserted", "kg:standing kg:planned", "no asserted statement behind it"),
        ("kg:standing kg:threatened", "kg:standing kg:actual", "one of the eight ways"),
        ("kg:belief 0.9", "kg:belief 1.9", "from 0 to 1"),
        (
            "kg:originCount 1 ; kg:evidence e:c-1 ;",
            "kg:originCount 2 ; kg:evidence e:c-1 ;",
            "no more than the articles",
        ),
        ("kg:evidence e:c-1 .", "kg:evidence e:c-9 .", "at least one claim"),
        ('"2021-03-02"^^xsd:date', '"2021-02-02"^^xsd:date', "not after the last"),
        ("rdf:object e:rebels ;", "", "one object"),
        ("kg:start 0 ; kg:end 17", "kg:start 20 ; kg:end 17", "before it ends"),
        ("kg:polarity kg:affirmed", "kg:polarity kg:doubted", "affirms or negates"),
        ("kg:modality kg:actual", "kg:modality kg:claimed", "six moods"),
        ("kg:claims e:s-1 ;", "", "evidence for one statement"),
        ("kg:position 1", "kg:position 0", "from 1"),
        ("kg:kind kg:killed", "kg:kind kg:lost", "one kind"),
        ("kg:bound kg:exact", "kg:bound kg:roughly", "a least, a most or about"),
        ('"2021-03-31"^^xsd:date', '"2020-03-31"^^xsd:date', "not after it ends"),
        ("kg:entity e:chad", "kg:entity e:nobody", "has a type"),
        ("kg:publishedBasis kg:given", "kg:publishedBasis kg:guessed", "said once"),
    ],
)
def test_a_fault_is_found(good, bad, complaint, shapes):
    assert good in GRAPH
    assert complaint in faults(GRAPH.replace(good, bad, 1), shapes)
