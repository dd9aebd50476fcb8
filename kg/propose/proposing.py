"""A reading with the claims that a model proposes for it: asked in parts, checked, kept.

What is asked and answered lies in the graph's folder, by the hash of the question: the same articles, vocabulary and
model give the same claims again, and nobody is asked twice. Beside it stands for each article what was taken and what
was refused, with the reason.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from tomllib import loads
from typing import Any

import msgspec

from kg.model import Article, Reading
from kg.ontology import Ontology
from kg.propose.checking import Accepted, Refused, checked
from kg.propose.endpoint import Endpoint, Unanswered
from kg.store import write_whole

FOLDER = "proposals"
"""Below the graph's folder."""
LONGEST = 10_000
"""Bytes of a refused proposal that are kept."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A proposal that was refused, as it was written, and why."""

    proposal: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking a model about one article: the ids of the claims taken, and what was refused."""

    article: str
    model: str
    taken: tuple[str, ...] = ()
    refused: tuple[Turned, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposer:
    """Asks an endpoint about readings, and keeps what it answers in `folder`, that of the graph."""

    endpoint: Endpoint
    ontology: Ontology
    folder: Path

    @property
    def rule(self) -> str:
        """What claims of this model are marked by."""
        return f"llm:{self.endpoint.model}"

    def completed(self, reading: Reading) -> Reading:
        """The reading with the claims that are taken. Raises `Unanswered`, and `UsageError` as the endpoint does."""
        system = instructions(self.ontology)
        refused: list[Turned] = []
        made = reading
        for part in parts(reading.article):
            try:
                proposals = _proposals(self._answer(system, part))
            except ValueError as error:
                raise Unanswered(f"{self.endpoint.address}: {error}") from error
            for proposal in proposals:
                try:
                    made = _with(made, checked(proposal, made, self.ontology, self.rule, prompt()["confidence"]))
                except Refused as why:
                    refused.append(Turned(_kept(proposal), str(why)))
        taken = tuple(c.id for c in made.claims if c.rule == self.rule)
        outcome = Outcome(reading.article.id, self.endpoint.model, taken, tuple(refused))
        write_whole(_outcome(self.folder, reading.article.id), msgspec.json.encode(outcome))
        return made

    def _answer(self, system: str, text: str) -> str:
        """The answer that was given before to the same question, else a new one."""
        question = msgspec.json.encode([self.endpoint.model, system, text])
        path = self.folder / FOLDER / "answers" / f"{hashlib.sha256(question).hexdigest()}.txt"
        if path.is_file():
            return path.read_text("utf-8")
        answer = self.endpoint.ask(system, text)
        _proposals(answer)  # what is no list of claims is not kept, but asked again
        write_whole(path, answer.encode("utf-8", "replace"))
        return answer


@cache
def prompt() -> Mapping[str, Any]:
    """`prompt.toml`."""
    return loads(files("kg").joinpath("propose", "prompt.toml").read_text("utf-8"))


def instructions(ontology: Ontology) -> str:
    """What the model is told: the task, and the vocabulary with what each word means."""
    lines = [prompt()["system"], "Relations (subject → object):"]
    for r in sorted(ontology.relations.values(), key=lambda r: r.name):
        ends = f"{' or '.join(r.domain)} → {' or '.join(r.range) or 'text'}"
        lines.append(f"- {r.name} ({ends}): {r.comment}")
    lines.append("Events:")
    for e in sorted(ontology.events.values(), key=lambda e: e.name):
        roles = ", ".join(sorted(role for role in e.roles if ontology.roles[role].range))
        lines.append(f"- {e.name} (roles {roles}): {e.comment}")
    lines.append("What may fill a role:")
    for role in sorted(ontology.roles.values(), key=lambda r: r.name):
        if role.range:
            lines.append(f"- {role.name}: {' or '.join(role.range)}")
    lines.append("Types: " + ", ".join(sorted(ontology.entity_types)))
    return "\n".join(lines)


def parts(article: Article) -> Iterator[str]:
    """The text in parts of whole paragraphs, what is no news left out; a longer paragraph is a part of its own."""
    text, at, kept = article.text, 0, []
    for drop in article.dropped:
        kept.append(text[at : drop.span.start])
        at = drop.span.end
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", "\n\n".join([*kept, text[at:]])) if p.strip()]
    part = ""
    for paragraph in paragraphs:
        if part and len(part) + len(paragraph) > prompt()["longest"]:
            yield part
            part = ""
        part = f"{part}\n\n{paragraph}".strip()
    if part:
        yield part


def outcome_of(folder: Path, article: str) -> Outcome | None:
    """What came of asking about an article, by its id; None where nobody was asked."""
    path = _outcome(folder, article)
    return msgspec.json.decode(path.read_bytes(), type=Outcome) if path.is_file() else None


def _outcome(folder: Path, article: str) -> Path:
    return folder / FOLDER / f"{article}.json"


def _proposals(answer: str) -> list[Any]:
    """The proposals of an answer. Raises `ValueError` where it is not what was asked for."""
    inner = re.sub(r"^\s*```(?:json)?\s*|\s*```\s*$", "", answer)
    try:
        found = msgspec.json.decode(inner)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(f"the answer is not JSON: {error}") from error
    claims = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(claims, list):
        raise ValueError('the answer has no list "claims"')
    return claims[: prompt()["most"]]


def _kept(proposal: Any) -> Any:
    """A refused proposal as it is kept; of a monstrous one only its beginning."""
    try:
        written = msgspec.json.encode(proposal)
    except RecursionError:
        return "nested too deep to be kept"
    return proposal if len(written) <= LONGEST else written[:LONGEST].decode("utf-8", "replace")


def _with(reading: Reading, accepted: Accepted) -> Reading:
    mentions = {m.id: m for m in (*reading.mentions, *accepted.mentions)}
    return replace(reading, mentions=tuple(mentions.values()), claims=(*reading.claims, accepted.claim))
