"""What a claim's stance is while the tree is climbed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.drafts import Draft
from kg.extract.syntax import Node
from kg.lexicon.constructions import constructions
from kg.model import Modality

STRONG = frozenset({"possible", "demanded", "threatened", "conditional"})


@dataclass(slots=True)
class Held:
    """What the climb has found so far. `settled` is true once outer modality no longer counts.

    `made_up` is what only a fake or a work of fiction shows; `passed` is a first conjunct whose own auxiliaries and
    negation are not shared by the later one; `telling` is true while the climb is among those who say what is settled,
    `unsaid` once it is denied that they do; `counted` are the nouns whose "no" and the verbs whose "not" is taken in
    already.
    """

    negated: bool = False
    modality: Modality = "actual"
    holders: list[tuple[Draft, str]] = field(default_factory=list)
    channel: str | None = None
    condition: tuple[Node, Node] | None = None
    cues: list[str] = field(default_factory=list)
    said: Node | None = None
    settled: bool = False
    telling: bool = False
    unsaid: bool = False
    presupposed: bool = False
    future: bool = False
    question: bool = False
    ending: bool = False
    made_up: bool = False
    passed: Node | None = None
    counted: set[int] = field(default_factory=set)

    def hold(self, holder: Draft, cue: str) -> None:
        """Add who vouches for it, outside those there are; each once."""
        if all(holder.identity() != known.identity() for known, _ in self.holders):
            wish = bool(self.holders) and self.holders[0][1] == "want"  # "Turkey wants them to meet, Erdogan said"
            self.holders.insert(0 if wish else len(self.holders), (holder, cue))

    def part(self) -> None:
        """Take in that another sentence begins above, which makes nothing of this one."""
        self.settled, self.presupposed, self.telling = True, True, False

    def meet(self, group: str | None) -> None:
        """Take in one cue; an outer cue outweighs an inner one, but a plan never weakens a threat or a doubt."""
        if self.settled or group is None:
            self.unsaid = self.unsaid or (self.telling and group in ("negated", "prevented"))
            return
        if group in ("negated", "prevented"):
            self.negated = not self.negated
        elif group == "planned":
            if self.modality == "actual":
                self.modality = "planned"
        elif group in STRONG:
            self.modality = group  # type: ignore[assignment]  # group is one of the Modality values in STRONG


def doubted(node: Node) -> bool:
    """Whether the words by a noun leave open that anybody is what it says: "an alleged member of the cartel"."""
    return any(c.dep in ("amod", "advmod") and c.low in constructions().doubting for c in node.children)
