"""Inviting by mail as pages: for the circle and for a meeting, with what was typed kept where something is wrong."""

import re

import pytest

from covision.models.circles import Invitation
from tests.scenes.postbox import Postbox, text_of
from tests.scenes.visitor import browser, sign_in
from tests.views.circles.test_circles import ASKING, MEETING, founded, page_text

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
TYPED = {"addresses": "dora@example.org, emil@example.org", "language": "en"}


@pytest.fixture(autouse=True)
def _plain_files(settings: object) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # type: ignore[attr-defined]


def test_two_are_invited_and_a_scanner_in_between_uses_nothing_up(postbox: Postbox) -> None:
    fay, scanner, dora = browser(), browser(), browser()
    address = founded(fay)
    answer = fay.post(f"{address}invitations/letters/", TYPED)
    page = page_text(fay.get(answer.headers["location"]))
    assert "2 letters are on their way." in page and "Sent by mail to 2 people by Fay" in page
    assert "dora@example.org" not in page and "/circles/invited/" not in page
    assert "Fay invited 2 people by mail." in page_text(fay.get(address))
    invitation = re.search(
        r"http://127\.0\.0\.1(/circles/invited/\S+)", text_of(postbox.letter_to("dora@example.org"))
    )
    assert invitation
    for _ in range(100):
        assert scanner.get(invitation[1]).status_code == scanner.head(invitation[1]).status_code == 200
    assert scanner.post(invitation[1], {}).status_code == 422
    assert dora.post(invitation[1], ASKING).status_code == 302


def test_what_is_wrong_stands_beside_what_was_typed(postbox: Postbox) -> None:
    fay = browser()
    address = founded(fay)
    answer = fay.post(f"{address}invitations/letters/", {**TYPED, "addresses": "dora at home"})
    assert answer.status_code == 422
    assert "“dora” is no mail address." in page_text(answer) and ">dora at home</textarea>" in page_text(
        answer
    )
    assert not Invitation.objects.exists() and postbox.letters == []


def test_without_a_mail_server_nothing_is_offered() -> None:
    fay = browser()
    address = founded(fay)
    assert "Invite by mail" not in page_text(fay.get(f"{address}invitations/"))
    assert fay.post(f"{address}invitations/letters/", TYPED).status_code == 503


def test_somebody_with_an_account_invites_guests_to_a_meeting(postbox: Postbox) -> None:
    fay = browser()
    address = founded(fay)
    room = fay.post(f"{address}meetings/", MEETING).headers["location"]
    assert "Invite by mail" not in page_text(fay.get(f"{room}invite/"))
    assert fay.post(f"{room}invite/letters/", TYPED).status_code == 403
    sign_in(fay, "fay@example.org", postbox)
    answer = fay.post(f"{room}invite/letters/", TYPED)
    assert "2 letters are on their way." in page_text(fay.get(answer.headers["location"]))
    assert re.search(r"http://127\.0\.0\.1/join/\S+", text_of(postbox.letter_to("emil@example.org")))
    assert browser().post(f"{room}invite/letters/", TYPED).status_code == 404
