"""Headlines in capitals are parsed as the article writes their words elsewhere; offsets stay."""

import pytest

from kg.parse.headlines import calmed

KNOWN = frozenset({"hundred", "flee", "army", "kill", "near", "as", "key", "turkey", "rice", "protest", "amid"})
BODY = "Soldiers killed three traders near Bamenda, where hundreds flee. A key road to Turkey is shut, the army said."


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Army Kills Three Traders Near Key Road", "Army kills three traders near key road"),
        ("Three Traders Killed As Army Shuts Road To Turkey", "Three traders killed as army shuts road to Turkey"),
        ("HUNDREDS FLEE AS ARMY NEARS BAMENDA", "Hundreds flee as army nears Bamenda"),
        ("Soldiers killed near Bamenda Road", "Soldiers killed near Bamenda Road"),
        ("By Will Rice, Continental Press", "By Will Rice, Continental Press"),
        ("Army Kills Three.", "Army Kills Three."),
    ],
)
def test_a_headline_is_written_as_the_article_writes_its_words(line: str, read: str) -> None:
    text = f"{line}\n\n{BODY}"
    assert calmed(text, KNOWN) == f"{read}\n\n{BODY}"


def test_a_text_of_headlines_alone_stays() -> None:
    assert calmed("Army Kills Three Traders Near Road", KNOWN) == "Army Kills Three Traders Near Road"
