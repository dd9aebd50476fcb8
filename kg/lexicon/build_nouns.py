"""Generates `en/nouns-wordnet.tsv`: common nouns whose first sense in WordNet is a party, a place or a thing.

    python -m kg.lexicon.build_nouns FOLDER        FOLDER has WordNet 3.0's database files

A noun is taken where its first sense lies below one of `ROOTS` (the nearest root wins) and is the dominant one: at
least half of what WordNet's tagged texts count for the noun, or, where they count nothing, one of at most two senses.
Left out are names, words that are adjectives or adverbs as well ("a regular"), the words of `en/nouns-left-out.txt`,
words that trigger an event, and compounds whose last word alone has the same type.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.rules import read_rules

HERE = Path(__file__).parent / "en"

# Entity type ← the WordNet sense (lemma and number of the sense) under which it lies; "-" ends a subtree.
ROOTS = (
    ("Person", "person", 1),
    ("ArmedForce", "soldier", 1),
    ("ArmedForce", "enlisted man", 1),
    ("ArmedForce", "sailor", 1),
    ("ArmedForce", "policeman", 1),
    ("ArmedForce", "military unit", 1),
    ("ArmedForce", "military service", 1),
    ("ArmedForce", "police", 1),
    ("ArmedGroup", "insurgent", 1),
    ("ArmedGroup", "terrorist", 1),
    ("ArmedGroup", "guerrilla", 1),
    ("ArmedGroup", "mercenary", 1),
    ("ArmedGroup", "gangster", 1),
    ("ArmedGroup", "pirate", 2),
    ("PopulationGroup", "people", 1),
    ("PopulationGroup", "ethnic group", 1),
    ("PopulationGroup", "kin", 2),
    ("PopulationGroup", "crowd", 1),
    ("PopulationGroup", "tribe", 1),
    ("PopulationGroup", "staff", 1),
    ("PopulationGroup", "religious person", 1),
    ("GovernmentBody", "government", 1),
    ("GovernmentBody", "agency", 1),
    ("GovernmentBody", "government department", 1),
    ("GovernmentBody", "court", 1),
    ("GovernmentBody", "legislature", 1),
    ("GovernmentBody", "committee", 1),
    ("State", "country", 2),
    ("PoliticalOrganisation", "party", 1),
    ("PoliticalOrganisation", "confederation", 1),
    ("MediaOrganisation", "newspaper", 1),
    ("MediaOrganisation", "press", 2),
    ("AidOrganisation", "charity", 1),
    ("Organisation", "company", 1),
    ("Organisation", "enterprise", 2),
    ("Organisation", "association", 1),
    ("Organisation", "educational institution", 1),
    ("Organisation", "religion", 2),
    ("AdministrativeArea", "administrative district", 1),
    ("Settlement", "municipality", 1),
    ("Settlement", "village", 2),
    ("Settlement", "vicinity", 1),
    ("Region", "geographical area", 1),
    ("Region", "body of water", 1),
    ("Region", "natural elevation", 1),
    ("Region", "natural depression", 1),
    ("Region", "island", 1),
    ("Route", "road", 1),
    ("Route", "railway", 1),
    ("Route", "bridge", 1),
    ("Route", "tunnel", 1),
    ("Route", "street", 1),
    ("Route", "waterway", 1),
    ("Facility", "building", 1),
    ("Facility", "facility", 1),
    ("Facility", "building complex", 1),
    ("Facility", "defensive structure", 1),
    ("Facility", "establishment", 4),
    ("Facility", "housing", 1),
    ("Facility", "memorial", 3),
    ("Facility", "place of business", 1),
    ("BorderLine", "boundary line", 1),
    ("Agreement", "agreement", 1),
    ("Agreement", "treaty", 1),
    ("Conflict", "war", 1),
    ("MaterialObject", "vehicle", 1),
    ("MaterialObject", "weapon", 1),
    ("MaterialObject", "ammunition", 1),
    ("MaterialObject", "explosive", 1),
    ("-", "toy", 1),
    ("-", "spiritual being", 1),
    ("-", "unit of measurement", 1),
)


@dataclass(frozen=True, slots=True)
class WordNet:
    """Nouns as WordNet files them.

    `senses` are synset offsets by lemma, most frequent first; `counts` how often its tagged texts have each sense;
    `parents` the hypernyms and `words` the lemmas of a synset; `modifiers` what is an adjective or adverb too.
    """

    senses: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, Mapping[int, int]]
    parents: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    modifiers: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> WordNet:
        """The nouns of the database files in `folder`."""
        senses: dict[str, tuple[str, ...]] = {}
        parents: dict[str, tuple[str, ...]] = {}
        words: dict[str, tuple[str, ...]] = {}
        counts: dict[str, dict[int, int]] = defaultdict(dict)
        for cells in lines(folder / "index.noun"):
            senses[cells[0].replace("_", " ")] = tuple(cells[6 + int(cells[3]) :])
        for cells in lines(folder / "data.noun"):
            number = int(cells[3], 16)
            words[cells[0]] = tuple(w.replace("_", " ") for w in cells[4 : 4 + 2 * number : 2])
            pointers = cells[5 + 2 * number :]
            parents[cells[0]] = tuple(
                pointers[i + 1] for i in range(0, len(pointers) - 3, 4) if pointers[i] == "@" and pointers[i + 2] == "n"
            )
        for key, sense, count in lines(folder / "cntlist.rev"):
            lemma, _, rest = key.partition("%")
            if rest.startswith("1:"):
                counts[lemma.replace("_", " ")][int(sense)] = int(count)
        modifiers = {cells[0] for part in ("adj", "adv") for cells in lines(folder / f"index.{part}")}
        return cls(senses, counts, parents, words, frozenset(modifiers))

    def is_name(self, lemma: str) -> bool:
        """Whether the first sense writes `lemma` with a capital."""
        return lemma not in self.words[self.senses[lemma][0]]

    def dominant(self, lemma: str) -> bool:
        """Whether the first sense is what the noun mostly means."""
        counts = self.counts.get(lemma, {})
        if total := sum(counts.values()):
            return counts.get(1, 0) * 2 >= total
        return len(self.senses[lemma]) <= 2

    def nearest(self, synset: str, kinds: Mapping[str, str]) -> str | None:
        """The type of the nearest root above `synset`, breadth first."""
        level, seen = [synset], {synset}
        while level:
            for at in level:
                if at in kinds:
                    return kinds[at]
            level = [p for at in level for p in self.parents.get(at, ()) if p not in seen]
            seen.update(level)
        return None


def lines(path: Path) -> Iterator[list[str]]:
    """The rows of a database file, cells parted; the licence at its head starts with spaces."""
    with path.open(encoding="latin-1") as text:
        for line in text:
            if not line.startswith(" "):
                yield line.split(" | ")[0].split()


def nouns(wordnet: WordNet, left_out: frozenset[str], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each noun to take with its type, in alphabetical order; `known` are those written by hand."""
    kinds = {wordnet.senses[lemma][sense - 1]: kind for kind, lemma, sense in ROOTS}
    found = dict(known)
    for lemma in sorted(wordnet.senses, key=lambda w: (w.count(" "), w)):
        *before, head = lemma.split(" ")
        if len(before) > 2 or len(lemma) < 3 or not lemma.replace(" ", "").replace("-", "").isalpha():
            continue
        if lemma in known or {lemma, head} & left_out or lemma in wordnet.modifiers:
            continue
        if wordnet.is_name(lemma) or not wordnet.dominant(lemma):
            continue
        kind = wordnet.nearest(wordnet.senses[lemma][0], kinds)
        if kind is not None and kind != "-" and not (before and found.get(head) == kind):
            found[lemma] = kind
    return iter(sorted((lemma, kind) for lemma, kind in found.items() if lemma not in known))


def triggers() -> frozenset[str]:
    """The nouns that start an event rule: they happen, they do not act."""
    rules = [rule for path in HERE.glob("events*.toml") for rule in read_rules(path)]
    return frozenset(" ".join((*noun.before, noun.head)) for rule in rules for noun in rule.nouns)


def main(folder: Path) -> None:
    """Writes the table."""
    left_out = frozenset((HERE / "nouns-left-out.txt").read_text(encoding="utf-8").split("\n")) | triggers()
    rows = [line.split("\t") for line in (HERE / "nouns.tsv").read_text(encoding="utf-8").splitlines()]
    known = {row[0]: row[1] for row in rows if len(row) > 1}
    table = "".join(f"{lemma}\t{kind}\twordnet\n" for lemma, kind in nouns(WordNet.read(folder), left_out, known))
    head = "# Generated from WordNet 3.0 by kg/lexicon/build_nouns.py; its licence is in WORDNET-LICENSE.txt.\n"
    (HERE / "nouns-wordnet.tsv").write_text(f"{head}lemma\ttype\tsource\n{table}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
