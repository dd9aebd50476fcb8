"""The extraction as a component of an English spaCy pipeline: `nlp.add_pipe("claimgraph")` puts claims on a Doc.

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("claimgraph")
    for claim in nlp("Ruritania has backed the Fenwick rebels since May.")._.claims:
        print(claim, claim.span)

It stands behind tagger, lemmatizer, parser and entity recogniser. `doc._.reading` is all that the text says, as
`kg build` keeps it. It lies in `doc.user_data` as JSON, so it goes with the Doc through `to_bytes`, through a `DocBin`
with `store_user_data=True`, and between processes. To read such a Doc elsewhere, import this module there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg import parse
from kg.errors import UsageError
from kg.extract import Extractor
from kg.gazetteer import Gazetteer, Places
from kg.lexicon import Lexicon
from kg.model import Claim, Metadata, Modality, Polarity, Reading, reading_from_json, to_json
from kg.ontology import Ontology
from kg.paths import folders
from kg.read import article_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

NAME = "claimgraph"
NEEDED = ("TAG", "LEMMA", "DEP", "ENT_IOB")
"""What must be on a Doc before it can be read."""

Folders = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocClaim:
    """A claim with its places in the Doc: `span` is the quote, `roles` has the words that fill each role there.

    `names` has instead the fullest name by which the text calls each of them; `holders` are those who say so, the one
    nearest the claim first. `claim` is the claim as the reading has it, with its time, figures and stance.
    """

    claim: Claim
    span: Span
    roles: Mapping[str, tuple[Span, ...]]
    names: Mapping[str, tuple[str, ...]]
    holders: tuple[str, ...]

    @property
    def predicate(self) -> str:
        """The relation or type of event."""
        return self.claim.predicate

    @property
    def polarity(self) -> Polarity:
        """Affirmed or negated."""
        return self.claim.stance.polarity

    @property
    def modality(self) -> Modality:
        """Actual, or how else it is held."""
        return self.claim.stance.modality

    def __str__(self) -> str:
        said = "; ".join(f"{role} {', '.join(names)}" for role, names in self.names.items())
        stance: tuple[str, ...] = (self.polarity, self.modality)
        held = [word for word in stance if word not in ("affirmed", "actual")]
        held += [f"says {', by way of '.join(self.holders)}"] if self.holders else []
        marks = "; ".join(held)
        return f"{self.predicate}: {said}" + (f"  [{marks}]" if marks else "")


class Component:
    """Reads each Doc that it is given. What it knows is loaded when the first one comes, once in a process."""

    def __init__(self, ontology: Folders, gazetteer: Folders, lexicon: Folders, given: Metadata) -> None:
        self.folders = (ontology, gazetteer, lexicon)
        self.given = given

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its reading. Raises `UsageError` where the parse is not on it."""
        lacking = [name for name in NEEDED if not doc.has_annotation(name)] if len(doc) else []
        if lacking:
            wanted = "tagger, lemmatizer, parser and entity recogniser"
            raise UsageError(f"{NAME} stands behind {wanted}; the Doc has no {', '.join(lacking)}")
        own = doc._.article or {}
        article = article_of(own.get("text", doc.text), NAME, given=metadata(own).over(self.given))
        if len(article.text) != len(doc.text):
            raise UsageError("the text of doc._.article is not as long as the Doc's; make the Doc with article_doc")
        doc.user_data[NAME] = to_json(_extractor(os.getpid(), *self.folders).extract(doc, article))
        return doc


def article_doc(nlp: Language, text: str, given: Metadata | None = None) -> Doc:
    """A Doc of an article's tokens, for `nlp` or `nlp.pipe` to parse, with what is given beside its text.

    It is read as `kg build` reads it: lines are sentences of their own, and what is no news is blank in the Doc.
    """
    about = given or Metadata()
    doc = parse.prepare(nlp, article_of(text, NAME, given=about))
    days = {"published": about.published.isoformat()} if about.published else {}
    rest = {name: value for name in ("outlet", "title", "url") if (value := getattr(about, name))}
    doc._.article = {"text": text, **days, **rest}
    return doc


def metadata(given: Mapping[str, Any]) -> Metadata:
    """What `doc._.article` or the configuration gives beside the text. Raises `UsageError` for a day that is none."""
    day = given.get("published")
    try:
        published = date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        raise UsageError(f"published: {day!r} is no day; write it as 2020-02-16") from None
    return Metadata(published, given.get("outlet"), given.get("title"), given.get("url"))


def reading(doc: Doc) -> Reading | None:
    """All that the text of a Doc says; None where the component has not seen it."""
    data = doc.user_data.get(NAME)
    return None if data is None else _decoded(data)


def claims(doc: Doc) -> list[DocClaim]:
    """The claims of a Doc in the order of its text. Raises `UsageError` where the reading is of another text."""
    said = reading(doc)
    if said is None:
        return []
    mentions = {m.id: m for m in said.mentions}
    names = {ident: mentions[top].text for ident, top in said.chains()}

    def place(start: int, end: int) -> Span:
        found = doc.char_span(start, end, alignment_mode="expand")
        if found is None:
            raise UsageError("the reading is of another text; run the component again")
        return found

    def one(claim: Claim) -> DocClaim:
        roles = {role: claim.fillers(role) for role in dict.fromkeys(r.name for r in claim.roles)}
        texts = {value.name: (value.text,) for value in claim.values}
        spans = {role: [mentions[m].span for m in filled] for role, filled in roles.items()}
        return DocClaim(
            claim,
            place(claim.span.start, claim.span.end),
            {role: tuple(place(s.start, s.end) for s in found) for role, found in spans.items()},
            {**{role: tuple(names[m] for m in filled) for role, filled in roles.items()}, **texts},
            tuple(names[h.mention] for h in claim.stance.holders),
        )

    return [one(claim) for claim in sorted(said.claims, key=lambda c: (c.span, c.id))]


@lru_cache(maxsize=4)
def _extractor(process: int, ontology: Folders, gazetteer: Folders, lexicon: Folders) -> Extractor:
    """The extractor of one process, which no other shares the database of places with."""
    vocabulary = Ontology.load(ontology)
    words, names = Lexicon.load(lexicon, vocabulary), Gazetteer.load(gazetteer, vocabulary)
    return Extractor(words, names, vocabulary, Places.open())


def _folders(given: str | Sequence[str]) -> Folders:
    return tuple(map(str, folders(given)))


@lru_cache(maxsize=64)
def _decoded(data: bytes) -> Reading:
    return reading_from_json(data)


def _registered() -> Any:
    """The factory, known to spaCy by its name, and the attributes of a Doc. Imports spaCy."""
    from spacy.language import Language
    from spacy.tokens import Doc

    Doc.set_extension("article", default=None, force=True)
    Doc.set_extension("reading", getter=reading, force=True)
    Doc.set_extension("claims", getter=claims, force=True)

    def component(
        nlp: Language,
        name: str,
        ontology: Sequence[str],
        gazetteer: Sequence[str],
        lexicon: Sequence[str],
        published: str | None,
        outlet: str | None,
    ) -> Component:
        given = metadata({"published": published, "outlet": outlet})
        return Component(_folders(ontology), _folders(gazetteer), _folders(lexicon), given)

    defaults: dict[str, Any] = {"ontology": [], "gazetteer": [], "lexicon": [], "published": None, "outlet": None}
    assigns = ["doc._.reading", "doc._.claims"]
    requires = ["token.tag", "token.lemma", "token.dep", "doc.ents"]
    return Language.factory(NAME, default_config=defaults, assigns=assigns, requires=requires, func=component)


factory = _registered()
"""What the entry point `spacy_factories` gives: spaCy finds it by name, without an import."""
