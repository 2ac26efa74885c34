"""No page of a circle asks its databases more often because the circle has grown."""

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from covision.actions.accounts.people import log_in_simulated
from covision.actions.appointments import appointments
from covision.actions.appointments.details import MeetingDetails
from covision.actions.circles import proposals
from covision.actions.room import rooms
from covision.models.dates import Appointment
from covision.models.meetings import Meeting
from tests.scenes.ended_meeting import ended
from tests.scenes.grown_circle import AGES, grow
from tests.scenes.lasting_circle import LastingCircle
from tests.scenes.prepared_cases import shared
from tests.scenes.visitor import browser

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="the questions are the same, and many rows take long"
    ),
]
LOOK = "look for words"


@pytest.fixture(scope="module", autouse=True)
def _static() -> None:
    from tests.scenes.static_files import lay_out_static_files

    lay_out_static_files()


def planned(group: LastingCircle) -> Appointment:
    fay = group.inside("Fay")
    now = timezone.now()
    return appointments.propose(fay, MeetingDetails(90, 1, spoken=False), [now + AGES / 20], at="", now=now)


def addresses(group: LastingCircle, meeting: Meeting) -> dict[str, str]:
    circle = f"/circles/{group.circle.public_id}/"
    proposal = proposals.propose_dissolution(group.inside("Cas"), "Enough.", now=timezone.now())
    case = shared(group, "Fay")
    below = (
        "",
        "archive/",
        "turns/",
        "agreement/",
        "happened/",
        "invitations/",
        "about/",
        "dates/",
    )
    return {
        **{f"circle: {page}": circle + page for page in below},
        "a proposal": f"{circle}proposals/{proposal.public_id}/",
        "a date in question": f"{circle}dates/{planned(group).public_id}/",
        "a case": f"/cases/{case.public_id}/",
        LOOK: f"{circle}archive/",
        "home": "/",
        "my circles": "/circles/",
        "my cases": "/cases/",
        "what I took on": "/commitments/",
        "calendar": "/calendar/",
        "my data": "/account/data/",
        "a room": f"/rooms/{meeting.public_id}/",
    }


def test_no_page_of_a_circle_asks_more_often_at_a_thousand_than_at_ten() -> None:
    rooms.close_rooms()
    met = ended()
    meeting = Meeting.objects.get(pk=met.room.id)
    fay = browser()
    fay.cookies["s"] = log_in_simulated(met.group.people["Fay"])
    pages = addresses(met.group, meeting)
    grow(met.group, meeting, 10)
    few = {name: asked(fay, name, at) for name, at in pages.items()}
    grow(met.group, meeting, 990)
    many = {name: asked(fay, name, at) for name, at in pages.items()}
    assert {name: (few[name], many[name]) for name in pages if many[name] > few[name]} == {}


def asked(who: Client, name: str, address: str) -> int:
    """How often both databases are asked for a page that has been there before."""

    def ask() -> int:
        answer = who.post(address, {"words": "quiet"}) if name == LOOK else who.get(address)
        return answer.status_code

    assert (name, ask()) == (name, 200)
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["keys"]) as second,
    ):
        ask()
    return len(first) + len(second)
