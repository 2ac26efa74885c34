"""What people take on: offered when the meeting ends, kept by their own act, reminded of without a word, gone when deleted."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project_settings

from covision.actions.commitments import commitments
from covision.actions.commitments.reminders import remind
from covision.actions.due import do_what_is_due
from covision.actions.meetings import meetings
from covision.actions.room import people as room_people
from covision.actions.room import rooms, scenes
from covision.engine.refusals import Refused
from covision.models.commitments import Commitment
from covision.models.database import is_sqlite
from covision.models.keys import KeptKey
from covision.models.meetings import Meeting
from tests.conftest import NOW
from tests.scenes.ended_meeting import GOAL, PLAN, STEP, Met, ended, opened
from tests.scenes.postbox import Postbox, text_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
A_MONTH = timedelta(days=31)


@pytest.fixture
def met() -> Met:
    return ended()


def commitments_of(met: Met, who: str) -> list[commitments.OwnCommitment]:
    return commitments.commitments_of(met.group.people[who])


def keep(met: Met, who: str, text: str, **more: object) -> Commitment:
    row = next(commitment.row for commitment in commitments_of(met, who) if commitment.text == text)
    wishes = {"soon": False, "at_date": False, "weeks": 3, **more}
    commitments.keep(row.public_id, by=met.group.people[who], now=NOW, **wishes)  # type: ignore[arg-type]
    return Commitment.objects.get(pk=row.pk)


def with_address(met: Met, who: str, language: str = "en") -> str:
    person = met.group.people[who]
    person.email, person.language = f"{who.lower()}@example.org", language
    person.save()
    return person.email


def everything_on_disk() -> bytes:
    data = Path(project_settings.COVISION_DATA)
    return b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())


def test_each_is_offered_what_she_took_on_and_nothing_of_others(met: Met) -> None:
    assert {commitment.text for commitment in commitments_of(met, "Cas")} == {STEP, GOAL}
    assert [commitment.text for commitment in commitments_of(met, "Ada")] == [PLAN]
    assert commitments_of(met, "Ben") == []


def test_without_her_act_it_goes_with_its_meeting(met: Met) -> None:
    keep(met, "Ada", PLAN)
    meetings.erase_meeting(Meeting.objects.get(pk=met.room.id))
    assert commitments_of(met, "Cas") == []
    assert [(commitment.text, commitment.kept) for commitment in commitments_of(met, "Ada")] == [(PLAN, True)]


def test_a_meeting_that_goes_on_after_all_offers_once(met: Met) -> None:
    keep(met, "Cas", STEP)
    met.do("Fay" if met.room.meeting.holder == met.seats["Fay"] else "Ada", "undo-step")
    met.go_on()
    assert sorted(commitment.text for commitment in commitments_of(met, "Cas")) == sorted([STEP, GOAL])


def test_nobody_reads_or_answers_what_somebody_else_took_on(met: Met) -> None:
    row = keep(met, "Cas", STEP)
    with pytest.raises(Refused) as refused:
        commitments.record_outcome(row.public_id, "done", by=met.group.people["Ben"], now=NOW)
    assert refused.value.why == "gone"
    commitments.record_outcome(row.public_id, "done", by=met.group.people["Cas"], now=NOW)
    assert Commitment.objects.get(pk=row.pk).outcome == "done"


def test_a_deleted_commitment_is_found_nowhere(met: Met) -> None:
    row = keep(met, "Cas", STEP)
    commitments.change(
        row.public_id, note="Mind the dog", soon=False, at_date=False, by=met.group.people["Cas"], now=NOW
    )
    row.refresh_from_db()
    wrapped = bytes(KeptKey.objects.get(name=row.key).wrapped)
    boxes = (
        [bytes(row.text), bytes(row.note)] if is_sqlite() else []
    )  # PostgreSQL's files are not ours to read
    assert all(piece in everything_on_disk() for piece in (*boxes, wrapped))
    assert b"Mind the dog" not in everything_on_disk()
    commitments.delete(row.public_id, by=met.group.people["Cas"])
    left = everything_on_disk()
    assert not any(piece in left for piece in (*boxes, wrapped, row.key.encode()))


def test_what_was_kept_goes_by_itself_half_a_year_after_its_date(met: Met) -> None:
    keep(met, "Cas", STEP)
    do_what_is_due(NOW + timedelta(days=180))
    assert [commitment.text for commitment in commitments_of(met, "Cas")] == [STEP]
    do_what_is_due(NOW + timedelta(days=190))
    assert commitments_of(met, "Cas") == [] and not KeptKey.objects.exists()


def test_a_reminder_within_the_first_day_and_a_half_and_one_on_the_day(met: Met, postbox: Postbox) -> None:
    address = with_address(met, "Cas", "de")
    keep(met, "Cas", STEP, soon=True, at_date=True)
    remind(NOW + timedelta(hours=19))
    assert postbox.letters == []
    remind(NOW + timedelta(hours=21))
    remind(NOW + timedelta(hours=22))
    remind(NOW + timedelta(days=3))
    letters = [postbox.letter_to(address, number) for number in (1, 2)]
    assert len(postbox.letters) == 2 and {letter["Content-Language"] for letter in letters} == {"de"}
    letter_texts = "".join(text_of(letter, kind) for letter in letters for kind in ("plain", "html"))
    assert not any(
        word in letter_texts + str(letters[0]["Subject"]) for word in (STEP, "Cas", "Tuesday", "quiet")
    )


def test_whoever_wants_no_letter_gets_none_nor_after_it_is_done(met: Met, postbox: Postbox) -> None:
    with_address(met, "Cas"), with_address(met, "Ada")
    row = keep(met, "Cas", STEP, soon=True, at_date=True)
    keep(met, "Ada", PLAN)
    commitments.record_outcome(row.public_id, "done", by=met.group.people["Cas"], now=NOW)
    remind(NOW + timedelta(days=3))
    assert postbox.letters == []


def test_weeks_later_the_client_is_asked_about_the_goal(met: Met, postbox: Postbox) -> None:
    address = with_address(met, "Cas")
    row = keep(met, "Cas", GOAL, weeks=4, at_date=True)
    meetings.erase_meeting(Meeting.objects.get(pk=met.room.id))
    [commitment] = commitments_of(met, "Cas")
    assert not commitment.asks(NOW + timedelta(weeks=3)) and commitment.asks(NOW + timedelta(weeks=4))
    remind(NOW + timedelta(weeks=4))
    assert GOAL not in text_of(postbox.letter_to(address))
    commitments.record_outcome(
        row.public_id, "later", by=met.group.people["Cas"], now=NOW + timedelta(weeks=4)
    )
    [commitment] = commitments_of(met, "Cas")
    assert not commitment.asks(NOW + timedelta(weeks=4, days=1)) and commitment.asks(NOW + timedelta(weeks=5))


def test_the_next_meeting_shows_each_her_own_step_and_no_other(met: Met) -> None:
    row = keep(met, "Cas", STEP)
    following = opened(met.group, NOW + A_MONTH)
    steps = {
        who: scenes.scene(following.room, seat, "", scenes.presence(following.room, NOW + A_MONTH))
        for who, seat in following.seats.items()
    }
    own_steps = {who: scene.lookback.steps if scene.lookback else () for who, scene in steps.items()}
    step, goal = own_steps["Cas"]
    assert (step.id, step.goal, step.outcome) == (row.public_id, False, "")
    assert (goal.goal, following.room.text(goal.id)) == (True, GOAL)
    assert [following.room.text(step.id) for step in own_steps["Ada"]] == [PLAN]
    assert own_steps["Fay"] == own_steps["Ben"] == ()


def test_the_look_back_shows_her_note_and_what_she_said_of_a_step_meanwhile(met: Met) -> None:
    row = keep(met, "Cas", STEP)
    following = opened(met.group, NOW + A_MONTH)
    cas = met.group.people["Cas"]
    commitments.record_outcome(row.public_id, "changed", by=cas, now=NOW + A_MONTH)
    commitments.change(
        row.public_id, note="Jana was away.", soon=False, at_date=False, by=cas, now=NOW + A_MONTH
    )
    assert room_people.is_behind(following.room)
    rooms.catch_up(following.room)
    step = following.room.own_steps[following.seats["Cas"]][0]
    assert (step.outcome, following.room.text(step.note)) == ("changed", "Jana was away.")


def test_an_answer_in_the_room_is_kept_and_told_to_nobody(met: Met) -> None:
    row = keep(met, "Cas", STEP)
    following = opened(met.group, NOW + A_MONTH)
    before = following.room.meeting.version
    with pytest.raises(Refused):
        following.do("Ben", "own-step", step=row.public_id, said="done")
    following.do("Cas", "own-step", step=row.public_id, said="done")
    assert Commitment.objects.get(pk=row.pk).outcome == "done"
    assert following.room.meeting.version == before
