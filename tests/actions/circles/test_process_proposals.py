"""What a circle works by is proposed first in its rooms, is open to nobody else, and stays as it was where a meeting has begun."""

import pytest

from covision import processes, rendering
from covision.actions.circles import process_drafts
from covision.actions.meetings import rehearsals
from covision.actions.processes import versions as process_versions
from covision.actions.room import rooms, scenes
from covision.actions.room.room import Room
from covision.engine.refusals import Refused
from covision.models.own_processes import OwnVersion
from tests.conftest import NOW
from tests.scenes.circle_processes import a_copy, decided, version_of, with_title, works_by_its_own
from tests.scenes.lasting_circle import A_WEEK, LastingCircle, of_four
from tests.scenes.prepared_cases import do, go_on, met, shared

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

CIRCLE = ("Fay", "Cas", "Ada", "Ben")


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def before_casting(group: LastingCircle) -> Room:
    """A meeting in which Cas has said yes to her problem, and the group shares out the parts."""
    shared(group, "Cas")
    room = met(group, *CIRCLE)
    go_on(room)
    do(room, 2, "bring-case", case=room.prepared.own[2][0].ref)
    do(room, 1, "reveal")
    go_on(room)
    do(room, 1, "propose-case", card=room.meeting.problems()[0].id)
    do(room, 2, "accept-case")
    go_on(room)
    return room


def picked(room: Room) -> str:
    now = room.meeting.round_now()
    assert now is not None
    assert now.process is not None
    return now.process.id


def offered(room: Room) -> list[str]:
    scene = scenes.scene(room, 1, "", scenes.presence(room, NOW))
    assert scene.board is not None
    assert scene.board.cast is not None
    return [process for process, _ in scene.board.cast.ways]


def restarted(room: Room) -> Room:
    """As in another server process: nothing is known but what is on the disk."""
    rooms.close_rooms()
    for id in OwnVersion.objects.values_list("process_id", flat=True):
        processes.unregister(id)
    return rooms.open_room(room.public_id)


def test_a_room_proposes_first_what_its_circle_works_by() -> None:
    group = of_four()
    process_id = works_by_its_own(group)
    room = before_casting(group)
    assert picked(room) == version_of(group, process_id)
    assert offered(room) == [version_of(group, process_id)]


def test_another_circles_room_neither_offers_nor_takes_it() -> None:
    group, elsewhere = of_four(), of_four()
    id = version_of(group, works_by_its_own(group))
    room = before_casting(elsewhere)
    assert picked(room) in processes.live_ids()
    assert offered(room) == []
    with pytest.raises(Refused, match="no such process"):
        do(room, 1, "pick-process", process=id)
    do(room, 1, "pick-process", process="wise-circle")
    assert picked(room) == "wise-circle"


def test_a_meeting_keeps_the_version_with_which_it_began() -> None:
    group = of_four()
    process_id = works_by_its_own(group)
    first = version_of(group, process_id)
    room = before_casting(group)
    with_title(group, process_id, "Second")
    decided(group, process_id)
    rooms.catch_up(room)
    assert version_of(group, process_id) != first
    assert (picked(room), offered(room)) == (first, [first])
    again = restarted(room)
    assert (picked(again), offered(again)) == (first, [first])
    assert processes.word(first, "en", "title") == processes.word("five-steps", "en", "title")
    assert offered(before_casting(group)) == [version_of(group, process_id)]


def test_a_room_says_what_it_works_by_also_after_a_restart() -> None:
    group = of_four()
    process_id = a_copy(group)
    with_title(group, process_id, "Five <i>for</i> us")
    decided(group, process_id)
    room = before_casting(group)
    again = restarted(room)
    reader = rendering.Reader(again, "en")
    html = rendering.regions(scenes.scene(again, 1, "", scenes.presence(again, NOW)), reader)["board"]
    assert "Five &lt;i&gt;for&lt;/i&gt; us" in html
    assert "<i>for" not in html
    assert "Your circle has agreed to work this way." in html
    assert "We work this way." in html


def test_a_draft_that_is_rehearsed_goes_with_its_rehearsal_and_not_before() -> None:
    group = of_four()
    process_id = a_copy(group)
    id = process_drafts.version_for_rehearsal(group.inside("Fay"), process_id, now=NOW)
    cast = rehearsals.Cast("calling-hour", "Circle", "Work", ("Ann", "Bob", "Cleo", "Dan", "Eva"))
    wish = rehearsals.RehearsalWish(process=id, role="client", place=0, pace=1.0)
    room = rehearsals.start_rehearsal(cast, wish, name="Fay", by=group.people["Fay"], now=NOW)
    process_drafts.discard(group.inside("Fay"), process_id, now=NOW)
    process_versions.erase_trials(NOW + A_WEEK)
    assert restarted(room).rehearses == id
    assert processes.word(id, "en", "title") == processes.word("five-steps", "en", "title")
    rehearsals.erase_rehearsal(room, group.people["Fay"])
    process_versions.erase_trials(NOW + A_WEEK)
    assert not OwnVersion.objects.exists()
    assert processes.registered(id) is None


def test_what_is_decided_while_a_room_is_open_is_offered_there() -> None:
    group = of_four()
    process_id = a_copy(group)
    room = before_casting(group)
    assert offered(room) == []
    decided(group, process_id)
    rooms.catch_up(room)
    assert offered(room) == [version_of(group, process_id)]
