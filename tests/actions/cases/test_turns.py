"""Give and take: what is written down of a round, whose turn it then is, and what members say beforehand."""

from datetime import timedelta

import pytest

from covision.actions.cases import turns
from covision.actions.circles import agreements, membership
from covision.actions.due import do_what_is_due
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.engine.refusals import Refused
from covision.models.agreements import Agreement
from covision.models.turns import Turn, Wish
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, founded, of_four
from tests.scenes.prepared_cases import do, go_on, met, work_on
from tests.scenes.room_cast import PROBLEM

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def round_done(group: LastingCircle) -> Room:
    """Cas was the client, Ada facilitated, Fay and Ben advised."""
    room = met(group, "Fay", "Cas", "Ada", "Ben")
    go_on(room)
    do(room, 2, "write", text="The long list.", **PROBLEM)
    work_on(room, room.meeting.cards[0].id, owner=2, facilitator=3)
    while room.meeting.place()[1] != "next":
        go_on(room)
    return room


def due(group: LastingCircle, role: str) -> tuple[str, str]:
    prospect = next(prospect for prospect in turns.prospects(group.inside("Fay")) if prospect.role == role)
    names = {member.pk: member.name for member in membership.members(group.circle)}
    return (names[prospect.due.who], prospect.due.reason) if prospect.due else ("", "")


def test_who_had_which_part_is_written_down_when_a_round_has_ended() -> None:
    group = of_four()
    room = round_done(group)
    assert not Turn.objects.exists()
    go_on(room, then="final")
    members, (meeting,) = turns.turn_table(group.inside("Ben"))
    had = {member.name: parts for member, parts in zip(members, meeting.parts, strict=True)}
    assert had == {"Fay": ("advisor",), "Cas": ("client",), "Ada": ("facilitator",), "Ben": ("advisor",)}
    assert meeting.day == NOW.date()


def test_a_round_is_written_down_once_and_outlives_the_meetings_words() -> None:
    group = of_four()
    room = round_done(group)
    go_on(room, then="final")
    go_on(room)
    go_on(room)
    assert Turn.objects.count() == 4
    do_what_is_due(NOW + timedelta(days=100))
    assert Turn.objects.count() == 4
    do_what_is_due(NOW + timedelta(days=366))
    assert not Turn.objects.exists()


def test_turns_are_kept_as_long_as_the_circle_agreed() -> None:
    group = of_four()
    go_on(round_done(group), then="final")
    Agreement.objects.filter(circle=group.circle).update(keep_turns=3)
    do_what_is_due(NOW + timedelta(days=89))
    assert Turn.objects.count() == 4
    do_what_is_due(NOW + timedelta(days=90))
    assert not Turn.objects.exists()


def test_the_turn_goes_to_who_has_not_had_a_part_yet() -> None:
    group = of_four()
    go_on(round_done(group), then="final")
    assert due(group, "client") == ("Fay", "first")
    assert due(group, "facilitator") == ("Ben", "first")


def test_who_would_rather_not_is_not_proposed_and_nobody_is_told() -> None:
    group = of_four()
    go_on(round_done(group), then="final")
    turns.answer_part(group.inside("Ben"), "facilitator", "rather-not")
    assert due(group, "facilitator")[0] == "Cas"
    bens_answers = {prospect.role: prospect.mine for prospect in turns.prospects(group.inside("Ben"))}
    adas_answers = {prospect.role: prospect.mine for prospect in turns.prospects(group.inside("Ada"))}
    assert (bens_answers["facilitator"], adas_answers["facilitator"]) == ("rather-not", "")
    turns.answer_part(group.inside("Ben"), "facilitator", "")
    assert due(group, "facilitator")[0] == "Ben"


def test_what_was_said_beforehand_is_there_when_the_parts_are_shared_out_and_over_after_the_meeting() -> None:
    group = of_four()
    turns.answer_part(group.inside("Ben"), "facilitator", "would")
    room = round_done(group)
    assert room.prepared.wishes == {(4, "facilitator")}
    go_on(room, then="final")
    assert not Wish.objects.exists()
    turns.answer_part(group.inside("Fay"), "client", "would")
    go_on(room)
    assert Wish.objects.get().role == "client"


def test_the_next_meeting_begins_with_the_history_of_the_last() -> None:
    group = of_four()
    go_on(round_done(group), then="final")
    room = met(group, "Ada", "Ben")
    assert {(turn.who, turn.role) for turn in room.prepared.history} == {(1, "facilitator")}


def test_turns_go_with_the_membership() -> None:
    group = of_four()
    go_on(round_done(group), then="final")
    membership.end(group.inside("Ada").member, now=NOW)
    assert sorted(Turn.objects.values_list("role", flat=True)) == ["advisor", "advisor", "client"]


def test_only_members_who_accepted_the_agreement_say_something_about_the_next_meeting() -> None:
    group = of_four()
    with pytest.raises(Refused, match="parts and answers"):
        turns.answer_part(group.inside("Ben"), "king", "would")
    newcomer = founded().inside("Fay")
    agreements.Acceptance.objects.filter(member=newcomer.member).delete()
    with pytest.raises(Refused, match="agreement first"):
        turns.answer_part(newcomer, "facilitator", "would")
