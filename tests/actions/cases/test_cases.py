"""Cases: whose eyes see what, what a pool shows, how a case comes into a room, and what is left of one that is gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from covision.actions.cases import cases, turns
from covision.actions.circles import membership
from covision.actions.due import do_what_is_due
from covision.actions.meetings import circle_meetings, meetings
from covision.actions.room import people as room_people
from covision.actions.room import rooms, scenes
from covision.actions.room.room import Room
from covision.actions.shared.room_alarms import PREPARED
from covision.actions.shared.wording import Wording
from covision.engine.refusals import Refused
from covision.models.cases import Case, CaseCard
from covision.models.database import is_sqlite
from covision.models.keys import CaseKey
from covision.models.meetings import Meeting
from covision.rendering import Reader, regions
from tests.conftest import NOW
from tests.scenes.lasting_circle import founded, join, of_four
from tests.scenes.prepared_cases import CHECKED, TAGS, TEXT, do, go_on, met, prepared, shared, work_on
from tests.scenes.room_cast import PROBLEM
from tests.vault.test_cases import stored

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    rooms.close_rooms()


def room_as_read(room: Room, seat: int) -> str:
    scene = scenes.scene(room, seat, "", scenes.presence(room, timezone.now()))
    return "".join(regions(scene, Reader(room, "en")).values())


def test_a_case_is_its_authors_alone() -> None:
    group = of_four()
    case = prepared(group)
    assert cases.words_of(case).text == TEXT
    assert cases.own_notes(case) == {"n1": "It was in the corridor."}
    assert cases.pool(group.inside("Cas")) == ()
    for who in (group.people["Oz"], group.people["Ada"], None):
        with pytest.raises(Refused, match="no such case"):
            cases.own_case(case.public_id, by=who)


def test_whoever_reads_the_database_reads_no_word_of_a_case_and_nothing_that_was_picked() -> None:
    group = of_four()
    prepared(group)
    there_is = stored()
    assert not is_sqlite() or b"Tuesday circle" in there_is  # the database is looked into
    for word in (b"promise more", b"corridor", b"urgency", b"influence"):
        assert word not in there_is


def test_a_pool_shows_first_sentences_to_members_and_no_notes() -> None:
    group = of_four()
    shared(group)
    (line,) = cases.pool(group.inside("Ada"))
    assert (line.line, line.by, line.mine) == ("I promise more than I can keep.", "Cas", False)
    assert (line.whose, line.urgency) == ("personal", "soon")
    assert cases.pool(founded().inside("Fay")) == ()


def test_only_what_passes_the_check_of_the_live_room_can_be_shared() -> None:
    group = of_four()
    unchecked = prepared(group, tags=("inside:no", "urgency:soon", "whose:personal"))
    quarrel = prepared(group, tags=(*CHECKED[:-1], "inside:yes", "urgency:soon", "whose:personal"))
    for case in (unchecked, quarrel):
        with pytest.raises(Refused, match="passes the short check"):
            cases.share(case, group.inside("Cas"), now=NOW)
    with pytest.raises(Refused, match="every question"):
        cases.check_picks(CHECKED)
    with pytest.raises(Refused, match="characters"):
        cases.check_words("a" * 401)


def test_a_case_can_be_taken_back_at_any_time() -> None:
    group = of_four()
    case = shared(group)
    cases.take_back(case, now=NOW)
    assert cases.pool(group.inside("Ada")) == ()
    assert cases.words_of(case).text == TEXT


def test_a_case_in_the_pool_stays_fit_when_it_is_changed() -> None:
    group = of_four()
    case = shared(group)
    cases.change(case, Wording("I say yes too soon.", TAGS, "en"), {}, now=NOW)
    assert cases.pool(group.inside("Ada"))[0].line == "I say yes too soon."
    with pytest.raises(Refused, match="passes the short check"):
        cases.change(case, Wording("Else", ("inside:no",), "en"), {}, now=NOW)


def test_a_deleted_case_leaves_nothing_anywhere() -> None:
    group = of_four()
    case = shared(group)
    key = bytes(CaseKey.objects.get(case_id=case.pk).wrapped)
    assert stored() == b"" or key in stored()
    cases.delete(case)
    assert key not in stored()
    assert not Case.objects.exists()
    assert cases.pool(group.inside("Cas")) == ()


def test_whoever_leaves_takes_the_cases_along() -> None:
    group = of_four()
    case = shared(group)
    membership.end(group.inside("Cas").member, now=NOW)
    assert cases.pool(group.inside("Ada")) == ()
    assert cases.own_case(case.public_id, by=group.people["Cas"]).circle is None


def test_in_the_room_only_its_author_is_offered_a_case_and_brings_it_as_any_problem() -> None:
    group = of_four()
    case = shared(group)
    room = met(group, "Fay", "Cas", "Ada")
    go_on(room)
    assert TEXT in room_as_read(room, 2)
    assert "promise" not in room_as_read(room, 1) + room_as_read(room, 3)
    do(room, 2, "bring-case", case=room.prepared.own[2][0].ref)
    (card,) = room.meeting.cards
    assert (card.kind, card.seat, card.tags) == ("problem", 2, TAGS)
    assert room.text(card.text.id if card.text else "") == TEXT
    assert CaseCard.objects.get(case=case).card == card.id
    assert "bring-case" not in room_as_read(room, 2)
    assert "promise" not in room_as_read(room, 1)  # hidden until all are shown


def test_a_case_is_brought_once_and_by_nobody_else() -> None:
    group = of_four()
    shared(group)
    room = met(group, "Fay", "Cas")
    go_on(room)
    ref = room.prepared.own[2][0].ref
    with pytest.raises(Refused, match="not among your open ones"):
        do(room, 1, "bring-case", case=ref)
    do(room, 2, "bring-case", case=ref)
    with pytest.raises(Refused, match="not among your open ones"):
        do(room, 2, "bring-case", case=ref)
    do(room, 2, "withdraw", card=room.meeting.cards[0].id)
    do(room, 2, "bring-case", case=ref)


def test_a_case_taken_back_leaves_an_open_room_at_once() -> None:
    group = of_four()
    case = shared(group)
    room = met(group, "Fay", "Cas")
    go_on(room)
    assert TEXT in room_as_read(room, 2)
    cases.take_back(case, now=NOW)
    assert TEXT not in room_as_read(room, 2)
    assert TEXT not in room.texts.values()


def test_a_case_on_which_a_round_began_is_worked_on() -> None:
    group = of_four()
    case = shared(group)
    room = met(group, "Fay", "Cas", "Ada")
    go_on(room)
    do(room, 2, "bring-case", case=room.prepared.own[2][0].ref)
    work_on(room, room.meeting.cards[0].id, owner=2, facilitator=3)
    assert cases.own_case(case.public_id, by=group.people["Cas"]).worked == NOW.date()
    assert cases.pool(group.inside("Ada")) == ()


def test_what_was_not_chosen_is_kept_by_its_author_alone_and_once() -> None:
    group = of_four()
    room = met(group, "Fay", "Cas")
    go_on(room)
    do(room, 2, "write", text="The long list.", **PROBLEM)
    do(room, 1, "reveal")
    go_on(room)
    go_on(room, then="final")
    assert "The long list." in room_as_read(room, 2)
    card = room.meeting.cards[0].id
    with pytest.raises(Refused, match="no such problem"):
        do(room, 1, "keep-problem", card=card, share="1")
    assert not Case.objects.exists()
    do(room, 2, "keep-problem", card=card, share="1")
    with pytest.raises(Refused, match="already"):
        do(room, 2, "keep-problem", card=card)
    assert [line.line for line in cases.pool(group.inside("Ada"))] == ["The long list."]
    assert "keep-problem" not in room_as_read(room, 2)


def test_a_guest_of_the_circle_is_offered_nothing_to_keep() -> None:
    group = of_four()
    room = met(group, "Fay", "Cas")
    meetings.ask_to_come_in(Meeting.objects.get(pk=room.id), name="Oz", by=group.people["Oz"], now=NOW)
    do(room, 1, "let-in", seat="3")
    go_on(room)
    do(room, 3, "write", text="A guest's worry.", **PROBLEM)
    with pytest.raises(Refused, match="no such problem"):
        do(room, 3, "keep-problem", card=room.meeting.cards[0].id)


def test_cases_outlive_their_meeting_and_are_erased_when_nobody_touched_them_for_a_year() -> None:
    group = of_four()
    case = prepared(group)
    group.people["Cas"].email = "cas@example.org"
    group.people["Cas"].save()
    do_what_is_due(NOW + timedelta(days=364))
    assert Case.objects.get() == case
    do_what_is_due(NOW + timedelta(days=366))
    assert not Case.objects.exists()
    assert not CaseKey.objects.exists()


def test_a_member_who_comes_late_is_offered_her_cases_too() -> None:
    group = founded()
    join(group, "Cas")
    room = met(group, "Fay")
    go_on(room)
    shared(group)
    circle_meetings.come_in(group.inside("Cas"), room.public_id, now=NOW)
    assert TEXT in room_as_read(room, 2)


def asked(ask: Callable[[], object]) -> int:
    """How many questions to both databases something takes."""
    with (
        CaptureQueriesContext(connections["default"]) as first,
        CaptureQueriesContext(connections["keys"]) as two,
    ):
        ask()
    return len(first) + len(two)


def test_a_full_pool_asks_the_database_no_more_than_one_with_a_single_case() -> None:
    group = of_four()
    room = met(group, "Fay", "Cas")
    inside, first = group.inside("Ada"), shared(group)
    looks = (
        lambda: cases.pool(inside),
        lambda: cases.cases_of(group.people["Cas"]),
        lambda: (PREPARED.sound(), room_people.refresh(room, "prepared")),
        lambda: turns.prospects(inside),
        lambda: turns.turn_table(inside),
    )
    few = [asked(look) for look in looks]
    for _ in range(11):
        shared(group)
    assert len(cases.pool(inside)) == 12
    assert cases.pool(inside)[0].public_id == first.public_id
    assert [asked(look) for look in looks] == few
