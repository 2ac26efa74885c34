"""Cards put together in a room: from the form to the page, to a peer's sight of it, and to the result sheet."""

import pytest
from django.utils.translation import override

from covision import rendering
from covision.actions.room import rooms, scenes
from covision.actions.room.room import Room
from covision.engine.projection.sheet import sheet
from covision.engine.projection.viewer import Viewer
from covision.engine.refusals import Refused
from covision.peers import seeing
from covision.peers.room_words import RoomWords
from covision.views.meetings.letters import letter_of
from load.page import RoomPage
from load.page_sight import look
from tests.conftest import NOW
from tests.peers.test_seeing import comparable
from tests.scenes.lasting_circle import of_four
from tests.scenes.prepared_cases import do, go_on, met, shared
from tests.vault.test_cases import stored

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

FAY, CAS, ADA, BEN = 1, 2, 3, 4
IDEAS = ("Ask for a day.", "Write it down.", "Sing.")
HEADING = "Winning time"


@pytest.fixture(autouse=True)
def _closed() -> None:
    rooms.close_rooms()


def brainstorming() -> Room:
    """Ada leads; Fay and Ben have had three ideas for Cas."""
    group = of_four()
    shared(group)
    room = met(group, "Fay", "Cas", "Ada", "Ben")
    go_on(room)
    do(room, CAS, "bring-case", case=room.prepared.own[CAS][0].ref)
    do(room, FAY, "reveal")
    go_on(room)
    do(room, FAY, "propose-case", card=room.meeting.cards[0].id)
    do(room, CAS, "accept-case")
    go_on(room)
    do(room, CAS, "pick-process", process="six-phases")
    do(room, ADA, "take-role", role="facilitator")
    for _ in range(3):
        go_on(room)
    do(room, CAS, "wish-way", step="method", way="brainstorm")
    go_on(room, "brainstorm")
    for seat, text in zip((FAY, BEN, BEN), IDEAS, strict=True):
        do(room, seat, "write", kind="idea", text=text)
    return room


def ideas(room: Room) -> list[str]:
    return [card.id for card in room.meeting.cards if card.kind == "idea"]


def gathered() -> Room:
    room = brainstorming()
    do(room, FAY, "gather", kind="heading", text=HEADING, cards=ideas(room)[:2])
    return room


def test_a_heading_is_sealed_like_any_text_and_gathers_what_was_ticked() -> None:
    room = gathered()
    assert HEADING.encode() not in stored()
    heading = next(card for card in room.meeting.cards if card.kind == "heading")
    assert [card.under for card in room.meeting.cards if card.kind == "idea"] == [heading.id, heading.id, ""]
    do(room, BEN, "gather", kind="heading", text="", under=heading.id, cards=ideas(room)[2:])
    do(room, BEN, "take-out", card=ideas(room)[0])
    assert [card.under for card in room.meeting.cards if card.kind == "idea"] == ["", heading.id, heading.id]


def test_ticks_without_a_heading_and_headings_without_ticks_are_answered() -> None:
    room = brainstorming()
    with pytest.raises(Refused, match="There is no text yet"):
        do(room, FAY, "gather", kind="heading", text="", cards=ideas(room))
    with pytest.raises(Refused, match="no such contribution"):
        do(room, FAY, "gather", kind="heading", text=HEADING, cards=["<b>", "nobody"])
    do(room, FAY, "gather", kind="heading", text=HEADING)
    assert [card.kind for card in room.meeting.cards].count("heading") == 1


def test_a_peer_sees_clusters_as_the_page_shows_them() -> None:
    room = gathered()
    for seat in (FAY, CAS, ADA, BEN):
        scene = scenes.scene(room, seat, "", scenes.presence(room, NOW))
        read = rendering.regions(scene, rendering.Reader(room, "en"))
        page = RoomPage("".join(map(str, read.values())))
        direct = seeing.see(scene, RoomWords("en", room.text, room.name))
        assert comparable(direct) == comparable(look(page))
        assert HEADING in read["board"]


def test_a_result_sheet_has_what_lies_under_a_heading_by_itself() -> None:
    room = gathered()
    with override("en"):
        letter = letter_of(room, sheet(room.meeting, Viewer(CAS), 1))
    topics = {
        topic.title: tuple(entry.text for entry in topic.entries)
        for part in letter.parts
        for topic in part.chapters
    }
    assert topics == {f"Ideas: {HEADING}": IDEAS[:2], "Idea": IDEAS[2:]}
