"""Doc → Reading: what one article says, by the lexicon's rules over the parse.

>>> from kg.extract import Extractor            # doctest: +SKIP
>>> reading = Extractor(lexicon, gazetteer, ontology).extract(doc, article)    # doctest: +SKIP
"""

from kg.extract.explained import Attempt, Why
from kg.extract.extractor import Extractor, extract

__all__ = ["Attempt", "Extractor", "Why", "extract"]
