"""A login belongs to whoever has its key in the browser, and to nobody who reads the table."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from covision.models.login_store import SessionStore, hash_of, person_of, revoke
from covision.models.logins import Login
from covision.models.people import Person
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default"])


def log_in(person: Person) -> str:
    session = SessionStore()
    session["person"] = person.pk
    session["code"] = "491-207"
    session.save()
    assert session.session_key is not None
    return session.session_key


@pytest.fixture
def ada() -> Person:
    return Person.objects.create(joined=NOW.date())


def test_ada_comes_back_with_her_key(ada):
    key = log_in(ada)
    assert person_of(key) == ada.pk
    assert SessionStore(key)["code"] == "491-207"
    assert Login.objects.get().person == ada


def test_a_thief_with_the_whole_table_is_nobody(ada):
    key = log_in(ada)
    row = Login.objects.get()
    box = bytes(row.data)
    assert (key.encode() in box, b"491-207" in box, row.key_hash) == (False, False, hash_of(key))
    assert person_of(row.key_hash) is None
    assert SessionStore(row.key_hash).load() == {}


def test_a_thief_who_may_also_write_cannot_become_ada(ada):
    oz = Person.objects.create(joined=NOW.date())
    adas, ozs = log_in(ada), log_in(oz)
    stolen = Login.objects.get(key_hash=hash_of(adas)).data
    Login.objects.filter(key_hash=hash_of(ozs)).update(data=stolen, person=ada)
    assert person_of(adas) == ada.pk
    assert person_of(ozs) is None


def test_a_new_secret_key_ends_all_logins(ada, settings):
    key = log_in(ada)
    settings.SECRET_KEY = "another one"
    assert person_of(key) is None


def test_a_login_ends_when_it_is_revoked_or_over(ada):
    revoked, over = log_in(ada), log_in(ada)
    revoke(hash_of(revoked))
    Login.objects.filter(key_hash=hash_of(over)).update(expires=timezone.now() - timedelta(seconds=1))
    assert (person_of(revoked), person_of(over)) == (None, None)
    SessionStore.clear_expired()
    assert Login.objects.count() == 0


def test_what_a_revoked_login_still_does_does_not_bring_it_back(ada):
    key = log_in(ada)
    session = SessionStore(key)
    session["more"] = 1
    revoke(hash_of(key))
    with pytest.raises(UpdateError):
        session.save()
    assert Login.objects.count() == 0


def test_signing_in_changes_the_key_and_keeps_what_was_known(ada):
    before = log_in(ada)
    session = SessionStore(before)
    session.cycle_key()
    assert session.session_key is not None
    assert session.session_key != before
    assert (person_of(before), person_of(session.session_key)) == (None, ada.pk)


def test_djangos_own_table_of_keys_does_not_exist():
    assert "django.contrib.sessions" not in django_settings.INSTALLED_APPS
