"""What members write for one another is sealed under their circle's own key, and gone without it."""

import pytest
from django.db import transaction

from covision import vault
from covision.models.circles import Circle
from covision.models.contributions import CircleBody
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def circle() -> int:
    circle_id = Circle.objects.create(name="Tuesday", created=NOW, lasting=True).pk
    vault.CIRCLES.keys.create(circle_id)
    return circle_id


def keep(circle: int, kind: str, text: str) -> str:
    with transaction.atomic():
        return vault.CIRCLES.keep(circle, kind, text)


def test_a_text_of_a_circle_is_read_again_and_stands_nowhere_in_clear(circle: int) -> None:
    ref = keep(circle, "why", "Somebody talks too much.")
    assert vault.CIRCLES.open(circle, [(ref, "why")]) == {ref: "Somebody talks too much."}
    assert b"talks" not in bytes(CircleBody.objects.get(ref=ref).ciphertext)


def test_a_text_opens_as_what_it_was_sealed_as_only(circle: int) -> None:
    ref = keep(circle, "why", "Somebody talks too much.")
    assert vault.CIRCLES.open(circle, [(ref, "reason")]) == {}


def test_a_text_moved_to_another_circle_opens_nothing(circle: int) -> None:
    ref = keep(circle, "why", "Somebody talks too much.")
    other = Circle.objects.create(name="Thursday", created=NOW, lasting=True).pk
    vault.CIRCLES.keys.create(other)
    CircleBody.objects.filter(ref=ref).update(circle_id=other)
    assert vault.CIRCLES.open(other, [(ref, "why")]) == {}


def test_an_erased_circle_has_neither_key_nor_text(circle: int) -> None:
    ref = keep(circle, "why", "Somebody talks too much.")
    with transaction.atomic():
        vault.CIRCLES.erase([circle])
    assert vault.CIRCLES.open(circle, [(ref, "why")]) == {}
    assert not CircleBody.objects.filter(circle_id=circle).exists()
