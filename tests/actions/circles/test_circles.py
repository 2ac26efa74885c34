"""A circle from inside and outside: ways in, what strangers learn, rooms without knocking, and what ends with a membership."""

from datetime import timedelta

import pytest

from covision.actions.circles import agreements, circles, joining, membership, proposals
from covision.actions.meetings import circle_meetings, meetings
from covision.actions.room import rooms, scenes
from covision.engine.refusals import Refused
from covision.models.circles import Application, Circle, Invitation
from covision.models.contributions import CircleBody
from covision.models.meetings import Meeting
from tests.conftest import NOW
from tests.scenes.lasting_circle import asking, changed_terms, founded, of_four, person

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def test_a_circle_is_there_for_its_members_alone() -> None:
    group = founded()
    assert group.inside("Fay").circle == group.circle
    for somebody in (group.people["Oz"], None):
        with pytest.raises(Refused, match="no such circle"):
            circles.enter(group.circle.public_id, by=somebody, now=NOW)


def test_an_invitation_points_and_lets_nobody_in() -> None:
    group = founded()
    token = joining.invite(group.inside("Fay"), now=NOW).token
    notice = joining.summary_of_invitation(token, now=NOW)
    joining.ask_to_join(notice, asking("Oz"), by=group.people["Oz"], now=NOW)
    assert membership.members(group.circle).count() == 1


def test_an_invitation_expires_and_can_be_withdrawn() -> None:
    group = founded()
    token = joining.invite(group.inside("Fay"), now=NOW).token
    with pytest.raises(Refused, match="leads nowhere"):
        joining.summary_of_invitation(token, now=NOW + joining.INVITATION_LASTS)
    joining.withdraw_invitation(group.inside("Fay"), token, now=NOW)
    with pytest.raises(Refused, match="leads nowhere"):
        joining.summary_of_invitation(token, now=NOW)
    assert not Invitation.objects.exists()


def test_a_circle_is_on_the_board_only_if_it_wants_to_and_has_places() -> None:
    group = founded()
    assert joining.board() == ()
    circles.describe(
        group.inside("Fay"), circles.Portrait("Tuesday circle", "Placement", "", "", 2), True, now=NOW
    )
    assert [notice.name for notice in joining.board()] == ["Tuesday circle"]
    circles.describe(
        group.inside("Fay"), circles.Portrait("Tuesday circle", "Placement", "", "", 0), True, now=NOW
    )
    assert joining.board() == ()


def test_whoever_leads_somebody_there_is_told_and_nothing_is_kept() -> None:
    group = founded()
    notice = joining.summary_of_invitation(joining.invite(group.inside("Fay"), now=NOW).token, now=NOW)
    with pytest.raises(Refused, match="another circle"):
        joining.ask_to_join(notice, asking("Oz", line="yes"), by=group.people["Oz"], now=NOW)
    assert not Application.objects.exists()


def test_an_objection_declines_and_what_the_person_wrote_is_erased() -> None:
    group = founded()
    before = CircleBody.objects.count()
    notice = joining.summary_of_invitation(joining.invite(group.inside("Fay"), now=NOW).token, now=NOW)
    joining.ask_to_join(notice, asking("Oz", motive="I am lonely."), by=group.people["Oz"], now=NOW)
    admission = group.circle.proposals.get()
    group.answer("Fay", admission, "objection", "We work together too closely.")
    circles.settle_all(NOW + timedelta(days=7))
    assert circles.applications(group.people["Oz"])[0].declined == NOW + timedelta(days=7)
    assert CircleBody.objects.count() == before + 1  # the objection's reason


def test_a_member_uses_no_right_before_accepting_the_agreement() -> None:
    fay = person()
    circle = circles.found_circle(
        circles.Portrait("Tuesday", "Placement", "", "", 3), name="Fay", language="de", by=fay, now=NOW
    )
    inside = circles.enter(circle.public_id, by=fay, now=NOW)
    with pytest.raises(Refused, match="agreement first"):
        joining.invite(inside, now=NOW)
    agreements.accept(inside, 1, now=NOW)
    assert joining.invite(inside, now=NOW).token


def test_members_take_their_seats_and_strangers_find_no_meeting() -> None:
    group = of_four()
    room = circle_meetings.start(group.inside("Cas"), 90, 1, spoken=False, now=NOW)
    there_room = circle_meetings.come_in(group.inside("Ben"), room.public_id, now=NOW)
    assert there_room.meeting.is_in(2)
    assert [there_room.name(seat.number) for seat in there_room.meeting.people()] == ["Cas", "Ben"]
    other = founded()
    with pytest.raises(Refused, match="no such meeting"):
        circle_meetings.come_in(other.inside("Fay"), room.public_id, now=NOW)


def test_a_guest_with_a_members_name_does_not_keep_the_member_out() -> None:
    group = of_four()
    room = circle_meetings.start(group.inside("Cas"), 90, 1, spoken=False, now=NOW)
    meetings.ask_to_come_in(Meeting.objects.get(pk=room.id), name="Ben", by=group.people["Oz"], now=NOW)
    room = circle_meetings.come_in(group.inside("Ben"), room.public_id, now=NOW)
    assert room.name(3) == "Ben 2"


def test_whoever_leaves_the_circle_is_gone_from_its_open_rooms() -> None:
    group = of_four()
    room = circle_meetings.start(group.inside("Cas"), 90, 1, spoken=False, now=NOW)
    circle_meetings.come_in(group.inside("Ben"), room.public_id, now=NOW)
    circles.leave(group.inside("Ben"), now=NOW)
    assert not room.meeting.is_in(2)
    with pytest.raises(Refused):
        scenes.scene(room, 2, "", scenes.presence(room, NOW))


def test_a_former_member_leaves_no_name_behind() -> None:
    group = of_four()
    ben = group.inside("Ben").member
    circles.leave(group.inside("Ben"), now=NOW)
    ben.refresh_from_db()
    assert (ben.name, ben.until) == ("", NOW)


def test_with_the_last_member_the_circle_ends() -> None:
    group = founded()
    circles.leave(group.inside("Fay"), now=NOW)
    assert Circle.objects.get(pk=group.circle.pk).dissolved == NOW
    assert not CircleBody.objects.exists()


def test_a_meeting_is_kept_as_long_as_the_circle_agreed() -> None:
    group = founded()
    change = changed_terms(group, keep_days=30)
    proposals.propose_agreement(group.inside("Fay"), change, "Longer.", "en", now=NOW)
    assert agreements.retention(group.circle.pk, meetings.KEEP_MEETING) == timedelta(days=30)
    assert agreements.retention(None, meetings.KEEP_MEETING) == meetings.KEEP_MEETING


def test_what_is_next_is_asked_in_as_many_questions_for_many_circles() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fay = person()
    counts = []
    for _ in range(2):
        for number in range(3):
            portrait = circles.Portrait(f"Circle {number}", "Placement", "", "", 3)
            circles.found_circle(portrait, name="Fay", language="en", by=fay, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            assert all(status.accept for status in circles.circles_of(fay, now=NOW))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_waits_for_me_is_what_i_have_not_answered() -> None:
    group = of_four()
    change = proposals.propose_agreement(group.inside("Cas"), changed_terms(group), "So.", "en", now=NOW)
    assert [status.proposals for status in circles.circles_of(group.people["Ada"], now=NOW)] == [1]
    assert [status.proposals for status in circles.circles_of(group.people["Cas"], now=NOW)] == [0]
    group.answer("Ada", change, "consent")
    assert [status.proposals for status in circles.circles_of(group.people["Ada"], now=NOW)] == [0]


def test_asking_does_not_tell_who_is_in_the_circle_and_a_name_that_is_taken_gets_a_number() -> None:
    group = of_four()
    notice = joining.summary_of_invitation(joining.invite(group.inside("Fay"), now=NOW).token, now=NOW)
    joining.ask_to_join(notice, asking("Cas"), by=group.people["Oz"], now=NOW)
    admission = group.circle.proposals.latest("number")
    for who in ("Fay", "Cas", "Ada", "Ben"):
        group.answer(who, admission, "consent")
    assert [member.name for member in membership.members(group.circle)][-1] == "Cas 2"


def test_had_the_server_died_meanwhile_the_former_member_is_taken_from_rooms_by_the_hour() -> None:
    group = of_four()
    room = circle_meetings.start(group.inside("Cas"), 90, 1, spoken=False, now=NOW)
    circle_meetings.come_in(group.inside("Ben"), room.public_id, now=NOW)
    group.inside("Ben").circle.memberships.filter(name="Ben").update(until=NOW, name="", name_key="")
    assert room.meeting.is_in(2)
    circles.settle_all(NOW + timedelta(minutes=50))
    assert not room.meeting.is_in(2)


def test_who_was_a_member_is_forgotten_a_year_later() -> None:
    group = of_four()
    circles.leave(group.inside("Ben"), now=NOW)
    circles.settle_all(NOW + circles.KEEP_ENDED - timedelta(days=1))
    assert group.circle.memberships.count() == 4
    circles.settle_all(NOW + circles.KEEP_ENDED)
    assert group.circle.memberships.count() == 3
