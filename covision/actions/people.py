"""Who somebody is: a person comes with a login, with or without an account."""

from datetime import datetime

from covision.models.login_store import SessionStore
from covision.models.people import Person


def welcome_guest(*, language: str, now: datetime) -> Person:
    """This will make a person for somebody who comes without an account."""
    return Person.objects.create(language=language, joined=now.date())


def log_in_simulated(person: Person) -> str:
    """This will give a simulated peer a login of its own; the key is for its cookie and stored nowhere."""
    store = SessionStore()
    store["person"] = person.pk
    store.create()
    assert store.session_key is not None
    return store.session_key
