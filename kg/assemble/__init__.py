"""Claims of all articles and the entities they speak of → statements: the graph's own layer.

`assemble` decides what the claims say together; `quads` writes it as RDF. Both are pure: the order of the readings
changes nothing.
"""

from __future__ import annotations

from kg.assemble.claims import ResolvedClaim, SetAside
from kg.assemble.quads import quads
from kg.assemble.sources import source_classes
from kg.assemble.statements import Assembly, assemble

__all__ = ["Assembly", "ResolvedClaim", "SetAside", "assemble", "quads", "source_classes"]
