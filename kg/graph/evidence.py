"""Why a statement stands as it does: each claim behind it with its article, holder, stance and marked sentence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph import display
from kg.graph.records import ClaimRecord
from kg.graph.sentences import sentence_around
from kg.model import Span, Statement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim in its sentence: `before`, the claim's own `words`, `after`. Joined they are the article's text."""

    claim: ClaimRecord
    before: str
    words: str
    after: str

    def holder(self) -> str:
        """Who says so, in words: the chain of names, or the article."""
        if self.claim.holders:
            return ", by way of ".join(h.name for h in self.claim.holders)
        return self.claim.article.outlet or "the article itself"

    def stance(self) -> str:
        """How it is said, in words: "denied", "threatened, if …", or "as a fact".

        A negated claim that is not actual ("cannot", "must not") is "not possible", "not demanded" and so on.
        """
        c = self.claim
        how = {"actual": "denied" if c.polarity == "negated" else "as a fact"}.get(c.modality, c.modality)
        if c.polarity == "negated" and c.modality != "actual":
            how = f"not {how}"
        if c.condition:
            how += f", {c.condition}"
        if c.deadline:
            how += f", by {c.deadline.end or c.deadline.text}"
        return how

    def _repr_html_(self) -> str:
        return f"<p>{display.marked(self)}</p>"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement or event with all its evidence; `title` reads as a sentence, `merges` why its reports are one."""

    statement: Statement
    title: str
    evidence: tuple[Evidence, ...]
    merges: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        return display.explanation(self)


def evidence(claim: ClaimRecord, text: str) -> Evidence:
    """The claim in the sentence of its article's `text`."""
    span = Span(claim.start, claim.end)
    around = sentence_around(text, span)
    return Evidence(claim, text[around.start : span.start], span.of(text), text[span.end : around.end])
