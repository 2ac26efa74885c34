"""A case is sealed under a key of its own, and gone with it."""

from pathlib import Path

import pytest
from django.db import connections, transaction

from covision import vault
from covision.models.cases import Case
from covision.models.contributions import CaseBody
from covision.models.keys import CaseKey
from covision.models.people import Person
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def case() -> int:
    person = Person.objects.create(joined=NOW.date())
    case_id = Case.objects.create(person=person, touched=NOW.date()).pk
    vault.CASES.keys.create(case_id)
    return case_id


def keep(case: int, kind: str, text: str) -> str:
    with transaction.atomic():
        return vault.keep_case(case, kind, text)


def stored() -> bytes:
    """All bytes of both stores, with their logs; nothing where the database keeps no files here."""
    files = [
        Path(f"{connections[alias].settings_dict['NAME']}{end}")
        for alias in ("default", "keys")
        for end in ("", "-wal", "-journal")
    ]
    return b"".join(file.read_bytes() for file in files if file.is_file())


def test_notes_and_what_would_be_shared_are_opened_apart() -> None:
    case_id = case()
    ref = keep(case_id, "case", "I promise too much.")
    keep(case_id, "notes", "It was Tuesday.")
    assert vault.open_cases([case_id], "case") == {case_id: (ref, "I promise too much.")}
    assert vault.open_cases([case_id], "notes")[case_id][1] == "It was Tuesday."


def test_a_text_moved_to_another_case_opens_nothing() -> None:
    first, other = case(), case()
    keep(first, "case", "I promise too much.")
    CaseBody.objects.filter(case_id=first).update(case_id=other)
    assert vault.open_cases([other], "case") == {}


def test_a_new_wording_has_a_new_reference_and_the_old_bytes_are_gone() -> None:
    case_id = case()
    old = keep(case_id, "case", "I promise too much.")
    sealed = bytes(CaseBody.objects.get(ref=old).ciphertext)
    assert connections["default"].vendor != "sqlite" or sealed in stored()
    assert keep(case_id, "case", "I promise a little too much.") != old
    assert sealed not in stored()


def test_an_erased_case_leaves_no_byte_in_the_database_or_the_key_store() -> None:
    erased, other = case(), case()
    keep(erased, "case", "I promise too much.")
    keep(other, "case", "Mine stays.")
    sealed = bytes(CaseBody.objects.get(case_id=erased).ciphertext)
    wrapped = bytes(CaseKey.objects.get(case_id=erased).wrapped)
    assert connections["default"].vendor != "sqlite" or (sealed in stored() and wrapped in stored())
    with transaction.atomic():
        vault.CASES.erase([erased])
    assert sealed not in stored()
    assert wrapped not in stored()
    assert vault.open_cases([erased, other], "case")[other][1] == "Mine stays."
