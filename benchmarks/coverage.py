"""How much of what event coders met in the news the lexicon has words for, and which verbs it misses.

    python benchmarks/coverage.py [SHARED]        SHARED is the folder with lists/ and bench/, by default ../shared

Verbs: the blocks of the CAMEO verb dictionary, as far as their codes fall in our vocabulary (cameo_to_vocabulary.tsv).
A verb is known if it starts a rule or is a cue of stance ("intend" makes its clause planned), a pattern if one of its
block's verbs is known or one of its words is an event noun; a head if its own name or at least half of its verbs (where
they carry no code: patterns) are. Nouns: the agents of the PLOVER dictionary; one is known if the lexicon says what it
or its head denotes. Misses: verbs of bench/re3d between two recognised parties that lie in no claim's span.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.lines import present, row
from kg.extract import Extractor
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Article, Reading
from kg.ontology import Ontology
from kg.parse import load, parse

HEAD = re.compile(r"---\s+(?P<name>\S+)\s+\[(?P<code>[^\]]*)\]\s+---")
VERB = re.compile(r"\+?(?P<verb>[A-Z_]+)\s*(?:\{[^}]*\})?\s*(?:\[(?P<code>[^\]]*)\])?")
PATTERN = re.compile(r"- (?P<words>.*?)\s*\[(?P<code>[^\]]*)\]")
AGENT = re.compile(r"(?P<words>\S.*?)\s*(?:\{.*\})?\s*\[")
ABBREVIATED = {"!person!": "man", "!minist!": "minister"}  # the file's own short forms
TWO_PARTIES = ("nsubj", "nsubjpass"), ("dobj", "pobj", "agent", "dative")
PARTIES = "Agent"


@dataclass(slots=True)
class Block:
    """One head of the verb dictionary: its verbs and its patterns, each with a code."""

    name: str
    verbs: list[tuple[str, str]] = field(default_factory=list)
    patterns: list[tuple[str, str]] = field(default_factory=list)


def blocks(path: Path) -> list[Block]:
    """The dictionary's blocks; a verb without a code of its own has its head's."""
    found: list[Block] = []
    code = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if head := HEAD.match(line):
            found.append(Block(head["name"]))
            code = head["code"]
        elif not found or line.startswith(("#", "&")):
            continue
        elif pattern := PATTERN.match(line):
            found[-1].patterns.append((pattern["words"], pattern["code"]))
        elif verb := VERB.match(line):
            found[-1].verbs.append((verb["verb"].lower().replace("_", " "), verb["code"] or code))
    return found


def vocabulary(path: Path) -> dict[str, frozenset[str]]:
    """Two digits of a CAMEO code → our predicates."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: frozenset(row[1].split()) for row in rows if row[1]}


def verbs_of(lexicon: Lexicon) -> dict[str, set[str]]:
    """The triggers and the first verb of each → the predicates they may give; cues of stance give "stance"."""
    found: dict[str, set[str]] = defaultdict(set)
    for rule in lexicon.rules:
        for trigger in rule.verbs:
            found[" ".join((trigger.lemma, *trigger.rest))].add(rule.predicate)
            found[trigger.lemma].add(rule.predicate)
    for words in lexicon.cues.groups["verbs"].values():
        for word in words:
            found[word].add("stance")
    return found


def coverage_of_verbs(lexicon: Lexicon, lists: Path) -> Iterator[str]:
    """Shares of heads, verbs and patterns, and the heads that are missed."""
    ours, known = vocabulary(lists / "cameo_to_vocabulary.tsv"), verbs_of(lexicon)
    nouns = {t.head for ts in lexicon.nouns.values() for t, r in ts if r.kind == "event"}
    count: dict[str, Counter[bool]] = defaultdict(Counter)
    missed: dict[str, list[str]] = defaultdict(list)
    for block in blocks(lists / "CAMEO.2.0.txt"):
        verbs = [(verb, ours[code[:2]]) for verb, code in block.verbs if code[:2] in ours]
        patterns = [words for words, code in block.patterns if code[:2] in ours]
        said = [bool(known[verb]) for verb, _ in verbs]
        count["verbs, a rule or a cue"].update(said)
        count["verbs, a rule of the code's own"].update(bool(known[verb] & own) for verb, own in verbs)
        whole = any(known[verb] for verb, _ in block.verbs)
        told = [whole or not nouns.isdisjoint(w.lower() for w in re.findall(r"[A-Z]+", p)) for p in patterns]
        count["patterns"].update(told)
        parts = said or told
        if parts:
            name = block.name.lower().replace("_", " ")
            count["heads"][bool(known[name]) or sum(parts) * 2 >= len(parts)] += 1
            if not known[name] and sum(parts) * 2 < len(parts):
                missed["/".join(sorted(verbs[0][1])) if verbs else "patterns"].append(name)
    for what, hits in count.items():
        yield row(f"CAMEO {what}", f"{hits[True] / hits.total():.3f}  ({hits[True]:,} of {hits.total():,})")
    for code, names in sorted(missed.items()):
        yield f"    {code}: {', '.join(names)}"


def coverage_of_nouns(lexicon: Lexicon, lists: Path) -> Iterator[str]:
    agents = set()
    for line in (lists / "PLOVER_agents.txt").read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.startswith(("#", "!PERSON! =", "!MINIST! =")) and (agent := AGENT.match(line)):
            words = agent["words"].lower()
            for short, full in ABBREVIATED.items():
                words = words.replace(short, f" {full}")
            agents.add(" ".join(words.replace("_", " ").split()))
    missed = sorted(a for a in agents if not denotes(lexicon, a))
    share = 1 - len(missed) / len(agents)
    yield row("PLOVER agent nouns", f"{share:.3f}  ({len(agents) - len(missed)} of {len(agents)})")
    yield f"    missed: {', '.join(missed)}"


def denotes(lexicon: Lexicon, phrase: str) -> bool:
    """Whether the lexicon knows the phrase, or its head before "of", "for" …"""
    head = re.split(r" (?:of|for|in|to|at|without|and|on|from) ", phrase)[0]
    forms = {phrase, head, head.split()[-1], phrase.split()[-1]}
    forms |= {form.removesuffix("s") for form in forms} | {form.replace(" ", "-") for form in forms}
    return not forms.isdisjoint(lexicon.kinds)


def misses(lexicon: Lexicon, bench: Path) -> Counter[str]:
    """Verbs between two recognised parties that lie in no claim."""
    gazetteer, ontology, nlp = Gazetteer.load(), Ontology.load(), load(None)
    extractor = Extractor(lexicon, gazetteer, ontology)
    articles = []
    for path in sorted((bench / "re3d").glob("*/documents.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            articles.append(Article(id=record["_id"], name=record["_id"], text=record["text"]))
    found: Counter[str] = Counter()
    for article, doc in parse(nlp, articles):
        reading = extractor.extract(doc, article)
        ends = {m.span.end: m for m in reading.mentions if ontology.is_a(m.type, PARTIES)}
        for token in doc:
            if token.pos_ == "VERB" and token.lemma_ not in lexicon.cues.groups["reporting"]["verbs"]:
                near = list(token.children)
                near += [g for c in token.children if c.dep_ in ("prep", "agent") for g in c.children]
                sides = [any(c.dep_ in deps and c.idx + len(c) in ends for c in near) for deps in TWO_PARTIES]
                if all(sides) and not claimed(reading, token.idx):
                    found[token.lemma_.lower()] += 1
    return found


def claimed(reading: Reading, offset: int) -> bool:
    return any(c.span.start <= offset < c.span.end for c in reading.claims)


def main(shared: Path) -> None:
    lexicon, shared = Lexicon.load(), present(shared)
    for line in (*coverage_of_verbs(lexicon, shared / "lists"), *coverage_of_nouns(lexicon, shared / "lists")):
        print(line)
    print("verbs between two parties without a claim:")
    for verb, count in misses(lexicon, shared / "bench").most_common(60):
        print(f"    {count:4} {verb}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
