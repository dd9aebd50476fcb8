"""Claims of all articles and the entities they speak of → statements: the graph's own layer.

`assemble` decides what the claims say together; `quads` writes it as RDF. Both are pure: the order of the readings
changes nothing. They are fetched when first used, for whoever only asks a graph needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import late

if TYPE_CHECKING:
    from kg.assemble.altered import alterations
    from kg.assemble.carrying import Carried, carried_on
    from kg.assemble.claims import ResolvedClaim, SetAside
    from kg.assemble.desk import Fetch
    from kg.assemble.differing import Prints, differences, prints
    from kg.assemble.gists import article_key
    from kg.assemble.ledger import Ledger, first_ledger
    from kg.assemble.sources import source_classes
    from kg.assemble.statements import Assembly, assemble
    from kg.assemble.world_quads import quad_parcels, quads

__all__ = [
    "Assembly",
    "Carried",
    "Fetch",
    "Ledger",
    "Prints",
    "ResolvedClaim",
    "SetAside",
    "alterations",
    "article_key",
    "assemble",
    "carried_on",
    "differences",
    "first_ledger",
    "prints",
    "quad_parcels",
    "quads",
    "source_classes",
]

__getattr__ = late(
    __name__,
    {
        "Assembly": "statements",
        "Carried": "carrying",
        "Fetch": "desk",
        "Ledger": "ledger",
        "Prints": "differing",
        "ResolvedClaim": "claims",
        "SetAside": "claims",
        "alterations": "altered",
        "article_key": "gists",
        "assemble": "statements",
        "carried_on": "carrying",
        "differences": "differing",
        "first_ledger": "ledger",
        "prints": "differing",
        "quad_parcels": "world_quads",
        "quads": "world_quads",
        "source_classes": "sources",
    },
)
