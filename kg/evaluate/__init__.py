"""How good a graph is, held against articles that somebody annotated by hand.

The gold format is one JSON file an article: its entities with their names, and its claims with quotes
(`kg.evaluate.gold` says which fields are read). `evaluate` pairs the claims of a graph with those of the gold, one to
one, and counts.
"""

from kg.evaluate.draft import draft
from kg.evaluate.gold import GoldArticle, GoldClaim, GoldEntity, read_gold
from kg.evaluate.measure import Evaluation, evaluate
from kg.evaluate.report import as_json, compared, html, table

__all__ = [
    "Evaluation",
    "GoldArticle",
    "GoldClaim",
    "GoldEntity",
    "as_json",
    "compared",
    "draft",
    "evaluate",
    "html",
    "read_gold",
    "table",
]
