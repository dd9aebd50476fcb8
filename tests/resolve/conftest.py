"""What the tests of resolution share: a way to ask which entity a mention is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Reading, Resolution
from kg.resolve import resolve


@pytest.fixture(scope="session")
def who(knowledge) -> Callable[..., Resolution]:
    """Resolves readings against the shipped knowledge."""

    def ask(*readings: Reading) -> Resolution:
        return resolve(readings, knowledge.gazetteer, knowledge.ontology)

    return ask


@pytest.fixture(scope="session")
def ids(who) -> Callable[..., dict[str, str]]:
    """Each mention's entity id, by "article.mention"; of one reading by the mention alone."""

    def ask(*readings: Reading) -> dict[str, str]:
        of = who(*readings).of
        if len(readings) == 1:
            return {mention: entity for (_, mention), entity in of.items()}
        return {f"{article.removeprefix('a-')}.{mention}": entity for (article, mention), entity in of.items()}

    return ask
