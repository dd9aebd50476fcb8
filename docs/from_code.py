"""The pages of the site that are made when it is built, of what they are about, so that they cannot be behind it.

A hook of MkDocs (`hooks:` in mkdocs.yml): the commands come from the command line, the questions from their `.rq`
files, the options and formats from their tables, the ontology from its Turtle; README.md, CHANGELOG.md,
CONTRIBUTING.md, the list of licences and the pages of benchmarks/ are taken in as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from kg.cli import app
from kg.config import OPTIONS
from kg.export import FORMATS
from kg.ontology import RDFS, EventType, Ontology, Relation, triples
from kg.query.questions import Question, questions
from kg.resources import data_path

CHECKOUT = Path(__file__).resolve().parent.parent


def on_files(files: Any, config: Any) -> Any:
    """Adds the generated pages to those that MkDocs found in docs/."""
    from mkdocs.structure.files import File

    for place, page in PAGES.items():
        files.append(File.generated(config, place, content=page()))
    return files


def commands_page() -> str:
    """Every command with its arguments and options, as `kg COMMAND --help` has them."""
    return "\n\n".join(
        ["# Commands", _COMMANDS, *(_command(name, of) for name, of in typer.main.get_command(app).commands.items())]
    )


_COMMANDS = """Results go to stdout, talk to stderr; `-` stands for a pipe. `kg COMMAND --help` says the same.

| exit code | means |
|---|---|
| 0 | done |
| 1 | done, but something was set aside or does not fit |
| 2 | an option, a name or a data file is to be mended |
| 3 | nothing to read |
| 4 | the graph cannot be used |
| 5 | a limit was reached |
| 6 | the disk is full |
| 130, 143 | interrupted, ended |"""


def _command(name: str, command: Any) -> str:
    """One command (of Typer, whose objects have no public type): what it does, an example, its parameters."""
    told, _, example = (command.help or "").partition("Example: ")
    rows = [
        (_names(p), " ".join((getattr(p, "help", None) or "").split()), _default(p))
        for p in command.params
        if getattr(p, "name", None) != "help"
    ]
    return "\n\n".join(
        part
        for part in (
            f"## kg {name}",
            told.strip(),
            f"```text\n{' '.join(example.split())}\n```" if example else "",
            _table(("parameter", "what it is", "default"), rows) if rows else "",
        )
        if part
    )


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{(parameter.metavar or parameter.name).upper()}`"
    return ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))


def _default(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    shown = parameter.default
    return "" if shown in (None, False) or callable(shown) or not str(shown) else f"`{shown}`"


def questions_page() -> str:
    """Every named question with what it is asked of, what it gives, and its SPARQL."""
    return "\n\n".join(["# Questions", _QUESTIONS, *map(_question, questions().values())])


_QUESTIONS = """`kg ask` lists them, `kg ask NAME …` asks one; from Python it is `graph.ask(NAME, …)`. What may be left
out stands in square brackets. Names are completed from the graph. Every row has, after its own columns, the stance, the
article, its day, who says so and the words."""


def _question(q: Question) -> str:
    asked = [(f"`{p.name.upper()}`", p.help, p.kind, "may be left out" if p.optional else "") for p in q.parameters]
    return "\n\n".join(
        part
        for part in (
            f"## {q.name}",
            q.words,
            _table(("asked of", "what it is", "kind", ""), asked) if asked else "",
            f"Gives: {', '.join(f'`{c}`' for c in q.columns)}.",
            f"```sparql\n{q.sparql.strip()}\n```" if q.sparql else "",
        )
        if part
    )


def options_page() -> str:
    """Every option of kg.toml."""
    rows = [
        (f"`{o.name}`", o.kind, o.help, f"`{o.default}`" if o.default not in (None, []) else "")
        for o in OPTIONS.values()
    ]
    return "\n\n".join(["# Options", _OPTIONS, _table(("option", "kind", "what it is", "default"), rows)])


_OPTIONS = """`kg.toml`, in the working folder or in the graph's, sets them; the graph's own wins, and a flag of the
command line wins over both. Paths in a file are relative to the folder it stands in. `kg config` shows every value and
where it comes from."""


def formats_page() -> str:
    """Every format that a graph can be written in."""
    rows = [
        (f"`{f.suffix}`", f"`{f.name}`", f.media_type, f.read_by, "yes" if f.keeps_provenance else "no", f.loses)
        for f in FORMATS.values()
    ]
    head = ("suffix", "`--format`", "media type", "for", "keeps the words", "has no place for")
    return "\n\n".join(["# Export formats", _FORMATS, _table(head, rows)])


_FORMATS = """`kg export FILE` writes by the suffix of the file; `--format` names a format where the suffix does not.
The file is there whole or not at all. *Keeps the words*: it has every claim with its quote and article."""


def ontology_page() -> str:
    """Entity types, relations, roles and events, as `ontology/kg.ttl` has them."""
    known = Ontology.load()
    types = [(f"`{t.name}`", _codes(t.parents), t.comment) for t in known.entity_types.values()]
    roles = [(f"`{r.name}`", f"`kg:{r.term}`", _codes(r.range), r.comment) for r in known.roles.values()]
    return "\n\n".join(
        [
            "# Ontology",
            f"Version {known.version}, made of `ontology/kg.ttl`. A class listed stands for all below it.",
            "## Entity types",
            _table(("type", "is a", "what it is"), types),
            "## Relations",
            _table(("relation", "of", "to", "", "what it says"), map(_relation, known.relations.values())),
            "## Roles of events",
            _table(("role", "in RDF", "filled by", "what it is"), roles),
            "## Events",
            _table(("event", "is a", "roles", "what it is"), map(_event, known.events.values())),
            "## Stance, standing, provenance",
            "The terms in which a graph tells of its claims, statements and articles.",
            _table(("term", "of", "to", "what it is"), _other_terms(known)),
        ]
    )


def _other_terms(known: Ontology) -> Iterator[tuple[str, ...]]:
    """What the Turtle defines beside entity types, relations, roles and events, in the order of names."""
    shown = {*known.entity_types, *known.relations, *known.events, *(r.term for r in known.roles.values())}
    facts = triples([data_path("ontology", "kg.ttl")])
    for name in sorted(facts, key=str.lower):
        told = facts[name].get(RDFS + "comment", ())
        if told and "://" not in name and name not in shown and not known.ancestors.get(name, frozenset()) & {"Event"}:
            ends = (facts[name].get(end, ()) for end in ("domainIncludes", "rangeIncludes"))
            yield f"`kg:{name}`", *(_codes(local.rpartition("#")[2] for local in e) for e in ends), told[0]


def _relation(r: Relation) -> tuple[str, ...]:
    note = "both ways" if r.symmetric else f"other way round: `{r.inverse}`" if r.inverse else ""
    return f"`{r.name}`", _codes(r.domain), _codes(r.range) or "text", note, r.comment


def _event(e: EventType) -> tuple[str, ...]:
    return f"`{e.name}`", _codes(e.parents), _codes(sorted(e.roles)), e.comment


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown; a bar in a cell is escaped."""

    def lines() -> Iterator[str]:
        titles = list(head)
        yield f"| {' | '.join(titles)} |"
        yield f"|{'---|' * len(titles)}"
        for row in rows:
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"

    return "\n".join(lines())


def taken_in(name: str) -> str:
    """A page that stands at the top of the checkout, its links to docs/ made those of a page in docs/."""
    text = (CHECKOUT / name).read_text("utf-8")
    return re.sub(r"\]\(docs/", "](", text)


PAGES = {
    "index.md": lambda: taken_in("README.md"),
    "reference/commands.md": commands_page,
    "reference/questions.md": questions_page,
    "reference/options.md": options_page,
    "reference/formats.md": formats_page,
    "reference/ontology.md": ontology_page,
    "benchmarks.md": lambda: taken_in("benchmarks/README.md"),
    "results.md": lambda: taken_in("benchmarks/RESULTS.md"),
    "changes.md": lambda: taken_in("CHANGELOG.md"),
    "contributing.md": lambda: taken_in("CONTRIBUTING.md"),
    "licences.md": lambda: taken_in("LICENCES.md"),
}
"""The path of each page below docs/, and the function that makes it."""
