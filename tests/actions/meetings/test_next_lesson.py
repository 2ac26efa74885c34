"""Each end names the next thing: take part, lead, compare, meet."""

import pytest
from django.utils import timezone

from covision.actions.learning import learning
from covision.actions.learning.next_lesson import NextLesson, next_lesson_for
from covision.models.learning import Practice
from covision.models.people import Person

pytestmark = pytest.mark.django_db


def test_oz_is_led_from_taking_part_to_leading_to_the_worked_case_to_a_meeting() -> None:
    oz = Person.objects.create(joined=timezone.localdate())
    assert next_lesson_for(oz) == NextLesson("rehearse", case="calling-hour", role="advisor")

    Practice.objects.create(person=oz, role="advisor", rounds=1)
    Practice.objects.create(person=oz, role="facilitator", rounds=0, chose="full")
    assert next_lesson_for(oz) == NextLesson("rehearse", case="calling-hour", role="facilitator")

    Practice.objects.filter(person=oz, role="facilitator").update(rounds=1)
    assert next_lesson_for(oz) == NextLesson("unit", unit="concept-1")

    learning.finish_unit("concept-1", by=oz, now=timezone.now())
    assert next_lesson_for(oz) == NextLesson("meeting")


def test_whoever_read_the_unit_first_is_not_sent_back_to_it() -> None:
    ada = Person.objects.create(joined=timezone.localdate())
    learning.finish_unit("concept-1", by=ada, now=timezone.now())
    for role in ("advisor", "facilitator"):
        Practice.objects.create(person=ada, role=role, rounds=1)

    assert next_lesson_for(ada) == NextLesson("meeting")
