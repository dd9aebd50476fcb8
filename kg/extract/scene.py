"""What every step of the extraction is handed: one text with its tree, mentions and stances."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.claiming import Draw, Filling
from kg.extract.drafts import Draft
from kg.extract.families import ON_THE_GROUND, SUSPECTED_OF
from kg.extract.held import Held, doubted
from kg.extract.mentions import Mentions
from kg.extract.stance import Stances
from kg.extract.syntax import Node, Tree
from kg.lexicon import Lexicon
from kg.model import Span
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Scene:
    """One article while it is read."""

    tree: Tree
    mentions: Mentions
    stances: Stances
    filling: Filling
    lexicon: Lexicon
    ontology: Ontology

    def is_a(self, draft: Draft, *types: str) -> bool:
        """Whether a mention is of one of these types or below one."""
        kind = draft.type or draft.kind()
        return bool(kind) and self.filling.is_a(kind, types)

    def places(self) -> list[Draft]:
        """The mentions of places, but not of a capital that stands for its government."""
        kinds = self.filling.place_types
        return [d for d in self.mentions.all if (d.type or d.kind()) in kinds and not d.metonym]

    def fits(self, predicate: str, subject: Draft, obj: Draft | None) -> bool:
        """Whether domain and range of a relation admit these two, and they are two."""
        if predicate == "connects" and obj is not None and obj.plural and obj.form == "nominal":
            return False  # "between the two biggest cities": which, is not said here
        relation = self.ontology.relations[predicate]
        if any(d.form == "pronoun" and d.antecedent is None and not d.members for d in (subject, obj) if d is not None):
            return False  # nobody known
        if not subject.kind() or not self.filling.is_a(subject.kind(), tuple(relation.domain)):
            return False
        if obj is None:
            return True
        return (
            bool(obj.kind())
            and self.filling.is_a(obj.kind(), tuple(relation.range))
            and subject.identity() != obj.identity()
        )

    def relation(
        self,
        predicate: str,
        subject: Draft,
        obj: Draft | None,
        trigger: Node,
        rule: str,
        *,
        span: Span | None = None,
        held: Held | None = None,
        confidence: float = 0.85,
    ) -> Draw | None:
        """A standing relation found by grammar, or None where the types do not fit."""
        if not self.fits(predicate, subject, obj):
            subject = self.mentions.acting(subject)
            if not self.fits(predicate, subject, obj):
                obj = self.mentions.acting(obj) if obj is not None and predicate not in ON_THE_GROUND else obj
                if not self.fits(predicate, subject, obj):
                    return None
        roles = {"subject": [subject]} | ({"object": [obj]} if obj is not None else {})
        if span is None:
            parts = [d.span for d in (subject, obj) if d is not None and d.node.sent == trigger.sent]
            span = Span(min([s.start for s in parts] + [trigger.start]), max([s.end for s in parts] + [trigger.end]))
        if held is None:
            held = Held(modality="possible" if predicate in SUSPECTED_OF and doubted(trigger) else "actual")
        return Draw("relation", predicate, roles, held, trigger, span, rule, confidence=confidence)
