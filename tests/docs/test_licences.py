"""Every package that comes along is listed with its licence, and none binds those who use this one."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\b(?:AGPL|GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    pytest.importorskip("packaging")
    spec = importlib.util.spec_from_file_location("licences", CHECKOUT / "docs" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def binds(licence: str) -> bool:
    """Whether every licence among those offered is the GPL or AGPL."""
    return all(COPYLEFT.search(one) for one in re.split(r"\s+or\s+", licence, flags=re.IGNORECASE))


@pytest.mark.parametrize(
    "licence, is_so",
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License (GPL)", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("LGPL-2.1-or-later", False),
    ],
)
def test_only_what_leaves_no_choice_binds(licence: str, is_so: bool) -> None:
    assert binds(licence) is is_so


def test_nothing_that_is_shipped_is_under_the_gpl(licences: ModuleType) -> None:
    found = [row for group in licences.shipped().values() for row in group]
    assert len(found) > 50
    assert [(name, of) for name, of in found if binds(of) or of == "not said"] == []


def test_the_list_has_every_package(licences: ModuleType) -> None:
    listed = set(re.findall(r"^\| (\S+) \| (.+) \|$", (CHECKOUT / "LICENCES.md").read_text("utf-8"), re.MULTILINE))
    wanting = [row for group in licences.shipped().values() for row in group if row not in listed]
    assert wanting == [], "make licences"
