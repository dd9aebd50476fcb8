"""Who and what is known by name, and where the world's places are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.gazetteer.names import fold, matches
from kg.late import late

if TYPE_CHECKING:
    from kg.gazetteer.gazetteer import Gazetteer
    from kg.gazetteer.places import Place, Places
    from kg.gazetteer.rows import Entry

__all__ = ["Entry", "Gazetteer", "Place", "Places", "fold", "matches"]

__getattr__ = late(__name__, {"Entry": "rows", "Gazetteer": "gazetteer", "Place": "places", "Places": "places"})
