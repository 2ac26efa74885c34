"""Coaching oneself on real databases: sealed, nobody else's, and gone at once, in time, or with the guest."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError
from django.utils import timezone

from covision.actions.accounts.account_merge import keep_places
from covision.actions.cases import cases
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.commitments import commitments
from covision.actions.due import do_what_is_due
from covision.actions.meetings import alone
from covision.actions.room import rooms
from covision.actions.room.room import Room
from covision.engine.refusals import Refused
from covision.models.circles import Circle
from covision.models.contributions import Body
from covision.models.journal import Happening
from covision.models.keys import MeetingKey
from covision.models.learning import CountedRound, Practice
from covision.models.meetings import Meeting
from covision.models.people import Person
from tests.scenes.postbox import Postbox, text_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
SENTENCE = "I want to end such calls well."


@pytest.fixture(autouse=True)
def _no_rooms_are_open() -> None:
    rooms.close_rooms()


def person(address: str | None = "cas@example.org") -> Person:
    return Person.objects.create(email=address, joined=timezone.localdate())


def begin(who: Person, now: datetime | None = None) -> Room:
    return alone.start("concept-1", timed=False, name="Me", by=who, now=now or timezone.now())


def do(room: Room, command: str, **fields: str) -> None:
    sent = {"id": [f"command-{room.head.version:06}"], "command": [command]}
    sent |= {name: [text] for name, text in fields.items()}
    act_on_fields(room, sent, by=alone.OWN_SEAT, now=timezone.now(), language="en").result()


def finish(room: Room) -> None:
    while not room.meeting.closed:
        do(room, "end-step", step=room.meeting.place()[1], anyway="1")


def test_what_cas_writes_is_in_no_table_in_the_clear() -> None:
    room = begin(person())
    do(room, "write", kind="sentence", text=SENTENCE)
    (sealed,) = Body.objects.values_list("ciphertext", flat=True)
    assert SENTENCE.encode() not in bytes(sealed)
    events = "".join(Happening.objects.values_list("data", flat=True))
    assert '"sentence"' in events
    assert SENTENCE not in events
    rooms.close_rooms()
    assert alone.sentence_to_bring(rooms.open_room(room.public_id)).sentence == SENTENCE


def test_only_the_sentence_is_handed_over_and_only_once_there_is_one() -> None:
    room = begin(person())
    do(room, "send-question", question="problem.q1")
    with pytest.raises(Refused):
        alone.sentence_to_bring(room)
    do(room, "write", kind="sentence", text=SENTENCE)
    assert alone.sentence_to_bring(room) == alone.FoundSentence(SENTENCE, "en")


def test_one_press_makes_a_case_of_it_that_is_cass_alone_and_a_second_press_no_second_one() -> None:
    cas, now = person(), timezone.now()
    room = begin(cas)
    do(room, "write", kind="sentence", text=SENTENCE)
    case = alone.bring_to_circle(room.public_id, by=cas, now=now)
    assert case.circle is None
    assert cases.words_of(case).text == SENTENCE
    assert not cases.problem_kind().fits(cases.words_of(case).tags)  # to be finished before it can be shared
    assert alone.bring_to_circle(room.public_id, by=cas, now=now).pk == case.pk
    assert len(cases.cases_of(cas)) == 1


def test_the_next_step_is_offered_at_the_end_and_cas_is_reminded_if_he_wants_to(postbox: Postbox) -> None:
    cas, now = person(), timezone.now()
    cas.language = "de"
    cas.save()
    room, text = begin(cas), "A note on the phone."
    while room.meeting.place()[1] != "next":
        do(room, "end-step", step=room.meeting.place()[1], anyway="1")
    do(room, "write", kind="next-step", text=text, due=(now + timedelta(days=3)).isoformat())
    assert commitments.commitments_of(cas) == []
    finish(room)
    (offered,) = commitments.commitments_of(cas)
    assert (offered.text, offered.kept) == (text, False)
    commitments.keep(offered.row.public_id, soon=True, at_date=False, weeks=0, by=cas, now=now)

    do_what_is_due(now + commitments.SOON - timedelta(minutes=2))
    assert postbox.letters == []
    do_what_is_due(now + commitments.SOON + timedelta(minutes=2))

    letter = postbox.letter_to("cas@example.org")
    assert letter["Subject"] == "Eine Erinnerung, um die Sie gebeten haben"
    assert text not in text_of(letter)
    assert len(postbox.letters) == 1


def test_oz_finds_nothing_of_it() -> None:
    cas, oz = person(), person("oz@example.org")
    room = begin(cas)
    assert [reflection.public_id for reflection in alone.reflections(cas, now=timezone.now())] == [
        room.public_id
    ]
    assert alone.reflections(oz, now=timezone.now()) == []
    bring = partial(alone.bring_to_circle, now=timezone.now())
    for tried in (alone.open_own, alone.erase, bring):
        with pytest.raises(Refused) as foreign:
            tried(room.public_id, by=oz)
        with pytest.raises(Refused) as missing:
            tried("nowhere", by=oz)
        assert (foreign.value.sentence, foreign.value.why) == (missing.value.sentence, missing.value.why)


def test_no_row_can_be_made_that_lets_others_in() -> None:
    row = Meeting.objects.get(pk=begin(person()).id)
    assert row.join_token is None
    circle = Circle.objects.create(name="Tuesday", created=timezone.now())
    for change in ({"join_token": "A" * 22}, {"circle": circle}):
        with pytest.raises(IntegrityError):
            Meeting.objects.filter(pk=row.pk).update(**change)


def test_erasing_takes_texts_key_and_seat_at_once() -> None:
    cas = person()
    room = begin(cas)
    do(room, "write", kind="sentence", text=SENTENCE)
    alone.erase(room.public_id, by=cas)
    assert not Meeting.objects.exists()
    assert not MeetingKey.objects.exists()
    assert cas.seats.count() == 0
    with pytest.raises(Refused):
        rooms.open_room(room.public_id)


def test_it_is_gone_fourteen_days_after_its_end() -> None:
    room, now = begin(person()), timezone.now()
    finish(room)
    assert do_what_is_due(now + timedelta(days=13)) == 0
    assert do_what_is_due(now + timedelta(days=15)) == 1
    assert not Meeting.objects.exists()


def test_what_a_guest_wrote_goes_with_her_login_and_a_members_stays() -> None:
    begin(person(None))
    stays = begin(person())
    assert do_what_is_due(timezone.now()) == 0
    assert do_what_is_due(timezone.now() + timedelta(hours=13)) == 1
    assert Meeting.objects.get().pk == stays.id


def test_a_guest_who_signs_in_keeps_it() -> None:
    guest, account = person(None), person()
    room = begin(guest)
    keep_places(guest, account)
    assert [reflection.public_id for reflection in alone.reflections(account, now=timezone.now())] == [
        room.public_id
    ]


def test_being_alone_counts_for_nothing() -> None:
    room = begin(person())
    finish(room)
    assert not Practice.objects.exists()
    assert not CountedRound.objects.exists()


def test_the_list_names_the_next_date_cas_has_set_himself() -> None:
    cas = person()
    room, due = begin(cas), timezone.now() + timedelta(hours=20)
    while room.meeting.place()[1] != "next":
        do(room, "end-step", step=room.meeting.place()[1], anyway="1")
    do(room, "write", kind="next-step", text="A note on the phone.", due=due.isoformat())
    (reflection,) = alone.reflections(cas, now=timezone.now())
    assert (reflection.due, reflection.step, reflection.ended) == (due, ("concept-1/alone", "next"), False)
    assert alone.reflections(cas, now=due + timedelta(hours=1))[0].due is None


def test_a_way_that_nobody_can_go_alone_is_refused() -> None:
    for way in ("concept-2", "frame", "../frame", ""):
        with pytest.raises(Refused):
            alone.start(way, timed=False, name="Me", by=person(None), now=timezone.now())


def test_one_person_has_at_most_thirty_of_them() -> None:
    cas = person()
    first = begin(cas)
    for _ in range(alone.MOST - 1):
        begin(cas)
    with pytest.raises(Refused) as refused:
        begin(cas)
    assert refused.value.why == "late"
    alone.erase(first.public_id, by=cas)
    begin(cas)
