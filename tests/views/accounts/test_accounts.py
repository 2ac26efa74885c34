"""Looking after one's own account: name, language, address, logins."""

import re

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from covision.actions.room import rooms
from covision.models.logins import Login
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.postbox import Postbox, code_in, text_of
from tests.scenes.visitor import ask, browser, sign_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _plain_files(settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    rooms.close_rooms()


def account(address: str) -> Person:
    return Person.objects.create(email=address, joined=NOW.date())


def test_the_head_of_a_page_offers_to_sign_in_or_names_who_is_here(postbox: Postbox):
    fay = browser()
    assert b'href="/sign-in/"' in fay.get("/").content
    sign_in(fay, "fay@example.org", postbox)
    fay.post("/account/name/", {"name": "Fay", "language": "en"})
    page = fay.get("/who-can-read/").content.decode()
    assert ('href="/account/"' in page, "<bdi>Fay</bdi>" in page) == (True, True)
    assert 'name="name" value="Fay"' in fay.get("/meetings/").content.decode()


def test_who_chooses_german_is_written_to_in_german(postbox: Postbox):
    fay = browser()
    sign_in(fay, "fay@example.org", postbox)
    fay.post("/account/name/", {"name": "Fay", "language": "de"})
    assert Person.objects.get().language == "de"
    assert "Ihr Konto" in fay.get("/account/").content.decode()
    fay.post("/language/", {"language": "en"})
    assert Person.objects.get().language == "en"


def test_a_name_that_cannot_be_shown_comes_back_with_a_sentence(postbox: Postbox):
    fay = browser()
    sign_in(fay, "fay@example.org", postbox)
    answer = fay.post("/account/name/", {"name": "x" * 41, "language": "en"})
    assert (answer.status_code, b"at most 40 characters" in answer.content) == (422, True)
    assert b"x" * 41 in answer.content


def test_another_address_is_taken_once_its_code_is_typed(postbox: Postbox):
    fay = browser()
    sign_in(fay, "fay@example.org", postbox)
    assert (
        fay.post("/account/address/", {"address": "new@example.org"}).headers["location"] == "/sign-in/code/"
    )
    assert Person.objects.get().email == "fay@example.org"
    fay.post("/sign-in/code/", {"code": code_in(postbox.letter_to("new@example.org"))})
    assert Person.objects.get().email == "new@example.org"
    letter = postbox.letter_to("fay@example.org", 2)
    assert letter["Subject"] == "Your account at Covision has another address"
    assert "new@example.org" not in text_of(letter)


def test_an_address_of_somebody_else_stays_theirs(postbox: Postbox):
    account("ada@example.org")
    fay = browser()
    sign_in(fay, "fay@example.org", postbox)
    fay.post("/account/address/", {"address": "ada@example.org"})
    answer = fay.post("/sign-in/code/", {"code": code_in(postbox.letter_to("ada@example.org"))})
    assert (answer.status_code, b"another account with this address" in answer.content) == (409, True)


def test_a_strangers_account_page_asks_to_sign_in_and_nothing_of_it_can_be_posted():
    oz = browser()
    assert oz.get("/account/").headers["location"] == "/sign-in/?next=%2Faccount%2F"
    for path in ("name/", "address/", "passkeys/", "passkeys/question/", "passkeys/1/", "logins/"):
        assert oz.post(f"/account/{path}", {"name": "Oz"}).status_code == 404, path


# Logins


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"


def test_fay_sees_her_logins_by_kind_and_day_and_nothing_finer(postbox: Postbox):
    fay, phone = browser(), browser(**{"user-agent": FIREFOX})
    sign_in(fay, "fay@example.org", postbox)
    sign_in(phone, "fay@example.org", postbox)
    page = fay.get("/account/").content.decode()
    assert "Firefox · Linux" in page
    assert ("153" in page, "127.0.0.1" in page) == (False, False)
    assert {login.since for login in Login.objects.exclude(person=None)} == {timezone.localdate()}


def test_fay_ends_one_login_and_the_other_browser_is_out(postbox: Postbox):
    fay, phone = browser(), browser()
    sign_in(fay, "fay@example.org", postbox)
    sign_in(phone, "fay@example.org", postbox)
    handle = re.search(r'name="login" value="([0-9a-f]{64})"', fay.get("/account/").content.decode())
    assert handle
    assert fay.post("/account/logins/", {"login": handle[1]}).status_code == 302
    assert (fay.get("/account/").status_code, phone.get("/account/").status_code) == (200, 302)


def test_fay_ends_all_other_logins(postbox: Postbox):
    fay, *others = browser(), browser(), browser()
    for visitor in (fay, *others):
        sign_in(visitor, "fay@example.org", postbox)
    fay.post("/account/logins/", {"login": "others"})
    assert [visitor.get("/account/").status_code for visitor in (fay, *others)] == [200, 302, 302]


def test_nobody_ends_the_login_of_somebody_else(postbox: Postbox):
    fay, oz = browser(), browser()
    sign_in(fay, "fay@example.org", postbox)
    handle = Login.objects.exclude(person=None).get().key_hash
    sign_in(oz, "oz@example.org", postbox)
    assert oz.post("/account/logins/", {"login": handle}).status_code == 404
    assert fay.get("/account/").status_code == 200


def test_signing_out_ends_the_login_and_empties_the_browser(postbox: Postbox):
    fay = browser()
    sign_in(fay, "fay@example.org", postbox)
    key = fay.cookies[django_settings.SESSION_COOKIE_NAME].value
    answer = fay.post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    thief = browser()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = key
    assert thief.get("/account/").status_code == 302


def test_the_key_from_before_signing_in_opens_nothing_afterwards(postbox: Postbox):
    fay = browser()
    ask(fay, "fay@example.org")
    before = fay.cookies[django_settings.SESSION_COOKIE_NAME].value
    fay.post("/sign-in/code/", {"code": code_in(postbox.letters[0])})
    assert fay.cookies[django_settings.SESSION_COOKIE_NAME].value != before
    thief = browser()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = before
    assert thief.get("/account/").status_code == 302
