"""Articles typed by hand with their mentions marked in the text.

    [t|State|Turkish] [s|ArmedForce head=soldier owner=t|soldiers] left, [State|Syria] said.

A mention is `[TYPE|words]`, `[id|TYPE options|words]`; mentions may lie in one another. Options: `head=` makes it a
description with that head noun, `owner=` and `ante=` name another mention's id, `metonym`, `plural` and `pronoun` are
said as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Article, Claim, Mention, Reading, Role, Span, Stance, Value

OPEN = re.compile(r"\[(?:(?P<id>\w+)\|)?(?P<type>[A-Z][A-Za-z]+)(?P<options>(?: [^|\]]*)?)\|")


@dataclass
class Marked:
    """The text so far without marks, and the mentions found in it."""

    article_id: str
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)

    def read(self, marked: str) -> None:
        waiting: list[tuple[int, str, str, str]] = []
        at = 0
        while at < len(marked):
            if opening := OPEN.match(marked, at):
                name = opening["id"] or f"m{len(self.mentions) + len(waiting) + 1}"
                waiting.append((len(self.text), name, opening["type"], opening["options"]))
                at = opening.end()
            elif marked[at] == "]" and waiting:
                self.close(*waiting.pop())
                at += 1
            else:
                self.text += marked[at]
                at += 1

    def close(self, start: int, name: str, type_: str, options: str) -> None:
        said = dict((*o.split("=", 1), "")[:2] for o in options.split())
        head = said.get("head", "").replace("_", " ")
        self.mentions.append(
            Mention(
                id=name,
                article_id=self.article_id,
                span=Span(start, len(self.text)),
                text=self.text[start:],
                type=type_,
                form="pronoun" if "pronoun" in said else "nominal" if head else "name",
                head=head,
                plural="plural" in said,
                antecedent=said.get("ante"),
                owner=said.get("owner"),
                metonym="metonym" in said,
            )
        )


def reading(name: str, marked: str, *claims: tuple[str, str, str]) -> Reading:
    """The reading of one marked text; `claims` are (subject id, predicate, object id), or a text: a name or a title."""
    made = Marked(f"a-{name}")
    made.read(marked)
    ids = {m.id for m in made.mentions}
    assert len(ids) == len(made.mentions), "two mentions have one id"
    return Reading(
        article=Article(made.article_id, name, made.text),
        mentions=tuple(made.mentions),
        claims=tuple(relation(made.article_id, i, s, p, o, o in ids) for i, (s, p, o) in enumerate(claims)),
    )


def relation(article_id: str, number: int, subject: str, predicate: str, object_: str, thing: bool) -> Claim:
    return Claim(
        id=f"{article_id}-c{number}",
        article_id=article_id,
        kind="relation",
        predicate=predicate,
        roles=(Role("subject", subject), *((Role("object", object_),) if thing else ())),
        stance=Stance(),
        span=Span(0, 1),
        rule="by hand",
        values=() if thing else (Value("title" if predicate == "holdsPosition" else "name", object_),),
    )
