"""What people wrote is sealed, bound to its place, and nobody changes or moves it unnoticed."""

from pathlib import Path

import pytest
from django.db import connection

from covision.engine.refusals import Refused
from covision.models.contributions import Body
from covision.models.meetings import Meeting
from covision.models.rows import Insert, insert_all
from covision.vault import MEETINGS, seal
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

WORDS = "I dread the talk with my manager on Thursday."


def keep(*inserts: Insert) -> None:
    with connection.cursor() as cursor:
        insert_all(cursor, inserts)


def key_of(meeting: int) -> bytes:
    key = MEETINGS.keys.open(meeting)
    assert key is not None
    return key


def test_cas_reads_again_what_he_wrote(meeting):
    key = key_of(meeting)
    keep(seal(key, meeting, "ref-1", "case", 2, WORDS), seal(key, meeting, "ref-2", "answer", 3, "Grüße 🌱"))
    wanted = [("ref-1", "case", 2), ("ref-2", "answer", 3), ("ref-never", "answer", 3)]
    assert MEETINGS.open(meeting, wanted, key) == {"ref-1": WORDS, "ref-2": "Grüße 🌱"}


def test_his_words_are_in_no_row_and_no_file(meeting):
    keep(seal(key_of(meeting), meeting, "ref-1", "case", 2, WORDS))
    assert Body.objects.count() == 1
    assert WORDS.encode() not in bytes(Body.objects.get().ciphertext)
    if connection.vendor == "sqlite":
        home = Path(connection.settings_dict["NAME"]).parent
        files = [file for file in home.rglob("*") if file.is_file()]
        assert any(b"ref-1" in file.read_bytes() for file in files)
        assert not any(b"manager" in file.read_bytes() for file in files)


def test_two_texts_of_one_class_look_equally_long(meeting):
    key = key_of(meeting)
    sizes = [
        len(seal(key, meeting, "r", "case", 2, text).params[4])
        for text in ("", "x" * 252, "x" * 253, "x" * 16380)
    ]
    assert sizes == [256 + 16, 256 + 16, 1024 + 16, 16384 + 16]


def test_a_text_beyond_the_largest_class_is_refused(meeting):
    with pytest.raises(Refused) as no:
        seal(key_of(meeting), meeting, "r", "case", 2, "x" * 16381)
    assert no.value.why == "large"


def test_the_same_words_never_look_the_same(meeting):
    key = key_of(meeting)
    boxes = {seal(key, meeting, "r", "case", 2, WORDS).params[3:] for _ in range(1000)}
    assert len(boxes) == 1000
    assert len({nonce for nonce, _ in boxes}) == 1000


@pytest.mark.parametrize(
    "elsewhere",
    [("ref-1", "answer", 2), ("ref-1", "case", 3), ("ref-1", "cas", 2)],
    ids=["kind", "seat", "part"],
)
def test_words_do_not_open_as_another_kind_or_as_somebody_elses(meeting, elsewhere):
    key = key_of(meeting)
    keep(seal(key, meeting, "ref-1", "case", 2, WORDS))
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {"ref-1": WORDS}
    assert MEETINGS.open(meeting, [elsewhere], key) == {}


def test_two_swapped_bodies_do_not_open(meeting):
    key = key_of(meeting)
    keep(seal(key, meeting, "ref-1", "case", 2, "yes"), seal(key, meeting, "ref-2", "case", 2, "no"))
    first, second = Body.objects.order_by("ref")
    Body.objects.filter(ref="ref-1").update(nonce=second.nonce, ciphertext=second.ciphertext)
    Body.objects.filter(ref="ref-2").update(nonce=first.nonce, ciphertext=first.ciphertext)
    assert MEETINGS.open(meeting, [("ref-1", "case", 2), ("ref-2", "case", 2)], key) == {}


def test_words_do_not_open_in_another_meeting(meeting):
    key, elsewhere = key_of(meeting), Meeting.objects.create(created=NOW).pk
    keep(seal(key, meeting, "ref-1", "case", 2, WORDS))
    Body.objects.update(meeting_id=elsewhere)
    assert MEETINGS.open(elsewhere, [("ref-1", "case", 2)], key) == {}
    Body.objects.update(meeting_id=meeting)
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {"ref-1": WORDS}


def test_no_bit_can_be_flipped(meeting):
    key = key_of(meeting)
    keep(seal(key, meeting, "ref-1", "case", 2, WORDS))
    body = Body.objects.get()
    nonce, box = bytes(body.nonce), bytes(body.ciphertext)
    for bit in range(0, 8 * len(box), 37):
        bent = bytearray(box)
        bent[bit // 8] ^= 1 << bit % 8
        Body.objects.update(ciphertext=bytes(bent))
        assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {}
    Body.objects.update(ciphertext=box, nonce=bytes([nonce[0] ^ 1, *nonce[1:]]))
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {}
    Body.objects.update(nonce=nonce)
    assert MEETINGS.open(meeting, [("ref-1", "case", 2)], key) == {"ref-1": WORDS}
