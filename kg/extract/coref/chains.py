"""Joining mentions into chains."""

from __future__ import annotations

from kg.extract.drafts import Draft

BODIES = frozenset(
    {
        "ArmedGroup",
        "Organisation",
        "PoliticalOrganisation",
        "AidOrganisation",
        "InternationalOrganisation",
        "MediaOrganisation",
        "ArmedForce",
        "GovernmentBody",
    }
)


def link(draft: Draft, target: Draft) -> bool:
    """Make `target` what `draft` stands for, unless that would turn in a circle or join two known things."""
    a, b = draft.root(), target.root()
    if a is b or (a.entry is not None and b.entry is not None and a.entry.id != b.entry.id):
        return False
    a.antecedent = b
    return True
