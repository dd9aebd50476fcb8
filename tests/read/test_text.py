"""The headline of a plain text."""

from __future__ import annotations

import pytest

from kg.read.junk import junk
from kg.read.text import title

LEAD = "Soldiers in the capital of Gabon seized the palace early on Sunday, a witness said."


@pytest.mark.parametrize(
    "text, expected",
    [
        (f"Soldiers seize palace\n\n{LEAD}\n", "Soldiers seize palace"),
        (f"Soldiers seize palace\n{LEAD}\n", "Soldiers seize palace"),
        (f"%MINIFYHTML12ab% date 2020-01-05\n\nSoldiers seize palace\n\n{LEAD}\n", "Soldiers seize palace"),
        (f"Share this article\nSoldiers seize palace (AFP)\n\n{LEAD}\n", "Soldiers seize palace"),
        (f"LIBREVILLE: {LEAD}\n\nThe radio went silent.\n", None),
        (f"{LEAD}\n\nThe radio went silent.\n", None),
        ("Soldiers in the capital of Gabon seized\nthe palace early on Sunday, a witness\nsaid.\n", None),
        ("Soldiers seize palace\n", None),
        ("Soldiers seize palace " * 12 + f"\n\n{LEAD}\n", None),
    ],
)
def test_a_short_first_line_without_a_stop_is_the_title(text: str, expected: str | None) -> None:
    assert title(text, junk(text)) == expected
