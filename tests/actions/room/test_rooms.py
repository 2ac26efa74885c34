"""What was acknowledged is on the disk once, whoever was quicker and whatever was restarted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from covision import vault
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import meetings
from covision.actions.room import rooms
from covision.engine.refusals import Refused
from covision.models.contributions import Body
from covision.models.journal import Happening
from covision.models.meetings import Meeting
from tests.scenes.room_cast import at_work, new_id, real_table

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def test_the_same_command_twice_has_one_effect_and_the_same_answer() -> None:
    table = at_work()
    form = {"id": [new_id()], "command": ["write"], "kind": ["sentence"], "text": ["I want time."]}
    for _ in range(3):
        act_on_fields(table.room, form, by=2, now=timezone.now(), language="en").result()
    assert sum(card.kind == "sentence" for card in table.room.meeting.cards) == 1


def test_a_command_that_comes_again_after_a_restart_has_no_second_effect() -> None:
    table = at_work()
    form = {"id": [new_id()], "command": ["write"], "kind": ["sentence"], "text": ["I want time."]}
    act_on_fields(table.room, form, by=2, now=timezone.now(), language="en").result()
    room = table.reload()
    act_on_fields(room, form, by=2, now=timezone.now(), language="en").result()
    assert sum(card.kind == "sentence" for card in room.meeting.cards) == 1


def test_a_meeting_and_its_texts_come_back_from_the_disk() -> None:
    table = at_work()
    before = table.room.meeting
    texts = {card.text.id: table.room.text(card.text.id) for card in before.cards if card.text}
    room = table.reload()
    assert room.meeting == before
    assert {ref: room.text(ref) for ref in texts} == texts == {next(iter(texts)): "The long list."}


def test_a_parked_thought_is_still_readable_after_it_was_brought_in_and_the_server_restarted() -> None:
    table = at_work()
    table.do("Ben", "write", kind="parked", text="A shared calendar")
    for step in ("problem", "vision", "resources", "goals"):
        table.do("Ada", "end-step", step=step, anyway="1")
    card = table.room.meeting.cards[-1]
    table.do("Ben", "bring", card=card.id)
    room = table.reload()
    assert card.text is not None
    assert room.text(card.text.id) == "A shared calendar"


def test_two_people_decide_at_once_and_one_of_them_is_told() -> None:
    table = real_table()

    def end(number: int) -> str:
        try:
            table.do("Fay", "end-step", step="arrive")
        except Refused as refused:
            return refused.sentence
        return ""

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(end, range(4)))
    assert answers == [""] + ["The group has already moved on from that step."] * 3
    assert table.place() == (0, "collect")


def test_another_process_was_quicker_and_the_command_is_judged_again_on_what_it_wrote() -> None:
    table = real_table()
    elsewhere = rooms._load(table.room.public_id)
    table.do("Fay", "confirm-agreement")
    form = {"id": [new_id()], "command": ["confirm-agreement"]}
    act_on_fields(elsewhere, form, by=2, now=timezone.now(), language="en").result()
    assert [seat.agreed for seat in elsewhere.meeting.seats] == [True, True, False, False, False]
    versions = list(Happening.objects.filter(meeting_id=table.room.id).values_list("version", flat=True))
    assert sorted(versions) == list(range(1, len(versions) + 1))


def test_what_was_written_is_nowhere_in_the_database_in_clear() -> None:
    at_work()
    rows = [
        *Happening.objects.values_list("data", flat=True),
        *map(repr, Body.objects.values_list("ciphertext", flat=True)),
    ]
    assert rows
    assert not any("long list" in row for row in rows)


def test_what_is_withdrawn_or_written_anew_is_erased_at_once() -> None:
    table = at_work()
    table.do("Ben", "write", kind="parked", text="First wording")
    card = table.room.meeting.cards[-1]
    table.do("Ben", "rewrite", card=card.id, text="Second wording")
    assert card.text is not None
    assert not Body.objects.filter(ref=card.text.id).exists()
    anew = table.room.meeting.cards[-1].text
    assert anew is not None
    assert Body.objects.filter(ref=anew.id).exists()
    table.do("Ben", "withdraw", card=card.id)
    assert not Body.objects.filter(ref=anew.id).exists()
    assert table.reload().text(anew.id) == ""


def test_erasing_a_meeting_leaves_no_key_no_text_and_no_journal() -> None:
    table = at_work()
    meetings.erase_meeting(Meeting.objects.get(pk=table.room.id))
    assert vault.MEETINGS.keys.open(table.room.id) is None
    assert not Body.objects.filter(meeting_id=table.room.id).exists()
    assert not Happening.objects.filter(meeting_id=table.room.id).exists()
    with pytest.raises(Refused):
        rooms.open_room(table.room.public_id)


def test_a_meeting_is_erased_fourteen_days_after_its_end() -> None:
    table = at_work()
    for step in ("problem", "vision", "resources", "goals", "solutions", "next", "plans", "feedback"):
        table.do("Ada", "end-step", step=step, anyway="1")
    row = Meeting.objects.get(pk=table.room.id)
    assert row.ended is not None
    assert meetings.erase_due(timezone.now() + meetings.KEEP_MEETING / 2) == 0
    assert meetings.erase_due(timezone.now() + meetings.KEEP_MEETING) == 1


def test_two_people_in_a_meeting_cannot_have_names_that_look_alike() -> None:
    table = real_table()
    row = Meeting.objects.get(pk=table.room.id)
    with pytest.raises(Refused, match="looks like it"):
        meetings.ask_to_come_in(row, name="cаs", by=table.people["Oz"].person, now=timezone.now())
