"""Inviting by mail: a letter to each, a deed for the circle, no trace of whose address it was."""

from datetime import timedelta

import pytest

from covision import mail
from covision.actions.circles import joining
from covision.actions.meetings import circle_meetings, inviting
from covision.actions.meetings.inviting import FROM_ALL, FROM_ONE
from covision.actions.room import rooms
from covision.actions.shared import activity
from covision.engine.refusals import Refused
from covision.models.circles import Invitation
from covision.models.database import is_sqlite
from covision.models.outbox import WaitingLetter
from covision.models.people import Person
from tests.actions.commitments.test_commitments import everything_on_disk
from tests.conftest import NOW
from tests.scenes.lasting_circle import LastingCircle, asking, of_four, person
from tests.scenes.planned_meetings import AT
from tests.scenes.postbox import Postbox, text_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
TWO = "dora@example.org,\n emil@example.org; dora@example.org"


@pytest.fixture
def group(postbox: Postbox) -> LastingCircle:
    rooms.close_rooms()
    return of_four()


def invite(group: LastingCircle, who: str = "Ada", raw: str = TWO, language: str = "de") -> int:
    return inviting.invite_by_mail(group.inside(who), raw, language, at=AT, now=NOW)


def letters(postbox: Postbox) -> list[str]:
    return [f"{letter['Subject']} {text_of(letter)} {text_of(letter, 'html')}" for letter in postbox.letters]


def test_each_gets_a_letter_of_their_own_that_names_nobody(group: LastingCircle, postbox: Postbox) -> None:
    assert invite(group) == 2
    letter_texts = letters(postbox)
    assert postbox.recipients == [["dora@example.org"], ["emil@example.org"]]
    assert {letter["Subject"] for letter in postbox.letters} == {"Eine Einladung, einander zu beraten"}
    names = ("Fay", "Cas", "Ada", "Ben", "Tuesday circle", "Placement", "example.org")
    assert [word for text in letter_texts for word in names if word in text] == []
    token = Invitation.objects.latest("pk").token
    assert all(f"{AT}circles/invited/{token}/" in text for text in letter_texts)


def test_the_circle_sees_who_invited_how_many_and_nobody_whom(group: LastingCircle, postbox: Postbox) -> None:
    invite(group)
    assert len(postbox.letters) == 2
    deed = activity.activities(group.circle)[0]
    assert (deed.what, deed.by and deed.by.name, deed.number) == ("invited-by-mail", "Ada", 2)
    assert not WaitingLetter.objects.exists()
    left = everything_on_disk()
    assert b"invited-by-mail" in left or not is_sqlite()  # PostgreSQL’s files are not ours to read
    assert b"dora" not in left and b"emil" not in left


def test_whoever_has_an_account_is_invited_like_everybody(group: LastingCircle, postbox: Postbox) -> None:
    Person.objects.create(email="dora@example.org", joined=NOW.date())
    member = group.people["Ben"]
    member.email = "ben@example.org"
    member.save()
    for address in ("dora@example.org", "ben@example.org", "new@example.org"):
        assert invite(group, raw=address) == 1
    letter_texts = letters(postbox)
    tokens = Invitation.objects.order_by("-pk").values_list("token", flat=True)
    alike = {letter_texts[at].replace(token, "…") for at, token in enumerate(reversed(tokens[:3]))}
    assert len(alike) == 1


def test_from_the_letter_on_it_is_the_usual_way_in(group: LastingCircle) -> None:
    invite(group)
    token = Invitation.objects.latest("pk").token
    for name in ("Dora", "Emil"):
        newcomer = person()
        notice = joining.summary_of_invitation(token, now=NOW)
        joining.ask_to_join(notice, asking(name), by=newcomer, now=NOW)
    assert group.circle.proposals.filter(kind="admit", state="open").count() == 2
    joining.withdraw_invitation(group.inside("Ben"), token, now=NOW)
    with pytest.raises(Refused, match="leads nowhere"):
        joining.summary_of_invitation(token, now=NOW)


def test_a_member_and_a_circle_send_so_many_a_day(group: LastingCircle, postbox: Postbox) -> None:
    def some(who: str, count: int, name: str) -> int:
        return invite(group, who, " ".join(f"{name}{number}@example.org" for number in range(count)))

    some("Fay", 10, "f")
    with pytest.raises(Refused, match="cannot go by mail today"):
        some("Fay", 3, "g")
    assert some("Fay", FROM_ONE - 10, "g") == 2
    some("Cas", 10, "c")
    with pytest.raises(Refused, match="cannot go by mail today"):
        some("Ada", 9, "a")
    assert some("Ada", FROM_ALL - FROM_ONE - 10, "a") == 8
    assert len(postbox.letters) == FROM_ALL
    a_day_later = NOW + timedelta(days=1)
    assert inviting.invite_by_mail(group.inside("Fay"), TWO, "en", at=AT, now=a_day_later) == 2


def test_nobody_is_pressed_and_the_answer_does_not_tell(group: LastingCircle, postbox: Postbox) -> None:
    assert [invite(group, raw="dora@example.org") for _ in range(5)] == [1] * 5
    assert len(postbox.letters) == inviting.TO_ONE


def test_what_is_no_address_is_named_and_nothing_is_sent(group: LastingCircle, postbox: Postbox) -> None:
    with pytest.raises(Refused) as refused:
        invite(group, raw="dora@example.org, emil at home")
    assert refused.value.words["address"] == "emil"
    assert postbox.letters == [] and not Invitation.objects.filter(letters__gt=0).exists()


def test_a_guest_is_invited_to_the_door_of_a_meeting(group: LastingCircle, postbox: Postbox) -> None:
    room = circle_meetings.start(group.inside("Fay"), 90, 1, spoken=False, now=NOW)
    fay = group.people["Fay"]
    with pytest.raises(Refused, match="Only members with an account"):
        inviting.invite_guests(room, TWO, "en", at=AT, by=fay, now=NOW)
    fay.email = "fay@example.org"
    fay.save()
    assert inviting.invite_guests(room, TWO, "en", at=AT, by=fay, now=NOW) == 2
    assert all(f"{AT}join/{room.join_token}/" in text and "Tuesday" not in text for text in letters(postbox))
    deed = activity.activities(group.circle)[0]
    assert (deed.what, deed.number) == ("guests-invited", 2)


def test_a_guest_with_an_account_sends_nothing_from_a_circles_room(group: LastingCircle) -> None:
    room = circle_meetings.start(group.inside("Fay"), 90, 1, spoken=False, now=NOW)
    oz = Person.objects.create(email="oz@example.org", joined=NOW.date())
    assert not inviting.may_invite_guests(room, by=oz)
    mail.finish()
