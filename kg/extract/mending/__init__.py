"""What a parse gets wrong in news often enough, and by a sign sure enough, to be put right in the tree.

Phrases and clauses are mended as the tree is made; casualty counts, tellers and holders of offices need the
sentences of the text and the lexicon.
"""

from kg.extract.mending.casualties import mended
from kg.extract.mending.clauses import mend_clauses
from kg.extract.mending.holders import holders
from kg.extract.mending.phrases import mend
from kg.extract.mending.tellers import tellers

__all__ = ["holders", "mend", "mend_clauses", "mended", "tellers"]
