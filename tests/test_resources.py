"""Data files are found, and a missing one says so in a line."""

import pytest

from kg.errors import BadData
from kg.resources import data_path


def test_the_vocabulary_and_the_gazetteer_are_found():
    assert data_path("ontology", "kg.ttl").is_file()
    assert data_path("ontology", "gazetteer").is_dir()


def test_a_missing_file_is_named():
    with pytest.raises(BadData, match=r"ontology/nowhere\.ttl: this data file is missing"):
        data_path("ontology", "nowhere.ttl")
