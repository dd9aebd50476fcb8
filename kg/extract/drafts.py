"""A mention while its article is being read: like `kg.model.Mention`, but still open to what coreference finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.syntax import Node
from kg.gazetteer import Entry
from kg.model import Form, Mention, Span


@dataclass(slots=True, eq=False)
class Draft:
    """One mention in the making. `node` is its head; `owner` and `antecedent` are other drafts.

    `members` are those that a plural stands for together ("the two leaders"), which then fill roles in its place."""

    node: Node
    span: Span
    text: str
    type: str
    form: Form
    head: str = ""
    plural: bool = False
    definite: bool = False
    entry: Entry | None = None
    owner: Draft | None = None
    antecedent: Draft | None = None
    metonym: bool = False
    acting: Draft | None = field(default=None, repr=False)
    members: list[Draft] = field(default_factory=list, repr=False)

    def root(self) -> Draft:
        """The representative of the chain of coreference that this mention belongs to."""
        at, steps = self, 0
        while at.antecedent is not None and steps < 100:
            at, steps = at.antecedent, steps + 1
        return at

    def kind(self) -> str:
        """The type of the chain: a pronoun's own type is open until it is resolved."""
        return self.type or (self.root().type if self.antecedent is not None else "")

    def identity(self) -> str:
        """A key that mentions of one thing in this article share: gazetteer id, else the representative's place."""
        root = self.root()
        if root.entry is not None:
            return root.entry.id
        return f"{root.span.start}-{root.span.end}-{root.text}"


def freeze(drafts: list[Draft], article_id: str) -> dict[int, Mention]:
    """The mentions for these drafts, keyed by `id(draft)`; ids are made of the span, counted where several share it."""
    names: dict[int, str] = {}
    used: dict[str, int] = {}
    for d in drafts:
        base = f"m{d.span.start}-{d.span.end}"
        used[base] = used.get(base, 0) + 1
        names[id(d)] = base if used[base] == 1 else f"{base}.{used[base]}"
    return {
        id(d): Mention(
            id=names[id(d)],
            article_id=article_id,
            span=d.span,
            text=d.text,
            type=d.kind() or "Thing",
            form=d.form,
            head=d.head,
            plural=d.plural,
            antecedent=names.get(id(d.antecedent)) if d.antecedent is not None else None,
            owner=names.get(id(d.owner)) if d.owner is not None else None,
            metonym=d.metonym,
        )
        for d in drafts
    }
