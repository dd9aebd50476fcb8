"""The kind of event that a snippet of news reports: 30 types, those of ACLED with five more.

    python benchmarks/case.py [FILE] [--claims] [--errors]    by default ../shared/bench/acled_case2021/snippets.jsonl

Data: the test set of fine-grained event classification of the CASE 2021 workshop (Haneczok, Jacquet, Piskorski and
Stefanovitch 2021). `case.toml` says what our claims are there, and which words tell what our vocabulary does not part;
it was written from one half of the snippets, and the other is only scored. `--claims` leaves the words out, `--errors`
lists the errors of the first half. Unit: F1, the mean over the types weighted by how many snippets they have (as the
task does), and the plain mean. The workshop's transformers, trained on ACLED's own notes, reach .771 to .839 weighted.
"""

from __future__ import annotations

import json
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.lines import present, say
from benchmarks.plover import f1_by_root, in_order
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Article, Claim, Reading
from kg.ontology import Ontology
from kg.parse import load, parse

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "bench" / "acled_case2021" / "snippets.jsonl"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few sentences, and their type of event."""

    text: str
    label: str

    @property
    def held_out(self) -> bool:
        """Whether it is in the half that the table was not written from."""
        return bool(int(sha256(self.text.encode()).hexdigest(), 16) % 2)


@dataclass(frozen=True, slots=True)
class Table:
    """case.toml: their type for words that come first, for a claim, and for a claim with such a party."""

    first: Sequence[tuple[tuple[str, ...], str]]
    claims: Mapping[str, str]
    roles: Mapping[tuple[str, str, str], str]

    @classmethod
    def load(cls, path: Path = HERE / "case.toml") -> Table:
        data = tomllib.loads(path.read_text("utf-8"))
        first = [(tuple(words.split()), label) for label, found in data["first"].items() for words in found]
        roles = {}
        for key, label in data["roles"].items():
            predicate, role, kind = key.split()
            roles[predicate, role, kind] = label
        return cls(first, data["claims"], roles)


def by_words(doc: Doc, table: Table) -> str | None:
    """The type of the first entry whose words stand in one sentence."""
    sentences = [[token.lemma_.lower() for token in sentence] for sentence in doc.sents]
    return next((label for words, label in table.first if any(in_order(words, s) for s in sentences)), None)


def by_claims(reading: Reading, table: Table, ontology: Ontology) -> str | None:
    """The type of the claim that stands first in the table, of what is told as a fact if there is any."""
    order = list(table.claims)
    told = [c for c in reading.claims if c.predicate in table.claims]
    facts = [c for c in told if c.stance.polarity == "affirmed" and c.stance.modality == "actual"]
    if not told:
        return None
    claim = min(facts or told, key=lambda c: (order.index(c.predicate), c.span.start))
    return of_roles(claim, reading, table, ontology) or table.claims[claim.predicate]


def of_roles(claim: Claim, reading: Reading, table: Table, ontology: Ontology) -> str | None:
    """The type that a party of the claim makes of it."""
    types = {m.id: m.type for m in reading.mentions}
    for role in claim.roles:
        for (predicate, name, kind), label in table.roles.items():
            if (claim.predicate, role.name) == (predicate, name) and ontology.is_a(types[role.mention], kind):
                return label
    return None


def predictions(snippets: Sequence[Snippet], table: Table) -> Iterator[tuple[Snippet, str]]:
    """Every snippet with the type that is predicted; where nothing tells, the commonest of the half written from."""
    ontology = Ontology.load()
    extractor, nlp = Extractor(Lexicon.load(), Gazetteer.load(), ontology), load(None)
    default = Counter(s.label for s in snippets if not s.held_out).most_common(1)[0][0]
    articles = (Article(id=str(number), name=str(number), text=s.text) for number, s in enumerate(snippets))
    for snippet, (article, doc) in zip(snippets, parse(nlp, articles), strict=True):
        said = by_words(doc, table) or by_claims(extractor.extract(doc, article), table, ontology)
        yield snippet, said or default


def weighted_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean over the true types of F1, each as often as it is true; pairs are (true, predicted).

    >>> weighted_f1([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")])
    0.7666666666666667
    """
    true = Counter(label for label, _ in pairs)
    return sum(f1 * true[label] for label, f1 in f1_by_root(pairs).items()) / len(pairs)


def main() -> None:
    """Prints two lines a half."""
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=DATA)
    parser.add_argument("--claims", action="store_true", help="leave out the words of the table")
    parser.add_argument("--errors", action="store_true", help="list the errors of the half written from")
    given = parser.parse_args()
    rows = [json.loads(line) for line in present(given.file).read_text("utf-8").splitlines()]
    table = Table.load()
    found = list(
        predictions([Snippet(r["text"], r["label"]) for r in rows], replace(table, first=()) if given.claims else table)
    )
    means = "by claims alone, " if given.claims else ""
    for name, kept in (("written from", False), ("held out", True)):
        pairs = [(s.label, label) for s, label in found if s.held_out is kept]
        by_type = f1_by_root(pairs)
        say(f"{means}half {name}: weighted F1", f"{weighted_f1(pairs):.3f}  ({len(pairs)} snippets)")
        say(f"{means}half {name}: macro-F1", f"{sum(by_type.values()) / len(by_type):.3f}  ({len(by_type)} types)")
    for s, label in sorted(found, key=lambda f: (f[0].label, f[1])) if given.errors else ():
        if not s.held_out and s.label != label:
            print(f"{s.label} → {label}  {s.text[:300]}")


if __name__ == "__main__":
    main()
