# A thing or event of a class is of every class above it: an air strike is an attack, and violence.
INSERT { GRAPH e:g-inferred { ?one a ?above } } WHERE {
  GRAPH e:g-ontology { ?class rdfs:subClassOf+ ?above }
  ?one a ?class .
}
