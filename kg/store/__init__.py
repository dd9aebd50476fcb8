"""What is on disk: readings by key, generations of the RDF store, the lock, checksums; nothing else knows of them."""

from __future__ import annotations

from kg.store.files import locked, write_whole, writing
from kg.store.generations import JUDGEMENTS, LAST, Generation, current, current_or_none, manifests, publish, trusted
from kg.store.making import Changes
from kg.store.manifest import ArticleRecord, Contents, Manifest, Quarantined
from kg.store.objects import Objects
from kg.store.sorting import sorted_lines
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
    "write_whole",
    "writing",
]
