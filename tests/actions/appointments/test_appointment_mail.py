"""Letters about meetings to come: to each alone, in their language, and without a word of what it is about."""

from datetime import timedelta

import pytest

from covision import mail
from covision.actions.appointments import appointments
from covision.actions.appointments import mail as appointment_mail
from covision.actions.due import do_what_is_due
from covision.actions.room import rooms
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, of_four
from tests.scenes.planned_meetings import (
    AT,
    FRIDAY,
    OUTLINE,
    TUESDAY,
    again,
    fixed,
    number_of,
    proposed,
    reachable,
)
from tests.scenes.postbox import Postbox, text_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
HIDDEN = (
    "Fay",
    "Cas",
    "Ada",
    "Ben",
    "Tuesday circle",
    "Placement",
    "Water Street",
    "quiet-fox",
    "example.org/quiet",
)


@pytest.fixture
def group(postbox: Postbox) -> LastingCircle:
    rooms.close_rooms()
    group = of_four()
    reachable(group, Ben="de")
    return group


def all_about_a_meeting(group: LastingCircle) -> None:
    appointment = proposed(group)
    appointments.fix(group.inside("Fay"), appointment, number_of(appointment, TUESDAY), at=AT, now=NOW)
    appointments.change(group.inside("Fay"), appointment, OUTLINE, FRIDAY, at=AT, now=NOW)
    do_what_is_due(FRIDAY - timedelta(hours=20))
    appointments.cancel(group.inside("Fay"), again(appointment), at=AT, now=FRIDAY - timedelta(hours=19))


def test_the_letters_say_what_to_look_at_each_in_the_readers_language(
    group: LastingCircle, postbox: Postbox
) -> None:
    all_about_a_meeting(group)
    english = [postbox.letter_to("cas@example.org", number)["Subject"] for number in range(1, 6)]
    german = [postbox.letter_to("ben@example.org", number)["Subject"] for number in range(1, 6)]
    assert english == [
        "A date is being looked for",
        "A date is fixed",
        "A meeting has changed",
        "Your meeting is soon",
        "A meeting is cancelled",
    ]
    assert german == [
        "Ein Termin wird gesucht",
        "Ein Termin steht fest",
        "Ein Treffen hat sich geändert",
        "Ihr Treffen ist bald",
        "Ein Treffen fällt aus",
    ]


def test_no_letter_has_a_name_or_a_word_of_content(group: LastingCircle, postbox: Postbox) -> None:
    all_about_a_meeting(group)
    for who in ("cas", "ada", "ben"):
        for number in range(1, 6):
            letter = postbox.letter_to(f"{who}@example.org", number)
            letter_text = f"{letter['Subject']} {text_of(letter)} {text_of(letter, 'html')}"
            assert [word for word in HIDDEN if word in letter_text] == []


def test_each_letter_has_one_recipient_and_none_goes_to_who_did_it(
    group: LastingCircle, postbox: Postbox
) -> None:
    fixed(group, by="Fay")
    mail.finish()
    assert {len(recipients) for recipients in postbox.recipients} == {1}
    assert {letter["To"].split("@")[0] for letter in postbox.letters} == {"cas", "ada", "ben"}


def test_the_letter_says_when_in_the_time_people_live_by(group: LastingCircle, postbox: Postbox) -> None:
    fixed(group, by="Fay")
    assert "Dienstag, 10. März 2026, 19:00 (Europe/Berlin)" in text_of(
        postbox.letter_to("ben@example.org", 2)
    )
    assert f"{AT}meet/{group.circle.public_id}/" in text_of(postbox.letter_to("cas@example.org", 2))


def test_whoever_has_switched_letters_off_gets_none(group: LastingCircle, postbox: Postbox) -> None:
    appointment_mail.want_letters(False, by=group.people["Ada"])
    proposed(group)
    mail.finish()
    assert {letter["To"] for letter in postbox.letters} == {"cas@example.org", "ben@example.org"}


def test_the_reminder_comes_once_the_day_before_and_not_to_who_cannot_come(
    group: LastingCircle, postbox: Postbox
) -> None:
    appointment = fixed(group, by="Fay")
    appointments.rsvp(group.inside("Ada"), appointment, comes=False)
    do_what_is_due(TUESDAY - timedelta(hours=25))
    for hours in (23, 22):
        do_what_is_due(TUESDAY - timedelta(hours=hours))
    mail.finish()
    reminded = [
        letter["To"]
        for letter in postbox.letters
        if letter["Subject"] in {"Your meeting is soon", "Ihr Treffen ist bald"}
    ]
    assert reminded == ["fay@example.org", "cas@example.org", "ben@example.org"]


def test_a_reminder_links_to_the_public_address_if_there_is_one(
    group: LastingCircle, postbox: Postbox, settings: object
) -> None:
    settings.COVISION_ORIGIN = "https://covision.example.org"  # type: ignore[attr-defined]
    appointment = fixed(group, by="Fay")
    do_what_is_due(TUESDAY - timedelta(hours=20))
    way = f"https://covision.example.org/meet/{group.circle.public_id}/{appointment.public_id}/"
    assert way in text_of(postbox.letter_to("cas@example.org", 3))


def test_what_is_fixed_for_tomorrow_is_not_reminded_of_again(group: LastingCircle, postbox: Postbox) -> None:
    fixed(group, NOW + timedelta(hours=20), by="Fay")
    do_what_is_due(NOW + timedelta(hours=1))
    mail.finish()
    assert not [letter for letter in postbox.letters if letter["Subject"] == "Your meeting is soon"]


def test_a_mail_server_that_takes_nothing_stops_nobody(group: LastingCircle, settings: object) -> None:
    settings.COVISION_SMTP_URL = "smtp://127.0.0.1:1"  # type: ignore[attr-defined]
    assert proposed(group).state == "finding"
    mail.finish()
