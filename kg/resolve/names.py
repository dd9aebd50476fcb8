"""Names as keys: folded words without titles, articles and marks, and the skeleton of their sounds.

Two spellings are compared in two steps. The *skeleton* (consonants, with the letters of transliterations made one) is
the blocking key: names that do not share it are never looked at. The *likeness* of the folded spellings, 0 to 100
(Indel ratio of rapidfuzz), then decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from kg.gazetteer import fold
from kg.resolve.knowledge import NAMES

POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\s|$)")
HYPHEN = re.compile(r"[‐‑–]")
BRACKET = re.compile(r"\s*\(([^()]*)\)")
WORD = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*|&")
VOWELS = re.compile(r"[aeiouy']")
DOUBLE = re.compile(r"(.)\1+")
SOUNDS = re.compile("|".join(sorted(map(re.escape, NAMES.sounds), key=lambda s: (-len(s), s))))
JOINED = re.compile(rf"^(?:{'|'.join(NAMES.articles_joined)})-(?=\w)")
ACRONYM = re.compile(r"^[A-Z][A-Z0-9&-]{1,7}$")
LEAST = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "del", "to"})


@lru_cache(maxsize=1 << 18)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, without possessive, leading "the" and full stops, in one spelling.

    >>> words("The Syrian Defense Ministry's")
    ('syrian', 'defence', 'ministry')
    """
    plain = HYPHEN.sub("-", POSSESSIVE.sub("", text.replace(".", "")))
    folded = ("-".join(map(fold, w.split("-"))) if w != "&" else w for w in WORD.findall(plain))
    found = [NAMES.spellings.get(w, w) for w in folded if w]
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)


@lru_cache(maxsize=1 << 18)
def person(text: str) -> tuple[str, ...]:
    """The words of a person's name: no titles, no Arabic article, hyphens apart.

    >>> person("President Bashar al-Assad"), person("Mr. Assad"), person("Kim Jong-un")
    (('bashar', 'assad'), ('assad',), ('kim', 'jong', 'un'))
    >>> person("Mullah Omar")
    ('mullah', 'omar')
    """
    found = [w for w in words(text) if w not in NAMES.suffixes] or list(words(text))
    while len(found) > 1 and found[0] in NAMES.titles:
        if len(found) == 2 and found[0] in NAMES.kept_titles:
            break
        found = found[1:]
    return tuple(part for w in without_articles(found) for part in w.split("-"))


def spoken(text: str, family: str) -> str:
    """A name as it is said in full, without what `person` and `body` leave off but with the Arabic article.

    >>> spoken("President Bashar al-Assad", "Person"), spoken("the al-Shabaab group", "body")
    ('bashar al-assad', 'al-shabaab')
    """
    left = list(words(BRACKET.sub("", text) or text))
    kept = person(text) if family == "Person" else body(text)
    first = next((i for i, w in enumerate(left) if w in kept or JOINED.sub("", w).split("-")[0] == kept[0]), 0)
    if first and left[first - 1] in NAMES.articles_apart:
        first -= 1
    while len(left) > first + 1 and family != "Person" and left[-1] in NAMES.body_after:
        left.pop()
    return " ".join(left[first:])


@lru_cache(maxsize=1 << 18)
def clean(text: str) -> str:
    """A surface form as a label: spaces single, no punctuation or hyphen left hanging at its ends."""
    return " ".join(text.split()).strip(' .,;:!?–-—"“”') or text


def without_articles(found: list[str]) -> list[str]:
    """Words without the Arabic article, joined ("al-assad") or apart ("el sisi"); a name that is only one stays."""
    apart = [w for w in found if w not in NAMES.articles_apart] or found
    return [JOINED.sub("", w) for w in apart]


@lru_cache(maxsize=1 << 18)
def body(text: str) -> tuple[str, ...]:
    """The words of an organisation's or place's name: no bracketed part, no Arabic article, no company form after it.

    >>> body("al-Shabaab group"), body("Islamic State (IS)"), body("Al Shabaab")
    (('shabaab',), ('islamic', 'state'), ('shabaab',))
    """
    found = without_articles(list(words(BRACKET.sub("", text) or text)))
    while len(found) > 1 and found[-1] in NAMES.body_after:
        found = found[:-1]
    return tuple(found)


@lru_cache(maxsize=1 << 18)
def skeleton(text: str) -> str:
    """The consonants of a folded name, the letters that stand for one sound made one, doubles single.

    >>> skeleton("gaddafi") == skeleton("qadhafi"), skeleton("hizbullah") == skeleton("hezbollah")
    (True, True)
    """
    letters = SOUNDS.sub(lambda m: NAMES.sounds[m.group()], text.replace("-", "").replace(" ", ""))
    single = DOUBLE.sub(r"\1", letters)
    bare = VOWELS.sub("", single)
    return bare or single


def likeness(a: str, b: str) -> float:
    """How alike two folded names are spelled, 0 to 100."""
    return fuzz.ratio(a, b)


def is_acronym(text: str) -> bool:
    """Whether `text` is capitals (and digits) only, 2 to 8 of them: "SOHR", "M23", "AFP"."""
    return bool(ACRONYM.match(text.replace(".", "")))


def initials(text: str) -> str:
    """The first letters of the content words of a long name, in capitals.

    >>> initials("Revolutionary Armed Forces of Colombia")
    'RAFC'
    """
    return "".join(w[0] for w in re.split(r"[\s-]+", fold(text)) if w and w not in LEAST and w[0].isalnum()).upper()


def bracketed(text: str) -> tuple[str, ...]:
    """The contents of a name's brackets: "Islamic State (IS) group" → ("IS",)."""
    return tuple(b.strip() for b in BRACKET.findall(text) if b.strip())


@lru_cache(maxsize=1 << 18)
def singular(word: str) -> str:
    """A folded noun without its plural ending, good enough to compare two forms of one noun."""
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def slug(text: str) -> str:
    """A name as the local part of an IRI: folded words joined by underscores. Other scripts stay as they are.

    >>> slug("Darat Izza"), slug("Recep Tayyip Erdoğan")
    ('darat_izza', 'recep_tayyip_erdogan')
    """
    return "_".join(re.findall(r"[^\W_]+", fold(text)))
