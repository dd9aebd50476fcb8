"""What is on disk: objects (readings by key), generations of the RDF store, the lock; nothing else knows of them."""

from __future__ import annotations

from kg.store.files import locked, write_whole, writing
from kg.store.generations import JUDGEMENTS, Generation, current, manifests, publish
from kg.store.manifest import ArticleRecord, Contents, Manifest, Quarantined
from kg.store.objects import Objects

__all__ = [
    "JUDGEMENTS",
    "ArticleRecord",
    "Contents",
    "Generation",
    "Manifest",
    "Objects",
    "Quarantined",
    "current",
    "locked",
    "manifests",
    "publish",
    "write_whole",
    "writing",
]
