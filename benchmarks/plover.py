"""What one party does to another: the PLOVER root of news sentences in which both are marked.

    python benchmarks/plover.py [FILE] [--errors] [--claims]     FILE is by default ../shared/bench/plover/train.jsonl

Unit: one sentence. The sentences are split in two by a hash; plover.toml was written from the first half only, and
macro-F1 over the roots is printed for both halves. By rules alone, the first that gives a root: words of the table said
of the source next to its verb (the distinctions that our vocabulary does not make); a claim that relates source and
target; a claim in which the source acts; another word of the table; any claim; a word of the lexicon; the most frequent
root. With --claims the table's words are left out: what the engine's claims and the lexicon alone give. The root of a
claim is that of its predicate and stance, as plover.toml says.
"""

from __future__ import annotations

import json
import re
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.lines import present, say
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Article, Claim, Reading, Span
from kg.ontology import Ontology
from kg.parse import load, parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "bench" / "plover" / "train.jsonl"
MARK = re.compile(r"<(/?)([st])>")
ACTING = "actor", "subject"
SUBJECTS = "nsubj", "nsubjpass", "csubj"
BESIDE = "relcl", "advcl", "nsubj", "csubj"
FUTURE = "will", "would", "shall"
CIRCUMSTANCE = "after", "following", "amid", "over", "before", "since", "during", "despite", "as", "because"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the marked spans of its source and its target, and the root that the annotators gave."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    root: str

    @property
    def held_out(self) -> bool:
        """Whether it is in the half that the table was not written from."""
        return bool(int(sha256(self.text.encode()).hexdigest(), 16) % 2)


@dataclass(frozen=True, slots=True)
class Table:
    """plover.toml: the root of a predicate, of a predicate in a stance, of a cue, of words."""

    predicates: Mapping[str, str]
    stances: Mapping[str, str]
    cues: Mapping[str, str]
    words: Sequence[tuple[tuple[str, ...], str]]

    @classmethod
    def load(cls, path: Path = HERE / "plover.toml") -> Table:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        words = [(tuple(phrase.split()), root) for root, phrases in data["words"].items() for phrase in phrases]
        cues = {cue: root for root, found in data["cues"].items() for cue in found}
        return cls(data["predicates"], data["stances"], cues, sorted(words, key=lambda w: -len(w[0])))

    def of_claim(self, claim: Claim) -> str | None:
        """The root of a claim: of its stance with its predicate or that one's root, of its stance, of its predicate."""
        stance = "negated" if claim.stance.polarity == "negated" else claim.stance.modality
        root = self.predicates.get(claim.predicate)
        keys = f"{stance} {claim.predicate}", f"{stance} {root}", stance
        return next((self.stances[key] for key in keys if key in self.stances), root)


def sentences(path: Path) -> list[Sentence]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [unmarked(row["marked_sentence"], row["gold_root"]) for row in rows]


def unmarked(text: str, root: str) -> Sentence:
    """The sentence without its marks.

    >>> unmarked("<s>Kenya</s> thanked <t>Ghana</t>.", "SUPPORT").targets
    (Span(start=14, end=19),)
    """
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened, at, parts = 0, 0, []
    length = 0
    for mark in MARK.finditer(text):
        parts.append(text[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[1]:
            spans[mark[2]].append(Span(opened, length))
        else:
            opened = length
    return Sentence("".join([*parts, text[at:]]), tuple(spans["s"]), tuple(spans["t"]), root)


def overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def governed(doc: Doc, sources: Sequence[Span]) -> list[Token]:
    """The words said of the source: the verb it is subject or agent of, and what stands below that, nearest first.

    Where the source is subject of nothing, the sentence's root and what stands below it.
    """
    inside = [t for t in doc if overlaps(Span(t.idx, t.idx + len(t)), sources)]
    verb = next((v for t in inside if (v := _verb_of(t, inside)) is not None), None)
    start = verb if verb is not None else max(doc, key=lambda t: (t.dep_ == "ROOT", len(list(t.subtree))))
    found = [start]
    for token in found:
        found += [c for c in token.children if c not in inside and not (c.dep_ in BESIDE or c.lower_ in CIRCUMSTANCE)]
    return found


def _verb_of(token: Token, inside: Sequence[Token]) -> Token | None:
    if token.dep_ in SUBJECTS and token.head not in inside:
        return token.head
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return token.head.head
    return None


def by_words(said: Sequence[Token], table: Table, near: bool) -> str | None:
    """The root of the entry of the table that is said nearest the source's verb, of the longest there.

    `near` asks for the verb's own word or several words; else any one word will do. The stance of the verb counts.
    """
    lemmas = [t.lemma_.lower() for t in sorted(said, key=lambda t: t.i)]
    depth: dict[str, int] = {}
    for number, token in enumerate(said):
        depth.setdefault(token.lemma_.lower(), number)
    found = [(depth[w[0]], -len(w), root) for w, root in table.words if in_order(w, lemmas)]
    found = [f for f in found if not near or f[0] == 0 or f[1] < -1]
    if not found:
        return None
    root = min(found)[2]
    return table.stances.get(f"{stance(said)} {root}", root)


def stance(said: Sequence[Token]) -> str:
    """Whether the verbs next to the source negate, refuse or plan what follows: negated, planned or actual."""
    verbs = [said[0], *(c for c in said[0].children if c.dep_ in ("xcomp", "ccomp"))]
    below = [c for v in verbs for c in v.children]
    if any(c.dep_ == "neg" for c in below):
        return "negated"
    return "planned" if any(c.tag_ == "MD" and c.lemma_ in FUTURE for c in below) else "actual"


def in_order(words: Sequence[str], lemmas: Sequence[str]) -> bool:
    """Whether the words stand among the lemmas in this order.

    >>> in_order(["suspend", "aid"], ["have", "suspend", "all", "aid"])
    True
    """
    rest = iter(lemmas)
    return all(word in rest for word in words)


def by_claims(reading: Reading, sentence: Sentence, table: Table) -> Iterator[tuple[int, str]]:
    """The roots of all claims with how near they are: 0 relates source and target, 1 the source acts, 2 neither."""
    by_id = {m.id: m for m in reading.mentions}
    roots = dict(reading.chains())

    def at(mention: str, spans: Sequence[Span]) -> bool:
        return overlaps(by_id[mention].span, spans) or overlaps(by_id[roots[mention]].span, spans)

    for claim in sorted(reading.claims, key=lambda c: (c.span.start, c.span.end)):
        root = table.of_claim(claim)
        holders = [h for h in claim.stance.holders if h.cue in table.cues and at(h.mention, sentence.sources)]
        if holders:
            yield 1, table.cues[holders[0].cue]
        elif root is not None:
            acts = any(r.name in ACTING and at(r.mention, sentence.sources) for r in claim.roles)
            meets = any(at(r.mention, sentence.targets) for r in claim.roles)
            yield (0 if acts and meets else 1 if acts else 2), root


def predict(
    reading: Reading, doc: Doc, sentence: Sentence, table: Table, lexicon: Lexicon, default: str
) -> tuple[str, str]:
    """The root, and which rule gave it."""
    said = governed(doc, sentence.sources)
    if root := by_words(said, table, near=True):
        return root, "words"
    claims = sorted(by_claims(reading, sentence, table), key=lambda c: c[0])
    if claims and claims[0][0] < 2:
        return claims[0][1], ("both", "source")[claims[0][0]]
    if root := by_words(said, table, near=False):
        return root, "word"
    if claims:
        return claims[0][1], "claim"
    for token in said:
        rules = [r for _, r in (*lexicon.verbs.get(token.lemma_, ()), *lexicon.nouns.get(token.lemma_, ()))]
        if root := next((table.predicates[r.predicate] for r in rules if r.predicate in table.predicates), None):
            return root, "lexicon"
    return default, "default"


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean over the true roots of F1; pairs are (true, predicted).

    >>> macro_f1([("AID", "AID"), ("AID", "YIELD"), ("YIELD", "YIELD")])
    0.6666666666666666
    """
    by_root = f1_by_root(pairs)
    return sum(by_root.values()) / len(by_root)


def f1_by_root(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    true, said, hit = Counter(t for t, _ in pairs), Counter(p for _, p in pairs), Counter(t for t, p in pairs if t == p)
    return {root: 2 * hit[root] / (true[root] + said[root]) for root in sorted(true)}


def predictions(path: Path, table: Table) -> Iterator[tuple[Sentence, str, str]]:
    """Every sentence with the root that is predicted and the rule that gave it."""
    lexicon = Lexicon.load()
    extractor, nlp = Extractor(lexicon, Gazetteer.load(), Ontology.load()), load(None)
    every = sentences(path)
    default = Counter(s.root for s in every if not s.held_out).most_common(1)[0][0]
    articles = (Article(id=str(number), name=str(number), text=s.text) for number, s in enumerate(every))
    for sentence, (article, doc) in zip(every, parse(nlp, articles), strict=True):
        yield sentence, *predict(extractor.extract(doc, article), doc, sentence, table, lexicon, default)


def main() -> None:
    arguments = ArgumentParser(description="The PLOVER root of sentences with source and target marked.")
    arguments.add_argument("file", nargs="?", type=Path, default=DATA)
    arguments.add_argument("--errors", action="store_true", help="list the errors of the half tuned on")
    arguments.add_argument("--claims", action="store_true", help="leave out the words of the table")
    given = arguments.parse_args()
    table = Table.load()
    found = list(predictions(present(given.file), replace(table, words=()) if given.claims else table))
    for name, kept in (("tuned on", False), ("held out", True)):
        half = [f for f in found if f[0].held_out is kept]
        pairs = [(s.root, root) for s, root, _ in half]
        right = sum(a == b for a, b in pairs) / len(pairs)
        means = "by claims alone, " if given.claims else ""
        say(f"{means}half {name}: macro-F1", f"{macro_f1(pairs):.3f}  ({len(pairs)} sentences)")
        say(f"{means}half {name}: accuracy", f"{right:.3f}")
        rules = Counter(rule for *_, rule in half)
        hits = Counter(rule for s, root, rule in half if s.root == root)
        print("    " + "  ".join(f"{rule} {hits[rule]}/{n}" for rule, n in rules.most_common()))
        print("    " + "  ".join(f"{root} {f1:.2f}" for root, f1 in f1_by_root(pairs).items()))
    if given.errors:
        for s, root, rule in sorted(found, key=lambda f: (f[0].root, f[1])):
            if not s.held_out and s.root != root:
                print(f"{s.root} → {root} ({rule})  {s.text}")


if __name__ == "__main__":
    main()
