"""Claims that a language model proposes, of which only those are taken that the text bears out.

Never on by default. A proposal becomes a claim where its quote stands in the text, its parties stand in the quote, and
predicate, roles and types fit the ontology; it is marked by its rule (`llm:MODEL`). What is refused is kept with the
reason, every answer is kept, too, so that the same articles give the same graph again.
"""

from kg.propose.checking import Refused, checked
from kg.propose.endpoint import KEY, Endpoint, Unanswered
from kg.propose.proposing import FOLDER, Outcome, Proposer, outcome_of

__all__ = ["FOLDER", "KEY", "Endpoint", "Outcome", "Proposer", "Refused", "Unanswered", "checked", "outcome_of"]
