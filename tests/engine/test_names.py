"""People choose their names freely, but not empty, endless, unseen or to be taken for somebody else."""

import pytest

from covision.engine.names import clean_name, name_key
from covision.engine.refusals import Refused


@pytest.mark.parametrize("name", ["Ada", "Özlem", "Jean-Luc", "O’Neil", "李雷", "أمل", "Дмитрий", "M. 🌱"])
def test_people_may_be_called_as_they_are_called(name):
    assert clean_name(f"  {name} ") == name


def test_spaces_are_single_and_letters_composed():
    assert clean_name("Ada   Lo\u0308we") == "Ada Löwe"


@pytest.mark.parametrize(
    "raw",
    ["", "   ", "...", "\u0301", "Ada\u202eneB", "A\u200bda", "A\u2066da", "Ada\n", "Ad\x00a", "\u3164"],
)
def test_what_cannot_be_read_aloud_is_no_name(raw):
    with pytest.raises(Refused) as no:
        clean_name(raw)
    assert no.value.why == "invalid"


def test_forty_characters_are_a_name_and_one_more_is_not():
    assert clean_name("x" * 40) == "x" * 40
    with pytest.raises(Refused):
        clean_name("x" * 41)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ada", "ADA"),
        ("Ada", "Аdа"),
        ("Ada", "ΑDA"),
        ("Ada", "Ａｄａ"),
        ("Ada B", "ada  b"),
        ("Groß", "GROSS"),
        ("Bob", "ВОВ"),
    ],
)
def test_names_people_would_confuse_are_the_same(name, other):
    assert name_key(name) == name_key(other)


def test_different_names_stay_different():
    names = ["Ada", "Ida", "Áda", "Ben", "Дмитрий", "Дмитрии", "Ολγα", "Olaf", "李雷", "李蕾"]
    assert len({name_key(name) for name in names}) == len(names)
