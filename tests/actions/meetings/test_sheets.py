"""Result sheets beyond their meeting: whose they are, who reads them, and that they really go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from covision.actions.circles import circles
from covision.actions.commitments.reminders import remind
from covision.actions.due import do_what_is_due
from covision.actions.meetings import meetings, sheets
from covision.engine.letter import Companion, Entry, SheetLetter, SheetPart, Topic
from covision.engine.refusals import Refused
from covision.models.database import is_sqlite
from covision.models.keys import KeptKey
from covision.models.meetings import Meeting
from covision.models.sheets import KeptSheet
from covision.rendering import Reader
from tests.actions.commitments.test_commitments import everything_on_disk
from tests.conftest import NOW
from tests.scenes.ended_meeting import SOLUTION, Met, ended
from tests.scenes.postbox import Postbox, text_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
LETTER = SheetLetter(
    language="en",
    circle="Tuesday circle",
    date="March 2, 2026",
    client="Cas",
    process="Concept I",
    problem=Entry("My door is always open.", "en"),
    people=(Companion("Ada", "Facilitator"), Companion("Ben", "Advisor")),
    parts=(
        SheetPart("problem", (Topic("The sentence", (Entry("I never get an hour to myself.", "en"),)),)),
        SheetPart(
            "solution",
            (
                Topic(
                    "Solutions",
                    (Entry(SOLUTION, "en", "Ben", marked="chosen"), Entry("Move", "de", "Fay")),
                    True,
                ),
            ),
        ),
    ),
)


@pytest.fixture
def met() -> Met:
    return ended()


def keep(met: Met, who: str = "Cas") -> KeptSheet:
    return sheets.keep(met.room, 1, LETTER, by=met.group.people[who], now=NOW)


def reads(met: Met, who: str, sheet: KeptSheet) -> bool:
    try:
        return sheets.open_sheet(sheet.public_id, by=met.group.people[who]).letter == LETTER
    except Refused:
        return False


def readers(met: Met, sheet: KeptSheet) -> set[str]:
    return {who for who in met.group.people if reads(met, who, sheet)}


def test_only_its_owner_keeps_a_sheet_and_it_outlives_the_meeting(met: Met) -> None:
    with pytest.raises(Refused):
        keep(met, "Ada")
    sheet = keep(met)
    assert keep(met).pk == sheet.pk
    meetings.erase_meeting(Meeting.objects.get(pk=met.room.id))
    assert readers(met, sheet) == {"Cas"}


def test_its_owner_decides_who_reads_it(met: Met) -> None:
    sheet, cas = keep(met), met.group.people["Cas"]
    sheets.show_to(sheet.public_id, "named", [met.group.member("Ada")], by=cas)
    assert readers(met, sheet) == {"Cas", "Ada"}
    sheets.show_to(sheet.public_id, "circle", [], by=cas)
    assert readers(met, sheet) == {"Fay", "Cas", "Ada", "Ben"}
    sheets.show_to(sheet.public_id, "owners", [], by=cas)
    assert readers(met, sheet) == {"Cas"}


def test_whoever_reads_it_changes_nothing(met: Met) -> None:
    sheet, ada = keep(met), met.group.people["Ada"]
    sheets.show_to(sheet.public_id, "named", [met.group.member("Ada")], by=met.group.people["Cas"])
    for act in (
        lambda: sheets.edit(sheet.public_id, {"note": "Mine"}, by=ada),
        lambda: sheets.show_to(sheet.public_id, "circle", [], by=ada),
        lambda: sheets.keep_until(sheet.public_id, 30, False, by=ada, now=NOW),
        lambda: sheets.delete(sheet.public_id, by=ada),
    ):
        with pytest.raises(Refused):
            act()
    assert readers(met, sheet) == {"Cas", "Ada"}


def test_whoever_leaves_the_circle_does_not_see_it_any_more(met: Met) -> None:
    sheet = keep(met)
    sheets.show_to(sheet.public_id, "named", [met.group.member("Ada")], by=met.group.people["Cas"])
    circles.leave(met.group.inside("Ada"), now=NOW)
    assert readers(met, sheet) == {"Cas"}


def test_an_edited_sheet_says_what_its_owner_says_and_leaves_out_what_is_empty(met: Met) -> None:
    sheet, cas = keep(met), met.group.people["Cas"]
    sheets.edit(
        sheet.public_id, {"solution-0-0": "Talk first", "solution-0-1": "", "note": "Went well"}, by=cas
    )
    letter = sheets.open_sheet(sheet.public_id, by=cas).letter
    assert [entry.text for entry in letter.parts[1].chapters[0].entries] == ["Talk first"]
    assert (letter.note, letter.problem) == ("Went well", LETTER.problem)


def test_a_sheet_goes_by_itself_when_its_time_is_over(met: Met) -> None:
    sheet, cas = keep(met), met.group.people["Cas"]
    do_what_is_due(NOW + timedelta(days=182))
    assert readers(met, sheet) == {"Cas"}
    sheets.keep_until(sheet.public_id, 30, False, by=cas, now=NOW)
    do_what_is_due(NOW + timedelta(days=31))
    assert not KeptSheet.objects.exists() and not KeptKey.objects.exists()


def test_a_deleted_sheet_is_found_nowhere(met: Met) -> None:
    sheet = keep(met)
    boxes = [bytes(sheet.letter)] if is_sqlite() else []  # PostgreSQL's files are not ours to read
    wrapped = bytes(KeptKey.objects.get(name=sheet.key).wrapped)
    disk = everything_on_disk()
    assert all(piece in disk for piece in (*boxes, wrapped)) and b"always open" not in disk
    sheets.delete(sheet.public_id, by=met.group.people["Cas"])
    left = everything_on_disk()
    assert not any(piece in left for piece in (*boxes, wrapped, sheet.key.encode()))


def test_who_wants_it_is_told_two_weeks_before_a_sheet_goes(met: Met, postbox: Postbox) -> None:
    sheet, cas = keep(met), met.group.people["Cas"]
    cas.email = "cas@example.org"
    cas.save()
    sheets.keep_until(sheet.public_id, 30, True, by=cas, now=NOW)
    remind(NOW + timedelta(days=15))
    assert postbox.letters == []
    remind(NOW + timedelta(days=17))
    remind(NOW + timedelta(days=18))
    letter = text_of(postbox.letter_to("cas@example.org"))
    assert len(postbox.letters) == 1 and "Tuesday circle" not in letter and "door" not in letter


def test_a_former_member_is_without_a_name_on_kept_sheets_and_in_the_room(met: Met) -> None:
    ben = met.group.people["Ben"].pk
    spoken = replace(LETTER.parts[1].chapters[0].entries[0], person=ben)
    topic = replace(LETTER.parts[1].chapters[0], entries=(spoken,))
    letter = replace(
        LETTER,
        people=(Companion("Ada", "Facilitator"), Companion("Ben", "Advisor", ben)),
        parts=(replace(LETTER.parts[1], chapters=(topic,)),),
    )
    cas = met.group.people["Cas"]
    sheet = sheets.keep(met.room, 1, letter, by=cas, now=NOW)
    assert sheets.open_sheet(sheet.public_id, by=cas).letter == letter
    circles.leave(met.group.inside("Ben"), now=NOW)
    read = sheets.open_sheet(sheet.public_id, by=cas).letter
    assert [companion.name for companion in read.people] == ["Ada", "a former member"]
    assert read.parts[0].chapters[0].entries[0].by == "a former member"
    assert Reader(met.room, "en").name(met.seats["Ben"]) == "a former member"
    assert Reader(met.room, "en").name(met.seats["Ada"]) == "Ada"


def test_nobody_is_a_former_member_to_herself(met: Met) -> None:
    cas = met.group.people["Cas"]
    sheet = sheets.keep(met.room, 1, replace(LETTER, client_person=cas.pk), by=cas, now=NOW)
    sheets.show_to(sheet.public_id, "circle", [], by=cas)
    circles.leave(met.group.inside("Cas"), now=NOW)
    assert sheets.open_sheet(sheet.public_id, by=cas).letter.client == "Cas"
    assert sheets.open_sheet(sheet.public_id, by=met.group.people["Fay"]).letter.client == "a former member"
