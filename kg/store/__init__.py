"""What is on disk: readings by key, generations of the RDF store, the lock, checksums; nothing else knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import late

if TYPE_CHECKING:
    from kg.store.files import locked, write_whole, writing
    from kg.store.generations import JUDGEMENTS, LAST, Generation, current, current_or_none, manifests, publish, trusted
    from kg.store.making import Changes, Parcels
    from kg.store.manifest import ArticleRecord, Contents, Manifest, Quarantined
    from kg.store.objects import Objects
    from kg.store.sorting import sorted_lines, write_lines
    from kg.store.verifying import Damage, Soundness, verify

__all__ = [
    "JUDGEMENTS",
    "LAST",
    "ArticleRecord",
    "Changes",
    "Contents",
    "Damage",
    "Generation",
    "Manifest",
    "Objects",
    "Parcels",
    "Quarantined",
    "Soundness",
    "current",
    "current_or_none",
    "locked",
    "manifests",
    "publish",
    "sorted_lines",
    "trusted",
    "verify",
    "write_lines",
    "write_whole",
    "writing",
]

__getattr__ = late(
    __name__,
    {
        "ArticleRecord": "manifest",
        "Changes": "making",
        "Contents": "manifest",
        "Damage": "verifying",
        "Generation": "generations",
        "JUDGEMENTS": "generations",
        "LAST": "generations",
        "Manifest": "manifest",
        "Objects": "objects",
        "Parcels": "making",
        "Quarantined": "manifest",
        "Soundness": "verifying",
        "current": "generations",
        "current_or_none": "generations",
        "locked": "files",
        "manifests": "generations",
        "publish": "generations",
        "sorted_lines": "sorting",
        "trusted": "generations",
        "verify": "verifying",
        "write_lines": "sorting",
        "write_whole": "files",
        "writing": "files",
    },
)
