"""Rehearsals through the front door: the library, the pace, looking back, erasing; nobody else sees anything."""

from datetime import timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone

from covision import processes, vault
from covision.actions.meetings import meetings
from covision.actions.meetings.rehearsals import Tempo, fill_places_due, tempos
from covision.actions.room import rooms
from covision.engine import commands as c
from covision.models.circles import Circle
from covision.models.meetings import Meeting
from covision.models.people import Person
from covision.models.rehearsals import Rehearsal
from covision.peers.casebook import case_ids, lendable, party

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
addresses = count(1)  # each comes from a place of her own, so that nobody is too fast
FORM = {"case": "new-software", "role": "facilitator", "pace": "calm", "colleagues": "0"}


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def browser() -> Client:
    return Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"127.0.1.{next(addresses)}")


def begin(who: Client, **fields: str) -> str:
    answer = who.post("/rehearsals/", {**FORM, **fields})
    assert answer.status_code == 302
    return answer.headers["location"]


def test_the_library_shows_every_case_with_every_part() -> None:
    page = browser().get("/rehearsals/").content.decode()
    assert page.count('class="case"') == len(case_ids()) == 8
    assert page.count('value="recorder"') == 8


def test_every_way_of_working_can_be_rehearsed() -> None:
    page = browser().get("/rehearsals/").content.decode()
    for id in processes.live_ids():
        assert page.count(f'href="/rehearsals/?process={id}"') == 1


@pytest.mark.parametrize("process", ["only-questions", "three-in-turn", "star", "concept-2"])
def test_one_chooses_case_and_part_of_a_process_and_as_many_come_as_it_is_made_for(process: str) -> None:
    fay, chosen = browser(), processes.process(process)
    page = fay.get(f"/rehearsals/?process={process}").content.decode()
    assert all(f'name="role" value="{role.id}"' in page for role in chosen.roles)
    case = lendable(chosen, "en")[-1].id
    room = begin(fay, process=process, case=case, role=chosen.roles[0].id)
    rehearsal = Rehearsal.objects.get()
    assert (rehearsal.case_id, rehearsal.process_id, rehearsal.role) == (case, process, chosen.roles[0].id)
    assert rehearsal.meeting.seats.count() == rehearsal.party == party(chosen)
    assert fay.get(room).status_code == 200


def test_where_few_take_part_few_colleagues_can_come() -> None:
    fay = browser()
    answer = fay.post(
        "/rehearsals/", {**FORM, "process": "three-in-turn", "role": "client", "colleagues": "2"}
    )
    assert answer.status_code == 422
    assert b"Please choose fewer colleagues." in answer.content
    begin(fay, process="three-in-turn", role="client", colleagues="1")
    assert Rehearsal.objects.get().meeting.seats.count() == 2


@pytest.mark.parametrize("process", ["nothing", "frame"])
def test_a_process_that_is_not_there_is_answered_with_a_sentence(process: str) -> None:
    for answer in (
        browser().get(f"/rehearsals/?process={process}"),
        browser().post("/rehearsals/", {**FORM, "process": process}),
    ):
        assert answer.status_code == 404
        assert b"There is no such way of working." in answer.content


def test_real_colleagues_take_the_places_that_are_kept_for_them() -> None:
    fay = browser()
    begin(fay, colleagues="2")
    rehearsal = Rehearsal.objects.get()
    assert (rehearsal.meeting.seats.count(), rehearsal.party) == (4, 6)
    ben = browser()
    ben.post(f"/join/{rehearsal.meeting.join_token}/", {"name": "Ben"})
    assert ben.get(f"/rooms/{rehearsal.meeting.public_id}/").status_code == 200


def test_the_pace_changes_while_it_runs_and_the_others_can_hold_on() -> None:
    fay = browser()
    room = begin(fay)
    for how in ("faster", "faster", "slower", "hold"):
        assert fay.post(f"{room}tempo/", {"how": how}).status_code == 302
    name = room.split("/")[2]
    assert tempos([name]) == {name: Tempo(2.0, True, 5, "0-arrive", 0)}
    assert b"The others are holding on." in fay.get(room).content
    assert fay.post(f"{room}tempo/", {"how": "backwards"}).status_code == 422


def test_who_is_ready_is_told_to_the_peers_who_lead() -> None:
    fay = browser()
    room = begin(fay)
    fay.post(f"{room}do/", {"command": "say-ready"})
    (tempo,) = tempos([room.split("/")[2]]).values()
    assert (tempo.place, tempo.ready) == ("0-arrive", 1)


def test_a_real_meeting_has_no_pace_and_nothing_to_look_back_at() -> None:
    fay = browser()
    plan = {"circle": "Tuesday", "focus": "", "name": "Fay", "minutes": "90", "rounds": "1", "spoken": "0"}
    room = fay.post("/meetings/", plan).headers["location"]
    assert b"look-back" not in fay.get(room).content
    assert fay.post(f"{room}tempo/", {"how": "hold"}).status_code == 404
    assert fay.get(f"{room}look-back/").status_code == 404
    assert fay.post(f"{room}erase/").status_code == 404
    assert Meeting.objects.count() == 1


def test_nobody_else_sees_a_rehearsal_or_what_is_behind_it() -> None:
    fay, oz = browser(), browser()
    room = begin(fay)
    begin(oz)
    assert b"Looking back, just for you" in fay.get(f"{room}look-back/").content
    for path in ("", "look-back/", "invite/", "happened/"):
        assert oz.get(f"{room}{path}").status_code == 404
    for path in ("tempo/", "erase/"):
        assert oz.post(f"{room}{path}", {"how": "hold"}).status_code == 404
    assert Rehearsal.objects.filter(paused=False).count() == 2


def test_a_colleague_in_a_rehearsal_cannot_erase_it() -> None:
    fay, ben = browser(), browser()
    begin(fay, colleagues="1")
    meeting = Rehearsal.objects.get().meeting
    ben.post(f"/join/{meeting.join_token}/", {"name": "Ben"})
    assert ben.post(f"/rooms/{meeting.public_id}/erase/").status_code == 403
    assert Rehearsal.objects.count() == 1


def test_whoever_began_a_rehearsal_erases_it_at_once_with_its_invented_people() -> None:
    fay = browser()
    room = begin(fay)
    key = Meeting.objects.get().pk
    assert fay.post(f"{room}erase/").headers["location"] == "/rehearsals/"
    assert fay.get(room).status_code == 404
    assert vault.MEETINGS.keys.open(key) is None
    assert not Meeting.objects.exists()
    assert not Circle.objects.exists()
    assert Person.objects.filter(simulated=True).count() == 0


def test_a_rehearsal_is_gone_after_a_day() -> None:
    fay = browser()
    room = begin(fay)
    assert meetings.erase_due(timezone.now() + timedelta(hours=23)) == 0
    assert meetings.erase_due(timezone.now() + timedelta(days=1)) == 1
    assert fay.get(room).status_code == 404
    assert not Rehearsal.objects.exists()


def test_looking_changes_nothing() -> None:
    fay = browser()
    room = begin(fay)
    for path in (f"{room}tempo/", f"{room}erase/"):
        assert fay.get(path).status_code == 405
    assert fay.get(f"{room}look-back/").status_code == 200
    assert Rehearsal.objects.get().paused is False


def test_a_case_that_is_not_there_is_answered_with_a_sentence() -> None:
    answer = browser().post("/rehearsals/", {**FORM, "case": "nothing"})
    assert answer.status_code == 404
    assert b"There is no such case to rehearse." in answer.content


def test_the_clock_of_the_step_holds_on_as_well_and_goes_on_again() -> None:
    fay = browser()
    path = begin(fay)
    room = rooms.open_room(path.split("/")[2])
    now = timezone.now()
    rooms.act(room, c.StartClock(), by=1, now=now, command_id="start").result()
    fay.post(f"{path}tempo/", {"how": "hold"})
    assert room.meeting.clock.since is None
    fay.post(f"{path}tempo/", {"how": "go-on"})
    assert room.meeting.clock.since is not None


def test_a_clock_that_stood_before_stands_afterwards() -> None:
    fay = browser()
    path = begin(fay)
    room = rooms.open_room(path.split("/")[2])
    if room.meeting.clock.since is not None:
        rooms.act(room, c.PauseClock(), by=1, now=timezone.now(), command_id="pause").result()
    for how in ("hold", "go-on"):
        fay.post(f"{path}tempo/", {"how": how})
    assert room.meeting.clock.since is None


def test_simulated_peers_fill_in_for_colleagues_who_do_not_come() -> None:
    fay = browser()
    path = begin(fay, process="only-questions", role="member", colleagues="2")
    assert b"The others are still waiting for 2 colleagues." in fay.get(path).content
    assert fay.post(f"{path}tempo/", {"how": "without"}).status_code == 302
    seats = Rehearsal.objects.get().meeting.seats
    assert (seats.count(), seats.filter(person__simulated=True).count()) == (6, 5)
    assert len(rooms.open_room(path.split("/")[2]).meeting.people()) == 6
    assert b"still waiting" not in fay.get(path).content
    assert tempos([path.split("/")[2]])[path.split("/")[2]].peers == 5


def test_peers_fill_in_by_themselves_after_some_minutes() -> None:
    began = timezone.now()
    begin(browser(), colleagues="1")
    meeting = Rehearsal.objects.get().meeting
    fill_places_due(began + timedelta(minutes=3))
    assert meeting.seats.count() == 5
    fill_places_due(timezone.now() + timedelta(minutes=4))
    assert meeting.seats.count() == 6
