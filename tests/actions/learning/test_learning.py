"""What is kept of somebody's learning: for her eyes only, no more than it takes, and gone when she says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from covision.actions.learning import learning
from covision.actions.room import rooms, scenes
from covision.engine.refusals import Refused
from covision.engine.scene.part import Part
from covision.models.learning import Practice, Readiness, UnitDone
from covision.models.logins import Login
from covision.models.people import Person
from tests.scenes.room_cast import PROBLEM, RealTable, at_work, guest, real_table

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _no_rooms_are_open() -> None:
    rooms.close_rooms()


def part(table: RealTable, who: str) -> Part:
    scene = scenes.scene(
        table.room, table.people[who].seat, "", scenes.presence(table.room, timezone.now())
    ).part
    assert scene
    return scene


def play_a_round(table: RealTable) -> None:
    """From the first step of the main phase to the end of the meeting."""
    for step in ("problem", "vision", "resources", "goals", "solutions", "next"):
        table.do("Ada", "end-step", step=step, then="final" if step == "next" else "", anyway="1")


def practice(table: RealTable) -> dict[tuple[str, str], int]:
    names = {guest.person.pk: name for name, guest in table.people.items()}
    return {(names[row.person_id], row.role): row.rounds for row in Practice.objects.all()}


def marked_ready(table: RealTable, who: str) -> set[tuple[str, str]]:
    board = scenes.scene(
        table.room, table.people[who].seat, "", scenes.presence(table.room, timezone.now())
    ).board
    assert board and board.cast
    return {
        (table.room.name(candidate.seat), role.role)
        for role in board.cast.roles
        for candidate in role.candidates
        if candidate.feels_ready
    }


# The course


def test_fay_does_a_unit_and_does_it_again() -> None:
    fay, now = guest().person, timezone.now()
    learning.finish_unit("levels", by=fay, now=now)
    learning.finish_unit("levels", by=fay, now=now + timedelta(days=3))
    assert learning.units_done(fay) == {"levels": timezone.localdate(now)}
    learning.reopen_unit("levels", by=fay)
    assert learning.units_done(fay) == {}


def test_nobody_can_do_a_unit_that_is_not_there() -> None:
    with pytest.raises(Refused):
        learning.finish_unit("nothing", by=guest().person, now=timezone.now())


def test_what_is_kept_of_fay_goes_with_one_word_and_oz_keeps_his() -> None:
    fay, oz = guest().person, guest().person
    for person in (fay, oz):
        learning.finish_unit("levels", by=person, now=timezone.now())
        learning.keep_ready_roles(["observer"], by=person)
        Practice.objects.create(person=person, role="advisor", rounds=2)
    learning.forget_learning(fay)
    assert [
        list(kept.objects.values_list("person", flat=True)) for kept in (UnitDone, Readiness, Practice)
    ] == [[oz.pk]] * 3


def test_what_is_kept_of_a_guest_goes_when_the_login_is_over() -> None:
    fay, oz, ada = guest().person, guest().person, guest().person
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    for person in (fay, oz, ada):
        learning.finish_unit("levels", by=person, now=timezone.now())
    Login.objects.filter(person__in=[fay, ada]).delete()
    assert learning.forget_guests(timezone.now()) == 1
    assert set(UnitDone.objects.values_list("person", flat=True)) == {oz.pk, ada.pk}


# Feeling ready


def test_ada_says_for_what_she_feels_ready_and_changes_her_mind() -> None:
    ada = guest().person
    learning.keep_ready_roles(["facilitator", "observer"], by=ada)
    learning.keep_ready_roles(["observer"], by=ada)
    assert learning.ready_for(ada) == {"observer"}


def test_nobody_can_feel_ready_to_be_the_client() -> None:
    with pytest.raises(Refused):
        learning.keep_ready_roles(["client"], by=guest().person)


def test_who_shares_out_the_parts_sees_who_feels_ready_though_the_room_was_open() -> None:
    table = real_table()
    table.do("Fay", "end-step", step="arrive")
    table.do("Cas", "write", text="The long list.", **PROBLEM)
    table.do("Fay", "reveal")
    table.do("Fay", "end-step", step="collect")
    table.do("Fay", "propose-case", card=table.room.meeting.cards[0].id)
    table.do("Cas", "accept-case")
    table.do("Fay", "end-step", step="choose")
    assert marked_ready(table, "Cas") == set()
    learning.keep_ready_roles(["facilitator"], by=table.people["Ben"].person)
    rooms.catch_up(table.room)
    assert marked_ready(table, "Cas") == {("Ben", "facilitator")}


# Hints that fade


def test_a_finished_round_is_counted_for_everybody_in_it_and_only_once() -> None:
    table = at_work()
    play_a_round(table)
    for name, parts in (("Ada", "facilitator"), ("Cas", "client"), ("Ben", "advisor")):
        assert practice(table)[name, parts] == 1
    table.do("Ada", "go-back", step=table.place()[1])
    assert table.place() == (1, "next")
    table.do("Ada", "end-step", step="next", then="final", anyway="1")
    assert set(practice(table).values()) == {1}


def test_a_round_that_still_goes_on_counts_for_nobody() -> None:
    table = at_work()
    table.do("Ada", "end-step", step="problem", anyway="1")
    assert practice(table) == {}


def test_nothing_is_counted_beyond_three() -> None:
    table = at_work()
    Practice.objects.create(person=table.people["Ada"].person, role="facilitator", rounds=3)
    play_a_round(table)
    assert practice(table)["Ada", "facilitator"] == 3


def test_simulated_peers_have_no_practice() -> None:
    table = at_work()
    Person.objects.filter(pk=table.people["Ben"].person.pk).update(simulated=True)
    play_a_round(table)
    assert {name for name, _ in practice(table)} == {"Ada", "Cas", "Eve", "Fay"}


@pytest.mark.parametrize(("rounds", "guidance"), [(0, "full"), (1, "short"), (2, "short"), (3, "question")])
def test_the_room_explains_less_to_whoever_knows_a_part(rounds: int, guidance: str) -> None:
    table = at_work()
    Practice.objects.create(person=table.people["Ada"].person, role="facilitator", rounds=rounds)
    table.reload()
    assert part(table, "Ada").guidance == guidance
    assert part(table, "Ben").guidance == "full"


def test_ada_has_less_and_then_more_explained_and_it_stays_so() -> None:
    table = at_work()
    table.do("Ada", "explain", level="question")
    assert part(table, "Ada").guidance == "question"
    table.do("Ada", "explain", level="short")
    table.reload()
    assert part(table, "Ada").guidance == "short"
    assert part(table, "Cas").guidance == "full"


def test_a_level_that_does_not_exist_is_refused() -> None:
    table = at_work()
    with pytest.raises(Refused):
        table.do("Ada", "explain", level="shout")
    assert practice(table) == {}


def test_how_much_is_explained_is_in_no_journal() -> None:
    table = at_work()
    before = table.room.meeting.version
    table.do("Ada", "explain", level="short")
    assert table.reload().meeting.version == before
