"""Passkeys as the server sees them; a browser's own part is told in the browser stories."""

import json

import pytest
from django.test import Client

from covision.models.passkeys import Passkey
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.postbox import Postbox
from tests.scenes.visitor import browser, sign_in, words

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _plain_files(settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def fay(postbox: Postbox) -> Client:
    visitor = browser()
    sign_in(visitor, "fay@example.org", postbox)
    return visitor


def passkey(person: Person, name: str = "Phone") -> Passkey:
    return Passkey.objects.create(person=person, credential_id=name.encode(), name=name, added=NOW.date())


def answer(credential: str) -> str:
    """What looks like an answer, from a device that has no key."""
    response = {
        "authenticatorData": "AAAA",
        "signature": "AAAA",
        "clientDataJSON": "e30",
        "userHandle": "AAAA",
    }
    return json.dumps({"id": credential, "rawId": credential, "type": "public-key", "response": response})


def test_the_question_names_nobody_and_is_another_one_each_time():
    asked = [browser().post("/sign-in/passkey/question/").json()["publicKey"] for _ in range(2)]
    assert [sorted(question) for question in asked] == [["challenge", "rpId", "userVerification"]] * 2
    assert asked[0]["challenge"] != asked[1]["challenge"]
    assert (asked[0]["rpId"], asked[0]["userVerification"]) == ("127.0.0.1", "required")


@pytest.mark.parametrize("credential", ["", "{", "[]", "{}", '{"rawId": 1}', "UGhvbmU"])
def test_what_no_device_has_answered_opens_nothing(credential: str):
    passkey(Person.objects.create(email="fay@example.org", joined=NOW.date()))
    oz = browser()
    oz.post("/sign-in/passkey/question/")
    sent = answer(credential) if credential == "UGhvbmU" else credential
    page = oz.post("/sign-in/passkey/", {"credential": sent})
    assert (page.status_code, b"did not work here" in page.content) == (422, True)
    assert oz.get("/account/").status_code == 302


def test_a_passkey_that_is_known_and_one_that_is_not_answer_alike():
    passkey(Person.objects.create(email="fay@example.org", joined=NOW.date()))
    pages = []
    for credential in ("UGhvbmU", "VW5rbm93bg"):
        oz = browser()
        oz.post("/sign-in/passkey/question/")
        pages.append(oz.post("/sign-in/passkey/", {"credential": answer(credential)}))
    assert [page.status_code for page in pages] == [422, 422]
    assert words(pages[0]) == words(pages[1])


def test_an_answer_nobody_asked_for_opens_nothing(fay: Client):
    page = fay.post("/account/passkeys/", {"name": "Phone", "credential": "{}"})
    assert (page.status_code, Passkey.objects.count()) == (422, 0)


def test_fay_renames_and_removes_her_passkey(fay: Client):
    added = passkey(Person.objects.get())
    fay.post(f"/account/passkeys/{added.pk}/", {"what": "rename", "name": "Old phone"})
    assert "Old phone" in fay.get("/account/").content.decode()
    fay.post(f"/account/passkeys/{added.pk}/", {"what": "remove"})
    assert Passkey.objects.count() == 0


def test_the_passkey_of_somebody_else_is_not_there(fay: Client):
    adas = passkey(Person.objects.create(email="ada@example.org", joined=NOW.date()))
    missing = adas.pk + 1
    for what in ("rename", "remove"):
        pages = [
            fay.post(f"/account/passkeys/{id}/", {"what": what, "name": "Mine"}) for id in (adas.pk, missing)
        ]
        assert [page.status_code for page in pages] == [404, 404]
    adas.refresh_from_db()
    assert adas.name == "Phone"
