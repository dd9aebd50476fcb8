"""What is on disk: objects (readings by key), generations of the RDF store, the lock; nothing else knows of them."""

from __future__ import annotations

from kg.store.files import locked, writing
from kg.store.generations import Generation, current, manifests, publish
from kg.store.manifest import ArticleRecord, Contents, Manifest, Quarantined
from kg.store.objects import Objects

__all__ = [
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
    "writing",
]
