# Of a relation without direction: who is allied with one has that one as an ally.
INSERT { GRAPH e:g-inferred { ?other ?relation ?one } } WHERE {
  GRAPH e:g-ontology { ?relation a owl:SymmetricProperty }
  ?one ?relation ?other .
  FILTER NOT EXISTS { ?other ?relation ?one }
}
