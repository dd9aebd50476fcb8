"""Open triples: what every clause says, in its own words, whether the vocabulary has a word for it or not.

Built on the same tree and the same frames as the claims: who does it, through relatives, control and coordination, is
asked of `kg.extract.frames`; the words of predicate and arguments stay as they are said ("was captured by").
"""

from kg.extract.opentriples.triples import OpenTriple, open_triples

__all__ = ["OpenTriple", "open_triples"]
