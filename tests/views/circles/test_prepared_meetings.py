"""Preparing a planned meeting, and what its room shows of that, as browsers see it that run no scripts."""

import pytest
from django.test import Client

from covision.actions.accounts.people import log_in_simulated
from covision.actions.appointments import appointments
from covision.actions.room import rooms
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.planned_meetings import TUESDAY, again, fixed
from tests.scenes.prepared_cases import shared
from tests.scenes.visitor import browser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
LINE = "I promise more than I can keep."


@pytest.fixture
def group() -> LastingCircle:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()
    return of_four()


def visits(group: LastingCircle, who: str, language: str = "en") -> Client:
    client = browser(language)
    client.cookies["s"] = log_in_simulated(group.people[who])
    return client


def test_members_read_who_would_bring_which_case_and_take_which_part(group: LastingCircle) -> None:
    planned, case = fixed(group), shared(group, "Cas")
    at = f"/circles/{group.circle.public_id}/dates/{planned.public_id}/"
    cas, ada = visits(group, "Cas"), visits(group, "Ada", "de")
    assert "I would bring this one" in cas.get(at).content.decode()
    answer = cas.post(
        f"{at}prepare/", {"role": "client", "answer": "would", "case": case.public_id}, follow=True
    )
    assert "Would bring a case:" in answer.content.decode()
    page = ada.get(at).content.decode()
    assert LINE in page and "It happens with those who shout." not in page
    assert "Diesen würde ich einbringen" not in page
    taken = ada.post(f"{at}prepare/", {"role": "client", "answer": "would", "case": case.public_id})
    assert taken.status_code == 422 and "einen Ihrer Fälle" in taken.content.decode()


def test_the_room_shows_all_what_was_prepared_and_its_author_her_case(group: LastingCircle) -> None:
    planned, case = fixed(group), shared(group, "Cas")
    at = f"/circles/{group.circle.public_id}/dates/{planned.public_id}/"
    cas, fay = visits(group, "Cas"), visits(group, "Fay")
    cas.post(f"{at}prepare/", {"role": "client", "answer": "would", "case": case.public_id})
    for who in ("Fay", "Cas"):
        room = appointments.enter_room(group.inside(who, TUESDAY), again(planned), now=TUESDAY)
    page = fay.get(f"/rooms/{room.public_id}/").content.decode()
    assert "Prepared for today" in page and LINE not in page
    fay.post(f"/rooms/{room.public_id}/do/", {"id": "a-command", "command": "end-step", "step": "arrive"})
    assert "You meant to bring this one today." in cas.get(f"/rooms/{room.public_id}/").content.decode()
    assert LINE not in fay.get(f"/rooms/{room.public_id}/").content.decode()


def test_a_meeting_of_ones_own_begins_on_a_page_of_its_own() -> None:
    from tests.scenes.static_files import lay_out_static_files

    lay_out_static_files()
    assert 'href="/meetings/"' in browser().get("/").content.decode()
    assert 'name="focus"' not in browser().get("/").content.decode()
    assert 'name="focus"' in browser().get("/meetings/").content.decode()
