"""The command that lists what a model proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.as_json import Json, printed
from kg.cli.options import GraphDir, configured, say

if TYPE_CHECKING:
    from kg.propose import Outcome

LONGEST = 160
"""Characters of a proposal that are shown."""


def proposals(graph: GraphDir = None, json: Json = False) -> None:
    """List what a model proposed for the articles: what was taken, what was refused and why.

    Proposals are only asked for where a build is told to (--llm); each claim that was taken has the rule llm:MODEL.

    Example: kg proposals --graph news
    """
    from kg.graph import Graph
    from kg.propose import outcome_of

    opened = Graph.open(configured(graph=graph).graph)
    contents = opened.manifest.contents
    names = {a.id: a.name for a in contents.articles}
    model = contents.settings.get("llm_model") if contents.settings.get("llm", "off") != "off" else None
    asked = [(name, o) for ident, name in sorted(names.items(), key=lambda pair: pair[1])
             if (o := outcome_of(opened.path, ident)) and o.model == model]  # fmt: skip
    printed(json, lambda: [_object(name, o) for name, o in asked], lambda: _lines(asked))
    taken, refused = (sum(len(getattr(o, what)) for _, o in asked) for what in ("taken", "refused"))
    say(f"{taken:,} taken, {refused:,} refused, in {len(asked):,} of {len(names):,} articles")


def _object(name: str, o: Outcome) -> dict[str, Any]:
    refused = [{"reason": t.reason, "proposal": t.proposal} for t in o.refused]
    return {"article": name, "model": o.model, "taken": list(o.taken), "refused": refused}


def _lines(asked: Sequence[tuple[str, Outcome]]) -> Iterator[str]:
    from kg.query.formats import terminal_text

    for name, o in asked:
        yield terminal_text(f"{name}: {len(o.taken):,} taken, {len(o.refused):,} refused  ({o.model})")
        for turned in o.refused:
            yield terminal_text(f"  {turned.reason}: {_short(turned.proposal)}")


def _short(proposal: object) -> str:
    """A proposal in few words: its predicate, who takes part, its quote."""
    if not isinstance(proposal, dict):
        return repr(proposal)[:LONGEST]
    roles = proposal.get("roles")
    parties = "; ".join(f"{k} {v}" for k, v in roles.items()) if isinstance(roles, dict) else ""
    words = f"{proposal.get('predicate')} ({parties}) “{' '.join(str(proposal.get('quote')).split())}”"
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
