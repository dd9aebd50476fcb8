# What lies in a place lies in all that this lies in.
INSERT { GRAPH e:g-inferred { ?part kg:locatedIn ?whole } } WHERE {
  ?part kg:locatedIn/kg:locatedIn+ ?whole .
  FILTER(?part != ?whole)
  FILTER NOT EXISTS { ?part kg:locatedIn ?whole }
}
