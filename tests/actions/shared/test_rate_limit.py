"""Whoever tries too fast is slowed down, by one count for all processes, and never locked out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from covision.actions.shared import rate_limit
from covision.models.pace import Bucket
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default"])


def tries(number: int, what: str = "code of Fay", later: int = 0) -> list[bool]:
    now = NOW + timedelta(seconds=later)
    return [rate_limit.take_token(what, burst=3, per_second=0.1, now=now) for _ in range(number)]


def test_three_tries_at_once_and_then_one_every_ten_seconds():
    assert tries(4) == [True, True, True, False]
    assert tries(2, later=10) == [True, False]


def test_who_waits_long_enough_is_as_free_as_at_first():
    assert tries(5)[-1] is False
    assert tries(4, later=3600) == [True, True, True, False]


def test_one_person_does_not_slow_down_another():
    assert tries(4)[-1] is False
    assert tries(1, "code of Ada") == [True]


def test_ten_tries_in_the_same_moment_are_three():
    def once(_: int) -> bool:
        try:
            return tries(1)[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as hands:
        assert sorted(hands.map(once, range(10))) == [False] * 7 + [True] * 3


def test_the_count_names_nobody_and_is_in_the_database_where_every_process_reads_it():
    tries(1, "letters to fay@example.org")
    bucket = Bucket.objects.get()
    assert (bucket.tokens, "fay" in bucket.key) == (2, False)


def test_counts_that_no_longer_matter_are_forgotten():
    tries(1)
    rate_limit.forget_full(NOW + timedelta(hours=1))
    assert Bucket.objects.count() == 1
    rate_limit.forget_full(NOW + timedelta(days=2))
    assert Bucket.objects.count() == 0
