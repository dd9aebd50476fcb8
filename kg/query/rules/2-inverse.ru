# Of a relation with a name for the other way round: who backs one makes that one backed.
INSERT { GRAPH e:g-inferred { ?other ?inverse ?one } } WHERE {
  GRAPH e:g-ontology { ?inverse owl:inverseOf ?relation }
  ?one ?relation ?other .
  FILTER(isIRI(?other))
}
