"""Commands that look after what is on disk: verify, repair."""

from __future__ import annotations

from dataclasses import asdict

from kg.cli.as_json import Json, printed
from kg.cli.options import GraphDir, configured, say, warn
from kg.errors import GRAPH, OK, QUARANTINED


def verify(graph: GraphDir = None, json: Json = False) -> int:
    """Check every file of the graph: checksums, counts, and that quotes stand where they say; exit code 4 if not.

    Example: kg verify --graph news
    """
    from kg.query import terminal_text
    from kg.store import verify

    found = verify(configured(graph=graph).graph)
    value = {"checked": found.checked, "damages": [asdict(damage) for damage in found.damages]}
    printed(json, lambda: value, lambda: (terminal_text(str(damage)) for damage in found.damages))
    if found.damages:
        warn(f"{len(found.damages):,} damaged; kg repair makes the graph anew from its readings")
        return GRAPH
    say("sound: " + ", ".join(f"{count:,} {what}" for what, count in found.checked.items()))
    return OK


def repair(graph: GraphDir = None) -> int:
    """Make a damaged graph whole again from its readings; exit code 1 if an article is lost.

    No article is read again. Older generations of a damaged graph are removed; a sound graph is left alone.

    Example: kg repair --graph news
    """
    from kg.pipeline import repair

    done = repair(configured(graph=graph))
    for damage in done.damages:
        warn(f"damaged    {damage}")
    for record in done.lost:
        warn(f"lost       {record.name} (kg add {', '.join(source.file for source in record.sources)})")
    if not done.damages:
        say("sound: nothing to repair")
    elif done.lost:
        warn(f"repaired, without {len(done.lost):,} lost")
    else:
        say("repaired, the same graph" if done.identical else "repaired; the graph differs: kg has changed since")
    return QUARANTINED if done.lost else OK
