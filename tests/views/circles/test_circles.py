"""The circle's pages, as browsers see them that run no scripts."""

import re
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from covision.actions.due import do_what_cannot_wait
from covision.actions.room import rooms
from covision.models.circles import Circle
from covision.models.people import Person
from covision.models.proposals import Proposal
from load.matrix.table import routes

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
CIRCLE = {
    "name": "Fay",
    "circle": "Tuesday circle",
    "focus": "Placement",
    "languages": "German",
    "region": "North",
    "places": "4",
    "trained": "1",
    "both": "1",
    "organise": "1",
}
ASKING = {
    "name": "Cas",
    "trained": "course",
    "facilitate": "1",
    "bring": "1",
    "line": "no",
    "motive": "A secret wish",
}
MEETING = {"minutes": "90", "rounds": "1", "spoken": "0"}


_addresses = count(1)


@pytest.fixture(autouse=True)
def _static_files() -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()


def browser() -> Client:
    """Everybody comes from an address of their own: strangers are counted by it."""
    return Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"127.0.2.{next(_addresses)}")


def founded(fay: Client) -> str:
    address = fay.post("/circles/new/", CIRCLE).headers["location"]
    fay.post(f"{address}agreement/accept/", {"version": "1"})
    return address


def link(fay: Client, address: str) -> str:
    fay.post(f"{address}invitations/")
    match = re.search(r"/circles/invited/[^/\"]+/", fay.get(f"{address}invitations/").content.decode())
    assert match
    return match[0]


def join(fay: Client, address: str, cas: Client, name: str = "Cas") -> None:
    cas.post(link(fay, address), {**ASKING, "name": name})
    admission = Circle.objects.get().proposals.latest("number").public_id
    fay.post(f"{address}proposals/{admission}/answer/", {"draft": "1", "stand": "consent"})
    cas.post(f"{address}agreement/accept/", {"version": "1"})


def page_text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_circle_is_founded_and_begins_with_its_agreement() -> None:
    fay = browser()
    address = fay.post("/circles/new/", CIRCLE).headers["location"]
    assert "First of all: our agreement" in page_text(fay.get(address))
    assert "What is said or written among us" in page_text(fay.get(f"{address}agreement/"))
    fay.post(f"{address}agreement/accept/", {"version": "1"})
    assert "First of all: our agreement" not in page_text(fay.get(address))


def test_what_was_typed_survives_a_refusal_and_nobody_was_made() -> None:
    answer = browser().post("/circles/new/", {**CIRCLE, "organise": "", "focus": "Careful listening"})
    assert answer.status_code == 422
    assert "Careful listening" in page_text(answer)
    assert not Person.objects.exists()
    assert not Circle.objects.exists()


def test_somebody_joins_by_link_and_consent() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    way = link(fay, address)
    page = page_text(cas.get(way))
    assert "Tuesday circle" in page
    assert "Fay" not in page
    assert cas.post(way, ASKING).status_code == 302
    assert "You have asked to join" in page_text(cas.get("/"))
    assert cas.get(address).status_code == 404
    admission = Circle.objects.get().proposals.get().public_id
    proposal = f"{address}proposals/{admission}/"
    assert "A secret wish" in page_text(fay.get(proposal))
    fay.post(f"{proposal}answer/", {"draft": "1", "stand": "consent"})
    assert cas.get(address).status_code == 200
    assert "A secret wish" not in page_text(fay.get(proposal))


def test_a_request_is_taken_back_by_whoever_made_it() -> None:
    fay, cas, oz = browser(), browser(), browser()
    address = founded(fay)
    cas.post(link(fay, address), ASKING)
    number = Circle.objects.get().applications.get().pk
    founded_by_oz = oz.post("/circles/new/", CIRCLE)
    assert founded_by_oz.status_code == 302
    assert oz.post("/circles/asked/", {"request": str(number)}).status_code == 404
    assert cas.post("/circles/asked/", {"request": str(number)}).status_code == 302
    assert "You have asked to join" not in page_text(cas.get("/"))


def test_the_board_shows_what_the_circle_says_and_no_names() -> None:
    fay, oz = browser(), browser()
    address = founded(fay)
    assert "Tuesday circle" not in page_text(oz.get("/circles/board/"))
    assert oz.get(f"/circles/board/{address.split('/')[2]}/").status_code == 404
    fay.post(f"{address}about/", {**CIRCLE, "on_board": "1"})
    board = page_text(oz.get("/circles/board/"))
    assert "Tuesday circle" in board
    assert "Fay" not in board
    assert oz.get(f"/circles/board/{address.split('/')[2]}/").status_code == 200


def test_looking_changes_nothing() -> None:
    fay = browser()
    address = founded(fay)
    way = link(fay, address)
    for path in (
        way,
        f"{address}leave/",
        f"{address}agreement/",
        f"{address}dissolve/",
        f"{address}invitations/",
    ):
        assert fay.get(path).status_code == fay.head(path).status_code == 200
    for path in ("agreement/accept/", "meetings/", "invitations/withdraw/"):
        assert fay.get(f"{address}{path}").status_code == 405
    circle = Circle.objects.get()
    assert (circle.memberships.count(), circle.invitations.count(), circle.dissolved) == (1, 1, None)


def test_the_clock_decides_and_not_whoever_looks() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    cas.post(link(fay, address), ASKING)
    admission = Circle.objects.get().proposals.get()
    Proposal.objects.update(until=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        pages = [
            page_text(fay.get(f"{address}{path}"))
            for path in (f"proposals/{admission.public_id}/", "happened/")
        ]
        lists = page_text(fay.get(address))
    assert [
        query["sql"] for query in asked if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
    ] == []
    assert all("not agreed on: too few answered" in page for page in pages)
    assert "I consent" not in pages[0] and admission.public_id not in lists
    do_what_cannot_wait(timezone.now())
    assert Proposal.objects.get().state == "lapsed"


def test_every_page_of_a_circle_answers_strangers_as_if_it_were_not_there() -> None:
    fay, oz = browser(), browser()
    address = founded(fay)
    fay.post(f"{address}dissolve/", {"why": "x"})
    oz.post("/circles/new/", CIRCLE)
    addresses = [route for route in routes(get_resolver()) if route.startswith("circles/<str:public_id>/")]
    assert len(addresses) > 12
    for route in addresses:
        for circle in (address.split("/")[2], "A" * 22):
            path = "/" + route.replace("<str:public_id>", circle).replace("<int:member>", "1")
            path = re.sub(r"<str:\w+>", "B" * 22, path)
            for visitor in (oz, browser()):
                assert {visitor.get(path).status_code, visitor.post(path).status_code} <= {404, 405}


def test_members_take_their_seats_without_knocking_and_guests_knock() -> None:
    fay, cas, oz = browser(), browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    room = fay.post(f"{address}meetings/", MEETING).headers["location"]
    assert f'action="{address}meetings/{room.split("/")[2]}/"' in page_text(cas.get(address))
    assert cas.post(f"{address}meetings/{room.split('/')[2]}/").headers["location"] == room
    assert "You have knocked" not in page_text(cas.get(room))
    knock = re.search(r"/join/[^/\"]+/", page_text(fay.get(f"{room}invite/")))
    assert knock
    oz.post(knock[0], {"name": "Oz"})
    assert "You have knocked" in page_text(oz.get(room))
    assert oz.get(f"{room}agreement/").status_code == 404


def test_the_room_reminds_of_the_circles_own_agreement() -> None:
    fay = browser()
    room = fay.post(f"{founded(fay)}meetings/", MEETING).headers["location"]
    assert f'href="{room}agreement/"' in page_text(fay.get(room))
    assert "What is said or written among us" in page_text(fay.get(f"{room}agreement/"))


def test_a_room_without_a_lasting_circle_speaks_of_no_other_agreement() -> None:
    fay = browser()
    plan = {"circle": "Once", "focus": "Placement", "name": "Fay", **MEETING}
    room = fay.post("/meetings/", plan).headers["location"]
    assert f'href="{room}agreement/"' not in page_text(fay.get(room))
    assert fay.get(f"{room}agreement/").status_code == 404
    assert "My circles" not in page_text(fay.get("/"))


def test_a_member_who_follows_the_join_link_comes_to_the_circle() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    room = fay.post(f"{address}meetings/", MEETING).headers["location"]
    knock = re.search(r"/join/[^/\"]+/", page_text(fay.get(f"{room}invite/")))
    assert knock
    assert cas.get(knock[0]).headers["location"] == address


def test_a_removal_is_seen_by_whom_it_is_about_without_the_answers() -> None:
    fay, cas, ada = browser(), browser(), browser()
    address = founded(fay)
    for name, visitor in (("Cas", cas), ("Ada", ada)):
        cas_or_ada = visitor
        join_all(fay, address, cas_or_ada, name, others=[cas] if name == "Ada" else [])
    ada_is = Circle.objects.get().memberships.get(name="Ada").pk
    proposal = fay.post(f"{address}members/{ada_is}/remove/", {"why": "She tells others."}).headers[
        "location"
    ]
    cas.post(f"{proposal}answer/", {"draft": "1", "stand": "objection", "reason": "Let us talk first."})
    assert "Let us talk first." in page_text(fay.get(proposal))
    page = page_text(ada.get(proposal))
    assert "She tells others." in page
    assert "Let us talk first." not in page
    assert ada.post(f"{proposal}answer/", {"draft": "1", "stand": "consent"}).status_code == 403


def join_all(fay: Client, address: str, visitor: Client, name: str, others: list[Client]) -> None:
    join(fay, address, visitor, name)
    admission = Circle.objects.get().proposals.latest("number").public_id
    for other in others:
        other.post(f"{address}proposals/{admission}/answer/", {"draft": "1", "stand": "consent"})
    visitor.post(f"{address}agreement/accept/", {"version": "1"})


def test_a_change_of_the_agreement_keeps_what_was_typed_and_shows_what_differs() -> None:
    fay = browser()
    address = founded(fay)
    form = page_text(fay.get(f"{address}agreement/change/"))
    parts = {
        part: re.search(rf'name="{part}"[^>]*>([^<]*)</textarea>', form)[1]  # type: ignore[index]
        for part in ("ethics", "structure", "notes", "remote")
    }
    rules = {"keep_days": "30", "answer_days": "7", "quorum": "half", "silence": "aside", "keep_turns": "12"}
    change = {**parts, **rules, "cadence": "Every third week.", "why": ""}
    refused = fay.post(f"{address}agreement/change/", change)
    assert refused.status_code == 422
    assert "Every third week." in page_text(refused)
    proposal = fay.post(f"{address}agreement/change/", {**change, "why": "It suits me."}).headers["location"]
    assert "agreed on" in page_text(fay.get(proposal))
    second = page_text(fay.get(f"{address}agreement/"))
    assert "Every third week." in second
    assert "We meet once a month" in second  # how it read before
    assert "Every third week." not in page_text(fay.get(f"{address}agreement/?version=1"))


def test_leaving_says_before_what_happens_and_closes_the_circle() -> None:
    fay, cas = browser(), browser()
    address = founded(fay)
    join(fay, address, cas)
    assert "a former member" in page_text(cas.get(f"{address}leave/"))
    assert cas.post(f"{address}leave/").status_code == 302
    assert cas.get(address).status_code == 404
    assert ">Cas<" not in page_text(fay.get(address))


def test_the_last_member_dissolves_the_circle_and_lands_at_home() -> None:
    fay = browser()
    address = founded(fay)
    answer = fay.post(f"{address}dissolve/", {"why": "It has served me."})
    assert answer.headers["location"] == "/"
    assert fay.get(address).status_code == 404
